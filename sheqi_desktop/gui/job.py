"""A verb off the main thread.  One worker thread does all work that touches the file; it is the only one that writes.

What a job finds comes back on the main thread as its result (usually ``Changes``) or as ``Trouble``.
Anything else is a bug: it goes to the program's bug hook, and what was typed stays where it is.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal

from sheqi_desktop.domain.clock import stopwatch
from sheqi_desktop.domain.trouble import DatabaseDamaged, Trouble
from sheqi_desktop.operations.progress import Progress as Teller
from sheqi_desktop.operations.progress import Step

REPORT_EVERY = 0.05
TIDY_EVERY_MS = 1000


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a piece of work is."""

    step: int = 1
    steps: int = 1
    done: int = 0
    total: int = 0
    text: str = ""
    seconds_left: int | None = None

    @property
    def percent(self) -> int:
        """Give the share done of everything, in percent."""
        inside = self.done * 100 // self.total if self.total else 0
        return min(((self.step - 1) * 100 + inside) // max(self.steps, 1), 100)

    @property
    def words(self) -> str:
        """Give step, text and count as one sentence."""
        count = f" {self.done} / {self.total}" if self.total else ""
        head = f"第 {self.step} 步 / 共 {self.steps} 步：" if self.steps > 1 else ""
        return f"{head}{self.text}{count}"

    @property
    def share_words(self) -> str:
        """Give the percentage, and the time left when it is known."""
        left = f"・大约还要 {self.seconds_left} 秒" if self.seconds_left else ""
        return f"{self.percent}%{left}"


class Job(QObject):
    """One piece of work on its way; all its signals arrive on the main thread."""

    progress = Signal(object)
    finished = Signal(object)
    trouble = Signal(object)
    ended = Signal()
    _step = Signal(object)

    def __init__(self, work: Callable[[Job], object]) -> None:
        super().__init__()
        self._work: Callable[[Job], object] | None = work
        self.teller = Teller(self._tell)
        """What a verb reports to, and where it hears of 取消: hand it over as its ``progress``."""
        self._began = stopwatch()
        self._told = 0.0
        self.running = True
        self._step.connect(self.progress, Qt.ConnectionType.QueuedConnection)

    def _tell(self, said: Step) -> None:
        now = stopwatch()
        if now - self._told < REPORT_EVERY and said.done not in (0, said.total):
            return
        self._told = now
        left = self._left(said.number, said.steps, said.done, said.total, now)
        self._step.emit(Progress(said.number, said.steps, said.done, said.total, said.text, left))

    def _left(self, step: int, steps: int, done: int, total: int, now: float) -> int | None:
        spent = now - self._began
        share = Progress(step, steps, done, total).percent
        return round(spent * (100 - share) / share) if spent > 1 and share > 4 else None

    def stop(self) -> None:
        """Ask the work to stop; it does so at the next safe place."""
        self.teller.stop.set()

    def run(self) -> tuple[object, BaseException | None]:
        """Do the work and give what came of it; the worker thread calls this."""
        try:
            assert self._work is not None
            return self._work(self), None
        except BaseException as error:  # noqa: BLE001 - it is answered on the main thread
            return None, error

    def arrive(self, result: object, error: BaseException | None) -> None:
        """Say on the main thread what came of it, and go."""
        self.running = False
        # The worker may let go of this job last; what the work holds (a page, its widgets) must not end over there.
        self._work = None
        try:
            if error is None:
                self.finished.emit(result)
            elif isinstance(error, Trouble):
                self.trouble.emit(error)
            else:
                sys.excepthook(type(error), error, error.__traceback__)
        finally:
            self.ended.emit()


class Tidy(QObject):
    """Lets Python throw away rings of unused objects on the main thread only, and only from its own timer.

    Left alone it may do so in the worker thread, and a widget destroyed there takes the program with it; or in the
    middle of another object's end, and what is just ending is ended twice.  Once begun it stays with the program.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(TIDY_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        limits = gc.get_threshold()
        for generation, (count, limit) in reversed(list(enumerate(zip(gc.get_count(), limits, strict=True)))):
            if count > limit:
                gc.collect(generation)
                return


def tidy_from_now_on() -> None:
    """Begin, once for the whole program."""
    program = QCoreApplication.instance()
    if program is not None and program.findChild(Tidy) is None:
        Tidy(program)


def keep_what_is_loaded() -> None:
    """Spare code, words and tables that are loaded by now every later look: they stay as long as the program.

    Looking through them too would stop the window for longer than it ever may (75 ms).
    """
    if not gc.get_freeze_count():
        gc.freeze()


class Jobs(QObject):
    """The one worker thread, and the work waiting for it."""

    idle = Signal()
    damaged = Signal(object)
    """Some work met a damaged file; whoever asked for it hears of its own trouble as ever."""
    _came = Signal(int, object, object)
    """The number of a job and what came of it.  The worker says it here and not on the job: that is gone once its end
    was heard, and this may be before the worker is back from saying it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._came.connect(self._hear, Qt.ConnectionType.QueuedConnection)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="work")
        self._doing: dict[int, Job] = {}
        self._futures: dict[int, Future[None]] = {}
        self._ended_jobs: list[tuple[Job, Future[None]]] = []
        self._number = 0
        self._ended = False
        tidy_from_now_on()

    @property
    def busy(self) -> bool:
        """Tell whether anything is under way."""
        return bool(self._doing)

    def run(
        self,
        work: Callable[[Job], object],
        finished: Callable[..., object] | None = None,
        trouble: Callable[[Trouble], object] | None = None,
    ) -> Job:
        """Queue a piece of work; ``finished`` and ``trouble`` are shortcuts for its signals.

        Once the program closes nothing new is begun: what a timer still asks for is let go.
        """
        # What ended is let go here, once the worker is back from it: a job must not end over there.
        self._ended_jobs = [one for one in self._ended_jobs if not one[1].done()]
        job = Job(work)
        if self._ended:
            job.running = False
            return job
        if finished is not None:
            job.finished.connect(finished)
        if trouble is not None:
            job.trouble.connect(trouble)
        self._number += 1
        self._doing[self._number] = job
        self._futures[self._number] = self._pool.submit(self._do, self._number)
        return job

    def _do(self, number: int) -> None:
        self._came.emit(number, *self._doing[number].run())

    def _hear(self, number: int, result: object, error: BaseException | None) -> None:
        job = self._doing[number]
        try:
            job.arrive(result, error)
            if isinstance(error, DatabaseDamaged):
                self.damaged.emit(error)
        finally:
            del self._doing[number]
            self._ended_jobs.append((job, self._futures.pop(number)))
            if not self._doing:
                self.idle.emit()

    def finish(self) -> None:
        """Let what is under way end, take nothing new; called when the program closes."""
        self._ended = True
        self._pool.shutdown(wait=True)
