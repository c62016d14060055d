"""Checks of the assessment, the plan, the process notes and the closure of a case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from sheqi_desktop.domain.answers import Answers, chosen, is_empty, rows
from sheqi_desktop.domain.case_world import client_of, open_crises, story_of
from sheqi_desktop.domain.checks_case_intake import NO_CONSENT
from sheqi_desktop.domain.codes import SignState
from sheqi_desktop.domain.codes_case import Attainment, CaseRisk, CloseReason
from sheqi_desktop.domain.conditions_case import client_can_be_asked, notes_are_few
from sheqi_desktop.domain.dates import day
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.problem import Problem, check, hint, must
from sheqi_desktop.domain.records.case_story import ENDED_EARLY, EVALUATION, PLAN

TOO_SHORT = "“{label}”不少于{n}个字。"
LIVES_ALONE = "单人户"
CHOOSE_OBJECTIVE = "请选择本次对应的具体目标。"
PROCESS_TOO_SHORT = "过程记录不少于80个字。"
CONSENT_AFTER_CRISIS = "危机介入须在7日内补签知情同意书或写明不能补签的原因。"
NO_PLAN = "服务计划尚未签批，不能结案。"
FEW_NOTES = "介入记录少于3次，请核对。"
CLIENT_SIGNS = "请上传服务对象（监护人）签字页，或写明无法签字的原因。"
VALUES_SAY = "第{place}条从{baseline}到{current}（目标{target}），看数值是{fits}，这里选了{chose}，请核对。"
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)")
_FAR = 50
"""So many per cent beside what the numbers say are asked about; 25 more or less are the worker's judgement."""
_SYSTEMS = {"sys_person": ("个人系统", 50), "sys_family": ("家庭系统", 30), "sys_social": ("社区/社会系统", 30)}
GOAL_AT_LEAST, PROCESS_AT_LEAST, _SUMMARY_AT_LEAST, _SHORT_SUMMARY_AT_LEAST = 10, 80, 100, 30
_CONSENT_WITHIN = timedelta(days=7)


# ------------------------------------------------------------------------------ assessment and plan
def systems_at_least(answers: Answers) -> dict[str, int]:
    """Give how many characters each system needs; who lives alone has no family to describe."""
    alone = LIVES_ALONE in str(answers.get("sys_family") or "")
    return {field: least for field, (_, least) in _SYSTEMS.items() if not (alone and field == "sys_family")}


