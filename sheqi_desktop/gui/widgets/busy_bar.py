"""A quiet sign that something is going on."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QTimerEvent
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sheqi_desktop.gui import theme


class BusyBar(QWidget):
    """A thin line under the top bar while something takes longer than a blink; old content stays."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._timer = 0
        self._at = 0
        self.setFixedHeight(2)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_busy(self, busy: bool) -> None:
        """Start or stop."""
        self.setAccessibleName("正在处理" if busy else "")
        if busy and not self._timer:
            self._timer = self.startTimer(40)
        elif not busy and self._timer:
            self.killTimer(self._timer)
            self._timer = 0
        self.update()

    def timerEvent(self, event: QTimerEvent) -> None:
        """Move a little."""
        self._at = (self._at + 3) % 130
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the moving part."""
        if not self._timer:
            return
        painter = QPainter(self)
        wide = self.width() * 0.3
        left = self.width() * self._at / 100 - wide
        painter.fillRect(QRectF(left, 0, wide, self.height()), theme.color("primary"))
        painter.end()
