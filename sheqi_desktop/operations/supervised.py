"""负责站点: which stations the person at this desk supervises, by the roles in the roster."""

from __future__ import annotations

from sheqi_desktop.domain.staff import HEAD
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.restricted import roles_at
from sheqi_desktop.sync.circles import SUPERVISED, assigned, in_force, roles_held
from sheqi_desktop.sync.roster import Person

SUPERVISOR = "supervisor"


def supervised_stations(desk: Desk) -> set[str]:
    """Give the codes of the stations this person supervises today; the director looks at all of them."""
    if HEAD in roles_at(desk, desk.library.centre_unit):
        return {one.code for one in desk.library.places.stations}
    return set(assigned(desk.me, desk.clock.today().isoformat()))


def responsible_for(desk: Desk) -> dict[str, frozenset[str]]:
    """Give who supervises each station today."""
    day, found = desk.clock.today().isoformat(), dict[str, set[str]]()
    for one in desk.book.newest.people:
        for station in assigned(one, day):
            found.setdefault(station, set()).add(one.worker_id)
    return {station: frozenset(people) for station, people in found.items()}


def supervised_people(desk: Desk) -> list[Person]:
    """Give who works at the stations this person supervises today, in roster order."""
    stations, day = supervised_stations(desk), desk.clock.today().isoformat()
    people = desk.book.newest.people
    return [one for one in people if any(r in SUPERVISED and unit in stations for r, unit in in_force(one, day))]


def supervisors(desk: Desk) -> list[Person]:
    """Give everybody who supervises some station today, in roster order."""
    day = desk.clock.today().isoformat()
    return [one for one in desk.book.newest.people if any(r == SUPERVISOR for r, _ in in_force(one, day))]


def centre_people(desk: Desk) -> list[Person]:
    """Give who works at the county centre today, the 中心主任 first."""
    day, centre = desk.clock.today().isoformat(), desk.library.centre_unit
    held = {one.worker_id: roles_held(one, centre, day) for one in desk.book.newest.people}
    there = [one for one in desk.book.newest.people if held[one.worker_id]]
    return sorted(there, key=lambda one: HEAD not in held[one.worker_id])


def around(desk: Desk) -> list[Person]:
    """Give whom a 督导记录 or a 督导计划 may name beside the people of this unit."""
    here = {one.worker_id for one in desk.colleagues()}
    found = {one.worker_id: one for one in (*supervised_people(desk), *supervisors(desk))}
    return [one for worker, one in found.items() if worker not in here]
