"""督导分工: which stations a 督导 is responsible for, from today on; the circles follow with the same roster.

What was sent before the change stays where it is; nothing later goes to a 督导 whose assignment ended.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sheqi_desktop.domain.trouble import NotFound
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.sync.circles import SUPERVISOR, assigned
from sheqi_desktop.sync.roster import Person, Role, sign


def assign(desk: Desk, worker: str, stations: Collection[str], root: Ed25519PrivateKey) -> frozenset[str]:
    """Sign the next roster in which a 督导 is responsible for just these stations; give those that are new.

    Raises NotYours, NotFound for somebody or a station nobody knows.
    """
    desk.require_to_prepare("device.enrol")
    person = desk.book.newest.person(worker)
    if person is None:
        raise NotFound(what="人员", key=worker)
    for station in stations:
        if desk.library.places.station(station) is None:
            raise NotFound(what="站点", key=station)
    today = desk.clock.today()
    before = assigned(person, today.isoformat())
    changed = replace(person, roles=_roles(person, frozenset(stations), today))
    people = tuple(changed if one.worker_id == worker else one for one in desk.book.newest.people)
    following = desk.book.successor(people=people, issued=desk.clock.ms(), by=desk.me.worker_id)
    with desk.write() as write:
        desk.adopt(write, desk.book.adopt([sign(following, [root])]))
        desk.note(write, "assign", worker, stations=sorted(stations))
    return frozenset(stations) - before


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
