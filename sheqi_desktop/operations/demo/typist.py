"""Somebody who types the demo county's entries, one after the other, through the verbs people use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sheqi_desktop.domain.clock import Clock
from sheqi_desktop.domain.codes import ServiceQuality
from sheqi_desktop.domain.draft import Draft
from sheqi_desktop.operations.add_scan import add_scan
from sheqi_desktop.operations.demo.county_plan import Entry, StationPlan
from sheqi_desktop.operations.demo.pictures import taken_in
from sheqi_desktop.operations.demo.remark_acts import do
from sheqi_desktop.operations.demo.supervision import Act
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.issue_certificate import Request, issue_certificate
from sheqi_desktop.operations.move import move
from sheqi_desktop.operations.save_record import draft_of, new_draft, save_record, submit, submit_many
from sheqi_desktop.operations.sign_off import return_, sign
from sheqi_desktop.operations.unlock import Seat, seat
from sheqi_desktop.operations.verify_hours import verify_hours
from sheqi_desktop.operations.void import void
from sheqi_desktop.store import meta

KEYS = "demo_keys"
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
PLAN_KEY = re.compile(r"(?!w-)[a-z]{1,3}-\d{9}-[\w-]+")
"""How the plan names records: ``c-411327101-007``; ``w-`` is a person of the roster.  Nobody writes such words."""


def type_entries(desk: Desk, plan: StationPlan, entries: Iterable[Entry], password: str) -> None:
    """Type entries in their order, each at its own moment by its own worker; plan keys become record ids."""
    typist = Typist(desk, plan, password, known_keys(desk))
    for entry in entries:
        typist.type(entry)
    typist.remember()


def known_keys(desk: Desk) -> dict[str, str]:
    """Give which record is which of the plan's, as far as this machine typed them."""
    with desk.read() as read:
        return dict(meta.get(read, KEYS, {}))


class Typist:
    """Everybody of a station at one machine, taking turns."""

    def __init__(self, desk: Desk, plan: StationPlan, password: str, ids: dict[str, str]) -> None:
        """Let everybody log in once; ``ids`` says which record is which of the plan's and grows."""
        self._desk, self.ids = desk, ids
        self._seats: dict[str, Seat] = {person.id: seat(desk, person.id, password) for person in plan.people}

    def sit(self, worker: str, at: datetime) -> None:
        """Let somebody sit down at a moment."""
        taken = self._seats[worker]
        self._desk.me, self._desk.signing_seed = taken.person, taken.signing_seed
        self._desk.clock = Clock(lambda: at)

    def type(self, entry: Entry) -> None:
        """Type one entry at its moment by its worker."""
        self.sit(entry.worker, entry.at)
        _type(self._desk, entry, self.ids)

    def step(self, step: Act | Entry) -> None:
        """Type an entry, or let its worker do something with a remark."""
        if isinstance(step, Entry):
            self.type(step)
            return
        self.sit(step.worker, step.at)
        do(self._desk, step, self.ids)

    def remember(self) -> None:
        """Keep which record is which, for the next part of the year."""
        with self._desk.write() as write:
            meta.put(write, KEYS, self.ids)


def _type(desk: Desk, entry: Entry, ids: dict[str, str]) -> None:
    answers = _with_ids(entry.answers, ids)
    if entry.batch:
        _type_together(desk, entry, answers, ids)
        return
    record = ids.get(entry.key, "")
    answers = taken_in(desk, answers)
    if entry.then == "scan":
        for question, value in answers.items():
            add_scan(desk, record, question, value)
        return
    if entry.then == "sign":
        sign(desk, record, entry.reason, answers)
        return
    if entry.then == "return":
        return_(desk, record, entry.reason)
        return
    if entry.then == "move":
        on = date.fromisoformat(answers.pop("on")) if "on" in answers else None
        move(desk, record, answers.pop("move"), entry.reason, on, **answers)
        return
    if entry.then == "issue":
        ids[entry.key] = issue_certificate(desk, _asked(answers)).saved.record
        return
    draft = draft_of(desk, record) if entry.patch else new_draft(desk, entry.kind)
    for name, value in answers.items():
        draft.answer(name, _in_place(draft.answers.get(name), value))
    if entry.then == "draft":
        ids[entry.key] = save_record(desk, draft, record).record
        return
    _confirm_all(draft)
    ids[entry.key] = submit(desk, draft, record).record
    if entry.then == "void":
        void(desk, ids[entry.key], entry.reason)


def _type_together(desk: Desk, entry: Entry, shared: dict[str, Any], ids: dict[str, str]) -> None:
    """Hand in or verify a whole sheet at once."""
    if entry.then == "sign":
        verify_hours(desk, [ids[key] for key in entry.batch], ServiceQuality(shared["quality"]))
        return
    drafts = [new_draft(desk, entry.kind, shared | _with_ids(own, ids)) for own in entry.batch.values()]
    for draft in drafts:
        _confirm_all(draft)
    ids.update(zip(entry.batch, (one.record for one in submit_many(desk, drafts)), strict=True))


def _asked(answers: dict[str, Any]) -> Request:
    days = {name: date.fromisoformat(answers[name]) for name in ("since", "until")}
    return Request(**(answers | days))


def _in_place(before: Any, value: Any) -> Any:
    """Rows of a patch go on from those there are, place by place: a roll keeps its lines."""
    if not isinstance(before, list) or not isinstance(value, list):
        return value
    names = [row["id"] for row in before if isinstance(row, Mapping)]
    return [
        {"id": names[place], **row} if isinstance(row, Mapping) and place < len(names) else row
        for place, row in enumerate(value)
    ]


def _confirm_all(draft: Draft) -> None:
    """Settle what the program asks to look at again, as a worker who knows the person does."""
    for problem in draft.problems():
        if problem.confirmable:
            draft.confirm(problem)


def _without_id(row: Any) -> Any:
    """Rows get their ids from the form, as everybody's do; only what other records point to brings its own."""
    if not isinstance(row, Mapping) or _UUID.fullmatch(str(row.get("id") or "")):
        return row
    return {key: inner for key, inner in row.items() if key != "id"}


def _with_ids(value: Any, ids: Mapping[str, str]) -> Any:
    if isinstance(value, Mapping):
        return {key: _with_ids(inner, ids) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_with_ids(_without_id(inner), ids) for inner in value]
    return ids[value] if isinstance(value, str) and PLAN_KEY.fullmatch(value) else value
