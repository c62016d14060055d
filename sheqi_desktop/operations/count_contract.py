"""Count the contract: every measure and unit, with the rows behind each number and the rows that do not count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from sheqi_desktop.domain.counting.contract import Contract
from sheqi_desktop.domain.counting.count import Outcome, UnitResult, count
from sheqi_desktop.domain.counting.sources import Posting, Sources
from sheqi_desktop.domain.counting.table import TableRow, as_csv, county_table
from sheqi_desktop.domain.records import COUNTED_KINDS, ROWS
from sheqi_desktop.domain.records.annotation import CREDIT
from sheqi_desktop.domain.trouble import NotFound
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.documents import documents
from sheqi_desktop.operations.judge_complete import complete_visit, judge_complete
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.visit_clients import visit_clients


@dataclass(frozen=True, slots=True)
class Counted:
    """A count and the table it prints."""

    outcome: Outcome
    rows: list[TableRow]

    @property
    def csv(self) -> bytes:
        """The table as UTF-8 CSV with LF line ends."""
        return as_csv(self.rows)


def count_contract(desk: Desk, as_of: date | None = None, contract: Contract | None = None) -> Counted:
    """Count everything this workspace holds as of a day (default today).

    The same code on the station's machine and at the centre; the same records give the same numbers.
    """
    desk.require("indicator.read")
    contract = contract or desk.library.contract
    judge_complete(desk)
    with desk.read() as read:
        supplied = _sources(desk, read)
    outcome = count(contract, supplied, as_of or desk.clock.today(), _workers(desk, supplied))
    return Counted(outcome, county_table(outcome))


def count_seen(desk: Desk, read: Read) -> Outcome:
    """Count what one transaction sees, durable or not, or a copy; what nobody judged yet is judged and not kept."""
    supplied = _sources(desk, read)
    return count(desk.library.contract, supplied, desk.clock.today(), _workers(desk, supplied))


def _sources(desk: Desk, read: Read) -> Sources:
    """Gather the rows of every view that records of this house publish; visits have theirs beside the record."""
    stations = desk.stations
    papers = documents(read, [*COUNTED_KINDS], stations)
    made = {view: rows_of(papers) for view, rows_of in ROWS.items()}
    if not made[CREDIT]:
        del made[CREDIT]  # nothing was entered yet, which is not the same as nobody having learnt anything
    visits = visit_clients(read, stations, judge=partial(complete_visit, desk))
    return Sources.of(visit_client=visits, **made)


def _workers(desk: Desk, supplied: Sources) -> list[Posting]:
    """Give where the people of the roster work: asked where 学时 were entered."""
    if not supplied.has(CREDIT):
        return []
    first = desk.library.contract.start_date.isoformat()
    return [
        Posting(
            one.worker_id, one.name, role.unit, "station", role.role, True, date.fromisoformat(role.since or first),
            date.fromisoformat(role.until) if role.until else None,
        )
        for one in desk.book.newest.people
        for role in one.roles
        if desk.library.places.station(role.unit) is not None and (desk.stations is None or role.unit in desk.stations)
    ]  # fmt: skip


def contract_from(desk: Desk, path: Path | None) -> Contract:
    """Give the contract in force, or read another file with every load check."""
    return desk.library.contract_file(path) if path else desk.library.contract


def why(desk: Desk, measure: str, unit: str, as_of: date | None = None) -> UnitResult:
    """Give the rows behind one number: counted, and not counted with their reasons.

    ``unit`` is a station code or the county's; raises NotFound for a measure or unit that does not exist.
    """
    outcome = count_contract(desk, as_of).outcome
    try:
        return outcome.result(measure).unit(unit)
    except KeyError as missing:
        raise NotFound(what="指标或站点", key=f"{measure} {unit}") from missing
