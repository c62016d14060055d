"""Checks of the volunteer's own registration, of teams and of projects."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from sheqi_desktop.domain import identity
from sheqi_desktop.domain.answers import Answers, is_empty, rows
from sheqi_desktop.domain.checks_common import WRONG_NAME, is_name, phone_problem
from sheqi_desktop.domain.checks_dates import not_before, not_in_future
from sheqi_desktop.domain.codes import IdType, ProjectEntry, TeamState
from sheqi_desktop.domain.conditions_volunteer import (
    ADULT,
    HOUR,
    WITHOUT_GUARDIAN,
    end_of_service,
    volunteer_is_minor,
)
from sheqi_desktop.domain.dates import add_months, age_on, day
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.problem import Problem, check, hint, must

ENDS_EARLY = "结束日期不能早于开始日期。"
TEAM_AT_LEAST = 10
ASLEEP_AFTER_MONTHS = 6
NEEDS_CONSENT = "须经志愿者本人同意方可登记信息。"
NEEDS_GUARDIAN = "未成年志愿者须经监护人同意。"
NO_CERTIFICATE = "身份证号未填，暂不能出具志愿服务记录证明。"


# ------------------------------------------------------------------------------ the person
def same_volunteer_known(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """V12 and V13 among volunteers: a client may be one too, but nobody is registered twice."""
    id_no = answers.get("id_no")
    if answers.get("id_type") != IdType.RESIDENT_ID or not isinstance(id_no, str) or not id_no:
        return
    for one in facts.related("volunteer", "id_no", identity.tidy(id_no)):
        if one.station == facts.station:
            said = f"本站已有该身份证号的档案：{one.answers.get('name')} {one.number}。请打开原档案，不要重复建档。"
            yield must("id_no", said, "same_volunteer_here", stage="save")
        else:
            place = facts.station_name(one.station) or one.station
            said = f"{place}已为此人建档（{one.number}）。可继续保存，指导中心将核对是否重复。"
            yield check("id_no", said, "same_volunteer_elsewhere")


def no_certificate_without_id_number(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Without a number the hours are kept, but nothing is certified."""
    if is_empty(answers.get("id_no")):
        yield hint("id_no", NO_CERTIFICATE, "no_certificate_without_id_number")


