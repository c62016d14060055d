"""督导计划 and 督导记录: who leads which station on which day, and what of a plan is missing (domain 14 §1, §2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sheqi_desktop.domain.answers import Answers, rows
from sheqi_desktop.domain.codes_annotation import SupervisionForm
from sheqi_desktop.domain.dates import day

NOBODY_LEADS = "{station}在{day}没有负责督导。"
TWO_LEAD = "{station}同时有两名负责督导。"
NOT_SUPERVISED = "{worker}第{quarter}季度没有安排督导。"
NOT_VISITED = "{station}{half}没有安排现场跟进。"
HALVES = {1: "上半年", 2: "下半年"}
OUTSIDE_CONTRACT = "督导计划的期间应在合同期内（{since}至{until}），请核对。"
SAMPLED: Mapping[str, tuple[int, int]] = {"case": (100, 0), "group": (100, 0), "activity": (50, 0), "visit": (10, 5)}
"""How many documents of a kind are read where a plan says nothing: per cent, at least so many a worker and month."""
_MEETS = frozenset({SupervisionForm.INDIVIDUAL, SupervisionForm.GROUP})


@dataclass(frozen=True, slots=True)
class Plan:
    """A 督导计划 as far as others ask about it."""

    supervisor: str
    since: date
    until: date
    stations: frozenset[str]
    rates: Mapping[str, tuple[int, int]] = field(default_factory=lambda: dict(SAMPLED))
    meetings: tuple[tuple[str, str, frozenset[str]], ...] = ()
    """Month (2023-04), form and workers of each meeting that is planned."""
    visits: frozenset[tuple[str, str]] = frozenset()
    """Month and station of each 现场跟进 that is planned."""


def plan(answers: Answers) -> Plan | None:
    """Read a plan; None for one without a period."""
    since, until = day(answers.get("from")), day(answers.get("to"))
    if since is None or until is None:
        return None
    rates = dict(SAMPLED)
    for row in rows(answers, "sample_rates"):
        percent, least = row.get("percent"), row.get("at_least")
        if isinstance(percent, int):
            rates[str(row.get("sample_kind"))] = (percent, least if isinstance(least, int) else 0)
    meetings = tuple(
        (str(row.get("month") or ""), str(row.get("form") or ""), _names(row.get("workers")))
        for row in rows(answers, "schedule")
    )
    visits = frozenset(
        (str(row.get("month") or ""), str(row.get("at_station") or ""))
        for row in rows(answers, "schedule")
        if row.get("form") == SupervisionForm.ONSITE
    )
    who, stations = str(answers.get("supervisor_id") or ""), _names(answers.get("station_codes"))
    return Plan(who, since, until, stations, rates, meetings, visits)


def leads(plans: Iterable[Plan], station: str, on: date) -> list[str]:
    """Name who is 负责督导 of a station on a day."""
    found = {one.supervisor for one in plans if station in one.stations and one.since <= on <= one.until}
    return sorted(found)


def gaps(plans: Sequence[Plan], stations: Mapping[str, str], since: date, until: date) -> Iterator[str]:
    """Say of each station the first day without, and whether ever two lead it; ``stations`` are code → name."""
    for code, name in stations.items():
        edges = {since} | {one.since for one in plans} | {one.until + timedelta(days=1) for one in plans}
        told = {on: leads(plans, code, on) for on in sorted(edges) if since <= on <= until}
        nobody = next((on for on, who in told.items() if not who), None)
        if nobody is not None:
            yield NOBODY_LEADS.format(station=name, day=nobody.isoformat())
        if any(len(who) > 1 for who in told.values()):
            yield TWO_LEAD.format(station=name)


def not_supervised(plans: Iterable[Plan], workers: Mapping[str, str], year: int, quarter: int) -> Iterator[str]:
    """Say for whom no individual or group supervision is planned in a quarter; ``workers`` are id → name."""
    months = {f"{year}-{month:02d}" for month in range(3 * quarter - 2, 3 * quarter + 1)}
    meetings = [one for each in plans for one in each.meetings]
    planned = {who for month, form, there in meetings if month in months and form in _MEETS for who in there}
    for worker, name in workers.items():
        if worker not in planned:
            yield NOT_SUPERVISED.format(worker=name, quarter=quarter)


def half_of(on: date) -> int:
    """Give the half of its year a day lies in: 1 or 2."""
    return 1 if on.month <= 6 else 2


def not_visited(plans: Iterable[Plan], stations: Mapping[str, str], year: int, half: int) -> Iterator[str]:
    """Say which stations no 现场跟进 is planned for in a half year; ``stations`` are code → name."""
    months = {f"{year}-{month:02d}" for month in range(6 * half - 5, 6 * half + 1)}
    planned = {station for one in plans for month, station in one.visits if month in months}
    for code, name in stations.items():
        if code not in planned:
            yield NOT_VISITED.format(station=name, half=HALVES[half])


def session_counts(answers: Answers) -> bool:
    """Tell whether a session counts: an individual one is confirmed by both, any other by its supervisor."""
    both = bool(answers.get("supervisor_signed_at")) and bool(answers.get("worker_signed_at"))
    individual = answers.get("form") == SupervisionForm.INDIVIDUAL
    return both if individual else bool(answers.get("supervisor_signed_at"))


def open_actions(sessions: Iterable[Answers], worker: str = "") -> list[Mapping[str, object]]:
    """Give what was agreed on and is not done, of one worker or of all, the first due first."""
    found = [row for one in sessions for row in rows(one, "actions") if not row.get("done_on")]
    mine = [row for row in found if not worker or row.get("who") == worker]
    return sorted(mine, key=lambda row: str(row.get("due") or ""))


def _names(told: object) -> frozenset[str]:
    return frozenset(one for one in told if isinstance(one, str)) if isinstance(told, list) else frozenset()
