"""台账: the records of a kind as an Excel file, masked; every file that leaves with names in it is noted."""

from __future__ import annotations

from sheqi_desktop.domain.circles import PRIVATE_KINDS
from sheqi_desktop.domain.clock import COUNTY
from sheqi_desktop.domain.staff import permission
from sheqi_desktop.domain.trouble import ReasonTooShort
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.second_person import Second, agreed
from sheqi_desktop.operations.world import World
from sheqi_desktop.reports.ledger import LedgerContext, LedgerRow, write_ledger
from sheqi_desktop.store import records
from sheqi_desktop.store.records import StoredRecord, Wanted

CAPABILITY = "export.identified"
REASON_AT_LEAST = 5
CLIENT = "client"
"""The list of people holds everyone with a file, handed in or not; of services only what was handed in."""


def export_ledger(
    desk: Desk,
    kind: str,
    since: str | None = None,
    until: str | None = None,
    reason: str = "",
    second: Second | None = None,
) -> bytes:
    """Write the 台账 of a kind for a span of days; a restricted record is a row with its number and 限阅 only.

    Numbers of papers and telephones are masked always.  ``second`` agrees where the table asks for another person.
    Raises NotYours, ReasonTooShort, ApprovalNeeded, OwnApproval, WrongPassword, NotFound.
    """
    allowed = permission(desk.role, CAPABILITY)
    desk.require(CAPABILITY, approved=True)
    if allowed.needs_reason and len(reason.strip()) < REASON_AT_LEAST:
        raise ReasonTooShort(what="导出带姓名的台账")
    form = desk.library.form(kind)
    approver = agreed(desk, CAPABILITY, second)
    stations = desk.stations
    dated = "service_date" in form
    wanted = Wanted(
        kind,
        stations=stations,
        since=since if dated else None,
        until=until if dated else None,
        worker=desk.me.worker_id if allowed.only_own else None,
        voided=None,
        restricted=True,
        order="service_date" if dated else "number",
        descending=False,
    )
    with desk.read() as read:
        found = [one for one in records.list_records(read, wanted) if one.kind not in PRIVATE_KINDS]
        context = _context(desk, World(desk, "", read, "all"), since or "", until or "")
        data = write_ledger(form, [_row(one) for one in found if one.status != "draft" or kind == CLIENT], context)
    with desk.write() as write:
        desk.note(
            write,
            "export_ledger",
            "",
            kind=kind,
            rows=len(found),
            since=since or "",
            until=until or "",
            reason=reason.strip(),
            approver=approver,
        )
    return data


def _row(one: StoredRecord) -> LedgerRow:
    return LedgerRow(one.answers, one.id, restricted=one.restricted, void=one.voided)


def _context(desk: Desk, world: World, since: str, until: str) -> LedgerContext:
    return LedgerContext(
        station_name=desk.place.name,
        exported_by=desk.me.name,
        exported_at=desk.clock.now().astimezone(COUNTY),
        since=since,
        until=until,
        county_name=desk.library.contract.county_name,
        facts=world,
        form_of=desk.library.form_of,
        words=desk.library.vocabularies,
        masks=True,
        demo=desk.place.demo,
    )
