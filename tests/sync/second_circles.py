"""The circles of a roster worked out a second time, from FORMAT.md §4a alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

Json = dict[str, Any]
AT_WORK = ("social_worker", "station_lead")


def circles_of(roster: Json) -> list[Json]:
    """Give what `audiences` must say."""
    day = (datetime.fromtimestamp(roster["issued"] / 1000, UTC) + timedelta(hours=8)).date().isoformat()
    active = [one for one in roster["devices"] if one["status"] == "active"]
    centre = [one["id"] for one in active if one["kind"] == "center"]
    found: dict[str, list[str]] = {}
    units = {one["station_code"] for one in roster["devices"] if one["kind"] in ("station", "travel")}
    for unit in units | {one["station_code"] for one in roster["workspaces"] if one["kind"] == "station"}:
        there = [one for one in active if one["kind"] in ("station", "travel") and one["station_code"] == unit]
        watch = [one for one in roster["people"] if holds(one, ("supervisor",), unit, day)]
        above = centre + [machine for one in watch for machine in own(active, one)]
        at_work = [one["worker_id"] for one in roster["people"] if holds(one, AT_WORK, unit, day)]
        leads = [one["worker_id"] for one in roster["people"] if holds(one, ("station_lead",), unit, day)]
        in_use = [one for one in there if sits(one, at_work)]
        found[f"station-{unit}"] = above + [one["id"] for one in there]
        found[f"restricted-{unit}"] = above + [one["id"] for one in in_use]
        for person in roster["people"]:
            if any(role["unit"] == unit and role["role"] in AT_WORK for role in person["roles"]):
                named = [one["id"] for one in in_use if sits(one, [person["worker_id"], *leads])]
                found[f"restricted-{unit}+{person['worker_id']}"] = above + named
        for one in watch:
            for worker in at_work if own(roster["devices"], one) else ():
                pair = found.setdefault(f"private-{one['worker_id']}+{worker}", own(active, one))
                pair += [machine["id"] for machine in there]
    for unit in {one["station_code"] for one in roster["devices"] if one["kind"] == "center"}:
        found[f"restricted-{unit}"] = centre
    for person in roster["people"]:
        if own(roster["devices"], person):
            found[f"desk-{person['worker_id']}"] = own(active, person) + centre
    return [{"name": name, "devices": sorted(set(there))} for name, there in sorted(found.items())]


def own(devices: list[Json], person: Json) -> list[str]:
    desk = f"supervisor-{person['worker_id']}"
    return [one["id"] for one in devices if one["kind"] == "supervisor" and one["workspace"] == desk]


def holds(person: Json, roles: tuple[str, ...], unit: str, day: str) -> bool:
    return any(
        one["role"] in roles and one["unit"] == unit and (one["since"] or day) <= day <= (one["until"] or day)
        for one in person["roles"]
    )


def sits(machine: Json, people: list[str]) -> bool:
    named = machine.get("workers")
    return not named or bool(set(named) & set(people))
