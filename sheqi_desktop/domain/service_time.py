"""The time rule of voluntary service (domain 06 §5): minutes are kept, half hours are shown and summed.

A record of less than half an hour is kept and counts nothing.  Totals add the rounded records, so that a list and its
total always agree.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sheqi_desktop.domain.answers import Answers, Value
from sheqi_desktop.domain.dates import half_width, minutes_between

STEP = 30
DAY = 24 * 60
LONG_DAY, LONGEST_DAY = 8 * 60, 16 * 60
STAR_HOURS = (100, 300, 600, 1000, 1500)
"""一星 to 五星; local schemes differ, so a workspace may know others."""
STAR_NAMES = ("一", "二", "三", "四", "五")
_HOURS = re.compile(r"(\d{1,2}(?:\.\d{1,2})?)(?:个?小时|h|时)?")
_HOURS_AND_MINUTES = re.compile(r"(\d{1,2})(?:个?小时|h|时|:)(\d{1,2})(?:分钟?)?")
_MINUTES = re.compile(r"(\d{1,4})(?:分钟?|min)")


def rounded(minutes: int) -> int:
    """Give the minutes that are shown and summed: down to the half hour."""
    return max(minutes, 0) // STEP * STEP


def hours(minutes: int) -> str:
    """Write minutes as hours with one decimal, as papers and lists show them."""
    tenths = minutes * 10 // 60
    return f"{tenths // 10}.{tenths % 10}"


def span(answers: Answers) -> tuple[int, int] | None:
    """Give from which minute to which of its day a service went; past midnight it goes beyond 24 hours."""
    length, start = _between(answers), minutes_between("00:00", answers.get("start_at"))
    return None if length is None or start is None or length < 0 else (start, start + length)


def service_minutes(answers: Answers) -> int | None:
    """Give the actual minutes between sign-in and sign-out, less the break; None while a time is missing."""
    length = _between(answers)
    if length is None or length < 0:
        return None
    rest = answers.get("break_minutes")
    return max(0, length - (rest if isinstance(rest, int) else 0))


def _between(answers: Answers) -> int | None:
    length = minutes_between(answers.get("start_at"), answers.get("end_at"))
    overnight = length is not None and length <= 0 and answers.get("over_midnight") is True
    return length + DAY if overnight and length is not None else length


def counted_minutes(answers: Answers) -> int:
    """Give the rounded minutes of a record; training is no service."""
    minutes = service_minutes(answers)
    return 0 if minutes is None or answers.get("is_training") is True else rounded(minutes)


def stars(minutes: int, thresholds: Sequence[int] = STAR_HOURS) -> int:
    """Give how many stars the accumulated minutes would allow."""
    return sum(minutes >= threshold * 60 for threshold in thresholds)


def star_words(minutes: int, thresholds: Sequence[int] = STAR_HOURS) -> str:
    """Say which star the hours allow; whether it is awarded is for people to decide."""
    reached = stars(minutes, thresholds)
    return f"达到{STAR_NAMES[reached - 1]}星条件" if reached else ""


def read_length(text: str) -> int | None:
    """Read a length as people write it: 1小时30, 1.5, 90分, 1:30; minutes, None for what is none."""
    typed = re.sub(r"\s", "", half_width(text)).replace("：", ":").lower().replace("半小时", "30分")
    if found := _HOURS_AND_MINUTES.fullmatch(typed):
        return int(found[1]) * 60 + int(found[2]) if int(found[2]) < 60 else None
    if found := _MINUTES.fullmatch(typed):
        return int(found[1])
    if found := _HOURS.fullmatch(typed):
        whole, _, part = found[1].partition(".")
        return int(whole) * 60 + (int(part.ljust(2, "0")) * 60 + 50) // 100
    return None


def whole_minutes(value: Value) -> int:
    """Give stored minutes, nothing for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
