"""The rows of the hours grid as Qt sees them: what was typed, how it reads, which cell is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.dates import parse_clock_time, parse_day
from sheqi_desktop.domain.service_time import hours, rounded
from sheqi_desktop.operations.day_words import short_day
from sheqi_desktop.operations.grid_rows import COLUMNS, HEADINGS, Common, GridRow, Names, read_row
from sheqi_desktop.operations.volunteer_hours import Verdict

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
WRONG_ROLE, ASKED_ROLE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
LEAST_ROWS, SPARE_ROWS = 12, 4
STEPS_BACK = 50


class HoursModel(QAbstractTableModel):
    """Column 0 is the number of the row; the others are those of ``GridRow``."""

    edited = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._rows: list[GridRow] = [GridRow()] * LEAST_ROWS
        self._verdicts: dict[int, Verdict] = {}
        self._before: list[list[GridRow]] = []
        self._after: list[list[GridRow]] = []

    # ------------------------------------------------------------------ rows
    @property
    def rows(self) -> list[GridRow]:
        """Give the rows up to the last in which something was typed."""
        last = max((place for place, row in enumerate(self._rows) if not row.empty), default=-1)
        return self._rows[: last + 1]

    def row(self, place: int) -> GridRow:
        """Give one row, also one that is still empty."""
        return self._rows[place]

    def show_rows(self, rows: Sequence[GridRow]) -> None:
        """Show other rows; what was there before cannot be taken back."""
        self._before.clear()
        self._after.clear()
        self._put(list(rows))

    def add_rows(self, rows: Sequence[GridRow]) -> int:
        """Put rows below what is there; give the place of the first."""
        at = len(self.rows)
        self._remember()
        self._put([*self.rows, *rows])
        self.edited.emit()
        return at

    def _put(self, rows: list[GridRow]) -> None:
        self.beginResetModel()
        self._rows, self._verdicts = rows, {}
        self._grow()
        self.endResetModel()

    def _grow(self) -> None:
        used = len(self.rows)
        wanted = max(LEAST_ROWS, used + SPARE_ROWS)
        self._rows = [*self._rows[:wanted], *[GridRow()] * (wanted - len(self._rows))]
        if 0 < used < len(self._rows) and self._rows[used].empty:
            self._rows[used] = GridRow(self._rows[used - 1].on)

    def _remember(self) -> None:
        self._before = [*self._before[-STEPS_BACK:], list(self._rows)]
        self._after.clear()

    def take_back(self) -> bool:
        """Undo the last change; tell whether there was one."""
        return self._step(self._before, self._after)

    def do_again(self) -> bool:
        """Do the change that was undone last once more; tell whether there was one."""
        return self._step(self._after, self._before)

    def _step(self, taken: list[list[GridRow]], left: list[list[GridRow]]) -> bool:
        if not taken:
            return False
        left.append(list(self._rows))
        self._put(taken.pop())
        self.edited.emit()
        return True

    # ------------------------------------------------------------------ cells
    def set_cells(self, row: int, column: int, block: Sequence[Sequence[str]]) -> None:
        """Put a block of texts into the cells from one place on, as pasting does; rows are added as needed."""
        self._remember()
        rows = [*self._rows, *[GridRow()] * max(0, row + len(block) - len(self._rows))]
        for down, texts in enumerate(block):
            for across, text in enumerate(texts[: len(COLUMNS) - column + 1]):
                rows[row + down] = rows[row + down].but(COLUMNS[column - 1 + across], text.strip())
            rows[row + down] = self._dated(rows, row + down)
        self._put(rows)
        self.edited.emit()

    def _dated(self, rows: Sequence[GridRow], place: int) -> GridRow:
        """A row without a day takes that of the row above, or today's."""
        row = rows[place]
        if row.on or row.empty:
            return row
        above = next((one.on for one in reversed(rows[:place]) if one.on), self._today.isoformat())
        return row.but("on", above)

    def clear_cells(self, cells: Sequence[tuple[int, int]]) -> None:
        """Empty cells."""
        self._remember()
        rows = list(self._rows)
        for row, column in cells:
            rows[row] = rows[row].but(COLUMNS[column - 1], "")
        self._put(rows)
        self.edited.emit()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Tell how many, empty ones included."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Tell how many, the number included."""
        return 0 if parent.isValid() else len(COLUMNS) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Everything but the number can be typed."""
        base = Qt.ItemFlag.ItemIsEnabled
        if index.column() == 0:
            return base
        return base | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the headings."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[section - 1] if section else ""
        if role == Qt.ItemDataRole.TextAlignmentRole and section and COLUMNS[section - 1] == "length":
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what a cell says, what was typed, and what is wrong with it; spoken as “列名 值”."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == WRONG_ROLE:
            return self.wrong(row, column)
        if role == ASKED_ROLE:
            return self.asked(row, column)
        if column == 0:
            return str(row + 1) if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.EditRole:
            return self._rows[row].texts[column - 1]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(self._rows[row], COLUMNS[column - 1])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = self._shown(self._rows[row], COLUMNS[column - 1]) or "空"
            return f"{HEADINGS[column - 1]} {said} {self.wrong(row, column)}".strip()
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed into a cell."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        text = str(value or "").strip()
        if text == self._rows[index.row()].texts[index.column() - 1]:
            return False
        self._remember()
        rows = list(self._rows)
        rows[index.row()] = rows[index.row()].but(COLUMNS[index.column() - 1], text)
        rows[index.row()] = self._dated(rows, index.row())
        before = len(self._rows)
        self._rows = rows
        self._verdicts.pop(index.row(), None)
        self._grow()
        if len(self._rows) > before:
            self.beginInsertRows(ROOT, before, len(self._rows) - 1)
            self.endInsertRows()
        self.dataChanged.emit(self.index(index.row(), 0), self.index(len(self._rows) - 1, len(COLUMNS)))
        self.edited.emit()
        return True

    def _shown(self, row: GridRow, column: str) -> str:
        typed: str = getattr(row, column)
        if column == "on":
            on = parse_day(typed, self._today)
            return short_day(on.isoformat(), self._today) if on else typed
        if column in ("start", "end"):
            if typed or column == "start":
                return parse_clock_time(typed) or typed
            end = read_row(row, Common(), Names(), self._today).answers.get("end_at")
            return str(end or "")
        if column == "length":
            minutes = read_row(row, Common(), Names(), self._today).minutes
            return typed if minutes is None or minutes < 0 else hours(rounded(minutes))
        return typed

    # ------------------------------------------------------------------ verdicts
    def show_verdicts(self, verdicts: Sequence[Verdict]) -> None:
        """Mark what was found wrong; a row that has changed since waits for the next verdict."""
        self._verdicts = {
            place: one
            for place, one in enumerate(verdicts)
            if place < len(self._rows) and one.row == self._rows[place] and not one.row.empty
        }
        self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(COLUMNS)))

    def verdict(self, row: int) -> Verdict | None:
        """Give the verdict on a row as it stands, None while it is being judged or empty."""
        return self._verdicts.get(row)

    def wrong(self, row: int, column: int) -> str:
        """Give the sentence about a cell; for column 0 about any cell of the row."""
        found = self._verdicts.get(row)
        name = COLUMNS[column - 1] if column else ""
        return next((one.message for one in found.wrong if name in ("", one.column)), "") if found else ""

    def asked(self, row: int, column: int) -> str:
        """Give what to look at again in a cell."""
        found = self._verdicts.get(row)
        name = COLUMNS[column - 1] if column else ""
        return next((one.message for one in found.asked if name in ("", one.column)), "") if found else ""
