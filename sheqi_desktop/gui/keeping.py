"""Copies the program makes by itself: before it closes, and once a day when it locks (TRUST §4.8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from sheqi_desktop.domain.trouble import Cancelled, Trouble
from sheqi_desktop.gui.job import Job, Progress
from sheqi_desktop.gui.pages.leaving import LeavingPage

if TYPE_CHECKING:
    from sheqi_desktop.gui.app import Program
    from sheqi_desktop.operations.back_up import Kept
    from sheqi_desktop.operations.desk import Desk


class Keeping(QObject):
    """Knows whether the window may close yet, and what is under way until it may."""

    ready = Signal()
    """Nothing is owed any more: the window may close."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self._job: Job | None = None
        self._page: LeavingPage | None = None
        self._done = False
        self.leaving = False
        """Whether the program is about to close; then nothing else is shown."""

    # ------------------------------------------------------------------ at the end
    def may_close(self) -> bool:
        """Tell whether the window may close now; if not, ``ready`` says when.  Asked again, the copy is skipped."""
        desk = self._program.desk
        if self._done or desk is None:
            return True
        if self.leaving:
            self.skip()
            return False
        self.leaving = True
        self.stop()
        self._program.idle.stop()
        job = self._program.jobs.run(lambda job: _kept(desk, job))
        job.progress.connect(self._show)
        job.finished.connect(self._ended)
        # A bug in it was told to the bug hook; it must not keep anybody here.
        job.ended.connect(self._ended_somehow)
        self._job = job
        return False

    def hurry(self) -> None:
        """The machine shuts down: close at once, whatever is under way."""
        self._done = True
        self.stop()

    def skip(self) -> None:
        """Close without the copy, at the next safe place."""
        if self._page is not None and self._job is None:
            self._close()
        elif self._job is not None:
            self.stop()
            if self._page is not None:
                self._page.say_stopping()

    def stop(self) -> None:
        """Let go of what is under way; half a copy is taken away again."""
        if self._job is not None and self._job.running:
            self._job.stop()

    def _show(self, progress: Progress) -> None:
        if self._page is None:
            self._page = LeavingPage()
            self._page.skipped.connect(self.skip)
            self._page.left.connect(self._close)
            self._program.shell.show_door(self._page)
        self._page.show_progress(progress)

    def _ended(self, found: Kept | Trouble | None) -> None:
        trouble = found if isinstance(found, Trouble) else found.trouble if found is not None else None
        if trouble is None:
            return
        self._job = None
        if self._page is None:
            self._show(Progress())
        assert self._page is not None
        self._page.say_trouble(trouble)

    def _ended_somehow(self) -> None:
        if self._job is not None:
            self._close()

    def _close(self) -> None:
        if not self._done:
            self._done, self._job = True, None
            self.ready.emit()

    # ------------------------------------------------------------------ while it stays open
    def at_lock(self) -> None:
        """Make today's copy if there is none and something was saved; typing a 口令 stops it until the next time."""
        desk = self._program.desk
        if desk is None or self.leaving or (self._job is not None and self._job.running):
            return
        from sheqi_desktop.operations.back_up import keep_copies

        # A full disk is said on 首页, a damaged file by whoever meets it; at a locked door there is nobody to tell.
        self._job = self._program.jobs.run(lambda job: keep_copies(desk, job.teller, once_a_day=True))


def _kept(desk: Desk, job: Job) -> Kept | Trouble | None:
    """Make the copies that are owed; on the way out no trouble leads anywhere else."""
    from sheqi_desktop.operations.back_up import keep_copies

    try:
        return keep_copies(desk, job.teller)
    except Cancelled:
        return None
    except Trouble as trouble:
        return trouble
