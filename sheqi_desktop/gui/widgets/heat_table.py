"""Stations × measures in five greens; the number always stands in the cell, so that colour is never alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QToolTip, QWidget

from sheqi_desktop.gui import fonts, paint, theme
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.text import harmless

LIMITS = (106, 113, 120)


@dataclass(frozen=True, slots=True)
class HeatHead:
    """One column: what is counted, and what was promised or 列示."""

    title: str
    under: str = ""


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One number: ``percent`` of the target, None where nothing was promised; ``mark`` goes before the number."""

    text: str
    percent: int | None = None
    mark: str = ""
    unknown: bool = False
    words: str = ""
    tone: str = ""
    """A state instead of a share: the cell has the colours of that tone, and its words stand in it."""


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One station."""

    id: str
    name: str
    cells: tuple[HeatCell, ...]


def step_of(percent: int) -> int:
    """Give the step of green 0…4 of a share of the target in percent; below 100 is -1."""
    if percent < 100:
        return -1
    if percent > 120:
        return 4
    return 0 if percent < LIMITS[0] else 1 if percent < LIMITS[1] else 2 if percent < LIMITS[2] else 3


def draw_heat(painter: QPainter, rect: QRectF, cell: HeatCell) -> None:
    """Draw one cell with its number."""
    now, ink, radius = theme.now(), theme.color("text"), scale(4)
    if cell.tone:
        tone = theme.tone(cell.tone)
        paint.box(painter, rect, radius, tone.ground, tone.bar if now.outlined else None)
        ink = tone.text
    elif cell.unknown:
        paint.hatch(painter, rect, radius, now.color("strong"), now.color("line"))
    elif cell.percent is None:
        paint.box(painter, rect, radius, now.color("sunken"))
    elif cell.percent < 100:
        paint.box(painter, rect, radius, now.color("badBg"), now.color("bad") if now.outlined else None)
        ink = now.color("bad")
    else:
        paint.box(painter, rect, radius, now.heat[step_of(cell.percent)])
        ink = now.color("heatText")
    words = f"{cell.mark} {cell.text}" if cell.mark else cell.text
    centre = Qt.AlignmentFlag.AlignHCenter
    paint.write(painter, rect, words, ink, fonts.font(13, cell.percent is not None and cell.percent < 100), centre)


class HeatTable(QWidget):
    """The whole table; a cell can be opened by mouse or by keys."""

    opened = Signal(str, int)
    ROW, HEAD = 26, 34

    def __init__(
        self,
        heads: Sequence[HeatHead] = (),
        rows: Sequence[HeatRow] = (),
        name_width: int = 74,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name_width = name_width
        self._at = (0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_rows(heads, rows)

    def show_rows(self, heads: Sequence[HeatHead], rows: Sequence[HeatRow]) -> None:
        """Show other numbers."""
        self._heads, self._rows = tuple(heads), tuple(rows)
        self._at = (
            min(self._at[0], max(len(self._rows) - 1, 0)),
            min(self._at[1], max(len(self._heads) - 1, 0)),
        )
        self._speak()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for every row."""
        wide = scale(self._name_width) + scale(48) * len(self._heads)
        return QSize(wide, scale(self.HEAD) + scale(self.ROW) * len(self._rows))

    def minimumSizeHint(self) -> QSize:
        """Numbers are never cut."""
        return QSize(scale(self._name_width) + scale(40) * len(self._heads), self.sizeHint().height())

    def place_of(self, row: int, column: int) -> QRectF:
        """Tell where a cell is drawn."""
        left = scale(self._name_width)
        wide = (self.width() - left) / max(len(self._heads), 1)
        top = scale(self.HEAD) + row * scale(self.ROW)
        return QRectF(left + column * wide + 2, top + 1.5, wide - 4, scale(self.ROW) - 3)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the cell under the mouse."""
        for row in range(len(self._rows)):
            for column in range(len(self._heads)):
                if self.place_of(row, column).contains(event.position()):
                    self._at = (row, column)
                    self.update()
                    self.opened.emit(self._rows[row].id, column)
                    return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Enter opens."""
        row, column = self._at
        moves = {Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1)}
        if (move := moves.get(Qt.Key(event.key()))) is not None:
            row = min(max(row + move[0], 0), max(len(self._rows) - 1, 0))
            column = min(max(column + move[1], 0), max(len(self._heads) - 1, 0))
            self._at = (row, column)
            self._keep_in_sight()
            self._speak()
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._rows:
            self.opened.emit(self._rows[row].id, column)
        else:
            super().keyPressEvent(event)

    def _keep_in_sight(self) -> None:
        """Scroll to the cell one walked to, where the table is higher than the window."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        inside = around.widget() if isinstance(around, QScrollArea) else None
        if isinstance(around, QScrollArea) and inside is not None:
            place = self.mapTo(inside, self.place_of(*self._at).center().toPoint())
            around.ensureVisible(place.x(), place.y(), scale(self.ROW), 2 * scale(self.ROW))

    def event(self, event: QEvent) -> bool:
        """Say a cell's words when the mouse rests on it."""
        if event.type() == QEvent.Type.ToolTip:
            assert isinstance(event, QHelpEvent)
            for row, line in enumerate(self._rows):
                for column, cell in enumerate(line.cells):
                    if cell.words and self.place_of(row, column).contains(event.pos()):
                        QToolTip.showText(event.globalPos(), harmless(cell.words), self)
                        return True
        return super().event(event)

    def _speak(self) -> None:
        row, column = self._at
        if row < len(self._rows) and column < len(self._heads):
            cell = self._rows[row].cells[column]
            said = cell.words if cell.tone else f"{cell.mark}{cell.text}"
            self.setAccessibleName(f"{self._rows[row].name} {self._heads[column].title} {said}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw heads, names and cells."""
        painter = QPainter(self)
        paint.smooth(painter)
        centre = Qt.AlignmentFlag.AlignHCenter
        for column, head in enumerate(self._heads):
            cell = self.place_of(0, column)
            top = QRectF(cell.left() - 2, 0, cell.width() + 4, scale(18))
            paint.write(painter, top, head.title, "text2", fonts.font(12), centre)
            low = QRectF(top.left(), scale(15), top.width(), scale(16))
            paint.write(painter, low, head.under, "text3", fonts.font(12), centre)
        for row, line in enumerate(self._rows):
            name = QRectF(0, scale(self.HEAD) + row * scale(self.ROW), scale(self._name_width) - 4, scale(self.ROW))
            paint.write(painter, name, line.name, "text", fonts.font(13))
            for column, value in enumerate(line.cells):
                draw_heat(painter, self.place_of(row, column), value)
        if self.hasFocus() and self._rows:
            paint.box(painter, self.place_of(*self._at), scale(4), None, theme.color("focus"), 2)
        painter.end()
