"""A small window that begins a record while another is being typed: the few answers it needs to be kept, no more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.draft import Draft
from sheqi_desktop.domain.form import Field
from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.editors.editor import Context, Editor, RefHit
from sheqi_desktop.gui.editors.making import editor_for
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import PLAIN, PRIMARY, Button
from sheqi_desktop.operations import refs
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.said_names import initials


class QuickWindow(ask.Question):
    """It closes only when the record is in the log, or nobody wants it; ``hit`` is what to point to then."""

    TITLE: str
    SAYS: str
    ICON: str
    YES: str
    """What the button that keeps it says."""
    FIELDS: Sequence[str]

    def __init__(self, parent: QWidget, desk: Desk, draft: Draft) -> None:
        super().__init__(parent, self.TITLE, self.SAYS, self.ICON, "tint")
        self.desk, self.draft = desk, draft
        self.hit: RefHit | None = None
        context = Context(
            today=desk.clock.today(),
            refs=lambda kind, words: [RefHit(one.id, one.text, one.detail) for one in refs.find(desk, kind, words)],
            name_of=self._name,
            pinyin=initials,
        )
        self.editors: dict[str, Editor] = {}
        for name in self.FIELDS:
            editor = editor_for(self.field(name), context)
            editor.set_needed(True)
            editor.set_value(draft.answers.get(name))
            editor.edited.connect(lambda value, name=name: self._answer(name, value))
            editor.next_asked.connect(lambda name=name: self._next(name))
            self.editors[name] = editor
            self.middle.addWidget(editor)
        self._wrong = PlainLabel("", "second_main", wrap=True, tone="bad")
        self._wrong.hide()
        self.middle.addWidget(self._wrong)
        no = Button("先不建", PLAIN, name="quick_no", pressed=self.reject)
        self.yes = Button(self.YES, PRIMARY, "check", name="quick_yes", pressed=self._save)
        self.buttons.addWidget(no)
        self.buttons.addWidget(self.yes)
        layout.fix(self, width=520)
        first = next((name for name in self.FIELDS if not draft.answers.get(name)), self.FIELDS[0])
        self.editors[first].focus_target().setFocus()

    # ------------------------------------------------------------------ what each window says of itself
    def field(self, name: str) -> Field:
        """Give the question as it is asked here."""
        return self.draft.form.field(name)

    def answer(self, name: str, value: Value) -> None:
        """Take an answer into the draft."""
        self.draft.answer(name, value)

    def keep(self) -> refs.Ref:
        """Save the draft; raise the trouble of a save."""
        raise NotImplementedError

    # ------------------------------------------------------------------ typing and saving
    def _name(self, kind: str, id_: str) -> RefHit | None:
        found = refs.name_of(self.desk, kind, id_)
        return RefHit(found.id, found.text, found.detail) if found else None

    def _answer(self, name: str, value: Value) -> None:
        self.answer(name, value)
        self.editors[name].clear_problem()

    def _next(self, name: str) -> None:
        place = self.FIELDS.index(name) + 1
        (self.editors[self.FIELDS[place]].focus_target() if place < len(self.FIELDS) else self.yes).setFocus()

    def _save(self) -> None:
        try:
            found = self.keep()
        except Trouble as trouble:
            self._show_wrong(trouble)
            return
        self.hit = RefHit(found.id, found.text, found.detail)
        self.accept()

    def _show_wrong(self, trouble: Trouble) -> None:
        """Say it at the question where there is one for it here, under them all otherwise."""
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
