"""督导计划: the plans, what they leave open in sentences, and at the centre how much each supervisor has to do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.page import Action
from sheqi_desktop.gui.record_table import BadgeCell, Column, RecordTable, Row
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import PRIMARY
from sheqi_desktop.gui.widgets.card import Card, CardTitle, ScrollColumn
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.gui.widgets.list_card import ListCard
from sheqi_desktop.gui.widgets.panes import Panes
from sheqi_desktop.operations.supervision_plans import IN_FORCE_WITH, Load, PlanLine, Plans

COLUMNS = (
    Column("supervisor", "督导", 100, "strong"),
    Column("period", "期间", 190),
    Column("stations", "负责站点", 160, stretch=True),
    Column("meetings", "安排", 70, "number"),
    Column("state", "状态", 90, "badges"),
)
GAPS_AT_MOST = 12
SIDE = 340


class PlanTab(QWidget):
    """The list at the left; at the centre the gaps and the load at the right."""

    def __init__(self, place: str, writes: bool, new: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = RecordTable(COLUMNS, row_height=44, name="plans_table")
        self.table.setAccessibleName("督导计划列表")
        first = (Action("plan_first", "新建督导计划", "plus", new, PRIMARY),) if writes else ()
        words = "每名督导一份：负责哪些站、目标、每月的安排。" if writes else "县中心定好、带来的会排在这里。"
        self.list = ListCard(self.table, EmptyState("square-check", "还没有督导计划", words, *first))
        layout.least(self.list, height=220)
        self.setFocusProxy(self.table)
        whole = layout.column(self, gap=0)
        if place != "centre":
            whole.addWidget(self.list, 1)
            return
        side = Card((16, 12, 16, 12), 8)
        scroll = ScrollColumn(gap=8)
        self._side = scroll.body
        side.body.addWidget(scroll, 1)
        layout.least(side, height=220)
        whole.addWidget(Panes(self.list, side, SIDE, margins=layout.NONE), 1)

    def show_plans(self, plans: Plans) -> None:
        """Show the plans, and what they leave open."""
        self.list.show_rows([_row(one) for one in plans.lines])
        if not hasattr(self, "_side"):
            return
        layout.clear(self._side)
        self._side.addWidget(Banner("info", "", IN_FORCE_WITH, edge=False))
        self._side.addWidget(CardTitle("工作量", "按今天生效的分工"))
        for one in plans.loads:
            self._side.addWidget(_load(one))
        if not plans.loads:
            self._side.addWidget(PlainLabel("还没有督导。在“站点与人员”登记。", "second", wrap=True))
        open_ = (*plans.differ, *plans.gaps)
        self._side.addWidget(CardTitle("还没安排好", f"{len(open_)} 处" if open_ else "都安排好了"))
        for words in open_[:GAPS_AT_MOST]:
            self._side.addWidget(PlainLabel(words, "second_main", wrap=True))
        if len(open_) > GAPS_AT_MOST:
            self._side.addWidget(PlainLabel(f"还有 {len(open_) - GAPS_AT_MOST} 处", "hint"))
        self._side.addStretch(1)


def _load(one: Load) -> QWidget:
    holder = QWidget()
    column = layout.column(holder, gap=0)
    column.addWidget(PlainLabel(one.name, "strong13"))
    words = f"{one.stations} 站・{one.workers} 人・在办个案 {one.cases}・等审文书 {one.waiting}"
    column.addWidget(PlainLabel(words, "hint", wrap=True))
    return holder


def _row(one: PlanLine) -> Row:
    state = BadgeCell("草稿", "warn") if one.status == "draft" else BadgeCell("已定", "ok")
    return Row(one.record, (one.supervisor, f"{one.since} 至 {one.until}", one.stations, str(one.meetings), (state,)))
