"""What fits a question that points to a record: the same person's, this case's, of the kinds that make sense there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sheqi_desktop.domain.answers import Answers, Value
from sheqi_desktop.domain.case_world import client_of, current_objectives, objectives, story_of
from sheqi_desktop.domain.records.case_story import CASE, CONSENT
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.move import state_of
from sheqi_desktop.operations.restricted import may_see
from sheqi_desktop.operations.world import World
from sheqi_desktop.store import records
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord, Wanted

OBJECTIVE = "objective"
RECORD = "record"
SAME_AS = {"consent_form": CONSENT}
"""Names the forms use for a kind that is kept under another."""
OF_ONE_PERSON = frozenset({CASE, CONSENT, "visit", "referral"})
"""Kinds of which only those of the person the form is about are offered."""
_SHARED = ("group", "activity")
_SOURCES = ("visit", CASE, "crisis", *_SHARED)
_RECORDS: Mapping[str, tuple[str, ...]] = {
    "referral": _SOURCES,
    "resource_link": _SOURCES,
    "client": ("visit", CASE, "referral", "resource_link"),
    "visit": ("visit", CASE, "referral", "resource_link"),
    "volunteer_hour": _SHARED,
    "media_report": (*_SHARED, CASE),
    "supervision_session": (CASE, "visit", *_SHARED),
}
"""Form → the kinds its question for “a record” may mean (domain 01 §6, 05 §5, 06 §3, 07 §1)."""
_NOT_FOR_ALL = frozenset({"visit", CASE, "crisis", "referral", "resource_link"})
_WITHIN = {"volunteer_project": "team_id", "service_certificate": "volunteer_id"}
"""Kinds of which only those that give the same answer as the form are offered."""


@dataclass(frozen=True, slots=True)
class About:
    """The form a question stands in: its kind, its record, and what is answered so far."""

    form: str = ""
    record: str = ""
    answers: Answers = field(default_factory=dict)


NOWHERE = About()


def client_about(desk: Desk, about: About) -> str:
    """Give the person the form is about, '' while nobody is named."""
    return about.record if about.form == "client" else client_of(about.answers, World(desk, about.record))


def kinds_about(about: About) -> tuple[str, ...]:
    """Give the kinds a question for “a record” may mean here; none where any will do."""
    return _RECORDS.get(about.form, ())


def choices(desk: Desk, kind: str, about: About, limit: int | None = None) -> list[StoredRecord]:
    """Give the records of a kind that fit, the latest first; those of other people and what one may not see left out.

    Where the form is about nobody in particular, all of the station fit.
    """
    kind = SAME_AS.get(kind, kind)
    client = client_about(desk, about)
    with desk.read() as read:
        wanted = kinds_about(about) if kind == RECORD else (kind,)
        found = [one for each in wanted for one in _of_kind(desk, read, each, client, limit)]
        fitting = [one for one in found if one.id != about.record and _fits(desk, read, one, kind, about)]
    return sorted(fitting, key=lambda one: not one.client) if kind == RECORD else fitting


def _of_kind(desk: Desk, read: Read, kind: str, client: str, limit: int | None) -> Iterator[StoredRecord]:
    own = client if kind in OF_ONE_PERSON | _NOT_FOR_ALL else ""
    order = "service_date" if own else "changed"
    wanted = Wanted(kind, stations=[desk.station], client=own or None, restricted=bool(own), order=order, limit=limit)
    return (one for one in records.list_records(read, wanted) if may_see(desk, one))


def _fits(desk: Desk, read: Read, one: StoredRecord, kind: str, about: About) -> bool:
    if kind in _WITHIN and about.answers.get(_WITHIN[kind]):
        return one.answers.get(_WITHIN[kind]) == about.answers.get(_WITHIN[kind])
    if kind == CASE and about.form == CASE:
        return state_of(desk, read, one) in ("declined", "closed", "following", "archived")
    return True


# ------------------------------------------------------------------------------ objectives
def objectives_about(desk: Desk, about: About) -> list[Mapping[str, Value]]:
    """Give the objectives of the plan in force of the case the form belongs to."""
    return list(current_objectives(story_of(about.answers, World(desk, about.record))))


def objective_named(desk: Desk, about: About, id_: str) -> Mapping[str, Value] | None:
    """Give an objective by its id, also one of an earlier plan."""
    found = objectives(story_of(about.answers, World(desk, about.record)))
    return next((row for row in found if row.get("id") == id_), None)
