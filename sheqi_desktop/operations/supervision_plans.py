"""督导计划: the plans there are, what they leave open, and how much each supervisor has to do (domain 14 §1)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sheqi_desktop.domain.records.annotation import PLAN
from sheqi_desktop.domain.records.case_story import CASE, ENDED
from sheqi_desktop.domain.supervision import Plan, gaps, half_of, not_supervised, not_visited, plan
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.move import state_of
from sheqi_desktop.operations.review_queue import review_queue
from sheqi_desktop.operations.supervised import SUPERVISOR, supervised_stations, supervisors
from sheqi_desktop.store import sources
from sheqi_desktop.store.records import StoredRecord
from sheqi_desktop.sync.circles import SUPERVISED, assigned, in_force

OVER = frozenset({"declined", "transferred", "cancelled"}) | ENDED
"""States of a case that is no work any more."""
IN_FORCE_WITH = "计划写好后，负责的站点要在“站点与人员”用根密钥换分工，督导的电脑才收得到。"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One plan in the list."""

    record: str
    supervisor: str
    since: str
    until: str
    stations: str
    meetings: int
    status: str


@dataclass(frozen=True, slots=True)
class Load:
    """How much a supervisor has to do today, by the assignment in force."""

    supervisor: str
    name: str
    stations: int
    workers: int
    cases: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Plans:
    """The plans, what they leave open in sentences, the load, and where plan and assignment differ."""

    lines: tuple[PlanLine, ...]
    gaps: tuple[str, ...]
    loads: tuple[Load, ...]
    differ: tuple[str, ...] = ()


def supervision_plans(desk: Desk) -> Plans:
    """Read the plans; the load is only told where the whole county is (the centre)."""
    with desk.read() as read:
        found = [one for one in sources.of_kinds(read, [PLAN]) if not one.voided]
    told = [(one, known) for one in found if (known := plan(one.answers)) is not None]
    lines = [_line(desk, one, known) for one, known in told]
    lines.sort(key=lambda one: (one.since, one.supervisor), reverse=True)
    counted = [known for one, known in told if one.status != "draft"]
    county = desk.place.kind == "centre"
    return Plans(
        tuple(lines),
        tuple(_gaps(desk, counted)) if county else (),
        tuple(loads(desk)) if county else (),
        tuple(_differ(desk, counted)) if county else (),
    )


def _gaps(desk: Desk, plans: list[Plan]) -> list[str]:
    today, contract = desk.clock.today(), desk.library.contract
    stations = {one.code: desk.unit_name(one.code) for one in desk.library.places.stations}
    since, until = max(today, contract.start_date), contract.end_date
    said = list(gaps(plans, stations, since, until)) if since <= until else []
    workers = _workers(desk)
    led = {station for one in plans for station in one.stations if one.since <= today <= one.until}
    asked = {worker: desk.person_name(worker) for worker, unit in workers.items() if unit in led}
    visited = {code: name for code, name in stations.items() if code in led}
    said += not_supervised(plans, asked, today.year, (today.month + 2) // 3)
    return said + list(not_visited(plans, visited, today.year, half_of(today)))


def _differ(desk: Desk, plans: list[Plan]) -> list[str]:
    """Say where the roster assigns other stations than the plan of today says."""
    today = desk.clock.today()
    said = []
    for one in plans:
        if not one.since <= today <= one.until:
            continue
        held = assigned(desk.book.newest.person(one.supervisor), today.isoformat())
        names = "、".join(desk.unit_name(code) for code in sorted(one.stations - held))
        if names:
            said.append(f"督导{desk.person_name(one.supervisor)}的计划里有{names}，分工还没有生效。")
    return said


def loads(desk: Desk) -> list[Load]:
    """Count per supervisor the stations, workers, open cases and documents waiting; nobody is ranked by it."""
    day, workers = desk.clock.today().isoformat(), _workers(desk)
    with desk.read() as read:
        cases = [one for one in sources.of_kinds(read, [CASE]) if not one.voided and one.status != "draft"]
        open_ = Counter(one.station for one in cases if state_of(desk, read, one) not in OVER)
    queue = review_queue(desk) if supervised_stations(desk) else None
    waiting = queue.by_station if queue is not None else {}
    found = []
    for person in supervisors(desk):
        there = {unit for role, unit in in_force(person, day) if role == SUPERVISOR}
        found.append(
            Load(
                person.worker_id,
                person.name,
                len(there),
                sum(unit in there for unit in workers.values()),
                sum(open_[unit] for unit in there),
                sum(waiting.get(unit, 0) for unit in there),
            )
        )
    return found


def _workers(desk: Desk) -> dict[str, str]:
    """Give the workers of the stations, each with where they work today."""
    day = desk.clock.today().isoformat()
    return {
        one.worker_id: unit
        for one in desk.book.newest.people
        for role, unit in in_force(one, day)
        if role in SUPERVISED and desk.library.places.station(unit) is not None
    }


def _line(desk: Desk, one: StoredRecord, told: Plan) -> PlanLine:
    return PlanLine(
        record=one.id,
        supervisor=desk.person_name(told.supervisor),
        since=told.since.isoformat(),
        until=told.until.isoformat(),
        stations="、".join(desk.unit_name(code) for code in sorted(told.stations)),
        meetings=len(told.meetings),
        status=one.status,
    )
