"""What all lists of records have in common: search and filters above, the list, how many below, and Ctrl+F, Ctrl+P."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from sheqi_desktop.gui import kinds, layout, preferences
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.reading import ReadingPage
from sheqi_desktop.gui.record_table import RecordTable
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import LINK, PLAIN, Button
from sheqi_desktop.gui.widgets.card import Card
from sheqi_desktop.gui.widgets.chip import ChipRow
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.gui.widgets.search_field import SearchField
from sheqi_desktop.operations.desk import Desk

ALL = "all"
"""The filter that filters nothing; every list has it."""
WARNING = "triangle-alert"


class ListPage(ReadingPage):
    """A list of records of one kind; ``name`` begins the names of its widgets."""

    table: RecordTable
    CLEAR_BELOW = True
    """Whether 清除筛选 also stands under the list."""

    def __init__(self, desk: Desk, jobs: Jobs, kind: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.kind, self.name = kind, name

    # ------------------------------------------------------------------ parts
    def build_top(self, sought: str, chips: Iterable[tuple[str, str]], warning: str = "") -> QHBoxLayout:
        """Give the search and the filters, key and words of each; the one named by ``warning`` carries a sign."""
        top = layout.row(gap=8)
        self.field = SearchField(sought, width=250, name=f"{self.name}_search")
        self.field.typed.connect(lambda _: self.look())
        self.field.returnPressed.connect(self._to_list)
        top.addWidget(self.field, 0, layout.TOP)
        self.chips = ChipRow()
        self._keys: list[str] = []
        for key, words in chips:
            self._keys.append(key)
            self.chips.add(key, words, None, WARNING if key == warning else "")
        self.chips.chosen.connect(lambda _: self.look())
        holder = layout.column(margins=(0, 3, 0, 0))
        holder.addWidget(self.chips)
        top.addLayout(holder, 1)
        return top

    def build_list(self, table: RecordTable, empty: EmptyState, hint: str) -> QWidget:
        """Give the card of the list: the table, what stands there while it is empty, and the foot."""
        card = Card((1, 6, 1, 4), 0)
        self.table, self._empty = table, empty
        clear = Action(f"{self.name}_clear", "清除筛选", "", self.clear, PLAIN)
        self._none = EmptyState("search", "没有找到", "", clear)
        self._stack = QStackedWidget()
        reading = PlainLabel("正在读…", "second")
        reading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for part in (reading, self.table, self._empty, self._none):
            self._stack.addWidget(part)
        card.body.addWidget(self._stack, 1)
        foot = self.foot = layout.row(margins=(16, 6, 16, 6), gap=16)
        self._count = PlainLabel("", "second", elide=True)
        self._clear = Button("清除筛选", LINK, small=True, name=f"{self.name}_clear_foot", pressed=self.clear)
        foot.addWidget(self._count, 1)
        foot.addWidget(self._clear)
        self._clear.hide()
        foot.addWidget(PlainLabel(hint, "hint"))
        card.body.addLayout(foot)
        return card

    def remember_widths(self, key: str) -> None:
        """Keep the widths of the columns from one day to the next."""

        def remember(widths: dict[str, int]) -> None:
            now = preferences.load()
            now.widths[key] = widths
            preferences.save(now)

        self.table.on_widths(remember, preferences.load().widths.get(key))

    # ------------------------------------------------------------------ what was found
    def show_counts(self, counts: Mapping[str, int], when_any: Collection[str]) -> None:
        """Show how many each filter has; those of ``when_any`` are seen only while they have some."""
        for key, count in counts.items():
            self.chips.set_count(key, count)
            if key in when_any:
                self.chips.show_chip(key, bool(count) or self.chips.current == key)

    def show_stack(self, first: str, nothing: bool, none_words: str) -> None:
        """Show the list from its first record on; else that there is ``nothing`` at all, or that nothing fits."""
        self._stack.setCurrentWidget(self._empty if nothing else self.table if first else self._none)
        if not first and not nothing:
            self._none.text.setText(none_words)
            self._none.text.setVisible(True)
        self._clear.setVisible(self.CLEAR_BELOW and self.filtered)
        if first and not self.table.current_id:
            self.table.choose(first)

    @property
    def filtered(self) -> bool:
        """Tell whether something is typed or filtered."""
        return bool(self.field.words) or self.chips.current != ALL

    # ------------------------------------------------------------------ page
    def open(self, argument: object) -> None:
        """Show the list, with a filter if one was named."""
        if isinstance(argument, str) and argument in self._keys:
            self.chips.choose(argument)
        self.setFocusProxy(self.field)
        self.look()

    def keep(self) -> object:
        """Remember who is chosen and how far the list is scrolled."""
        return (self.table.current_id, self.table.verticalScrollBar().value())

    def restore(self, kept: object) -> None:
        """Come back to the same row."""
        if isinstance(kept, tuple):
            self.table.choose(str(kept[0]))
            self.table.verticalScrollBar().setValue(int(kept[1]))
            self.table.setFocus()

    def find_here(self) -> None:
        """Ctrl+F: go to the search."""
        self.field.setFocus()
        self.field.selectAll()

    def print_(self) -> None:
        """Ctrl+P: the form of the record that is chosen."""
        if self.table.current_id:
            self.go("print", FormAsk(self.kind, self.table.current_id))

    def edit(self, record: str) -> None:
        """F2: go on with the form of a record."""
        self.go(kinds.form_page(self.kind), FormAsk(self.kind, record))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 edits the row one stands on."""
        if event.key() == Qt.Key.Key_F2 and self.table.current_id:
            self.edit(self.table.current_id)
        else:
            super().keyPressEvent(event)

    def clear(self) -> None:
        """Take search and filter back."""
        self.chips.choose(ALL)
        self.field.clear()
        self.field.setFocus()
        self.look()

    def _to_list(self) -> None:
        if not self.field.preedit and self.table.records.rows:
            self.table.setFocus()
