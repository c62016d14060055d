"""Checks of the forms of a case about order and days: what may be written now, and on which day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from sheqi_desktop.domain.answers import Answers, rows
from sheqi_desktop.domain.case_world import dated, story_of
from sheqi_desktop.domain.checks_common import CLOSED_MONTH, FACTS_NOT_JUDGEMENTS, FUTURE, JUDGING_WORDS
from sheqi_desktop.domain.dates import day
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.problem import Problem, check, hint, must
from sheqi_desktop.domain.records.case_story import (
    ASSESSMENT,
    CASE,
    CLOSURE,
    ENDED,
    ENDED_EARLY,
    EVALUATION,
    NOTE,
    PAPER_NAMES,
    PLAN,
    RETURN,
    REVIEW,
    STATES,
    Story,
)

WRONG_STATE = "个案当前为“{state}”，不能{step}。"
SIGN_FIRST = "请先签批“{paper}”。"
BEFORE_INTAKE = "“{paper}”的日期不能早于接案日期。"
NOTE_BEFORE_INTAKE = "过程记录日期不能早于接案日期。"
NOTE_AFTER_CLOSURE = "过程记录日期不能晚于结案日期。"
CLOSURE_BEFORE_NOTE = "结案日期不能早于最后一次过程记录。"
RETURN_BEFORE_CLOSURE = "回访日期不能早于结案日期。"
ENDS_BEFORE_BEGIN = "结束时间不能早于开始时间。"

_AT_WORK = frozenset({"intervening", "reviewing"})
_ANY_STAGE = frozenset({"accepted", "assessing", "planning", "reopened", "suspended"}) | _AT_WORK
WRITTEN_IN: Mapping[str, frozenset[str]] = {
    ASSESSMENT: frozenset({"accepted", "assessing", "reopened"}),
    PLAN: frozenset({"planning"}) | _AT_WORK,
    NOTE: _AT_WORK,
    REVIEW: _AT_WORK,
    EVALUATION: _AT_WORK | {"suspended", "closing"},
    CLOSURE: _AT_WORK | {"suspended"},
    RETURN: frozenset({"closed", "following"}),
}
"""The states of a case in which each paper may be handed in for the first time."""
EMERGENCY_IN = _ANY_STAGE | {"intake", "closing"}
"""With an open crisis a process note may be written in any state before the case is closed (domain 03 §2)."""
_BEFORE = {ASSESSMENT: CASE, PLAN: ASSESSMENT, REVIEW: PLAN, EVALUATION: PLAN, CLOSURE: EVALUATION}
_FACTUAL = frozenset(
    "sys_person sys_family sys_social strengths process observation summary effective difficulties change_summary "
    "worker_review situation presenting_problem".split()
)


# ------------------------------------------------------------------------------ days
def case_dates_are_past(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Nothing is registered before it happened."""
    found = dated(answers)
    if found and facts.today and found[1] > facts.today:
        yield must(found[0], FUTURE, "case_dates_are_past", stage="save")