def systems_are_described(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Each system says enough to be a picture."""
    for field, least in systems_at_least(answers).items():
        told, label = answers.get(field), _SYSTEMS[field][0]
        if isinstance(told, str) and len(told) < least:
            yield must(field, TOO_SHORT.format(label=label, n=least), "systems_are_described")


def no_risk_stands_alone(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """无 and a risk contradict each other."""
    named = chosen(answers, "risk_items")
    if CaseRisk.NONE in named and len(named) > 1:
        yield must("risk_items", "选了“无”就不能再选其他风险。", "no_risk_stands_alone")


def goal_is_told(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A goal takes more than a word."""
    goal = answers.get("goal")
    if isinstance(goal, str) and len(goal) < GOAL_AT_LEAST:
        yield must("goal", TOO_SHORT.format(label="总目标", n=GOAL_AT_LEAST), "goal_is_told")


def objectives_can_be_measured(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Each objective has a deadline after the day of the plan; that it has a measure the question itself asks."""
    planned = day(answers.get("planned_on"))
    for row in rows(answers, "objectives"):
        deadline = day(row.get("deadline"))
        if planned and deadline and deadline <= planned:
            said = "具体目标的完成期限应晚于计划日期。"
            yield must("objectives", said, "objectives_can_be_measured", row=str(row["id"]), column="deadline")


# ------------------------------------------------------------------------------ process notes
def emergency_has_a_crisis(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Only an open crisis lets a note come before its time."""
    if answers.get("emergency") is True and not open_crises(client_of(answers, facts), facts):
        yield must("emergency", "该对象没有未关闭的危机事件，不能选“危机介入”。", "emergency_has_a_crisis")


def consent_follows_emergency(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """In a crisis the consent may follow, within seven days."""
    story, served = story_of(answers, facts), day(answers.get("service_date"))
    if answers.get("emergency") is not True or story is None or served is None or story.consent() is not None:
        return
    if not is_empty(answers.get("no_consent_reason")):
        return
    if facts.today and facts.today - served > _CONSENT_WITHIN:
        yield must("no_consent_reason", CONSENT_AFTER_CRISIS, "consent_follows_emergency")
    else:
        yield hint("no_consent_reason", CONSENT_AFTER_CRISIS, "consent_follows_emergency")


def note_serves_an_objective(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A contact works on something of the plan, unless it is a crisis."""
    if answers.get("emergency") is not True and not chosen(answers, "objective_refs"):
        yield must("objective_refs", CHOOSE_OBJECTIVE, "note_serves_an_objective")


def progress_is_told(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Each chosen objective says how far it has come."""
    told = {row.get("objective_ref") for row in rows(answers, "progress")}
    if chosen(answers, "objective_refs") - told:
        yield must("progress", "请逐条填写本次目标的进展。", "progress_is_told")


def process_is_long_enough(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Who said what, who did what: that takes 80 characters."""
    told = answers.get("process")
    if isinstance(told, str) and len(told) < PROCESS_AT_LEAST:
        yield must("process", PROCESS_TOO_SHORT, "process_is_long_enough")


# ------------------------------------------------------------------------------ closure
def _early(answers: Answers) -> bool:
    return answers.get("close_reason") in ENDED_EARLY


def closure_has_a_plan(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """What was never agreed cannot be finished."""
    story = story_of(answers, facts)
    if story and not _early(answers) and story.signed(PLAN) is None:
        yield must("closed_on", NO_PLAN, "closure_has_a_plan")


def closure_has_consent(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A case has a consent that held on its last day; the dead are not asked."""
    story, closed = story_of(answers, facts), day(answers.get("closed_on"))
    if story and closed and answers.get("close_reason") != CloseReason.DIED and story.consent(closed) is None:
        yield must("closed_on", NO_CONSENT, "closure_has_consent")


def closure_has_evaluation(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """结案评估表 and 结案表 are handed in together."""
    story = story_of(answers, facts)
    if story and not _early(answers) and not any(one.handed_in for one in story.now(EVALUATION)):
        yield must("closed_on", "请先提交结案评估表。", "closure_has_evaluation")


def closure_has_notes(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Fewer than three contacts ask for a second look, and for a reason."""
    if notes_are_few(answers, facts):
        yield check("few_notes_reason", FEW_NOTES, "closure_has_notes")


def closing_summary_at_least(answers: Answers) -> int:
    """Give how many characters 服务小结 needs."""
    return _SHORT_SUMMARY_AT_LEAST if _early(answers) else _SUMMARY_AT_LEAST


def closing_summary_is_long_enough(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A case that ran its course has more to tell than one that broke off."""
    least = closing_summary_at_least(answers)
    told = answers.get("summary")
    if isinstance(told, str) and len(told) < least:
        yield must("summary", TOO_SHORT.format(label="服务小结", n=least), "closing_summary_is_long_enough")


def closure_is_signed_by_client(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """The signed sheet is there, or the reason why nobody could sign; nothing at all is asked for by the form."""
    sign = answers.get("client_sign")
    if is_empty(sign) or not client_can_be_asked(answers, facts):
        return
    state = sign.get("state") if isinstance(sign, dict) else None
    signed = state in (SignState.SIGNED, SignState.THUMB)
    if not signed and not (isinstance(sign, dict) and sign.get("reason")):
        yield must("client_sign", CLIENT_SIGNS, "closure_is_signed_by_client")


def attainment_fits_values(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Where baseline, present and target are numbers, the attainment does not say the opposite of them."""
    for place, row in enumerate(rows(answers, "results"), 1):
        chose, came = row.get("attainment"), _way_come(row)
        if not isinstance(chose, int) or came is None:
            continue
        fits = Attainment.BACK if came < 0 else Attainment(min(100, int(came * 4) * 25))
        if abs(max(chose, 0) - max(fits, 0)) >= _FAR or (chose == Attainment.BACK) != (fits == Attainment.BACK):
            values = {name: row[name] for name in ("baseline", "current", "target")}
            said = VALUES_SAY.format(place=place, **values, fits=_said(fits), chose=_said(chose))
            yield check("results", said, "attainment_fits_values")
            return


def _way_come(row: Answers) -> float | None:
    """Give how much of the way from the baseline to the target was gone; negative backwards, None without numbers."""
    found = [_NUMBER.match(str(row.get(name) or "").strip()) for name in ("baseline", "current", "target")]
    if not all(found):
        return None
    baseline, current, target = (float(one[1]) for one in found if one)
    return None if baseline == target else (current - baseline) / (target - baseline)


def _said(mark: int) -> str:
    return "倒退" if mark == Attainment.BACK else f"{mark}%"


CHECKS = {
    one.__name__: one
    for one in (
        systems_are_described,
        no_risk_stands_alone,
        goal_is_told,
        objectives_can_be_measured,
        emergency_has_a_crisis,
        consent_follows_emergency,
        note_serves_an_objective,
        progress_is_told,
        process_is_long_enough,
        closure_has_a_plan,
        closure_has_consent,
        closure_has_evaluation,
        closure_has_notes,
        closing_summary_is_long_enough,
        closure_is_signed_by_client,
        attainment_fits_values,
    )
}
