"""The list of any kind of record: search, filters, sorting, remembered columns; the rows are read as they are seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from sheqi_desktop.domain.form import Field
from sheqi_desktop.gui import kinds, layout, preferences
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.lazy_rows import LazyRows
from sheqi_desktop.gui.page import Action, Header
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.reading import ReadingPage
from sheqi_desktop.gui.pages.voiding import Voiding
from sheqi_desktop.gui.record_table import BadgeCell, Column, RecordTable, Row
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import LINK, PLAIN, PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Card
from sheqi_desktop.gui.widgets.chip import ChipRow
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.gui.widgets.search_field import SearchField
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.kinds import words_of
from sheqi_desktop.operations.record_list import ListAsk, ListLine, RecordList, list_lines, listed, record_list

CHIPS = (
    ("all", "全部"),
    ("month", "本月"),
    ("draft", "草稿"),
    ("submitted", "已提交"),
    ("returned", "已退回"),
    ("signed", "已签批"),
    ("voided", "已作废"),
)
ALWAYS_SHOWN = frozenset({"all", "month"})
_WIDTHS = {"date": 96, "int": 70, "code": 100, "ref": 110, "refs": 120, "bool": 60, "time": 70, "dec1": 80, "dec2": 90}


def columns_of(fields: Sequence[Field]) -> tuple[Column, ...]:
    """Give the columns of a list: the listed questions, the first bold, the long one growing, and the state."""
    growing = next((one.id for one in fields if one.type in ("memo", "text") and one is not fields[0]), fields[-1].id)
    made = [
        Column(
            one.id,
            one.label,
            140 if place == 0 else _WIDTHS.get(one.type, 150),
            "strong" if place == 0 else "text",
            stretch=one.id == growing,
        )
        for place, one in enumerate(fields)
    ]
    return (*made, Column("status", "状态", 86, "badges"), Column("way", "去向", 86, "badges", sortable=False))


class RecordListPage(ReadingPage):
    """A list by its kind."""

    def __init__(self, desk: Desk, jobs: Jobs, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.kind, self.words, self.form = kind, words_of(kind), desk.library.form(kind)
        self.KINDS = frozenset({kind, "client"})
        self.found: RecordList | None = None
        self._order, self._down = "", True
        self.voiding = Voiding(self, desk, jobs, self.sorry, lambda: self.table.setFocus())
        whole = layout.column(self, (24, 14, 24, 16), 12)
        top = layout.row(gap=8)
        self.field = SearchField("搜姓名、首字母、编号、内容", width=250, name=f"{kind}_search")
        self.field.typed.connect(lambda _: self.look())
        self.field.returnPressed.connect(self._to_list)
        top.addWidget(self.field, 0, layout.TOP)
        self.chips = ChipRow()
        for key, words in CHIPS:
            self.chips.add(key, words, 0)
        self.chips.chosen.connect(lambda _: self.look())
        chips = layout.column(margins=(0, 3, 0, 0))
        chips.addWidget(self.chips)
        top.addLayout(chips, 1)
        whole.addLayout(top)
        whole.addWidget(self._build_list(), 1)

    def _build_list(self) -> QWidget:
        card = Card((1, 6, 1, 4), 0)
        self._stack = QStackedWidget()
        self.table = RecordTable(columns_of(listed(self.form)), row_height=44, multi=True, name=f"{self.kind}_table")
        self.table.setAccessibleName(f"{self.words.list_words}列表")
        self.table.opened.connect(self._open)
        self.table.actions_for = self._actions
        self.table.records.sort_asked.connect(self._sort)
        self.table.on_widths(self._remember, preferences.load().widths.get(f"list/{self.kind}"))
        self._stack.addWidget(self.table)
        first = Action(f"{self.kind}_first", f"新建{self.words.words}", "plus", self.new, PRIMARY)
        self._empty = EmptyState(
            self.words.icon, f"还没有{self.words.list_words}", "新建的会排在这里，最近的在上面。", first
        )
        self._stack.addWidget(self._empty)
        clear = Action(f"{self.kind}_clear", "清除筛选", "", self.clear, PLAIN)
        self._none = EmptyState("search", "没有找到", "", clear)
        self._stack.addWidget(self._none)
        card.body.addWidget(self._stack, 1)
        foot = layout.row(margins=(16, 6, 16, 6), gap=16)
        self._count = PlainLabel("", "second", elide=True)
        self._clear = Button("清除筛选", LINK, small=True, name=f"{self.kind}_clear_foot", pressed=self.clear)
        foot.addWidget(self._count, 1)
        foot.addWidget(self._clear)
        foot.addWidget(PlainLabel("↑↓ 选择　回车 打开　Delete 作废　Ctrl+N 新增　Ctrl+C 复制", "hint"))
        card.body.addLayout(foot)
        return card

    def _remember(self, widths: dict[str, int]) -> None:
        now = preferences.load()
        now.widths[f"list/{self.kind}"] = widths
        preferences.save(now)

    # ------------------------------------------------------------------ page
    def header(self) -> Header:
        """Say what and how many."""
        context = f"共 {self.found.counts['all']} 份" if self.found is not None else ""
        actions = []
        if self.form.ledger is not None:
            actions.append(Action(f"{self.kind}_ledger", "导出台账", "file-spreadsheet", partial(self._ledger)))
        if self.desk.place.kind == "station":
            actions.append(Action(f"{self.kind}_new", f"新建{self.words.short}", "plus", self.new, PRIMARY))
        return Header(self.words.list_words, context, actions=tuple(actions), search=False)

    def _ledger(self) -> None:
        self.go("ledger_export", self.kind)

    def open(self, argument: object) -> None:
        """Show the list, with a filter if one was named."""
        if isinstance(argument, str) and argument in dict(CHIPS):
            self.chips.choose(argument)
        self.setFocusProxy(self.field)
        self.look()

    def question(self) -> Callable[[], object]:
        """Ask for what is typed and filtered."""
        wanted = ListAsk(self.kind, self.field.words, self.chips.current, self._order, self._down)
        return partial(record_list, self.desk, wanted)

    def show_found(self, found: object) -> None:
        """Show the list."""
        assert isinstance(found, RecordList)
        self.found = found
        for key, _ in CHIPS:
            self.chips.set_count(key, found.counts[key])
            if key not in ALWAYS_SHOWN:
                self.chips.show_chip(key, bool(found.counts[key]) or self.chips.current == key)
        self.table.show_rows(LazyRows(found.ids, self._rows))
        nothing = not any(found.counts.values())
        self._stack.setCurrentWidget(self._empty if nothing else self.table if found.ids else self._none)
        typed = self.field.words
        if not found.ids and not nothing:
            self._none.text.setText(f"没有找到“{typed}”。试试首字母，或清除筛选。" if typed else "这一类还没有记录。")
            self._none.text.setVisible(True)
        self._count.setText(f"找到 {len(found.ids)} 份" if typed else f"{len(found.ids)} 份")
        self._clear.setVisible(bool(typed) or self.chips.current != "all")
        if found.ids and not self.table.current_id:
            self.table.choose(found.ids[0])

    def _rows(self, ids: Sequence[str]) -> Sequence[Row]:
        return [_row(one) for one in list_lines(self.desk, self.kind, ids)]

    def _sort(self, section: int, down: bool) -> None:
        self._order, self._down = self.table.records.columns[section].id, down
        self.look()

    def keep(self) -> object:
        """Remember place and choice."""
        return (self.table.current_id, self.table.verticalScrollBar().value())

    def restore(self, kept: object) -> None:
        """Come back to the same row."""
        if isinstance(kept, tuple):
            self.table.choose(str(kept[0]))
            self.table.verticalScrollBar().setValue(int(kept[1]))
            self.table.setFocus()

    def find_here(self) -> None:
        """Ctrl+F."""
        self.field.setFocus()
        self.field.selectAll()

    def new(self) -> None:
        """Ctrl+N."""
        self.go(kinds.form_page(self.kind), FormAsk(self.kind))

    def print_(self) -> None:
        """Ctrl+P."""
        if self.table.current_id:
            self.go("print", FormAsk(self.kind, self.table.current_id))

    def clear(self) -> None:
        """Take search and filter back."""
        self.chips.choose("all")
        self.field.clear()
        self.field.setFocus()
        self.look()

    def help_topic(self) -> str:
        """F1."""
        return self.kind

    # ------------------------------------------------------------------ going on
    def _to_list(self) -> None:
        if not self.field.preedit and self.found and self.found.ids:
            self.table.setFocus()

    def _open(self, record: str) -> None:
        page = kinds.file_page(self.kind)
        if page:
            self.go(page, record)
        else:
            self.go(kinds.form_page(self.kind), FormAsk(self.kind, record))

    def _actions(self, record: str) -> list[Action]:
        acts = [
            Action("open", "打开", run=partial(self._open, record)),
            Action("print", "打印", run=partial(self.go, "print", FormAsk(self.kind, record))),
        ]
        line = self._line_of(record)
        if line is not None and line.own and not line.voided:
            acts.append(Action("void", "作废…", run=partial(self._void, record)))
        if line is not None and line.own and line.voided:
            acts.append(Action("restore", "恢复…", run=partial(self._restore, record)))
        return acts

    def _line_of(self, record: str) -> ListLine | None:
        rows = self.table.records.rows
        place = rows.place_of(record) if isinstance(rows, LazyRows) else -1
        data = rows[place].data if place >= 0 else None
        return data if isinstance(data, ListLine) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete voids, after asking why."""
        if event.key() == Qt.Key.Key_Delete and self.table.hasFocus() and self.table.current_id:
            self._void(self.table.current_id)
        else:
            super().keyPressEvent(event)

    def _void(self, record: str) -> None:
        line = self._line_of(record)
        if line is None or line.voided or not line.own:
            return
        self.voiding.void(record, f"作废“{line.cells[0] or self.words.words}”？")

    def _restore(self, record: str) -> None:
        line = self._line_of(record)
        if line is not None and line.voided and line.own:
            self.voiding.restore(record, f"恢复“{line.cells[0] or self.words.words}”？")


def _row(one: ListLine) -> Row:
    badges = ((BadgeCell(one.state, one.state_tone),), (BadgeCell(one.way, one.way_tone),))
    return Row(one.record, (*one.cells, *badges), one.jump, one.voided, one)
