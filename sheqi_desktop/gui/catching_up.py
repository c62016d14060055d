"""Puts into the search what saves and merges left out, whenever nothing else is under way."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.operations.catch_up import index_some
from sheqi_desktop.operations.desk import Desk

SOON_MS, NEXT_MS = 3000, 200


class CatchingUp(QObject):
    """Begins a while after the start, and after every change; goes on in small steps until nothing is left.

    Behind the door it rests: from there the file may be closed at any moment.
    """

    def __init__(self, desk: Desk, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._jobs, self._window = desk, jobs, window
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._step)
        self.soon()

    def soon(self) -> None:
        """Look in a while whether anything was left."""
        self._next.start(SOON_MS)

    def _step(self) -> None:
        if self._jobs.busy or not self._window.isVisible():
            self.soon()
        else:
            self._jobs.run(lambda job: index_some(self._desk), self._done, self._not_now)

    def _done(self, left: int) -> None:
        if left:
            self._next.start(NEXT_MS)

    def _not_now(self, trouble: Trouble) -> None:
        """Nobody asked for this: a full disk is said where somebody saves, and the words wait for the next start."""
