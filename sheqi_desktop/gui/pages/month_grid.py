"""数据汇总 by months: a row for each machine, a column for each month of the contract; a cell opens its bundles."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui.widgets.card import Card
from sheqi_desktop.gui.widgets.heat_table import HeatCell, HeatHead, HeatRow, HeatTable
from sheqi_desktop.operations.month_board import MachineRow, MonthBoard, MonthCell

TONES = {
    "waiting": "mute",
    "late": "warn",
    "pending": "info",
    "gap": "bad",
    "merged": "ok",
    "returned": "ok",
    "received": "ok",
    "refused": "bad",
}
"""State of a cell → tone; the words in it say it too, so that colour is never alone."""
NAME_WIDTH = 92
LEGEND = "方向键走动，回车看里面的数据包。空格子是还没过完的月份。"


class MonthGrid(Card):
    """The grid and how to walk in it."""

    opened = Signal(object, object, object)
    """The row, the month and the cell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__((14, 8, 14, 10), 6, parent=parent)
        self._board = MonthBoard((), ())
        self.table = HeatTable(name_width=NAME_WIDTH)
        self.table.setObjectName("board_months")
        self.table.opened.connect(self._open)
        self.body.addWidget(self.table)
        self.body.addStretch(1)

    def show_board(self, found: MonthBoard) -> None:
        """Show how every machine stands."""
        self._board = found
        heads = [
            HeatHead(f"{month.month}月", f"{month.year}" if not place or month.month == 1 else "")
            for place, month in enumerate(found.months)
        ]
        self.table.show_rows(heads, [_row(row) for row in found.rows])

    def _open(self, row_id: str, column: int) -> None:
        row = next((one for one in self._board.rows if _id(one) == row_id), None)
        if row is not None:
            self.opened.emit(row, self._board.months[column], row.cells[column])


def _id(row: MachineRow) -> str:
    return f"{row.code}/{row.slot}"


def _row(row: MachineRow) -> HeatRow:
    return HeatRow(_id(row), f"{row.station} {row.slot}", tuple(_cell(cell) for cell in row.cells))


def _cell(cell: MonthCell) -> HeatCell:
    return HeatCell(cell.short, words=cell.words, tone=TONES.get(cell.state, ""))
