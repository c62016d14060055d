"""Who is in which circle, and which chains go into a bundle for whom (SYNC §4.1, §4.5; TRUST S4).

The lists are a pure function of the roster and stand in it, so that every computer reads the same circles from the
same version.  A roster older than circles has no lists; then the same function says who would stand in them.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from sheqi_desktop.domain.circles import (
    ALL,
    RESTRICTED,
    desk_circle,
    private_circle,
    restricted_circle,
    station_circle,
    unit_of,
    wider,
)
from sheqi_desktop.domain.clock import county_day

if TYPE_CHECKING:
    from sheqi_desktop.sync.roster import Device, Person, Roster

SUPERVISOR = "supervisor"
AT_A_STATION = ("station", "travel")
LEAD = "station_lead"
SUPERVISED = frozenset({"social_worker", "station_lead"})
OWN_DESK = "supervisor-"


def own_desk(worker: str) -> str:
    """Name the workspace of a 督导; a machine in it is that person's and nobody else's."""
    return OWN_DESK + worker


def owner_of(device: Device) -> str:
    """Give whose machine a 督导's computer is, '' for any other."""
    return device.workspace.removeprefix(OWN_DESK) if device.kind == SUPERVISOR else ""


def address_of(device: Device) -> str:
    """Say where a bundle for a machine is addressed to: its unit, or a 督导's one machine (411327000-B)."""
    return f"{device.station_code}-{device.slot}" if device.kind == SUPERVISOR else device.station_code


def in_force(person: Person | None, day: str) -> list[tuple[str, str]]:
    """Give the roles a person holds on a day, each with its unit."""
    roles = person.roles if person else ()
    return [(one.role, one.unit) for one in roles if (one.since or day) <= day <= (one.until or day)]


def roles_held(person: Person | None, unit: str, day: str) -> frozenset[str]:
    """Give the roles a person holds at a unit on a day."""
    return frozenset(role for role, where in in_force(person, day) if where == unit)


def assigned(person: Person | None, day: str) -> frozenset[str]:
    """Give the stations a 督导 is responsible for on a day."""
    return frozenset(unit for role, unit in in_force(person, day) if role == SUPERVISOR)


def circles(roster: Roster) -> dict[str, tuple[str, ...]]:
    """Give every circle of a roster on the day it was issued: its name and the machines in it, sorted."""
    day = county_day(roster.issued).isoformat()
    active = roster.active()
    centre = [one for one in active if one.kind == "center"]
    stations = {one.station_code for one in roster.devices if one.kind in AT_A_STATION}
    stations |= {one.station_code for one in roster.workspaces if one.kind == "station"}
    own: dict[str, list[Device]] = {owner_of(one): [] for one in roster.devices if one.kind == SUPERVISOR}
    for one in active:
        if one.kind == SUPERVISOR:
            own[owner_of(one)].append(one)
    posts = {one.worker_id: in_force(one, day) for one in roster.people}
    found: dict[str, list[Device]] = {}
    for unit in stations:
        there = [one for one in active if one.kind in AT_A_STATION and one.station_code == unit]
        watched = [worker for worker in own if (SUPERVISOR, unit) in posts.get(worker, ())]
        above = [*centre, *(each for worker in watched for each in own[worker])]
        found[station_circle(unit)] = [*there, *above]
        workers = [worker for worker, held in posts.items() if any((role, unit) in held for role in SUPERVISED)]
        found[restricted_circle(unit)] = [*(one for one in there if sit_at(one, workers)), *above]
        leads = [worker for worker in workers if (LEAD, unit) in posts[worker]]
        for worker in _ever_at(roster, unit):
            named = [one for one in there if sit_at(one, workers) and sit_at(one, [worker, *leads])]
            found[restricted_circle(unit, worker)] = [*named, *above]
        for supervisor in watched:
            for worker in workers:
                pair = private_circle(supervisor, worker)
                found[pair] = [*found.get(pair, own[supervisor]), *there]
    for unit in {one.station_code for one in roster.devices if one.kind == "center"}:
        found[restricted_circle(unit)] = centre
    for worker, machines in own.items():
        found[desk_circle(worker)] = [*machines, *centre]
    return {name: tuple(sorted({one.id for one in there})) for name, there in sorted(found.items())}


def sit_at(device: Device, workers: Collection[str]) -> bool:
    """Tell whether any of some people sits at a machine; of one whose people nobody named, all of the station do."""
    return not device.workers or any(one in workers for one in device.workers)


def _ever_at(roster: Roster, unit: str) -> list[str]:
    """Give whoever has or had work at a station: what is 限阅 stays with its worker's successors after they left."""
    posts = ((one.worker_id, role) for one in roster.people for role in one.roles)
    return list(dict.fromkeys(worker for worker, role in posts if role.unit == unit and role.role in SUPERVISED))


def listed(roster: Roster, circle: str) -> str:
    """Give the circle a change is written for: a roster older than a worker's own 限阅 circle has that of the unit."""
    return circle if not circle.startswith(RESTRICTED) or circle in roster.circles else wider(circle)


def goes_to(roster: Roster, writer: Device | None, circle: str, receiver: Device, day: str) -> bool:
    """Tell whether a machine's chain goes into bundles for another machine on a day.

    Whoever wrote a chain may have it back.  A 督导 whose assignment ended is sent nothing more, whatever the lists say.
    No day is before the one on which the roster was issued: a clock that stands years back keeps nothing from anybody.
    """
    if writer is None:
        return receiver.kind == "center"
    if writer.id == receiver.id:
        return True
    if circle == ALL:
        if writer.kind not in AT_A_STATION:
            return writer.kind != "evaluator" or receiver.kind == "center"
        circle = station_circle(writer.station_code)
    if not roster.receives(circle, receiver.id):
        return False
    unit, day = unit_of(circle), max(day, county_day(roster.issued).isoformat())
    return receiver.kind != SUPERVISOR or not unit or unit in assigned(roster.person(owner_of(receiver)), day)
