"""冲突处理: records two machines wrote differently; the centre decides, the station sees what it is asked about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.gui import ask, kinds, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Header
from sheqi_desktop.gui.pages.desk_tabs import CONFLICTS, DeskTabs
from sheqi_desktop.gui.pages.dispute_pane import DisputePane
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.reading import ReadingPage
from sheqi_desktop.gui.record_table import BadgeCell, Column, RecordTable, Row
from sheqi_desktop.gui.table_cells import TwoLine
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import PLAIN, PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Card
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.gui.widgets.key_values import KeyValues
from sheqi_desktop.gui.widgets.panes import Panes
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.disputes import Dispute, disputes, settled_lately
from sheqi_desktop.operations.same_person import suspected
from sheqi_desktop.operations.settle_conflict import MAY, ask_back, settle_conflict, undo_settling

COLUMNS = (
    Column("title", "哪一份", 120, "two", stretch=True, sortable=False),
    Column("state", "状态", 76, "badges", sortable=False),
)
LIST_WIDTH = 270
PANE, SETTLED, NOTHING = 0, 1, 2
UNTIL_THEN = "没定之前，按上次一致的版本计数"
NONE = ("circle-check", "没有要处理的冲突", "两台电脑把同一份记录的同一项改得不一样时，会排在这里，由县中心的人来定。")
NONE_HERE = ("circle-check", "没有写得不一样的", "本站两台电脑把同一项改得不一样、县中心退回来核实时，会排在这里。")


class ConflictsPage(ReadingPage):
    """The list at the left, the chosen record at the right."""

    KINDS = frozenset()

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._all: dict[str, Dispute] = {}
        self._shown = ""
        self._wanted = ""
        self._half: dict[str, Mapping[str, object]] = {}
        self._centre = desk.place.kind == "centre"
        self._decides = desk.allows(MAY)
        whole = layout.column(self, gap=0)
        self.pane = DisputePane()
        self.pane.settle_asked.connect(self._settle)
        self.pane.later_asked.connect(partial(self._step, 1))
        self.pane.back_asked.connect(self._ask_back)
        self.pane.open_asked.connect(self._open)
        self.pane.step_asked.connect(self._step)
        self.table = RecordTable(COLUMNS, row_height=56, name="conflicts_table")
        self.table.setAccessibleName("写得不一样的记录")
        self.table.chosen.connect(lambda _: self._show())
        self.table.opened.connect(lambda _: self.pane.begin())
        self._right = QStackedWidget()
        self._right.addWidget(self.pane)
        self._right.addWidget(self._settled_card())
        self._right.addWidget(EmptyState(*(NONE if self._centre else NONE_HERE)))
        self.tabs = DeskTabs(CONFLICTS)
        self.tabs.chosen.connect(self.go)
        listed = Card((1, 8, 1, 8), 0)
        listed.body.addWidget(self.tabs)
        listed.body.addWidget(self.table, 1)
        foot = layout.row(margins=(14, 6, 14, 2))
        foot.addWidget(PlainLabel(UNTIL_THEN, "hint", wrap=True))
        listed.body.addLayout(foot)
        whole.addWidget(Panes(self._right, listed, LIST_WIDTH, mirrored=True))
        self.setFocusProxy(self.table)

    def _settled_card(self) -> QWidget:
        card = Card((22, 14, 22, 14), 8)
        self._settled_title = PlainLabel("", "page", wrap=True)
        self._settled_words = PlainLabel("", "body", wrap=True)
        card.body.addWidget(self._settled_title)
        card.body.addWidget(self._settled_words)
        self._taken = KeyValues(key_width=150)
        card.body.addWidget(self._taken)
        foot = layout.row(gap=8)
        self.undo = Button("撤回处理…", PLAIN, "undo-2", name="dispute_undo", pressed=self._undo)
        foot.addWidget(Button("对照各版", PLAIN, "git-compare", name="dispute_compare", pressed=self._compare))
        foot.addWidget(self.undo)
        foot.addStretch(1)
        card.body.addLayout(foot)
        card.body.addStretch(1)
        return card

    # ------------------------------------------------------------------ page
    def header(self) -> Header:
        """Say how many wait."""
        waiting = len(self._waiting())
        crumb = ("数据汇总", "board") if self._centre else ("数据包", "bundles")
        return Header("冲突处理", f"{waiting} 条待处理" if waiting else "没有待处理", crumbs=(crumb,), new=False)

    def open(self, argument: object) -> None:
        """Show the list; a record that is named is chosen."""
        self._wanted = argument if isinstance(argument, str) else ""
        self.look()

    def question(self) -> Callable[[], object]:
        """Ask for what waits and what was settled lately."""
        return partial(_everything, self.desk)

    def show_found(self, found: object) -> None:
        """Show it; the chosen record stays chosen."""
        assert isinstance(found, tuple)
        pairs, listed = found
        assert isinstance(listed, list)
        self._keep_half()
        chosen = self._wanted or self.table.current_id
        self._all = {one.record: one for one in listed}
        self._shown = self._wanted = ""
        self.table.show_rows([_row(one) for one in listed])
        if listed:
            self.table.choose(chosen if chosen in self._all else listed[0].record)
        if not listed:
            self._right.setCurrentIndex(NOTHING)
        self.tabs.show_counts(sum(not one.decided for one in listed), pairs)
        self._show()
        if self.isVisible() and listed:
            # The keys that are named under a record that waits work at once; the list takes them from nobody.
            self.table.setFocus()
            if self._right.currentIndex() == PANE:
                self.pane.begin()

    def _waiting(self) -> list[str]:
        return [one.record for one in self._all.values() if not one.decided]

    def _chosen(self) -> Dispute | None:
        return self._all.get(self.table.current_id)

    def _show(self) -> None:
        one = self._chosen()
        if one is None or one.record == self._shown:
            return
        self._keep_half()
        self._shown = one.record
        self._right.setCurrentIndex(SETTLED if one.decided else PANE)
        if one.decided:
            self._settled_title.setText(one.title)
            self._settled_words.setText(f"已定：{one.decided}")
            self._taken.show_facts(one.taken)
            self.undo.setVisible(self._decides and not one.hidden)
            return
        waiting = self._waiting()
        place = f"{waiting.index(one.record) + 1} / {len(waiting)}"
        self.pane.show_dispute(one, place, decides=self._decides)
        if one.record in self._half:
            self.pane.restore(self._half[one.record])

    def _keep_half(self) -> None:
        """Keep what is half decided about the record that is shown."""
        shown = self._all.get(self._shown)
        if shown is not None and not shown.decided:
            self._half[self._shown] = self.pane.kept()

    def _step(self, by: int) -> None:
        waiting = self._waiting()
        if self._shown in waiting:
            self.table.choose(waiting[(waiting.index(self._shown) + by) % len(waiting)])
            self._show()
            self.pane.begin()

    # ------------------------------------------------------------------ deciding
    def submit(self) -> None:
        """Ctrl+Enter: settle it."""
        if self.pane.settle.isEnabled() and self._right.currentIndex() == PANE:
            self._settle()
        elif self.pane.dispute is not None:
            self.say(self.pane.settle.accessibleDescription())

    def _settle(self) -> None:
        one = self._chosen()
        if one is None or one.decided or not self._decides:
            return
        work = partial(settle_conflict, self.desk, one.record, self.pane.choices(), self.pane.reason())
        words = f"{one.title}：定好了，随下一个回传包带回站里。"
        self._run(work, words, one.record, partial(self._undo_of, one))

    def _ask_back(self) -> None:
        one = self._chosen()
        if one is None:
            return
        words = "这一条仍按上次一致的版本计数；站里在首页看到，改好后随数据包带回来。"
        reason = ask.reason(self, "退回站点核实？", words, "请站里核实什么", action="退回", kind=PRIMARY)
        if reason is not None:
            self._run(partial(ask_back, self.desk, one.record, reason), "已退回站点核实。", one.record)

    def _undo(self) -> None:
        one = self._chosen()
        if one is not None:
            self._undo_of(one)

    def _undo_of(self, one: Dispute) -> None:
        words = "两边写的又都摆出来，按上次一致的版本计数，直到重新定下来。"
        reason = ask.reason(self, "撤回这次处理？", words, "原因", action="撤回", kind=PRIMARY)
        if reason is not None:
            self._run(partial(undo_settling, self.desk, one.record, reason), "已撤回，又在待处理里。", one.record)

    def _run(
        self, work: Callable[[], Changes], words: str, record: str, undo: Callable[[], object] | None = None
    ) -> None:
        def done(changes: Changes) -> None:
            self._half.pop(record, None)
            self._shown = ""
            self.changed.emit(changes)
            self.toast(words, undo)

        self.jobs.run(lambda job: work(), done, self.sorry)

    def _open(self) -> None:
        one = self._chosen()
        if one is not None:
            self.go(kinds.form_page(one.kind), FormAsk(one.kind, one.record))

    def _compare(self) -> None:
        one = self._chosen()
        if one is not None:
            self.go("compare", one.record)

    def help_topic(self) -> str:
        """F1."""
        return "conflicts"


def _everything(desk: Desk) -> tuple[int, list[Dispute]]:
    pairs = len(suspected(desk))
    return pairs, [*disputes(desk), *settled_lately(desk)]


def _row(one: Dispute) -> Row:
    if one.decided:
        badge = BadgeCell("已定", "ok", "check")
    elif one.asked_back:
        badge = BadgeCell("退回核实", "warn")
    else:
        badge = BadgeCell(f"{len(one.lines)} 处" if one.lines else "限阅", "note")
    return Row(one.record, (TwoLine(one.title, one.machines), (badge,)), f"{one.title}，{one.machines}")
