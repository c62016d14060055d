"""How long something takes in a window, from the click to the paint, and how long it answered nobody meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer

TICK_MS = 1
PATIENCE_MS = 20_000


@dataclass(frozen=True)
class Taken:
    """Milliseconds: by the wall clock, of the processor in all threads, of the window's thread.

    ``gap`` is the longest time in which the window answered nobody by the clock, ``block`` what it worked in it.
    """

    wall: float
    processor: float
    window: float
    gap: float
    block: float


def taken(act: Callable[[], object], done: Callable[[], bool]) -> Taken:
    """Do something and wait in the loop of the program until it is done and painted."""
    loop, ticks, worked = QEventLoop(), [time.perf_counter()], [time.thread_time()]
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)

    def tick() -> None:
        ticks.append(time.perf_counter())
        worked.append(time.thread_time())
        if done() or ticks[-1] - ticks[0] > PATIENCE_MS / 1000:
            loop.quit()

    timer.timeout.connect(tick)
    timer.start(TICK_MS)
    processor = time.process_time()
    QTimer.singleShot(0, act)
    loop.exec()
    timer.stop()
    assert done()
    QCoreApplication.processEvents()  # what was asked to be painted is painted
    ticks.append(time.perf_counter())
    worked.append(time.thread_time())
    spent = (ticks[-1] - ticks[0], time.process_time() - processor, worked[-1] - worked[0])
    longest = (max(after - before for before, after in pairwise(each)) for each in (ticks, worked))
    return Taken(*(round(one * 1000, 1) for one in (*spent, *longest)))


def least(rounds: list[Taken]) -> dict[str, float]:
    """Give the least of every figure: what else runs here does not count."""
    names = ("wall", "processor", "window", "gap", "block")
    return {name: min(getattr(one, name) for one in rounds) for name in names}
