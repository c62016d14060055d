"""The root key for one signature: its file on the stick from the safe, and its own 口令; neither is remembered.

Where the roster asks for two keys together, the second is asked for under the first.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.editors.password import PasswordField
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import Button
from sheqi_desktop.operations.desk import Desk

NUMBERS = "一二三四五"


class RootKeyField(QWidget):
    """Choose the file, type the 口令; ``desk`` says how many keys its roster asks for."""

    changed = Signal()

    def __init__(self, desk: Desk | None = None, parent: QWidget | None = None, nth: int = 1) -> None:
        super().__init__(parent)
        self.path: Path | None = None
        self._nth, self._keys = nth, 1
        self.more: RootKeyField | None = None
        """The next key, where one is not enough."""
        after = f"_{nth}" if nth > 1 else ""
        self._which = f"第{NUMBERS[nth - 1]}把" if nth > 1 else ""
        self._grid = grid = layout.grid(self, gap=12, down=4)
        self.choose = Button(
            f"选{self._which}根密钥文件",
            icon="key-round",
            name=f"root_key_choose{after}",
            pressed=self._choose,
        )
        self.password = PasswordField()
        self.password.setObjectName(f"root_key_password{after}")
        self.password.setAccessibleName(f"{self._which}根密钥的口令")
        layout.least(self.password, width=180)
        self.password.textChanged.connect(lambda _: self.changed.emit())
        words = PlainLabel(f"{self._which}根密钥的口令", "label")
        words.setBuddy(self.password)
        grid.addWidget(PlainLabel(f"{self._which}根密钥（保险柜里的U盘）", "label"), 0, 0)
        grid.addWidget(words, 0, 1)
        grid.addWidget(self.choose, 1, 0)
        grid.addWidget(self.password, 1, 1)
        self._name = PlainLabel("还没有选", "hint", elide=True)
        grid.addWidget(self._name, 2, 0)
        grid.setColumnStretch(1, 1)
        if desk is not None:
            self.show_desk(desk)

    def show_desk(self, desk: Desk) -> None:
        """Ask for as many keys as the roster of this county does."""
        self._ask_for(desk.book.newest.threshold)

    def _ask_for(self, keys: int) -> None:
        self._keys = keys
        if keys > self._nth and self.more is None:
            self.more = RootKeyField(nth=self._nth + 1)
            self.more.changed.connect(self.changed)
            self._grid.addWidget(self.more, 3, 0, 1, 2)
        if self.more is not None:
            self.more.setVisible(keys > self._nth)
            self.more._ask_for(keys)

    @property
    def given(self) -> list[tuple[Path, str]]:
        """Give the file and the 口令 of every key that is asked for."""
        mine = [(self.path, self.password.words())] if self.path is not None else []
        return mine + (self.more.given if self.more is not None and self._keys > self._nth else [])

    def _choose(self) -> None:
        path = ask.open_file(self, "选根密钥文件", "根密钥 (*.key);;所有文件 (*)")
        if path is not None:
            self.path = path
            self._name.setText(path.name)
            self.password.setFocus()
            self.changed.emit()

    def why_not(self) -> str:
        """Say what is still missing."""
        if self.path is None:
            return f"还差{self._which}根密钥文件"
        if not self.password.text():
            return f"还差{self._which}根密钥的口令"
        return self.more.why_not() if self.more is not None and self._keys > self._nth else ""

    def forget(self) -> None:
        """Forget both: the stick goes back into the safe."""
        self.path = None
        self._name.setText("还没有选")
        self.password.clear()
        if self.more is not None:
            self.more.forget()
        self.changed.emit()
