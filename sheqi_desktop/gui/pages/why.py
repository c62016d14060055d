"""The records behind a number: counted, and not counted with the reason and what cures it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Header, Page
from sheqi_desktop.gui.record_table import BadgeCell, Column, RecordTable, Row
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.card import Card
from sheqi_desktop.gui.widgets.chip import ChipRow
from sheqi_desktop.gui.widgets.tabs import Tabs
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.why import Line, why_rows

COUNTED, NOT_COUNTED = "counted", "uncounted"
ALL = "all"
COLUMNS = (
    Column("number", "编号", 200),
    Column("on", "日期", 100),
    Column("who", "服务对象", 110),
    Column("station", "站点", 100),
    Column("reason", "为什么没有计入", 300, kind="badges", stretch=True),
    Column("cure", "怎么办", 120),
)


class WhyPage(Page):
    """The most used screen before an evaluation."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        self._asked = ("ind_visit", "")
        self._lines: list[Line] = []
        whole = layout.column(self, (24, 14, 24, 16), 10)
        self.tabs = Tabs(((NOT_COUNTED, "未计入"), (COUNTED, "计入")))
        self.tabs.chosen.connect(lambda key: self._refill())
        whole.addWidget(self.tabs)
        self._chips = layout.column()
        whole.addLayout(self._chips)
        self._reason = ALL
        card = Card((1, 6, 1, 8), 0)
        self.table = RecordTable(COLUMNS)
        self.table.setAccessibleName("数字背后的记录")
        self.table.opened.connect(self._open_record)
        card.body.addWidget(self.table, 1)
        whole.addWidget(card, 1)
        self._count = PlainLabel("", "hint")
        whole.addWidget(self._count)

    def header(self) -> Header:
        """Name the number and where it stands."""
        measure = self._desk.library.contract.measure(self._asked[0])
        where = self._desk.unit_name(self._asked[1]) if self._asked[1] else "全县"
        crumbs = (("指标", "indicators"), (measure.label, ""))
        return Header(
            f"{measure.label}・{where}", "哪些记录计入，哪些没有，为什么", crumbs=crumbs, search=False, new=False
        )

    def open(self, argument: object) -> None:
        """Show a measure of a station, or of the whole county."""
        if isinstance(argument, tuple):
            self._asked = (str(argument[0]), str(argument[1]))
        self.recompute()

    def on_changes(self, changes: Changes) -> None:
        """A record that changed may have moved to the other side."""
        self.recompute()

    def recompute(self) -> None:
        """Count in the background."""
        measure, unit = self._asked
        county = self._desk.library.contract.county_code
        own = unit or (county if self._desk.place.kind == "centre" else self._desk.station)
        job = self._jobs.run(lambda job: why_rows(self._desk, measure, own))
        job.finished.connect(self._show)
        job.trouble.connect(lambda trouble: ask.say_trouble(self, trouble))

    def _show(self, lines: object) -> None:
        assert isinstance(lines, list)
        self._lines = lines
        counted = sum(line.counted for line in self._lines)
        self.tabs.set_words(COUNTED, f"计入 {counted}")
        self.tabs.set_words(NOT_COUNTED, f"未计入 {len(self._lines) - counted}")
        reasons: dict[str, int] = {}
        for line in self._lines:
            if not line.counted:
                reasons[line.code] = reasons.get(line.code, 0) + 1
        layout.clear(self._chips)
        chips = ChipRow(
            [(ALL, "全部", len(self._lines) - counted), *((code, self._words(code), n) for code, n in reasons.items())]
        )
        chips.chosen.connect(self._choose)
        self._chips.addWidget(chips)
        self._reason = ALL
        self.header_changed.emit()
        self._refill()

    def _words(self, code: str) -> str:
        from sheqi_desktop.domain.counting.reasons import REASONS

        return REASONS[code].label

    def _choose(self, code: str) -> None:
        self._reason = code
        self._refill()

    def _refill(self) -> None:
        counted = self.tabs.current == COUNTED
        shown = [one for one in self._lines if one.counted == counted and (counted or self._reason in (ALL, one.code))]
        self.table.show_rows([self._row(place, line) for place, line in enumerate(shown)])
        self._shown = shown
        self._count.setText(f"{len(shown)} 条・回车打开记录")

    def _row(self, place: int, line: Line) -> Row:
        badge = (
            BadgeCell("计入", "ok", "check")
            if line.counted
            else BadgeCell(line.reason, "warn" if line.cure else "mute", "")
        )
        station = self._desk.unit_name(line.station)
        return Row(str(place), (line.doc_no, line.on, line.client, station, (badge,), line.cure))

    def _open_record(self, place: str) -> None:
        self.go("visit", self._shown[int(place)].record)
