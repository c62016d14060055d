"""What the greens of the heat map mean, drawn small beside its title."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sheqi_desktop.gui import fonts, paint, theme
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.widgets.heat_table import step_of

STEPS = (("未达", 0), ("100%", 100), ("113%", 113), (">120%", 121))


class HeatLegend(QWidget):
    """Four swatches with their words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("颜色：" + "、".join(words for words, _ in STEPS))

    def _wide(self, words: str) -> float:
        return scale(17) + scale(5) + fonts.metrics(12).horizontalAdvance(words) + scale(9)

    def sizeHint(self) -> QSize:
        """Room for all four."""
        return QSize(round(sum(self._wide(words) for words, _ in STEPS)), scale(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw swatches and words."""
        painter = QPainter(self)
        paint.smooth(painter)
        now, left = theme.now(), 0.0
        for words, percent in STEPS:
            swatch = QRectF(left, (self.height() - scale(11)) / 2, scale(17), scale(11))
            if percent:
                paint.box(painter, swatch, scale(3), now.heat[step_of(percent)])
            else:
                paint.box(painter, swatch, scale(3), now.color("badBg"), now.color("bad") if now.outlined else None)
            wide = self._wide(words)
            room = QRectF(swatch.right() + scale(5), 0, wide, self.height())
            paint.write(painter, room, words, "text2", fonts.font(12), elide=False)
            left += wide
        painter.end()
