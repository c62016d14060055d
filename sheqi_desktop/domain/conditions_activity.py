"""Named conditions of activities and media reports: what is asked when the plan stands, and what must be answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from sheqi_desktop.domain.activity_plan import (
    APPROVED,
    PLAN,
    moves_of,
    needs_supervisor,
    plan_state,
    supervisor_approved,
    with_minors,
)
from sheqi_desktop.domain.answers import Answers, chosen
from sheqi_desktop.domain.codes_activity import ActivityFeature, ActivityType
from sheqi_desktop.domain.dates import county_day_of, day
from sheqi_desktop.domain.document import Document
from sheqi_desktop.domain.facts import Facts

Condition: TypeAlias = Callable[[Answers, Facts], bool]

MANY = 50
"""More people than that ask for a safety plan."""
SIGN_IN_UP_TO = 100


def standing(answers: Answers, facts: Facts) -> Answers:
    """Give what was last saved with its steps, so that a half-typed form knows of an approval that came meanwhile."""
    stored = facts.stored
    return stored if stored and moves_of(stored) else answers


def is_simple(answers: Answers) -> bool:
    """Tell whether the activity goes without an approval of its plan."""
    return answers.get("simple") is True


def activity_goes_ahead(answers: Answers, facts: Facts) -> bool:
    """A simple activity, or one whose plan is approved."""
    return is_simple(answers) or plan_state(standing(answers, facts)) == APPROVED


def needs_safety_plan(answers: Answers, facts: Facts) -> bool:
    """More than fifty people, outdoors, minors, a meal, or 义诊."""
    numbers = [n for n in (answers.get("planned_n"), answers.get("actual_n")) if isinstance(n, int)]
    features = {ActivityFeature.OUTDOOR, ActivityFeature.MEAL} & chosen(answers, "features")
    health = answers.get("activity_type") == ActivityType.HEALTH
    return bool(features) or health or with_minors(answers) or any(n > MANY for n in numbers)


def raises_money(answers: Answers, facts: Facts) -> bool:
    """Money is collected in public, which only a qualified charity may do."""
    return answers.get("activity_type") == ActivityType.CHARITY


def host_is_a_station(answers: Answers, facts: Facts) -> bool:
    """No other body is named as the host."""
    return not answers.get("host_other")


def sign_in_is_needed(answers: Answers, facts: Facts) -> bool:
    """Up to a hundred people sign in."""
    came = answers.get("actual_n")
    return isinstance(came, int) and came <= SIGN_IN_UP_TO


def many_people_came(answers: Answers, facts: Facts) -> bool:
    """More than a hundred came: how they were counted is told instead."""
    came = answers.get("actual_n")
    return isinstance(came, int) and came > SIGN_IN_UP_TO


def namesakes_that_day(answers: Answers, facts: Facts) -> list[Document]:
    """Give the other activities of this station of the same name on the same day."""
    name, on = answers.get("name"), answers.get("service_date")
    if not name or not on:
        return []
    there = facts.related("activity", "service_date", on)
    return [
        one
        for one in there
        if one.answers.get("name") == name and one.id != facts.record_id and one.station in ("", facts.station)
    ]


def same_name_that_day(answers: Answers, facts: Facts) -> bool:
    """Another activity of that name is registered for that day."""
    return bool(namesakes_that_day(answers, facts))


def activity_plan_is_changed(answers: Answers, facts: Facts) -> bool:
    """An approved plan says something else than when it was last saved."""
    stored = facts.stored
    if not stored or is_simple(stored) or plan_state(stored) != APPROVED:
        return False
    return any(stored.get(name) != answers.get(name) for name in PLAN)


def activity_plan_change_is_explained(answers: Answers, facts: Facts) -> bool:
    """An approved plan is being changed, or was."""
    stored = facts.stored
    return activity_plan_is_changed(answers, facts) or bool((stored or answers).get("plan_reason"))


def supervisor_has_not_seen_plan(answers: Answers, facts: Facts) -> bool:
    """What needs the 督导 and did not pass them as a plan needs their signature at the end."""
    return needs_supervisor(answers) and not supervisor_approved(answers)


def activity_is_late(answers: Answers, facts: Facts) -> bool:
    """First entered after the time limit."""
    limit, held = facts.late_limit_days("activity"), day(answers.get("service_date"))
    entered = county_day_of(answers.get("entered_at")) or facts.today
    return held is not None and entered is not None and limit is not None and (entered - held).days > limit


CONDITIONS: dict[str, Condition] = {
    function.__name__: function
    for function in (
        activity_goes_ahead,
        needs_safety_plan,
        raises_money,
        host_is_a_station,
        sign_in_is_needed,
        many_people_came,
        same_name_that_day,
        activity_plan_is_changed,
        activity_plan_change_is_explained,
        supervisor_has_not_seen_plan,
        activity_is_late,
    )
}
"""Merged into ``conditions.CONDITIONS``."""
