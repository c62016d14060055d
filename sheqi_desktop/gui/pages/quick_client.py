"""先为该对象建档: five fields, enough to begin a visit; the rest of the file can wait."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.editors.editor import Context, Editor, RefHit
from sheqi_desktop.gui.editors.making import editor_for
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import PLAIN, PRIMARY, Button
from sheqi_desktop.operations import refs
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.quick_person import FIELDS, answer_birth, begin_person, save_person
from sheqi_desktop.operations.said_names import initials

BIRTH = "birth_date"
TITLE = "先建一份简单的档案"


class QuickClient(ask.Question):
    """The window with the five fields; it closes only when the file is in the log, or nobody wants it."""

    def __init__(self, parent: QWidget, desk: Desk, typed: str) -> None:
        super().__init__(parent, TITLE, "五项填好就能记探访，其余的以后补。", "user-plus", "tint")
        self._desk = desk
        self.hit: RefHit | None = None
        self.draft = begin_person(desk, "" if typed.isascii() else typed)
        context = Context(
            today=desk.clock.today(),
            refs=lambda kind, words: [RefHit(one.id, one.text, one.detail) for one in refs.find(desk, kind, words)],
            name_of=self._name,
            pinyin=initials,
        )
        self.editors: dict[str, Editor] = {}
        for name in FIELDS:
            field = self.draft.form.field(name)
            if name == BIRTH:
                # A year is often all people know; a date field would not take it.
                field = replace(field, type="text", label="出生年，或年月日", placeholder="1950 或 1950-03-12", help="")
            editor = editor_for(field, context)
            editor.set_needed(True)
            editor.set_value(self.draft.answers.get(name))
            editor.edited.connect(lambda value, name=name: self._answer(name, value))
            editor.next_asked.connect(lambda name=name: self._next(name))
            self.editors[name] = editor
            self.middle.addWidget(editor)
        self._wrong = PlainLabel("", "second_main", wrap=True, tone="bad")
        self._wrong.hide()
        self.middle.addWidget(self._wrong)
        no = Button("先不建", PLAIN, name="quick_no", pressed=self.reject)
        self.yes = Button("建档", PRIMARY, "check", name="quick_yes", pressed=self._save)
        self.buttons.addWidget(no)
        self.buttons.addWidget(self.yes)
        layout.fix(self, width=520)
        first = next((name for name in FIELDS if not self.draft.answers.get(name)), FIELDS[0])
        self.editors[first].focus_target().setFocus()

    def _name(self, kind: str, id_: str) -> RefHit | None:
        found = refs.name_of(self._desk, kind, id_)
        return RefHit(found.id, found.text, found.detail) if found else None

    def _answer(self, name: str, value: Value) -> None:
        if name == BIRTH:
            answer_birth(self.draft, str(value or ""), self._desk.clock.today())
        else:
            self.draft.answer(name, value)
        self.editors[name].clear_problem()

    def _next(self, name: str) -> None:
        place = FIELDS.index(name) + 1
        (self.editors[FIELDS[place]].focus_target() if place < len(FIELDS) else self.yes).setFocus()

    def _save(self) -> None:
        try:
            found = save_person(self._desk, self.draft)
        except Trouble as trouble:
            self._show_wrong(trouble)
            return
        self.hit = RefHit(found.id, found.text, found.detail)
        self.accept()

    def _show_wrong(self, trouble: Trouble) -> None:
        blocking = self.draft.blocking("save")
        for problem in blocking:
            if problem.field in self.editors:
                self.editors[problem.field].show_problem(problem.message)
        others = [one.message for one in blocking if one.field not in self.editors]
        self._wrong.setText("；".join(others) or ("" if blocking else trouble.sentence))
        self._wrong.setVisible(bool(self._wrong.text()))
        first = next((one.field for one in blocking if one.field in self.editors), "")
        if first:
            self.editors[first].focus_target().setFocus()


def new_client(parent: QWidget, desk: Desk, typed: str) -> RefHit | None:
    """Ask for the five answers and give the new person, None if nobody wanted one."""
    known, said = ask.laid_out(TITLE)
    if known:
        return said if isinstance(said, RefHit) else None
    window = QuickClient(parent, desk, typed)
    window.exec()
    return window.hit
