"""Days as people type them, and ages on a day.

A day is stored as 2023-06-14.  People type 614, 6-14, 6.14, 20230614, 今天, 昨天 or +14.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.clock import COUNTY

_NAMED = {"今天": 0, "昨天": -1, "前天": -2, "明天": 1, "后天": 2}
_HALF_WIDTH = {ord(wide): chr(ord(wide) - 0xFEE0) for wide in map(chr, range(0xFF01, 0xFF5F))} | {ord("　"): " "}


def half_width(text: str) -> str:
    """Turn the full-width digits and letters of the input method into plain ones."""
    return text.translate(_HALF_WIDTH)


def day(value: Value) -> date | None:
    """Give a stored date as a day, None if it is empty or no date."""
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def county_day_of(moment: Value) -> date | None:
    """Give the county's day of a stored moment (ISO with offset; without one it is county time)."""
    if not isinstance(moment, str):
        return None
    try:
        read = datetime.fromisoformat(moment)
    except ValueError:
        return None
    return (read.replace(tzinfo=COUNTY) if read.tzinfo is None else read.astimezone(COUNTY)).date()


def parse_day(text: str, today: date | None = None) -> date | None:
    """Read a day as people type it; without a year the one nearest before or around today is meant."""
    typed = half_width(text).strip().rstrip("日号")
    if today is not None:
        if text.strip() in _NAMED:
            return today + timedelta(days=_NAMED[text.strip()])
        if shift := re.fullmatch(r"([+-]\d{1,3})天?", typed):
            return today + timedelta(days=int(shift[1]))
    parts = [part for part in re.split(r"[-./年月\s]", typed) if part]
    if len(parts) == 1 and parts[0].isascii() and parts[0].isdigit():
        digits = parts[0]
        if len(digits) == 8:
            parts = [digits[:4], digits[4:6], digits[6:]]
        elif len(digits) in (3, 4):
            parts = [digits[:-2], digits[-2:]]
    if not all(part.isascii() and part.isdigit() for part in parts):
        return None
    numbers = [int(part) for part in parts]
    if len(numbers) == 3 and numbers[0] >= 1000:
        return _real(*numbers)
    if len(numbers) == 2 and today is not None:
        return _real(today.year, *numbers)
    return None


def _real(year: int, month: int, of_month: int) -> date | None:
    try:
        return date(year, month, of_month)
    except ValueError:
        return None


def parse_clock_time(text: str) -> str | None:
    """Read a time of day as people type it (930, 9:30, 9点半, 14.05) and give 09:30."""
    typed = half_width(text).strip().replace("点半", ":30").replace("点", ":").rstrip("分").rstrip(":")
    if re.fullmatch(r"\d{3,4}", typed):
        typed = f"{typed[:-2]}:{typed[-2:]}"
    found = re.fullmatch(r"(\d{1,2})(?:[:.](\d{1,2}))?", typed)
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def minutes_between(start: Value, end: Value) -> int | None:
    """Give the minutes from one time of day to another, None if one is missing."""
    begun, ended = _minutes(start), _minutes(end)
    return None if begun is None or ended is None else ended - begun


def _minutes(value: Value) -> int | None:
    if isinstance(value, str) and (found := re.fullmatch(r"(\d{2}):(\d{2})", value)):
        return int(found[1]) * 60 + int(found[2])
    return None


def age_on(birth_date: Value, on: date | None) -> int | None:
    """Give the full years of a person on a day."""
    born = day(birth_date)
    if born is None or on is None or on < born:
        return None
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def add_months(start: date, months: int) -> date:
    """Give the same day some months later, or the last day of a shorter month."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    for of_month in (start.day, 30, 29, 28):
        if of_month <= start.day and (found := _real(year, month + 1, of_month)):
            return found
    raise AssertionError("every month has a 28th day")
