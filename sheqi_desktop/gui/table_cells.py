"""What a cell of a list can hold, and how it is drawn: words, two lines with an avatar, badges, numbers, bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from sheqi_desktop.gui import fonts, paint, theme
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.widgets.pace_bar import PaceLine, draw_pace


@dataclass(frozen=True, slots=True)
class Column:
    """One column.  Kinds: text, strong, two_line, badges, number, link."""

    id: str
    title: str
    width: int = 100
    kind: str = "text"
    stretch: bool = False
    sortable: bool = True
    wrap: bool = False
    """Words that have no room go on in a second line, where the rows are high enough."""


@dataclass(frozen=True, slots=True)
class BadgeCell:
    """One badge."""

    text: str
    tone: str = "mute"
    icon: str = ""
    note: str = ""
    """A sentence that explains it, for its tooltip."""


@dataclass(frozen=True, slots=True)
class TwoLine:
    """A bold line over a small one, perhaps beside an avatar; ``marks`` of the small line are emphasised."""

    top: str
    under: str = ""
    avatar: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    tone: str = "tint"


@dataclass(frozen=True, slots=True)
class Sorted:
    """Words that sort by something else (6月2日 by its day), perhaps in a colour of meaning."""

    text: str
    key: str | int = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Reached:
    """A bar with its words."""

    line: PaceLine
    text: str
    tone: str = "ok"


Cell = str | TwoLine | BadgeCell | Sorted | Reached | tuple[BadgeCell, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One record: its id, its cells, and the letters that jump to it (initials)."""

    id: str
    cells: tuple[Cell, ...]
    jump: str = ""
    struck: bool = False
    data: object = field(default=None, compare=False)


