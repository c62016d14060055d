"""账号停用: who handed everything over at a station, and the roster in which their roles end (domain 17 §8).

Only the root key changes the roster, and it lies at the centre: the station's handover travels there with the next
bundle and waits here.  Nothing that was written before is touched, nor is the name.  A demotion is a cut
like a revocation (SYNC §4.6): once a machine of the station has brought everything up to the last day, what comes later
from it in this person's name has no effect, whatever roster it names.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sheqi_desktop.domain.answers import rows
from sheqi_desktop.domain.dates import day
from sheqi_desktop.domain.records.handover import COMPLETE, KIND
from sheqi_desktop.domain.trouble import NotFound
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.seats import owed_seats, seated
from sheqi_desktop.store import log, outbox, records
from sheqi_desktop.store.database import Read, Write
from sheqi_desktop.store.records import StoredRecord, Wanted
from sheqi_desktop.sync.roster import Cut, Person, sign


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody who has handed over and whose account is still open in the roster."""

    worker: str
    name: str
    station: str
    station_name: str
    until: str
    """The last day of the account, counted."""
    handover: str
    number: str
    to: str


def leavers(desk: Desk) -> list[Leaver]:
    """List whose accounts wait to be closed, the earliest day first."""
    with desk.read() as read:
        done = records.list_records(read, Wanted(KIND, restricted=True))
        found = [_leaver(desk, read, one) for one in done if _carried_out(one)]
    return sorted((one for one in found if one is not None), key=lambda one: (one.until, one.station))


def close_account(desk: Desk, worker: str, station: str, *roots: Ed25519PrivateKey) -> Leaver:
    """Let the roles of a leaver at their station end with the day of the handover.

    The machines of whoever took their 限阅 records over are named for the leaver too, in the same roster: what was
    written so far comes there.  Raises NotYours, NotFound when no handover of theirs waits.
    """
    desk.require_to_prepare("device.enrol")
    waiting = next((one for one in leavers(desk) if (one.worker, one.station) == (worker, station)), None)
    if waiting is None:
        raise NotFound(what="已完成的工作移交", key=desk.person_name(worker))
    people = tuple(_ended(one, waiting) if one.worker_id == worker else one for one in desk.book.newest.people)
    owed = [device for device, workers in owed_seats(desk).items() if worker in workers]
    newest = desk.book.newest
    devices = seated(newest.devices, {one.id: {*one.workers, worker} for one in newest.devices if one.id in owed})
    with desk.write() as write:
        cuts = (*desk.book.newest.cuts, *_cuts(desk, write, worker, station, waiting.until))
        following = desk.book.successor(
            people=people, cuts=cuts, devices=devices, issued=desk.clock.ms(), by=desk.me.worker_id
        )
        desk.adopt(write, desk.book.adopt([sign(following, roots)]))
        desk.note(write, "account_closed", worker, until=waiting.until, handover=waiting.handover)
    return waiting


def _cuts(desk: Desk, read: Read | Write, worker: str, station: str, until: str) -> list[Cut]:
    """Give the cuts that are still to be signed: of the machines there that brought everything up to the last day.

    None where a later posting at the station goes on.
    """
    newest = desk.book.newest
    person = newest.person(worker)
    if person is None or any(one.unit == station and (one.since or until) > until for one in person.roles):
        return []
    cut = {(one.device, one.chain) for one in newest.cuts if one.worker == worker and not one.unit}
    heard = {one.sender for one in outbox.imports(read) if str(one.summary.get("as_of") or "") > until}
    there = {one.id for one in newest.devices if one.station_code == station and one.id in heard}
    if there <= {device for device, _ in cut}:
        return []
    return [
        Cut(head.device, head.chain, head.seq, head.hash, worker, f"在岗到 {until}", desk.clock.ms())
        for head in log.chains(read).values()
        if head.device in there and (head.device, head.chain) not in cut
    ]


def _carried_out(one: StoredRecord) -> bool:
    return any(row.get("move") == COMPLETE for row in rows(one.answers, "moves"))


def _leaver(desk: Desk, read: Read, one: StoredRecord) -> Leaver | None:
    worker, until = str(one.answers.get("from_id") or ""), str(one.answers.get("effective_on") or "")
    person = desk.book.newest.person(worker)
    if person is None or day(until) is None:
        return None
    if not _open_after(person, one.station, until) and not _cuts(desk, read, worker, one.station, until):
        return None
    to = desk.person_name(str(one.answers.get("to_id") or ""))
    return Leaver(worker, person.name, one.station, desk.unit_name(one.station), until, one.id, one.number, to)


def _open_after(person: Person, station: str, until: str) -> bool:
    """Tell whether a role at the station that began by then goes on after that day; a later posting stays."""
    return any(
        role.unit == station and (role.since or until) <= until and (not role.until or role.until > until)
        for role in person.roles
    )


def _ended(person: Person, leaver: Leaver) -> Person:
    ended = tuple(
        replace(role, until=leaver.until)
        if role.unit == leaver.station and (role.since or leaver.until) <= leaver.until
        and (not role.until or role.until > leaver.until)
        else role
        for role in person.roles
    )  # fmt: skip
    return replace(person, roles=ended)
