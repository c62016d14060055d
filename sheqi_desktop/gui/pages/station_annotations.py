"""督导批注 at a station: what waits for an answer, what was handed back, 肯定, what came last, and everything."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.codes_annotation import AnnotationKind
from sheqi_desktop.domain.records.annotation import ANNOTATION, SUPERVISION
from sheqi_desktop.domain.supervision_facts import Quarter
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header
from sheqi_desktop.gui.pages.document_ask import NEWS, way_to
from sheqi_desktop.gui.pages.news_tones import news_tone
from sheqi_desktop.gui.pages.reading import ReadingPage
from sheqi_desktop.gui.record_table import BadgeCell, Column, RecordTable, Row
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.card_acts import STATE_TONES, TONES
from sheqi_desktop.gui.widgets.chip import ChipRow
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.gui.widgets.list_card import ListCard
from sheqi_desktop.operations.day_words import short_number
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.returned_news import NewsLine, ReturnedNews, look_at_news, returned_news
from sheqi_desktop.operations.station_threads import (
    ANSWER_WITHIN,
    ReturnedPaper,
    StationThreads,
    ThreadLine,
    station_threads,
)
from sheqi_desktop.operations.supervision_figures import own_repeated_issues

WAITING, RETURNED, PRAISE, ALL = "waiting", "returned", "praise", "all"
CHIPS = ((WAITING, "待处理"), (RETURNED, "退回的文书"), (PRAISE, "肯定"), (NEWS, "本次回传"), (ALL, "全部"))
COLUMNS = (
    Column("kind", "类型", 84, "badges", sortable=False),
    Column("body", "说了什么", 250, "strong", stretch=True, sortable=False),
    Column("who", "谁 / 什么", 110, sortable=False),
    Column("title", "文书", 130, sortable=False),
    Column("by", "谁写的", 80, sortable=False),
    Column("worker", "社工", 76, sortable=False),
    Column("state", "到哪一步", 120, "badges", sortable=False),
)
NONE = {
    WAITING: ("没有等你处理的批注", "督导写的批注随回传包来，导入以后排在这里。"),
    RETURNED: ("没有退回的文书", "督导或站长退回的文书排在这里，改好再提交。"),
    PRAISE: ("还没有肯定", "督导写的“肯定”都留在这里。"),
    NEWS: ("最近一个包里没有批注", "导入回传包以后，这里列出新来的批注和结论。"),
    ALL: ("本站还没有督导批注", "督导写的批注随回传包来。"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """All the page shows."""

    board: StationThreads
    news: ReturnedNews
    often: str = ""
    """What the person here is told again and again; nobody else sees it here."""


class StationAnnotationsPage(ReadingPage):
    """The list; Enter opens a document at the card."""

    KINDS = SUPERVISION

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.found: Found | None = None
        self._wanted, self._fresh = "", False
        self._ways: dict[str, tuple[str, object]] = {}
        whole = layout.column(self, (24, 16, 24, 16), 12)
        self.chips = ChipRow([(key, words, None) for key, words in CHIPS])
        self.chips.chosen.connect(self._choose)
        whole.addWidget(self.chips)
        self.words = PlainLabel("", "second_main", wrap=True)
        whole.addWidget(self.words)
        self.often = PlainLabel("", "second", wrap=True)
        self.often.setObjectName("own_repeated")
        self.often.hide()
        whole.addWidget(self.often)
        self.table = RecordTable(COLUMNS, row_height=44, name="annotations_table")
        self.table.setAccessibleName("督导批注列表")
        self.table.opened.connect(self._open)
        self.table.actions_for = lambda id_: [Action("open", "打开", run=partial(self._open, id_))]
        self._home = Action("annotations_home", "回首页", "house", lambda: self.go("home"))
        self.empty = EmptyState("message-square-text", *NONE[WAITING], self._home)
        self.list = ListCard(self.table, self.empty, (1, 6, 1, 4))
        whole.addWidget(self.list, 1)
        foot = layout.row(margins=(16, 6, 16, 6))
        self._count = PlainLabel("", "second")
        foot.addWidget(self._count, 1)
        foot.addWidget(PlainLabel("↑↓ 选择　回车 打开文书，停在这条批注上　F8 下一条", "hint"))
        self.list.body.addLayout(foot)
        self.setFocusProxy(self.table)

    # ------------------------------------------------------------------ page
    def header(self) -> Header:
        """Say how much waits."""
        board = self.found.board if self.found is not None else None
        waiting = f"{board.waiting_for_me} 条等你处理" if board is not None and board.waiting_for_me else ""
        return Header("督导批注", waiting, search=False, new=False)

    def open(self, argument: object) -> None:
        """Show what waits, or what was asked for (``NEWS``)."""
        if isinstance(argument, str) and argument in NONE:
            self._wanted = argument
        self._fresh = True
        self.look()

    def question(self) -> Callable[[], object]:
        """Ask for everything of this station."""
        return partial(_read, self.desk)

    def show_found(self, found: object) -> None:
        """Show the part that was chosen; at first what waits, if anything does."""
        assert isinstance(found, Found)
        self.found = found
        if not self._wanted:
            waiting = _waiting(found.board)
            self._wanted = WAITING if waiting or not found.board.papers else RETURNED
        counts = {
            WAITING: len(_waiting(found.board)),
            RETURNED: found.board.returned,
            PRAISE: len(_praise(found.board)),
            NEWS: len(found.news.lines),
            ALL: len(found.board.lines),
        }
        for key, count in counts.items():
            self.chips.set_count(key, count)
        self.chips.choose(self._wanted)
        self.often.setText(found.often)
        self.often.setVisible(bool(found.often))
        self._refill()
        fresh, self._fresh = self._fresh, False
        if fresh and self.isVisible() and self.table.records.rowCount():
            self.table.setFocus()

    def _choose(self, key: str) -> None:
        self._wanted = key
        self._refill()

    def _refill(self) -> None:
        assert self.found is not None
        board, news, wanted = self.found.board, self.found.news, self._wanted
        self._ways = {}
        rows: list[Row]
        if wanted == RETURNED:
            rows = [self._paper(one) for one in board.papers]
        elif wanted == NEWS:
            rows = [self._news(one) for one in news.lines]
            self._looked(news)
        else:
            lines = {WAITING: _waiting, PRAISE: _praise}.get(wanted, lambda told: told.lines)(board)
            rows = [self._line(one) for one in lines]
        self.empty.say(*NONE[wanted])
        self.list.show_rows(rows)
        self.words.setText(news.words if wanted == NEWS else "")
        self.words.setVisible(bool(self.words.text()))
        self._count.setText(f"{len(rows)} 条" if rows else "")

    def _looked(self, news: ReturnedNews) -> None:
        if news.at:
            self.jobs.run(lambda job: look_at_news(self.desk, news.at))

    def _line(self, one: ThreadLine) -> Row:
        self._ways[one.annotation] = way_to(one.document_kind, one.record, one.file, one.annotation)
        cells = (
            (BadgeCell(one.kind_words, TONES.get(one.kind, "mute")),),
            one.body,
            one.who,
            one.title,
            one.by,
            one.worker,
            (_state(one),),
        )
        return Row(one.annotation, cells)

    def _paper(self, one: ReturnedPaper) -> Row:
        self._ways[one.record] = way_to(one.document_kind, one.record, one.file)
        musts = f"必改 {one.musts} 条没改" if one.musts else "退回"
        waits = f"退回 {one.days} 天" if one.days else "今天退回"
        said = one.note or "没有写退回说明"
        cells = (
            (BadgeCell("退回", "note"),),
            said,
            one.who,
            one.title,
            musts,
            one.worker,
            (BadgeCell(waits, "warn" if one.days > ANSWER_WITHIN else "info"),),
        )
        return Row(one.record, cells)

    def _news(self, one: NewsLine) -> Row:
        annotation = one.row if one.kind == ANNOTATION else ""
        if one.document_kind:
            self._ways[one.row] = way_to(one.document_kind, one.record, one.file, annotation)
        said = one.body or short_number(one.number)
        line = self._line_of(annotation)
        worker, state = (line.worker, (_state(line),)) if line is not None else ("", ())
        cells = ((BadgeCell(one.words, news_tone(one)),), said, one.who, one.title, one.by, worker, state)
        return Row(one.row, cells)

    def _line_of(self, annotation: str) -> ThreadLine | None:
        lines = self.found.board.lines if self.found is not None else ()
        return next((one for one in lines if annotation and one.annotation == annotation), None)

    def _open(self, id_: str) -> None:
        if way := self._ways.get(id_):
            self.go(*way)
        else:
            self.toast("这份文书还没有收到，等下一个回传包。")

    # ------------------------------------------------------------------ keys and the way back
    def keep(self) -> object:
        """Remember which part and which line."""
        return (self._wanted, self.table.current_id)

    def restore(self, kept: object) -> None:
        """Come back to the same part and line."""
        if isinstance(kept, tuple):
            self._wanted = str(kept[0])
            self.look()
            self.table.choose(str(kept[1]))

    def help_topic(self) -> str:
        """F1."""
        return "annotations"


def _read(desk: Desk) -> Found:
    return Found(station_threads(desk, finished=True), returned_news(desk), _often(desk))


def _often(desk: Desk) -> str:
    """Say what recurs in this person's own papers this quarter, '' where nothing does."""
    label = desk.library.vocabularies["issue_tag"].label
    told = own_repeated_issues(desk, Quarter.of(desk.clock.today()))
    said = "、".join(f"{label(tag)}（{papers} 份文书）" for tag, papers in told)
    return f"这个季度常被指出的：{said}。只有你和督导看得到。" if said else ""


