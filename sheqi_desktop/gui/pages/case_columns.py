"""The three parts of a case beside each other; where that has no room, the two lists above and the paper under them."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.widgets.card import ScrollColumn
from sheqi_desktop.gui.widgets.panes import QWIDGETSIZE_MAX

PAPERS_WIDTH, SIDE_WIDTH, READING_LEAST = 268, 300, 320
LISTS_HEIGHT, READING_HEIGHT = 300, 420
"""How high the parts are where the whole page scrolls; design pixels."""


class CaseColumns(ScrollColumn):
    """``head`` above, ``papers``, ``reading`` and ``side`` under it; narrow, everything scrolls together."""

    def __init__(
        self, head: QWidget, papers: QWidget, reading: QWidget, side: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__((24, 14, 24, 14), 12, parent)
        self._papers, self._reading, self._side = papers, reading, side
        self.stacked: bool | None = None
        self.body.addWidget(head)
        self._grid = layout.grid(gap=14)
        self.body.addLayout(self._grid, 1)
        self._arrange(self.width())

    def _arrange(self, width: int) -> None:
        margins, gap = self.body.contentsMargins(), self._grid.horizontalSpacing()
        around = margins.left() + margins.right() + 2 * gap
        stacked = width < scale(PAPERS_WIDTH + SIDE_WIDTH) + self._reading_least() + around
        if stacked != self.stacked:
            self.stacked = stacked
            self._place(stacked)
        for part, wide, high in (
            (self._papers, PAPERS_WIDTH, LISTS_HEIGHT),
            (self._side, SIDE_WIDTH, LISTS_HEIGHT),
            (self._reading, 0, READING_HEIGHT),
        ):
            part.setMinimumHeight(scale(high) if stacked else 0)
            part.setMinimumWidth(0 if stacked else scale(wide))
            part.setMaximumWidth(QWIDGETSIZE_MAX if stacked or not wide else scale(wide))

    def _reading_least(self) -> int:
        return max(scale(READING_LEAST), self._reading.minimumSizeHint().width())

    def _place(self, stacked: bool) -> None:
        for part in (self._papers, self._reading, self._side):
            self._grid.removeWidget(part)
        self._grid.addWidget(self._papers, 0, 0)
        self._grid.addWidget(self._side, 0, 1 if stacked else 2)
        if stacked:
            self._grid.addWidget(self._reading, 1, 0, 1, 2)
        else:
            self._grid.addWidget(self._reading, 0, 1)
        for place in range(3):
            self._grid.setColumnStretch(place, 1 if (place < 2 if stacked else place == 1) else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Decide anew."""
        self._arrange(event.size().width())
        super().resizeEvent(event)
