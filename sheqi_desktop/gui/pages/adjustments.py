"""结账后的补录和更正: the centre's queue, decided one by one or many with one reason; the decision travels back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.standing import ACCEPTED, PENDING
from sheqi_desktop.gui import ask, kinds, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.reading import ReadingPage
from sheqi_desktop.gui.record_table import BadgeCell, Column, RecordTable, Row
from sheqi_desktop.gui.table_cells import Sorted
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import PLAIN, PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Card
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.gui.widgets.tabs import Tabs
from sheqi_desktop.operations.accept_adjustment import STATE_NAMES, Adjustment, decide_many, list_adjustments
from sheqi_desktop.operations.day_words import near_day, short_number
from sheqi_desktop.operations.desk import Desk

WAITING, DONE = "waiting", "done"
COLUMNS = (
    Column("station", "站点", 96, "strong"),
    Column("title", "什么", 150),
    Column("on", "服务日期", 96),
    Column("what", "改动", 76, "badges"),
    Column("late", "晚了", 84),
    Column("by", "谁", 76),
    Column("reason", "原因", 220, stretch=True),
    Column("number", "编号", 150),
    Column("state", "答复", 86, "badges"),
)
TONES = {PENDING: "warn", ACCEPTED: "ok"}


class AdjustmentsPage(ReadingPage):
    """What came after its month was closed; a station sees its own and what the centre said."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._all: list[Adjustment] = []
        self._wanted = ""
        self._decides = desk.place.kind == "centre"
        whole = layout.column(self, (24, 14, 24, 12), 10)
        self.tabs = Tabs(((WAITING, "待确认"), (DONE, "已答复")))
        self.tabs.chosen.connect(lambda key: self._refill())
        whole.addWidget(self.tabs)
        card = Card((1, 6, 1, 4), 0)
        self._stack = QStackedWidget()
        self.table = RecordTable(COLUMNS, row_height=44, multi=True, name="adjustments_table")
        self.table.setAccessibleName("结账后的补录和更正")
        self.table.opened.connect(self._open)
        self.table.actions_for = self._actions
        self._stack.addWidget(self.table)
        words, page = ("看数据汇总", "board") if self._decides else ("看指标进度", "indicators")
        up = Action("adjust_up", words, "undo-2", lambda: self.go(page))
        self._none = EmptyState("circle-check", "没有等确认的", "结账以后才来的补录、更正和作废会排在这里。", up)
        self._stack.addWidget(self._none)
        card.body.addWidget(self._stack, 1)
        foot = layout.row(margins=(16, 6, 16, 6), gap=10)
        self._count = PlainLabel("", "second", elide=True)
        foot.addWidget(self._count, 1)
        self.refuse_button = Button("不予确认…", PLAIN, small=True, name="adjust_refuse")
        self.refuse_button.clicked.connect(lambda: self._decide(False))
        self.accept_button = Button("确认…", PRIMARY, "check", small=True, name="adjust_accept")
        self.accept_button.clicked.connect(lambda: self._decide(True))
        foot.addWidget(self.refuse_button)
        foot.addWidget(self.accept_button)
        card.body.addLayout(foot)
        whole.addWidget(card, 1)
        self.setFocusProxy(self.table)

    def header(self) -> Header:
        """Say what this is, and where one came from."""
        crumb = ("数据汇总", "board") if self._decides else ("指标进度", "indicators")
        words = "确认以前，结账的数字不动" if self._decides else "等县中心确认；答复随回传包带回"
        return Header("结账后的补录和更正", words, crumbs=(crumb,), search=False, new=False)

    def open(self, argument: object) -> None:
        """Show the queue; a record that is named is chosen."""
        self._wanted = argument if isinstance(argument, str) else ""
        self.look()

    def question(self) -> Callable[[], object]:
        """Ask for everything, decided or not."""
        return partial(list_adjustments, self.desk, decided=True)

    def show_found(self, found: object) -> None:
        """Show it."""
        assert isinstance(found, list)
        self._all = found
        waiting = sum(one.state == PENDING for one in self._all)
        self.tabs.set_words(WAITING, f"待确认 {waiting}")
        self.tabs.set_words(DONE, f"已答复 {len(self._all) - waiting}")
        named = next((one for one in self._all if one.record == self._wanted), None)
        if named is not None:
            self.tabs.choose(WAITING if named.state == PENDING else DONE)
        self._refill()
        if named is not None:
            self.table.choose(named.record)
            self._wanted = ""
        if self.isVisible() and self._all:
            self.table.setFocus()

    def _refill(self) -> None:
        waits = self.tabs.current == WAITING
        shown = [one for one in self._all if (one.state == PENDING) == waits]
        self.table.show_rows([self._row(one) for one in shown])
        if shown and not self.table.current_id:
            self.table.choose(shown[0].record)
        words = "没有等确认的" if waits else "还没有答复过"
        self._none.say(words, "结账以后才来的补录、更正和作废会排在这里。")
        self._stack.setCurrentWidget(self.table if shown else self._none)
        hint = "・可以选几条一起确认，写一个理由" if waits and self._decides else ""
        self._count.setText(f"{len(shown)} 条{hint}" if shown else "")
        for button in (self.refuse_button, self.accept_button):
            button.setVisible(waits and self._decides and bool(shown))

    def _row(self, one: Adjustment) -> Row:
        today = self.desk.clock.today()
        late = f"{one.days_late} 天" if one.days_late else "当天"
        why = f"{one.reason}　中心：{one.note}" if one.note else one.reason
        cells = (
            self.desk.unit_name(one.station),
            one.title,
            Sorted(near_day(one.on, today), one.on),
            (BadgeCell(one.what, "note" if one.what == "更正" else "info"),),
            late,
            one.by,
            why,
            short_number(one.number),
            (BadgeCell(STATE_NAMES[one.state], TONES.get(one.state, "bad")),),
        )
        return Row(one.record, cells)

    def _actions(self, record: str) -> list[Action]:
        acts = [Action("open", "看一看", run=partial(self._open, record))]
        one = self._of(record)
        if one is not None and one.what == "更正":
            acts.append(Action("compare", "对照", run=partial(self.go, "compare", record)))
        if self._decides and one is not None and one.state == PENDING:
            acts.append(Action("accept", "确认…", run=partial(self._decide, True)))
            acts.append(Action("refuse", "不予确认…", run=partial(self._decide, False)))
        return acts

    def _of(self, record: str) -> Adjustment | None:
        return next((one for one in self._all if one.record == record), None)

    def _open(self, record: str) -> None:
        one = self._of(record)
        if one is None:
            return
        if one.what == "更正":
            self.go("compare", record)
        else:
            self.go(kinds.form_page(one.kind), FormAsk(one.kind, record, read_only=True))

    def submit(self) -> None:
        """Ctrl+Enter: accept what is chosen."""
        self._decide(True)

    def _chosen(self) -> Sequence[str]:
        waiting = {one.record for one in self._all if one.state == PENDING}
        return [one for one in self.table.chosen_ids if one in waiting]

    def _decide(self, accepted: bool) -> None:
        wanted = list(self._chosen())
        if not wanted or not self._decides:
            return
        what = f"{len(wanted)} 条" if len(wanted) > 1 else "这一条"
        title = f"确认{what}？" if accepted else f"{what}不予确认？"
        words = "确认后计入统计，结账的数字会变。" if accepted else "照结账时的样子计入；站点会看到这个理由。"
        action, kind = ("确认", PRIMARY) if accepted else ("不予确认", "danger")
        reason = ask.reason(self, title, words, "理由", action=action, kind=kind)
        if reason is not None:
            work = partial(decide_many, self.desk, wanted, accepted, reason)
            self.jobs.run(lambda job: (len(wanted), accepted, work()), self._decided, self.sorry)

    def _decided(self, answer: tuple[int, bool, Changes]) -> None:
        count, accepted, changes = answer
        self.changed.emit(changes)
        self.toast(f"{'已确认' if accepted else '未予确认'} {count} 条，随下一个回传包带回。")
