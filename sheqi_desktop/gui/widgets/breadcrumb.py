"""The path to where we are; every level but the last can be pressed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout, theme
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import LINK, Button


class _Crumb(Button):
    """One level, its words as small as the line it stands in, and as high as anything to be pressed."""

    AIR = 0

    def _colors(self) -> tuple[QColor | None, QColor | None, QColor]:
        return None, None, theme.color("primary" if self.underMouse() else "text2")

    def _type(self) -> tuple[int, bool]:
        return 12, False


class Breadcrumb(QWidget):
    """探访记录 › 新建・TF-2023-A0129."""

    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = layout.row(self, gap=4)

    def show_path(self, crumbs: Sequence[tuple[str, str]], last: str) -> None:
        """Show levels (words, page id) and the words of the last one."""
        layout.clear(self._line)
        for words, page in crumbs:
            level = _Crumb(words, LINK)
            level.clicked.connect(lambda _=False, page=page: self.pressed.emit(page))
            self._line.addWidget(level)
            self._line.addWidget(PlainLabel("›", "hint"))
        self._line.addWidget(PlainLabel(last, "hint", elide=True), 1)
