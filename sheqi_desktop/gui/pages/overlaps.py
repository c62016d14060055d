"""时段重叠: two records of one person at one time side by side; whoever may decide says which counts, and why."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.gui import ask, kinds, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.reading import ReadingPage
from sheqi_desktop.gui.record_table import BadgeCell, Column, RecordTable, Row
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import LINK, PLAIN, PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Card, ScrollColumn
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.gui.widgets.key_values import KeyValues
from sheqi_desktop.gui.widgets.panes import Panes
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.settle_overlap import Pair, Side, overlap_pairs, settle_overlap, take_back

COLUMNS = (
    Column("who", "志愿者", 84, "strong", stretch=True, sortable=False),
    Column("when", "日期", 104, sortable=False),
    Column("state", "核定", 84, "badges", sortable=False),
)
LIST_WIDTH, SIDE_LEAST = 290, 250
NONE = ("circle-check", "没有时间重叠的记录", "同一个人同一时间有两条服务记录时，会排在这里等人核定。")


class OverlapsPage(ReadingPage):
    """The pairs at the right, the two records of the chosen pair beside each other at the left."""

    KINDS = frozenset({"volunteer_hour", "volunteer"})

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._pairs: dict[str, Pair] = {}
        whole = layout.column(self, gap=0)
        listed = Card((1, 8, 1, 8), 0)
        self.table = RecordTable(COLUMNS, row_height=44, name="overlaps_table")
        self.table.setAccessibleName("时间重叠的服务记录")
        self.table.chosen.connect(lambda _: self._show_pair())
        self.table.opened.connect(lambda _: self._show_pair())
        layout.least(self.table, height=160)
        listed.body.addWidget(self.table)
        inner = QWidget()
        column = layout.column(inner, gap=12)
        self.banner = Banner("info", "", "", name="overlap_take_back", edge=False)
        self.banner.pressed.connect(self._take_back)
        column.addWidget(self.banner)
        self._sides = layout.row(gap=12)
        column.addLayout(self._sides, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(Panes(inner, listed, LIST_WIDTH))
        words, page = ("看数据汇总", "board") if desk.place.kind == "centre" else ("看志愿者", "volunteers")
        up = Action("overlaps_up", words, "undo-2", lambda: self.go(page))
        self._stack.addWidget(EmptyState(*NONE, up))
        whole.addWidget(self._stack)
        self.setFocusProxy(self.table)

    # ------------------------------------------------------------------ page
    def header(self) -> Header:
        """Say how many wait."""
        waiting = sum(not one.decided for one in self._pairs.values())
        said = f"待核定 {waiting} 组・已核定 {len(self._pairs) - waiting} 组" if self._pairs else "没有待核定"
        crumb = ("数据汇总", "board") if self.desk.place.kind == "centre" else ("志愿者", "volunteers")
        return Header("时段重叠", said, crumbs=(crumb,), search=False, new=False)

    def question(self) -> Callable[[], object]:
        """Ask for all pairs."""
        return partial(overlap_pairs, self.desk)

    def show_found(self, found: object) -> None:
        """Show them; the chosen pair stays chosen."""
        assert isinstance(found, list)
        self._pairs = {_key(one): one for one in found}
        self.table.show_rows([_row(key, one) for key, one in self._pairs.items()])
        if self._pairs and self.table.current_id not in self._pairs:
            self.table.choose(next(iter(self._pairs)))
        self._stack.setCurrentIndex(0 if self._pairs else 1)
        self._show_pair()

    def _chosen(self) -> Pair | None:
        return self._pairs.get(self.table.current_id)

    def _show_pair(self) -> None:
        layout.clear(self._sides)
        pair = self._chosen()
        self.banner.setVisible(pair is not None)
        if pair is None:
            return
        if pair.decided:
            back = "撤回核定…" if pair.may_decide else ""
            self.banner.say("ok", f"{pair.decided_by} 已核定", pair.why.partition("：")[2], back)
        else:
            who = "" if pair.may_decide else "请站负责人核定；两个站的由县中心核定。"
            words = f"先录入的暂时计入，后录入的不计。请核对签到表，选定计哪一条。{who}"
            self.banner.say("warn", f"{pair.who}在同一时间有两条服务记录", words)
        for side, counts in ((pair.counts, True), (pair.waits, False)):
            self._sides.addWidget(self._side(pair, side, counts=counts), 1)

    def _side(self, pair: Pair, side: Side, *, counts: bool) -> QWidget:
        card = Card(edge="ok" if counts else "warn")
        layout.least(card, width=SIDE_LEAST)
        head = layout.row(gap=8)
        head.addWidget(PlainLabel(side.station, "card", elide=True), 1)
        head.addWidget(Badge("计入", "ok") if counts else Badge("不计入", "warn"))
        card.body.addLayout(head)
        card.body.addWidget(PlainLabel(side.number, "hint", elide=True))
        foot = layout.row(gap=8)
        place = "counts" if counts else "waits"
        if self.desk.place.kind == "station":
            opened = partial(self._open, side)
            foot.addWidget(Button("打开", LINK, small=True, name=f"overlap_open_{place}", pressed=opened))
        if pair.may_decide and not (counts and pair.decided):
            other = pair.waits if counts else pair.counts
            decide = partial(self._decide, pair, side, other)
            kind = PRIMARY if counts else PLAIN
            foot.addWidget(Button("计这一条…", kind, small=True, name=f"overlap_{place}", pressed=decide))
        foot.addStretch(1)
        card.body.addLayout(foot)
        scroll = ScrollColumn()
        scroll.body.addWidget(KeyValues(side.facts))
        if not counts:
            scroll.body.addWidget(PlainLabel(pair.why, "second", tone="warn", wrap=True))
        scroll.body.addStretch(1)
        layout.least(scroll, height=180)
        card.body.addWidget(scroll, 1)
        return card

    # ------------------------------------------------------------------ deciding
    def _open(self, side: Side) -> None:
        self.go(kinds.form_page("volunteer_hour"), FormAsk("volunteer_hour", side.record, read_only=True))

    def _decide(self, pair: Pair, side: Side, other: Side) -> None:
        reason = ask.reason(
            self,
            f"计{side.station}的这一条（{side.hours} 小时）？",
            f"另一条（{other.station}，{other.hours} 小时）保留，不计入时长和指标。以后可以撤回。",
            "理由",
            action="核定",
            kind=PRIMARY,
        )
        if reason is not None:
            self._run(partial(settle_overlap, self.desk, side.record, other.record, reason), "已核定。")

    def _take_back(self) -> None:
        pair = self._chosen()
        if pair is None or not pair.decided:
            return
        words = "两条又排在待核定里；核定以前，先录入的计入。"
        reason = ask.reason(self, "撤回这次核定？", words, "原因", action="撤回", kind=PRIMARY)
        if reason is not None:
            self._run(partial(take_back, self.desk, pair.counts.record, pair.waits.record, reason), "已撤回。")

    def _run(self, work: Callable[[], Changes], words: str) -> None:
        def done(changes: Changes) -> None:
            self.changed.emit(changes)
            self.toast(words)
            self.table.setFocus()

        self.jobs.run(lambda job: work(), done, self.sorry)

    def help_topic(self) -> str:
        """F1."""
        return "overlaps"


def _key(one: Pair) -> str:
    return "/".join(sorted((one.counts.record, one.waits.record)))


def _row(key: str, one: Pair) -> Row:
    badge = BadgeCell("已核定", "ok") if one.decided else BadgeCell("待核定", "warn")
    return Row(key, (one.who, one.when, (badge,)), one.who)
