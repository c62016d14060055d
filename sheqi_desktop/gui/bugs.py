"""What happens when we made a mistake: work is kept, a report is written (no words of a record), a sentence shown."""

from __future__ import annotations

import os
import platform
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import shiboken6
from PySide6 import __version__ as qt_version
from PySide6.QtCore import QObject, QTimer, Signal

from sheqi_desktop.domain.clock import Clock, stopwatch
from sheqi_desktop.domain.trouble import DatabaseDamaged, Trouble

STALL_S = 0.05


def report(kind: type[BaseException], trace: TracebackType | None, clock: Clock) -> str:
    """Write down where it happened.  No message and no values: they may hold words of a record."""
    lines = [
        f"时间 {clock.now().isoformat(timespec='seconds')}",
        f"错误 {kind.__module__}.{kind.__qualname__}",
        f"系统 {platform.platform()}，Python {platform.python_version()}，Qt {qt_version}",
    ]
    for frame in traceback.extract_tb(trace):
        lines.append(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}")
    return "\n".join(lines) + "\n"


class BugHook(QObject):
    """Takes the place of the interpreter's own hook; errors of other threads come over to the main one."""

    arrived = Signal(object, object)
    damaged = Signal(object)
    """Something was read on the main thread from a damaged file."""

    def __init__(
        self,
        folder: Path,
        keep_work: Callable[[], object],
        say: Callable[[str, str], object],
        clock: Clock | None = None,
    ) -> None:
        super().__init__()
        self._folder, self._keep_work, self._say = folder, keep_work, say
        self._clock = clock or Clock()
        self._busy = False
        self.arrived.connect(self._answer)

    def install(self) -> None:
        """Listen from now on."""
        sys.excepthook = self.hook

    def uninstall(self) -> None:
        """Give the interpreter its own hook back."""
        if sys.excepthook == self.hook:
            sys.excepthook = sys.__excepthook__

    def hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Take an error nobody answered."""
        if issubclass(kind, KeyboardInterrupt) or not shiboken6.isValid(self):
            sys.__excepthook__(kind, error, trace)
            return
        self.arrived.emit(error, trace)

    def _answer(self, error: BaseException, trace: TracebackType | None) -> None:
        if self._busy:
            return
        self._busy = True
        try:
            self._keep()
            if isinstance(error, DatabaseDamaged):
                self.damaged.emit(error)
            if isinstance(error, Trouble):
                self._say("这一步没有做成", str(error))
                return
            file = self._write(report(type(error), trace, self._clock))
            told = f"出错的地方记在 {file}，里面没有任何人的资料，可以交给县中心。" if file else ""
            self._say("程序出了点问题，刚才填的内容都还在", f"可以接着用；要是又出现，先关掉再打开。{told}")
        except Exception as second:  # noqa: BLE001 - a mistake in telling of a mistake must not come back here
            sys.__excepthook__(type(second), second, second.__traceback__)
        finally:
            self._busy = False

    def _keep(self) -> None:
        try:
            self._keep_work()
        except Exception:  # noqa: BLE001 - a second mistake must not hide the first
            return

    def _write(self, text: str) -> Path | None:
        stamp = self._clock.now().strftime("%Y%m%d-%H%M%S")
        file = self._folder / f"error-{stamp}.txt"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        except OSError:
            return None
        return file


class StallWatch(QObject):
    """Debug builds only: notes every moment the window did not answer for more than 50 ms."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stalls: list[int] = []
        self._beat = stopwatch()
        self._timer = QTimer()
        self._timer.setInterval(10)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = stopwatch()
        if now - self._beat > STALL_S:
            self.stalls.append(round((now - self._beat) * 1000))
        self._beat = now

    @staticmethod
    def wanted() -> bool:
        """Tell whether this run should watch."""
        return bool(os.environ.get("SHEQI_WATCH_STALLS"))
