"""Checks of a visit about what was found and done: times, findings, signals, summary, next visit, evidence."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from sheqi_desktop.domain import risk
from sheqi_desktop.domain.answers import Answers, is_empty, is_shorter
from sheqi_desktop.domain.checks_client import failed_days
from sheqi_desktop.domain.codes import Finding, RiskLevel, RiskSignal, SignState, VisitMode
from sheqi_desktop.domain.conditions import REACHED, categories, chosen, main_client
from sheqi_desktop.domain.dates import day, minutes_between
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.problem import Problem, check, hint, must

ENDS_BEFORE_START = "结束时间不能早于开始时间。"
PLAUSIBLE_MINUTES = {
    VisitMode.HOME: (5, 240), VisitMode.INSTITUTION: (5, 240), VisitMode.APPOINTMENT: (5, 240),
    VisitMode.PHONE: (1, 90), VisitMode.VIDEO: (1, 90),
}  # fmt: skip
CALLS = frozenset({VisitMode.PHONE, VisitMode.VIDEO, VisitMode.MESSAGE})
SUMMARY_AT_LEAST, CALL_SUMMARY_AT_LEAST = 20, 10
NEARLY_THE_SAME = 90
"""Per cent of likeness from which a summary counts as copied."""
FAILURES_IN_A_ROW = 3


def times_in_order(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """V9."""
    minutes = minutes_between(answers.get("start_at"), answers.get("end_at"))
    if minutes is not None and minutes < 0:
        yield must("end_at", ENDS_BEFORE_START, "times_in_order")


def length_is_plausible(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A home visit lasts 5 to 240 minutes, a call 1 to 90; anything else is worth a second look."""
    minutes = minutes_between(answers.get("start_at"), answers.get("end_at"))
    mode = answers.get("mode")
    if minutes is None or minutes < 0 or not isinstance(mode, int) or answers.get("outcome") not in REACHED:
        return
    least, most = PLAUSIBLE_MINUTES.get(VisitMode(mode) if mode in tuple(VisitMode) else VisitMode.MESSAGE, (0, 1440))
    if not least <= minutes <= most:
        yield check("end_at", f"探访时长{minutes}分钟，请确认。", "length_is_plausible")


