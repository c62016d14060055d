"""Who sits at which machine of a station: what is 限阅 goes only where the 站长 or its responsible worker sits.

It stands in the roster, known from the 登记包 and kept by the centre.  Who takes 限阅 records over reads on at the own
machine once that machine is named for the worker before as well: what was written so far comes with the next bundle.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sheqi_desktop.domain.circles import restricted_circle
from sheqi_desktop.domain.staff import RANK, ROLE_NAMES
from sheqi_desktop.domain.trouble import NobodyNamed, NotFound, WrongState
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.responsible import responsible
from sheqi_desktop.store import log, records
from sheqi_desktop.store.database import Read
from sheqi_desktop.sync.circles import AT_A_STATION, SUPERVISED, roles_held
from sheqi_desktop.sync.roster import Device, sign


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody of the station: whether they sit at the machine, and whether it ought to be named for them."""

    worker: str
    name: str
    roles: str
    sits: bool
    owed: bool = False


def seats(desk: Desk, device: str) -> list[Seat]:
    """Give everybody who works at a machine's station or is named at it, in the order of rank.  Raises NotFound."""
    machine, day = _station_machine(desk, device), desk.clock.today().isoformat()
    owed = owed_seats(desk).get(device, frozenset())
    found = []
    for one in desk.book.newest.people:
        held = roles_held(one, machine.station_code, day)
        if held & SUPERVISED or one.worker_id in machine.workers or one.worker_id in owed:
            words = "、".join(ROLE_NAMES[role] for role in RANK if role in held) or "已不在本站"
            sits = one.worker_id in machine.workers if machine.workers else bool(held & SUPERVISED)
            found.append((min((RANK.index(role) for role in held), default=len(RANK)), one, words, sits))
    found.sort(key=lambda each: each[0])
    return [Seat(one.worker_id, one.name, words, sits, one.worker_id in owed) for _, one, words, sits in found]


def seat(desk: Desk, device: str, workers: Collection[str], *roots: Ed25519PrivateKey) -> None:
    """Sign the next roster in which just these people sit at a machine.

    Raises NotYours, NotFound, WrongState where it is no longer in use, NobodyNamed when none of them works there today.
    """
    desk.require_to_prepare("device.enrol")
    machine, newest = _station_machine(desk, device), desk.book.newest
    if machine.status != "active":
        raise WrongState(state="已不在使用", step="写明谁在用", hint="")
    unknown = [one for one in workers if newest.person(one) is None]
    if unknown:
        raise NotFound(what="人员", key=min(unknown))
    day = desk.clock.today().isoformat()
    if not any(roles_held(newest.person(one), machine.station_code, day) for one in workers):
        raise NobodyNamed()
    following = desk.book.successor(
        devices=seated(newest.devices, {device: workers}), issued=desk.clock.ms(), by=desk.me.worker_id
    )
    with desk.write() as write:
        desk.adopt(write, desk.book.adopt([sign(following, roots)]))
        desk.note(write, "seats", device[:16], workers=sorted(workers))


def seated(devices: Iterable[Device], named: Mapping[str, Collection[str]]) -> tuple[Device, ...]:
    """Give the machines of a roster with other people at some of them."""
    return tuple(replace(one, workers=tuple(sorted(named[one.id]))) if one.id in named else one for one in devices)


def owed_seats(desk: Desk) -> dict[str, frozenset[str]]:
    """Give the machines whose people took 限阅 records over that do not come there yet, each with whom from."""
    newest = desk.book.newest
    there: dict[str, list[Device]] = {}
    for one in newest.active():
        if one.kind in AT_A_STATION:
            there.setdefault(one.station_code, []).append(one)
    shared = [unit for unit, machines in there.items() if len(machines) > 1]
    found: dict[str, set[str]] = {}
    with desk.read() as read:
        before = {
            (unit, responsible(one), earlier)
            for unit in shared
            for one in records.get_many(read, records.secret(read, unit)).values()
            for earlier in _written_for(desk, read, one.id, unit)
        }
    for unit, now, earlier in before:
        inside = newest.circles.get(restricted_circle(unit, earlier), ())
        for machine in there[unit]:
            if now in machine.workers and machine.id not in inside:
                found.setdefault(machine.id, set()).add(earlier)
    return {device: frozenset(workers) for device, workers in found.items()}


def _written_for(desk: Desk, read: Read, record: str, unit: str) -> set[str]:
    """Give in whose hands a 限阅 record was while it was written."""
    chains = {change.ref.chain for change in log.changes_of(read, record)}
    own = {restricted_circle(unit, each.worker_id): each.worker_id for each in desk.book.newest.people}
    return {own[circle] for circle in (log.circle_of(read, chain) for chain in chains) if circle in own}


def _station_machine(desk: Desk, device: str) -> Device:
    found = desk.book.newest.device(device)
    if found is None or found.kind not in AT_A_STATION:
        raise NotFound(what="站点的电脑", key=device[:8])
    return found
