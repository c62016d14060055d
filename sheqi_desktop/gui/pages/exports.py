"""导出数据包 (07, 07b): look at what would go, sign, write, read back; only then it may be pulled out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QStackedWidget, QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.trouble import Cancelled, NotFound, NothingToSend, Trouble
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.job import Job, Jobs, Progress
from sheqi_desktop.gui.page import Action, Header, Page
from sheqi_desktop.gui.pages.export_done import ExportDone
from sheqi_desktop.gui.pages.export_review import ReviewPane
from sheqi_desktop.gui.pages.sheet_out import sheet_out
from sheqi_desktop.gui.widgets.card import Card
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.gui.widgets.progress_panel import ProgressPanel
from sheqi_desktop.gui.widgets.segments import Segment, Segments
from sheqi_desktop.gui.widgets.stepper import Step, Steps
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.exchange import ExchangeLine, exchange_lines
from sheqi_desktop.operations.export_review import ExportReview, KindLine, is_mate, mates_of, review_export
from sheqi_desktop.operations.print_handover import print_handover
from sheqi_desktop.operations.seal_bundle import Exported, copy_to, seal_bundle

STEPS = (
    Step("选内容", "上次以来的全部"),
    Step("核对", "数量、敏感项"),
    Step("签名并导出", "加密、写文件"),
    Step("完成", "交给县中心"),
)
REVIEW, SIGN, DONE = 1, 2, 4
CENTRE, MATE = "centre", "mate"
BACK_TO = {"station": ("回首页", "home"), "supervisor": ("看待批注", "queue"), "centre": ("看数据汇总", "board")}
"""Where a person goes on working once the bundle is written."""


class ExportPage(Page):
    """A station's bundle for the centre, in four steps."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        self._to = desk.library.centre_unit
        self._review: ExportReview | None = None
        self._job: Job | None = None
        self._turn = 0
        self._paths: tuple[Path, ...] = ()
        self._made: Exported | None = None
        self._lines: tuple[KindLine, ...] = ()
        whole = layout.row(self, (24, 16, 24, 12), 20)
        self.steps = Steps(STEPS, REVIEW)
        layout.fix(self.steps, width=196)
        whole.addWidget(self.steps, 0, layout.TOP)
        right = layout.column(gap=12)
        whole.addLayout(right, 1)
        self.receiver = Segments((Segment(CENTRE, "县中心", 1), Segment(MATE, "同站另一台电脑", 2)))
        self.receiver.setObjectName("export_receiver")
        self.receiver.setAccessibleName("交给谁")
        self.receiver.set_value(CENTRE)
        self.receiver.chosen.connect(self._choose)
        self.receiver.hide()
        right.addWidget(self.receiver)
        self.pane, self.done = ReviewPane(), ExportDone()
        again = Action("export_receipt", "导出回执", "upload", self.submit)
        lately = Action("export_look_exchanges", "看往来记录", "history", lambda: self.go("exchanges"))
        self.nothing = EmptyState(
            "package-check", "没有新的内容要报送", "县中心都签收了。有新记录或要回执时再来。", lately, again
        )
        carry = Action("export_mate_receipt", "照样写一个包", "upload", self.submit)
        self.nothing_new = EmptyState("package-check", "没有新的内容要带去", "那台电脑都有了。有新记录时再来。", carry)
        approval = Action("export_approval", "导入核准包", "download", lambda: self.go("import"))
        words = "县中心还没核准这台电脑。把核准包导入以后就能报送；录入不用等。"
        self.trouble = EmptyState("key-round", "还不能导出", words, approval)
        self._stack = QStackedWidget()
        for part in (self.pane, self.done, self.nothing, self.nothing_new, self.trouble):
            self._stack.addWidget(part)
        right.addWidget(self._stack, 1)
        self.progress = ProgressPanel("可以随时取消；取消后这个号还没用掉。")
        self.progress.cancelled.connect(self._stop)
        self._busy = Card((18, 12, 18, 12), 0)
        self._busy.body.addWidget(self.progress)
        self._busy.hide()
        right.addWidget(self._busy)
        self.pane.sign_asked.connect(self.submit)
        self.pane.look_asked.connect(lambda: self.go("unsent"))
        self.pane.files_asked.connect(lambda: self.go("files"))
        self.pane.drafts_asked.connect(lambda: self.go("drafts"))
        self.done.copy_asked.connect(self._copy)
        self.done.sheet_asked.connect(self._print_sheet)
        self.done.folder_asked.connect(self._open_folder)
        words, home = BACK_TO.get(desk.place.kind, BACK_TO["station"])
        self.done.home.set_words(words)
        self.done.home_asked.connect(lambda: self.go(home))
        self.done.finished.connect(lambda: self.go("exchanges"))

    # ------------------------------------------------------------------ page
    def header(self) -> Header:
        """Name the machine and the number the next bundle gets."""
        actions = (
            Action("to_import", "导入数据包", "download", lambda: self.go("import")),
            Action("to_exchanges", "往来记录", "history", lambda: self.go("exchanges")),
        )
        said = "导出"
        if self._review is not None:
            machine = f"{self._desk.place.name} {self._review.slot} 机 第 {self._review.number} 号"
            said += f"・{machine}・数据截至 {self._review.as_of}"
        return Header("导出数据包", said, (("数据包", "bundles"),), actions, search=False, new=False)

    def open(self, argument: object) -> None:
        """Begin at the review; for the centre, unless another machine of the station is asked for."""
        self._to = self._desk.library.centre_unit
        self.receiver.set_value(CENTRE)
        self.recompute()

    def _choose(self, receiver: object) -> None:
        self._to = self._desk.station if receiver == MATE else self._desk.library.centre_unit
        self.recompute()

    @property
    def _empty(self) -> EmptyState:
        return self.nothing_new if is_mate(self._desk, self._to) else self.nothing

    def on_changes(self, changes: Changes) -> None:
        """What was just saved belongs into the review."""
        if self.isVisible() and self._stack.currentWidget() is not self.done and not self._working:
            self.recompute()

    @property
    def _working(self) -> bool:
        return self._job is not None and self._job.running

    def recompute(self) -> None:
        """Look again at what would go."""
        self._turn += 1
        turn = self._turn
        self.receiver.setVisible(bool(mates_of(self._desk)))
        job = self._jobs.run(lambda job: (turn, review_export(self._desk, self._to)))
        job.finished.connect(self._show_review)
        job.trouble.connect(self._cannot)

    def submit(self) -> None:
        """Ctrl+Enter: choose a place, sign and write."""
        if self._review is None or self._working or self._stack.currentWidget() is self.done:
            return
        folder = ask.folder(self, "数据包写到哪里（U 盘或文件夹）")
        if folder is None:
            return
        self.steps.set_now(SIGN)
        self.pane.sign.explain("正在写数据包，请稍等")
        photos, limit = not self.pane.later.isChecked(), self.pane.limit
        self._job = self._jobs.run(lambda job: self._seal(folder, job, photos, limit))
        self._job.progress.connect(self._tell)
        self._job.finished.connect(self._written)
        self._job.trouble.connect(self._failed)
        self._job.ended.connect(self._ended)

    def _seal(self, folder: Path, job: Job, photos: bool, limit: int) -> tuple[Exported, list[ExchangeLine]]:
        """Write it, and read what the last page shows; on the worker thread."""
        made = seal_bundle(self._desk, self._to, folder, job.teller, photos=photos, limit=limit)
        return made, exchange_lines(self._desk)

    # ------------------------------------------------------------------ what came of it
    def _cannot(self, trouble: object) -> None:
        assert isinstance(trouble, Trouble)
        if isinstance(trouble, NotFound) and not self._desk.approved:
            self._stack.setCurrentWidget(self.trouble)
        else:
            ask.say_trouble(self, trouble)

    def _ended(self) -> None:
        self._busy.hide()
        self.pane.sign.explain("")

    def _show_review(self, answer: object) -> None:
        assert isinstance(answer, tuple)
        turn, review = answer
        if turn != self._turn or self._working:
            return
        assert isinstance(review, ExportReview)
        self._review = review
        self.pane.show_review(review)
        self._stack.setCurrentWidget(self.pane if review.total or review.attachments else self._empty)
        self.steps.set_now(REVIEW)
        self.header_changed.emit()
        if review.total and self.isVisible():
            self.pane.sign.setFocus()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.stop()

    def _tell(self, progress: object) -> None:
        assert isinstance(progress, Progress)
        self._busy.show()
        self.progress.show_progress(progress)

    def _written(self, answer: object) -> None:
        assert isinstance(answer, tuple)
        done, lately = answer
        assert isinstance(done, Exported)
        self.steps.set_now(DONE)
        self._paths, self._made = done.paths, done
        self._lines = self._review.lines if self._review is not None else ()
        review = self._review
        mate = review.to_name if review is not None and review.to_mate else ""
        self.receiver.hide()
        self.done.show_done(self._desk, done, review.total if review is not None else 0, lately, mate)
        self._stack.setCurrentWidget(self.done)
        self.done.finish.setFocus()
        self.say("已写入并核对，可以拔出 U 盘。")
        self.toast("已写入并核对，可以拔出 U 盘。")
        self.changed.emit(Changes())

    def _failed(self, trouble: object) -> None:
        assert isinstance(trouble, Trouble)
        self.steps.set_now(REVIEW)
        if isinstance(trouble, Cancelled):
            self.toast("已取消，这个号还没用掉。")
            return
        if isinstance(trouble, NothingToSend):
            self._stack.setCurrentWidget(self._empty)
        ask.say_trouble(self, trouble)

    def _copy(self, file: Path) -> None:
        folder = ask.folder(self, "复制到哪个 U 盘")
        if folder is None:
            return
        files = self._paths or (file,)
        job = self._jobs.run(lambda job: [copy_to(one, folder) for one in files])
        job.finished.connect(lambda paths: self.toast("已写入并核对，可以拔出 U 盘。"))
        job.trouble.connect(lambda trouble: ask.say_trouble(self, trouble))

    def _print_sheet(self) -> None:
        """打印交接单: to be handed over with the stick."""
        made, lines = self._made, self._lines
        if made is not None:
            job = self._jobs.run(lambda job: print_handover(self._desk, made, lines, self._to))
            job.finished.connect(lambda data: sheet_out(self, self._jobs, data, f"交接单第{made.counter}号"))
            job.trouble.connect(lambda trouble: ask.say_trouble(self, trouble))

    def _open_folder(self, file: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent)))
