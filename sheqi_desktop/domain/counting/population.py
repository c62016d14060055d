"""Which workers a worker measure is asked of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sheqi_desktop.domain.counting.contract import Contract, Population
from sheqi_desktop.domain.counting.rules import last_day
from sheqi_desktop.domain.counting.sources import Posting

AT_A_STATION = frozenset({"social_worker", "station_lead"})


def population_of(
    population: Population, contract: Contract, as_of: date, postings: Sequence[Posting]
) -> dict[str, str]:
    """Give the workers (id to name) with a primary posting of that kind on the day, long enough in the period.

    A posting without an end is taken to last to the end of the period, so that nobody is left out of the first months.
    """
    day = last_day(contract, as_of)
    held: dict[str, list[Posting]] = {}
    for posting in postings:
        if posting.primary and posting.unit_kind == population.posting_kind and posting.post in AT_A_STATION:
            held.setdefault(posting.worker_id, []).append(posting)
    return {
        worker: max(own, key=lambda p: (p.since, p.station_code)).worker_name
        for worker, own in sorted(held.items())
        if any(_on_post(p, day) for p in own) and _days(own, contract) >= population.min_days_in_period
    }


def _on_post(posting: Posting, day: date) -> bool:
    return posting.since <= day and (posting.until is None or day <= posting.until)


def _days(postings: Sequence[Posting], contract: Contract) -> int:
    days: set[date] = set()
    for posting in postings:
        first = max(posting.since, contract.start_date)
        last = min(posting.until or contract.end_date, contract.end_date)
        days.update(first + timedelta(days=n) for n in range((last - first).days + 1))
    return len(days)
