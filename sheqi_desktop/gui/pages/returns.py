"""制作回传包: receipts, closed months and the roster for every station, in one action."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QStackedWidget, QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.job import Job, Jobs, Progress
from sheqi_desktop.gui.page import Header, Page
from sheqi_desktop.gui.pages.sheet_out import sheet_out
from sheqi_desktop.gui.record_table import BadgeCell, Column, RecordTable, Row
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Card
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.gui.widgets.progress_panel import ProgressPanel
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.print_returns import print_returns
from sheqi_desktop.operations.return_bundles import WHOSE, Returned, return_bundles

COLUMNS = (
    Column("station", "给谁", 160),
    Column("file", "文件", 320, stretch=True),
    Column("state", "结果", 200, kind="badges"),
)


NOTHING_YET = (
    "还没有做",
    f"选好 U 盘或文件夹，一次做好每个站和每位督导的回传包；哪个文件给谁，做好以后列在这里，也写在旁边的“{WHOSE}”里。",
)


class ReturnsPage(Page):
    """One button, one list."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        self._job: Job | None = None
        self._made_in: Path | None = None
        self._written: list[Returned] = []
        self._stale = False
        """Something came in since the list was made: what it says is done no longer is all there is to do."""
        whole = layout.column(self, (24, 16, 24, 12), 12)
        whole.addWidget(
            PlainLabel(
                "回传包告诉每个站和督导：县中心收到哪里、哪些月份已结账，站里交来的和督导写的也在里面。"
                "对方导入后，记录才显示“已收”。",
                "second",
                wrap=True,
            )
        )
        card = Card((1, 6, 1, 8), 0)
        self.table = RecordTable(COLUMNS, name="returns_table")
        self.table.setAccessibleName("回传包")
        self._none = EmptyState("package-open", *NOTHING_YET)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._none)
        self._stack.addWidget(self.table)
        card.body.addWidget(self._stack, 1)
        whole.addWidget(card, 1)
        self.progress = ProgressPanel("已写好的回传包会留下，没写的不写。")
        self.progress.cancelled.connect(self._stop)
        self._busy = Card((18, 12, 18, 12), 0)
        self._busy.body.addWidget(self.progress)
        self._busy.hide()
        whole.addWidget(self._busy)
        self._foot = QWidget()
        foot = layout.row(self._foot, gap=12)
        self.folder = Button("打开所在文件夹", icon="folder-open", name="returns_folder", pressed=self._open_folder)
        self.folder.hide()
        self.paper = Button("打印清单", icon="printer", name="returns_print", pressed=self.print_)
        self.paper.hide()
        foot.addWidget(self.folder)
        foot.addWidget(self.paper)
        foot.addStretch(1)
        self.make = Button("选文件夹，制作回传包", PRIMARY, "package-open", name="returns_make", pressed=self.submit)
        foot.addWidget(self.make)
        whole.addWidget(self._foot)
        self.setFocusProxy(self.make)

    def header(self) -> Header:
        """Say what this page does."""
        return Header("制作回传包", "回传", (("数据汇总", "board"),), search=False, new=False)

    def open(self, argument: object) -> None:
        """Begin anew where something came in since; else the list still tells which file is whose."""
        if self._stale and not self._working:
            self._stale = False
            self._none.say(*NOTHING_YET)
            self._stack.setCurrentWidget(self._none)
            self._offer([])
        if self.isVisible():
            self.make.setFocus()

    def on_changes(self, changes: Changes) -> None:
        """What was made lately may be behind what lies here now."""
        self._stale = self._stale or bool(changes.records or changes.kinds)

    def foot_widget(self) -> QWidget:
        """What can be done with the files."""
        return self._foot

    @property
    def _working(self) -> bool:
        return self._job is not None and self._job.running

    def submit(self) -> None:
        """Ctrl+Enter: choose the folder and write all."""
        if self._working:
            return
        folder = ask.folder(self, "回传包写到哪里（U 盘或文件夹）")
        if folder is not None:
            self._start(folder)

    def _start(self, folder: Path) -> None:
        self._made_in, self._stale = folder, False
        self._none.say("正在制作", "每做好一个就写到那里，并读回来核对。")
        self._stack.setCurrentWidget(self._none)
        self._offer([])
        self.make.explain("正在制作，请稍等")
        self._job = self._jobs.run(lambda job: return_bundles(self._desk, folder, job.teller))
        self._job.progress.connect(self._tell)
        self._job.finished.connect(self._show)
        self._job.trouble.connect(lambda trouble: ask.say_trouble(self, trouble))
        self._job.ended.connect(self._ended)

    def _ended(self) -> None:
        self._busy.hide()
        self.make.explain("")
        if self._stack.currentWidget() is self._none:
            self._none.say(*NOTHING_YET)

    def _offer(self, made: list[Returned]) -> None:
        """Show what can be done with what was written."""
        self._written = [one for one in made if one.exported is not None]
        for button in (self.folder, self.paper):
            button.setVisible(bool(self._written))

    def print_(self) -> None:
        """Ctrl+P: the list of which file goes to whom."""
        if made := self._written:
            job = self._jobs.run(lambda job: print_returns(self._desk, made))
            job.finished.connect(lambda data: sheet_out(self, self._jobs, data, "回传包清单"))
            job.trouble.connect(lambda trouble: ask.say_trouble(self, trouble))

    def _open_folder(self) -> None:
        if self._made_in is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made_in)))

    def _stop(self) -> None:
        if self._job is not None:
            self._job.stop()

    def _tell(self, progress: object) -> None:
        assert isinstance(progress, Progress)
        self._busy.show()
        self.progress.show_progress(progress)

    def _show(self, made: object) -> None:
        assert isinstance(made, list)
        self.table.show_rows([self._row(one) for one in made])
        done = sum(one.exported is not None for one in made)
        self._stack.setCurrentWidget(self.table)
        self.table.setFocus()
        self._offer(made)
        words = (
            f"已做好 {done} 个回传包，写入并核对过；哪个给谁，写在旁边的“{WHOSE}”里。" if done else "没有要回传的内容。"
        )
        self.say(words)
        self.toast(words)
        self.changed.emit(Changes())

    def _row(self, one: Returned) -> Row:
        if one.exported is not None:
            badge = BadgeCell("已写入并核对", "ok", "check-check")
            names = "、".join(path.name for path in one.exported.paths)
            return Row(one.station, (self._desk.unit_name(one.station), names, (badge,)))
        why = one.trouble.sentence if one.trouble else ""
        return Row(one.station, (self._desk.unit_name(one.station), "", (BadgeCell(why, "mute", ""),)))
