"""Answers a form can work out: proposed while a question is empty, or settled because another answer decides it.

A form file names a proposal at the question (``proposed``) and what is settled for the whole form (``settles``).
A proposal is made when one of the answers it depends on changes, and never over what a person typed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sheqi_desktop.domain import (
    identity,
    proposals_case,
    proposals_events,
    proposals_group,
    proposals_volunteer,
    risk,
)
from sheqi_desktop.domain.answers import Answers, Value
from sheqi_desktop.domain.checks_category import ADL, self_care_of
from sheqi_desktop.domain.checks_client import correct_birth_date
from sheqi_desktop.domain.codes import IdType
from sheqi_desktop.domain.conditions import REACHED, categories, main_client, rows
from sheqi_desktop.domain.dates import day
from sheqi_desktop.domain.facts import Facts


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed, and which answers it follows."""

    after: frozenset[str]
    value: Callable[[Answers, Facts], Value]


def _birth_date(answers: Answers, facts: Facts) -> Value:
    return correct_birth_date(answers).get("birth_date")


def _gender(answers: Answers, facts: Facts) -> Value:
    said = identity.read(identity.tidy(str(answers.get("id_no") or "")))
    return int(said.gender) if said and answers.get("id_type") == IdType.RESIDENT_ID else None


def _self_care(answers: Answers, facts: Facts) -> Value:
    computed = self_care_of(answers)
    return int(computed) if computed else None


def _primary(answers: Answers, facts: Facts) -> Value:
    named = [row.get("category") for row in rows(answers, "categories") if row.get("category")]
    return named[0] if named else None


def _risk_of_file(answers: Answers, facts: Facts) -> Value:
    client = main_client(answers, facts)
    return client.get("risk_level") if client and answers.get("outcome") in REACHED else None


def _phone_of_file(answers: Answers, facts: Facts) -> Value:
    client = main_client(answers, facts)
    return client.get("phone") if client else None


def _next_visit(answers: Answers, facts: Facts) -> Value:
    served, client = day(answers.get("service_date")), main_client(answers, facts)
    level = answers.get("risk_level_after") or (client.get("risk_level") if client else None)
    if served is None or not isinstance(level, int) or answers.get("outcome") not in REACHED:
        return None
    return risk.next_due(served, level, categories(client) if client else ()).isoformat()


PROPOSALS: dict[str, Proposal] = {
    "birth_date_of_id_number": Proposal(frozenset({"id_no", "id_type"}), _birth_date),
    "gender_of_id_number": Proposal(frozenset({"id_no", "id_type"}), _gender),
    "self_care_of_items": Proposal(frozenset(ADL), _self_care),
    "first_category": Proposal(frozenset({"categories"}), _primary),
    "risk_of_file": Proposal(frozenset({"client_id", "outcome"}), _risk_of_file),
    "phone_of_file": Proposal(frozenset({"client_id", "mode"}), _phone_of_file),
    "service_minutes_of_times": Proposal(
        frozenset({"start_at", "end_at", "break_minutes", "over_midnight"}), proposals_volunteer.minutes_of_times
    ),
    "team_of_project": Proposal(frozenset({"project_id"}), proposals_volunteer.team_of_project),
    "next_visit_by_risk": Proposal(
        frozenset({"service_date", "client_id", "outcome", "risk_level_after"}), _next_visit
    ),
    "last_session_day": Proposal(frozenset({"parent_id"}), proposals_group.last_session_day),
    "objectives_of_plan": Proposal(frozenset({"parent_id"}), proposals_group.objectives_of_plan),
    "members_to_measure": Proposal(frozenset({"parent_id", "scale"}), proposals_group.members_to_measure),
} | {
    name: Proposal(after, value)
    for name, (after, value) in (*proposals_case.PROPOSED.items(), *proposals_events.PROPOSED.items())
}
"""Every proposal a question may name."""


def _tidy_id_number(answers: Answers) -> dict[str, Value]:
    id_no = answers.get("id_no")
    resident = answers.get("id_type") == IdType.RESIDENT_ID and isinstance(id_no, str)
    return {"id_no": identity.tidy(str(id_no))} if resident else {}


def _birth_date_by_id_number(answers: Answers) -> dict[str, Value]:
    return {name: value for name, value in correct_birth_date(answers).items() if name != "gender"}


def _tidy_disability_cert(answers: Answers) -> dict[str, Value]:
    number = answers.get("disability_cert_no")
    return {"disability_cert_no": identity.tidy(number)} if isinstance(number, str) else {}


SETTLED: dict[str, Callable[[Answers], dict[str, Value]]] = {
    "id_number_is_tidy": _tidy_id_number,
    "birth_date_follows_id_number": _birth_date_by_id_number,
    "disability_cert_is_tidy": _tidy_disability_cert,
    **proposals_case.SETTLED,
    "service_minutes_follow_times": proposals_volunteer.minutes_follow_times,
}
"""What a save puts right by itself, by the name a form gives it."""
COMPUTED: dict[str, frozenset[str]] = proposals_case.COMPUTED
"""What of it nobody types: shown as it comes out, by the same name."""
