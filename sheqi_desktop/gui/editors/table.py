"""An editor for lists of many short rows: one line each, as in a sheet; what has no column stands under the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.problem import Problem
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.row_card import page_around
from sheqi_desktop.gui.editors.row_detail import RowDetail
from sheqi_desktop.gui.editors.row_list import ListEditor, Row, rows_of
from sheqi_desktop.gui.editors.table_grid import TableGrid
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import LINK, Button
from sheqi_desktop.gui.widgets.marks import IconMark

SHEET_HELP = "直接打字；Tab 右移，回车下移，Ctrl+D 同上一行，Ctrl+V 从 Excel 贴多行，Ctrl+Delete 拿掉一行"
NAMED_BY = ("name", "client_id", "volunteer_id", "item")
"""Columns whose words tell a row from the others."""


class TableEditor(ListEditor):
    """The list: a table, the sentence about the cell one stands on, the rest of its row, the buttons."""

    def _build(self) -> QWidget:
        holder = QWidget()
        column = layout.column(holder, gap=6)
        self.grid = TableGrid(self.field.columns, self.context)
        self.grid.setObjectName(f"{self.field.id}_table")
        column.addWidget(self.grid)
        line = layout.row(gap=6)
        self._sign = IconMark("circle-alert", "bad", 14, line=18)
        self.sentence = PlainLabel(SHEET_HELP, "hint", wrap=True)
        line.addWidget(self._sign, 0, layout.TOP)
        line.addWidget(self.sentence, 1)
        column.addLayout(line)
        self.detail = RowDetail(self.field, self.context, self.make, self.grid)
        column.addWidget(self.detail)
        foot = self._build_foot()
        self.drop_ = Button("拿掉这行", LINK, "x", name=f"{self.field.id}_drop", pressed=self.drop_here)
        foot.insertWidget(foot.count() - 1, self.drop_)
        column.addLayout(foot)
        column.addWidget(self.pasted)
        self._wrong: Mapping[tuple[str, str], Problem] = {}
        cells = self.grid.cells
        cells.edited.connect(self._edited)
        self.grid.here.connect(lambda _: self._show_here())
        self.grid.selectionModel().currentChanged.connect(lambda *_: self._stood())
        self.grid.cell_left.connect(self._cell_left)
        self.grid.beyond.connect(self._beyond)
        self.grid.done.connect(self.next_asked)
        self.grid.paste_asked.connect(self.paste)
        self.grid.fitted.connect(self._fit_detail)
        self.detail.answered.connect(self._detail_answered)
        self.detail.leaving.connect(self.leaving)
        self.detail.left.connect(lambda name: self._cell_left(self._place, name))
        self.detail.passed.connect(self._passed)
        self._fit_detail()
        return holder

    def focus_target(self) -> QWidget:
        """Give the table."""
        return self.grid

    @property
    def rows(self) -> list[Row]:
        """Give the rows."""
        return self.grid.cells.rows

    @property
    def _place(self) -> int:
        return max(self.grid.currentIndex().row(), 0)

    # ------------------------------------------------------------------ showing
    def _fit_detail(self) -> None:
        standing = {column.id for column in self.grid.cells.columns}
        left = [column for column in self.field.columns if column.id not in standing]
        self.detail.show_columns(left)
        self._show_here()

    def _show_here(self) -> None:
        """Show what belongs to the row one stands on."""
        row = self.grid.cells.row(self._place)
        there = bool(self.detail._columns) and bool(self.rows)
        self.detail.setVisible(there)
        self.drop_.setVisible(not self.read_only and bool(self.rows))
        self.drop_.setEnabled(row is not None)
        if there:
            names = [self.grid.cells.words(self._place, one) for one in self.field.columns if one.id in NAMED_BY]
            name = next((one for one in names if one), "")
            title = f"第 {self._place + 1} 行 {name} 的其他各项" if row else "在表里打字，就多一行；其他各项在这里填"
            id_ = str((row or {}).get("id"))
            self.detail.show_row(title, row, {col: one for (of, col), one in self._wrong.items() if of == id_})
        self._say_wrong()

    def _stood(self) -> None:
        self._say_wrong()
        if self.grid.hasFocus():
            QTimer.singleShot(0, self, self._bring_into_sight)

    def _bring_into_sight(self) -> None:
        """Scroll the page to the cell one stands on, and to the sentence below the table if it is near."""
        page = page_around(self)
        if page is not None and (inside := page.widget()) is not None:
            cell = self.grid.visualRect(self.grid.currentIndex())
            middle = self.grid.viewport().mapTo(inside, cell.center())
            page.ensureVisible(middle.x(), middle.y(), 0, 2 * cell.height())

    def _say_wrong(self) -> None:
        """Say what is wrong with the cell one stands on, else with its row, else with the first that is wrong."""
        cells, now = self.grid.cells, self.grid.currentIndex()
        column = cells.columns[now.column() - 1].id if 0 < now.column() <= len(cells.columns) else ""
        places = (
            [self._place, *(n for n in range(len(self.rows)) if n != self._place)] if self._wrong else [self._place]
        )
        found = cells.problem(self._place, column)
        place = self._place
        for at in places if found is None else ():
            if (found := cells.problem(at, "")) is not None:
                place = at
                break
        words, level = found or (SHEET_HELP, "")
        tone, icon = ("bad", "circle-alert") if level == "must" else ("warn", "triangle-alert")
        self._sign.show_icon(icon, tone)
        self._sign.setVisible(found is not None)
        self.sentence.setText(f"第 {place + 1} 行：{words}" if found else "" if self.read_only else words)
        self.sentence.set_tone(tone if found else "")
        self.grid.setAccessibleDescription(self.sentence.text())

    # ------------------------------------------------------------------ rows
    def add_row(self) -> None:
        """Go to the empty line below the last row: what is typed there is a row."""
        self.grid.stand_on(len(self.rows), 1)
        self.grid.setFocus(Qt.FocusReason.TabFocusReason)

    def take_pasted(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add rows below the last and stand on the first of them."""
        at = len(self.rows)
        self.grid.cells.add_rows(rows)
        self.grid.stand_on(at, 1)

    def add_lacking(self) -> None:
        """Add the rows that were offered and go to the first of them."""
        self.take_pasted(self._lacking)
        self.grid.setFocus()
        self.tell()

    def drop_here(self) -> None:
        """Take the row one stands on out; Ctrl+Z in the table brings it back."""
        place, column = self._place, max(self.grid.currentIndex().column(), 1)
        if self.grid.cells.row(place) is None:
            return
        self.grid.cells.drop(place)
        self.grid.stand_on(min(place, max(len(self.rows) - 1, 0)), column)
        self.grid.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Delete takes the row one stands in out."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if control and event.key() == Qt.Key.Key_Delete and not self.read_only:
            self.drop_here()
            return
        super().keyPressEvent(event)

    # ------------------------------------------------------------------ answers
    def _edited(self) -> None:
        self._show_here()
        self.tell()

    def _detail_answered(self, name: str, value: Value) -> None:
        column = self.field.column(name)
        if column is not None and self.grid.cells.row(self._place) is not None:
            self.grid.cells.set_cells([(self._place, column, value)])

    def _cell_left(self, place: int, name: str) -> None:
        row = self.grid.cells.row(place)
        if row is not None:
            self.leave_cell(str(row["id"]), name)

    def _beyond(self, row: int) -> None:
        """Go on behind the last column: into the detail of the row, else to the next row."""
        if not self.detail.isVisible() or not self.detail.enter():
            self.grid.stand_on(min(row + 1, self.grid.cells.rowCount() - 1), 1)

    def _passed(self, way: int) -> None:
        if way > 0:
            self.grid.stand_on(min(self._place + 1, self.grid.cells.rowCount() - 1), 1)
        self.grid.setFocus()

    def on_leave(self) -> None:
        """Take what is being typed, unless one only goes from the table into its own cell."""
        focus = QApplication.focusWidget()
        if focus is None or not self.grid.isAncestorOf(focus):
            self.grid.finish()

    def finish(self) -> None:
        """Take what is being typed in a cell."""
        self.grid.finish()

    def value(self) -> Value:
        """Give the rows, each with its id."""
        return [dict(row) for row in self.rows] or None

    def set_value(self, value: Value) -> None:
        """Show rows."""
        wanted = rows_of(value)
        if wanted != self.rows:
            self.grid.cells.show_rows(wanted)
            self.grid.stand_on(0, 1)
            self._show_here()

    def take_proposed(self, rows: Mapping[str, Row]) -> None:
        """Show the cells that were filled in because of another cell."""
        self.grid.cells.take_proposed(rows)

    def set_read_only(self, fixed: bool) -> None:
        """Show without being able to change."""
        super().set_read_only(fixed)
        self.grid.set_fixed(fixed)
        self.detail.set_read_only(fixed)
        self._show_here()

    # ------------------------------------------------------------------ what is wrong
    def show_cell_problems(self, wrong: Mapping[tuple[str, str], Problem]) -> None:
        """Mark the cells that are complained about; the sentence stands below."""
        if wrong != self._wrong:
            self._wrong = dict(wrong)
            self.grid.cells.show_problems(wrong)
        self._show_here()

    def here(self) -> tuple[str | None, str | None]:
        """Give the row and the column the cursor is in."""
        row, focus = self.grid.cells.row(self._place), QApplication.focusWidget()
        if row is None or focus is None or not self.isAncestorOf(focus):
            return None, None
        under = next((name for name, one in self.detail.editors.items() if one.isAncestorOf(focus)), "")
        return str(row["id"]), under or self.grid.column_here

    def go_to_row(self, row_id: str, column: str | None) -> bool:
        """Put the cursor into a cell, or into the detail of its row."""
        place = self.grid.cells.place_of(row_id)
        if place < 0:
            return False
        at = next((n for n, one in enumerate(self.grid.cells.columns, 1) if one.id == column), 0)
        self.grid.stand_on(place, at or 1)
        if not column or at or not self.detail.enter(column):
            self.grid.setFocus(Qt.FocusReason.TabFocusReason)
        return True
