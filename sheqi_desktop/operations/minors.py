"""未成年人档案: closed to everybody but the responsible worker and the 站长 until somebody approved (domain 16 §4).

The approval is asked for with a purpose, given for some days by the 站长 (at the centre: by its head) on the same
machine with their own 口令, and written into the journal.  The head of the centre gives a reason and needs nobody.
In an emergency a file opens at once, for a day, and the 站长 looks at the reason afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sheqi_desktop.domain.dates import age_on
from sheqi_desktop.domain.staff import HEAD, permission
from sheqi_desktop.domain.trouble import MinorClosed, NotFound, NotYours, OwnApproval, PurposeTooShort, TooManyDays
from sheqi_desktop.operations.day_words import near_moment
from sheqi_desktop.operations.ownership import ASSIGNED, owns
from sheqi_desktop.operations.restricted import roles_at
from sheqi_desktop.store import journal, records
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord

if TYPE_CHECKING:
    from sheqi_desktop.operations.desk import Desk

READ, REVIEWED = "minor_read", "minor_read_reviewed"
REVIEWERS = frozenset({"station_lead", HEAD})
LOOK_BACK_DAYS = 90
CLIENT = "client"
CAPABILITY = "minor.read"
OF_AGE = 18
PURPOSE_AT_LEAST = 10
MOST_DAYS = 30
EMERGENCY = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Asked:
    """Who wants to read, for how many days, and whose word opens the file."""

    purpose: str
    days: int = 7
    approver: str = ""
    password: str = ""
    emergency: bool = False


@dataclass(frozen=True, slots=True)
class Unreviewed:
    """An emergency nobody looked at afterwards: 紧急查阅尚未复核."""

    entry: int
    client: str
    name: str
    who: str
    purpose: str
    when: str


def minor_of(desk: Desk, read: Read, stored: StoredRecord) -> StoredRecord | None:
    """Give the file of the child a record is about, None where nobody in it is under 18 today."""
    file = stored if stored.kind == CLIENT else records.get(read, stored.client) if stored.client else None
    if file is None:
        return None
    born = file.birth_date
    age = age_on((born + "-01-01")[:10] if len(born) in (4, 7) else born, desk.clock.today())
    return file if age is not None and age < OF_AGE else None


def may_read(desk: Desk, read: Read, stored: StoredRecord) -> bool:
    """Tell whether this person may read a record, as far as a child's file is closed to them.

    Documents are laid before the 督导 of the station; the child's file itself needs an approval.
    """
    file, given = minor_of(desk, read, stored), permission(desk.role, CAPABILITY)
    if file is None or given.grant == "yes":
        return True
    supervises = ASSIGNED in roles_at(desk, file.station)
    if given.only_own and stored.kind != CLIENT and (supervises or owns(desk, read, stored)):
        return True
    if given.only_own and not supervises and owns(desk, read, file):
        return True
    return given.allowed and _approved(desk, read, file.id)


def refuse_closed(desk: Desk, read: Read, stored: StoredRecord) -> StoredRecord | None:
    """Stop whoever has no approval for a child's file, raise MinorClosed; give the file where there was one to ask."""
    if not may_read(desk, read, stored):
        file = minor_of(desk, read, stored) or stored
        raise MinorClosed(record=file.id, who="中心主任" if desk.place.kind == "centre" else "站长")
    return None if permission(desk.role, CAPABILITY).grant == "yes" else minor_of(desk, read, stored)


def approvers(desk: Desk) -> list[tuple[str, str]]:
    """Give who may approve here, id and name."""
    role = HEAD if desk.place.kind == "centre" else "station_lead"
    here = [one for one in desk.colleagues() if one.worker_id != desk.me.worker_id and role in desk.roles_of(one)]
    return [(one.worker_id, one.name) for one in here]


def ask_to_read(desk: Desk, record: str, asked: Asked) -> None:
    """Open a child's file for this person, approved by somebody with their 口令, or at once in an emergency.

    Raises PurposeTooShort, TooManyDays, OwnApproval, NotYours, WrongPassword, NotFound.
    """
    from sheqi_desktop.operations.unlock import seat

    given = permission(desk.role, CAPABILITY)
    if not given.allowed:
        raise desk.refusal(CAPABILITY)
    if len(asked.purpose.strip()) < PURPOSE_AT_LEAST:
        raise PurposeTooShort()
    if not 1 <= asked.days <= MOST_DAYS:
        raise TooManyDays()
    alone = asked.emergency or desk.role == HEAD
    if not alone:
        if asked.approver == desk.me.worker_id:
            raise OwnApproval()
        if asked.approver not in dict(approvers(desk)):
            raise desk.refusal(CAPABILITY)
        seat(desk, asked.approver, asked.password)
    lasts = EMERGENCY if asked.emergency else timedelta(days=asked.days)
    with desk.write() as write:
        stored = desk.stored(write, record, "服务对象")
        if stored.station != desk.station and desk.place.kind != "centre":
            raise NotYours(who=desk.unit_name(stored.station), contact="这是别的单位的档案。")
        detail = {
            "reader": desk.me.worker_id,
            "until": desk.clock.ms() + int(lasts.total_seconds() * 1000),
            "purpose": asked.purpose.strip(),
            "approver": "" if alone else asked.approver,
            "emergency": asked.emergency,
        }
        desk.note(write, READ, stored.id, **detail)


def unreviewed(desk: Desk) -> list[Unreviewed]:
    """List the emergencies nobody looked at afterwards, the latest first, for whoever may look at them."""
    if desk.role not in REVIEWERS:
        return []
    since = desk.clock.ms() - int(timedelta(days=LOOK_BACK_DAYS).total_seconds() * 1000)
    with desk.read() as read:
        reviewed = {one.detail.get("entry") for one in journal.about(read, REVIEWED, since)}
        found = [one for one in journal.about(read, READ, since) if one.detail.get("emergency")]
        waiting = [one for one in found if one.n not in reviewed and one.who != desk.me.worker_id]
        names = {id_: one.name for id_, one in records.get_many(read, [one.subject for one in waiting]).items()}
    return [
        Unreviewed(
            one.n,
            one.subject,
            names.get(one.subject, ""),
            desk.person_name(one.who),
            str(one.detail.get("purpose") or ""),
            near_moment(one.at, desk.clock.today()),
        )
        for one in waiting
    ]


def review(desk: Desk, entry: int) -> None:
    """Write down that the 站长 (or the head of the centre) looked at an emergency; nobody reviews their own.

    Raises NotYours, NotFound for what does not wait for this person.
    """
    if desk.role not in REVIEWERS:
        raise desk.refusal(CAPABILITY)
    one = next((one for one in unreviewed(desk) if one.entry == entry), None)
    if one is None:
        raise NotFound(what="待复核的紧急查阅", key=str(entry))
    with desk.write() as write:
        desk.note(write, REVIEWED, one.client, entry=entry)


def _approved(desk: Desk, read: Read, client: str) -> bool:
    now = desk.clock.ms()
    since = now - int(timedelta(days=MOST_DAYS + 1).total_seconds() * 1000)
    return any(
        one.subject == client and one.detail.get("reader") == desk.me.worker_id and int(one.detail["until"]) >= now
        for one in journal.about(read, READ, since)
    )
