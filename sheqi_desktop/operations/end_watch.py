"""督导不再负责一个站: up to where what they wrote of it is believed, signed once everything of before has come.

The role ends in the roster at once (``assign``); nothing later is sent to them.  A bundle may name an old roster,
though, and days can be written as one likes: so the last position is signed as well, as it is for a worker who left
(SYNC §4.6).  That waits until the machine has brought something of after the last day: honest work may be under way.
"""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sheqi_desktop.domain.circles import unit_of
from sheqi_desktop.domain.trouble import NotFound
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.store import log, outbox
from sheqi_desktop.store.database import Read
from sheqi_desktop.sync.circles import AT_A_STATION, SUPERVISOR, assigned, owner_of
from sheqi_desktop.sync.roster import Cut, Device, Person, sign


@dataclass(frozen=True, slots=True)
class Ended:
    """A 督导 who is no longer responsible for a station, and whose last position there is not signed yet."""

    worker: str
    name: str
    station: str
    station_name: str
    until: str
    """The last day, counted."""


def ended(desk: Desk) -> list[Ended]:
    """List whose last position can be signed, the earliest first."""
    today = desk.clock.today().isoformat()
    found = []
    with desk.read() as read:
        for person in desk.book.newest.people:
            for station, until in _over(person, today).items():
                if _cuts(desk, read, person.worker_id, station, until):
                    name = desk.unit_name(station)
                    found.append(Ended(person.worker_id, person.name, station, name, until))
    return sorted(found, key=lambda one: (one.until, one.station))


def end_watch(desk: Desk, worker: str, station: str, *roots: Ed25519PrivateKey) -> Ended:
    """Sign the next roster with the last position of a 督导 at a station; raise NotYours, NotFound if none waits."""
    desk.require_to_prepare("device.enrol")
    waiting = next((one for one in ended(desk) if (one.worker, one.station) == (worker, station)), None)
    if waiting is None:
        raise NotFound(what="不再负责的站", key=desk.person_name(worker))
    with desk.write() as write:
        cuts = (*desk.book.newest.cuts, *_cuts(desk, write, worker, station, waiting.until))
        following = desk.book.successor(cuts=cuts, issued=desk.clock.ms(), by=desk.me.worker_id)
        desk.adopt(write, desk.book.adopt([sign(following, roots)]))
        desk.note(write, "watch_ended", worker, station=station, until=waiting.until)
    return waiting


def _over(person: Person, today: str) -> dict[str, str]:
    """Give the stations somebody was 督导 of and is no longer, each with the last day."""
    now = assigned(person, today)
    past = [one for one in person.roles if one.role == SUPERVISOR and one.unit not in now and one.until]
    return {one.unit: max(each.until for each in past if each.unit == one.unit) for one in past}


def _cuts(desk: Desk, read: Read, worker: str, station: str, until: str) -> list[Cut]:
    """Give the cuts still to be signed: of the own machine what is about the station, of the station's all there is."""
    heard = {one.sender for one in outbox.imports(read) if str(one.summary.get("as_of") or "") > until}
    done = {one.device for one in desk.book.newest.cuts if (one.worker, one.unit) == (worker, station)}
    machines = [one for one in desk.book.newest.devices if one.id in heard - done and _used(one, worker, station)]
    why, now = f"负责到 {until}", desk.clock.ms()
    found = []
    for machine in machines:
        heads = [one for one in log.chains(read).values() if one.device == machine.id and one.seq]
        about = [one for one in heads if machine.kind in AT_A_STATION or unit_of(one.audience) == station]
        found += [Cut(machine.id, one.chain, one.seq, one.hash, worker, why, now, station) for one in about]
    return found


def _used(machine: Device, worker: str, station: str) -> bool:
    """Tell whether a 督导 writes of a station at a machine: the own one, or one there at which they may sign."""
    if machine.kind in AT_A_STATION:
        return machine.station_code == station and worker in machine.workers
    return owner_of(machine) == worker
