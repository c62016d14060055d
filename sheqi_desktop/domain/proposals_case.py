"""What the forms of a case can work out by themselves: objectives carried on, sums, days, who has to sign."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

from sheqi_desktop.domain.answers import Answers, Value, chosen, rows
from sheqi_desktop.domain.case_world import client_file, client_of, current_objectives, story_of
from sheqi_desktop.domain.codes import GuardianRole, VisitMode
from sheqi_desktop.domain.codes_case import CaseSource, CloseReason, ConsentSigner, FirstContact
from sheqi_desktop.domain.dates import add_months, age_on, day, minutes_between
from sheqi_desktop.domain.document import Document
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.records.case_story import REVIEW, mean_attainment

CONSENT_MONTHS = 24
RETURN_AFTER_DAYS = (30, 90)
_RETURN_ROWS = uuid.UUID("7d1b4a52-54a5-4f0c-9a9e-3f1f6f5f0c11")


_CONTACT = {
    VisitMode.HOME: FirstContact.HOME,
    VisitMode.PHONE: FirstContact.PHONE,
    VisitMode.VIDEO: FirstContact.VIDEO,
    VisitMode.MESSAGE: FirstContact.PHONE,
}


def case_from_visit(visit: Answers) -> dict[str, Value]:
    """Give what a visit already says of the 个案 it becomes (02 §2 转为个案): whom, how it came, first contact."""
    mode = visit.get("mode")
    contact = _CONTACT.get(VisitMode(mode), FirstContact.ELSEWHERE) if isinstance(mode, int) else None
    known: dict[str, Value] = {
        "client_id": visit.get("client_id"),
        "source_of_case": int(CaseSource.FOUND),
        "first_contact_on": visit.get("service_date"),
        "first_contact_mode": None if contact is None else int(contact),
    }
    return {name: value for name, value in known.items() if value is not None}


def client_of_file(answers: Answers, facts: Facts) -> Value:
    """The consent of a case is about its client."""
    return client_of(answers, facts) or None


def signer_by_age(answers: Answers, facts: Facts) -> Value:
    """Under 14 the guardian, 14 to 17 both, the client from 18 on; the guardian without full capacity."""
    client = client_file(answers, facts)
    if not client:
        return None
    age = age_on(client.get("birth_date"), day(answers.get("signed_on")) or facts.today)
    if client.get("limited_capacity") is True or (age is not None and age < 14):
        return int(ConsentSigner.GUARDIAN)
    return int(ConsentSigner.BOTH if age is not None and age < 18 else ConsentSigner.CLIENT)


def guardian_of_client(answers: Answers, facts: Facts) -> Value:
    """The legal guardian of the client's file."""
    return _guardian(answers, facts).get("name")


def guardian_relation_of_client(answers: Answers, facts: Facts) -> Value:
    """How the legal guardian is related."""
    return _guardian(answers, facts).get("relation")


def _guardian(answers: Answers, facts: Facts) -> Answers:
    named = rows(client_file(answers, facts), "guardians")
    legal = [row for row in named if row.get("guardian_role") == GuardianRole.LEGAL]
    return next(iter(legal or named), {})


def two_years_later(answers: Answers, facts: Facts) -> Value:
    """A consent holds for 24 months."""
    signed = day(answers.get("signed_on"))
    return add_months(signed, CONSENT_MONTHS).isoformat() if signed else None


def progress_of_objectives(answers: Answers, facts: Facts) -> Value:
    """A row for every objective that was chosen; what is written there already stays."""
    written = {str(row.get("objective_ref")): dict(row) for row in rows(answers, "progress")}
    wanted = [str(one) for one in chosen_in_order(answers, "objective_refs")]
    return [written.get(one, {"id": one, "objective_ref": one}) for one in wanted] or None


def chosen_in_order(answers: Answers, field: str) -> list[Value]:
    """Give what is ticked in the order in which it was ticked."""
    value = answers.get(field)
    return list(value) if isinstance(value, list) else list(chosen(answers, field))


