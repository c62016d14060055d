"""点名: members down, sessions across; the session being typed is tinted and takes digits, the others only show.

1–5 mark and go down, Space goes through the marks, Backspace takes a mark back, Ctrl+A then a digit marks everybody.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QWidget,
)

from sheqi_desktop.domain.codes_group import AttendanceMark
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.widgets.attendance_cells import SheetCells, SheetHead, SheetView
from sheqi_desktop.gui.widgets.attendance_model import (
    HEAD,
    NAME_LEAST,
    NAME_WIDTH,
    NARROWEST,
    RATE_WIDTH,
    ROW,
    SESSION_WIDTH,
    SheetModel,
)
from sheqi_desktop.operations.group_sheet import Sheet

_DIGITS = {Qt.Key.Key_1 + place: mark for place, mark in enumerate(AttendanceMark)}
_FULL_WIDTH = {chr(ord("１") + place): mark for place, mark in enumerate(AttendanceMark)}


class AttendanceGrid(SheetView):
    """The grid.  ``marked`` carries a member's id and the mark, None when it was taken back."""

    marked = Signal(str, object)
    session_asked = Signal(str)
    """Somebody clicked on another session that is recorded."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("attendance_grid")
        self.setAccessibleName("点名，按 1 出席，2 迟到，3 早退，4 请假，5 缺席")
        self.read_only = False
        self.sheet_model = SheetModel(self)
        self.setModel(self.sheet_model)
        self.setItemDelegate(SheetCells(self))
        self.setHorizontalHeader(SheetHead(self))
        self.horizontalHeader().sectionClicked.connect(self._ask_session)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    # ------------------------------------------------------------------ showing
    def show_sheet(self, sheet: Sheet, marks: Mapping[str, int]) -> None:
        """Show a sheet; the cursor stays on its member, in another session it goes to the first who is not marked."""
        old = self.sheet_model.sheet
        same = old is not None and old.columns[old.here].record == sheet.columns[sheet.here].record
        before = self.current_member if same else ""
        self.sheet_model.show_sheet(sheet, marks)
        self._fit()
        places = [one.id for one in sheet.members]
        unmarked = next((place for place, one in enumerate(places) if one not in marks), 0)
        if places:
            self._stand(places.index(before) if before in places else unmarked)

    def go_to(self, member: str) -> None:
        """Stand on a member."""
        sheet = self.sheet_model.sheet
        place = next((n for n, one in enumerate(sheet.members) if one.id == member), -1) if sheet else -1
        if place >= 0:
            self._stand(place)

    @property
    def current_member(self) -> str:
        """Give the member one stands on."""
        sheet, row = self.sheet_model.sheet, self.currentIndex().row()
        return sheet.members[row].id if sheet and 0 <= row < len(sheet.members) else ""

    def _stand(self, row: int) -> None:
        index = self.sheet_model.index(row, self.sheet_model.here)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def _fit(self) -> None:
        """Give every session the room there is."""
        sheet = self.sheet_model.sheet
        if sheet is None:
            return
        self.verticalHeader().setDefaultSectionSize(scale(ROW))
        self.horizontalHeader().setFixedHeight(scale(HEAD))
        room = self.viewport().width() - scale(RATE_WIDTH)
        count = len(sheet.columns)
        each = (room - scale(NAME_WIDTH)) // count if count else 0
        each = max(min(each, scale(SESSION_WIDTH)), scale(NARROWEST))
        self.setColumnWidth(0, max(room - each * count, scale(NAME_LEAST)))
        for place in range(1, count + 1):
            self.setColumnWidth(place, each)
        self.setColumnWidth(count + 1, scale(RATE_WIDTH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new room."""
        super().resizeEvent(event)
        self._fit()

    # ------------------------------------------------------------------ marking
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits mark and go down; Space goes on to the next mark; Backspace clears; Ctrl+A takes everybody."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = event.key()
        mark = _DIGITS.get(key) or _FULL_WIDTH.get(event.text())
        if control and key == Qt.Key.Key_A:
            self._take_everybody()
        elif mark is not None and not control:
            self._mark(mark)
        elif key == Qt.Key.Key_Space and not control:
            self._cycle()
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and not control:
            self._mark(None)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not control:
            event.accept()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            self._down()
        else:
            super().keyPressEvent(event)

    def _take_everybody(self) -> None:
        rows = self.sheet_model.rowCount()
        if rows:
            column = self.sheet_model.here
            whole = QItemSelection(self.sheet_model.index(0, column), self.sheet_model.index(rows - 1, column))
            self.selectionModel().select(whole, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _rows(self) -> list[int]:
        chosen = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        row = self.currentIndex().row()
        return chosen if len(chosen) > 1 else [row] if row >= 0 else []

    def _mark(self, mark: AttendanceMark | None) -> None:
        rows = self._rows()
        if self.read_only or not rows:
            return
        for row in rows:
            self._set(row, mark)
        if len(rows) == 1 and mark is not None:
            self._down()
        elif len(rows) > 1:
            self._stand(self.currentIndex().row())

    def _set(self, row: int, mark: int | None) -> None:
        assert self.sheet_model.sheet is not None
        self.sheet_model.set_mark(row, None if mark is None else int(mark))
        self.marked.emit(self.sheet_model.sheet.members[row].id, None if mark is None else int(mark))

    def _cycle(self) -> None:
        row = self.currentIndex().row()
        if self.read_only or row < 0:
            return
        now = self.sheet_model.mark_at(self.sheet_model.index(row, self.sheet_model.here))
        marks = list(AttendanceMark)
        self._set(row, marks[(marks.index(now) + 1) % len(marks)] if now is not None else marks[0])

    def _down(self) -> None:
        self._stand(min(self.currentIndex().row() + 1, self.sheet_model.rowCount() - 1))

    def mark_rest(self) -> int:
        """未点的都算出席: mark everybody who is not marked as present; give how many."""
        sheet = self.sheet_model.sheet
        if sheet is None or self.read_only:
            return 0
        rest = [row for row, one in enumerate(sheet.members) if one.id not in self.sheet_model.marks]
        for row in rest:
            self._set(row, AttendanceMark.PRESENT)
        return len(rest)

    # ------------------------------------------------------------------ the mouse
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click in the session being typed chooses a member; in another recorded one it asks for that session."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == self.sheet_model.here:
            super().mousePressEvent(event)
        elif index.isValid():
            self._ask_session(index.column())

    def _ask_session(self, section: int) -> None:
        column = self.sheet_model.column(section)
        if column is not None and column.record and section != self.sheet_model.here:
            self.session_asked.emit(column.record)
