"""日期待核: a computer whose date cannot be right is said so; what is entered meanwhile carries a mark (domain 00 §4).

Order among changes never comes from the wall clock (TRUST F9); this is about the days people read.
"""

from __future__ import annotations

from datetime import date, datetime

from sheqi_desktop.domain.clock import COUNTY
from sheqi_desktop.domain.clock_doubt import MARK, looks_wrong
from sheqi_desktop.store import records
from sheqi_desktop.store.database import Read

LOOK_BACK = 200
"""Records looked at for the newest day; those of one import come in any order."""


def clock_warning(read: Read, today: date) -> str:
    """Say that the computer's date looks wrong; '' if it does not."""
    if not in_doubt(read, today):
        return ""
    return f"电脑日期可能不正确（{today.isoformat()}），请先校准再录入。"


def in_doubt(read: Read, today: date) -> bool:
    """Tell whether today is before the newest record, or more than sixty days after it."""
    return looks_wrong(today, _newest(read))


def _newest(read: Read) -> date | None:
    """Give the latest day on which something was entered; what carries the mark says nothing of the true day."""
    newest = records.newest_entry(read, LOOK_BACK, without=MARK)
    return datetime.fromisoformat(newest).astimezone(COUNTY).date() if newest else None