def results_of_objectives(answers: Answers, facts: Facts) -> Value:
    """A row for every objective of the plan in force, with its baseline and target."""
    found = current_objectives(story_of(answers, facts))
    kept = ("id", "objective", "baseline", "target")
    return [{name: row[name] for name in kept if row.get(name)} for row in found] or None


def period_begins(answers: Answers, facts: Facts) -> Value:
    """The day after the latest review, or the day of intake."""
    story = story_of(answers, facts)
    if story is None:
        return None
    ends = [day(one.counted.get("period_to")) for one in story.now(REVIEW) if one.handed_in]
    last = max((one for one in ends if one), default=None)
    begins = last + timedelta(days=1) if last else story.intake_on
    return begins.isoformat() if begins else None


def case_begins(answers: Answers, facts: Facts) -> Value:
    """The day of intake: the final evaluation looks back on the whole case."""
    story = story_of(answers, facts)
    return story.intake_on.isoformat() if story and story.intake_on else None


def contacts_in_period(answers: Answers, facts: Facts) -> Value:
    """How many contacts there were in the period of the paper."""
    found = _notes_in_period(answers, facts)
    return None if found is None else len(found)


def minutes_in_period(answers: Answers, facts: Facts) -> Value:
    """How long they took together."""
    found = _notes_in_period(answers, facts)
    if found is None:
        return None
    return sum(minutes_between(one.counted.get("start_at"), one.counted.get("end_at")) or 0 for one in found)


def _notes_in_period(answers: Answers, facts: Facts) -> list[Document] | None:
    story = story_of(answers, facts)
    if story is None:
        return None
    since, until = (str(answers.get(name) or "") for name in ("period_from", "period_to"))
    return [one for one in story.notes if since <= one.service_date and (not until or one.service_date <= until)]


def rating_at_first(answers: Answers, facts: Facts) -> Value:
    """How the client rated things at the beginning, as the first review has it."""
    story = story_of(answers, facts)
    said = [one.counted.get("client_self_rating_before") for one in story.now(REVIEW) if one.handed_in] if story else []
    return next((one for one in said if one is not None), None)


def returns_after_closure(answers: Answers, facts: Facts) -> Value:
    """Thirty and ninety days after the closure."""
    closed = day(answers.get("closed_on"))
    if closed is None or answers.get("close_reason") == CloseReason.DIED:
        return None
    return [
        {"id": str(uuid.uuid5(_RETURN_ROWS, str(after))), "on": (closed + timedelta(days=after)).isoformat()}
        for after in RETURN_AFTER_DAYS
    ]


def attainment_is_the_mean(answers: Answers) -> dict[str, Value]:
    """Nobody types the attainment: it is the mean of the objectives."""
    mean = mean_attainment(answers)
    return {"goal_attainment": mean} if mean else {}


PROPOSED: dict[str, tuple[frozenset[str], Callable[[Answers, Facts], Value]]] = {
    function.__name__: (frozenset(after.split()), function)
    for after, function in (
        ("parent_id", client_of_file),
        ("client_id signed_on", signer_by_age),
        ("client_id signer_kind", guardian_of_client),
        ("client_id signer_kind", guardian_relation_of_client),
        ("signed_on", two_years_later),
        ("objective_refs", progress_of_objectives),
        ("parent_id", results_of_objectives),
        ("parent_id", period_begins),
        ("parent_id", case_begins),
        ("parent_id period_from period_to", contacts_in_period),
        ("parent_id period_from period_to", minutes_in_period),
        ("parent_id", rating_at_first),
        ("closed_on close_reason", returns_after_closure),
    )
}
COMPUTED: dict[str, frozenset[str]] = {"attainment_is_the_mean": frozenset({"goal_attainment"})}
SETTLED: dict[str, Callable[[Answers], dict[str, Value]]] = {"attainment_is_the_mean": attainment_is_the_mean}
