"""Whole seconds until something may be tried again; never over too early, since the vault would refuse once more."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from sheqi_desktop.domain.clock import stopwatch


class Countdown(QObject):
    """Tells how many seconds are left, each time one has gone by; 0 when the wait is over."""

    changed = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._until = 0.0
        self._tick = QTimer(self)
        # A coarse timer may fire some per cent early, and after a long wait those add up.
        self._tick.setTimerType(Qt.TimerType.PreciseTimer)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._gone_by)

    @property
    def left(self) -> int:
        """Give the seconds that are left, begun ones whole; 0 when nothing is waited for."""
        return max(0, ceil(self._until - stopwatch())) if self._tick.isActive() else 0

    def start(self, seconds: int) -> None:
        """Wait so many seconds from now on."""
        self._until = stopwatch() + seconds
        self._tick.start()
        self.changed.emit(self.left)

    def _gone_by(self) -> None:
        left = self.left
        if not left:
            self._tick.stop()
        self.changed.emit(left)