def _waiting(board: StationThreads) -> Sequence[ThreadLine]:
    return [one for one in board.lines if one.waits_for_worker and one.mine and one.kind != AnnotationKind.PRAISE]


def _praise(board: StationThreads) -> Sequence[ThreadLine]:
    return [one for one in board.lines if one.kind == AnnotationKind.PRAISE]


def _state(one: ThreadLine) -> BadgeCell:
    """Say by when a 必改 is due and since when another waits; of what does not wait how far it is."""
    if one.appealed:
        return BadgeCell("等复议", "info")
    if not one.waits_for_worker or one.kind == AnnotationKind.PRAISE:
        return BadgeCell(one.state_words, STATE_TONES.get(one.state, "mute"))
    left = ANSWER_WITHIN - one.days
    if one.kind == AnnotationKind.MUST:
        if left < 0:
            return BadgeCell(f"逾期 {-left} 天", "bad")
        return BadgeCell(f"还有 {left} 天" if left else "今天到期", "info" if left > 1 else "warn")
    if one.kind == AnnotationKind.RISK:
        return BadgeCell("今天回" if not one.days else f"逾期 {one.days} 天", "warn" if not one.days else "bad")
    return BadgeCell(f"来了 {one.days} 天" if one.days else "今天来的", "warn" if one.days > ANSWER_WITHIN else "info")
