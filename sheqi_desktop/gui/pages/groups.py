"""小组: all groups of the station, how far each has come, and what is short."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import kinds, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.voiding_list import Voidable, VoidingListPage
from sheqi_desktop.gui.record_table import BadgeCell, Column, RecordTable, Row, Sorted, TwoLine
from sheqi_desktop.gui.widgets.buttons import PRIMARY
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.group_list import CHIPS, GroupLine, GroupList, group_list

WHEN_ANY = frozenset(CHIPS) - {"all", "running", "ended"}
COLUMNS = (
    Column("name", "小组", 250, "two_line", stretch=True),
    Column("kind", "性质", 96),
    Column("state", "状态", 96, "badges"),
    Column("sessions", "节数", 76),
    Column("members", "组员", 60, "number"),
    Column("rate", "出席率", 76, "number"),
    Column("last", "最近一节", 132),
    Column("short", "还差什么", 250),
)


class GroupsPage(VoidingListPage):
    """The list of groups."""

    KINDS = frozenset({"group", "group_roster", "group_session", "group_summary"})
    CLEAR_BELOW = False

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, "group", "groups", parent)
        self.found: GroupList | None = None
        self._came: str = ""
        """A group that was handed in since the list was last seen; one comes back to it."""
        whole = layout.column(self, (24, 14, 24, 16), 12)
        whole.addLayout(self.build_top("搜小组、编号、带领者", CHIPS.items()))
        table = RecordTable(COLUMNS, row_height=48, name="groups_table")
        table.setAccessibleName("小组列表")
        first = Action("groups_first", "写第一份小组计划书", "plus", self.new, PRIMARY)
        words = "合同要求每站至少 6 个小组，每个小组不少于 4 节。"
        empty = EmptyState("hand-heart", "还没有小组", words, first)
        keys = "　Delete 作废　Ctrl+N 新建" if desk.place.kind == "station" else ""
        whole.addWidget(self.build_list(table, empty, f"↑↓ 选择　回车 打开{keys}"), 1)

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
        """Show the list, with a filter if one was named; where there are groups one stands in them."""
        super().open(argument)
        if self.found and self.found.lines:
            self.setFocusProxy(self.table)

    def question(self) -> Callable[[], object]:
        """Ask for what is typed and filtered."""
        return partial(group_list, self.desk, self.field.words, self.chips.current)

    def show_found(self, found: object) -> None:
        """Show the list."""
        assert isinstance(found, GroupList)
        before = {one.record for one in self.found.lines} if self.found else None
        came = [one.record for one in found.lines if one.own and before is not None and one.record not in before]
        self._came = came[0] if len(came) == 1 and not self.filtered else ""
        self.found = found
        self.show_counts(found.counts, WHEN_ANY)
        self.table.show_rows([_row(one) for one in found.lines])
        self.show_stack(found.lines[0].record if found.lines else "", not found.total, "换个词，或清除筛选。")
        self._count.setText(f"{len(found.lines)} 个小组")
        if self._came:
            self.table.choose(self._came)

    def restore(self, kept: object) -> None:
        """Come back to the same row, or to the group that was just handed in."""
        super().restore(kept)
        if self._came:
            self.table.choose(self._came)

    def open_record(self, record: str) -> None:
        """Go to a group."""
        self.go("group", record)

    def voidable(self, record: str) -> Voidable | None:
        """Name a group of one's own station."""
        line = next((one for one in self.found.lines if one.record == record), None) if self.found else None
        return Voidable(f"小组“{line.name}”") if line is not None and line.own else None

    def new(self) -> None:
        """Ctrl+N: a new plan."""
        if self.desk.place.kind == "station":
            self.go(kinds.form_page("group"), FormAsk("group", answers={"leader_id": self.desk.me.worker_id}))

    def help_topic(self) -> str:
        """F1."""
        return "group"


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
