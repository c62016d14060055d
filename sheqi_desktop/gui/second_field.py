"""另一个人: who agrees beside whoever sits here, and their own 口令; the same block wherever two persons are needed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.choice_list import ChoiceList
from sheqi_desktop.gui.editors.password import PasswordField
from sheqi_desktop.gui.widgets.needed import NeededLabel
from sheqi_desktop.operations.said_names import initials
from sheqi_desktop.operations.second_person import Second

NOBODY_HERE = "还没有另一位同事在这台电脑上设口令"


class SecondField(QWidget):
    """A person and their 口令 side by side; neither is remembered for whoever comes next."""

    changed = Signal()

    def __init__(self, role: str, name: str, password_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self.who, self.password = ChoiceList(initials), PasswordField()
        self.who.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.password.textChanged.connect(lambda _: self.changed.emit())
        grid = layout.grid(self, gap=12, down=4)
        told = ((role, self.who, name, 200), (f"{role}的口令", self.password, password_name, 180))
        for place, (words, field, called, width) in enumerate(told):
            field.setObjectName(called)
            field.setAccessibleName(words)
            layout.least(field, width=width)
            grid.addWidget(NeededLabel(words, field), 0, place)
            grid.addWidget(field, 1, place)
        grid.setColumnStretch(len(told), 1)

    def offer(self, people: Sequence[tuple[str, str]], kept: object = None) -> None:
        """Offer people, id and name; nobody is chosen but who was ``kept``."""
        self.who.clear()
        for worker, called in people:
            self.who.addItem(called, worker)
        self.who.setCurrentIndex(self.who.findData(kept) if kept else -1)

    def why_not(self) -> str:
        """Say what is missing, '' when both are there."""
        if self.who.currentIndex() < 0:
            return f"还差{self._role}" if self.who.count() else NOBODY_HERE
        return "" if self.password.text() else f"还差{self._role}的口令"

    def given(self) -> Second:
        """Give who agrees, with their 口令."""
        return Second(str(self.who.currentData() or ""), self.password.words())
