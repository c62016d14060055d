"""A card that is all one list; where the list is empty the card says so instead of showing bare columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QWidget

from sheqi_desktop.gui.layout import Margins
from sheqi_desktop.gui.record_table import RecordTable, Row
from sheqi_desktop.gui.widgets.card import Card
from sheqi_desktop.gui.widgets.empty_state import EmptyState


class ListCard(Card):
    """The table, or what stands in its place; what the page adds to ``body`` comes under both."""

    def __init__(
        self, table: RecordTable, empty: EmptyState, margins: Margins = (1, 6, 1, 8), parent: QWidget | None = None
    ) -> None:
        super().__init__(margins, 0, parent=parent)
        self.table, self.empty = table, empty
        self._which = QStackedWidget()
        self._which.addWidget(table)
        self._which.addWidget(empty)
        self.body.addWidget(self._which, 1)
        self.setFocusProxy(table)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows, one of them always chosen, so that Enter and F2 have something to open."""
        self.table.show_rows(rows)
        if rows and not self.table.current_id:
            self.table.choose(rows[0].id)
        self._which.setCurrentWidget(self.table if rows else self.empty)
