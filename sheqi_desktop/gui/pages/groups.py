"""小组: all groups of the station, how far each has come, and what is short."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QWidget

from sheqi_desktop.gui import kinds, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.reading import ReadingPage
from sheqi_desktop.gui.record_table import BadgeCell, Column, RecordTable, Row, Sorted, TwoLine
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import PLAIN, PRIMARY
from sheqi_desktop.gui.widgets.card import Card
from sheqi_desktop.gui.widgets.chip import ChipRow
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.gui.widgets.search_field import SearchField
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.group_list import CHIPS, GroupLine, GroupList, group_list

ALWAYS_SHOWN = frozenset({"all", "running", "ended"})
COLUMNS = (
    Column("name", "小组", 250, "two_line", stretch=True),
    Column("kind", "性质", 96),
    Column("state", "状态", 96, "badges"),
    Column("sessions", "节数", 76),
    Column("members", "组员", 60, "number"),
    Column("rate", "出席率", 76, "number"),
    Column("last", "最近一节", 92),
    Column("short", "还差什么", 260),
)


class GroupsPage(ReadingPage):
    """The list of groups."""

    KINDS = frozenset({"group", "group_roster", "group_session", "group_summary"})

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.found: GroupList | None = None
        whole = layout.column(self, (24, 14, 24, 16), 12)
        top = layout.row(gap=8)
        self.field = SearchField("搜小组、编号、带领者", width=250, name="groups_search")
        self.field.typed.connect(lambda _: self.look())
        self.field.returnPressed.connect(self._to_list)
        top.addWidget(self.field, 0, layout.TOP)
        self.chips = ChipRow()
        for key, words in CHIPS.items():
            self.chips.add(key, words, 0)
        self.chips.chosen.connect(lambda _: self.look())
        holder = layout.column(margins=(0, 3, 0, 0))
        holder.addWidget(self.chips)
        top.addLayout(holder, 1)
        whole.addLayout(top)
        whole.addWidget(self._build_list(), 1)

    def _build_list(self) -> QWidget:
        card = Card((1, 6, 1, 4), 0)
        self._stack = QStackedWidget()
        self.table = RecordTable(COLUMNS, row_height=48, name="groups_table")
        self.table.setAccessibleName("小组列表")
        self.table.opened.connect(lambda record: self.go("group", record))
        self._stack.addWidget(self.table)
        first = Action("groups_first", "写第一份小组计划书", "plus", self.new, PRIMARY)
        words = "合同要求每站至少 6 个小组，每个小组不少于 4 节。"
        self._stack.addWidget(EmptyState("hand-heart", "还没有小组", words, first))
        clear = Action("groups_clear", "清除筛选", "", self.clear, PLAIN)
        self._none = EmptyState("search", "没有找到", "换个词，或清除筛选。", clear)
        self._stack.addWidget(self._none)
        card.body.addWidget(self._stack, 1)
        foot = layout.row(margins=(16, 6, 16, 6), gap=16)
        self._count = PlainLabel("", "second", elide=True)
        foot.addWidget(self._count, 1)
        foot.addWidget(PlainLabel("↑↓ 选择　回车 打开　Ctrl+N 新建", "hint"))
        card.body.addLayout(foot)
        return card

    def header(self) -> Header:
        """Say how many, and how many sessions are not counted yet."""
        context = ""
        if self.found is not None:
            waiting = f"・在办小组 {self.found.running_sessions} 节" if self.found.running_sessions else ""
            context = f"共 {self.found.total} 个{waiting}"
        actions = [Action("groups_ledger", "导出台账", "file-spreadsheet", partial(self.go, "ledger_export", "group"))]
        if self.desk.place.kind == "station":
            actions.append(Action("groups_new", "新建小组", "plus", self.new, PRIMARY))
        return Header("小组", context, actions=tuple(actions), search=False)

    def open(self, argument: object) -> None:
        """Show the list, with a filter if one was named."""
        if isinstance(argument, str) and argument in CHIPS:
            self.chips.choose(argument)
        self.setFocusProxy(self.table if self.found and self.found.lines else self.field)
        self.look()

    def question(self) -> Callable[[], object]:
        """Ask for what is typed and filtered."""
        return partial(group_list, self.desk, self.field.words, self.chips.current)

    def show_found(self, found: object) -> None:
        """Show the list."""
        assert isinstance(found, GroupList)
        self.found = found
        for key in CHIPS:
            self.chips.set_count(key, found.counts[key])
            if key not in ALWAYS_SHOWN:
                self.chips.show_chip(key, bool(found.counts[key]) or self.chips.current == key)
        self.table.show_rows([_row(one) for one in found.lines])
        self._stack.setCurrentIndex(0 if found.lines else 1 if not found.total else 2)
        self._count.setText(f"{len(found.lines)} 个小组")
        if found.lines and not self.table.current_id:
            self.table.choose(found.lines[0].record)

    def keep(self) -> object:
        """Remember place and choice."""
        return self.table.current_id

    def restore(self, kept: object) -> None:
        """Come back to the same row."""
        if isinstance(kept, str) and kept:
            self.table.choose(kept)
            self.table.setFocus()

    def find_here(self) -> None:
        """Ctrl+F."""
        self.field.setFocus()
        self.field.selectAll()

    def new(self) -> None:
        """Ctrl+N: a new plan."""
        self.go(kinds.form_page("group"), FormAsk("group", answers={"leader_id": self.desk.me.worker_id}))

    def print_(self) -> None:
        """Ctrl+P."""
        if self.table.current_id:
            self.go("print", FormAsk("group", self.table.current_id))

    def clear(self) -> None:
        """Take search and filter back."""
        self.chips.choose("all")
        self.field.clear()
        self.field.setFocus()
        self.look()

    def help_topic(self) -> str:
        """F1."""
        return "group"

    def _to_list(self) -> None:
        if not self.field.preedit and self.found and self.found.lines:
            self.table.setFocus()


def _row(one: GroupLine) -> Row:
    under = "・".join(part for part in (one.number.partition("-")[2], one.target, one.leader) if part)
    return Row(
        one.record,
        (
            TwoLine(one.name, under),
            one.kind,
            (BadgeCell(one.state_words, one.tone),),
            one.sessions,
            Sorted(str(one.members) if one.members else "", one.members),
            one.rate,
            Sorted(one.last_words, one.last_day),
            Sorted(one.short, one.short, "warn" if one.short else ""),
        ),
        one.name,
    )
