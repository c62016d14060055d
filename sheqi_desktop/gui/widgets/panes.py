"""Two panes side by side while there is room; with large letters or a narrow window one goes under the other."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.layout import Margins
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.widgets.card import ScrollColumn


class _Inside(QWidget):
    """Beside each other the panes fill the window and only what is too high scrolls; stacked they are at ease."""

    def __init__(self, panes: Panes) -> None:
        super().__init__()
        self._panes = panes

    def heightForWidth(self, width: int) -> int:
        """Tell how high it must be."""
        body = self._panes.body
        return body.totalHeightForWidth(width) if self._panes.stacked else body.totalMinimumHeightForWidth(width)


class Panes(ScrollColumn):
    """``left`` grows, ``right`` is ``right_width`` wide; stacked they scroll together and are as high as they want.

    ``mirrored``, the one that grows stands at the right of the other, and under it where there is no room.
    """

    def __init__(
        self,
        left: QWidget,
        right: QWidget,
        right_width: int,
        *,
        margins: Margins = (24, 14, 24, 14),
        gap: int = 14,
        mirrored: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self.stacked = False
        super().__init__(margins, 0, parent)
        self.left, self.right = left, right
        self._right_width, self._gap, self._mirrored = right_width, gap, mirrored
        self._line = layout.row(gap=gap)
        self._line.addWidget(left)
        self._line.addWidget(right)
        self.body.addLayout(self._line, 1)
        self._arrange(self.width())

    def _make_inside(self) -> QWidget:
        return _Inside(self)

    def _needs(self) -> int:
        margins = self.body.contentsMargins()
        around = margins.left() + margins.right() + scale(self._gap)
        return _least(self.left) + max(self._right_least(), scale(self._right_width)) + around

    def _right_least(self) -> int:
        return self.right.minimumSizeHint().width()

    def _arrange(self, width: int) -> None:
        self.stacked = width < self._needs()
        way = QBoxLayout.Direction
        down = way.BottomToTop if self._mirrored else way.TopToBottom
        across = way.RightToLeft if self._mirrored else way.LeftToRight
        self._line.setDirection(down if self.stacked else across)
        if self.stacked:
            self.right.setMinimumWidth(0)
            self.right.setMaximumWidth(QWIDGETSIZE_MAX)
            self._line.setStretch(0, 0)
        else:
            self.right.setFixedWidth(max(self._right_least(), scale(self._right_width)))
            self._line.setStretch(0, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Decide anew."""
        self._arrange(event.size().width())
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """The wider of the two, since they can be stacked."""
        margins = self.body.contentsMargins()
        wide = max(_least(self.left), self._right_least()) + margins.left() + margins.right()
        return QSize(wide, scale(110))


def _least(widget: QWidget) -> int:
    return max(widget.minimumSizeHint().width(), widget.minimumWidth())


QWIDGETSIZE_MAX = (1 << 24) - 1
