"""帮助 (F1): the field first, if one was asked about; then the page of the manual; and a search in all of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QWidget

from sheqi_desktop.catalog.manual import START
from sheqi_desktop.domain.form import Field
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.help_ask import HelpAsk
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.manual_view import ManualView
from sheqi_desktop.gui.page import Action, Header, Page
from sheqi_desktop.gui.record_table import Column, RecordTable, Row, TwoLine
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.card import Card, ScrollColumn
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.gui.widgets.search_field import SearchField
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.field_help import field_facts
from sheqi_desktop.operations.manual_order import in_order

GROUP = "#"
"""Before the id of a heading between the pages."""
COLUMNS = (Column("page", "说明", 240, "two_line", stretch=True),)


class HelpPage(Page):
    """Titles at the left, one page at the right."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._manual = desk.library.manual
        self.shown = ""
        line = layout.row(self, (24, 16, 24, 16), 14)
        left = Card((1, 12, 1, 8), 8)
        layout.fix(left, width=280)
        head = layout.row(margins=(12, 0, 12, 0))
        self.search = SearchField("在说明里找", "Ctrl+F", name="help_search")
        self.search.typed.connect(self._find)
        head.addWidget(self.search)
        left.body.addLayout(head)
        self.list = RecordTable(COLUMNS, row_height=52, name="help_list")
        self.list.setAccessibleName("说明目录")
        self.list.horizontalHeader().hide()
        self.list.chosen.connect(self._choose)
        self._none = EmptyState("search", "没有找到", "换个词试试，比如“编号”“口令”“结案”。")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._none)
        left.body.addWidget(self._stack, 1)
        line.addWidget(left)
        card = Card((1, 6, 1, 6), 0)
        self._scroll = ScrollColumn((28, 16, 28, 20), 14)
        card.body.addWidget(self._scroll)
        line.addWidget(card, 1)
        self.field = FieldCard()
        self._scroll.body.addWidget(self.field)
        self.view = ManualView()
        layout.most(self.view, 800)
        self.view.page_asked.connect(self.show_page)
        self._scroll.body.addWidget(self.view)
        self._scroll.body.addStretch(1)
        self.setFocusProxy(self.search)
        self._find("")

    def header(self) -> Header:
        """Say which page, and how one comes back."""
        back = Action("help_back", "回到刚才的地方", "arrow-left", self.back_asked.emit)
        return Header("帮助", self._manual.page(self.shown).title, actions=(back,), search=False, new=False)

    def open(self, argument: object) -> None:
        """Show what was asked for, the field first."""
        asked = argument if isinstance(argument, HelpAsk) else HelpAsk((str(argument or START),))
        self.field.show_field(asked.field)
        self.search.clear()
        self._find("")
        self.show_page(self._manual.page(*asked.topics).name)

    def show_page(self, name: str) -> None:
        """Show one page of the manual."""
        page = self._manual.page(name)
        if page.name != self.shown:
            self.shown = page.name
            self.view.show_page(page, lambda one: self._manual.page(one).title)
            self._scroll.verticalScrollBar().setValue(0)
        self.list.choose(page.name)
        self.header_changed.emit()

    def _choose(self, name: str) -> None:
        if name.startswith(GROUP):
            return
        if name != self.shown:
            self.field.show_field(None)
            self.show_page(name)

    def _find(self, typed: str) -> None:
        if typed.strip():
            rows = [Row(one.page, (TwoLine(one.title, one.line),)) for one in self._manual.search(typed)]
        else:
            rows = self._contents()
        self.list.show_rows(rows)
        self._stack.setCurrentWidget(self.list if rows else self._none)
        if typed.strip() and rows:
            self.list.choose(rows[0].id)
        elif self.shown:
            self.list.choose(self.shown)

    def _contents(self) -> list[Row]:
        """Give every page under the heading of its group, in the order of the work."""
        rows = []
        for number, (title, names) in enumerate(in_order(self._manual.pages)):
            rows.append(Row(f"{GROUP}{number}", (TwoLine(f"【{title}】", f"{len(names)} 篇"),)))
            for name in names:
                page = self._manual.page(name)
                rows.append(Row(name, (TwoLine(page.title, next(iter(page.lines), "")),)))
        return rows

    def find_here(self) -> None:
        """Ctrl+F: search."""
        self.search.setFocus()
        self.search.selectAll()

    def keep(self) -> object:
        """Remember which page, and how far."""
        return (self.shown, self._scroll.verticalScrollBar().value())

    def restore(self, kept: object) -> None:
        """Come back to the same line."""
        if isinstance(kept, tuple):
            self.show_page(kept[0])
            self._scroll.verticalScrollBar().setValue(kept[1])

    def escape(self) -> bool:
        """Esc goes back to where help was asked for."""
        self.back_asked.emit()
        return True


class FieldCard(Card):
    """One question: what it asks, when it must be answered, what can be chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__((16, 12, 16, 12), 4, edge="info", parent=parent)
        self.setObjectName("help_field")
        self.hide()

    def show_field(self, field: Field | None) -> None:
        """Show another question, or none."""
        layout.clear(self.body)
        self.setVisible(field is not None)
        if field is None:
            return
        self.body.addWidget(PlainLabel(field.label_with_unit, "card", wrap=True))
        self._say(field_facts(field))

    def _say(self, facts: Sequence[tuple[str, str]]) -> None:
        for name, words in facts:
            line = layout.row(gap=10)
            label = PlainLabel(name, "second")
            layout.least(label, width=60)
            line.addWidget(label, 0, layout.TOP)
            line.addWidget(PlainLabel(words, "second_main", wrap=True), 1)
            self.body.addLayout(line)
