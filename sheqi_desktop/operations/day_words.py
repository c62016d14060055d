"""Days and moments as people say them on a screen: 6月14日, 今天, 逾期 4 天."""

from __future__ import annotations

from datetime import date

from sheqi_desktop.domain.clock import county_moment
from sheqi_desktop.domain.dates import day

WEEKDAYS = "一二三四五六日"


def short_day(value: str, today: date | None = None) -> str:
    """Give 6月14日, with the year where it is another year than today's; '' for no day."""
    on = day(value)
    if on is None:
        return ""
    if today is not None and on.year != today.year:
        return f"{on.year}年{on.month}月{on.day}日"
    return f"{on.month}月{on.day}日"


def whole_day(on: date) -> str:
    """Give 2023年6月14日 星期三."""
    return f"{on.year}年{on.month}月{on.day}日 星期{WEEKDAYS[on.weekday()]}"


def weekday(on: date) -> str:
    """Give 星期三."""
    return f"星期{WEEKDAYS[on.weekday()]}"


def near_day(value: str, today: date) -> str:
    """Give 今天, 昨天, 前天 or the day."""
    on = day(value)
    if on is None:
        return ""
    named = {0: "今天", 1: "昨天", 2: "前天"}.get((today - on).days)
    return named or short_day(value, today)


def near_month(value: str, today: date) -> str:
    """Give 今天, 昨天, 前天 or the day; only the month where it is another year, for narrow columns."""
    on = day(value)
    return f"{on.year}年{on.month}月" if on is not None and on.year != today.year else near_day(value, today)


def near_moment(ms: int, today: date) -> str:
    """Give 今天 09:40 for today, 昨天 17:42 for yesterday, the day for what is older."""
    at = county_moment(ms)
    passed = (today - at.date()).days
    if passed in (0, 1):
        return f"{'今天' if passed == 0 else '昨天'} {at:%H:%M}"
    return short_day(at.date().isoformat(), today)


def due_words(value: str, today: date) -> tuple[str, str]:
    """Give the words of a due badge and its tone: 逾期 4 天 is bad, 今天 warns, a later day is plain."""
    on = day(value)
    if on is None:
        return "", ""
    late = (today - on).days
    if late > 0:
        return f"逾期 {late} 天", "bad"
    if late == 0:
        return "今天", "warn"
    return short_day(value, today), ""


def short_number(number: str) -> str:
    """Give a 编号 without the station in front, for lists that know the station: TF-2023-A0158."""
    return number.partition("-")[2] or number
