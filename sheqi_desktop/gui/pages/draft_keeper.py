"""Keeps what is being typed as a draft: 800 ms after the last letter, every 3 s while typing, and on leaving."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from sheqi_desktop.domain.draft import Draft
from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.operations import drafts
from sheqi_desktop.operations.desk import Desk

KEEP_AFTER_MS, KEEP_EVERY_MS = 800, 3000


class DraftKeeper(QObject):
    """Watches one form.  It reads the draft, never a widget, so that undo and the cursor stay as they are."""

    kept = Signal(object)
    failed = Signal(object)
    put_away = Signal(object)

    def __init__(self, desk: Desk, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        self._draft: Draft | None = None
        self._record, self._user = "", ""
        self.typed = False
        """Whether there is anything that is not in the log."""
        self._soon, self._often = QTimer(self), QTimer(self)
        for timer, wait in ((self._soon, KEEP_AFTER_MS), (self._often, KEEP_EVERY_MS)):
            timer.setSingleShot(True)
            timer.setInterval(wait)
            timer.timeout.connect(self.now)

    def watch(self, draft: Draft | None, record: str = "", typed: bool = False) -> None:
        """Watch another form, or none; who types now is who it belongs to."""
        self.rest()
        self._draft, self._record, self.typed = draft, record, typed
        self._user = self._desk.me.worker_id

    def touch(self) -> None:
        """Hear that something was typed."""
        self.typed = True
        self._soon.start()
        if not self._often.isActive():
            self._often.start()

    def rest(self) -> None:
        """Stop waiting: what was typed is saved otherwise."""
        self._soon.stop()
        self._often.stop()

    @property
    def waits(self) -> bool:
        """Tell whether something was typed since it last rested."""
        return self._soon.isActive() or self._often.isActive()

    def leave(self) -> None:
        """Keep at once what waits to be kept."""
        if self.waits:
            self.now()

    def now(self) -> None:
        """Keep what is typed, off the main thread."""
        self.rest()
        if self.typed and self._draft is not None:
            work = self._work()
            self._jobs.run(lambda job: work(), self._kept, self._failed)

    def give_up(self) -> None:
        """Keep it one last time and put it away."""
        self.rest()
        if self._draft is None:
            return
        keep, form, record, desk = self._work(), self._draft.form.id, self._record, self._desk

        def work() -> str:
            keep()
            return drafts.put_away(desk, form, record)

        self.typed = False
        self._jobs.run(lambda job: work(), self._put_away, self._failed)

    # Methods, not the signals themselves: a method is let go with its object, whoever still works for it.
    def _kept(self, at: int) -> None:
        self.kept.emit(at)

    def _put_away(self, draft: str) -> None:
        self.put_away.emit(draft)

    def _failed(self, trouble: Trouble) -> None:
        self.failed.emit(trouble)

    def _work(self) -> Callable[[], int]:
        assert self._draft is not None
        draft = self._draft
        answers = deepcopy(dict(draft.answers))
        return partial(
            drafts.keep_draft,
            self._desk,
            draft.form.id,
            self._record,
            answers,
            draft.form.version,
            self._user,
            draft.began,
        )
