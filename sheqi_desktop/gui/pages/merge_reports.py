"""合并报告: every run, kept for ever; the one chosen is told at the right and printed on one sheet."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.clock import county_moment
from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header, Page
from sheqi_desktop.gui.pages.sheet_out import sheet_out
from sheqi_desktop.gui.pages.undo_run import UndoRun
from sheqi_desktop.gui.record_table import BadgeCell, Column, RecordTable, Row
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import SOFT, Button
from sheqi_desktop.gui.widgets.card import Card, CardTitle, ScrollColumn
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.gui.widgets.key_values import KeyValues
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.merge_report import (
    MergeReport,
    ReportLine,
    Table,
    merge_report,
    merge_reports,
    print_merge_report,
)

COLUMNS = (
    Column("n", "次", 44, "number"),
    Column("when", "时间", 138),
    Column("state", "结果", 96, "badges"),
    Column("what", "内容", 220, stretch=True),
)
ONE_TO_ONE = 2
"""A table of so many columns is a list of names and what they say."""


class MergeReportsPage(Page):
    """The runs at the left, one report at the right."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        self._lines: list[ReportLine] | None = None
        self._wanted = 0
        whole = layout.row(self, (24, 14, 24, 14), 14)
        self._none = EmptyState("package-check", "还没有合并过", "导入数据包以后，每次合并的报告都留在这里。")
        left = Card((1, 6, 1, 6), 0)
        self.table = RecordTable(COLUMNS, name="merge_reports_table")
        self.table.setAccessibleName("合并报告")
        self.table.chosen.connect(self._chosen)
        left.body.addWidget(self.table, 1)
        left.body.addWidget(self._none, 1)
        whole.addWidget(left, 1)
        self.side = Card((18, 14, 18, 14), 8)
        self._title = CardTitle("合并报告")
        self.side.body.addWidget(self._title)
        self._told = ScrollColumn(gap=10)
        self.side.body.addWidget(self._told, 1)
        line = layout.row(gap=10)
        self.paper = Button("打印这一页", SOFT, "printer", name="merge_report_print", pressed=self.print_)
        self.undo = UndoRun(self, desk, jobs, "撤销这次合并", "merge_report_undo")
        self.table.opened.connect(lambda row: self.paper.setFocus())
        line.addWidget(self.paper)
        line.addWidget(self.undo)
        line.addStretch(1)
        self.side.body.addLayout(line)
        whole.addWidget(self.side, 1)
        # Nothing is said before it is known whether there was a run.
        self._none.hide()
        self.side.hide()
        self.setFocusProxy(self.table)

    def header(self) -> Header:
        """Say how many runs there were."""
        crumbs = (("数据汇总", "board"),) if self._desk.place.kind == "centre" else (("数据包", "bundles"),)
        actions = (Action("to_exchanges", "往来记录", "history", lambda: self.go("exchanges")),)
        return Header(
            "合并报告",
            f"{len(self._lines)} 次" if self._lines is not None else "",
            crumbs,
            actions,
            search=False,
            new=False,
        )

    def open(self, argument: object) -> None:
        """Show the run named, or the last."""
        self._wanted = argument if isinstance(argument, int) else 0
        self.recompute()

    def on_changes(self, changes: Changes) -> None:
        """A run may have been added or taken back."""
        if self.isVisible():
            self.recompute()

    def recompute(self) -> None:
        """Read the list again."""
        self._jobs.run(lambda job: merge_reports(self._desk), self._show, self._cannot)

    def print_(self) -> None:
        """Print the report that is shown, on its one sheet."""
        if not self._wanted:
            return
        wanted = self._wanted
        name = f"合并报告第{wanted}次"
        job = self._jobs.run(lambda job: print_merge_report(self._desk, wanted))
        job.finished.connect(lambda data: sheet_out(self, self._jobs, data, name))
        job.trouble.connect(self._cannot)

    def _cannot(self, trouble: Trouble) -> None:
        ask.say_trouble(self, trouble)

    # ------------------------------------------------------------------ the list
    def _show(self, lines: list[ReportLine]) -> None:
        self._lines = lines
        self.table.show_rows([_row(line) for line in lines])
        self.table.setVisible(bool(lines))
        self._none.setVisible(not lines)
        self.side.setVisible(bool(lines))
        self.header_changed.emit()
        known = {line.n for line in lines}
        if lines:
            self._choose_run(self._wanted if self._wanted in known else lines[0].n)

    def _chosen(self, row: str) -> None:
        if row and int(row) != self._wanted:
            self._choose_run(int(row))

    def _choose_run(self, n: int) -> None:
        self._wanted = n
        self.table.choose(str(n))
        self._jobs.run(lambda job: merge_report(self._desk, n), self._tell, self._cannot)

    # ------------------------------------------------------------------ one report
    def _tell(self, said: MergeReport) -> None:
        if said.line.n != self._wanted:
            return
        self._title.title.setText(said.title)
        self._title.say(said.line.state)
        layout.clear(self._told.body)
        for fact in said.facts:
            self._told.body.addWidget(PlainLabel(fact, "body", wrap=True, selectable=True))
        for part in said.parts:
            self._told.body.addWidget(PlainLabel(part.title, "strong"))
            self._told.body.addWidget(_table(part))
        self._told.body.addStretch(1)
        newest = max((line.n for line in self._lines or () if line.state != "无变化"), default=0)
        self.undo.hide()
        if said.line.n == newest:
            self.undo.look()


def _table(part: Table) -> QWidget:
    if not part.rows:
        return PlainLabel(part.none, "second", wrap=True)
    heads = [head for head, _ in part.heads]
    facts = [(row[0], _said(heads, row)) for row in part.rows]
    return KeyValues(facts, key_width=150)


def _said(heads: list[str], row: tuple[str, ...]) -> str:
    if len(row) == ONE_TO_ONE:
        return row[1]
    return "，".join(f"{head} {cell}" for head, cell in zip(heads[1:], row[1:], strict=True))


def _row(line: ReportLine) -> Row:
    when = county_moment(line.at_ms)
    badge = BadgeCell(line.state, line.tone, line.icon)
    return Row(str(line.n), (str(line.n), f"{when:%Y-%m-%d %H:%M}", (badge,), line.words))
