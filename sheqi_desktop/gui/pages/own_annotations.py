"""我的批注: everything one wrote, with how far each is; Enter opens the document at the card."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.lazy_rows import LazyRows
from sheqi_desktop.gui.page import Action, Header
from sheqi_desktop.gui.pages.reading import ReadingPage
from sheqi_desktop.gui.pages.review import ReviewAsk
from sheqi_desktop.gui.record_table import BadgeCell, Column, RecordTable, Row
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.card_acts import STATE_TONES, TONES
from sheqi_desktop.gui.widgets.chip import ChipRow
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.gui.widgets.list_card import ListCard
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.kinds import words_of
from sheqi_desktop.operations.own_annotations import CHIPS, OwnAnnotation, OwnAnnotations, own_annotations

COLUMNS = (
    Column("who", "谁的什么", 190, "strong"),
    Column("kind", "类型", 92, "badges"),
    Column("body", "写了什么", 260, stretch=True),
    Column("station", "站", 84),
    Column("worker", "社工", 76),
    Column("at", "写于", 136),
    Column("state", "到哪一步", 150, "badges"),
)


class OwnAnnotationsPage(ReadingPage):
    """A list with filters."""

    KINDS = frozenset({"annotation", "annotation_reply", "verdict"})

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._lines: dict[str, OwnAnnotation] = {}
        self._chip = "all"
        whole = layout.column(self, (24, 14, 24, 16), 12)
        self.chips = ChipRow([(key, words, None) for key, words in CHIPS])
        self.chips.chosen.connect(self._filter)
        whole.addWidget(self.chips)
        self.table = RecordTable(COLUMNS, row_height=44, name="own_annotations_table")
        self.table.setAccessibleName("我写的批注")
        self.table.opened.connect(self._open)
        self.table.actions_for = lambda id_: [Action("open", "打开文书", run=partial(self._open, id_))]
        queue = Action("own_queue", "去批注", "inbox", lambda: self.go("queue"))
        self.empty = EmptyState(
            "message-square-text", "还没有写过批注", "写下的每一条都会排在这里，最近的在上面。", queue
        )
        self.list = ListCard(self.table, self.empty, (1, 6, 1, 4))
        whole.addWidget(self.list, 1)
        foot = layout.row(margins=(16, 6, 16, 6))
        self._count = PlainLabel("", "second")
        foot.addWidget(self._count, 1)
        foot.addWidget(PlainLabel("↑↓ 选择　回车 打开这份文书", "hint"))
        self.list.body.addLayout(foot)
        self.setFocusProxy(self.table)

    def header(self) -> Header:
        """Say whose."""
        return Header("我的批注", f"{self.desk.me.name}写的批注", new=False)

    def question(self) -> Callable[[], object]:
        """Ask for those the filter leaves."""
        return partial(own_annotations, self.desk, self._chip)

    def show_found(self, found: object) -> None:
        """Show them."""
        assert isinstance(found, OwnAnnotations)
        for key, _ in CHIPS:
            self.chips.set_count(key, found.counts.get(key, 0))
        self._lines = {one.line.annotation: one for one in found.lines}
        if self._chip == "all":
            self.empty.say("还没有写过批注", "写下的每一条都会排在这里，最近的在上面。")
        else:
            self.empty.say("没有这样的批注", "换一个筛选看看。")
        self.list.show_rows(LazyRows(tuple(self._lines), lambda ids: [_row(self._lines[one]) for one in ids]))
        self._count.setText(f"{len(found.lines)} 条" if found.lines else "")

    def _filter(self, chip: str) -> None:
        self._chip = chip
        self.look()

    def _open(self, id_: str) -> None:
        self.go("queue", ReviewAsk(self._lines[id_].line.record, id_))

    def help_topic(self) -> str:
        """F1."""
        return "own_annotations"


def _row(one: OwnAnnotation) -> Row:
    line = one.line
    who = f"{line.who}・{words_of(line.document_kind).words}" if line.who else words_of(line.document_kind).words
    state = BadgeCell(line.state_words, STATE_TONES.get(line.state, "mute"))
    more = BadgeCell("没发回", "mute") if not one.sent else BadgeCell("申请复议", "note") if line.appealed else None
    kind = BadgeCell(line.kind_words, TONES.get(line.kind, "mute"))
    badges = (state, more) if more is not None else (state,)
    return Row(line.annotation, (who, (kind,), line.body, one.station, line.worker, line.at, badges))
