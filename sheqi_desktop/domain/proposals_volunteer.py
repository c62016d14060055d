"""What the form of a service record works out by itself: its length, and the team of its project."""

from __future__ import annotations

from sheqi_desktop.domain.answers import Answers, Value
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.service_time import service_minutes


def minutes_of_times(answers: Answers, facts: Facts) -> Value:
    """Sign-in to sign-out, less the break."""
    return service_minutes(answers)


def team_of_project(answers: Answers, facts: Facts) -> Value:
    """The team that runs the project."""
    project = answers.get("project_id")
    found = facts.record(project) if isinstance(project, str) else None
    return found.get("team_id") if found else None


def minutes_follow_times(answers: Answers) -> dict[str, Value]:
    """The length is never typed: it follows from the times."""
    return {"service_minutes": service_minutes(answers)}
