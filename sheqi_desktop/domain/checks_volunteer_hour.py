"""Checks of one record of voluntary service: who, when, how long, and that somebody else wrote it down."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.checks_visit import ENDS_BEFORE_START
from sheqi_desktop.domain.checks_volunteer import NEEDS_GUARDIAN
from sheqi_desktop.domain.codes import NationalEntry, RiskTold, ServiceQuality, VolunteerState
from sheqi_desktop.domain.conditions_volunteer import (
    ADULT,
    HOUR,
    day_is_long,
    end_of_service,
    hour_is_late,
    hours_near,
    minutes_of_day,
    overlap,
)
from sheqi_desktop.domain.dates import age_on, day
from sheqi_desktop.domain.document import Document
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.problem import Problem, check, hint, must
from sheqi_desktop.domain.service_time import LONGEST_DAY, STEP, service_minutes, span

LONG_DAY = "单日服务时长超过8小时，请填写原因。"
OWN_RECORD = "不能由志愿者本人记录本人时长，请换记录人。"
OWN_DUTY = "驻站社工的本职工作不属于志愿服务，不能登记时长。"
BEFORE_REGISTRATION = "服务日期早于志愿者登记日期。"
WILL_BE_LATE = "已超过活动结束后10个工作日，将标记为补录。"
NOT_INSURED = "该活动有人身风险，请先为志愿者办理意外伤害保险。"
LESS_THAN_HALF = "不足半小时不计"


def _volunteer(answers: Answers, facts: Facts) -> Answers | None:
    volunteer = answers.get("volunteer_id")
    return facts.record(volunteer) if isinstance(volunteer, str) and volunteer else None


def _name(answers: Answers, facts: Facts) -> str:
    return str((_volunteer(answers, facts) or {}).get("name") or "")


# ------------------------------------------------------------------------------ when
def hour_is_in_time(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """After ten working days an entry is late; where nobody knows the holidays of a year, that is said."""
    if hour_is_late(answers, facts):
        yield hint("service_date", WILL_BE_LATE, "hour_is_in_time")
    served = day(answers.get("service_date"))
    last = facts.entry_deadline(HOUR, served) if served else None
    if served and last and not facts.holidays_known(served, last):
        said = f"还没有{last.year}年的放假安排，补录期限按周一至周五计算。"
        yield hint("service_date", said, "hour_is_in_time")


def service_times_in_order(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """V9; over midnight is possible when it is said so."""
    within = span(answers)
    if within is None and answers.get("start_at") and answers.get("end_at"):
        yield must("end_at", ENDS_BEFORE_START, "service_times_in_order", stage="save")


def service_times_overlap(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Nobody serves in two places at once; what a person set aside for another record takes nobody's time."""
    if answers.get("set_aside_for"):
        return
    for other in hours_near(answers, facts):
        if not other.answers.get("set_aside_for") and overlap(answers, other.answers):
            said = f"{_name(answers, facts)}在该时间段已有服务记录（{other.number}），时间不能重叠。"
            yield must("start_at", said, "service_times_overlap", stage="save")
            return


