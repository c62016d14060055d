"""先为该对象建档: five fields, enough to begin a visit; the rest of the file can wait."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.form import Field
from sheqi_desktop.gui import ask
from sheqi_desktop.gui.editors.editor import RefHit
from sheqi_desktop.gui.pages.quick_window import QuickWindow
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.quick_person import FIELDS, answer_birth, begin_person, save_person
from sheqi_desktop.operations.refs import Ref

BIRTH = "birth_date"


class QuickClient(QuickWindow):
    """The window with the five fields."""

    TITLE, SAYS, ICON = "先建一份简单的档案", "五项填好就能记探访，其余的以后补。", "user-plus"
    YES, FIELDS = "建档", FIELDS

    def __init__(self, parent: QWidget, desk: Desk, typed: str) -> None:
        super().__init__(parent, desk, begin_person(desk, "" if typed.isascii() else typed))

    def field(self, name: str) -> Field:
        """Ask for the birth in words: a year is often all people know, and a date field would not take it."""
        field = super().field(name)
        if name != BIRTH:
            return field
        return replace(field, type="text", label="出生年，或年月日", placeholder="1950 或 1950-03-12", help="")

    def answer(self, name: str, value: Value) -> None:
        """Take an answer; what was said of the birth becomes a day or a year."""
        if name == BIRTH:
            answer_birth(self.draft, str(value or ""), self.desk.clock.today())
        else:
            super().answer(name, value)

    def keep(self) -> Ref:
        """Put the file into the log."""
        return save_person(self.desk, self.draft)


def new_client(parent: QWidget, desk: Desk, typed: str) -> RefHit | None:
    """Ask for the five answers and give the new person, None if nobody wanted one."""
    known, said = ask.laid_out(QuickClient.TITLE)
    if known:
        return said if isinstance(said, RefHit) else None
    window = QuickClient(parent, desk, typed)
    window.exec()
    return window.hit
