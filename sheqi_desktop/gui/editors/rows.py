"""An editor for lists inside a form: household members, follow-ups.  Each row has editors of its own."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from sheqi_desktop.domain.answers import Value, is_empty
from sheqi_desktop.domain.problem import Problem
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.editor import Context
from sheqi_desktop.gui.editors.lines import MemoField
from sheqi_desktop.gui.editors.row_card import DROP_WIDTH, LINE_GAP, RowCard, bring_into_sight, put_in_column
from sheqi_desktop.gui.editors.row_list import ListEditor, Row, rows_of
from sheqi_desktop.gui.tab_order import lead_to, stop_before
from sheqi_desktop.gui.text import PlainLabel

LIST_COLUMNS = 5
"""From so many columns on a list is likely kept in Excel too."""


class RowsEditor(ListEditor):
    """The list: 添加一行 below the last row, Enter after the last column goes to the next row."""

    def __init__(self, field: Any, context: Context, parent: QWidget | None = None) -> None:
        self._cards: list[RowCard] = []
        self._waiting: list[Row] = []
        """Rows that came many at once; their cards are made a few at a time, so that the window never waits."""
        self._wrong: Mapping[tuple[str, str], Problem] = {}
        super().__init__(field, context, parent)

    def _build(self) -> QWidget:
        holder = QWidget()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._make_one)
        self._column = layout.column(holder, gap=8)
        if self.field.compact:
            self._column.addWidget(self._heads())
        self._none = PlainLabel("还没有，点“添加一行”。", "hint")
        self._column.addWidget(self._none)
        self._column.addLayout(self._build_foot())
        self._column.addWidget(self.pasted)
        return holder

    @property
    def pasting(self) -> bool:
        """Tell whether a list has so many columns that it is likely kept in Excel."""
        return len(self.field.columns) >= LIST_COLUMNS and not self.field.compact

    def _heads(self) -> QWidget:
        """Name the columns once."""
        heads = QWidget()
        line = layout.row(heads, (8, 0, 4 + DROP_WIDTH + LINE_GAP, 0), LINE_GAP)
        for column in self.field.columns:
            star = "" if column.need == "optional" else " *"
            put_in_column(line, PlainLabel(f"{column.unit or column.label}{star}", "label", elide=True), column)
        return heads

    @property
    def cards(self) -> list[RowCard]:
        """Give the rows, each with its editors."""
        while self._waiting:
            self._make_one()
        return self._cards

    def add_row(self) -> None:
        """Begin a new row and go there."""
        self.cards.append(self._card({"id": str(uuid.uuid4())}))
        self._renumber()
        self._focus(self._cards[-1])
        self.tell()

    def _card(self, row: dict[str, Any]) -> RowCard:
        card = RowCard(self, row, len(self._cards) + 1)
        self._column.insertWidget(self._column.count() - 2, card)
        # A row is made after everything else in the window, and there Tab would come to it.
        lead_to(self._cards[-1] if self._cards else stop_before(self.add), (card,))
        return card

    def take_pasted(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add rows; a row that was only begun makes room for them."""
        for card in [one for one in self._cards if not one.typed]:
            self._take_out(card)
        at = self._wait_for(rows)
        bring_into_sight(self._cards[at], self._cards[at])

    def add_lacking(self) -> None:
        """Add the rows that were offered and go to the first of them."""
        at = self._wait_for([{"id": str(uuid.uuid4()), **row} for row in self._lacking])
        self.tell()
        self._focus(self._cards[at])

    def _wait_for(self, rows: Sequence[Mapping[str, Any]]) -> int:
        """Make the card of the first of some rows, and those of the others when there is time; give its place."""
        at = len(self.cards)
        self._waiting = [{**row} for row in rows]
        self._make_one()
        self._timer.start(0)
        return at

    def _make_one(self) -> None:
        if self._waiting:
            card = self._card(self._waiting.pop(0))
            card.typed = True
            self._cards.append(card)
            self._complain(card)
            self._renumber()
        if not self._waiting:
            self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+V in a cell: several cells of Excel are rows, a word is a word."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched is not self.add:
            text = QGuiApplication.clipboard().text() if event.matches(QKeySequence.StandardKey.Paste) else ""
            lines = "" if isinstance(watched, MemoField) else "\n"
            if not self.read_only and ("\t" in text or (lines and lines in text.strip())):
                self.paste()
                return True
        return super().eventFilter(watched, event)

    def drop(self, row_id: str) -> None:
        """Take a row out; the focus goes to the next one."""
        place = next((n for n, card in enumerate(self.cards) if card.row["id"] == row_id), -1)
        if place < 0:
            return
        self._take_out(self._cards[place])
        self._renumber()
        if self._cards:
            self._focus(self._cards[min(place, len(self._cards) - 1)])
        else:
            self.add.setFocus()
        self.tell()

    def _take_out(self, card: RowCard) -> None:
        self._cards.remove(card)
        card.hide()
        self._column.removeWidget(card)
        card.deleteLater()

    def next_row(self, row_id: str) -> None:
        """Go to the row after this one, or on in the form."""
        places = [str(card.row["id"]) for card in self.cards]
        place = places.index(row_id) + 1
        if place < len(self._cards):
            self._focus(self._cards[place])
        else:
            self.next_asked.emit()

    def _focus(self, card: RowCard) -> None:
        first = next((one for one in card.editors.values() if not one.isHidden()), None)
        if first is not None:
            first.focus_target().setFocus(Qt.FocusReason.TabFocusReason)
            bring_into_sight(card, first)

    def _renumber(self) -> None:
        for number, card in enumerate(self._cards, 1):
            card.number.setText(f"第 {number} 行")
            card.say_helps(number == 1)
            card.drop.setAccessibleName(f"拿掉第 {number} 行")
        self._none.setVisible(not self._cards)
        self.updateGeometry()

    def value(self) -> Value:
        """Give the rows, each with its id."""
        return [*(dict(card.row) for card in self._cards), *(dict(row) for row in self._waiting)] or None

    def set_value(self, value: Value) -> None:
        """Show rows; rows that stay keep their editors, so that the cursor stays where it is."""
        wanted = rows_of(value)
        if wanted == rows_of(self.value()):
            return
        self._waiting = []
        for card in list(self._cards):
            self._take_out(card)
        for row in wanted:
            self._cards.append(self._card(row))
            self._cards[-1].typed = True
        self._renumber()
        self.set_read_only(self.read_only)

    def take_proposed(self, rows: Mapping[str, Row]) -> None:
        """Show the cells that were filled in because of another cell."""
        for card in self._cards:
            card.take_proposed(rows.get(str(card.row["id"]), card.row))
        self._waiting = [rows.get(str(row["id"]), row) for row in self._waiting]

    def set_read_only(self, fixed: bool) -> None:
        """Show without being able to change."""
        super().set_read_only(fixed)
        for card in self._cards:
            card.drop.setVisible(not fixed)
            for editor in card.editors.values():
                editor.set_read_only(fixed)

    def show_cell_problems(self, wrong: Mapping[tuple[str, str], Problem]) -> None:
        """Put complaints into the cells they are about; a cell that was put right complains no more."""
        self._wrong = wrong
        for card in self._cards:
            self._complain(card)

    def _complain(self, card: RowCard) -> None:
        for column, editor in card.editors.items():
            found = self._wrong.get((str(card.row["id"]), column))
            if found is None:
                if editor.problem:
                    editor.clear_problem()
            elif editor.problem != found.message:
                editor.show_problem(found.message, found.level)

    def clear_problem(self) -> None:
        """Take all complaints away."""
        super().clear_problem()
        for card in self._cards:
            for editor in card.editors.values():
                editor.clear_problem()

    def here(self) -> tuple[str | None, str | None]:
        """Give the row and the column the cursor is in."""
        focus = QApplication.focusWidget()
        for card in self._cards:
            for column, editor in card.editors.items():
                if focus is not None and editor.isAncestorOf(focus):
                    return str(card.row["id"]), column
        return None, None

    def go_to_row(self, row_id: str, column: str | None) -> bool:
        """Put the cursor into a cell."""
        for card in self.cards:
            if card.row["id"] == row_id:
                editor = card.editors.get(column or "")
                if editor is not None:
                    editor.focus_target().setFocus(Qt.FocusReason.TabFocusReason)
                else:
                    self._focus(card)
                return True
        return False

    def enter(self) -> None:
        """Go to the first cell that waits for an answer in the rows there are, else to the button."""
        for card in [] if self.read_only else self.cards:
            for column in self.field.columns:
                editor = card.editors[column.id]
                if column.need != "optional" and not editor.isHidden() and is_empty(card.row.get(column.id)):
                    self.go_to_row(str(card.row["id"]), column.id)
                    bring_into_sight(card, editor)
                    return
        super().enter()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Delete takes the row one stands in out."""
        if event.key() == Qt.Key.Key_Delete and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            here = QApplication.focusWidget()
            for card in self._cards:
                if here is not None and card.isAncestorOf(here):
                    self.drop(str(card.row["id"]))
                    return
        if event.matches(QKeySequence.StandardKey.Paste) and not self.read_only:
            self.paste()
            return
        super().keyPressEvent(event)
