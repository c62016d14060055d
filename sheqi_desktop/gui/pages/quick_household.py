"""新建一户: the household of the person whose file is being typed; asked is only what that file does not say."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.draft import Draft
from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.editors.editor import Context, Editor, RefHit
from sheqi_desktop.gui.editors.making import editor_for
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import PLAIN, PRIMARY, Button
from sheqi_desktop.operations import refs
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.quick_household import FIELDS, begin_household, head_of, save_household
from sheqi_desktop.operations.said_names import initials

TITLE = "新建一户"


def new_words(typed: str, person: Answers) -> str:
    """Give the line that offers a household, "" where nobody is known whose it could be."""
    head = head_of(typed, person)
    return f"新建一户：{head}" if head else f"新建一户“{typed}”" if typed else ""


class QuickHousehold(ask.Question):
    """The window with the answers a household needs to be kept; it closes when it is in the log."""

    def __init__(self, parent: QWidget, desk: Desk, draft: Draft) -> None:
        super().__init__(parent, TITLE, "三项填好就能选，人口、成员以后在“家庭情况”里补。", "house", "tint")
        self._desk, self.draft = desk, draft
        self.hit: RefHit | None = None
        context = Context(
            today=desk.clock.today(),
            refs=lambda kind, words: [RefHit(one.id, one.text, one.detail) for one in refs.find(desk, kind, words)],
            name_of=self._name,
            pinyin=initials,
        )
        self.editors: dict[str, Editor] = {}
        for name in FIELDS:
            editor = editor_for(draft.form.field(name), context)
            editor.set_needed(True)
            editor.set_value(draft.answers.get(name))
            editor.edited.connect(lambda value, name=name: self._answer(name, value))
            editor.next_asked.connect(lambda name=name: self._next(name))
            self.editors[name] = editor
            self.middle.addWidget(editor)
        self._wrong = PlainLabel("", "second_main", wrap=True, tone="bad")
        self._wrong.hide()
        self.middle.addWidget(self._wrong)
        self.yes = Button("建好并选上", PRIMARY, "check", name="quick_yes", pressed=self._save)
        self.buttons.addWidget(Button("先不建", PLAIN, name="quick_no", pressed=self.reject))
        self.buttons.addWidget(self.yes)
        layout.fix(self, width=520)
        first = next((name for name in FIELDS if not draft.answers.get(name)), FIELDS[0])
        self.editors[first].focus_target().setFocus()

    def _name(self, kind: str, id_: str) -> RefHit | None:
        found = refs.name_of(self._desk, kind, id_)
        return RefHit(found.id, found.text, found.detail) if found else None

    def _answer(self, name: str, value: object) -> None:
        self.draft.answer(name, value)  # type: ignore[arg-type]
        self.editors[name].clear_problem()

    def _next(self, name: str) -> None:
        place = FIELDS.index(name) + 1
        (self.editors[FIELDS[place]].focus_target() if place < len(FIELDS) else self.yes).setFocus()

    def _save(self) -> None:
        wrong = self.draft.blocking("save")
        for problem in wrong:
            if problem.field in self.editors:
                self.editors[problem.field].show_problem(problem.message)
        if wrong:
            self.editors.get(wrong[0].field, self.editors[FIELDS[0]]).focus_target().setFocus()
            return
        try:
            found = save_household(self._desk, self.draft)
        except Trouble as trouble:
            self._wrong.setText(trouble.sentence)
            self._wrong.show()
            return
        self.hit = RefHit(found.id, found.text, found.detail)
        self.accept()


def new_household(parent: QWidget, desk: Desk, typed: str, person: Answers) -> RefHit | None:
    """Make the household at once where the file says enough, ask for what is missing else; None if nobody wants it."""
    draft = begin_household(desk, typed, person)
    if not draft.blocking("save"):
        try:
            found = save_household(desk, draft)
        except Trouble as trouble:
            ask.say_trouble(parent, trouble)
            return None
        return RefHit(found.id, found.text, found.detail)
    window = QuickHousehold(parent, desk, draft)
    window.exec()
    return window.hit
