"""The days and hours of the demo county: months, feasts, and two diaries per station that never clash."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sheqi_desktop.operations.demo.dice import Dice

MORNING = (510, 690)
AFTERNOON = (870, 1050)
_FEASTS = (
    (date(2022, 10, 1), 3),
    (date(2023, 1, 20), 8),
    (date(2023, 4, 5), 1),
    (date(2023, 5, 1), 2),
    (date(2023, 6, 22), 2),
    (date(2023, 9, 29), 2),
)
_CLOSED = frozenset(first + timedelta(days=n) for first, days in _FEASTS for n in range(days))
_GAP = 5


def month_days(first_month: date, place: int) -> list[date]:
    """Give the days of the n-th month from the first."""
    year, month = divmod(first_month.year * 12 + first_month.month - 1 + place, 12)
    day, days = date(year, month + 1, 1), []
    while day.month == month + 1:
        days.append(day)
        day += timedelta(days=1)
    return days


def working_days(days: Sequence[date], *, weekend: bool) -> list[date]:
    """Keep the weekdays or the weekends, without the feast days."""
    return [day for day in days if (day.weekday() >= 5) == weekend and day not in _CLOSED]


def next_working_day(day: date) -> date:
    """Give the day itself, or the next weekday that is no feast."""
    while day.weekday() >= 5 or day in _CLOSED:
        day += timedelta(days=1)
    return day


@dataclass(slots=True)
class Diary:
    """Who of a station is busy when, so that nobody is at two places at once."""

    _busy: dict[tuple[date, int], list[tuple[int, int]]] = field(default_factory=dict)

    def book(
        self, day: date, workers: Sequence[int], minutes: int, dice: Dice, halves: Sequence[tuple[int, int]]
    ) -> int | None:
        """Find a start for some minutes in the first half of the day that has room; None if none has."""
        for first, last in halves:
            starts = dice.shuffled(range(first, last - minutes + 1, 5))
            for start in starts:
                if self._free(day, workers, start, start + minutes):
                    return self.take(day, workers, start, minutes)
        return None

    def take(self, day: date, workers: Sequence[int], start: int, minutes: int) -> int:
        """Note that these workers are busy then."""
        for worker in workers:
            self._busy.setdefault((day, worker), []).append((start, start + minutes))
        return start

    def _free(self, day: date, workers: Sequence[int], start: int, end: int) -> bool:
        return all(
            end + _GAP <= taken_from or start >= taken_to + _GAP
            for worker in workers
            for taken_from, taken_to in self._busy.get((day, worker), ())
        )


def clock(minute: int) -> str:
    """Give a minute of the day as answers store it."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def spoken(minute: int) -> str:
    """Give a minute of the day as people say it."""
    half = "上午" if minute < 720 else "下午"
    hour, left = (minute // 60 - 1) % 12 + 1, minute % 60
    return f"{half}{hour}点" + ("" if left == 0 else "半" if left == 30 else f"{left}分")