def something_was_asked(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A visit where nothing at all was asked is no visit."""
    found = [answers.get(name) for name in answers if name.startswith("f_") and isinstance(answers.get(name), int)]
    if len(found) >= 5 and all(one == Finding.NOT_ASKED for one in found):
        yield check("f_health", "各项情况都是“未了解”，请核对。", "something_was_asked")


def blood_pressure_is_plausible(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """60–260 over 30–160, the upper above the lower."""
    upper, lower = answers.get("bp_systolic"), answers.get("bp_diastolic")
    wrong = (isinstance(upper, int) and not 60 <= upper <= 260) or (isinstance(lower, int) and not 30 <= lower <= 160)
    wrong = wrong or (isinstance(upper, int) and isinstance(lower, int) and upper <= lower)
    if wrong or (upper is None) != (lower is None):
        yield check(
            "bp_diastolic" if lower is not None else "bp_systolic", "血压数值请核对。", "blood_pressure_is_plausible"
        )


def injury_opens_report(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Wounds on a child call for the mandatory report."""
    if answers.get("f_child_injury") == Finding.ABNORMAL:
        said = "发现未成年人身体有伤痕，请立即按强制报告程序办理，并填写危机/强制报告记录。"
        yield hint("f_child_injury", said, "injury_opens_report")


def no_signal_stands_alone(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """“无” and a signal exclude each other."""
    signals = chosen(answers, "risk_signals")
    if RiskSignal.NONE in signals and len(signals) > 1:
        yield must("risk_signals", "“无”不能与其他风险信号同时选择。", "no_signal_stands_alone")


def grave_signal_is_high_risk(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A signal at a low level is worth a second look."""
    grave = {RiskSignal.SELF_HARM, RiskSignal.VIOLENCE, RiskSignal.ABANDONED, RiskSignal.CHILD_OUT_OF_CARE}
    level = answers.get("risk_level_after")
    if grave & chosen(answers, "risk_signals") and isinstance(level, int) and level < RiskLevel.HIGH:
        yield check("risk_level_after", "有严重风险信号，风险等级建议定为高风险，请核对。", "grave_signal_is_high_risk")


def lower_risk_has_reason(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A lower level says on what grounds, not just with a word."""
    reason = answers.get("risk_reason")
    if isinstance(reason, str) and reason and len(reason) < 5:
        yield must("risk_reason", "降低风险等级须写明依据。", "lower_risk_has_reason")


# ------------------------------------------------------------------------------ summary
def summary_at_least(answers: Answers) -> int:
    """Give how many characters 探访小结 needs."""
    return CALL_SUMMARY_AT_LEAST if answers.get("mode") in CALLS else SUMMARY_AT_LEAST


def summary_is_long_enough(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Twenty characters after a visit, ten after a call."""
    least = summary_at_least(answers)
    if is_shorter(answers.get("summary"), least):
        said = f"探访小结至少{least}个字，请写事实：看到什么、听到什么、做了什么。"
        yield must("summary", said, "summary_is_long_enough")


def likeness(one: str, other: str) -> int:
    """Give how alike two texts are, in per cent, spaces and line breaks aside."""
    first, second = "".join(one.split()), "".join(other.split())
    if not first or not second:
        return 0
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    # The cheap upper bounds spare the slow comparison for all but the few that come close.
    if matcher.real_quick_ratio() * 100 < NEARLY_THE_SAME or matcher.quick_ratio() * 100 < NEARLY_THE_SAME:
        return 0
    return int(matcher.ratio() * 100)


def summary_is_not_copied(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A summary that nearly repeats an earlier one of the same worker says nothing of this day."""
    summary, worker = answers.get("summary"), answers.get("worker_id")
    if not isinstance(summary, str) or len(summary) < CALL_SUMMARY_AT_LEAST or not isinstance(worker, str):
        return
    for earlier in facts.summaries_of(worker):
        if earlier.record != facts.record_id and likeness(summary, earlier.text) >= NEARLY_THE_SAME:
            said = f"本次记录与{earlier.on.isoformat()}的记录几乎相同，请写明本次的具体情况。"
            yield check("summary", said, "summary_is_not_copied")
            return


# ------------------------------------------------------------------------------ what follows
def next_visit_is_later(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """The next visit comes after this one."""
    served, due = day(answers.get("service_date")), day(answers.get("next_due"))
    if served and due and due <= served:
        yield must("next_due", "下次探访日期须晚于本次日期。", "next_visit_is_later")


def next_visit_fits_risk(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """And not later than the level of risk allows."""
    served, due = day(answers.get("service_date")), day(answers.get("next_due"))
    client = main_client(answers, facts)
    level = answers.get("risk_level_after") or (client.get("risk_level") if client else None)
    if not served or not due or not isinstance(level, int):
        return
    days = risk.longest_wait(level, categories(client) if client else ())
    if (due - served).days > days:
        said = f"下次探访日期晚于该风险等级的要求（{days}天内），请核对。"
        yield check("next_due", said, "next_visit_fits_risk")


def three_failed_attempts(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A person at high risk whom nobody reached three times needs somebody at the door now."""
    client = main_client(answers, facts)
    outcome, served = answers.get("outcome"), day(answers.get("service_date"))
    if not client or outcome in REACHED or outcome is None or served is None:
        return
    if client.get("risk_level") != RiskLevel.HIGH:
        return
    days = {served, *failed_days(facts, str(answers["client_id"]))}
    if len(days) >= FAILURES_IN_A_ROW:
        said = "已连续3次未联系上高风险对象，请立即联系村（居）干部或上门核实。"
        yield check("outcome", said, "three_failed_attempts")


# ------------------------------------------------------------------------------ evidence
def home_visit_has_evidence(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A home visit shows a photo or a signature."""
    sign = answers.get("client_sign")
    signed = isinstance(sign, dict) and sign.get("state") in (SignState.SIGNED, SignState.THUMB)
    at_home = answers.get("mode") == VisitMode.HOME and answers.get("outcome") in REACHED
    if at_home and not signed and is_empty(answers.get("photos")):
        said = "本次入户没有照片或签字，评估抽查时可能不予认可。"
        yield check("client_sign", said, "home_visit_has_evidence")


def signature_has_reason(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Who cannot sign has a reason, and it is written down."""
    sign = answers.get("client_sign")
    if isinstance(sign, dict) and sign.get("state") == SignState.UNABLE and not sign.get("reason"):
        yield must("client_sign", "请写明无法签名的原因。", "signature_has_reason")
