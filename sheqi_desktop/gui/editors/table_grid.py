"""The table of a list inside a form: keys as in Excel, cells that are edited on type, as high as it has rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.form import Field
from sheqi_desktop.gui.editors.choice_list import ChoiceList
from sheqi_desktop.gui.editors.editor import Context
from sheqi_desktop.gui.editors.lines import leads_out
from sheqi_desktop.gui.editors.table_cells import TableDelegate
from sheqi_desktop.gui.editors.table_columns import NUMBER_WIDTH, spread, standing
from sheqi_desktop.gui.editors.table_model import TableModel
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.sheet_look import as_sheet

_ROW, _HEAD, _FRAME, _BAR = 38, 34, 2, 12
ROWS_IN_SIGHT = 8
"""A longer table scrolls in itself, so that what stands below it stays near."""
_TAB = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_YES, _NO = frozenset("1yYs是√"), frozenset("0nNf否")


class TableGrid(QTableView):
    """Rows of short answers."""

    here = Signal(int)
    """The row one stands on has changed."""
    cell_left = Signal(int, str)
    beyond = Signal(int)
    """Tab after the last column of a row."""
    done = Signal()
    """Enter where nothing is typed below the last row: the list is filled in."""
    paste_asked = Signal()
    fitted = Signal()
    """The columns that stand in the table have changed."""

    def __init__(self, fields: Sequence[Field], context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = context.today
        self.cells = TableModel(fields, context, self)
        self.setModel(self.cells)
        self._delegate = TableDelegate(self, self.cells, context)
        self._delegate.stepped.connect(self.step)
        self.setItemDelegate(self._delegate)
        as_sheet(self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setStretchLastSection(True)
        head.setMinimumSectionSize(scale(24))
        self.selectionModel().currentChanged.connect(self._moved)
        for changed in (self.cells.modelReset, self.cells.rowsInserted):
            changed.connect(self._grow)
        self._fit()

    # ------------------------------------------------------------------ sizes
    def _fit(self) -> None:
        """Let as many columns stand in the table as it has room for."""
        self.verticalHeader().setDefaultSectionSize(scale(_ROW))
        self.horizontalHeader().setFixedHeight(scale(_HEAD))
        # The bar that scrolls a long table takes room; whether it is there must not change which columns stand.
        wanted = standing(self.cells.fields, (self.width() - _FRAME - scale(_BAR)) / scale(100) * 100)
        if [one.id for one in wanted] != [one.id for one in self.cells.columns]:
            self.finish()
            now = self.currentIndex()
            self.cells.show_columns(wanted)
            self.stand_on(max(now.row(), 0), min(max(now.column(), 1), len(wanted)))
            self.fitted.emit()
        self.setColumnWidth(0, scale(NUMBER_WIDTH))
        for place, wide in enumerate(spread(self.cells.columns, self.viewport().width() / scale(100) * 100), 1):
            self.setColumnWidth(place, int(wide * scale(100) / 100))
        self._grow()

    def _grow(self) -> None:
        rows = min(max(self.cells.rowCount(), 1), ROWS_IN_SIGHT)
        high = scale(_HEAD) + rows * scale(_ROW) + _FRAME
        if self.height() != high or self.minimumHeight() != high:
            self.setFixedHeight(high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the room there is."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def minimumSizeHint(self) -> QSize:
        """It can be as narrow as the form."""
        return QSize(scale(240), self.minimumHeight())

    # ------------------------------------------------------------------ going about
    def stand_on(self, row: int, column: int) -> None:
        """Go to a cell."""
        index = self.cells.index(row, column)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def _moved(self, now: QModelIndex, before: QModelIndex) -> None:
        if before.isValid() and 0 < before.column() <= len(self.cells.columns):
            self.cell_left.emit(before.row(), self.cells.columns[before.column() - 1].id)
        if now.row() != before.row():
            self.here.emit(now.row())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand on a cell from the first moment."""
        if self.currentIndex().column() < 1:
            self.stand_on(max(self.currentIndex().row(), 0), 1)
        super().focusInEvent(event)

    def step(self, down: int, across: int) -> None:
        """Go on; after the last column of a row comes what stands in the detail, then the next row."""
        now = self.currentIndex()
        row, column = max(now.row(), 0) + down, max(now.column(), 1) + across
        self.setFocus()
        if column > len(self.cells.columns):
            self.beyond.emit(row)
            return
        if column < 1:
            row, column = row - 1, len(self.cells.columns)
        self.stand_on(min(max(row, 0), self.cells.rowCount() - 1), column)

    def set_fixed(self, fixed: bool) -> None:
        """Show without being able to change: there is no empty line either."""
        if fixed != self.cells.fixed:
            self.cells.fixed = fixed
            self._keeping(lambda: self.cells.show_columns(self.cells.columns))

    def finish(self) -> None:
        """Take what is being typed."""
        self._delegate.finish()

    # ------------------------------------------------------------------ keys
    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+Z and Tab for the cells while there is something to do with them."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and event.matches(QKeySequence.StandardKey.Undo):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() in _TAB:
                return self._tab(1 if event.key() == Qt.Key.Key_Tab else -1)
        return super().event(event)

    def _tab(self, across: int) -> bool:
        """Go to the next cell; out of the table before its first and behind its last."""
        now = self.currentIndex()
        first = now.row() <= 0 and now.column() <= 1
        last = self.cells.row(now.row()) is None and now.column() >= len(self.cells.columns)
        if (across < 0 and first) or (across > 0 and last):
            return bool(self.focusNextPrevChild(across > 0))
        self.step(0, across)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys as in Excel; what is typed replaces the cell."""
        key, control = event.key(), event.modifiers() == Qt.KeyboardModifier.ControlModifier
        opens = key == Qt.Key.Key_F4 or (
            key == Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.AltModifier
        )
        if leads_out(event) or (control and key in (*_ENTER, Qt.Key.Key_Delete)):
            event.ignore()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif key in _ENTER:
            self._enter()
        elif self.cells.fixed:
            super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self._keeping(self.cells.take_back)
        elif control and key == Qt.Key.Key_D:
            self.copy_from_above()
        elif control and key == Qt.Key.Key_Semicolon:
            self._answer([(*self._here, self._today.isoformat())])
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not event.modifiers():
            self._answer([(row, column, None) for row, column in self._chosen() if self.cells.row(row)])
        elif self._here[1].type == "bool" and event.text():
            self._tick(event.text())
        elif opens or (key == Qt.Key.Key_Space and self._here[1].type == "code"):
            self._open()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        if self.cells.row(self.currentIndex().row()) is None:
            self.done.emit()
        else:
            self.step(1, 0)

    def _tick(self, typed: str) -> None:
        row, column = self._here
        before = (self.cells.row(row) or {}).get(column.id)
        if typed == " ":
            self._answer([(row, column, {True: False, False: None}.get(before, True))])  # type: ignore[arg-type]
        elif typed in _YES or typed in _NO:
            self._answer([(row, column, typed in _YES)])

    def _open(self) -> None:
        self.edit(self.currentIndex())
        field = self._delegate.open_field()
        if isinstance(field, ChoiceList):
            field.showPopup()

    def mouseDoubleClickEvent(self, event: object) -> None:
        """Tick a yes or no; open everything else."""
        super().mouseDoubleClickEvent(event)  # type: ignore[arg-type]
        if not self.cells.fixed and self.currentIndex().column() > 0 and self._here[1].type == "bool":
            self._tick(" ")
        elif isinstance(field := self._delegate.open_field(), ChoiceList):
            field.showPopup()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """A word the input method gives at once opens the cell and stands in it; Qt would lose it."""
        at_once = event.commitString() and not event.preeditString() and self._delegate.open_field() is None
        if at_once and not self.cells.fixed:
            if self._here[1].type == "bool":
                self._tick(event.commitString())
                return
            self.edit(self.currentIndex())
            if (field := self._delegate.open_field()) is not None:
                QCoreApplication.sendEvent(field, event)
                return
        super().inputMethodEvent(event)

    # ------------------------------------------------------------------ cells
    @property
    def _here(self) -> tuple[int, Field]:
        now = self.currentIndex()
        return max(now.row(), 0), self.cells.columns[max(now.column(), 1) - 1]

    @property
    def column_here(self) -> str:
        """Give the column one stands in."""
        return self._here[1].id

    def _chosen(self) -> list[tuple[int, Field]]:
        places = sorted((one.row(), one.column()) for one in self.selectedIndexes() if one.column())
        return [(row, self.cells.columns[column - 1]) for row, column in places]

    def _answer(self, cells: list[tuple[int, Field, Value]]) -> None:
        self._keeping(lambda: self.cells.set_cells(cells))

    def _keeping(self, change: Callable[[], object]) -> None:
        now = self.currentIndex()
        row, column = max(now.row(), 0), max(now.column(), 1)
        change()
        self.stand_on(min(row, self.cells.rowCount() - 1), column)

    def copy_from_above(self) -> None:
        """Ctrl+D: every chosen cell says what the one above the chosen ones says."""
        chosen = self._chosen()
        top = min((row for row, _ in chosen), default=0)
        above = self.cells.row(top - 1)
        if above is not None:
            self._answer([(row, column, above.get(column.id)) for row, column in chosen])

    def copy(self) -> None:
        """Put the chosen cells on the clipboard as Excel reads them."""
        rows: dict[int, list[str]] = {}
        for row, column in self._chosen():
            rows.setdefault(row, []).append(self.cells.words(row, column))
        QGuiApplication.clipboard().setText("\n".join("\t".join(cells) for cells in rows.values()))

    def paste(self) -> None:
        """Put a word into the cells, a column from here on down; a table becomes rows."""
        text = QGuiApplication.clipboard().text().strip("\r\n")
        row, column = self._here
        if "\t" in text or ("\n" in text and (self.cells.row(row) is None or column.type == "ref")):
            self.paste_asked.emit()
        elif column.type == "ref":
            self._delegate.take_found(column, row, text)
        elif "\n" in text:
            lines = text.replace("\r", "").split("\n")
            self._answer([(row + n, column, self.cells.read(column, line)) for n, line in enumerate(lines)])
        elif text:
            chosen = self._chosen() or [(row, column)]
            self._answer([(place, one, self.cells.read(one, text)) for place, one in chosen])
