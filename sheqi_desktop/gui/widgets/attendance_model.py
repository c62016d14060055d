"""The sheet of 点名 as a table: who was marked how in each session, and the rates."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from sheqi_desktop.domain.codes_group import AttendanceMark
from sheqi_desktop.operations.group_sheet import Sheet, SheetColumn

WORDS = {
    AttendanceMark.PRESENT: ("出", "出席", "ok"),
    AttendanceMark.LATE: ("迟", "迟到", "warn"),
    AttendanceMark.LEFT_EARLY: ("退", "早退", "warn"),
    AttendanceMark.EXCUSED: ("假", "请假", "info"),
    AttendanceMark.ABSENT: ("缺", "缺席", "bad"),
}
TO_MARK = "点名"
ROW, HEAD = 34, 40
NAME_WIDTH, NAME_LEAST, RATE_WIDTH, SESSION_WIDTH, NARROWEST = 152, 104, 70, 76, 52
LOW_RATE = 60
"""Per cent of attendance below which a rate is red."""
Index = QModelIndex | QPersistentModelIndex


class SheetModel(QAbstractTableModel):
    """The sheet and the marks of the session being typed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet: Sheet | None = None
        self.marks: dict[str, int] = {}

    def show_sheet(self, sheet: Sheet, marks: Mapping[str, int]) -> None:
        """Show another sheet."""
        self.beginResetModel()
        self.sheet, self.marks = sheet, dict(marks)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Give a row for each member."""
        return len(self.sheet.members) if self.sheet and not parent.isValid() else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Give name, sessions and rate."""
        return len(self.sheet.columns) + 2 if self.sheet and not parent.isValid() else 0

    def column(self, section: int) -> SheetColumn | None:
        """Give the session of a column, None for name and rate."""
        if self.sheet is None or not 1 <= section <= len(self.sheet.columns):
            return None
        return self.sheet.columns[section - 1]

    @property
    def here(self) -> int:
        """Give the column of the session being typed."""
        return self.sheet.here + 1 if self.sheet else 0

    def mark_at(self, index: Index) -> AttendanceMark | None:
        """Give the mark in a cell."""
        column = self.column(index.column())
        if column is None or self.sheet is None:
            return None
        member = self.sheet.members[index.row()].id
        found = self.marks.get(member) if index.column() == self.here else column.marks.get(member)
        return AttendanceMark(found) if found in tuple(AttendanceMark) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the words of a cell, for assistive tools too."""
        if self.sheet is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        member = self.sheet.members[index.row()]
        if index.column() == 0:
            return f"{member.name} {member.age}".strip()
        if index.column() > len(self.sheet.columns):
            return self.sheet.rate(member.id, self.marks).words
        mark = self.mark_at(index)
        if mark is not None:
            return WORDS[mark][1]
        return TO_MARK if index.column() == self.here else "—"

    def headerData(self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give 第 3 节 and its day."""
        if side is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole or self.sheet is None:
            return None
        column = self.column(section)
        if column is not None:
            return f"第 {column.place} 节\n{column.day_words}"
        return f"组员（{len(self.sheet.members)} 人）" if section == 0 else "出勤率"

    def set_mark(self, row: int, mark: int | None) -> None:
        """Mark a member, or take the mark back."""
        assert self.sheet is not None
        member = self.sheet.members[row].id
        if mark is None:
            self.marks.pop(member, None)
        else:
            self.marks[member] = mark
        self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))
