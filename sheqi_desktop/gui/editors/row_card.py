"""One row of a list: its editors in a grid or on one line, its number, and the way to take it out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from sheqi_desktop.domain.answers import Value, is_empty
from sheqi_desktop.domain.form import Field
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.editor import Editor
from sheqi_desktop.gui.field_grid import COLUMNS, FieldGrid
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import LINK, Button
from sheqi_desktop.gui.widgets.card import Well

if TYPE_CHECKING:
    from sheqi_desktop.gui.editors.rows import RowsEditor

WIDE_TYPES = frozenset({"memo", "codes", "files", "refs", "rows"})
LINE_GAP, NUMBER_WIDTH, DROP_WIDTH = 6, 52, 26
"""Of compact rows: the air between cells, the width of a number, and of the button that takes the row out."""


CELL_WIDTH = 176
"""Of a row that has a grid: the narrowest a cell should get before the row shows fewer of them side by side."""
LONG_TEXT = 60


def cells_of(column: Field) -> int:
    """Give how many cells of a row's grid a question takes: 12 is the whole width."""
    if column.type in WIDE_TYPES:
        return COLUMNS
    return 2 if column.type == "text" and (column.size or 0) >= LONG_TEXT else 1


class RowCard(Well):
    """One row: its editors in a grid, its number, and the way to take it out."""

    def __init__(self, owner: RowsEditor, row: dict[str, Any], number: int) -> None:
        self.compact = owner.field.compact
        super().__init__((8, 4, 4, 4) if self.compact else (12, 8, 12, 8), 4)
        self.row = dict(row)
        self.typed = False
        """Something was typed here, pasted, or stood here before."""
        self._owner = owner
        self.number = PlainLabel(f"第 {number} 行", "hint")
        self.editors: dict[str, Editor] = {}
        self._line = layout.row(gap=LINE_GAP)
        holder = QWidget()
        self.grid = FieldGrid(holder, cell=CELL_WIDTH)
        if self.compact:
            self.number.hide()
            self.body.addLayout(self._line)
        else:
            head = layout.row(gap=8)
            head.addWidget(self.number)
            head.addStretch(1)
            self.body.addLayout(head)
            self.body.addWidget(holder)
        for place, column in enumerate(owner.field.columns):
            editor = owner.make(column, owner.context)
            editor.setObjectName(f"{owner.field.id}_{column.id}")
            editor.set_value(self.row.get(column.id))
            editor.edited.connect(lambda value, id_=column.id: self._answer(id_, value))
            editor.leaving.connect(owner.leaving)
            editor.left.connect(lambda id_=column.id: owner.leave_cell(str(self.row["id"]), id_))
            editor.next_asked.connect(lambda place=place: self._next(place))
            editor.focus_target().installEventFilter(owner)
            editor.focus_target().setAccessibleName(f"{owner.field.label} 第 {number} 行 {column.label_with_unit}")
            self.editors[column.id] = editor
            if self.compact:
                self._put_on_line(editor, column)
                continue
            self.grid.add(editor, cells_of(column), beside=place > 0)
        self.drop = Button("" if self.compact else "拿掉这行", LINK, "x" if self.compact else "", small=True)
        self.drop.clicked.connect(lambda: owner.drop(str(self.row["id"])))
        if self.compact:
            self._line.addWidget(self.drop, 0, layout.TOP)
        else:
            head.addWidget(self.drop)
        self._hold_together()
        self.show_asked()

    def _hold_together(self) -> None:
        """Be one thing for Tab: Qt moves what is in a card along with it only if the card itself leads to a cell."""
        first = next(iter(self.editors.values()), None)
        if first is not None:
            self.setFocusProxy(first.focus_target())
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _put_on_line(self, editor: Editor, column: Field) -> None:
        """Put a cell on the row's line; its name stands in the head above."""
        editor.hide_label()
        layout.least(editor.focus_target(), width=NUMBER_WIDTH if column.type == "int" else 40)
        put_in_column(self._line, editor, column)

    def _answer(self, column: str, value: Value) -> None:
        self.typed = True
        if is_empty(value):
            self.row.pop(column, None)
        else:
            self.row[column] = value
        self.show_asked()
        self._owner.tell()

    def take_proposed(self, row: Mapping[str, Any]) -> None:
        """Show what the form filled into this row by itself."""
        for column in self._owner.field.columns:
            if column.proposed and row.get(column.id) != self.row.get(column.id):
                self.row = {**self.row, column.id: row.get(column.id)}
                if is_empty(self.row[column.id]):
                    del self.row[column.id]
                self.editors[column.id].set_value(row.get(column.id))
        self.show_asked()

    def show_asked(self) -> None:
        """Show only the columns that are asked in this row."""
        for column in self._owner.field.columns:
            editor = self.editors[column.id]
            if not self.compact:
                editor.setVisible(column.shown(self.row))
                editor.set_needed(column.needed(self.row))

    def say_helps(self, first: bool) -> None:
        """Help with the columns in the first row only: the words are the same in all."""
        for column in self._owner.field.columns:
            if column.help:
                self.editors[column.id].set_hint(column.help if first else "")

    def _next(self, place: int) -> None:
        columns = self._owner.field.columns
        for column in columns[place + 1 :]:
            editor = self.editors[column.id]
            if not editor.isHidden() and not editor.read_only:
                editor.focus_target().setFocus(Qt.FocusReason.TabFocusReason)
                return
        self._owner.next_row(str(self.row["id"]))


def put_in_column(line: QHBoxLayout, widget: QWidget, column: Field) -> None:
    """Give a cell or a head the width of its column: numbers are narrow, words share what is left."""
    if column.type == "int":
        layout.fix(widget, width=NUMBER_WIDTH)
        line.addWidget(widget, 0, layout.TOP)
    else:
        widget.setMinimumWidth(0)
        line.addWidget(widget, column.width)


def bring_into_sight(card: QWidget, first: QWidget) -> None:
    """Scroll the page so that the whole row can be seen, its first cell in any case."""

    def scroll() -> None:
        if (around := page_around(card)) is not None:
            # The page grows for a new row one layout after the other, each asked for by the one before.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
            around.ensureWidgetVisible(card, 0, 24)
            around.ensureWidgetVisible(first, 0, 24)

    # A new row is shown only after the events that wait now.
    QTimer.singleShot(0, card, scroll)


def page_around(widget: QWidget) -> QScrollArea | None:
    """Give what scrolls a widget, None if nothing does."""
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    return around
