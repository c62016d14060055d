"""The morning hills beside the unlock form."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import fonts, paint, theme
from sheqi_desktop.gui.scale import scale

LAYERS = (
    ("hill1", (0.514, 0.531, 0.537, 0.528, 0.503, 0.476, 0.462, 0.468, 0.491)),
    ("hill2", (0.631, 0.606, 0.578, 0.566, 0.573, 0.594, 0.622, 0.634, 0.618)),
    ("hill3", (0.707, 0.695, 0.694, 0.701, 0.714, 0.733, 0.749, 0.753, 0.740)),
    ("hill4", (0.858, 0.861, 0.852, 0.835, 0.822, 0.826, 0.843, 0.859, 0.862)),
    ("hill5", (0.948, 0.940, 0.933, 0.930, 0.932, 0.937, 0.942, 0.946, 0.948)),
)
HOUSES = ((0.244, 0.640, 44), (0.319, 0.660, 36), (0.622, 0.637, 40))


class Hills(QWidget):
    """Sky, sun, hills and three houses, with a greeting; the same in every theme."""

    def __init__(self, greeting: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._greeting, self._words = greeting, words
        self.setAccessibleName(f"{greeting}，{words}")

    def say(self, greeting: str, words: str) -> None:
        """Greet differently."""
        self._greeting, self._words = greeting, words
        self.setAccessibleName(f"{greeting}，{words}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw from far to near."""
        painter = QPainter(self)
        paint.smooth(painter)
        whole = QRectF(self.rect())
        sky = QLinearGradient(0, 0, 0, whole.height() * 0.6)
        sky.setColorAt(0, theme.picture("sky"))
        sky.setColorAt(1, theme.picture("glow"))
        painter.fillRect(whole, sky)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.picture("sun"))
        round_ = whole.height() * 0.0489
        painter.drawEllipse(QPointF(whole.width() * 0.72, whole.height() * 0.28), round_, round_)
        for place, (part, heights) in enumerate(LAYERS):
            self._hill(painter, heights, theme.picture(part))
            if place == 1:
                for across, down, wide in HOUSES:
                    self._house(painter, whole.width() * across, whole.height() * down, wide)
        ink = theme.picture("words")
        left, top = scale(56), whole.height() * 0.096
        paint.write(
            painter, QRectF(left, top, whole.width() - left, scale(38)), self._greeting, ink, fonts.font(26, True)
        )
        low = QRectF(left, top + scale(44), whole.width() - left - scale(16), scale(24))
        paint.write(painter, low, self._words, ink, fonts.font(15))
        painter.end()

    def _hill(self, painter: QPainter, heights: tuple[float, ...], ink: QColor) -> None:
        wide, high = self.width(), self.height()
        step = wide / (len(heights) - 1)
        at = [QPointF(place * step, y * high) for place, y in enumerate(heights)]
        around = [at[0], *at, at[-1]]
        path = QPainterPath(at[0])
        for before, start, end, after in zip(around, around[1:], around[2:], around[3:], strict=False):
            path.cubicTo(start + (end - before) / 6, end - (after - start) / 6, end)
        path.lineTo(wide, high)
        path.lineTo(0, high)
        path.closeSubpath()
        painter.fillPath(path, ink)

    @staticmethod
    def _house(painter: QPainter, x: float, y: float, wide: float) -> None:
        half, wall = wide / 2, wide * 0.76
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.picture("wall"))
        painter.drawRect(QRectF(x - wall / 2, y + wide * 0.34, wall, wide * 0.52))
        painter.setBrush(theme.picture("roof"))
        painter.drawPolygon(
            QPolygonF([QPointF(x - half, y + wide * 0.36), QPointF(x, y), QPointF(x + half, y + wide * 0.36)])
        )
        painter.setBrush(theme.picture("door"))
        side = wide * 0.2
        painter.drawRect(QRectF(x - side / 2, y + wide * 0.52, side, side))
