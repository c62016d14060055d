"""Locks an unattended machine.  Idle is measured by the wall clock, so a laptop that wakes up is locked at once."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from sheqi_desktop.domain.clock import Clock

WARN_BEFORE_S = 30
LOOK_EVERY_MS = 1000
SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)


class IdleWatch(QObject):
    """Says ``warned`` half a minute before, and ``expired`` when nobody was there for so many minutes."""

    warned = Signal(int)
    expired = Signal()

    def __init__(self, minutes: int, clock: Clock | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock or Clock()
        self.minutes = minutes
        self._last = self._clock.ms()
        self._warned = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to watch."""
        self.alive()
        self._timer.start()

    def stop(self) -> None:
        """Stop watching: it is locked already."""
        self._timer.stop()

    def alive(self) -> None:
        """Somebody is there."""
        self._last = self._clock.ms()
        self._warned = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice keys and the mouse anywhere in the program; a sign of life after the time was up comes too late."""
        if event.type() in SIGNS_OF_LIFE and self._timer.isActive():
            self.look()
            self.alive()
        return False

    def look(self) -> None:
        """Compare with the wall clock."""
        if not self._timer.isActive():
            return
        idle = (self._clock.ms() - self._last) // 1000
        limit = self.minutes * 60
        if idle >= limit:
            self.stop()
            self.expired.emit()
        elif idle >= limit - WARN_BEFORE_S and not self._warned:
            self._warned = True
            self.warned.emit(limit - idle)
