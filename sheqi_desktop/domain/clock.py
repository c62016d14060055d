"""The only place that may ask what time it is, so that a test or the demo can set it.

Times are UTC moments; a day is a day of the county (UTC+8), whatever zone the PC is set to.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

COUNTY = timezone(timedelta(hours=8))
_LATEST = 253_402_128_000_000
"""30 December 9999: a clock that claims more is shown as this, for no calendar goes on."""


def _wall() -> datetime:
    return datetime.fromtimestamp(time.time(), UTC)


@dataclass(slots=True)
class Clock:
    """Tell the time; ``source`` may be a fixed or simulated one."""

    source: Callable[[], datetime] = _wall

    @property
    def of_the_computer(self) -> bool:
        """Tell the computer's own clock from one that was set, for the demo, a test or ``--clock``."""
        return self.source is _wall

    def now(self) -> datetime:
        """Give the present moment in UTC."""
        return self.source().astimezone(UTC)

    def ms(self) -> int:
        """Give the present moment as milliseconds since 1970 UTC."""
        return int(self.now().timestamp() * 1000)

    def today(self) -> date:
        """Give the county's day."""
        return self.now().astimezone(COUNTY).date()


def at(moment: str) -> Clock:
    """Make a clock that stands still at an ISO moment; a moment without a zone is county time."""
    fixed = datetime.fromisoformat(moment)
    if fixed.tzinfo is None:
        fixed = fixed.replace(tzinfo=COUNTY)
    return Clock(lambda: fixed)


def county_day(ms: int) -> date:
    """Give the county day of a moment in milliseconds."""
    return county_moment(ms).date()


def county_moment(ms: int) -> datetime:
    """Give the county's wall-clock moment of milliseconds since 1970."""
    return datetime.fromtimestamp(min(ms, _LATEST) / 1000, COUNTY)


def stopwatch() -> float:
    """Give seconds of a clock that only goes forward, for waits and progress."""
    return time.monotonic()
