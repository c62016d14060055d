"""The rows of a table inside a form as Qt sees them: what each cell says, what is wrong with it, the way back."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.answers import Value, is_empty
from sheqi_desktop.domain.fieldtype import Unreadable, parse
from sheqi_desktop.domain.form import Field
from sheqi_desktop.domain.problem import Problem
from sheqi_desktop.gui.editors.editor import Context
from sheqi_desktop.gui.editors.links import UNPICKED
from sheqi_desktop.gui.editors.row_list import Row
from sheqi_desktop.gui.editors.table_columns import RIGHT, head_of, said
from sheqi_desktop.gui.text import harmless

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
WRONG_ROLE, ASKED_ROLE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
STEPS_BACK = 50
Cell = tuple[str, str]
"""The id of a row, and a column."""


class TableModel(QAbstractTableModel):
    """Column 0 is the number of the row.  Below the last row one is empty: typing there makes it a row."""

    edited = Signal()

    def __init__(self, fields: Sequence[Field], context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.fields = tuple(fields)
        self.columns: list[Field] = []
        self.fixed = False
        self._context = context
        self._rows: list[Row] = []
        self._wrong: dict[str, dict[str, Problem]] = {}
        self._loose: dict[Cell, str] = {}
        self._names: dict[tuple[str, str], str] = {}
        self._before: list[list[Row]] = []

    # ------------------------------------------------------------------ rows
    @property
    def rows(self) -> list[Row]:
        """Give the rows in which something was typed."""
        return self._rows

    def row(self, place: int) -> Row | None:
        """Give a row, None for the empty one below them."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def place_of(self, row_id: str) -> int:
        """Tell where a row stands, -1 if it is not there."""
        return next((n for n, row in enumerate(self._rows) if row["id"] == row_id), -1)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; what was there before cannot be taken back."""
        self._before.clear()
        self._put([dict(row) for row in rows])

    def show_columns(self, columns: list[Field]) -> None:
        """Show other columns: the table has another width."""
        self.beginResetModel()
        self.columns = columns
        self.endResetModel()

    def add_rows(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Put rows below what is there."""
        self._remember()
        self._put([*self._rows, *({"id": str(uuid.uuid4()), **row} for row in rows)])

    def drop(self, place: int) -> None:
        """Take a row out."""
        self._remember()
        self._put([row for n, row in enumerate(self._rows) if n != place])
        self.edited.emit()

    def _put(self, rows: list[Row]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def _remember(self) -> None:
        self._before = [*self._before[-STEPS_BACK:], list(self._rows)]

    def take_back(self) -> bool:
        """Undo the last change; tell whether there was one."""
        if not self._before:
            return False
        self._put(self._before.pop())
        self.edited.emit()
        return True

    # ------------------------------------------------------------------ cells
    def set_cells(self, cells: Sequence[tuple[int, Field, Value]]) -> None:
        """Answer cells, all of them one step; a cell below the last row begins new rows."""
        changed = [one for one in cells if (self.row(one[0]) or {}).get(one[1].id) != one[2]]
        if not changed:
            return
        self._remember()
        rows = list(self._rows)
        for place, column, value in changed:
            while place >= len(rows) and not is_empty(value):
                rows.append({"id": str(uuid.uuid4())})
            if place < len(rows):
                rows[place] = _but(rows[place], column.id, value)
        grown = len(rows) - len(self._rows)
        if grown:
            # The empty line becomes a row where it stands; what is new is the empty line below it.
            self.beginInsertRows(ROOT, len(self._rows) + 1, len(self._rows) + grown)
        self._rows = rows
        if grown:
            self.endInsertRows()
        for place, column, _ in changed:
            self._touched(place)
            self._loose.pop((str((self.row(place) or {}).get("id")), column.id), None)
        self.edited.emit()

    def read(self, column: Field, text: str) -> Value:
        """Give the answer a text means; what is none is kept as it was written, so that the form can say why."""
        try:
            return parse(text, column, self._context.today)
        except Unreadable:
            return None if column.type == "bool" else text

    def let_loose(self, place: int, column: Field, text: str) -> None:
        """Keep words that lead to nobody in sight; nothing was chosen with them."""
        if self.row(place) is None:
            self.beginInsertRows(ROOT, place + 1, place + 1)
            self._rows = [*self._rows, {"id": str(uuid.uuid4())}]
            self.endInsertRows()
        self.set_cells([(place, column, None)])
        self._loose[str(self._rows[place]["id"]), column.id] = text
        self._touched(place)

    def take_proposed(self, rows: Mapping[str, Row]) -> None:
        """Show the cells that were filled in because of another cell."""
        proposed = [column.id for column in self.fields if column.proposed]
        for place, row in enumerate(self._rows):
            now = rows.get(str(row["id"]), row)
            if any(row.get(name) != now.get(name) for name in proposed):
                for name in proposed:
                    row = _but(row, name, now.get(name))
                self._rows[place] = row
                self._touched(place)

    def _touched(self, place: int) -> None:
        self.dataChanged.emit(self.index(place, 0), self.index(place, len(self.columns)))

    # ------------------------------------------------------------------ for Qt
    def rowCount(self, parent: Index = ROOT) -> int:
        """Tell how many, the empty one included."""
        return 0 if parent.isValid() else len(self._rows) + (not self.fixed)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Tell how many, the number included."""
        return 0 if parent.isValid() else len(self.columns) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Everything but the number can be typed; a yes or no has no field."""
        base = Qt.ItemFlag.ItemIsEnabled
        if index.column() == 0:
            return base
        base |= Qt.ItemFlag.ItemIsSelectable
        return base if self.fixed or self.columns[index.column() - 1].type == "bool" else base | _EDITABLE

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the headings."""
        if orientation != Qt.Orientation.Horizontal or section > len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return head_of(self.columns[section - 1]) if section else ""
        if role == Qt.ItemDataRole.TextAlignmentRole and section and self.columns[section - 1].type in RIGHT:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what a cell says and what is wrong with it; spoken as “列名 值”."""
        if not index.isValid() or index.column() > len(self.columns):
            return None
        place, at = index.row(), index.column()
        if role in (WRONG_ROLE, ASKED_ROLE):
            found = self.problem(place, self.columns[at - 1].id if at else "")
            return found[0] if found and (found[1] == "must") == (role == WRONG_ROLE) else ""
        if at == 0:
            return str(place + 1) if role == Qt.ItemDataRole.DisplayRole and place < len(self._rows) else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.words(place, self.columns[at - 1])
        if role == Qt.ItemDataRole.ToolTipRole:
            return harmless(self.words(place, self.columns[at - 1]))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            column = self.columns[at - 1]
            wrong = self.problem(place, column.id)
            return f"{column.label} {self.words(place, column) or '空'} {wrong[0] if wrong else ''}".strip()
        return None

    def words(self, place: int, column: Field) -> str:
        """Give what a cell says."""
        row = self.row(place)
        if row is None:
            return ""
        value = row.get(column.id)
        if value is None:
            return self._loose.get((str(row["id"]), column.id), "")
        return said(column, value, self._name(column, str(value)) if column.type == "ref" else "")

    def _name(self, column: Field, id_: str) -> str:
        """Give the name of what is pointed to; read once, and only for what is looked at."""
        known = (column.refers, id_)
        if known not in self._names:
            hit = self._context.name_of(*known)
            self._names[known] = hit.text if hit else id_
        return self._names[known]

    # ------------------------------------------------------------------ what is wrong
    def show_problems(self, wrong: Mapping[Cell, Problem]) -> None:
        """Mark the cells that are complained about."""
        by_row: dict[str, dict[str, Problem]] = {}
        for (row_id, column), one in wrong.items():
            by_row.setdefault(row_id, {})[column] = one
        if by_row != self._wrong:
            self._wrong = by_row
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(self.columns)))

    def problem(self, place: int, column: str) -> tuple[str, str] | None:
        """Give the sentence about a cell and its level; for no column about any cell of the row."""
        row = self.row(place)
        if row is None:
            return None
        id_ = str(row["id"])
        if any(one == id_ and column in ("", name) for one, name in self._loose):
            return UNPICKED + "。", "must"
        wrong = self._wrong.get(id_, {})
        found = [one for name, one in wrong.items() if not column or column == name]
        worst = min(found, key=lambda one: one.level != "must", default=None)
        return (worst.message, worst.level) if worst is not None and worst.level != "hint" else None


_EDITABLE = Qt.ItemFlag.ItemIsEditable


def _but(row: Row, column: str, value: Value) -> Row:
    return {
        **{name: one for name, one in row.items() if name != column},
        **({} if is_empty(value) else {column: value}),
    }
