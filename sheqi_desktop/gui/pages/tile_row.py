"""Numbers side by side; with large letters they take a second line, and their words stay whole."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.widgets.stat_tile import StatTile

GAP = 10
ROOM = 720
"""Pixels that even the smallest window has for a page."""


class TileRow(QWidget):
    """One line of tiles where all fit, else lines of three, two or one."""

    def __init__(self, tiles: Sequence[StatTile], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles = tuple(tiles)
        for tile in self._tiles:
            tile.setParent(self)
        self._columns = len(self._tiles)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _needs(self, columns: int) -> int:
        hints = [tile.sizeHint().width() for tile in self._tiles]
        widest = sum(hints) if columns == len(hints) else max(hints) * columns
        return widest + (columns - 1) * scale(GAP)

    def _high(self) -> int:
        return max(max(tile.sizeHint().height(), tile.minimumHeight()) for tile in self._tiles)

    def sizeHint(self) -> QSize:
        """All in one line, as high as the lines there are."""
        lines = -(-len(self._tiles) // self._columns)
        high = self._high()
        return QSize(self._needs(len(self._tiles)), lines * high + (lines - 1) * scale(GAP))

    def minimumSizeHint(self) -> QSize:
        """Three side by side, so that with large letters the side card goes under instead; two in a small window."""
        return QSize(max(self._needs(2), min(self._needs(3), ROOM)), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Share the room out anew when a number grew by a digit."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font size."""
        if event.type() == QEvent.Type.StyleChange:
            self._place()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Count the lines anew."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        count, gap = len(self._tiles), scale(GAP)
        columns = next((n for n in (count, 3, 2) if self._needs(n) <= self.width()), 1)
        if columns != self._columns:
            self._columns = columns
            self.updateGeometry()
        high = self._high()
        spare = self.width() - self._needs(columns)
        left = 0
        for place, tile in enumerate(self._tiles):
            column = place % columns
            left = 0 if column == 0 else left
            wide = tile.sizeHint().width() if columns == count else max(t.sizeHint().width() for t in self._tiles)
            wide += spare // columns
            if column == columns - 1:
                wide = self.width() - left
            tile.setGeometry(QRect(left, place // columns * (high + gap), wide, high))
            left += wide + gap
