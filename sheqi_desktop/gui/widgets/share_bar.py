"""A plain bar: so much of what is wanted is there."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sheqi_desktop.gui import paint, theme
from sheqi_desktop.gui.scale import scale


class ShareBar(QWidget):
    """A bar without words; whoever shows it says them beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._part, self._ink = 0.0, "okBar"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_part(self, part: float, ink: str) -> None:
        """Show another share."""
        self._part, self._ink = part, ink
        self.update()

    def sizeHint(self) -> QSize:
        """As high as the bars of the indicators."""
        return QSize(scale(120), scale(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        paint.smooth(painter)
        paint.bar(painter, QRectF(self.rect()), self._part, theme.color(self._ink))
        painter.end()
