"""Named conditions of the forms of a case: what is asked, and from when."""

from __future__ import annotations

from collections.abc import Callable

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.case_world import client_of, open_cases, risk_is_high, story_of
from sheqi_desktop.domain.codes_case import CloseReason
from sheqi_desktop.domain.dates import county_day_of, day
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.lifecycle import AFTER_CLOSURE
from sheqi_desktop.domain.records.case_story import ENDED_EARLY, LEAST_NOTES, NOTE, PLAN


def client_has_another_case(answers: Answers, facts: Facts) -> bool:
    """Another case of this person is still open."""
    return bool(open_cases(client_of(answers, facts), facts))


def case_risk_is_high(answers: Answers, facts: Facts) -> bool:
    """The assessment says 高风险."""
    return risk_is_high(story_of(answers, facts))


def plan_is_changed(answers: Answers, facts: Facts) -> bool:
    """An earlier plan of this case exists, so this one is version 2 or later."""
    story = story_of(answers, facts)
    number = str((facts.stored or {}).get("doc_no") or "")
    earlier = [one for one in story.of(PLAN) if not number or one.number < number] if story else []
    return bool(earlier)


def consent_is_withdrawn(answers: Answers, facts: Facts) -> bool:
    """A day of withdrawal is written."""
    return day(answers.get("withdrawn_on")) is not None


def notes_are_few(answers: Answers, facts: Facts) -> bool:
    """The case ends with fewer than three process notes, and not by death, loss or refusal."""
    story = story_of(answers, facts)
    if story is None or answers.get("close_reason") in (None, *ENDED_EARLY):
        return False
    return len(story.notes) < LEAST_NOTES


def client_did_not_die(answers: Answers, facts: Facts) -> bool:
    """The case ends, or will end, in some other way than by death."""
    return answers.get("close_reason") != CloseReason.DIED


def client_can_be_asked(answers: Answers, facts: Facts) -> bool:
    """The person neither died nor was lost."""
    return answers.get("close_reason") not in (CloseReason.DIED, CloseReason.LOST)


def corrects_closed_case(answers: Answers, facts: Facts) -> bool:
    """It corrects a paper of a closed case that nobody signs else (domain 14 §5.4)."""
    return answers.get(AFTER_CLOSURE) is True


def note_is_late(answers: Answers, facts: Facts) -> bool:
    """A process note typed in after the time limit."""
    return _late(NOTE, answers, facts)


def return_is_late(answers: Answers, facts: Facts) -> bool:
    """A return typed in after the limit that holds for notes."""
    return _late(NOTE, answers, facts)


def _late(kind: str, answers: Answers, facts: Facts) -> bool:
    limit, served = facts.late_limit_days(kind), day(answers.get("service_date"))
    entered = county_day_of(answers.get("entered_at")) or facts.today
    return served is not None and entered is not None and limit is not None and (entered - served).days > limit


CONDITIONS: dict[str, Callable[[Answers, Facts], bool]] = {
    function.__name__: function
    for function in (
        client_has_another_case,
        case_risk_is_high,
        plan_is_changed,
        consent_is_withdrawn,
        notes_are_few,
        client_did_not_die,
        client_can_be_asked,
        corrects_closed_case,
        note_is_late,
        return_is_late,
    )
}
