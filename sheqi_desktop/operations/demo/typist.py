"""Somebody who types the demo county's entries, one after the other, through the verbs people use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sheqi_desktop.domain.clock import Clock
from sheqi_desktop.domain.draft import Draft
from sheqi_desktop.operations.demo.county_plan import Entry, StationPlan
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.save_record import draft_of, new_draft, save_record, submit
from sheqi_desktop.operations.unlock import Seat, seat
from sheqi_desktop.operations.void import void
from sheqi_desktop.store import meta

KEYS = "demo_keys"
REFERENCES = frozenset({"household_id", "client_id"})


def type_entries(desk: Desk, plan: StationPlan, entries: Iterable[Entry], password: str) -> None:
    """Type entries in their order, each at its own moment by its own worker; plan keys become record ids."""
    seats = {person.id: seat(desk, person.id, password) for person in plan.people}
    with desk.read() as read:
        ids: dict[str, str] = meta.get(read, KEYS, {})
    for entry in entries:
        _sit(desk, seats[entry.worker], entry)
        _type(desk, entry, ids)
    with desk.write() as write:
        meta.put(write, KEYS, ids)


def _sit(desk: Desk, taken: Seat, entry: Entry) -> None:
    desk.me, desk.signing_seed = taken.person, taken.signing_seed
    desk.clock = Clock(lambda: entry.at)


def _type(desk: Desk, entry: Entry, ids: dict[str, str]) -> None:
    answers = _with_ids(entry.answers, ids)
    record = ids.get(entry.key, "")
    draft = draft_of(desk, record) if entry.patch else new_draft(desk, entry.kind)
    for name, value in answers.items():
        draft.answer(name, value)
    if entry.then == "draft":
        ids[entry.key] = save_record(desk, draft, record).record
        return
    _confirm_all(draft)
    ids[entry.key] = submit(desk, draft, record).record
    if entry.then == "void":
        void(desk, ids[entry.key], entry.reason)


def _confirm_all(draft: Draft) -> None:
    """Settle what the program asks to look at again, as a worker who knows the person does."""
    for problem in draft.problems():
        if problem.confirmable:
            draft.confirm(problem)


def _without_id(row: Any) -> Any:
    """Rows get their ids from the form, as everybody's do."""
    return {key: inner for key, inner in row.items() if key != "id"} if isinstance(row, Mapping) else row


def _with_ids(value: Any, ids: Mapping[str, str], name: str = "") -> Any:
    if isinstance(value, Mapping):
        return {key: _with_ids(inner, ids, key) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_with_ids(_without_id(inner), ids) for inner in value]
    return ids[value] if name in REFERENCES and isinstance(value, str) else value
