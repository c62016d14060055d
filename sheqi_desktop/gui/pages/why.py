"""The records behind a number: counted, and not counted with the reason and what cures it."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.counting.reasons import REASONS
from sheqi_desktop.gui import ask, kinds, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Header, Page
from sheqi_desktop.gui.pages import registry
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.record_table import BadgeCell, Column, RecordTable, Row
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.card import Card
from sheqi_desktop.gui.widgets.chip import ChipRow
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.gui.widgets.tabs import Tabs
from sheqi_desktop.operations.day_words import short_number
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.why import Line, Why, why

COUNTED, NOT_COUNTED = "counted", "uncounted"
ALL = "all"
LOST = {
    "NC_SIGNED_LATE": "签批过了截止日，这一期不再计入",
    "NC_OUT_OF_PERIOD": "日期没错的，不算这一期",
    "NC_STATUS": "已经了结，不再计入",
    "NC_DUPLICATE": "留一份就够，不用办",
    "NC_VOID": "作废错了的，可以恢复",
}
"""What to think of a record that nobody can make count any more (grey, domain 11)."""
COLUMNS = (
    Column("number", "编号", 136, kind="strong"),
    Column("on", "日期", 104),
    Column("who", "谁 / 什么", 130),
    Column("station", "站点", 104),
    Column("reason", "为什么", 300, kind="badges", stretch=True),
    Column("cure", "怎么办", 200),
)


class WhyPage(Page):
    """The most used screen before an evaluation."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        self._asked: tuple[str, str, bool] = ("ind_visit", "", False)
        self._turn = 0
        self._lines: list[Line] = []
        self._shown: list[Line] = []
        self._reason = ALL
        whole = layout.column(self, (24, 14, 24, 12), 10)
        self.tabs = Tabs(((NOT_COUNTED, "未计入"), (COUNTED, "计入")))
        self.tabs.chosen.connect(lambda key: self._refill())
        whole.addWidget(self.tabs)
        self._chip_place = layout.column()
        whole.addLayout(self._chip_place)
        self.chips = ChipRow()
        self._chip_place.addWidget(self.chips)
        card = Card((1, 6, 1, 8), 0)
        self.table = RecordTable(COLUMNS, name="why_table")
        self.table.setAccessibleName("数字背后的记录")
        self.table.opened.connect(self._open_record)
        self._none = EmptyState("circle-check", "这里没有记录")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._none)
        card.body.addWidget(self._stack, 1)
        whole.addWidget(card, 1)
        foot = layout.row(gap=16)
        self._count = PlainLabel("", "second")
        self._beside = PlainLabel("", "second", elide=True)
        foot.addWidget(self._count)
        foot.addWidget(self._beside, 1)
        whole.addLayout(foot)
        self.setFocusProxy(self.table)

    def header(self) -> Header:
        """Name the number and where it stands."""
        measure = self._desk.library.contract.measure(self._asked[0])
        where = self._desk.unit_name(self._asked[1]) if self._asked[1] else "全县"
        board = "指标看板" if self._desk.place.kind == "centre" else "指标进度"
        period = "原合同期・" if self._asked[2] else ""
        return Header(
            f"{measure.label}・{where}",
            f"{period}哪些记录计入，哪些没有，为什么",
            crumbs=((board, "indicators"),),
            search=False,
            new=False,
        )

    def open(self, argument: object) -> None:
        """Show a measure of a station, or of the whole county; the third word asks for the 原合同期."""
        if isinstance(argument, tuple):
            measure, unit, *rest = argument
            self._asked = (str(measure), str(unit), bool(rest and rest[0]))
            self._reason = ALL
        self.recompute()

    def keep(self) -> object:
        """Keep the side, the reason and the row."""
        return (self.tabs.current, self._reason, self.table.current_id)

    def restore(self, kept: object) -> None:
        """Come back to them once the rows are there."""
        assert isinstance(kept, tuple)
        side, self._reason, row = kept
        self.tabs.choose(side)
        self._refill()
        self.table.choose(row)

    def on_changes(self, changes: Changes) -> None:
        """A record that changed may have moved to the other side."""
        if self.isVisible():
            self.recompute()

    def recompute(self) -> None:
        """Count in the background; an answer that comes after a newer question is let go."""
        self._turn += 1
        turn, (measure, unit, original) = self._turn, self._asked
        county = self._desk.library.contract.county_code
        own = unit or (county if self._desk.place.kind == "centre" else self._desk.station)
        job = self._jobs.run(lambda job: (turn, why(self._desk, measure, own, original=original)))
        job.finished.connect(self._show)
        job.trouble.connect(lambda trouble: ask.say_trouble(self, trouble))
        self.header_changed.emit()

    def _show(self, answer: object) -> None:
        assert isinstance(answer, tuple)
        turn, found = answer
        if turn != self._turn:
            return
        assert isinstance(found, Why)
        self._lines = found.lines
        self._beside.setText("　".join(part for part in (found.beside, found.warning) if part))
        self._beside.set_tone("warn" if found.warning else "text2")
        counted = sum(line.counted for line in self._lines)
        left = len(self._lines) - counted
        self.tabs.set_words(COUNTED, f"计入 {counted}")
        self.tabs.set_words(NOT_COUNTED, f"未计入 {left}")
        reasons: dict[str, int] = {}
        for line in self._lines:
            if not line.counted:
                reasons[line.code] = reasons.get(line.code, 0) + 1
        if self._reason not in reasons:
            self._reason = ALL
        layout.clear(self._chip_place)
        said = [(code, REASONS[code].label, n) for code, n in sorted(reasons.items(), key=lambda one: -one[1])]
        self.chips = ChipRow([(ALL, "全部原因", left), *said])
        self.chips.choose(self._reason)
        self.chips.chosen.connect(self._choose)
        self._chip_place.addWidget(self.chips)
        self._refill()

    def _choose(self, code: str) -> None:
        self._reason = code
        self._refill()

    def _refill(self) -> None:
        counted = self.tabs.current == COUNTED
        self.chips.setVisible(not counted and any(not one.counted for one in self._lines))
        shown = [one for one in self._lines if one.counted == counted and (counted or self._reason in (ALL, one.code))]
        self._shown = shown
        self.table.show_rows([self._row(place, line) for place, line in enumerate(shown)])
        if shown and not self.table.current_id:
            self.table.choose("0")
        words = "还没有计入的记录" if counted else "没有未计入的记录"
        self._none.say(words, "提交并齐全的记录会列在这里。" if counted else "这个数里的记录都计入了。")
        self._stack.setCurrentWidget(self.table if shown else self._none)
        words = f"{len(shown)} 条・回车看这一条" if shown else ""
        self._count.setText(words)
        self.say(f"{'计入' if counted else '未计入'} {len(shown)} 条")

    def _row(self, place: int, line: Line) -> Row:
        if line.counted:
            badge = BadgeCell("计入", "ok", "check")
        else:
            more = f"（还有 {len(line.others)} 个原因）" if line.others else ""
            badge = BadgeCell(f"{line.reason}{more}", "warn" if line.cure else "mute", "circle-alert")
        station = self._desk.unit_name(line.station)
        done = line.cure or LOST.get(line.code, "")
        return Row(str(place), (short_number(line.doc_no), line.on, line.client, station, (badge,), done))

    def _open_record(self, place: str) -> None:
        line = self._shown[int(place)]
        if line.code == "NC_ADJUST_PENDING":
            self.go("adjustments", line.record)
            return
        file = kinds.file_page(line.kind)
        if file and registry.known(self._desk.place.kind, file):
            self.go(file, line.record)
            return
        form = kinds.form_page(line.kind)
        if line.kind in self._desk.library.kinds() and registry.known(self._desk.place.kind, form):
            self.go(form, FormAsk(line.kind, line.record))
            return
        others = [REASONS[code].label for code in line.others if code in REASONS]
        said = [
            f"{line.on}　{self._desk.unit_name(line.station)}　{line.client}",
            "计入。" if line.counted else line.reason,
            f"还有：{'、'.join(others)}" if others else "",
            f"怎么办：{said_cure}" if (said_cure := line.cure or LOST.get(line.code, "")) else "",
        ]
        ask.tell(self, line.doc_no or "没有编号", "\n".join(one for one in said if one))
