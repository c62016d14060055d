"""媒体报道: the register of a station or the county; the centre checks link and proof here and gives its answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.gui import ask, kinds, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header
from sheqi_desktop.gui.pages.activities import LISTS
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.long_list import LongListPage
from sheqi_desktop.gui.pages.media_side import MediaSide
from sheqi_desktop.gui.pages.photos import Photos
from sheqi_desktop.gui.pages.voiding_list import Voidable
from sheqi_desktop.gui.record_table import BadgeCell, Column, RecordTable, Row, Sorted, TwoLine
from sheqi_desktop.gui.widgets.buttons import DANGER, PRIMARY
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.gui.widgets.panes import Panes
from sheqi_desktop.gui.widgets.tabs import Tabs
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.media_list import KIND, MediaAsk, MediaLine, MediaList, media_list
from sheqi_desktop.operations.verify_media import verify_media

CHIP_WORDS = (
    ("all", "全部"), ("pending", "待核验"), ("verified", "已核验"), ("rejected", "不予认定"), ("counted", "计入"),
    ("draft", "草稿"), ("voided", "已作废"),
)  # fmt: skip
WHEN_ANY = frozenset({"rejected", "draft", "voided"})
PAGE, SIDE = "media", 300
_STATION = Column("station", "站点", 92)


class MediaPage(LongListPage):
    """The list, and beside it the report that is chosen."""

    KINDS = frozenset({KIND, "activity"})

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, KIND, KIND, "on", parent)
        self.found: MediaList | None = None
        self._centre = desk.place.kind == "centre"
        self.photos = Photos(desk, jobs, self)
        first = QWidget()
        left = layout.column(first, gap=12)
        self.tabs = Tabs(LISTS)
        self.tabs.choose(PAGE)
        self.tabs.chosen.connect(self._hop)
        if self._centre:
            self.tabs.hide()
        left.addWidget(self.tabs)
        left.addLayout(self.build_top("搜标题、媒体、编号", CHIP_WORDS))
        columns = (
            Column("title", "报道", 220, "two_line", stretch=True), Column("on", "发表", 92),
            *((_STATION,) if self._centre else ()), Column("state", "核验", 92, "badges"), Column("counts", "计入", 60),
        )  # fmt: skip
        table = RecordTable(columns, row_height=52, name=f"{KIND}_table")
        table.setAccessibleName("媒体报道列表")
        table.chosen.connect(self._show_side)
        hint = "↑↓ 选择　回车 打开" + ("　Ctrl+回车 核验" if self._centre else "　Delete 作废　Ctrl+N 新增")
        left.addWidget(self.build_list(table, self._empty_state(), hint), 1)
        self.side = MediaSide()
        self.side.accept_asked.connect(self.submit)
        self.side.reject_asked.connect(self._reject)
        self.side.look_asked.connect(self._look)
        self.side.source_asked.connect(self._go_to_source)
        self.side.copied.connect(self.toast)
        layout.column(self).addWidget(Panes(first, self.side, SIDE))
        # From the search to the list and on to the answers; what stands beside comes after them.
        for one, following in pairwise((self.field, self.table, self.side.reject, self.side.accept)):
            QWidget.setTabOrder(one, following)
        self.remember_widths(f"list/{KIND}")

    def _empty_state(self) -> EmptyState:
        if self._centre:
            return EmptyState("newspaper", "还没有媒体报道", "站点登记的报道随数据包来，在这里核验。")
        first = Action(f"{KIND}_first", "新建媒体报道", "plus", self.new, PRIMARY)
        return EmptyState(
            "newspaper", "还没有媒体报道", "上了报纸、电视或公众号，登记在这里；县中心核验后计入。", first
        )

    def _hop(self, page: str) -> None:
        """Go to the activities; this list keeps its own tab for the way back."""
        if page != PAGE:
            self.tabs.choose(PAGE)
            self.go(page)

    # ------------------------------------------------------------------ page
    def header(self) -> Header:
        """Say how many wait and how many count."""
        context = ""
        if self.found is not None:
            counts = self.found.counts
            context = f"共 {counts['all']} 篇・待核验 {counts['pending']}・计入 {counts['counted']}"
        if self._centre:
            return Header("媒体报道", context, search=False, new=False)
        actions = (
            Action(f"{KIND}_ledger", "导出台账", "file-spreadsheet", lambda: self.go("ledger_export", KIND)),
            Action(f"{KIND}_new", "新建报道", "plus", self.new, PRIMARY),
        )
        return Header("媒体报道", context, actions=actions, search=False)

    def question(self) -> Callable[[], object]:
        """Ask for what is typed and filtered."""
        return partial(media_list, self.desk, MediaAsk(self.field.words, self.chips.current, self._order, self._down))

    def show_found(self, found: object) -> None:
        """Show the list, and the chosen report anew."""
        assert isinstance(found, MediaList)
        self.found = found
        self.show_listed(found, WHEN_ANY)
        self._show_side(self.table.current_id)

    def rows(self, ids: Sequence[str]) -> Sequence[Row]:
        """Give some lines."""
        known = self.found.lines if self.found is not None else {}
        return [self._row(known[one]) for one in ids if one in known]

    def _row(self, one: MediaLine) -> Row:
        where = (one.station,) if self._centre else ()
        state = (BadgeCell(one.words, one.tone),)
        counts = "是" if one.counts else "" if one.voided else "否"
        title = TwoLine(one.title, "・".join(part for part in (one.medium, one.level) if part))
        cells = (title, Sorted(one.on_words, one.on), *where, state, counts)
        return Row(one.record, cells, one.jump, one.voided, one)

    def voidable(self, record: str) -> Voidable | None:
        """Name a report of one's own station by its title."""
        one = self._line_of(record)
        return Voidable(f"“{one.title or '媒体报道'}”", one.voided) if one is not None and one.own else None

    def new(self) -> None:
        """Ctrl+N: only a station registers."""
        if not self._centre:
            super().new()

    def help_topic(self) -> str:
        """F1."""
        return PAGE

    # ------------------------------------------------------------------ the one that is chosen
    def _line_of(self, record: str) -> MediaLine | None:
        return self.found.lines.get(record) if self.found is not None else None

    def _show_side(self, record: str) -> None:
        self.side.show_line(self._line_of(record))

    def _look(self, at: int) -> None:
        if self.side.line is not None:
            self.photos.show(self.side.line.clippings, at)

    def _go_to_source(self, kind: str, record: str) -> None:
        page = kinds.file_page(kind)
        if page and not self._centre:
            self.go(page, record)
        else:
            self.go(kinds.form_page(kind), FormAsk(kind, record, read_only=self._centre))

    def submit(self) -> None:
        """Ctrl+Enter at the centre: 核验通过."""
        line = self.side.line
        if line is None or not line.may_verify:
            return
        if not line.clippings:
            self.toast(self.side.accept.toolTip())
            return
        words = "先打开网址或版面，核对标题、媒体、级别和发表日期都与登记的一致。"
        if line.not_here:
            words += f"还有 {line.not_here} 个存档没有到，等到了再核验更稳妥。"
        choices = (ask.Choice("no", "先不"), ask.Choice("yes", "核验通过", PRIMARY))
        title = f"核验“{line.title}”？"
        if ask.decide(self, title, words, choices, harmless="no", icon="badge-check", tone="tint") == "yes":
            self._verify(line, accepted=True, reason="")

    def _reject(self) -> None:
        line = self.side.line
        if line is None or not line.may_verify:
            return
        words = "写明为什么，站点会看到；改好以后还可以再核验。"
        reason = ask.reason(self, f"“{line.title}”不予认定？", words, "原因", action="不予认定", kind=DANGER)
        if reason is not None:
            self._verify(line, accepted=False, reason=reason)

    def _verify(self, line: MediaLine, *, accepted: bool, reason: str) -> None:
        def done(changes: Changes) -> None:
            self.changed.emit(changes)
            said = "已核验" if accepted else "不予认定"
            self.toast(f"{said}，随下一个回传包带回{line.station}。")

        work = partial(verify_media, self.desk, line.record, accepted=accepted, reason=reason)
        self.jobs.run(lambda job: work(), done, self.sorry)
