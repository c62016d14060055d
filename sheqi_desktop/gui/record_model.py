"""What a list shows, cell by cell: handed-in rows under columns; knows nothing of where they come from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui.lazy_rows import LazyRows
from sheqi_desktop.gui.table_cells import Column, Row, cell_text, cell_tip, sort_key
from sheqi_desktop.gui.text import harmless

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
ROW_ROLE = Qt.ItemDataRole.UserRole
COLUMN_ROLE = Qt.ItemDataRole.UserRole + 1


class RecordModel(QAbstractTableModel):
    """Rows and columns; knows nothing of where they come from.

    A list too long to hold is given as ``LazyRows``; whoever gave them brings them into another order when asked.
    """

    sort_asked = Signal(int, bool)

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: Sequence[Row] = []
        self.sorted_by: tuple[int, bool] | None = None

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Take other rows; a chosen order stays.  Rows read when looked at come in their order already."""
        self.beginResetModel()
        self.rows = rows if isinstance(rows, LazyRows) else list(rows)
        self._order()
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Tell how many."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Tell how many."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the words, the row or the column of a cell; spoken as “列名 值”."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], self.columns[index.column()]
        cell = row.cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(cell) or "—"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title} {cell_text(cell) or '空'}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return harmless(cell_tip(cell))
        if role == ROW_ROLE:
            return row
        if role == COLUMN_ROLE:
            return column
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the head of a column, with the order in words in its tooltip."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title + self._arrow(section)
        if role == Qt.ItemDataRole.ToolTipRole:
            if self.sorted_by and self.sorted_by[0] == section:
                return f"按{column.title}{'从大到小' if self.sorted_by[1] else '从小到大'}排，再点换过来"
            return f"点这里按{column.title}排"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.kind == "number" else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _arrow(self, section: int) -> str:
        if not self.sorted_by or self.sorted_by[0] != section:
            return ""
        return " ↓" if self.sorted_by[1] else " ↑"

    def sort_by(self, section: int) -> None:
        """Order by a column, the other way round the second time."""
        if not self.columns[section].sortable:
            return
        down = self.sorted_by == (section, False)
        self.sorted_by = (section, down)
        if isinstance(self.rows, LazyRows):
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
            self.sort_asked.emit(section, down)
            return
        self.layoutAboutToBeChanged.emit()
        self._order()
        self.layoutChanged.emit()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def _order(self) -> None:
        if self.sorted_by is not None and isinstance(self.rows, list):
            section, down = self.sorted_by
            self.rows.sort(key=lambda row: sort_key(row, section), reverse=down)
