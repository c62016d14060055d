"""导入数据包 (07c): one card for each file; nothing is written before every check of that file passed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.job import Job, Jobs, Progress
from sheqi_desktop.gui.page import Action, Header, Page
from sheqi_desktop.gui.pages.import_card import ImportCard
from sheqi_desktop.gui.pages.import_side import ImportSide
from sheqi_desktop.gui.widgets.buttons import PRIMARY, Button
from sheqi_desktop.gui.widgets.card import ScrollColumn
from sheqi_desktop.gui.widgets.drop_zone import DropZone
from sheqi_desktop.gui.widgets.progress_panel import ProgressPanel
from sheqi_desktop.operations.accept_bundle import Accepted, Refused, accept_bundles
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.read_bundle import Preview, read_bundle


@dataclass(frozen=True, slots=True)
class Looked:
    """One file after its checks: a preview, or why it is refused."""

    path: Path
    found: Preview | Trouble


class ImportPage(Page):
    """Check files, show what they would do, bring the good ones in."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        self._good: list[Path] = []
        self._cards: dict[Path, ImportCard] = {}
        self._job: Job | None = None
        whole = layout.column(self, (24, 16, 24, 12), 12)
        upper = layout.row(gap=14)
        whole.addLayout(upper, 1)
        left = layout.column(gap=12)
        upper.addLayout(left, 1)
        self.drop = DropZone(
            "把数据包拖到这里，或点右边选文件（可一次选多个）",
            "每个文件先核对，全部通过才写入。",
            "选择数据包",
            name="import_drop",
        )
        self.drop.files_chosen.connect(self.look_at)
        left.addWidget(self.drop)
        self.progress = ProgressPanel("取消后什么也不会写入。")
        self.progress.cancelled.connect(self._stop)
        self.progress.hide()
        left.addWidget(self.progress)
        self._list = ScrollColumn(gap=12)
        self._files = layout.column(gap=12)
        self._list.body.addLayout(self._files)
        self._list.body.addStretch(1)
        left.addWidget(self._list, 1)
        self.side = ImportSide(desk)
        layout.fix(self.side, width=330)
        upper.addWidget(self.side)
        whole.addLayout(self._footer())

    def _footer(self) -> QHBoxLayout:
        line = layout.row(gap=12)
        line.addStretch(1)
        self._more = Button("再选文件", icon="plus", name="import_more", pressed=self._choose)
        self._accept = Button("确认合并", PRIMARY, "check", name="import_accept", pressed=self.submit)
        self._accept.setEnabled(False)
        line.addWidget(self._more)
        line.addWidget(self._accept)
        return line

    # ------------------------------------------------------------------ page
    def header(self) -> Header:
        """Say how many files lie here."""
        count = f"数据包 › 导入・{len(self._cards)} 个文件" if self._cards else "数据包 › 导入"
        actions: tuple[Action, ...] = (Action("to_exchanges", "往来记录", "history", lambda: self.go("exchanges")),)
        if self._desk.place.kind == "station":
            actions = (Action("to_export", "导出数据包", "upload", lambda: self.go("bundles")), *actions)
        return Header("导入数据包", count, actions=actions, search=False, new=False)

    def open(self, argument: object) -> None:
        """Begin with the files somebody dropped elsewhere."""
        if isinstance(argument, list) and argument:
            self.look_at(argument)
        else:
            self.drop.button.setFocus()

    def submit(self) -> None:
        """Ctrl+Enter: bring the good files in."""
        if not self._good or (self._job is not None and self._job.running):
            return
        good = list(self._good)
        self._start(self._jobs.run(lambda job: accept_bundles(self._desk, good, job.teller)), self._brought_in)

    def look_at(self, paths: Sequence[Path]) -> None:
        """Check files one by one; each tells its own story."""
        wanted = [path for path in paths if path not in self._cards]
        for path in wanted:
            self._cards[path] = card = ImportCard(path)
            card.other_asked.connect(self._choose)
            self._files.addWidget(card)
        self.header_changed.emit()
        if wanted:
            self._start(self._jobs.run(lambda job: [self._look(path) for path in wanted]), self._looked)

    def _look(self, path: Path) -> Looked:
        try:
            return Looked(path, read_bundle(self._desk, path))
        except Trouble as trouble:
            return Looked(path, trouble)

    # ------------------------------------------------------------------ what came of it
    def _start(self, job: Job, then: object) -> None:
        self._job = job
        self._accept.setEnabled(False)
        job.progress.connect(self._tell)
        job.finished.connect(then)
        job.trouble.connect(lambda trouble: ask.say_trouble(self, trouble))
        job.ended.connect(self._ended)

    def _tell(self, progress: object) -> None:
        assert isinstance(progress, Progress)
        self.progress.show()
        self.progress.show_progress(progress)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.stop()

    def _ended(self) -> None:
        self.progress.hide()
        self._accept.setText(f"确认合并（{len(self._good)} 个）" if len(self._good) > 1 else "确认合并")
        self._accept.setEnabled(bool(self._good))

    def _looked(self, found: object) -> None:
        assert isinstance(found, list)
        for one in found:
            card = self._cards[one.path]
            if isinstance(one.found, Trouble):
                card.show_trouble(one.found)
            else:
                card.show_preview(self._desk, one.found)
                self.side.show_signer(one.found)
                self._good.append(one.path)
        self._accept.setFocus()

    def _brought_in(self, results: object) -> None:
        assert isinstance(results, list)
        self._good.clear()
        for result in results:
            if isinstance(result, Refused):
                self._cards[result.path].show_trouble(result.trouble)
            elif isinstance(result, Accepted):
                self._cards[result.path].show_accepted(result)
        taken = [one for one in results if isinstance(one, Accepted)]
        self.toast(f"已合并 {len(taken)} 个数据包。")

    def _choose(self) -> None:
        if chosen := ask.open_files(self, "选择数据包", "数据包 (*.sqb)"):
            self.look_at(chosen)
