"""Named conditions of the 小组 forms; a condition of a list question is asked of one row."""

from __future__ import annotations

from collections.abc import Callable

from sheqi_desktop.domain.answers import Answers, is_empty
from sheqi_desktop.domain.codes_activity import TargetGroup
from sheqi_desktop.domain.codes_group import GroupHazard, SessionHappening
from sheqi_desktop.domain.dates import age_on, day
from sheqi_desktop.domain.facts import Facts


def group_needs_safety_plan(answers: Answers, facts: Facts) -> bool:
    """Children, an outing or food."""
    told, meant = answers.get("hazards"), answers.get("target_groups")
    hazards = told if isinstance(told, list) else []
    targets = meant if isinstance(meant, list) else []
    return any(one in tuple(GroupHazard) for one in hazards) or TargetGroup.CHILDREN in targets


def member_is_minor(row: Answers, facts: Facts) -> bool:
    """The person of a roster line is under 18: by the file, else by the year of birth."""
    on = day(row.get("joined_on")) or facts.today
    client = row.get("client_id")
    known = facts.record(client) if isinstance(client, str) and client else None
    age = age_on(known.get("birth_date"), on) if known else None
    year = row.get("birth_year")
    if age is None and isinstance(year, int) and on is not None:
        age = on.year - year
    return age is not None and age < 18


def member_has_left(row: Answers, facts: Facts) -> bool:
    """A day of leaving is written down."""
    return not is_empty(row.get("left_on"))


def session_was_moved(answers: Answers, facts: Facts) -> bool:
    """The session was postponed or cancelled, or is held on another day than planned."""
    moved = (SessionHappening.POSTPONED, SessionHappening.CANCELLED)
    return answers.get("happening") in moved or not is_empty(answers.get("postponed_from"))


def something_was_measured(answers: Answers, facts: Facts) -> bool:
    """There is a line of the 前后测."""
    return not is_empty(answers.get("measures"))


CONDITIONS: dict[str, Callable[[Answers, Facts], bool]] = {
    function.__name__: function
    for function in (
        group_needs_safety_plan,
        member_is_minor,
        member_has_left,
        session_was_moved,
        something_was_measured,
    )
}
