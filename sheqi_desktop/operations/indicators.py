"""指标看板: the count for a board, in the period with or without its extension, and how far the stations have sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sheqi_desktop.operations.count_contract import Counted, count_contract
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.home_progress import ProgressLine, station_progress
from sheqi_desktop.store import outbox


@dataclass(frozen=True, slots=True)
class Looked:
    """What the page shows: the count; at the centre how many stations sent up to a day, at a station its own pace."""

    counted: Counted
    until: date
    arrived: int = 0
    pace: tuple[ProgressLine, ...] = ()


def indicators(desk: Desk, as_of: date | None = None, *, original: bool = False) -> Counted:
    """Count the contract in force (含顺延), or as it stood before the period was extended (原合同期)."""
    contract = desk.library.contract
    return count_contract(desk, as_of, contract.original() if original else contract)


def look_at_indicators(desk: Desk, *, original: bool = False) -> Looked:
    """Count for the page, with what keeps a late bundle from being read as little work."""
    counted = indicators(desk, original=original)
    today, end = desk.clock.today(), counted.outcome.contract.end_date
    until = min(today.replace(day=1) - timedelta(days=1), end)
    if desk.place.kind != "centre":
        return Looked(counted, until, pace=station_progress(desk).lines)
    return Looked(counted, until, arrived=_arrived(desk, until))


def _arrived(desk: Desk, until: date) -> int:
    """Count the stations whose bundles say that their records are complete up to a day."""
    with desk.read() as read:
        said = [one.summary for one in outbox.imports(read) if one.result == "merged"]
    told = {str(one.get("station", "")) for one in said if str(one.get("as_of", "")) >= until.isoformat()}
    return sum(station.code in told for station in desk.library.contract.stations)
