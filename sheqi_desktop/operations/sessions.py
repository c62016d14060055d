"""督导台账: the sessions this person may read, who signed, and what was agreed on and is not done (domain 14 §2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sheqi_desktop.domain.answers import Answers, rows
from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.codes_annotation import SupervisionForm
from sheqi_desktop.domain.dates import day
from sheqi_desktop.domain.records.annotation import SESSION
from sheqi_desktop.domain.supervision import session_counts
from sheqi_desktop.domain.task import Task
from sheqi_desktop.domain.trouble import NotFound, NotYours
from sheqi_desktop.operations.desk import Desk, changes_of
from sheqi_desktop.operations.session_rights import is_supervised, supervised
from sheqi_desktop.store import sources
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord

WEEK = 7
RESULT_AT_MOST = 100
FORM_WORDS = "supervision_form"


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One session in the 台账; ``signed`` says in words who signed, ``counts`` whether it is countable."""

    record: str
    on: str
    form: str
    form_words: str
    workers: str
    station: str
    supervisor: str
    signed: str
    tone: str
    counts: bool
    open_actions: int
    status: str


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One thing agreed on; ``late`` in days, 0 for none or still to come."""

    session: str
    row: str
    what: str
    who: str
    who_name: str
    due: str
    late: int
    done_on: str
    result: str
    on: str
    """When it was agreed on."""


@dataclass(frozen=True, slots=True)
class SessionBook:
    """The 台账: sessions, the newest first, and the open actions, the first due first."""

    lines: tuple[SessionLine, ...]
    actions: tuple[ActionLine, ...]

    @property
    def overdue(self) -> int:
        """Count the actions whose day is over."""
        return sum(one.late > 0 for one in self.actions)


def session_book(desk: Desk) -> SessionBook:
    """Read the sessions: a worker's own (the 站长: the station's), a supervisor's, or the county's."""
    with desk.read() as read:
        found = _mine(desk, read)
    lines = sorted((_line(desk, one) for one in found), key=lambda one: (one.on, one.record), reverse=True)
    workers = _whose(desk)
    actions = [one for each in found for one in _actions(desk, each) if not one.done_on]
    shown = [one for one in actions if not workers or one.who in workers]
    return SessionBook(tuple(lines), tuple(sorted(shown, key=lambda one: (one.due, one.row))))


def readable_sessions(desk: Desk) -> list[StoredRecord]:
    """Give the sessions this person may read, void ones left out."""
    with desk.read() as read:
        return _mine(desk, read)


def carried_in(desk: Desk, workers: Sequence[str], not_session: str = "") -> list[ActionLine]:
    """Give what earlier sessions with any of these workers agreed on and what is still open, the first due first."""
    with desk.read() as read:
        found = [one for one in _mine(desk, read) if one.id != not_session]
    lines = [
        one
        for each in found
        if set(supervised(each.answers)) & set(workers)
        for one in _actions(desk, each)
        if not one.done_on and (one.who in workers or one.who == desk.me.worker_id)
    ]
    return sorted(lines, key=lambda one: (one.due, one.row))


def finish_action(desk: Desk, session: str, row: str, result: str = "", on: date | None = None) -> Changes:
    """Write what became of an action, where it was agreed on; raises NotYours, NotFound."""
    with desk.write() as write:
        stored = desk.stored(write, session, "督导记录")
        if stored.kind != SESSION or not desk.keeps(stored) or stored.answers.get("supervisor_id") != desk.me.worker_id:
            raise NotYours(who="这次督导的督导", contact="行动由督导在下次督导时核对。")
        known = next((one for one in rows(stored.answers, "actions") if one.get("id") == row), None)
        if known is None:
            raise NotFound(what="行动", key=row)
        told = dict(known) | {"done_on": (on or desk.clock.today()).isoformat()}
        if result.strip():
            told["result"] = result.strip()[:RESULT_AT_MOST]
        desk.append(write, SESSION, stored.id, stored.heads, {f"actions/{row}": told})
        touched = changes_of(write)
    desk.step_witness()
    return touched


def session_tasks(desk: Desk, read: Read, today: date) -> Iterator[tuple[Task, StoredRecord]]:
    """Name what sessions ask of the people here: actions that fall due, and a 确认 that waits for the worker."""
    for stored in sources.of_kinds(read, [SESSION], desk.stations):
        if stored.voided:
            continue
        on = day(stored.answers.get("session_on")) or today
        for one in _actions(desk, stored):
            due = day(one.due) or today
            if not one.done_on and due <= today + timedelta(days=WEEK):
                yield Task(stored.id, SESSION, "", due, "督导约定的行动", one.what, one.who, "去看"), stored
        if waits_for_worker(stored):
            for worker in supervised(stored.answers):
                yield Task(stored.id, SESSION, "", on, "督导记录等你确认", "看过以后确认", worker, "去确认"), stored


def waits_for_worker(stored: StoredRecord) -> bool:
    """Tell whether an individual session waits for the worker's 确认."""
    told = stored.answers
    signed = bool(told.get("supervisor_signed_at")) and not told.get("worker_signed_at")
    return signed and told.get("form") == SupervisionForm.INDIVIDUAL and stored.status != "draft"


