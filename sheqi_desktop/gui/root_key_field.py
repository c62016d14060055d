"""The root key for one signature: its file on the stick from the safe, and its own 口令; neither is remembered."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.editors.password import PasswordField
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import Button


class RootKeyField(QWidget):
    """Choose the file, type the 口令."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path: Path | None = None
        grid = layout.grid(self, gap=12, down=4)
        self.choose = Button("选根密钥文件", icon="key-round", name="root_key_choose", pressed=self._choose)
        self.password = PasswordField()
        self.password.setObjectName("root_key_password")
        self.password.setAccessibleName("根密钥的口令")
        layout.least(self.password, width=180)
        self.password.textChanged.connect(lambda _: self.changed.emit())
        words = PlainLabel("根密钥的口令", "label")
        words.setBuddy(self.password)
        grid.addWidget(PlainLabel("根密钥（保险柜里的U盘）", "label"), 0, 0)
        grid.addWidget(words, 0, 1)
        grid.addWidget(self.choose, 1, 0)
        grid.addWidget(self.password, 1, 1)
        self._name = PlainLabel("还没有选", "hint", elide=True)
        grid.addWidget(self._name, 2, 0)
        grid.setColumnStretch(1, 1)

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
            return "还差根密钥文件"
        return "" if self.password.text() else "还差根密钥的口令"

    def forget(self) -> None:
        """Forget both: the stick goes back into the safe."""
        self.path = None
        self._name.setText("还没有选")
        self.password.clear()
        self.changed.emit()