def case_month_is_open(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """In a closed month a paper is saved, but waits for the centre."""
    found = dated(answers)
    if found and facts.month_closed(found[1].year, found[1].month):
        yield check(found[0], CLOSED_MONTH, "case_month_is_open")


def paper_is_after_intake(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """No paper is older than the case."""
    found, story = dated(answers), story_of(answers, facts)
    if found and story and story.intake_on and found[1] < story.intake_on:
        yield must(found[0], BEFORE_INTAKE.format(paper=_name_of(found[0])), "paper_is_after_intake")


def note_is_after_intake(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A contact before the intake is a visit, not a part of the case."""
    served, story = day(answers.get("service_date")), story_of(answers, facts)
    if served and story and story.intake_on and served < story.intake_on:
        yield must("service_date", NOTE_BEFORE_INTAKE, "note_is_after_intake")


def contact_is_noted_once(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A second note of the same day and hour is mostly typed twice; the contract counts notes (domain 03 §7)."""
    served, begun, story = day(answers.get("service_date")), answers.get("start_at"), story_of(answers, facts)
    for other in story.notes if served and begun and story else ():
        same = day(other.counted.get("service_date")) == served and other.counted.get("start_at") == begun
        if same and other.id != facts.record_id:
            said = f"这一天{begun}已有一份过程记录（{other.number}），请核对是不是录重了。"
            yield check("service_date", said, "contact_is_noted_once")
            return


def note_is_before_closure(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Nor is a contact after the closure."""
    served, closed = day(answers.get("service_date")), _closing_day(story_of(answers, facts))
    if served and closed and served > closed:
        yield must("service_date", NOTE_AFTER_CLOSURE, "note_is_before_closure")


def closure_is_after_notes(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A case does not end before its last contact."""
    closed, story = day(answers.get("closed_on")), story_of(answers, facts)
    last = max((day(one.service_date) or date.min for one in story.notes), default=None) if story else None
    if closed and last and closed < last:
        yield must("closed_on", CLOSURE_BEFORE_NOTE, "closure_is_after_notes")


def return_is_after_closure(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Nobody returns before leaving."""
    served, closed = day(answers.get("service_date")), _closing_day(story_of(answers, facts))
    if served and closed and served < closed:
        yield must("service_date", RETURN_BEFORE_CLOSURE, "return_is_after_closure")


def plan_days_in_order(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """V9 for days."""
    yield from _in_order(answers, "start_on", "end_on", "plan_days_in_order")


def period_in_order(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """V9 for the days of a review."""
    yield from _in_order(answers, "period_from", "period_to", "period_in_order")


def next_contact_is_later(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """The next contact comes after this one."""
    served, following = day(answers.get("service_date")), day(answers.get("next_on"))
    if served and following and following <= served:
        yield check("next_on", "下次日期应晚于本次日期，请核对。", "next_contact_is_later")


def returns_are_after_closure(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A promised return lies after the closure."""
    closed = day(answers.get("closed_on"))
    for row in rows(answers, "follow_up_dates"):
        on = day(row.get("on"))
        if closed and on and on <= closed:
            yield must("follow_up_dates", RETURN_BEFORE_CLOSURE, "returns_are_after_closure", row=str(row["id"]))


def _in_order(answers: Answers, first: str, last: str, code: str) -> Iterator[Problem]:
    since, until = day(answers.get(first)), day(answers.get(last))
    if since and until and until < since:
        yield must(last, ENDS_BEFORE_BEGIN, code)


def _closing_day(story: Story | None) -> date | None:
    closures = [one for one in story.now(CLOSURE) if one.handed_in] if story else []
    return day(closures[-1].counted.get("closed_on")) if closures else None


def _name_of(dating: str) -> str:
    kinds = {
        "assessed_on": ASSESSMENT,
        "planned_on": PLAN,
        "reviewed_on": REVIEW,
        "evaluated_on": EVALUATION,
        "closed_on": CLOSURE,
    }
    return PAPER_NAMES[kinds.get(dating, NOTE)]


# ------------------------------------------------------------------------------ what may be written now
def _fits_stage(kind: str) -> Callable[[Answers, Facts], Iterator[Problem]]:
    def fits(answers: Answers, facts: Facts) -> Iterator[Problem]:
        story, found = story_of(answers, facts), dated(answers)
        if story is None or found is None:
            return
        state, paper = story.state, PAPER_NAMES[kind]
        if (facts.stored or {}).get("status") in (None, "draft"):
            if state not in _states_for(kind, answers):
                yield must(found[0], WRONG_STATE.format(state=STATES[state], step=f"提交{paper}"), fits.__name__)
        elif state in ENDED and kind != RETURN and not answers.get("correction_reason"):
            yield must(found[0], WRONG_STATE.format(state=STATES[state], step=f"修改{paper}"), fits.__name__)
        before = _BEFORE.get(kind)
        if before and (waiting := _unsigned(story, before)):
            yield must(found[0], SIGN_FIRST.format(paper=waiting), fits.__name__, stage="sign")

    fits.__name__ = f"{kind}_fits_stage"
    fits.__doc__ = f"{PAPER_NAMES[kind]} comes when its turn has come, and is signed after what comes before it."
    return fits


def _states_for(kind: str, answers: Answers) -> frozenset[str]:
    if kind == NOTE and answers.get("emergency") is True:
        return EMERGENCY_IN
    if kind == CLOSURE and answers.get("close_reason") in ENDED_EARLY:
        return _ANY_STAGE
    return WRITTEN_IN[kind]


def _unsigned(story: Story, kind: str) -> str:
    """Name the paper that has to be signed first, '' if there is none."""
    if kind == CASE:
        return "" if story.file.signed else PAPER_NAMES[CASE]
    handed_in = [one for one in story.now(kind) if one.handed_in]
    return PAPER_NAMES[kind] if handed_in and not any(one.signed for one in handed_in) else ""


STAGE_CHECKS = {f"{kind}_fits_stage": _fits_stage(kind) for kind in WRITTEN_IN}


# ------------------------------------------------------------------------------ words
def case_text_is_factual(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Words that judge a person get a soft hint; the county keeps the list."""
    judging = facts.judging_words or JUDGING_WORDS
    for field, value in answers.items():
        if field in _FACTUAL and isinstance(value, str) and any(word in value for word in judging):
            yield hint(field, FACTS_NOT_JUDGEMENTS, "case_text_is_factual")


DAY_CHECKS = {
    one.__name__: one
    for one in (
        case_dates_are_past,
        case_month_is_open,
        paper_is_after_intake,
        note_is_after_intake,
        contact_is_noted_once,
        note_is_before_closure,
        closure_is_after_notes,
        return_is_after_closure,
        returns_are_after_closure,
        plan_days_in_order,
        period_in_order,
        next_contact_is_later,
        case_text_is_factual,
    )
}