def _mine(desk: Desk, read: Read) -> list[StoredRecord]:
    stations = desk.stations
    units = None if stations is None else [*stations, desk.library.centre_unit]
    found = [one for one in sources.of_kinds(read, [SESSION], units) if not one.voided]
    if desk.place.kind == "station" and desk.role == "social_worker":
        return [one for one in found if is_supervised(desk, one)]
    return found


def _whose(desk: Desk) -> frozenset[str]:
    return frozenset({desk.me.worker_id}) if desk.place.kind == "station" else frozenset()


def _actions(desk: Desk, stored: StoredRecord) -> Iterator[ActionLine]:
    today = desk.clock.today()
    for row in rows(stored.answers, "actions"):
        due, who = day(row.get("due")), str(row.get("who") or "")
        yield ActionLine(
            session=stored.id,
            row=str(row.get("id") or ""),
            what=str(row.get("what") or ""),
            who=who,
            who_name=desk.person_name(who) if who else "",
            due=due.isoformat() if due else "",
            late=max(0, (today - due).days) if due and not row.get("done_on") else 0,
            done_on=str(row.get("done_on") or ""),
            result=str(row.get("result") or ""),
            on=str(stored.answers.get("session_on") or ""),
        )


def _line(desk: Desk, stored: StoredRecord) -> SessionLine:
    told = stored.answers
    signed, tone = signed_words(told, stored.status)
    words: Any = desk.library.vocabularies[FORM_WORDS]
    several = stored.station == desk.library.centre_unit
    return SessionLine(
        record=stored.id,
        on=str(told.get("session_on") or ""),
        form=str(told.get("form") or ""),
        form_words=words.label(told.get("form")) if told.get("form") in words else "",
        workers="、".join(desk.person_name(one) for one in supervised(told)),
        station="多个站" if several else desk.unit_name(stored.station),
        supervisor=desk.person_name(str(told.get("supervisor_id") or "")),
        signed=signed,
        tone=tone,
        counts=session_counts(told),
        open_actions=sum(not row.get("done_on") for row in rows(told, "actions")),
        status=stored.status,
    )


def signed_words(told: Answers | Mapping[str, Any], status: str) -> tuple[str, str]:
    """Say in a word or two who signed a session, with the tone of the mark."""
    if status == "draft" or not told.get("supervisor_signed_at"):
        return "草稿", "warn"
    if told.get("worker_signed_at"):
        return ("已确认，有保留意见", "note") if told.get("reservation") else ("双方已确认", "ok")
    return ("等社工确认", "info") if told.get("form") == SupervisionForm.INDIVIDUAL else ("督导已确认", "ok")
