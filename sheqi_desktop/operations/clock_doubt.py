"""日期待核: a computer whose date cannot be right is said so; what is entered meanwhile carries a mark (domain 00 §4).

Order among changes never comes from the wall clock (TRUST F9); this is about the days people read.
"""

from __future__ import annotations

from datetime import date, datetime

from sheqi_desktop import BUILT_ON
from sheqi_desktop.domain.clock import COUNTY, Clock
from sheqi_desktop.domain.clock_doubt import MARK, looks_wrong
from sheqi_desktop.operations.clocks_ahead import ever_ahead
from sheqi_desktop.store import records
from sheqi_desktop.store.database import Read

LOOK_BACK = 200
"""Records looked at for the newest day; those of one import come in any order."""
BUILT = date.fromisoformat(BUILT_ON)


def clock_warning(read: Read, clock: Clock) -> str:
    """Say that the computer's date looks wrong; '' if it does not."""
    if not in_doubt(read, clock):
        return ""
    return f"电脑日期可能不正确（{clock.today().isoformat()}），请先校准再录入。"


def in_doubt(read: Read, clock: Clock) -> bool:
    """Tell whether today is before this program was made, before the newest record, or over sixty days after it."""
    today = clock.today()
    return (clock.of_the_computer and today < BUILT) or looks_wrong(today, _newest(read))


def _newest(read: Read) -> date | None:
    """Give the latest day on which something was entered.

    What carries the mark says nothing of the true day, nor does what came from a computer whose clock ran ahead.
    """
    newest = records.newest_entry(read, LOOK_BACK, without=MARK, not_by=ever_ahead(read))
    return datetime.fromisoformat(newest).astimezone(COUNTY).date() if newest else None