def volunteer_phones_are_valid(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """V8 for the volunteer and the guardian; V2 for the guardian's name."""
    code = "volunteer_phones_are_valid"
    yield from phone_problem("phone", answers.get("phone"), code)
    yield from phone_problem("guardian_phone", answers.get("guardian_phone"), code)
    guardian = answers.get("guardian_name")
    if isinstance(guardian, str) and guardian and not is_name(guardian):
        yield must("guardian_name", WRONG_NAME, code)


def volunteer_consents(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Nobody is registered who said no."""
    if answers.get("info_consent") is False:
        yield must("info_consent", NEEDS_CONSENT, "volunteer_consents", stage="save")


def minor_volunteer_has_consent(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A minor volunteers with a guardian's consent only."""
    if volunteer_is_minor(answers, facts) and answers.get("guardian_consent") is False:
        yield must("guardian_consent", NEEDS_GUARDIAN, "minor_volunteer_has_consent")


def child_comes_with_guardian(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A child under 14 is accompanied."""
    age = age_on(answers.get("birth_date"), day(answers.get("registered_on")) or facts.today)
    if age is not None and age < WITHOUT_GUARDIAN:
        yield check("birth_date", "不满14周岁，须由监护人陪同", "child_comes_with_guardian")


def insurance_dates_in_order(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """An insurance does not end before it begins."""
    yield from not_before(answers, "insured_until", "insured_from", ENDS_EARLY, "insurance_dates_in_order")


def registered_on_is_past(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Nobody was registered tomorrow."""
    yield from not_in_future(answers, "registered_on", "登记日期不能晚于今天。", "registered_on_is_past", facts)


def leaving_follows_registration(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Who leaves was registered before, and has left by today."""
    for name in ("exited_on", "deceased_on"):
        yield from not_in_future(answers, name, "退出、去世日期不能晚于今天。", "leaving_follows_registration", facts)
    begun, ended = day(answers.get("registered_on")), end_of_service(answers)
    if begun and ended and ended < begun:
        field = "exited_on" if answers.get("exited_on") else "deceased_on"
        yield must(field, "退出、去世日期不能早于登记日期。", "leaving_follows_registration")


# ------------------------------------------------------------------------------ teams
def founded_on_is_past(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A team that will be founded is 筹建."""
    yield from not_in_future(answers, "founded_on", "成立日期不能晚于今天。", "founded_on_is_past", facts)


def members_on(team: Answers, facts: Facts, on: date) -> list[Answers]:
    """Give the registrations of the different persons who belong to a team on a day."""
    return list(people_on(team, facts, on).values())


def people_on(team: Answers, facts: Facts, on: date) -> dict[str, Answers]:
    """Give the different persons of a team on a day, each by what tells one from another."""
    found: dict[str, Answers] = {}
    for row in rows(team, "members"):
        joined, left = day(row.get("joined_on")), day(row.get("left_on"))
        volunteer = str(row.get("volunteer_id") or "")
        person = facts.record(volunteer)
        if person is None or person.get("_deleted") is True:
            continue
        ended = min((one for one in (left, end_of_service(person)) if one), default=None)
        if (joined is None or joined <= on) and (ended is None or on < ended):
            found.setdefault(_who(volunteer, person), person)
    return found


def _who(volunteer: str, person: Answers) -> str:
    return str(person.get("person_id") or person.get("id_no") or volunteer)


def team_has_ten_members(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A team of fewer than ten is kept, and not counted."""
    if facts.today is None or answers.get("team_state") == TeamState.DISSOLVED:
        return
    found = len(members_on(answers, facts, facts.today))
    if found < TEAM_AT_LEAST:
        said = f"志愿服务队须有10名以上在册队员，当前{found}人。"
        yield check("members", said, "team_has_ten_members")


def member_is_listed_once(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """One person is one member, however often the roll names them."""
    seen: set[str] = set()
    for row in rows(answers, "members"):
        volunteer = str(row.get("volunteer_id") or "")
        person = facts.record(volunteer) or {}
        if row.get("left_on") or not volunteer:
            continue
        if _who(volunteer, person) in seen:
            said = f"{person.get('name') or '同一人'}在名册里不止一次，只按一人计算。"
            yield check("members", said, "member_is_listed_once", row=str(row["id"]), column="volunteer_id")
        seen.add(_who(volunteer, person))


def member_dates_in_order(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Nobody leaves before joining."""
    for row in rows(answers, "members"):
        joined, left = day(row.get("joined_on")), day(row.get("left_on"))
        if joined and left and left < joined:
            said = "退出日期不能早于加入日期。"
            yield must("members", said, "member_dates_in_order", row=str(row["id"]), column="left_on")


def leader_is_a_member(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """The leader stands in the roll."""
    leader, roll = answers.get("leader"), rows(answers, "members")
    if leader and roll and not any(row.get("volunteer_id") == leader and not row.get("left_on") for row in roll):
        yield must("leader", "队长应是在册队员，请先加入名册。", "leader_is_a_member")


def team_without_service_sleeps(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """After six months without a record 休眠 is proposed."""
    if facts.today is None or not facts.record_id or answers.get("team_state") != TeamState.ACTIVE:
        return
    served = [one.service_date for one in facts.related(HOUR, "team_id", facts.record_id)]
    last = day(max(served)) if served else day(answers.get("founded_on"))
    if last and add_months(last, ASLEEP_AFTER_MONTHS) < facts.today:
        yield hint("team_state", "已有6个月没有服务记录，建议状态改为“休眠”。", "team_without_service_sleeps")


# ------------------------------------------------------------------------------ projects
def project_dates_in_order(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A project does not end before it begins."""
    yield from not_before(answers, "end_on", "start_on", ENDS_EARLY, "project_dates_in_order")


def entered_project_has_number(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """What stands in the national system was put there by today."""
    if answers.get("national_entry") == ProjectEntry.ENTERED:
        yield from not_in_future(answers, "national_on", "录入日期不能晚于今天。", "entered_project_has_number", facts)


def correction_is_asked_by_now(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Nobody asked tomorrow."""
    yield from not_in_future(answers, "asked_on", "申请日期不能晚于今天。", "correction_is_asked_by_now", facts)


CHECKS: dict[str, Callable[[Answers, Facts], Iterator[Problem]]] = {
    one.__name__: one
    for one in (
        same_volunteer_known,
        no_certificate_without_id_number,
        volunteer_phones_are_valid,
        volunteer_consents,
        minor_volunteer_has_consent,
        child_comes_with_guardian,
        insurance_dates_in_order,
        registered_on_is_past,
        leaving_follows_registration,
        founded_on_is_past,
        team_has_ten_members,
        member_is_listed_once,
        member_dates_in_order,
        leader_is_a_member,
        team_without_service_sleeps,
        project_dates_in_order,
        entered_project_has_number,
        correction_is_asked_by_now,
    )
}
__all__ = ["ADULT", "CHECKS", "NEEDS_GUARDIAN", "NO_CERTIFICATE", "members_on", "people_on"]
