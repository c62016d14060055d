"""The stations' cards in as many columns as there is room for; large letters make fewer columns, never cut words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QRect, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.widgets.station_card import StationCard, StationFace

MOST, GAP = 4, 10


class StationGrid(QWidget):
    """Cards side by side and under each other, in the order handed in."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("各站")
        self.cards: dict[str, StationCard] = {}
        self._order: tuple[str, ...] = ()
        self._columns = MOST

    def show_faces(self, faces: Sequence[StationFace]) -> None:
        """Show the stations in this order; cards that were there stay, so that the focus does."""
        for face in faces:
            if face.code in self.cards:
                self.cards[face.code].show_face(face)
                continue
            made = StationCard(face, self)
            made.opened.connect(self.opened)
            self.cards[face.code] = made
            made.show()
        self._order = tuple(face.code for face in faces)
        for code in set(self.cards) - set(self._order):
            self.cards.pop(code).deleteLater()
        ordered = [self.cards[code] for code in self._order]
        for before, after in pairwise(ordered):
            QWidget.setTabOrder(before, after)
        self.updateGeometry()
        self._place()

    def _least(self) -> QSize:
        hints = [card.minimumSizeHint() for card in self.cards.values()] or [QSize(scale(160), scale(94))]
        return QSize(max(one.width() for one in hints), max(one.height() for one in hints))

    def _rows(self, columns: int) -> int:
        return -(-max(len(self._order), 1) // columns)

    def sizeHint(self) -> QSize:
        """Every card as high as it likes."""
        high = max((card.sizeHint().height() for card in self.cards.values()), default=scale(100))
        rows = self._rows(self._columns)
        return QSize(MOST * scale(192) + (MOST - 1) * scale(GAP), rows * high + (rows - 1) * scale(GAP))

    def minimumSizeHint(self) -> QSize:
        """Two columns always fit; the rows follow from the width there is."""
        least, rows = self._least(), self._rows(self._columns)
        return QSize(2 * least.width() + scale(GAP), rows * least.height() + (rows - 1) * scale(GAP))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font size."""
        if event.type() == QEvent.Type.StyleChange:
            self._place()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Count the columns anew."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        gap, least = scale(GAP), self._least()
        fitting = (self.width() + gap) // (least.width() + gap)
        columns = min(max(fitting, 1), MOST)
        if columns == MOST - 1 and len(self._order) % 2 == 0:
            columns = 2
        if columns != self._columns:
            self._columns = columns
            self.updateGeometry()
        rows = self._rows(columns)
        wide = (self.width() - (columns - 1) * gap) / columns
        hint = max((card.sizeHint().height() for card in self.cards.values()), default=scale(100))
        high = min(max((self.height() - (rows - 1) * gap) // rows, least.height()), hint + scale(12))
        for place, code in enumerate(self._order):
            left, top = round(place % columns * (wide + gap)), place // columns * (high + gap)
            self.cards[code].setGeometry(QRect(left, top, int(wide), high))
