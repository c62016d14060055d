"""日期待核: a computer's date that cannot be right, and the mark on what was entered under it (domain 00 §4)."""

from __future__ import annotations

from datetime import date

from sheqi_desktop.domain.answers import Answers

MARK = "date_unsure"
"""The answer a record made under such a date carries; saving it again under a right one takes the mark away."""
AHEAD_DAYS = 60


def looks_wrong(today: date, newest: date | None) -> bool:
    """Tell whether today is before the day of the newest entry, or more than sixty days after it."""
    return newest is not None and (today < newest or (today - newest).days > AHEAD_DAYS)


def is_marked(answers: Answers) -> bool:
    """Tell whether the day a record was entered still has to be looked at."""
    return answers.get(MARK) is True
