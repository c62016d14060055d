"""疑似同一人: the queue of pairs, strongest evidence first, and the pairs that were joined."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.same_person import Suspects
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header
from sheqi_desktop.gui.pages.desk_tabs import PAIRS, DeskTabs
from sheqi_desktop.gui.pages.pair_pane import PairPane
from sheqi_desktop.gui.pages.reading import ReadingPage
from sheqi_desktop.gui.record_table import BadgeCell, Column, RecordTable, Row
from sheqi_desktop.gui.table_cells import TwoLine
from sheqi_desktop.gui.widgets.buttons import PRIMARY
from sheqi_desktop.gui.widgets.card import Card
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.gui.widgets.panes import Panes
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.disputes import at_odds
from sheqi_desktop.operations.same_person import (
    MAY,
    Pair,
    ask_stations,
    join,
    join_certain,
    joined_pairs,
    key_of,
    names_of,
    not_the_same,
    pair_of,
    part,
    suspected,
)

COLUMNS = (
    Column("who", "哪两份", 130, "two", stretch=True, sortable=False),
    Column("state", "依据", 84, "badges", sortable=False),
)
LIST_WIDTH = 270
NONE = ("users", "没有疑似重复的档案", "两份档案的证件号码、出生日期、电话或村相同，又可能是同一个人时，会排在这里。")


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list: the pair, its names and stations, and what is known of it."""

    first: str
    second: str
    names: str
    stations: str
    found: Suspects | None


class PairsPage(ReadingPage):
    """The list at the left, the two files at the right; the pair is read when it is chosen."""

    KINDS = frozenset({"client"})

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._listed: dict[str, Listed] = {}
        self._shown: Pair | None = None
        self._decides = desk.allows(MAY)
        whole = layout.column(self, gap=0)
        self.pane = PairPane()
        self.pane.join_asked.connect(partial(self._decide, "认定为同一人？", "认定", join))
        self.pane.apart_asked.connect(
            partial(self._decide, "不是同一人？以后不再问这一对。", "不是同一人", not_the_same)
        )
        self.pane.ask_asked.connect(partial(self._decide, "退回两个站核实？", "退回", ask_stations))
        self.pane.part_asked.connect(partial(self._decide, "把这两份档案分开？", "分开", part))
        self.pane.open_asked.connect(partial(self.go, "person"))
        self.table = RecordTable(COLUMNS, row_height=56, name="pairs_table")
        self.table.setAccessibleName("疑似同一人的档案")
        self.table.chosen.connect(lambda _: self._choose())
        self.tabs = DeskTabs(PAIRS)
        self.tabs.chosen.connect(self.go)
        listed = Card((1, 8, 1, 8), 0)
        listed.body.addWidget(self.tabs)
        listed.body.addWidget(self.table, 1)
        self._right = QStackedWidget()
        self._right.addWidget(self.pane)
        self._right.addWidget(EmptyState(*NONE))
        whole.addWidget(Panes(self._right, listed, LIST_WIDTH, mirrored=True))
        self.setFocusProxy(self.table)

    # ------------------------------------------------------------------ page
    def header(self) -> Header:
        """Say how many wait; those that are certain can be joined in one go."""
        waiting = [one for one in self._listed.values() if one.found is not None]
        certain = sum(one.found.certain for one in waiting if one.found is not None)
        acts: tuple[Action, ...] = ()
        if certain > 1 and self._decides:
            acts = (Action("join_certain", f"认定号码姓名都相同的 {certain} 对", "check", self._join_certain),)
        words = f"{len(waiting)} 对待认定" if waiting else "没有待认定"
        return Header("疑似同一人", words, crumbs=(("冲突处理", "conflicts"),), actions=acts, new=False)

    def question(self) -> Callable[[], object]:
        """Ask for the pairs."""
        return partial(_everything, self.desk)

    def show_found(self, found: object) -> None:
        """Show them; the chosen pair stays chosen."""
        assert isinstance(found, tuple)
        records_at_odds, pairs = found
        assert isinstance(pairs, list)
        self._listed = {key_of(one.first, one.second): one for one in pairs}
        self.table.show_rows([_row(key, one) for key, one in self._listed.items()])
        self._right.setCurrentIndex(0 if pairs else 1)
        self.tabs.show_counts(records_at_odds, sum(one.found is not None for one in pairs))
        if self._listed and self.table.current_id not in self._listed:
            self.table.choose(next(iter(self._listed)))
        self._choose()
        if self.isVisible() and pairs:
            self.table.setFocus()

    def _choose(self) -> None:
        one = self._listed.get(self.table.current_id)
        if one is not None:
            read = partial(pair_of, self.desk, one.first, one.second, one.found)
            self.jobs.run(lambda job: read(), self._show, self.sorry)

    def _show(self, pair: Pair) -> None:
        if pair.key == self.table.current_id:
            self._shown = pair
            self.pane.show_pair(pair, decides=self._decides)

    # ------------------------------------------------------------------ deciding
    def _decide(self, title: str, action: str, verb: Callable[[Desk, str, str, str], Changes]) -> None:
        pair = self._shown
        if pair is None:
            return
        words = f"{pair.left.name}（{pair.left.station}）和 {pair.right.name}（{pair.right.station}）"
        reason = ask.reason(self, title, words, "理由", action=action, kind=PRIMARY)
        if reason is not None:
            work = partial(verb, self.desk, pair.left.record, pair.right.record, reason)
            self.jobs.run(
                lambda job: work(), partial(self._done, f"{action}：已记下，随下一个回传包带回站里。"), self.sorry
            )

    def _join_certain(self) -> None:
        self.jobs.run(lambda job: join_certain(self.desk), self._joined, self.sorry)

    def _joined(self, count: int) -> None:
        self._done(f"已认定 {count} 对，以后可以分开。", Changes(kinds={"client"}))

    def _done(self, words: str, changes: Changes) -> None:
        self.changed.emit(changes)
        self.toast(words)

    def help_topic(self) -> str:
        """F1."""
        return "pairs"


def _everything(desk: Desk) -> tuple[int, list[Listed]]:
    found = suspected(desk)
    joined = joined_pairs(desk)
    pairs: list[tuple[str, str, Suspects | None]] = [(one.first, one.second, one) for one in found]
    pairs += [(first, second, None) for first, second in joined]
    names = names_of(desk, [record for first, second, _ in pairs for record in (first, second)])
    return at_odds(desk), [_listed(names, *pair) for pair in pairs]


def _listed(names: dict[str, tuple[str, str]], first: str, second: str, found: Suspects | None) -> Listed:
    (one, here), (other, there) = names[first], names[second]
    stations = here if here == there else f"{here} / {there}"
    return Listed(first, second, one if one == other else f"{one} / {other}", stations, found)


def _row(key: str, one: Listed) -> Row:
    if one.found is None:
        badge = BadgeCell("同一人", "ok", "check")
    elif one.found.clash:
        badge = BadgeCell("号码冲突", "bad")
    else:
        badge = BadgeCell("确定重复", "warn") if one.found.certain else BadgeCell("疑似", "note")
    return Row(key, (TwoLine(one.names, one.stations), (badge,)), f"{one.names}，{one.stations}")
