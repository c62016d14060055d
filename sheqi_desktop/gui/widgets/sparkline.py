"""A few measured values in a line, with the threshold that matters: blood pressure over the last visits."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from sheqi_desktop.gui import fonts, paint, theme
from sheqi_desktop.gui.scale import scale


class Sparkline(QWidget):
    """Points with their numbers and days."""

    def __init__(
        self, points: Sequence[tuple[str, int]] = (), threshold: int | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_points(points, threshold)

    def show_points(self, points: Sequence[tuple[str, int]], threshold: int | None = None) -> None:
        """Show other values, oldest first."""
        self._points, self._threshold = tuple(points), threshold
        self.setAccessibleName("，".join(f"{when} {value}" for when, value in points))
        self.update()

    def sizeHint(self) -> QSize:
        """A low wide picture."""
        return QSize(scale(192), scale(96))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw threshold, line, points, numbers and days."""
        if not self._points:
            return
        painter = QPainter(self)
        paint.smooth(painter)
        values = [value for _, value in self._points] + ([self._threshold] if self._threshold is not None else [])
        low, high = min(values), max(values)
        top, bottom = scale(24), self.height() - scale(36)
        room = self.width() - scale(36)
        step = room / max(len(self._points) - 1, 1)

        def at(place: int, value: int) -> QPointF:
            share = (value - low) / (high - low) if high > low else 0.5
            return QPointF(scale(18) + place * step, bottom - share * (bottom - top))

        if self._threshold is not None:
            line = at(0, self._threshold).y()
            painter.setPen(QPen(theme.color("warnBar"), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(0, line), QPointF(self.width(), line))
            words = QRectF(0, line + 1, scale(40), scale(16))
            paint.write(painter, words, str(self._threshold), "warn", fonts.font(12))
        dots = [at(place, value) for place, (_, value) in enumerate(self._points)]
        painter.setPen(QPen(theme.color("primary"), 2))
        painter.drawPolyline(dots)
        centre = Qt.AlignmentFlag.AlignHCenter
        for dot, (when, value) in zip(dots, self._points, strict=True):
            painter.setPen(QPen(theme.color("primary"), 2))
            painter.setBrush(theme.color("surface"))
            painter.drawEllipse(dot, scale(3), scale(3))
            above = QRectF(dot.x() - scale(24), dot.y() - scale(21), scale(48), scale(16))
            paint.write(painter, above, str(value), "text", fonts.font(12), centre, elide=False)
            under = QRectF(dot.x() - scale(24), self.height() - scale(18), scale(48), scale(17))
            paint.write(painter, under, when, "text2", fonts.font(12), centre, elide=False)
        painter.end()
