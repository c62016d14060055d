"""The grid itself: keys as in Excel, cells that are edited on type, a block pasted from the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, QEvent, QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from sheqi_desktop.gui.editors.editor import RefHit
from sheqi_desktop.gui.hours.cells import HoursDelegate
from sheqi_desktop.gui.hours.model import HoursModel
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.sheet_look import as_sheet
from sheqi_desktop.operations.grid_rows import COLUMNS, GridRow, pasted

_WIDTHS = (46, 92, 120, 140, 72, 72, 72, 120)
_ROW, _HEAD = 38, 34
ROOM = 800
"""Pixels that even the smallest window has for the grid; with the largest letters it scrolls sideways."""


class HoursGrid(QTableView):
    """Rows of hours."""

    here = Signal(int)
    """The row one stands on has changed."""

    def __init__(
        self,
        today: date,
        find: Callable[[str], Sequence[RefHit]],
        new: Callable[[str], RefHit | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("hours_grid")
        self.setAccessibleName("时长登记表，像表格一样填")
        self._today = today
        self.cells = HoursModel(today, self)
        self.setModel(self.cells)
        self._cells = HoursDelegate(self, find, new)
        self._cells.stepped.connect(self._step)
        self.setItemDelegate(self._cells)
        as_sheet(self)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        head = self.horizontalHeader()
        head.setMinimumSectionSize(scale(40))
        self.selectionModel().currentRowChanged.connect(lambda now, _: self.here.emit(now.row()))
        self._fit()

    # ------------------------------------------------------------------ sizes
    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(scale(_ROW))
        self.horizontalHeader().setFixedHeight(scale(_HEAD))
        widths = [scale(one) for one in _WIDTHS]
        spare = self.viewport().width() - sum(widths)
        if spare > 0:
            widths[-1] += spare
        for place, one in enumerate(widths):
            self.setColumnWidth(place, one)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give what is left to the remark."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def minimumSizeHint(self) -> QSize:
        """Every column to be seen, where the smallest window has room for them, and some rows."""
        return QSize(min(sum(scale(one) for one in _WIDTHS) + 2, ROOM), scale(_HEAD + 5 * _ROW))

    def finish(self) -> None:
        """Take what is being typed."""
        self._cells.finish()

    # ------------------------------------------------------------------ going about
    def stand_on(self, row: int, column: int) -> None:
        """Go to a cell."""
        index = self.cells.index(row, column)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def _step(self, down: int, across: int) -> None:
        """Go on; after the last column comes the first of the next row."""
        now = self.currentIndex()
        row, column = max(now.row(), 0) + down, max(now.column(), 1) + across
        if column > len(COLUMNS):
            row, column = row + 1, 1
        if column < 1:
            row, column = row - 1, len(COLUMNS)
        self.stand_on(min(max(row, 0), self.cells.rowCount() - 1), column)
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys as in Excel; what is typed replaces the cell."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif (event.matches(QKeySequence.StandardKey.Undo) and self.cells.take_back()) or (
            _redoes(event) and self.cells.do_again()
        ):
            event.accept()
        elif control and key == Qt.Key.Key_D:
            self.copy_from_above()
        elif control and key == Qt.Key.Key_Semicolon:
            self._type(self._today.isoformat())
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not event.modifiers():
            self._clear()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._step(0, 1 if key == Qt.Key.Key_Tab else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            self._step(1, 0)
        elif control and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """A word the input method gives at once opens the cell and stands in it; Qt would lose it."""
        if event.commitString() and not event.preeditString() and self._cells.open_field() is None:
            self.edit(self.currentIndex())
            if (field := self._cells.open_field()) is not None:
                QCoreApplication.sendEvent(field, event)
                return
        super().inputMethodEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+Z, Ctrl+Y and Tab for the cells."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.matches(QKeySequence.StandardKey.Undo) or _redoes(event):
                event.accept()
                return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                self.keyPressEvent(event)
                return True
        return super().event(event)

    # ------------------------------------------------------------------ cells
    def _chosen(self) -> list[tuple[int, int]]:
        return sorted((one.row(), one.column()) for one in self.selectedIndexes() if one.column())

    def _type(self, text: str) -> None:
        now = self.currentIndex()
        if now.isValid():
            self.cells.setData(now, text)

    def copy_from_above(self) -> None:
        """Ctrl+D: every chosen cell says what the one above says."""
        cells = self._chosen()
        if not cells:
            return
        top, left = cells[0]
        first = min(column for _, column in cells)
        last = max(column for _, column in cells)
        if top == 0:
            return
        above = self.cells.row(top - 1).texts[first - 1 : last]
        rows = len({row for row, _ in cells})
        self._keeping(lambda: self.cells.set_cells(top, first, [above] * rows), top, left)

    def _clear(self) -> None:
        now = self.currentIndex()
        self._keeping(lambda: self.cells.clear_cells(self._chosen()), now.row(), now.column())

    def _keeping(self, change: Callable[[], None], row: int, column: int) -> None:
        change()
        self.stand_on(max(row, 0), max(column, 1))

    def copy(self) -> None:
        """Put the chosen cells on the clipboard as Excel reads them."""
        rows: dict[int, list[str]] = {}
        for row, column in self._chosen():
            rows.setdefault(row, []).append(str(self.cells.index(row, column).data() or ""))
        QGuiApplication.clipboard().setText("\n".join("\t".join(cells) for cells in rows.values()))

    def paste(self) -> int:
        """Put what Excel copied into the cells from here on; gives how many rows came."""
        block = [row.texts for row in pasted(QGuiApplication.clipboard().text())]
        if not block:
            return 0
        now = self.currentIndex()
        row, column = max(now.row(), 0), max(now.column(), 1)
        width = max(len(_trimmed(texts)) for texts in block)
        self._keeping(lambda: self.cells.set_cells(row, column, [texts[:width] for texts in block]), row, column)
        return len(block)

    def show_rows(self, rows: Sequence[GridRow]) -> None:
        """Show other rows and stand on the first empty one."""
        self.cells.show_rows(rows)
        self.stand_on(len(self.cells.rows), 2)


def _redoes(event: QKeyEvent) -> bool:
    """Tell Ctrl+Y on every system, besides the system's own key for it."""
    return event.matches(QKeySequence.StandardKey.Redo) or (
        event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() == Qt.Key.Key_Y
    )


def _trimmed(texts: Sequence[str]) -> Sequence[str]:
    last = max((place for place, text in enumerate(texts) if text), default=-1)
    return texts[: last + 1]
