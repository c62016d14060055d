"""风险等级与探访频次: how soon a person must be seen again (domain 01 §7)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

HIGH, MIDDLE, LOW = 3, 2, 1
DAYS = {HIGH: 7, MIDDLE: 30, LOW: 90}
MONTHLY = 30
SPECIAL_ELDERS = frozenset({"E2", "E3", "E4", "E5", "E6", "E7"})
"""The six groups of 特殊困难老年人, who are never seen less than monthly."""


def longest_wait(level: int | None, categories: Iterable[str] = ()) -> int:
    """Give the days until the next visit that a level allows; an unknown level is treated as low."""
    days = DAYS.get(level or LOW, DAYS[LOW])
    return min(days, MONTHLY) if SPECIAL_ELDERS & set(categories) else days


def next_due(on: date, level: int | None, categories: Iterable[str] = ()) -> date:
    """Give the day proposed for the next visit after one on ``on``."""
    return on + timedelta(days=longest_wait(level, categories))
