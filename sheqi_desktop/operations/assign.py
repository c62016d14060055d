"""督导分工: which stations a 督导 is responsible for, from today on; the circles follow with the same roster.

What was sent before the change stays where it is; nothing later goes to a 督导 whose assignment ended.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sheqi_desktop.domain.trouble import NotFound, StationsNotLed
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.sync.circles import SUPERVISOR, assigned
from sheqi_desktop.sync.roster import Person, Role, sign


@dataclass(frozen=True, slots=True)
class Watcher:
    """A 督导 of the county, and the stations this person is responsible for today."""

    worker: str
    name: str
    stations: frozenset[str]


def watchers(desk: Desk) -> list[Watcher]:
    """List everybody who is or was a 督导, in the order of the roster."""
    day = desk.clock.today().isoformat()
    found = [one for one in desk.book.newest.people if any(role.role == SUPERVISOR for role in one.roles)]
    return [Watcher(one.worker_id, one.name, assigned(one, day)) for one in found]


def assign(desk: Desk, worker: str, stations: Collection[str], *roots: Ed25519PrivateKey) -> frozenset[str]:
    """Sign the next roster in which a 督导 is responsible for just these stations; give those that are new.

    Raises NotYours, NotFound for somebody or a station nobody knows.
    """
    desk.require_to_prepare("device.enrol")
    before = assigned(desk.book.newest.person(worker), desk.clock.today().isoformat())
    _sign_in(desk, {worker: frozenset(stations)}, roots)
    return frozenset(stations) - before


def share_out(desk: Desk, leads: Mapping[str, str], *roots: Ed25519PrivateKey) -> frozenset[str]:
    """Sign the next roster in which every station has the one 督导 named here; give the stations that change hands.

    Raises NotYours, StationsNotLed when a station has nobody, NotFound.
    """
    desk.require_to_prepare("device.enrol")
    without = [one.name for one in desk.library.places.stations if not leads.get(one.code)]
    if without:
        raise StationsNotLed(stations="、".join(without))
    before = {one.worker: one.stations for one in watchers(desk)}
    if not set(leads.values()) <= set(before):
        raise NotFound(what="督导", key=desk.person_name(min(set(leads.values()) - set(before))))
    following = {worker: frozenset(code for code, lead in leads.items() if lead == worker) for worker in before}
    changed = {worker: stations for worker, stations in following.items() if stations != before.get(worker)}
    _sign_in(desk, changed, roots)
    return frozenset(code for worker, stations in changed.items() for code in stations ^ before[worker])


def _sign_in(desk: Desk, wanted: Mapping[str, frozenset[str]], roots: Sequence[Ed25519PrivateKey]) -> None:
    newest, today = desk.book.newest, desk.clock.today()
    for worker, stations in wanted.items():
        if newest.person(worker) is None:
            raise NotFound(what="人员", key=worker)
        for station in stations:
            if desk.library.places.station(station) is None:
                raise NotFound(what="站点", key=station)
    people = tuple(
        replace(one, roles=_roles(one, wanted[one.worker_id], today)) if one.worker_id in wanted else one
        for one in newest.people
    )
    # Who comes back to a station is believed there again.
    cuts = tuple(one for one in newest.cuts if not one.unit or one.unit not in wanted.get(one.worker, ()))
    following = desk.book.successor(people=people, cuts=cuts, issued=desk.clock.ms(), by=desk.me.worker_id)
    with desk.write() as write:
        desk.adopt(write, desk.book.adopt([sign(following, roots)]))
        for worker, stations in wanted.items():
            desk.note(write, "assign", worker, stations=sorted(stations))


def begun(person: Person | None, stations: Collection[str], today: date) -> tuple[Role, ...]:
    """Give the roles that begin today at stations a 督导 is not yet responsible for."""
    day = today.isoformat()
    return tuple(Role(SUPERVISOR, station, day) for station in stations if station not in assigned(person, day))


def _roles(person: Person, stations: frozenset[str], today: date) -> tuple[Role, ...]:
    yesterday = (today - timedelta(days=1)).isoformat()
    kept = [
        replace(one, until=yesterday)
        if one.role == SUPERVISOR and one.unit not in stations and (one.until or yesterday) >= yesterday
        else one
        for one in person.roles
    ]
    return (*kept, *begun(person, sorted(stations), today))
