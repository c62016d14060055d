"""The one ring of a screen: this month's visits."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from sheqi_desktop.gui import fonts, paint, theme
from sheqi_desktop.gui.scale import scale


class Ring(QWidget):
    """So many of so many, as part of a circle, with the numbers in the middle."""

    def __init__(self, done: int = 0, target: int = 0, unit: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_numbers(done, target, unit)

    def show_numbers(self, done: int, target: int, unit: str) -> None:
        """Show other numbers."""
        self._done, self._target, self._unit = done, target, unit
        self.setAccessibleName(f"{done} / {target} {unit}")
        self.update()

    def sizeHint(self) -> QSize:
        """Give the square of the ring."""
        return QSize(scale(98), scale(98))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw track, part and numbers."""
        painter = QPainter(self)
        paint.smooth(painter)
        wide = scale(10)
        whole = QRectF(self.rect()).adjusted(wide / 2 + 1, wide / 2 + 1, -wide / 2 - 1, -wide / 2 - 1)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("track"), wide))
        painter.drawEllipse(whole)
        part = min(self._done / self._target, 1.0) if self._target else 0.0
        if part > 0:
            painter.setPen(QPen(theme.color("primary"), wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawArc(whole, 90 * 16, round(-360 * 16 * part))
        middle = Qt.AlignmentFlag.AlignHCenter
        top = QRectF(0, self.height() / 2 - scale(24), self.width(), scale(30))
        paint.write(painter, top, str(self._done), "text", fonts.font(24, True), middle, elide=False)
        low = QRectF(0, self.height() / 2 + scale(5), self.width(), scale(18))
        words = f"/ {self._target} {self._unit}" if self._target else self._unit
        paint.write(painter, low, words, "text2", fonts.font(12), middle, elide=False)
        painter.end()
