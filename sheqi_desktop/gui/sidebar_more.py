"""A sign over the end of a list that scrolls without a bar: there is more, and a click brings it up."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QScrollArea

from sheqi_desktop.gui import icons, theme
from sheqi_desktop.gui.scale import scale

HIGH = 28


class MoreSign(QAbstractButton):
    """Stands over the end of a list that scrolls without a bar; half an entry is covered rather than cut.

    ``below`` is the lower end; else it is the upper end, when what stands there was scrolled away.
    ``side`` is the dark sidebar; else the list stands on the page.
    """

    def __init__(self, scroll: QScrollArea, *, below: bool, side: bool = True) -> None:
        super().__init__(scroll)
        self._scroll, self._below, self._side = scroll, below, side
        self.setObjectName("side_more_below" if below else "side_more_above")
        self.setAccessibleName("下面还有" if below else "上面还有")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        bar = scroll.verticalScrollBar()
        bar.valueChanged.connect(lambda _: self._settle())
        bar.rangeChanged.connect(lambda *_: self._settle())
        scroll.installEventFilter(self)
        self.clicked.connect(lambda: bar.setValue(bar.maximum() if below else 0))
        self._settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the list's size."""
        if event.type() == QEvent.Type.Resize:
            self._settle()
        return super().eventFilter(watched, event)

    def _settle(self) -> None:
        bar, high = self._scroll.verticalScrollBar(), scale(HIGH)
        more = bar.value() < bar.maximum() if self._below else bar.value() > bar.minimum()
        top = self._scroll.height() - high if self._below else 0
        self.setGeometry(0, top, self._scroll.width(), high)
        self.setVisible(more)
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw an arrow on the ground of the list."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("side" if self._side else "bg"))
        side = scale(16)
        place = QRectF(0, 0, side, side)
        place.moveCenter(QRectF(self.rect()).center())
        icons.draw(
            painter, "chevron-down" if self._below else "chevron-up", place, "sideSelText" if self._side else "text2"
        )
        painter.end()
