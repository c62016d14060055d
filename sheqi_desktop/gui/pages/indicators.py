"""指标看板 (10): the contract's rows as people know them, a heat map by station; every number opens its records."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header, Page
from sheqi_desktop.gui.pages.indicator_cells import heat_heads, heat_rows, plan_rows
from sheqi_desktop.gui.record_table import Column, RecordTable
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.card import Card, CardTitle, ScrollColumn
from sheqi_desktop.gui.widgets.heat_table import HeatTable
from sheqi_desktop.gui.widgets.segments import Segment, Segments
from sheqi_desktop.operations.count_contract import Counted
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.indicators import indicators
from sheqi_desktop.operations.writing import write_file

COLUMNS = (
    Column("item", "项目", 118),
    Column("plan", "计划目标", 190, stretch=True),
    Column("actual", "实际完成", 176),
    Column("state", "达成", 112, kind="badges"),
)
PERIODS = (Segment("extended", "含顺延"), Segment("original", "原合同期"))


class IndicatorsPage(Page):
    """The county's board; a station sees its own row and the county's promise only."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        self._counted: Counted | None = None
        whole = layout.column(self, (24, 12, 24, 14), 12)
        line = layout.row(gap=12)
        self.period = Segments(PERIODS)
        self.period.setAccessibleName("按哪个服务期计数")
        self.period.set_value("extended")
        self.period.chosen.connect(lambda value: self.recompute())
        line.addWidget(self.period)
        self._until = PlainLabel("", "second")
        line.addWidget(self._until)
        line.addStretch(1)
        whole.addLayout(line)
        lower = layout.row(gap=14)
        whole.addLayout(lower, 1)
        lower.addWidget(self._plan_card(), 3)
        lower.addWidget(self._heat_card(), 2)

    def _plan_card(self) -> Card:
        card = Card((1, 12, 1, 10), 8)
        self._title = CardTitle("计划与实际")
        self._title.line.setContentsMargins(18, 0, 18, 0)
        card.body.addWidget(self._title)
        self.table = RecordTable(COLUMNS)
        self.table.setAccessibleName("计划与实际")
        self.table.opened.connect(lambda code: self.go("why", (code, "")))
        card.body.addWidget(self.table, 1)
        foot = layout.row(margins=(18, 0, 18, 0))
        foot.addWidget(PlainLabel("点任一行，可看到计入和未计入的记录", "hint"))
        card.body.addLayout(foot)
        return card

    def _heat_card(self) -> Card:
        card = Card((18, 12, 18, 10), 8)
        card.body.addWidget(CardTitle("分站热力图", side="点格子看记录"))
        scroll = ScrollColumn()
        self.heat = HeatTable()
        self.heat.opened.connect(self._open_cell)
        scroll.body.addWidget(self.heat)
        scroll.body.addStretch(1)
        card.body.addWidget(scroll, 1)
        return card

    # ------------------------------------------------------------------ page
    def header(self) -> Header:
        """Name the contract and the day it is counted to."""
        said = ""
        if self._counted is not None:
            outcome = self._counted.outcome
            end = outcome.contract.end_date
            amended = outcome.contract.amendments_on(outcome.as_of)
            said = f"{outcome.contract.start_date.year} 年度・截至 {min(outcome.as_of, end)}"
            said += f"・按第 {amended} 次变更后的合同计算" if amended else ""
        actions: tuple[Action, ...] = ()
        if self._desk.place.kind == "centre":
            actions = (
                Action("indicators_excel", "导出 Excel", "file-spreadsheet", lambda: self._print("xlsx")),
                Action("indicators_pdf", "评估用 PDF", "file-text", lambda: self._print("pdf"), "primary"),
            )
        name = "指标看板" if self._desk.place.kind == "centre" else "指标进度"
        return Header(name, said, actions=actions, search=False, new=False)

    def open(self, argument: object) -> None:
        """Count again."""
        self.recompute()

    def on_changes(self, changes: Changes) -> None:
        """A record that changed may change a number."""
        if changes.kinds & {"visit", "client", "period_close"}:
            self.recompute()

    def recompute(self) -> None:
        """Count in the background; the old numbers stay until the new ones are there."""
        original = self.period.value() == "original"
        job = self._jobs.run(lambda job: indicators(self._desk, original=original))
        job.finished.connect(self._show)
        job.trouble.connect(lambda trouble: ask.say_trouble(self, trouble))

    def _show(self, counted: object) -> None:
        assert isinstance(counted, Counted)
        self._counted = counted
        outcome = counted.outcome
        passed, total = outcome.passing
        self.table.show_rows(plan_rows(outcome))
        state = "全部达标" if passed == total else f"{passed} 项达标"
        self._title.say(f"{len(outcome.contract.indicators)} 行 {total} 项・{state}")
        heads = heat_heads(outcome)
        self.heat.show_rows(heads, heat_rows(outcome, self._mine()))
        contract = outcome.contract
        self._until.setText(f"服务期 {contract.start_date} 至 {contract.end_date}（两端都算）")
        self.header_changed.emit()

    def _mine(self) -> str:
        return "" if self._desk.place.kind == "centre" else self._desk.station

    def _open_cell(self, station: str, column: int) -> None:
        assert self._counted is not None
        measures = [one.measure.code for one in self._counted.outcome.results if one.measure.scope == "station"]
        self.go("why", (measures[column], station))

    def _print(self, shape: str) -> None:
        name = f"社旗县合同完成情况.{shape}"
        path = ask.save_file(self, "存到哪里", name, f"*.{shape}")
        if path is None:
            return
        job = self._jobs.run(lambda job: self._write(path, shape))
        job.finished.connect(lambda done: self.toast(f"已写好：{path.name}"))
        job.trouble.connect(lambda trouble: ask.say_trouble(self, trouble))

    def _write(self, path: Path, shape: str) -> None:
        from sheqi_desktop.operations.print_report import print_county  # PDF and Excel are read only when asked for

        write_file(path, print_county(self._desk, None, shape))
