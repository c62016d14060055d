"""台账: the records of a kind as an Excel file, masked; every file that leaves with names in it is noted."""

from __future__ import annotations

from dataclasses import replace

from sheqi_desktop.domain.circles import PRIVATE_KINDS
from sheqi_desktop.domain.clock import COUNTY
from sheqi_desktop.domain.staff import permission
from sheqi_desktop.domain.trouble import ReasonTooShort
from sheqi_desktop.operations.correct import CORRECTION_WAITS, waits_for_signature
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.documents import standing_document
from sheqi_desktop.operations.second_person import Second, agreed
from sheqi_desktop.operations.world import World
from sheqi_desktop.reports.ledger import LedgerContext, LedgerRow, write_ledger
from sheqi_desktop.store import records
from sheqi_desktop.store.closes import Closes, closes
from sheqi_desktop.store.database import Read
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
        found = [one for one in _listed(read, wanted) if one.kind not in PRIVATE_KINDS]
        context = _context(desk, World(desk, "", read, "all"), since or "", until or "")
        closed = closes(read)
        rows = [_row(read, one, closed) for one in found if one.status != "draft" or kind == CLIENT]
        rows = sorted((row for row in rows if _within(row, wanted)), key=_by_day) if dated else rows
        data = write_ledger(form, rows, context)
    with desk.write() as write:
        desk.note(
            write,
            "export_ledger",
            "",
            kind=kind,
            rows=len(rows),
            since=since or "",
            until=until or "",
            reason=reason.strip(),
            approver=approver,
        )
    return data


def _listed(read: Read, wanted: Wanted) -> list[StoredRecord]:
    """List what lies in a span by what it says now, or by the version a 更正 on its way has not replaced yet."""
    found = records.list_records(read, wanted)
    if wanted.since is None and wanted.until is None:
        return found
    there = {one.id for one in found}
    corrected = records.list_records(read, replace(wanted, since=None, until=None, correcting=True))
    return found + [one for one in corrected if one.id not in there]


def _row(read: Read, one: StoredRecord, closed: Closes) -> LedgerRow:
    """Give the version that counts; what is not signed or accepted yet is only named."""
    stands = standing_document(read, one, closed)
    waits = CORRECTION_WAITS if waits_for_signature(one) else ""
    return LedgerRow(stands.counted, one.id, restricted=one.restricted, void=one.voided, waits=waits)


def _by_day(row: LedgerRow) -> tuple[str, str]:
    return str(row.answers.get("service_date") or ""), str(row.answers.get("doc_no") or "")


def _within(row: LedgerRow, wanted: Wanted) -> bool:
    on = str(row.answers.get("service_date") or "")
    return (wanted.since is None or on >= wanted.since) and (wanted.until is None or on <= wanted.until)


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
