"""Many small steps of the window's own work, a few in each turn of the event loop: it answers in between."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

AT_ONCE_MS = 12
"""How long the steps of one turn may take."""
AT_ONCE = 2
"""How many steps there are in one turn: what they changed is laid out right after it, and that takes longer."""


class Slices(QObject):
    """Steps in the order they were given; the first are done at once, so that a few are never waited for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: deque[Callable[[], object]] = deque()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._do_some)
        self._clock = QElapsedTimer()

    def add(self, *steps: Callable[[], object]) -> None:
        """Do these after those that wait."""
        self._steps += steps
        if not self._timer.isActive():
            self._timer.start()
            self._do_some()

    @property
    def waiting(self) -> int:
        """How many steps are left."""
        return len(self._steps)

    def finish(self) -> None:
        """Do all that are left, now."""
        while self._steps:
            self._steps.popleft()()
        self._timer.stop()

    def _do_some(self) -> None:
        self._clock.start()
        for _ in range(AT_ONCE):
            if self._steps and self._clock.elapsed() < AT_ONCE_MS:
                self._steps.popleft()()
        if not self._steps:
            self._timer.stop()
