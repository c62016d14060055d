"""指标看板 (10): the contract's rows as people know them, a heat map by station; every number opens its records."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.counting.table import plain
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header, Page
from sheqi_desktop.gui.pages.indicator_cells import heat_heads, heat_rows, months_longer, own_rows, plan_rows, summary
from sheqi_desktop.gui.pages.indicator_legend import HeatLegend
from sheqi_desktop.gui.record_table import Column, RecordTable
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.card import Card, CardTitle, Line
from sheqi_desktop.gui.widgets.heat_table import HeatTable
from sheqi_desktop.gui.widgets.marks import IconMark
from sheqi_desktop.gui.widgets.pace_bar import PaceBar, PaceLine
from sheqi_desktop.gui.widgets.panes import Panes
from sheqi_desktop.gui.widgets.segments import Segment, Segments
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.indicators import Looked, look_at_indicators
from sheqi_desktop.operations.writing import write_file

COLUMNS = (
    Column("item", "项目", 150, kind="strong", sortable=False),
    Column("plan", "计划目标", 208, stretch=True, sortable=False, wrap=True),
    Column("actual", "实际完成", 182, stretch=True, sortable=False, wrap=True),
    Column("state", "达成", 118, kind="badges", sortable=False),
)
PERIODS = (Segment("extended", "含顺延"), Segment("original", "原合同期"))
ROW, ROWS, HEAD = 46, 10, 34
"""A row holds two lines: what is promised and what was done are never cut."""


class IndicatorsPage(Page):
    """The county's board; a station sees its own row and the county's promise only."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        self._centre = desk.place.kind == "centre"
        self._looked: Looked | None = None
        whole = layout.column(self, gap=0)
        whole.addLayout(self._choices())
        side = self._heat_card() if self._centre else self._pace_card()
        whole.addWidget(Panes(self._plan_card(), side, 448 if self._centre else 380, margins=(24, 0, 24, 8)), 1)
        self.setFocusProxy(self.table)

    def _choices(self) -> QHBoxLayout:
        line = layout.row(margins=(24, 8, 24, 8), gap=12)
        self.period = Segments(PERIODS)
        self.period.setObjectName("indicators_period")
        self.period.setAccessibleName("按哪个服务期计数")
        self.period.set_value("extended")
        self.period.chosen.connect(lambda value: self.recompute())
        line.addWidget(self.period)
        self._until = PlainLabel("", "second", wrap=True)
        line.addWidget(self._until, 1)
        return line

    def _plan_card(self) -> Card:
        card = Card((1, 12, 1, 10), 8)
        head = layout.row(margins=(18, 0, 18, 0))
        self._title = CardTitle("计划与实际")
        head.addWidget(self._title)
        card.body.addLayout(head)
        self._title.say(side="条中竖线 = 100%")
        self.table = RecordTable(COLUMNS, row_height=ROW, name="indicators_table")
        self.table.setAccessibleName("计划与实际")
        self.table.opened.connect(lambda code: self._why(code, "" if self._centre else self._desk.station))
        self.table.clicked.connect(lambda index: self.table.activated.emit(index))
        layout.least(self.table, width=560, height=HEAD + ROW * ROWS + 2)
        card.body.addWidget(self.table, 1)
        foot = layout.row(margins=(18, 0, 18, 0))
        foot.addWidget(PlainLabel("点任一行，可看到计入和未计入的记录", "second"))
        card.body.addLayout(foot)
        return card

    def _heat_card(self) -> Card:
        card = Card((18, 8, 18, 6), 2)
        title = CardTitle("分站热力图")
        title.line.addWidget(HeatLegend())
        card.body.addWidget(title)
        self.heat = HeatTable()
        self.heat.setObjectName("indicators_heat")
        self.heat.opened.connect(self._open_cell)
        card.body.addWidget(self.heat)
        card.body.addStretch(1)
        foot = layout.row(gap=6)
        foot.addWidget(IconMark("info", "text2", 16))
        self._arrived = PlainLabel("", "second", wrap=True)
        foot.addWidget(self._arrived, 1)
        card.body.addLayout(foot)
        return card

    def _pace_card(self) -> Card:
        card = Card((18, 12, 18, 14), 10)
        title = CardTitle("本站进度")
        card.body.addWidget(title)
        title.say(side="竖线是时间进度")
        self._bars = layout.column(gap=4)
        card.body.addLayout(self._bars)
        card.body.addWidget(Line())
        card.body.addWidget(CardTitle("全县的约定"))
        self._promises = layout.column(gap=0)
        card.body.addLayout(self._promises)
        card.body.addStretch(1)
        return card

    # ------------------------------------------------------------------ page
    def header(self) -> Header:
        """Name the contract and the day it is counted to."""
        said = ""
        if self._looked is not None:
            outcome = self._looked.counted.outcome
            contract = outcome.contract
            longer = months_longer(contract.end_date_original, contract.end_date)
            parts = [f"{contract.start_date.year} 年度", f"顺延 {longer} 个月" if longer else "原合同期"]
            said = "・".join([*parts, f"截至 {min(outcome.as_of, contract.end_date)}"])
        actions: tuple[Action, ...] = ()
        if self._centre:
            actions = (
                Action("indicators_excel", "导出 Excel", "file-spreadsheet", lambda: self._print("xlsx")),
                Action("indicators_pdf", "评估用 PDF", "file-text", self.print_, "primary"),
            )
        return Header("指标看板" if self._centre else "指标进度", said, actions=actions, search=False, new=False)

    def open(self, argument: object) -> None:
        """Count again."""
        self.recompute()

    def keep(self) -> object:
        """Keep the row one stands on."""
        return self.table.current_id

    def restore(self, kept: object) -> None:
        """Go back to the row."""
        self.table.choose(str(kept))

    def on_changes(self, changes: Changes) -> None:
        """Any record may count."""
        if self.isVisible():
            self.recompute()

    def print_(self) -> None:
        """Ctrl+P: the table for the evaluation."""
        if self._centre:
            self._print("pdf")

    def recompute(self) -> None:
        """Count in the background; the old numbers stay until the new are there."""
        original = self._original
        job = self._jobs.run(lambda job: look_at_indicators(self._desk, original=original))
        job.finished.connect(self._show)
        job.trouble.connect(lambda trouble: ask.say_trouble(self, trouble))

    @property
    def _original(self) -> bool:
        return self.period.value() == "original"

    def _show(self, looked: object) -> None:
        assert isinstance(looked, Looked)
        self._looked = looked
        outcome = looked.counted.outcome
        contract = outcome.contract
        until = f"服务期 {contract.start_date} 至 {contract.end_date}（两端都算）"
        amended = contract.amendments_on(outcome.as_of)
        self._until.setText(until + (f"・按第 {amended} 次变更后的合同计算" if amended else ""))
        if self._centre:
            self.table.show_rows(plan_rows(outcome))
            self._title.say(summary(outcome), "条中竖线 = 100%")
            self.heat.show_rows(heat_heads(outcome), heat_rows(outcome))
            day = f"{looked.until.month}月{looked.until.day}日"
            sent = f"数据截至 {day}：{looked.arrived} / {len(contract.stations)} 站"
            self._arrived.setText(f"{sent}。✖ 是未达，斜纹是还没有录入")
        else:
            self.table.show_rows(own_rows(outcome, self._desk.station))
            self._title.say("本站", "条中竖线 = 100%")
            self._show_pace(looked)
        self.header_changed.emit()

    def _show_pace(self, looked: Looked) -> None:
        layout.clear(self._bars)
        for one in looked.pace:
            bar = PaceBar(PaceLine(one.label, one.state, one.done, one.target, one.part, one.tick, one.words, one.code))
            bar.opened.connect(lambda code: self._why(str(code), self._desk.station))
            self._bars.addWidget(bar)
        layout.clear(self._promises)
        for result in looked.counted.outcome.results:
            if result.measure.scope == "station" and result.target_total is not None:
                unit = result.measure.unit
                words = f"{result.measure.label}：{result.units_total} 站共 {plain(result.target_total)} {unit}"
                self._promises.addWidget(PlainLabel(words, "second", wrap=True))

    # ------------------------------------------------------------------ acts
    def _why(self, measure: str, station: str) -> None:
        self.go("why", (measure, station, self._original))

    def _open_cell(self, station: str, column: int) -> None:
        assert self._looked is not None
        outcome = self._looked.counted.outcome
        measures = [one.measure.code for one in outcome.results if one.measure.scope == "station"]
        self._why(measures[column], station)

    def _print(self, shape: str) -> None:
        pattern = "PDF (*.pdf)" if shape == "pdf" else "Excel (*.xlsx)"
        path = ask.save_file(self, "存到哪里", f"社旗县合同完成情况.{shape}", pattern)
        if path is None:
            return
        job = self._jobs.run(lambda job: self._write(path, shape))
        job.finished.connect(lambda done: self.toast(f"已写好：{path.name}"))
        job.trouble.connect(lambda trouble: ask.say_trouble(self, trouble))

    def _write(self, path: Path, shape: str) -> None:
        from sheqi_desktop.operations.print_report import print_county  # PDF and Excel are read only when asked for

        write_file(path, print_county(self._desk, None, shape))
