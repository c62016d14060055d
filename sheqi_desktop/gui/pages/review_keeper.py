"""Keeps the annotation that is being typed as a draft, one for each document: soon after a letter, and on leaving."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.pages.new_annotation import Typed
from sheqi_desktop.operations import drafts
from sheqi_desktop.operations.desk import Desk

FORM = "annotation"
KEEP_AFTER_MS = 800


class ReviewKeeper(QObject):
    """What waits to be kept belongs to the document and the person it was typed for, whoever sits here by then."""

    failed = Signal(object)

    def __init__(self, desk: Desk, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        self._waiting: tuple[str, str, Typed] | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(KEEP_AFTER_MS)
        self._soon.timeout.connect(self.now)

    def typed(self, record: str, typed: Typed) -> None:
        """Hear a letter."""
        self._waiting = (record, self._desk.me.worker_id, typed)
        self._soon.start()

    def now(self) -> None:
        """Keep at once what waits; an empty card has nothing to keep."""
        self._soon.stop()
        if self._waiting is None:
            return
        record, user, typed = self._waiting
        self._waiting = None
        if typed.body.strip() or typed.said is not None:
            version, kept = self._desk.library.form(FORM).version, typed.kept()
            keep = partial(drafts.keep_draft, self._desk, FORM, record, kept, version, user)
            self._jobs.run(lambda job: keep(), None, self._failed)
        else:
            self._drop(record, user)

    def forget(self, record: str) -> None:
        """Let the draft of a document go: it was added."""
        self._soon.stop()
        self._waiting = None
        self._drop(record, self._desk.me.worker_id)

    def _drop(self, record: str, user: str) -> None:
        drop = partial(drafts.drop_draft, self._desk, FORM, record, user)
        self._jobs.run(lambda job: drop(), None, self._failed)

    def _failed(self, trouble: object) -> None:
        self.failed.emit(trouble)
