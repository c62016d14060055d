"""The case a form belongs to, as its conditions, checks and proposals see it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sheqi_desktop.domain.answers import Answers, Value, rows
from sheqi_desktop.domain.codes import RiskLevel
from sheqi_desktop.domain.dates import day
from sheqi_desktop.domain.document import Document
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.records.case_story import ASSESSMENT, CASE, PAPERS, PLAN, Story
from sheqi_desktop.domain.records.files import taken

_DAYS = (
    "service_date",
    "intake_on",
    "signed_on",
    "assessed_on",
    "planned_on",
    "reviewed_on",
    "evaluated_on",
    "closed_on",
)
"""The question that dates a form of a case; each form asks one of them."""


def dated(answers: Answers) -> tuple[str, date] | None:
    """Give the question that dates the form, and its day."""
    asked = ((name, day(answers.get(name))) for name in reversed(_DAYS) if name in answers)
    return next(((name, on) for name, on in asked if on is not None), None)


def story_of(answers: Answers, facts: Facts) -> Story | None:
    """Give the story of the case this document belongs to, without the document itself; None outside a case."""
    parent = answers.get("parent_id")
    file = facts.document(parent) if isinstance(parent, str) and parent else None
    return story_of_file(file, facts) if file is not None else None


def story_of_file(file: Document, facts: Facts) -> Story:
    """Give the story of a case file."""
    return Story(file, [one for kind in PAPERS for one in facts.related(kind, "parent_id", file.id)])


def client_of(answers: Answers, facts: Facts) -> str:
    """Give the id of the person the form is about."""
    own = answers.get("client_id")
    if isinstance(own, str) and own:
        return own
    parent = answers.get("parent_id")
    file = facts.document(parent) if isinstance(parent, str) and parent else None
    return file.client or str(file.answers.get("client_id") or "") if file is not None else ""


def client_file(answers: Answers, facts: Facts) -> Answers:
    """Give the file of that person; nothing where it is not known."""
    client = client_of(answers, facts)
    return (facts.record(client) if client else None) or {}


def open_cases(client: str, facts: Facts) -> list[Story]:
    """Give the cases of a person that are neither closed nor declined."""
    found = [story_of_file(file, facts) for file in facts.related(CASE, "client_id", client)] if client else []
    return [one for one in found if one.state not in ("declined", "closed", "following", "archived", "transferred")]


def open_crises(client: str, facts: Facts) -> list[Document]:
    """Give the crises of a person that nobody has closed."""
    found = facts.related("crisis", "client_id", client) if client else ()
    return [one for one in found if not taken(one, "close", "false_alarm")]


def risk_is_high(story: Story | None) -> bool:
    """Tell whether the assessment in force says 高风险."""
    assessment = story.signed(ASSESSMENT) or next(reversed(story.of(ASSESSMENT)), None) if story else None
    return assessment is not None and assessment.counted.get("risk_level") == RiskLevel.HIGH


def objectives(story: Story | None) -> list[Mapping[str, Value]]:
    """Give the objectives of every signed plan, the latest plan first, each once."""
    found: dict[str, Mapping[str, Value]] = {}
    for plan in reversed(story.of(PLAN) if story else ()):
        if plan.signed:
            for row in rows(plan.counted, "objectives"):
                found.setdefault(str(row["id"]), row)
    return list(found.values())


def current_objectives(story: Story | None) -> list[Mapping[str, Value]]:
    """Give the objectives of the plan in force."""
    plan = story.signed(PLAN) if story else None
    return rows(plan.counted, "objectives") if plan else []