def break_is_shorter(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A break is shorter than the service it interrupts."""
    within, rest = span(answers), answers.get("break_minutes")
    if within and isinstance(rest, int) and rest and rest >= within[1] - within[0]:
        yield must("break_minutes", "扣除的时间应少于签到到签退的时间。", "break_is_shorter")


def long_day_has_reason(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """More than eight hours on a day ask for a reason; more than sixteen are refused."""
    if minutes_of_day(answers, facts) > LONGEST_DAY:
        yield must("end_at", "单日服务时长超过16小时，不能登记。", "long_day_has_reason", stage="save")
    elif day_is_long(answers, facts) and not answers.get("long_day_reason"):
        yield must("long_day_reason", LONG_DAY, "long_day_has_reason")


def short_service_is_nothing(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Less than half an hour is kept and counts nothing."""
    minutes = service_minutes(answers)
    if minutes is not None and minutes < STEP:
        yield hint("service_minutes", LESS_THAN_HALF, "short_service_is_nothing")


def missed_sign_out_is_confirmed(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Who forgot to sign out has the leader's word for the time."""
    if answers.get("sign_out_missed") is True and answers.get("sign_out_confirmed") is not True:
        yield must("sign_out_confirmed", "忘记签退的，须由活动负责人确认签退时间。", "missed_sign_out_is_confirmed")


# ------------------------------------------------------------------------------ who
def volunteer_is_on_the_roll(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Who has left or died before a service did not take part in it."""
    person, served = _volunteer(answers, facts), day(answers.get("service_date"))
    if person is None or served is None:
        return
    ended = end_of_service(person)
    if ended and served >= ended:
        said = f"{person.get('name')}在{ended.isoformat()}已不在册，不能登记之后的服务时长。"
        yield must("volunteer_id", said, "volunteer_is_on_the_roll", stage="save")
    elif person.get("volunteer_state") == VolunteerState.PAUSED:
        yield check("volunteer_id", f"{person.get('name')}目前是“暂停”状态，请核对。", "volunteer_is_on_the_roll")


def hour_after_registration(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A service before the registration is a slip of the pen, or a registration that came late."""
    served = day(answers.get("service_date"))
    registered = day((_volunteer(answers, facts) or {}).get("registered_on"))
    if served and registered and served < registered:
        yield check("service_date", BEFORE_REGISTRATION, "hour_after_registration")


def volunteer_is_of_the_team(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Who had left the team by then served without it; a guest is worth a second look."""
    team, served = facts.record(str(answers.get("team_id") or "")), day(answers.get("service_date"))
    rows = team.get("members") if team else None
    if not isinstance(rows, list) or served is None:
        return
    own = [row for row in rows if isinstance(row, dict) and row.get("volunteer_id") == answers.get("volunteer_id")]
    name, called = _name(answers, facts), team.get("name") if team else ""
    left = [day(row.get("left_on")) for row in own]
    if own and all(on is not None and served >= on for on in left):
        on = max(on for on in left if on).isoformat()
        yield must("team_id", f"{name}在{on}已退出{called}，不能登记之后的服务时长。", "volunteer_is_of_the_team")
    elif not own and answers.get("volunteer_id"):
        yield check("team_id", f"{name}不是{called}的队员，请核对。", "volunteer_is_of_the_team")


def hour_belongs_somewhere(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A service belongs to a team, a project or an activity."""
    if not any(answers.get(name) for name in ("team_id", "project_id", "activity_ref")):
        yield must("team_id", "请选择所属队伍、项目或活动中的一项。", "hour_belongs_somewhere")


def recorder_is_another_person(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Nobody records their own hours."""
    recorder, person = answers.get("recorder"), _volunteer(answers, facts) or {}
    staff = person.get("staff_id")
    own_names = {person.get("name"), facts.person_name(staff) if isinstance(staff, str) else None} - {None, ""}
    if recorder and recorder in own_names:
        yield must("recorder", OWN_RECORD, "recorder_is_another_person", stage="save")


def duty_is_no_service(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """What a station worker does on duty is no voluntary service."""
    person, linked = _volunteer(answers, facts), facts.document(str(answers.get("activity_ref") or ""))
    if person is None or linked is None:
        return
    on_duty = _on_duty(linked)
    if person.get("staff_id") in on_duty:
        yield must("volunteer_id", OWN_DUTY, "duty_is_no_service", stage="save")
    elif person.get("name") in {facts.person_name(worker) for worker in on_duty}:
        # A namesake perhaps: whoever knows both confirms it.
        yield check("volunteer_id", OWN_DUTY, "duty_is_no_service")


def _on_duty(linked: Document) -> set[str]:
    found = {linked.worker, str(linked.answers.get("worker_id") or "")}
    for value in linked.answers.values():
        if isinstance(value, list):
            found |= {one for one in value if isinstance(one, str)}
    return found - {""}


def minor_served_with_consent(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Every pupil of a group needs the consent of the guardian."""
    person = _volunteer(answers, facts)
    age = age_on(person.get("birth_date"), day(answers.get("service_date"))) if person else None
    if person and age is not None and age < ADULT and person.get("guardian_consent") is not True:
        yield must("volunteer_id", NEEDS_GUARDIAN, "minor_served_with_consent")


def risky_service_is_insured(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Before a service with risk to life and limb people are insured."""
    project, person = facts.record(str(answers.get("project_id") or "")), _volunteer(answers, facts)
    served = day(answers.get("service_date"))
    if project is None or person is None or served is None or project.get("risk_told") != RiskTold.TOLD:
        return
    since, until = day(person.get("insured_from")), day(person.get("insured_until"))
    if not person.get("insurance") or (since and served < since) or (until and served > until):
        yield check("volunteer_id", NOT_INSURED, "risky_service_is_insured")


# ------------------------------------------------------------------------------ what
def training_is_no_service(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Training is kept with the volunteer, and is no service time."""
    if answers.get("is_training") is True:
        said = "培训不计入服务时长，请在志愿者登记表的“志愿者培训”里登记学习时长。"
        yield hint("is_training", said, "training_is_no_service")


def failed_quality_is_noted(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Hours judged 不合格 are kept, and left out of the stars."""
    if answers.get("quality") == ServiceQuality.FAILED:
        yield hint("quality", "评价为“不合格”：时长保留，不计入星级。", "failed_quality_is_noted")


def entered_hour_has_project(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """The national system takes hours of projects only."""
    if answers.get("national_entry") == NationalEntry.ENTERED and not answers.get("project_id"):
        yield must("project_id", "录入全国系统须先有志愿服务项目，请选择所属项目。", "entered_hour_has_project")


CHECKS: dict[str, Callable[[Answers, Facts], Iterator[Problem]]] = {
    one.__name__: one
    for one in (
        hour_is_in_time,
        service_times_in_order,
        service_times_overlap,
        break_is_shorter,
        long_day_has_reason,
        short_service_is_nothing,
        missed_sign_out_is_confirmed,
        volunteer_is_on_the_roll,
        hour_after_registration,
        volunteer_is_of_the_team,
        hour_belongs_somewhere,
        recorder_is_another_person,
        duty_is_no_service,
        minor_served_with_consent,
        risky_service_is_insured,
        training_is_no_service,
        failed_quality_is_noted,
        entered_hour_has_project,
    )
}
