"""Somebody who fills in forms without a mouse: Tab to a question, type, Tab on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from sheqi_desktop.domain.form import Field
from sheqi_desktop.gui.editors.rows import RowsEditor
from sheqi_desktop.gui.editors.table import TableEditor
from sheqi_desktop.gui.form_view import FormView
from tests.gui.hands import commit

PATIENCE = 160


def focus() -> QWidget:
    """Give the widget the keys go to."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def key(which: Qt.Key, *, control: bool = False, shift: bool = False) -> None:
    """Press one key where the focus is."""
    held = Qt.KeyboardModifier.NoModifier
    held |= Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    held |= Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(focus(), which, held)
    QCoreApplication.processEvents()


def tab_until(arrived: Callable[[], bool], *, back: bool = False) -> None:
    """Press Tab until we are there."""
    for _ in range(PATIENCE):
        if arrived():
            return
        key(Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab, shift=back)
    raise AssertionError(f"not reached with Tab; the focus is on {focus().objectName()} {focus().accessibleName()}")


class Typist:
    """Types answers into a form that is shown, in the order of its questions."""

    def __init__(self, view: FormView, wait: Callable[[], object]) -> None:
        self.view, self.wait = view, wait

    def fill(self, answers: dict[str, Any]) -> None:
        """Type every answer; codes are typed by their place, rows line by line."""
        for field in self.view.draft.form:
            if field.id in answers:
                tab_until(lambda id_=field.id: self.view.here_field == id_)  # type: ignore[misc]
                if field.type == "rows":
                    self._rows(field, answers[field.id])
                else:
                    self._type(field, answers[field.id])

    def _rows(self, field: Field, lines: list[dict[str, Any]]) -> None:
        editor = self.view.editor(field.id)
        if isinstance(editor, TableEditor):
            self._table(editor, lines)
            return
        assert isinstance(editor, RowsEditor)
        before = len(editor.cards)
        for place, line in enumerate(lines):
            tab_until(lambda: focus() is editor.add, back=bool(place))
            key(Qt.Key.Key_Return)
            card = editor.cards[before + place]
            for column in field.columns:
                if column.id in line:
                    target = card.editors[column.id]
                    tab_until(lambda t=target: t.isAncestorOf(focus()))  # type: ignore[misc]
                    self._type(column, line[column.id])

    def _table(self, editor: TableEditor, lines: list[dict[str, Any]]) -> None:
        """Type below the last row, from cell to cell, and in the detail what has no column."""
        for line in lines:
            tab_until(lambda: focus() is editor.add, back=not editor.isAncestorOf(focus()))
            key(Qt.Key.Key_Return)
            assert focus() is editor.grid
            for column in editor.grid.cells.columns:
                if column.id in line:
                    self._cell(column, line[column.id])
                key(Qt.Key.Key_Tab)
                self.wait()
            for column in editor.field.columns:
                if column.id in line and column not in editor.grid.cells.columns:
                    tab_until(lambda t=editor.detail.editors[column.id]: t.isAncestorOf(focus()))  # type: ignore[misc]
                    self._type(column, line[column.id])

    def _cell(self, field: Field, value: Any) -> None:
        """The first letter opens the cell, the others go into it."""
        if field.type == "code":
            assert field.vocabulary is not None
            QTest.keyClicks(focus(), str([entry.name for entry in field.vocabulary.offered()].index(value) + 1))
        elif field.type in ("text", "ref"):
            commit(focus(), str(value))
        else:
            for letter in str(value):
                QTest.keyClicks(focus(), letter)

    def _type(self, field: Field, value: Any) -> None:
        if field.type in ("text", "memo"):
            commit(focus(), str(value))
        elif field.type == "code":
            self._code(field, value)
        elif field.type == "codes":
            self._codes(field, value)
        elif field.type == "bool":
            QTest.keyClicks(focus(), "1" if value else "0")
        elif field.type in ("ref", "refs"):
            commit(focus(), str(value))
            self.wait()
            key(Qt.Key.Key_Return)
        else:
            key(Qt.Key.Key_A, control=True)
            QTest.keyClicks(focus(), str(value))
        QCoreApplication.processEvents()

    @staticmethod
    def _code(field: Field, value: Any) -> None:
        assert field.vocabulary is not None
        place = [entry.name for entry in field.vocabulary.offered()].index(value)
        if isinstance(focus(), QComboBox):
            for _ in range(place + 1):
                key(Qt.Key.Key_Down)
        else:
            QTest.keyClicks(focus(), str(place + 1))

    @staticmethod
    def _codes(field: Field, value: list[str]) -> None:
        """Space ticks the chip one stands on, → goes to the next."""
        assert field.vocabulary is not None
        for entry in field.vocabulary.offered():
            if entry.name in value:
                key(Qt.Key.Key_Space)
            key(Qt.Key.Key_Right)
