"""Lists of records: a model over rows handed in, cells painted by a delegate; 100,000 rows open in a blink."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from sheqi_desktop.gui.lazy_rows import LazyRows
from sheqi_desktop.gui.record_model import RecordModel
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.table_cells import (
    BadgeCell,
    CellDelegate,
    Column,
    Reached,
    Row,
    Sorted,
    TwoLine,
    cell_text,
)
from sheqi_desktop.gui.text import no_mnemonic
from sheqi_desktop.gui.widgets.buttons import Action

__all__ = ["BadgeCell", "Column", "Reached", "RecordTable", "Row", "Sorted", "TwoLine"]

TYPE_AHEAD_MS = 900
WIDE, LEAST = 140, 0.6
"""Columns drawn at least this wide give room where it is missing, down to this share of themselves."""
LOOK_AHEAD = 2000
"""Rows among which a typed letter looks for the next name; further ones are found by the search field."""


class RecordTable(QTableView):
    """Whole rows are chosen; Enter opens, letters jump, Ctrl+C copies for Excel."""

    opened = Signal(str)
    chosen = Signal(str)

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        row_height: int = 38,
        multi: bool = False,
        name: str = "record_table",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName("列表")
        self._row_height = row_height
        self._typed = ""
        self._widths_told: Callable[[dict[str, int]], object] | None = None
        self._widths: dict[str, int] = {}
        self._telling = False
        self.actions_for: Callable[[str], Sequence[Action]] = lambda row: ()
        self.records = RecordModel(columns, self)
        self.setModel(self.records)
        self.setItemDelegate(CellDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if multi else mode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setSectionsClickable(True)
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.sectionClicked.connect(self._sort)
        head.sectionResized.connect(self._resized)
        head.setMinimumSectionSize(24)
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.timeout.connect(self._forget_typed)
        self.activated.connect(lambda index: self._open(index))
        self.selectionModel().currentRowChanged.connect(lambda now, before: self._tell_chosen(now))
        self._fit()

    # ------------------------------------------------------------------ rows
    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; the chosen one stays chosen if it is still there."""
        before, at = self.current_id, max(self.currentIndex().row(), 0)
        self.records.show_rows(rows)
        if before:
            place = self._place_of(before)
            self._choose_row(place if place >= 0 else min(at, len(self.records.rows) - 1))

    def choose(self, row_id: str) -> None:
        """Choose a row by its id."""
        self._choose_row(self._place_of(row_id))

    def _place_of(self, row_id: str) -> int:
        rows = self.records.rows
        if isinstance(rows, LazyRows):
            return rows.place_of(row_id)
        return next((n for n, row in enumerate(rows) if row.id == row_id), -1)

    def _choose_row(self, place: int) -> None:
        if place >= 0:
            index = self.records.index(place, 0)
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(index)

    @property
    def current_id(self) -> str:
        """Give the id of the row one stands on."""
        index = self.currentIndex()
        return self.records.rows[index.row()].id if index.isValid() and index.row() < len(self.records.rows) else ""

    @property
    def chosen_ids(self) -> list[str]:
        """Give the ids of all chosen rows, in order."""
        places = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [self.records.rows[place].id for place in places]

    def _tell_chosen(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.records.rows[index.row()].id)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self.records.rows[index.row()].id)

    def _sort(self, section: int) -> None:
        kept = self.current_id
        self.records.sort_by(section)
        if kept:
            self.choose(kept)

    # ------------------------------------------------------------------ widths
    def on_widths(self, remember: Callable[[dict[str, int]], object], known: Mapping[str, int] | None = None) -> None:
        """Say who remembers the widths people choose, and which are known."""
        self._widths = dict(known or {})
        self._widths_told = remember
        self._fit()

    def _resized(self, section: int, before: int, after: int) -> None:
        if self._telling or self._widths_told is None:
            return
        self._widths[self.records.columns[section].id] = after
        self._widths_told(dict(self._widths))

    def _fit(self) -> None:
        if self._telling:
            return  # Higher rows brought a scroll bar: the room is measured below, when the rows are done.
        self._telling = True
        head = self.horizontalHeader()
        head.setFixedHeight(scale(34))
        self.verticalHeader().setDefaultSectionSize(scale(self._row_height))
        for place, column in enumerate(self.records.columns):
            head.resizeSection(place, self._widths.get(column.id, scale(column.width)))
        spare = self.viewport().width() - head.length()
        if spare < 0:
            self._give(spare, lambda one: one.width >= WIDE, LEAST)
        else:
            self._give(spare, lambda one: one.stretch, 1)
        self._telling = False

    def _give(self, spare: int, to: Callable[[Column], bool], least: float) -> None:
        """Share out what room is left or missing among the columns nobody set by hand, wide ones most."""
        head, columns = self.horizontalHeader(), self.records.columns
        places = [n for n, one in enumerate(columns) if to(one) and one.id not in self._widths]
        whole = sum(columns[place].width for place in places)
        for place in places:
            own = head.sectionSize(place)
            head.resizeSection(place, max(own + spare * columns[place].width // whole, int(own * least)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the growing columns take the room."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "records"):
            self._fit()

    def sizeHint(self) -> QSize:
        """A few rows."""
        return QSize(scale(480), scale(34) + scale(self._row_height) * 6)

    # ------------------------------------------------------------------ keys
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Ctrl+C copies, letters jump to a name or its initials."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers():
            self._choose_row(0 if event.key() == Qt.Key.Key_Home else len(self.records.rows) - 1)
        elif (
            event.text().strip()
            and event.text().isprintable()
            and event.modifiers()
            in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.ShiftModifier,
            )
        ):
            self.type_ahead(event.text())
        else:
            super().keyPressEvent(event)

    def type_ahead(self, letters: str) -> None:
        """Jump to the next row whose name or initials begin with what was typed lately."""
        again = self._typed == letters
        self._typed = letters if again else self._typed + letters
        self._forget.start(TYPE_AHEAD_MS)
        wanted, rows = self._typed.lower(), self.records.rows
        start = self.currentIndex().row()
        start = max(start, 0) + (1 if again or (len(self._typed) == 1 and start >= 0) else 0)
        for step in range(min(len(rows), LOOK_AHEAD)):
            place = (start + step) % len(rows)
            row = rows[place]
            if row.jump.lower().startswith(wanted) or cell_text(row.cells[0]).lower().startswith(wanted):
                self._choose_row(place)
                return

    def _forget_typed(self) -> None:
        self._typed = ""

    def copy(self) -> None:
        """Copy the chosen rows as lines of tab-separated words, ready for Excel."""
        places = sorted({index.row() for index in self.selectionModel().selectedRows()})
        lines = [
            "\t".join(cell_text(cell).replace("\t", " ").replace("\n", " ") for cell in self.records.rows[n].cells)
            for n in places
        ]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The right button offers what the row's own buttons offer."""
        index = self.indexAt(self.viewport().mapFromGlobal(event.globalPos()))
        self.open_menu(index, event.globalPos())

    def open_menu(self, index: QModelIndex, where: QPoint) -> None:
        """Offer what can be done with a row."""
        if not index.isValid():
            return
        self._choose_row(index.row())
        menu = QMenu(self)
        for action in self.actions_for(self.current_id):
            entry = menu.addAction(no_mnemonic(action.text))
            if action.run is not None:
                entry.triggered.connect(lambda _=False, run=action.run: run())
        menu.addAction("复制（Ctrl+C）").triggered.connect(self.copy)
        menu.popup(where)
