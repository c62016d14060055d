"""往来记录: every bundle sent and received on this machine, newest first."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QStackedWidget, QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.clock import county_moment
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header, Page
from sheqi_desktop.gui.record_table import BadgeCell, Column, RecordTable, Row
from sheqi_desktop.gui.widgets.card import Card
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.exchange import ExchangeLine, exchange_lines
from sheqi_desktop.operations.explain_file import Explained, explain_kept
from sheqi_desktop.operations.file_lines import missing_count

COLUMNS = (
    Column("when", "时间", 138),
    Column("what", "数据包", 320, stretch=True),
    Column("state", "状态", 190, kind="badges"),
    Column("file", "文件", 250),
)


@dataclass(frozen=True, slots=True)
class Behind:
    """The bundles behind one cell of the board: whose, which files, and in words."""

    station: str
    files: tuple[str, ...]
    words: str


class ExchangesPage(Page):
    """What went and what came."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        whole = layout.column(self, (24, 16, 24, 16), 12)
        card = Card((1, 8, 1, 8), 0)
        self.table = RecordTable(COLUMNS, name="exchanges_table")
        self.table.setAccessibleName("往来记录")
        self.table.clicked.connect(lambda index: self._tell(index.row()))
        self.table.opened.connect(lambda row: self._tell(int(row)))
        self._lines: list[ExchangeLine] = []
        start = Action("exchanges_import", "导入数据包", "download", lambda: self.go("import"), "primary")
        self._none = EmptyState("package", "还没有往来", "导出或导入过的数据包，都会记在这里。", start)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._none)
        card.body.addWidget(self._stack, 1)
        whole.addWidget(card, 1)
        self._station, self._missing = "", 0
        self._behind: Behind | None = None
        self.setFocusProxy(self.table)

    def header(self) -> Header:
        """Offer both directions."""
        actions: tuple[Action, ...] = (Action("to_import", "导入数据包", "download", lambda: self.go("import")),)
        if self._desk.place.kind == "centre":
            reports = Action("to_reports", "合并报告", "package-check", lambda: self.go("merge_reports"))
            actions = (*actions, reports)
        if self._missing:
            said = f"缺 {self._missing} 个附件"
            actions = (Action("to_files", said, "image", lambda: self.go("files", self._station)), *actions)
        where = self._desk.unit_name(self._station) if self._station else "全部"
        where = self._behind.words if self._behind is not None else where
        crumbs = (("数据包", "bundles"),) if self._desk.place.kind != "centre" else (("数据汇总", "board"),)
        return Header("往来记录", where, crumbs, actions, search=False, new=False)

    def open(self, argument: object) -> None:
        """Show all, or one station's."""
        self._behind = argument if isinstance(argument, Behind) else None
        self._station = self._behind.station if self._behind else argument if isinstance(argument, str) else ""
        self.header_changed.emit()
        self.recompute()

    def on_changes(self, changes: Changes) -> None:
        """A bundle may have come or gone."""
        if self.isVisible():
            self.recompute()

    def recompute(self) -> None:
        """Read the list."""
        station = self._station
        job = self._jobs.run(lambda job: (exchange_lines(self._desk, station), missing_count(self._desk, station)))
        job.finished.connect(self._show)
        job.trouble.connect(lambda trouble: ask.say_trouble(self, trouble))

    def _show(self, answer: object) -> None:
        assert isinstance(answer, tuple)
        lines, self._missing = answer
        if self._behind is not None:
            lines = [line for line in lines if line.file in self._behind.files]
        self.header_changed.emit()
        self._lines = lines
        self.table.show_rows([_row(number, line) for number, line in enumerate(lines)])
        self._stack.setCurrentWidget(self.table if lines else self._none)

    def _tell(self, place: int) -> None:
        """Say what is known of the bundle of a row."""
        if 0 <= place < len(self._lines):
            line = self._lines[place]
            job = self._jobs.run(lambda job: explain_kept(self._desk, line.sha256) if line.sha256 else None)
            job.finished.connect(lambda told: self._say(line, told))
            job.trouble.connect(lambda _: self._say(line, None))

    def _say(self, line: ExchangeLine, told: Explained | None) -> None:
        words = [f"状态：{line.state}", *(f"{name}：{said}" for name, said in line.details)]
        if told is not None:
            words += [*told.lines, f"怎么办：{told.next_step}"]
        ask.tell(self, line.words, "\n".join(words), icon="package")


def _row(number: int, line: ExchangeLine) -> Row:
    when = county_moment(line.at_ms)
    badges = [BadgeCell(line.state, line.tone, line.icon)]
    if line.kept:
        badges.append(BadgeCell("文件已留存", "mute", "archive"))
    return Row(str(number), (f"{when:%Y-%m-%d %H:%M}", line.words, tuple(badges), line.file))
