"""Every file and visit of the demo county would be taken by the program: nothing missing, nothing to be changed.

What builds on them (个案, 小组 …) is typed through the real operations in tests/journeys/test_demo.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from sheqi_desktop.domain.attachment import attachments
from sheqi_desktop.domain.draft import Draft, complete
from sheqi_desktop.domain.facts import Known, NoFacts, Summary
from sheqi_desktop.domain.form import Form
from sheqi_desktop.operations.demo import Entry, StationPlan
from sheqi_desktop.operations.library import Library
from tests.builders_events import EVENTS
from tests.operations.demo_plans import the_plan
from tests.volunteers import VOLUNTEER_KINDS

WORKING_DAYS = Library().working_days
ENVELOPE = {"worker_id", "late_reason"}


class StationWorld(NoFacts):
    """What a station knows so far, at the moment a form is typed."""

    station_opened_on = date(2022, 8, 1)

    def __init__(self, plan: StationPlan) -> None:
        self.station = plan.code
        self.records: dict[str, dict[str, Any]] = {}
        self.by_worker: dict[tuple[str, str], list[tuple[str, dict[str, Any]]]] = {}
        self.summaries: dict[str, list[Summary]] = {}
        self.files: dict[str, list[str]] = {}

    @property
    def stored(self) -> dict[str, Any] | None:
        return self.records.get(self.record_id)

    def late_limit_days(self, kind: str) -> int:
        return {"visit": 3, "client": 7, "activity": 5}[kind]

    def entry_deadline(self, kind: str, served: date) -> date | None:
        return WORKING_DAYS.after(served, 10) if kind == "volunteer_hour" else None

    def record(self, record: str) -> dict[str, Any] | None:
        return self.records.get(record)

    def same_id_no(self, id_no: str, not_record: str) -> Sequence[Known]:
        return [
            Known(key, self.station, "", one["name"], key)
            for key, one in self.records.items()
            if one.get("id_no") == id_no and key != not_record
        ]

    def visits_of(self, client: str, limit: int) -> Sequence[tuple[str, dict[str, Any]]]:
        found = [
            (key, one)
            for key, one in self.records.items()
            if one.get("client_id") == client and "mode" in one and "outcome" in one
        ]
        return sorted(found, key=lambda one: one[1]["service_date"], reverse=True)[:limit]

    def visits_on(self, worker: str, on: date) -> Sequence[tuple[str, dict[str, Any]]]:
        return self.by_worker.get((worker, on.isoformat()), [])

    def summaries_of(self, worker: str) -> Sequence[Summary]:
        return self.summaries.get(worker, [])[::-1]

    def village_known(self, village: str) -> bool:
        return village.startswith(self.station)

    def worker_active(self, worker: str, on: date) -> bool:
        return self.station in worker

    def move(self, entry: Entry) -> None:
        """Note a step taken with a file."""
        row = {"move": entry.answers["move"], "by": entry.worker, "at": entry.at.isoformat(), **entry.answers}
        self.records[entry.key] = {**self.records[entry.key], "moves": [*self.records[entry.key]["moves"], row]}

    def holders_of(self, sha256: str) -> Sequence[str]:
        return [key for key in self.files.get(sha256, ()) if key != self.record_id]

    def keep(self, key: str, answers: dict[str, Any]) -> None:
        self.records[key] = answers
        for _, one in attachments(answers):
            self.files.setdefault(one.hash, []).append(key)
        for worker in answers.get("workers", ()):
            self.by_worker.setdefault((worker, answers["service_date"]), []).append((key, answers))
        if summary := answers.get("summary"):
            on = date.fromisoformat(answers["service_date"])
            self.summaries.setdefault(answers["worker_id"], []).append(Summary(key, on, summary))


def sheets(entry: Entry) -> Iterator[Entry]:
    """Give the forms somebody typed: a sheet one by one, what was only signed, moved or issued not at all."""
    if entry.then in ("sign", "return", "move", "issue", "scan"):
        return
    for key, own in (entry.batch or {entry.key: {}}).items():
        yield replace(entry, key=key, answers={**entry.answers, **own})


@cache
def typed() -> tuple[list[str], Counter[str]]:
    """Type every entry as a worker would; give what stood in the way, and how often each 请核对 came up."""
    library = Library()
    kinds = ("household", "client", "visit", *EVENTS, "activity", *VOLUNTEER_KINDS)
    forms = {kind: library.form(kind) for kind in kinds}
    wrong: list[str] = []
    confirmed: Counter[str] = Counter()
    for station in the_plan().stations:
        world = StationWorld(station)
        for sheet in [one for one in station.entries if one.kind in forms]:
            if sheet.then == "move":
                world.move(sheet)
            for entry in sheets(sheet):
                _type(entry, forms[entry.kind], world, wrong, confirmed)
    return wrong, confirmed


def _type(entry: Entry, form: Form, world: StationWorld, wrong: list[str], confirmed: Counter[str]) -> None:
    world.today, world.record_id = entry.at.date(), entry.key if entry.patch else ""
    draft = Draft(form, world.stored, world)
    for name, value in entry.answers.items():
        draft.answer(name, value)
    problems = draft.problems("save" if entry.then == "draft" else "submit")
    wrong += [f"{entry.key} {one.field}: {one.message}" for one in problems if one.level == "must"]
    wrong += _lost(entry.key, entry.answers, draft.kept, form)
    if entry.then != "draft" and not complete(form, draft.answers, world):
        wrong.append(f"{entry.key} is not complete")
    if entry.then == "submit":
        confirmed.update(one.code for one in problems if one.level == "check")
    first = world.stored["entered_at"] if entry.patch else entry.at.isoformat()
    moves = world.records.get(entry.key, {}).get("moves", [])
    world.keep(entry.key, {**draft.kept, "entered_at": first, "moves": moves})


def _lost(key: str, given: Any, kept: dict[str, Any], form: Form) -> list[str]:
    """Name answers the form does not know, or would not keep because the question is not asked."""
    lost = [name for name in given if name not in kept or (name not in form and name not in ENVELOPE)]
    for name, value in given.items():
        if isinstance(value, list) and value and form.field(name).type == "rows" and name in kept:
            columns = {column.id for column in form.field(name).columns} | {"id"}
            for row, stays in zip(value, kept[name], strict=True):
                lost += [f"{name}/{column}" for column in row if column not in columns or column not in stays]
    return [f"{key} would lose {name}" for name in lost]


def test_every_form_can_be_handed_in_as_it_was_typed():
    wrong, _ = typed()
    assert not wrong, wrong[:20]


def test_the_program_asks_again_only_where_the_plan_wants_it():
    _, confirmed = typed()
    assert confirmed.pop("summary_is_not_copied") == 6
    assert confirmed.pop("same_person_same_day") == 24
    assert confirmed.pop("home_visit_has_evidence") < 200
    assert confirmed.pop("team_has_ten_members") == 2
    assert confirmed.pop("member_is_listed_once") == 1
    assert confirmed.pop("photos_are_used_once") == 1
    assert confirmed.pop("photos_are_of_that_day") == 1
    assert confirmed.pop("volunteer_is_of_the_team") == 1
    assert not confirmed
