"""The grid of a form: twelve columns, fields side by side where the form says so, wrapped where room is short."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from sheqi_desktop.gui.scale import scale

COLUMNS = 12
FEWEST, MOST = 2, 4


@dataclass(slots=True)
class _Place:
    item: QLayoutItem
    width: int = COLUMNS
    beside: bool = False


class FieldGrid(QLayout):
    """Rows of fields; a hidden field takes no room and the next takes its place."""

    def __init__(self, parent: QWidget, across: int = 12, down: int = 10, cell: int = 0) -> None:
        """Make a grid; with ``cell`` its widths count cells at least so wide, two to four of them side by side."""
        super().__init__(parent)
        self._cell = cell
        self._across, self._down = across, down
        self._places: list[_Place] = []
        self._next = (COLUMNS, False)
        self.setContentsMargins(0, 0, 0, 0)

    def add(self, widget: QWidget, width: int = COLUMNS, *, beside: bool = False) -> None:
        """Put a field into the grid."""
        self._next = (min(max(width, 1), COLUMNS), beside)
        self.addWidget(widget)

    def put(self, widget: QWidget, width: int, place: int) -> None:
        """Put a field behind so many others, on their row where there is room."""
        self.add(widget, width, beside=place > 0)
        self._places.insert(place, self._places.pop())
        for number, one in enumerate(self._places):
            one.beside = number > 0
        self.invalidate()

    def move(self, widget: QWidget, width: int, *, beside: bool) -> None:
        """Give a field another width, on the row of the field before or on its own."""
        for place in self._places:
            if place.item.widget() is widget:
                place.width, place.beside = width, beside
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more."""
        self._places.append(_Place(item, *self._next))

    def count(self) -> int:
        """Tell how many there are."""
        return len(self._places)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Give one."""
        return self._places[index].item if 0 <= index < len(self._places) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give one away."""
        return self._places.pop(index).item if 0 <= index < len(self._places) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It wants no more height than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Tell how high it gets."""
        return self._arrange(QRect(0, 0, width, 0), really=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put everything in its place."""
        super().setGeometry(rect)
        self._arrange(rect, really=True)

    def sizeHint(self) -> QSize:
        """A comfortable width."""
        width = max(self.minimumSize().width(), scale(560))
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        """At least the widest field."""
        least = max((one.item.minimumSize().width() for one in self._places if not one.item.isEmpty()), default=0)
        return QSize(least, 0)

    def _spread(self, width: int) -> list[_Place]:
        """Give the places with widths in columns: of cells, as many stand side by side as there is room for."""
        if not self._cell:
            return self._places
        gap = scale(self._across)
        many = min(max((width + gap) // (scale(self._cell) + gap), FEWEST), MOST)
        one = COLUMNS // many
        return [_Place(place.item, min(place.width * one, COLUMNS), place.beside) for place in self._places]

    def _lines(self, width: int) -> list[list[_Place]]:
        lines: list[list[_Place]] = []
        gap = scale(self._across)
        for place in self._spread(width):
            if place.item.isEmpty():
                continue
            line = lines[-1] if lines and place.beside else None
            if line is not None:
                columns = sum(one.width for one in line) + place.width
                needed = sum(one.item.minimumSize().width() + gap for one in line) + place.item.minimumSize().width()
                if columns <= COLUMNS and needed <= width:
                    line.append(place)
                    continue
            lines.append([place])
        return lines

    def _widths(self, line: list[_Place], width: int) -> list[int]:
        gap = scale(self._across)
        one = (width - gap * (COLUMNS - 1)) / COLUMNS
        wanted = [round(one * place.width + gap * (place.width - 1)) for place in line]
        least = [place.item.minimumSize().width() for place in line]
        given = [max(a, b) for a, b in zip(wanted, least, strict=True)]
        over = sum(given) + gap * (len(line) - 1) - width
        for place in sorted(range(len(line)), key=lambda n: least[n] - given[n]):
            if over <= 0:
                break
            cut = min(over, given[place] - least[place])
            given[place] -= cut
            over -= cut
        return given

    def _arrange(self, rect: QRect, *, really: bool) -> int:
        y, gap = rect.y(), scale(self._across)
        for number, line in enumerate(self._lines(rect.width())):
            widths = self._widths(line, rect.width())
            high = 0
            for place, width in zip(line, widths, strict=True):
                item = place.item
                wanted = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
                high = max(high, wanted)
            y += scale(self._down) if number else 0
            x = rect.x()
            if really:
                for place, width in zip(line, widths, strict=True):
                    place.item.setGeometry(QRect(x, y, width, high))
                    x += width + gap
            y += high
        return y - rect.y()
