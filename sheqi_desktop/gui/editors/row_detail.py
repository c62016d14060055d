"""What of a row has no column in the table: its editors under the table, for the row one stands on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from sheqi_desktop.domain.form import Field
from sheqi_desktop.domain.problem import Problem
from sheqi_desktop.gui.editors.editor import Context, Editor
from sheqi_desktop.gui.editors.row_card import CELL_WIDTH, cells_of
from sheqi_desktop.gui.field_grid import FieldGrid
from sheqi_desktop.gui.tab_order import lead_to
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.card import Well

AT_ONCE = 2
"""Editors made in one turn of the event loop: the window never waits for all of them."""


class RowDetail(Well):
    """The editors; they are made when they are first needed, a few at a time, and show one row after the other."""

    answered = Signal(str, object)
    """A column and its answer."""
    left = Signal(str)
    leaving = Signal()
    passed = Signal(int)
    """Tab or Enter behind the last editor (1), Tab back before the first (-1)."""

    def __init__(
        self, list_field: Field, context: Context, make: Callable[..., Editor], before: QWidget
    ) -> None:  # fmt: skip
        super().__init__((12, 8, 12, 10), 6)
        self._list, self._context, self._make, self._before = list_field, context, make, before
        self.editors: dict[str, Editor] = {}
        self._columns: tuple[Field, ...] = ()
        self._row: Mapping[str, Any] = {}
        self._wrong: Mapping[str, Problem] = {}
        self._fixed = False
        self.title = PlainLabel("", "hint")
        self.body.addWidget(self.title)
        holder = QWidget()
        self.grid = FieldGrid(holder, cell=CELL_WIDTH)
        self.body.addWidget(holder)
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._make_some)

    # ------------------------------------------------------------------ building
    def show_columns(self, columns: Sequence[Field]) -> None:
        """Ask these columns here, the others stand in the table."""
        self._columns = tuple(columns)
        self._timer.start()
        self._show()

    @property
    def complete(self) -> bool:
        """Tell whether every editor is made."""
        return all(column.id in self.editors for column in self._columns)

    def finish(self) -> None:
        """Make all that are left, now: somebody wants to go into one."""
        while not self.complete:
            self._make_some()

    def _make_some(self) -> None:
        for column in [one for one in self._columns if one.id not in self.editors][:AT_ONCE]:
            self._add(column)
        if self.complete:
            self._timer.stop()
            self._hold_together()
        self._show()

    def _add(self, column: Field) -> None:
        editor = self._make(column, self._context)
        editor.setObjectName(f"{self._list.id}_{column.id}")
        editor.focus_target().setAccessibleName(f"{self._list.label} {column.label_with_unit}")
        editor.edited.connect(lambda value: self.answered.emit(column.id, value))
        editor.leaving.connect(self.leaving)
        editor.left.connect(lambda: self.left.emit(column.id))
        editor.next_asked.connect(lambda: self._next(column.id))
        editor.set_read_only(self._fixed)
        self.editors[column.id] = editor
        order = [one.id for one in self._list.columns]
        self.grid.put(editor, cells_of(column), sum(order.index(one) < order.index(column.id) for one in self.editors))

    def _hold_together(self) -> None:
        """Stand right behind the table for Tab, in the order of the form."""
        made = [self.editors[one.id].focus_target() for one in self._list.columns if one.id in self.editors]
        lead_to(self._before, made)

    # ------------------------------------------------------------------ showing
    def show_row(self, title: str, row: Mapping[str, Any] | None, wrong: Mapping[str, Problem]) -> None:
        """Show a row; None is the empty one below the last."""
        self.title.setText(title)
        self._row, self._wrong = row or {}, wrong
        self.setEnabled(row is not None)
        self._show()

    def _show(self) -> None:
        here = {column.id for column in self._columns}
        for column in self._list.columns:
            editor = self.editors.get(column.id)
            if editor is None:
                continue
            editor.setVisible(column.id in here and column.shown(self._row))
            editor.set_needed(column.needed(self._row))
            editor.set_value(self._row.get(column.id))
            found = self._wrong.get(column.id)
            if found is None:
                if editor.problem:
                    editor.clear_problem()
            elif editor.problem != found.message:
                editor.show_problem(found.message, found.level)

    def set_read_only(self, fixed: bool) -> None:
        """Show without being able to change."""
        self._fixed = fixed
        for editor in self.editors.values():
            editor.set_read_only(fixed)

    # ------------------------------------------------------------------ going about
    @property
    def _open(self) -> list[Editor]:
        some = (self.editors.get(column.id) for column in self._list.columns)
        return [one for one in some if one is not None and not one.isHidden() and not one.read_only]

    def enter(self, column: str = "") -> bool:
        """Put the cursor into an editor, the first unless one is named; tell whether there was one."""
        self.finish()
        for editor in self._open if self.isEnabled() else ():
            if column in ("", editor.field.id):
                editor.focus_target().setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return False

    def _next(self, column: str) -> None:
        open_ = self._open
        place = next((n for n, one in enumerate(open_) if one.field.id == column), len(open_) - 1) + 1
        if place < len(open_):
            open_[place].focus_target().setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.passed.emit(1)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab behind the last goes to the next row, back before the first into the table."""
        focus, open_ = QApplication.focusWidget(), self._open
        edge = (open_[-1] if forward else open_[0]) if open_ else None
        if edge is not None and focus is not None and edge.isAncestorOf(focus):
            self.passed.emit(1 if forward else -1)
            return True
        return super().focusNextPrevChild(forward)
