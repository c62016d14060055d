"""The plan of the demo county, made once for all tests, and the ways in which tests look at it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from sheqi_desktop.catalog import assets
from sheqi_desktop.catalog.places import load_places
from sheqi_desktop.domain.records.visit import MODE_GROUP, VisitClient
from sheqi_desktop.domain.records.visit_lines import lines
from sheqi_desktop.operations.demo import CountyPlan, Entry, Place, StationPlan, plan_county, read_material

SEED = 20220901


def make_plan(seed: int = SEED) -> CountyPlan:
    known = load_places(assets.resources_dir() / "places")
    places = [
        Place(one.code, one.name, tuple((village.code, village.name) for village in known.villages_of(one.code)))
        for one in known.stations
    ]
    contract = tomllib.loads((assets.resources_dir() / "contracts" / "sheqi-2022.toml").read_text("utf-8"))
    return plan_county(read_material(assets.resources_dir() / "demo"), places, contract["demo"], seed)


@cache
def the_plan() -> CountyPlan:
    return make_plan()


def entries(kind: str, *, patch: bool = False) -> Iterator[tuple[StationPlan, Entry]]:
    for station in the_plan().stations:
        for entry in station.entries:
            if entry.kind == kind and entry.patch is patch:
                yield station, entry


@cache
def clients() -> dict[str, Entry]:
    return {entry.key: entry for _, entry in entries("client")}


@cache
def visit_rows() -> tuple[VisitClient, ...]:
    """The plan as the counting sees it: one row for each person on each visit."""
    closed = {(one.station, one.year, one.month) for one in the_plan().month_closes}
    return tuple(row for station, entry in entries("visit") for row in _rows(station, entry, closed))


def _rows(station: StationPlan, entry: Entry, closed: set[tuple[str, int, int]]) -> Iterator[VisitClient]:
    for place, client, day, start, minutes, mode, outcome, sign, reason, _ in lines(entry.answers):
        on = date.fromisoformat(day)
        pending = entry.phase == 2 and (station.code, on.year, on.month) in closed
        yield VisitClient(
            visit_id=entry.key,
            doc_no=entry.key,
            station_code=station.code,
            client_id=client,
            person_id=client,
            household_id=str(clients()[client].answers["household_id"]),
            is_main=place == 0,
            service_date=on,
            start_at=start,
            mode=mode,
            mode_group=MODE_GROUP.get(mode, ""),
            row_outcome=outcome,
            client_sign=sign,
            sign_reason=bool(reason),
            categories=categories_on(client, on),
            worker_id=entry.worker,
            signed_at=None if entry.then == "draft" else entry.at.isoformat(),
            confirmed=entry.then != "draft",
            period_adjust_state="pending" if pending else "",
            complete=True,
            void=entry.then == "void",
            correcting=False,
            age=None,
            minutes=minutes,
        )


def categories_on(client: str, day: date) -> tuple[str, ...]:
    text = day.isoformat()
    rows = clients()[client].answers["categories"]
    return tuple(row["category"] for row in rows if row["start"] <= text <= row.get("end", "9999"))


@dataclass(frozen=True, slots=True)
class Busy:
    """When a worker was where."""

    start: str
    end: str
    visit: str


def days_of_workers() -> dict[tuple[str, str], list[Busy]]:
    found: dict[tuple[str, str], list[Busy]] = {}
    for _, entry in entries("visit"):
        answers = entry.answers
        for worker in answers["workers"]:
            busy = Busy(answers["start_at"], answers["end_at"], entry.key)
            found.setdefault((worker, answers["service_date"]), []).append(busy)
    return found
