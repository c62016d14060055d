"""Working days: Monday to Friday, corrected by the public calendar and by what the county knows better."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The days that are not what their weekday says, and the years about which that is known.

    In a year nobody published a calendar for, Monday to Friday work; ``knows`` tells, so that the screen can say so.
    """

    exceptions: Mapping[date, bool] = field(default_factory=dict)
    years: frozenset[int] = frozenset()

    def works(self, on: date) -> bool:
        """Tell whether people work on a day."""
        return self.exceptions.get(on, on.weekday() < SATURDAY)

    def knows(self, year: int) -> bool:
        """Tell whether the holidays of a year are known."""
        return year in self.years

    def after(self, on: date, days: int) -> date:
        """Give the working day that is so many working days after a day."""
        found = on
        while days:
            found += timedelta(days=1)
            days -= self.works(found)
        return found

    def unknown_year(self, since: date, until: date) -> int | None:
        """Give the first year of a span whose holidays are not known."""
        return next((year for year in range(since.year, until.year + 1) if not self.knows(year)), None)
