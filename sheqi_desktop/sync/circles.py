"""Who is in which circle, and which chains go into a bundle for whom (SYNC §4.1, §4.5; TRUST S4).

The lists are a pure function of the roster and stand in it, so that every computer reads the same circles from the
same version.  A roster older than circles has no lists; then the same function says who would stand in them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheqi_desktop.domain.circles import (
    ALL,
    desk_circle,
    private_circle,
    restricted_circle,
    station_circle,
    unit_of,
)
from sheqi_desktop.domain.clock import county_day

if TYPE_CHECKING:
    from sheqi_desktop.sync.roster import Device, Person, Roster

SUPERVISOR = "supervisor"
AT_A_STATION = ("station", "travel")
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
        whole = [*there, *centre, *(each for worker in watched for each in own[worker])]
        found[station_circle(unit)] = found[restricted_circle(unit)] = whole
        workers = [worker for worker, held in posts.items() if any((role, unit) in held for role in SUPERVISED)]
        for supervisor in watched:
            for worker in workers:
                pair = private_circle(supervisor, worker)
                found[pair] = [*found.get(pair, own[supervisor]), *there]
    for unit in {one.station_code for one in roster.devices if one.kind == "center"}:
        found[restricted_circle(unit)] = centre
    for worker, machines in own.items():
        found[desk_circle(worker)] = [*machines, *centre]
    return {name: tuple(sorted({one.id for one in there})) for name, there in sorted(found.items())}


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
