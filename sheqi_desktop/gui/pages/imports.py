"""导入数据包 (07c): one card for each file; nothing is written before every check of that file passed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.trouble import AlreadyImported, Cancelled, Trouble
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.job import Job, Jobs, Progress
from sheqi_desktop.gui.page import Action, Header, Page
from sheqi_desktop.gui.pages.document_ask import NEWS
from sheqi_desktop.gui.pages.import_card import ImportCard
from sheqi_desktop.gui.pages.import_look import bring_in, look
from sheqi_desktop.gui.pages.import_onward import onward
from sheqi_desktop.gui.pages.import_side import ImportSide
from sheqi_desktop.gui.pages.import_waiting import WaitingBundles
from sheqi_desktop.gui.pages.news_card import NewsCard
from sheqi_desktop.gui.pages.undo_run import UndoRun
from sheqi_desktop.gui.slices import Slices
from sheqi_desktop.gui.widgets.buttons import PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Card
from sheqi_desktop.gui.widgets.drop_zone import DropZone
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.gui.widgets.panes import Panes
from sheqi_desktop.gui.widgets.progress_panel import ProgressPanel
from sheqi_desktop.operations.accept_bundle import Accepted
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.explain_file import Check
from sheqi_desktop.operations.lay_aside import ready
from sheqi_desktop.operations.returned_news import returned_news
from sheqi_desktop.operations.try_merge import Tried, try_merge
from sheqi_desktop.operations.void_brake import allow_voids


class ImportPage(Page):
    """Check files, show what they would do, bring the good ones in."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        self._good: list[Path] = []
        self._left_out: dict[Path, Trouble] = {}
        self._cards: dict[Path, ImportCard] = {}
        self._refused: set[Path] = set()
        self._taken: list[Path] = []  # what the last merge of this page brought in
        self._later = Slices(self)
        """Filling the cards of thirty files at once would hold the window up."""
        self._job: Job | None = None
        self._onward = "home"
        whole = layout.column(self, gap=0)
        left_side = QWidget()
        left = layout.column(left_side, gap=12)
        self.drop = DropZone(
            "把数据包拖到这里，或点右边选文件（可一次选多个）",
            "一个文件一个文件核对签名和内容；通过的才写入。",
            "选择数据包",
            name="import_drop",
        )
        self.drop.files_chosen.connect(self.look_at)
        left.addWidget(self.drop)
        self._waiting = WaitingBundles(self._cards)
        self._waiting.pressed.connect(lambda: self.look_at([one.path for one in self._waiting.found]))
        left.addWidget(self._waiting)
        self._busy = Card((18, 12, 18, 12), 0)
        self.progress = ProgressPanel("取消后什么也不会写入。")
        self.progress.cancelled.connect(self._stop)
        self._busy.body.addWidget(self.progress)
        self._busy.hide()
        left.addWidget(self._busy)
        self._files = layout.column(gap=12)
        left.addLayout(self._files)
        self.news = NewsCard()
        self.news.opened.connect(lambda page, ask_: self.go(page, ask_))
        self.news.all_asked.connect(lambda: self.go("annotations", NEWS))
        left.addWidget(self.news)
        words = "站点报送的数据包" if desk.place.kind == "centre" else "县中心给的核准包、回传包和批注包"
        self._none = EmptyState("package-open", "还没有选文件", f"{words}从这里导入；核对以前什么也不会写入。")
        left.addWidget(self._none, 1)
        left.addStretch(0)
        self._left = left
        self.undo = UndoRun(self, desk, jobs, "撤销最近一次导入", "import_undo")
        self.undo.undone.connect(self._taken_back)
        self.side = ImportSide(desk, self.undo)
        self.side.reports_asked.connect(lambda: self.go("merge_reports"))
        whole.addWidget(Panes(left_side, self.side, 330, margins=(24, 16, 24, 0)), 1)
        whole.addLayout(self._footer())

    def _footer(self) -> QHBoxLayout:
        line = layout.row(margins=(24, 12, 24, 12), gap=12)
        line.addStretch(1)
        self._more = Button("再选文件", icon="plus", name="import_more", pressed=self._choose)
        self._accept = Button("确认合并", PRIMARY, "check", name="import_accept", pressed=self.submit)
        self._offer()
        self._next = Button("", PRIMARY, "arrow-right", name="import_next", pressed=lambda: self.go(self._onward))
        self._next.hide()
        for button in (self._more, self._accept, self._next):
            line.addWidget(button)
        return line

    def _lead_on(self, conflicts: int) -> None:
        """After the last file: the one thing to do next stands where 确认合并 stood."""
        self._onward, words = onward(self._desk.place.kind, conflicts)
        self._next.set_words(words)
        self._show_next(on=not self._good)

    def _show_next(self, *, on: bool) -> None:
        self._next.setVisible(on)
        self._accept.setVisible(not on)

    # ------------------------------------------------------------------ page
    def header(self) -> Header:
        """Say how many files lie here."""
        said = f"导入・{len(self._cards)} 个文件" if self._cards else "导入"
        actions: tuple[Action, ...] = (Action("to_exchanges", "往来记录", "history", lambda: self.go("exchanges")),)
        station = self._desk.place.kind != "centre"
        if station:
            actions = (Action("to_export", "导出数据包", "upload", lambda: self.go("bundles")), *actions)
        crumbs = (("数据包", "bundles"),) if station else (("数据汇总", "board"),)
        return Header("导入数据包", said, crumbs, actions, search=False, new=False)

    def open(self, argument: object) -> None:
        """Begin with the files somebody dropped elsewhere; what was done before makes room for them."""
        self.setFocusProxy(self._accept if self._good else self.drop.button)
        if isinstance(argument, list) and argument:
            self._clear_done()
            self.look_at(argument)
        self._jobs.run(lambda job: ready(self._desk), self._waiting.offer, self._cannot)
        self.undo.look()

    def on_changes(self, changes: Changes) -> None:
        """Something was written elsewhere: the way back may be closed now, or was gone."""
        if self.isVisible():
            self.undo.look()

    def submit(self) -> None:
        """Ctrl+Enter: bring the good files in."""
        if not self._good or self._working:
            return
        good = list(self._good)
        self._later.add(*(self._cards[path].show_working for path in good))
        left_out = [(path.name, trouble) for path, trouble in self._left_out.items()]
        self._start(self._jobs.run(lambda job: bring_in(self._desk, good, job.teller, left_out)))
        assert self._job is not None
        self._job.finished.connect(self._brought_in)

    def look_at(self, paths: Sequence[Path]) -> None:
        """Check files one by one; each tells its own story.  A file refused before is looked at again."""
        if self._working:
            return
        if self._taken:
            self._clear_done()
        wanted = [path for path in dict.fromkeys(paths) if path not in self._cards or path in self._refused]
        if not wanted:
            return
        for path in wanted:
            if path not in self._cards:
                self._cards[path] = card = ImportCard(path, self._waiting.name_of(path))
                card.other_asked.connect(self._choose)
                card.allow_asked.connect(partial(self._allow, path))
                self._files.addWidget(card)
            self._later.add(self._cards[path].show_checking)
            self._refused.discard(path)
            self._left_out.pop(path, None)
        self._none.hide()
        # The room below belongs to nobody: else the drop zone takes it.
        self._left.setStretch(self._left.count() - 1, 1)
        self.header_changed.emit()
        self._show_next(on=False)
        self._start(self._jobs.run(lambda job: look(self._desk, wanted, job.teller)))
        assert self._job is not None
        self._job.finished.connect(self._looked)

    # ------------------------------------------------------------------ what came of it
    @property
    def _working(self) -> bool:
        return self._job is not None and self._job.running

    def _start(self, job: Job) -> None:
        self._job = job
        self._accept.explain("正在核对，请稍等")
        job.progress.connect(self._tell)
        job.trouble.connect(self._cannot)
        job.ended.connect(self._ended)

    def _cannot(self, trouble: Trouble) -> None:
        ask.say_trouble(self, trouble)

    def _tell(self, progress: object) -> None:
        assert isinstance(progress, Progress)
        fresh = not self._busy.isVisible()
        self._busy.show()
        self.progress.show_progress(progress)
        if fresh and self.isVisible():
            self.progress.cancel.setFocus()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.stop()

    def _ended(self) -> None:
        # The trial begins before the look that led to it has said that it is over.
        if not self._working:
            self._busy.hide()
            self._offer()

    def _offer(self) -> None:
        count = len(self._good)
        self._accept.set_words(f"确认合并（{count} 个）" if count > 1 else "确认合并")
        self._accept.explain("" if count else "还没有核对通过的文件")

    def _looked(self, found: object) -> None:
        assert isinstance(found, list)
        for one in found:
            card = self._cards[one.path]
            if isinstance(one.found, Trouble):
                self._refuse(one.path, one.found, one.checks, one.hint)
            else:
                self._later.add(partial(card.show_preview, self._desk, one.found, one.checks))
                self.side.show_signer(one.found)
                self._good.append(one.path)
        good = sum(not isinstance(one.found, Trouble) for one in found)
        if not good:
            self.side.show_nobody()
        self.say(f"核对了 {len(found)} 个文件，{good} 个可以合并")
        self._offer()
        if self._good:
            self._try()
        elif self.isVisible():
            self.drop.button.setFocus()

    # ------------------------------------------------------------------ a trial, so that the effect is seen before
    def _try(self) -> None:
        """Merge on trial what is good, count, and take it all back."""
        good = list(self._good)
        self.side.effect.show_waiting("正在试合并一次，好数给你看；不想等就按“取消”，照样可以确认合并。")
        job = self._jobs.run(lambda job: try_merge(self._desk, good, job.teller))
        self._job = job
        self._accept.explain("正在试合并，请稍等")
        job.progress.connect(self._tell)
        job.finished.connect(self._tried)
        job.trouble.connect(self._not_tried)
        job.ended.connect(self._trial_over)

    def _trial_over(self) -> None:
        self._ended()
        if self.isVisible():
            (self._accept if self._good else self.drop.button).setFocus()

    def _tried(self, tried: Tried) -> None:
        for one in tried.results:
            card = self._cards.get(one.path)
            if card is None:
                continue
            if isinstance(one, Accepted):
                self._later.add(partial(card.show_tried, one))
            else:
                # The same bundle twice under two names, or what only shows once the others are in.
                self._refuse(one.path, one.trouble)
                self._good.remove(one.path)
                if isinstance(one.trouble, AlreadyImported):
                    self._later.add(card.show_twin)
        self.side.effect.show_effect(tried.effect)
        moved = len(tried.moved)
        self.say(f"试合并过了，{moved} 项指标会变" if moved else "试合并过了，指标没有变化")

    def _not_tried(self, trouble: Trouble) -> None:
        self.side.effect.show_waiting("没有试合并，也没有写入任何内容；可以直接确认合并。")
        if not isinstance(trouble, Cancelled):
            self._cannot(trouble)

    def _brought_in(self, results: object) -> None:
        assert isinstance(results, list)
        self._good.clear()
        self._left_out.clear()
        self.undo.look()
        changes = Changes()
        taken = conflicts = 0
        for result in results:
            card = self._cards[result.path]
            if isinstance(result, Accepted):
                taken += 1
                self._taken.append(result.path)
                conflicts += result.conflicts
                self._later.add(partial(card.show_accepted, self._desk, result))
                changes.records |= result.changes.records
                changes.kinds |= result.changes.kinds
            else:
                self._refused.add(result.path)
                self._later.add(partial(card.show_trouble, result.trouble))
                if isinstance(result.trouble, Cancelled):
                    self._good.append(result.path)
        left = len(results) - taken
        words = f"已合并 {taken} 个数据包。" if taken else "没有合并任何数据包。"
        self.say(words)
        if taken:
            self.toast(words if not left else f"已合并 {taken} 个数据包，{left} 个没有合并。")
            self.changed.emit(changes)
        self._offer()
        if taken:
            self._lead_on(conflicts)
            if self._desk.place.kind == "station":
                self._jobs.run(lambda job: returned_news(self._desk), self.news.show_news, self._cannot)
        (self._accept if self._good else self._next if taken else self.drop.button).setFocus()

    def _taken_back(self) -> None:
        """The last merge is undone: the files of it are as if they had never been confirmed."""
        for path in self._taken:
            self._refused.add(path)
            self._later.add(self._cards[path].show_taken_back)
        self._taken.clear()
        self.news.hide()
        self.side.effect.show_waiting("这次合并已经撤销，指标回到合并以前。")
        self._show_next(on=False)
        self._offer()
        if self.isVisible():
            self.drop.button.setFocus()

    def _refuse(self, path: Path, trouble: Trouble, checks: Sequence[Check] = (), hint: str = "") -> None:
        self._left_out[path] = trouble
        self._refused.add(path)
        self._later.add(partial(self._cards[path].show_trouble, trouble, checks, hint))

    def _clear_done(self) -> None:
        self._later.finish()
        self._taken.clear()
        self.news.hide()
        for path in [path for path, card in self._cards.items() if path not in self._good]:
            card = self._cards.pop(path)
            self._files.removeWidget(card)
            card.hide()
            card.deleteLater()

    def _allow(self, path: Path) -> None:
        """Let a bundle that voids many records through, by name and with a reason, and look at it again."""
        words = "作废的记录不计数，留在作废箱里，站里可以恢复。放行的人和理由记入操作日志。"
        reason = ask.reason(self, "放行这些作废？", words, "问过谁、为什么要作废", action="放行", kind=PRIMARY)
        if reason is not None:
            allow = partial(allow_voids, self._desk, path, reason)
            self._jobs.run(lambda job: allow(), lambda _: self.look_at([path]), self._cannot)

    def _choose(self) -> None:
        if chosen := ask.open_files(self, "选择数据包", "数据包 (*.sqb)"):
            self.look_at(chosen)
