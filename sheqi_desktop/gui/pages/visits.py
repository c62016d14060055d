"""探访记录: the list of visits, newest first, with filters and where each record stands on its way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header
from sheqi_desktop.gui.pages.long_list import LongListPage
from sheqi_desktop.gui.pages.voiding_list import Voidable
from sheqi_desktop.gui.record_table import Column, RecordTable, Row
from sheqi_desktop.gui.table_cells import BadgeCell, Sorted
from sheqi_desktop.gui.widgets.buttons import PRIMARY
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.on_its_way import way_note
from sheqi_desktop.operations.visits import CHIPS, VisitAsk, VisitList, VisitRow, visit_rows, visits

COLUMNS = (
    Column("name", "姓名", 110, "strong"),
    Column("on", "日期", 120),
    Column("mode", "方式", 88),
    Column("outcome", "结果", 100, "badges"),
    Column("summary", "小结", 260, stretch=True),
    Column("village", "村 / 社区", 92),
    Column("worker", "社工", 76),
    Column("state", "状态", 86, "badges"),
    Column("way", "去向", 86, "badges", sortable=False),
)
WHEN_ANY = frozenset({"missed", "risk", "draft", "voided"})


class VisitsPage(LongListPage):
    """The list of visits."""

    KINDS = frozenset({"visit", "client"})

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, "visit", "visits", "on", parent)
        self.found: VisitList | None = None
        whole = layout.column(self, (24, 14, 24, 16), 12)
        whole.addLayout(self.build_top("搜姓名、首字母、小结、编号", CHIPS, warning="risk"))
        table = RecordTable(COLUMNS, row_height=44, multi=True, name="visits_table")
        table.setAccessibleName("探访记录列表")
        empty = EmptyState(
            "footprints",
            "还没有探访记录",
            "从纸质台账补录，或者直接记一次新的探访。",
            Action("visits_first", "记一次探访", "plus", self.new, PRIMARY),
        )
        keys = "　Delete 作废　Ctrl+N 新增" if desk.place.kind == "station" else ""
        whole.addWidget(self.build_list(table, empty, f"↑↓ 选择　回车 打开{keys}"), 1)
        self.remember_widths("visits")

    # ------------------------------------------------------------------ page
    def header(self) -> Header:
        """Say how many."""
        context = ""
        if self.found is not None:
            context = f"共 {self.found.counts['all']} 份・本月见到 {self.found.counted_this_month} 次"
        actions: tuple[Action, ...] = (
            Action("visits_ledger", "导出台账", "file-spreadsheet", lambda: self.go("ledger_export", "visit")),
        )
        if self.desk.place.kind == "station":
            come = Action("visits_import", "从 Excel 导入", "upload", lambda: self.go("ledger_import", "visit"))
            actions = (come, *actions)
        return Header("探访记录", context, actions=actions, search=False)

    def question(self) -> Callable[[], object]:
        """Ask for what is typed and filtered."""
        wanted = VisitAsk(self.field.words, self.chips.current, order=self._order, descending=self._down)
        return partial(visits, self.desk, wanted)

    def show_found(self, found: object) -> None:
        """Show the list."""
        assert isinstance(found, VisitList)
        self.found = found
        self.show_listed(found, WHEN_ANY)

    def rows(self, ids: Sequence[str]) -> Sequence[Row]:
        """Read some visits."""
        return [_row(one, way_note(self.desk, one.way)) for one in visit_rows(self.desk, ids)]

    def voidable(self, record: str) -> Voidable | None:
        """Name a visit by whom and when."""
        found = visit_rows(self.desk, [record])
        return Voidable(f"{found[0].name}{found[0].on_words}的探访", found[0].voided) if found else None

    def help_topic(self) -> str:
        """F1."""
        return "visits"


def _row(one: VisitRow, note: str) -> Row:
    outcome = BadgeCell(one.outcome, "ok" if one.reached else "mute")
    risk = (BadgeCell("风险", "bad"),) if one.risky else ()
    cells = (
        one.name,
        Sorted(one.on_words, one.on),
        one.mode,
        (outcome, *risk) if one.outcome else (),
        one.summary,
        one.village,
        one.worker,
        (BadgeCell(one.state, one.state_tone),),
        (BadgeCell(one.way, one.way_tone, note=note),),
    )
    return Row(one.record, cells, one.initials, one.voided)
