"""Which copies stay when there are more than are needed (TRUST §4.8, domain 16 §7).

Days, weeks, months and years are the county's.  A copy from the future was made while the clock was wrong: nothing
can be said of it, so it stays and takes nobody's place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from sheqi_desktop.domain.clock import COUNTY

DAYS, WEEKS, IMPORTS, LATEST = 7, 8, 5, 3
OLDEST = timedelta(days=90)
_BY_THEMSELVES = frozenset({"import", "migrate", "restore", "archive"})
"""Made before or after something happened: such a copy never stands for its day."""


class Dated(Protocol):
    """What is known of a copy without opening it."""

    @property
    def kind(self) -> str:
        """Why it was made."""

    @property
    def made_at(self) -> datetime:
        """When it was made, by the clock of that moment."""

    @property
    def journal_n(self) -> int:
        """How many entries its journal has: that only grows, whatever the clock says."""


_Copy = TypeVar("_Copy", bound=Dated)


def latest(copies: Iterable[_Copy]) -> list[_Copy]:
    """Give the three copies that hold most, the newest first; they stay whatever their kind."""
    return _newest_first(copies, lambda one: (one.journal_n, one.made_at))[:LATEST]


def kept(copies: Sequence[_Copy], now: datetime) -> list[_Copy]:
    """Give the copies that stay, the newest first.

    The last 3; 7 daily, 8 weekly and the monthly ones of 90 days; the last 5 before imports; of those before a change
    of shape and after a restore the last within 90 days; one of every year that is over, and this year's archive copy.
    """
    past = [one for one in _newest_first(copies, lambda one: (one.made_at, one.journal_n)) if one.made_at <= now]
    young = [one for one in past if now - one.made_at <= OLDEST]
    ordinary = [one for one in young if one.kind not in _BY_THEMSELVES]
    stays = [
        *(one for one in copies if one.made_at > now),
        *latest(copies),
        *_first_of_each(ordinary, lambda at: (at.year, at.month, at.day))[:DAYS],
        *_first_of_each(ordinary, lambda at: at.isocalendar()[:2])[:WEEKS],
        *_first_of_each(ordinary, lambda at: (at.year, at.month)),
        *[one for one in past if one.kind == "import"][:IMPORTS],
        *(one for kind in ("migrate", "restore") for one in [one for one in young if one.kind == kind][:1]),
        *_of_years(past, now),
    ]
    chosen = {id(one) for one in stays}
    return [one for one in _newest_first(copies, lambda one: (one.made_at, one.journal_n)) if id(one) in chosen]


def _of_years(past: Sequence[_Copy], now: datetime) -> list[_Copy]:
    """Give one copy of every year that is over, one made for keeping before any other; this year's if there is one."""
    this_year = now.astimezone(COUNTY).year
    meant = [one for one in past if one.kind == "archive"]
    others = [one for one in past if one.kind != "archive" and one.made_at.astimezone(COUNTY).year < this_year]
    return _first_of_each([*meant, *others], lambda at: at.year)


def _first_of_each(copies: Iterable[_Copy], period: Callable[[datetime], object]) -> list[_Copy]:
    first: dict[object, _Copy] = {}
    for one in copies:
        first.setdefault(period(one.made_at.astimezone(COUNTY)), one)
    return list(first.values())


def _newest_first(copies: Iterable[_Copy], order: Callable[[_Copy], object]) -> list[_Copy]:
    return sorted(copies, key=order, reverse=True)  # type: ignore[arg-type]
