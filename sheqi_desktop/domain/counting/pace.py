"""Is a station on the way to its target?  Time progress against work progress, in the words and marks of the board.

All in exact fractions; only what is printed is rounded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from fractions import Fraction
from math import ceil, floor
from typing import Any

from sheqi_desktop.domain.counting.aggregate import value_of
from sheqi_desktop.domain.counting.contract import Contract, Measure
from sheqi_desktop.domain.counting.outcome import Number, UnitResult
from sheqi_desktop.domain.counting.sources import VIEWS

INDEX_FROM_DAY = 15
DAILY_FROM_DAY = 30
RECENT_DAYS = 90
FAR_BEHIND_BELOW = Fraction(3, 4)
BEHIND_BELOW = Fraction(9, 10)
AHEAD_FROM = Fraction(11, 10)
STEP_SOURCES = frozenset({"deliverable", "volunteer_team", "interview_answer"})
"""Sources whose measures are done or not done; they have no pace."""


class PaceState(Enum):
    """The seven states, each with its word and mark, never told by colour alone."""

    DONE = ("已达标", "✔")
    MISSED = ("未达标", "✖")
    FAR_BEHIND = ("严重滞后", "▼▼")
    BEHIND = ("滞后", "▼")
    NORMAL = ("正常", "＝")
    AHEAD = ("领先", "▲")
    UNKNOWN = ("数据不足", "?")

    @property
    def label(self) -> str:
        """The word people read."""
        return self.value[0]

    @property
    def mark(self) -> str:
        """The mark that stands in a cell and on black-and-white paper."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Pace:
    """Where one unit stands with one measure on a day; None where the number is not shown yet or no more."""

    state: PaceState
    days: int
    elapsed: int
    time_progress: Fraction
    progress: Fraction
    due: Fraction
    index: Fraction | None
    daily: Fraction | None
    forecast: int | None
    weekly_need: int | None
    by_profile: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A measure without pace: done or not, when it is due, how many days are left."""

    done: bool
    due: date
    days_left: int

    @property
    def label(self) -> str:
        """完成 or 未完成."""
        return "完成" if self.done else "未完成"


def time_progress(contract: Contract, as_of: date, profile: Mapping[str, Fraction] | None = None) -> Fraction:
    """Give the share of the period that has passed.

    With a profile (month ``2022-09`` to its share of the year's work) the shares of the months past, and of the
    month under way by its days.
    """
    elapsed = contract.elapsed(as_of)
    if not profile:
        return Fraction(elapsed, contract.days)
    whole = sum(profile.values(), Fraction(0))
    passed, in_month = dict.fromkeys(profile, 0), dict.fromkeys(profile, 0)
    for n in range(contract.days):
        month = f"{contract.start_date + timedelta(days=n):%Y-%m}"
        if month in profile:
            in_month[month] += 1
            passed[month] += n < elapsed
    done = sum((share * Fraction(passed[m], in_month[m]) for m, share in profile.items() if in_month[m]), Fraction(0))
    return done / whole if whole else Fraction(elapsed, contract.days)


def recent_days(contract: Contract, as_of: date) -> tuple[date, date]:
    """Give the first and last of the days by which the daily mean is taken: at most ninety."""
    elapsed = contract.elapsed(as_of)
    last = contract.start_date + timedelta(days=elapsed - 1)
    return last - timedelta(days=min(RECENT_DAYS, elapsed) - 1), last


def pace(
    contract: Contract,
    actual: Number,
    target: Number,
    as_of: date,
    recent: Number | None = None,
    has_data: bool = True,
    profile: Mapping[str, Fraction] | None = None,
) -> Pace:
    """Judge one unit's progress on a day; ``recent`` is what was counted in ``recent_days``."""
    days, elapsed = contract.days, contract.elapsed(as_of)
    share = time_progress(contract, as_of, profile)
    done, wanted = Fraction(actual), Fraction(target)
    progress = done / wanted if wanted else Fraction(1)
    shown = has_data and elapsed >= INDEX_FROM_DAY and share > 0
    index = progress / share if shown else None
    daily = forecast = None
    if recent is not None and has_data and elapsed >= DAILY_FROM_DAY:
        daily = Fraction(recent) / min(RECENT_DAYS, elapsed)
        forecast = floor(done + daily * (days - elapsed))
    weekly = max(0, ceil((wanted - done) * 7 / (days - elapsed))) if elapsed < days else None
    return Pace(
        state=_state(done >= wanted, elapsed == days, index),
        days=days,
        elapsed=elapsed,
        time_progress=share,
        progress=progress,
        due=wanted * share,
        index=index,
        daily=daily,
        forecast=forecast,
        weekly_need=weekly,
        by_profile=bool(profile),
    )


def _state(reached: bool, over: bool, index: Fraction | None) -> PaceState:
    if reached:
        return PaceState.DONE
    if over:
        return PaceState.MISSED
    if index is None:
        return PaceState.UNKNOWN
    if index < FAR_BEHIND_BELOW:
        return PaceState.FAR_BEHIND
    if index < BEHIND_BELOW:
        return PaceState.BEHIND
    return PaceState.NORMAL if index < AHEAD_FROM else PaceState.AHEAD


def has_pace(measure: Measure) -> bool:
    """Tell a measure that grows through the year from one that is done in one step."""
    return measure.target is not None and measure.op == ">=" and measure.source not in STEP_SOURCES


def pace_of(
    contract: Contract,
    measure: Measure,
    unit: UnitResult,
    as_of: date,
    has_data: bool = True,
    profile: Mapping[str, Fraction] | None = None,
) -> Pace | Step | None:
    """Give a unit's pace, or its step where a measure has no pace; nothing for a listed measure."""
    if unit.target is None:
        return None
    if not has_pace(measure):
        return Step(bool(unit.passed), contract.end_date, max(0, (contract.end_date - as_of).days))
    first, last = recent_days(contract, as_of)
    day = VIEWS[measure.source].day
    recent = value_of(measure, [row for row in unit.counted if first <= getattr(row, day) <= last])
    return pace(contract, unit.value, unit.target, as_of, recent, has_data, profile)


def slowest(paces: Mapping[Any, Pace]) -> Any:
    """Give the key of the one who is furthest behind, as a unit shows its slowest worker."""
    return min(paces, key=lambda key: (paces[key].progress, str(key)), default=None)
