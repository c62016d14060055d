"""A list that may be long: the store sorts it, rows are read as they are seen, Delete voids and 恢复 brings back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import kinds
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.lazy_rows import LazyRows
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.voiding_list import VoidingListPage
from sheqi_desktop.gui.record_table import RecordTable, Row
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.operations.desk import Desk


class Listed(Protocol):
    """What a long list is made of: the records that fit, and how many each filter has."""

    @property
    def ids(self) -> Sequence[str]: ...
    @property
    def counts(self) -> Mapping[str, int]: ...


class LongListPage(VoidingListPage):
    """The pages of lists sorted by the store; ``order`` is the column they begin with."""

    def __init__(
        self, desk: Desk, jobs: Jobs, kind: str, name: str, order: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, jobs, kind, name, parent)
        self._order, self._down = order, True

    def rows(self, ids: Sequence[str]) -> Sequence[Row]:
        """Read the rows of some records; quick enough for the window's thread."""
        raise NotImplementedError

    def build_list(self, table: RecordTable, empty: EmptyState, hint: str) -> QWidget:
        """Give the card of the list, its table asking the store for another order."""
        table.records.sort_asked.connect(self._sort)
        return super().build_list(table, empty, hint)

    def show_listed(self, found: Listed, when_any: Collection[str]) -> None:
        """Show what was found, and how many."""
        self.show_counts(found.counts, when_any)
        self.table.show_rows(LazyRows(found.ids, self.rows))
        typed = self.field.words
        none = f"没有找到“{typed}”。试试首字母，或清除筛选。" if typed else "这一类还没有记录。"
        self.show_stack(found.ids[0] if found.ids else "", not any(found.counts.values()), none)
        self._count.setText(f"找到 {len(found.ids)} 份" if typed else f"{len(found.ids)} 份")

    def new(self) -> None:
        """Ctrl+N; only a station begins records (domain 10 §4)."""
        if self.desk.place.kind == "station":
            self.go(kinds.form_page(self.kind), FormAsk(self.kind))

    # ------------------------------------------------------------------ going on
    def _sort(self, section: int, down: bool) -> None:
        self._order, self._down = self.table.records.columns[section].id, down
        self.look()

    def open_record(self, record: str) -> None:
        """Go to the file the record is the head of, else to its form."""
        page = kinds.file_page(self.kind)
        if page:
            self.go(page, record)
        else:
            self.go(kinds.form_page(self.kind), FormAsk(self.kind, record))