def cell_text(cell: Cell) -> str:
    """Give the words of a cell for copying, speaking and sorting."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, TwoLine):
        return cell.top
    if isinstance(cell, tuple):
        return "、".join(badge.text for badge in cell)
    return cell.text


def cell_tip(cell: Cell) -> str:
    """Give what the tooltip of a cell says: all its words, and what explains its badges."""
    if isinstance(cell, TwoLine):
        return "\n".join(one for one in (cell.top, cell.under) if one)
    return f"{cell_text(cell)}：{notes}" if (notes := "\n".join(_notes(cell))) else cell_text(cell)


def _notes(cell: Cell) -> list[str]:
    badges = (cell,) if isinstance(cell, BadgeCell) else cell if isinstance(cell, tuple) else ()
    return [one.note for one in badges if one.note]


def sort_key(row: Row, place: int) -> tuple[int, int, str]:
    """Give what a cell sorts by: empty ones last, numbers as numbers, jumps by initials."""
    cell = row.cells[place]
    key = cell.key if isinstance(cell, Sorted) and cell.key != "" else cell_text(cell)
    if isinstance(key, int):
        return (0, key, "")
    if not key or key == "—":
        return (2, 0, "")
    if key.replace("-", "", 1).isdigit():
        return (0, int(key), "")
    return (1, 0, f"{row.jump} {key}" if place == 0 and row.jump else key)


class CellDelegate(QStyledItemDelegate):
    """Draws cells; only visible rows are ever asked for."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw ground, line and content."""
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        column: Column = index.data(Qt.ItemDataRole.UserRole + 1)
        painter.save()
        paint.smooth(painter)
        whole = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._ground(painter, whole, selected, index)
        inner = whole.adjusted(scale(10), 0, -scale(10), -1)
        self._cell(painter, inner, row, column, row.cells[index.column()])
        if row.struck and index.column() == 0:
            painter.setPen(theme.color("text3"))
            middle = whole.center().y()
            painter.drawLine(QPointF(inner.left(), middle), QPointF(inner.right(), middle))
        painter.restore()

    def _ground(
        self, painter: QPainter, whole: QRectF, selected: bool, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        now = theme.now()
        painter.fillRect(whole, now.color("sel" if selected else "surface"))
        painter.fillRect(QRectF(whole.left(), whole.bottom() - 1, whole.width(), 1), now.color("line"))
        here = self._table.currentIndex().row() == index.row() and self._table.hasFocus()
        if selected and (here or now.lines["selLine"]):
            wide = now.lines["selLine"] or 2
            ring = now.color("focus")
            painter.fillRect(QRectF(whole.left(), whole.top(), whole.width(), wide), ring)
            painter.fillRect(QRectF(whole.left(), whole.bottom() - wide, whole.width(), wide), ring)
            if index.column() == 0:
                painter.fillRect(QRectF(whole.left(), whole.top(), wide, whole.height()), ring)
            if index.column() == index.model().columnCount() - 1:
                painter.fillRect(QRectF(whole.right() - wide, whole.top(), wide, whole.height()), ring)

    def _cell(self, painter: QPainter, inner: QRectF, row: Row, column: Column, cell: Cell) -> None:
        if isinstance(cell, TwoLine):
            self._two_lines(painter, inner, cell)
        elif isinstance(cell, BadgeCell):
            self._badges(painter, inner, (cell,) if cell.text else ())
        elif isinstance(cell, tuple):
            self._badges(painter, inner, cell)
        elif isinstance(cell, Reached):
            self._reached(painter, inner, cell)
        else:
            words = cell_text(cell)
            bold = column.kind == "strong"
            ink = "text2" if row.struck else "text"
            if isinstance(cell, Sorted) and cell.tone:
                ink = cell.tone
            if column.wrap and words:
                paint.write_lines(painter, inner, words, ink, fonts.font(14, bold))
                return
            side = Qt.AlignmentFlag.AlignRight if column.kind == "number" else Qt.AlignmentFlag.AlignLeft
            paint.write(painter, inner, words or "—", ink if words else "text3", fonts.font(14, bold), side)

    @staticmethod
    def _reached(painter: QPainter, inner: QRectF, cell: Reached) -> None:
        room = fonts.metrics(13, True).horizontalAdvance("1000%")
        bar = QRectF(inner.left(), inner.center().y() - scale(4), inner.width() - room - scale(8), scale(8))
        draw_pace(painter, bar, cell.line)
        right = Qt.AlignmentFlag.AlignRight
        paint.write(painter, inner, cell.text, theme.tone(cell.tone).text, fonts.font(13, True), right)

    @staticmethod
    def _two_lines(painter: QPainter, inner: QRectF, cell: TwoLine) -> None:
        left = inner.left()
        if cell.avatar:
            side = scale(32)
            paint.avatar(painter, QRectF(left, inner.center().y() - side / 2, side, side), cell.avatar, cell.tone)
            left += side + scale(10)
        room = QRectF(left, inner.top(), inner.right() - left, inner.height())
        if not cell.under:
            paint.write(painter, room, cell.top, "text", fonts.font(14, True))
            return
        middle = inner.center().y()
        top = QRectF(room.left(), middle - scale(19), room.width(), scale(22))
        paint.write(painter, top, cell.top, "text", fonts.font(14, True))
        low = QRectF(room.left(), middle + scale(2), room.width(), scale(18))
        paint.write_marked(painter, low, cell.under, cell.marks, 12, "text2", "primaryH")

    @staticmethod
    def _badges(painter: QPainter, inner: QRectF, badges: Sequence[BadgeCell]) -> None:
        left, high, ends = inner.left(), scale(22), inner.right() + scale(8)
        for place, badge in enumerate(badges):
            rest = len(badges) - place - 1
            # Those that do not fit are counted, so that nobody takes what is seen for all there is.
            kept = fonts.metrics(13).horizontalAdvance(f"+{rest}") + scale(8) if rest else 0
            wide = paint.badge_width(badge.text, badge.icon)
            if place and left + wide + kept > ends:
                room = QRectF(left, inner.top(), ends - left, inner.height())
                paint.write(painter, room, f"+{rest + 1}", "text2", fonts.font(13), elide=False)
                return
            around = QRectF(left, inner.center().y() - high / 2, min(wide, ends - left - kept), high)
            paint.badge(painter, around, badge.text, badge.tone, badge.icon)
            left += wide + scale(6)
        if not badges:
            paint.write(painter, inner, "—", "text3", fonts.font(14))
