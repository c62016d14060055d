"""Checks of an activity: the plan and its approval, the numbers, the record, the money."""

from __future__ import annotations

from collections.abc import Iterator

from sheqi_desktop.domain.activity_plan import budget_fen, fen
from sheqi_desktop.domain.answers import Answers, is_empty, is_shorter
from sheqi_desktop.domain.checks_common import FUTURE, phone_problem
from sheqi_desktop.domain.codes_activity import ActivityIncident, ActivityType, CountMethod
from sheqi_desktop.domain.conditions import rows
from sheqi_desktop.domain.conditions_activity import activity_goes_ahead, activity_plan_is_changed, namesakes_that_day
from sheqi_desktop.domain.dates import day, minutes_between
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.problem import Problem, check, hint, must

SHORTEST, LONGEST = 15, 600
FEW = 5
SIMPLE_UP_TO = 30
PROCESS_AT_LEAST = 50
PHOTOS_AT_LEAST = 2
REASON_AT_LEAST = 5
COST_PER_CENT = 120
_PARTS = {"n_elder": "老年人", "n_child": "儿童", "n_disabled": "残疾人", "n_assist": "救助对象"}


# ------------------------------------------------------------------------------ plan
def held_day_is_past(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A plan lies ahead; what is recorded has happened."""
    on = day(answers.get("service_date"))
    if on and facts.today and on > facts.today and answers.get("actual_n") is not None:
        yield must("service_date", FUTURE, "held_day_is_past", stage="save")


def activity_plan_is_approved(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Nothing is handed in whose plan nobody approved; a simple activity needs no approval."""
    if not activity_goes_ahead(answers, facts):
        yield must("results", "活动计划还没有批准，不能提交活动总结。", "activity_plan_is_approved")


def activity_plan_change_has_reason(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """An approved plan changes only with a reason, and with a new one each time."""
    reason = str(answers.get("plan_reason") or "")
    if not reason or not activity_plan_is_changed(answers, facts):
        return
    before = (facts.stored or {}).get("plan_reason")
    if len(reason.strip()) < REASON_AT_LEAST or reason == before:
        yield must("plan_reason", "请写明更正原因（不少于5个字）。", "activity_plan_change_has_reason", stage="save")


def activity_length_is_plausible(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """From a quarter of an hour to ten hours."""
    minutes = minutes_between(answers.get("start_at"), answers.get("end_at"))
    if minutes is not None and minutes >= 0 and not SHORTEST <= minutes <= LONGEST:
        yield check("end_at", f"活动时长{minutes}分钟，请确认。", "activity_length_is_plausible")


def simple_stays_small(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """At most thirty people and no budget go without an approval."""
    if answers.get("simple") is not True:
        return
    numbers = [n for n in (answers.get("planned_n"), answers.get("actual_n")) if isinstance(n, int)]
    if any(n > SIMPLE_UP_TO for n in numbers) or not is_empty(answers.get("budget")):
        said = "简易活动限30人以内、没有预算，请取消“简易活动”并报批计划。"
        yield must("simple", said, "simple_stays_small", stage="save")


def same_activity_same_day(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Morning and afternoon of one event are one 场."""
    for other in namesakes_that_day(answers, facts)[:1]:
        yield check("name", f"当天已有同名活动（{other.number}）。", "same_activity_same_day")


def host_is_not_helper(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """The host does not help itself."""
    helpers = answers.get("co_stations")
    if isinstance(helpers, list) and answers.get("host_station") in helpers:
        yield must("co_stations", "协办站点不能与主办站点相同。", "host_is_not_helper")


def host_decides_who_counts(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Only the host counts it; a helper may still keep the record."""
    host = answers.get("host_station")
    if answers.get("host_other") or (host and facts.station and host != facts.station):
        said = "主办的不是本站，本场活动不计入本站指标。"
        yield hint("host_station", said, "host_decides_who_counts")


# ------------------------------------------------------------------------------ numbers
def few_people_came(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Four people are a group or a visit."""
    came = answers.get("actual_n")
    if isinstance(came, int) and came < FEW:
        said = "参加人数少于5人，请确认是否按“小组”或“探访”登记。"
        yield check("actual_n", said, "few_people_came")


def clients_are_among_them(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Not more clients than people; and without any it does not count."""
    came, clients = answers.get("actual_n"), answers.get("client_n")
    if not isinstance(clients, int):
        return
    if isinstance(came, int) and clients > came:
        yield must("client_n", "服务对象人数不能大于参加人数。", "clients_are_among_them")
    elif clients == 0:
        yield check("client_n", "没有民政服务对象参加的活动不计入指标。", "clients_are_among_them")


def groups_are_among_them(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Each kind of participant is at most everybody; the kinds may overlap."""
    came = answers.get("actual_n")
    for name, words in _PARTS.items():
        part = answers.get(name)
        if isinstance(came, int) and isinstance(part, int) and part > came:
            yield must(name, f"{words}人数不能大于参加人数。", "groups_are_among_them")


def estimate_may_not_be_accepted(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """An estimate convinces no evaluator, and a stall of leaflets does not count by it."""
    if answers.get("count_method") != CountMethod.ESTIMATE:
        return
    yield check("count_method", "估计人数评估时可能不认可。", "estimate_may_not_be_accepted")
    if answers.get("activity_type") == ActivityType.POLICY:
        said = "发放宣传资料的活动，按签到表、现场清点或发放物资数清点的才计入指标。"
        yield hint("count_method", said, "estimate_may_not_be_accepted")


def rows_fit_number(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Not more names than people."""
    came, signed = answers.get("actual_n"), len(rows(answers, "attendance"))
    if isinstance(came, int) and signed > came:
        yield check("attendance", f"签到名单{signed}人，多于参加人数{came}人，请核对。", "rows_fit_number")


def sign_in_phones_are_valid(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Numbers on the sign-in list can be dialled."""
    for row in rows(answers, "attendance"):
        yield from phone_problem("attendance", row.get("phone"), "sign_in_phones_are_valid", str(row["id"]), "phone")


# ------------------------------------------------------------------------------ record
def activity_process_is_long_enough(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Fifty characters at least, spaces aside."""
    if is_shorter(answers.get("process"), PROCESS_AT_LEAST):
        yield must("process", "活动记录不少于50个字。", "activity_process_is_long_enough")


def photos_are_two(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """One photo shows a moment, two show an activity."""
    photos = answers.get("photos")
    if isinstance(photos, list) and 0 < len(photos) < PHOTOS_AT_LEAST:
        yield must("photos", "请上传照片，至少两张。", "photos_are_two")


def incident_opens_crisis(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """What went wrong has a record of its own."""
    incident = answers.get("incident")
    if isinstance(incident, int) and incident != ActivityIncident.NONE:
        yield hint("incident", "活动中有突发事件，请同时填写危机事件记录。", "incident_opens_crisis")


def feedback_is_plausible(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Marks go from 1 to 5, and not more sheets come back than people came."""
    mean, sheets, came = answers.get("feedback_mean"), answers.get("feedback_n"), answers.get("actual_n")
    if isinstance(mean, str) and not 100 <= fen(mean) <= 500:
        yield must("feedback_mean", "反馈平均分应在1至5之间。", "feedback_is_plausible")
    if isinstance(sheets, int) and isinstance(came, int) and sheets > came:
        yield check("feedback_n", "反馈份数多于参加人数，请核对。", "feedback_is_plausible")


def cost_fits_budget(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A fifth more than planned is worth a second look."""
    planned, spent = budget_fen(answers), fen(answers.get("cost_actual"))
    if planned and spent * 100 > planned * COST_PER_CENT:
        yield check("cost_actual", "实际支出超过预算的120%，请核对。", "cost_fits_budget")


CHECKS = (
    held_day_is_past,
    activity_plan_is_approved,
    activity_plan_change_has_reason,
    activity_length_is_plausible,
    simple_stays_small,
    same_activity_same_day,
    host_is_not_helper,
    host_decides_who_counts,
    few_people_came,
    clients_are_among_them,
    groups_are_among_them,
    estimate_may_not_be_accepted,
    rows_fit_number,
    sign_in_phones_are_valid,
    activity_process_is_long_enough,
    photos_are_two,
    incident_opens_crisis,
    feedback_is_plausible,
    cost_fits_budget,
)
"""Merged into ``checks.CHECKS``."""
