"""The columns of 个案台账 that nobody typed: they follow from the papers of each case."""

from __future__ import annotations

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.derived_case import Derivation, case_story
from sheqi_desktop.domain.records.case import standing_words
from sheqi_desktop.domain.records.case_missing import missing_papers
from sheqi_desktop.domain.records.case_story import CLOSURE, PLAN, REVIEW
from sheqi_desktop.domain.seen import Seen


def case_plan_signed_on(answers: Answers, seen: Seen) -> str:
    """When the first plan was signed."""
    story = case_story(answers, seen)
    signed = sorted(str(one.first_signed_at)[:10] for one in story.of(PLAN) if one.signed) if story else []
    return signed[0] if signed else ""


def case_contacts(answers: Answers, seen: Seen) -> str:
    """介入次数."""
    story = case_story(answers, seen)
    return str(len(story.notes)) if story else ""


def case_last_contact(answers: Answers, seen: Seen) -> str:
    """最近介入."""
    story = case_story(answers, seen)
    return story.notes[-1].service_date if story and story.notes else ""


def case_reviews(answers: Answers, seen: Seen) -> str:
    """How many reviews were signed."""
    story = case_story(answers, seen)
    return str(sum(one.signed for one in story.of(REVIEW))) if story else ""


def case_closed_on(answers: Answers, seen: Seen) -> str:
    """结案日期: the first, and the latest where the case was re-opened."""
    story = case_story(answers, seen)
    days = [str(one.counted.get("closed_on") or "") for one in story.of(CLOSURE) if one.signed] if story else []
    return "、".join(dict.fromkeys(days))


def case_close_reason(answers: Answers, seen: Seen) -> str:
    """结案原因."""
    story = case_story(answers, seen)
    return (
        seen.label("case_close_reason", story.closures[0].counted.get("close_reason"))
        if story and story.closures
        else ""
    )


def case_attainment(answers: Answers, seen: Seen) -> str:
    """目标达成度."""
    story = case_story(answers, seen)
    return f"{story.attainment}%" if story and story.attainment else ""


def case_first_return(answers: Answers, seen: Seen) -> str:
    """回访1."""
    return _return(0, answers, seen)


def case_second_return(answers: Answers, seen: Seen) -> str:
    """回访2."""
    return _return(1, answers, seen)


def _return(place: int, answers: Answers, seen: Seen) -> str:
    story = case_story(answers, seen)
    days = sorted(one.service_date for one in story.returns) if story else []
    return days[place] if place < len(days) else ""


def case_supervisor(answers: Answers, seen: Seen) -> str:
    """Who signed the case as supervisor."""
    approved = answers.get("approved_by")
    return seen.facts.person_name(approved) if isinstance(approved, str) else ""


def case_state_words(answers: Answers, seen: Seen) -> str:
    """状态."""
    story = case_story(answers, seen)
    return standing_words(story) if story else ""


def case_missing_papers(answers: Answers, seen: Seen) -> str:
    """缺件."""
    story = case_story(answers, seen)
    return "、".join(missing_papers(story, seen.facts.today)) if story else ""


DERIVED: dict[str, Derivation] = {
    function.__name__: function
    for function in (
        case_plan_signed_on,
        case_contacts,
        case_last_contact,
        case_reviews,
        case_closed_on,
        case_close_reason,
        case_attainment,
        case_first_return,
        case_second_return,
        case_supervisor,
        case_state_words,
        case_missing_papers,
    )
}
