"""Checks that many forms share: the day of the service, late entry, closed months, times of day, plain words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sheqi_desktop.domain.answers import Answers, is_empty
from sheqi_desktop.domain.conditions import is_late
from sheqi_desktop.domain.dates import day, minutes_between
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.problem import Problem, check, hint, must

JUDGING_WORDS = ("懒", "刁", "难缠", "不识好歹", "神经病", "傻", "问题儿童", "素质低")
"""Words that judge a person; a record states facts (domain 02 §9, 01 §2)."""


def service_date_is_past(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Refuse a service in the future (00 §6.3)."""
    on = day(answers.get("service_date"))
    if on is not None and facts.today is not None and on > facts.today:
        yield must("service_date", "服务日期不能晚于今天。", "service_date_is_past", stage="save")


def service_date_after_opening(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Ask to look again at a service before the station began to work (00 §6.3)."""
    on, opened = day(answers.get("service_date")), facts.station_opened_on
    if on is not None and opened is not None and on < opened:
        yield check("service_date", "服务日期早于本站建站日期，请核对。", "service_date_after_opening")


def closed_month_waits(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Say that a record of a closed month counts only after the centre has accepted it (00 §6.3)."""
    on = day(answers.get("service_date"))
    if on is not None and facts.month_closed(on.year, on.month):
        words = "该月份已结账，本记录须由指导中心确认后计入统计。"
        yield check("service_date", words, "closed_month_waits")


def late_entry_has_reason(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Ask for the reason of a late entry; late entry itself is never blocked (00 §6.3)."""
    if is_late(answers, facts) and is_empty(answers.get("late_reason")):
        yield must("late_reason", "超过录入期限，请选择补录原因。", "late_entry_has_reason")


def times_in_order(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Refuse an end before its start (V9)."""
    minutes = minutes_between(answers.get("start_at"), answers.get("end_at"))
    if minutes is not None and minutes < 0:
        yield must("end_at", "结束时间不能早于开始时间。", "times_in_order", stage="save")


def text_is_factual(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Suggest facts where a word judges the person."""
    for field in ("summary", "note"):
        text = answers.get(field)
        found = next((word for word in JUDGING_WORDS if isinstance(text, str) and word in text), "")
        if found:
            yield hint(field, f"“{found}”是评价，不是事实。写看到什么、听到什么、做了什么。", "text_is_factual")


def overlap(answers: Answers, other: Answers) -> bool:
    """Tell whether two records of one day overlap by more than no time at all."""
    times = [answers.get("start_at"), answers.get("end_at"), other.get("start_at"), other.get("end_at")]
    if not all(isinstance(one, str) and one for one in times):
        return False
    start, end, begun, ended = (str(one) for one in times)
    return start < ended and begun < end


def same_day(answers: Answers, on: date) -> bool:
    """Tell whether a record speaks of this day."""
    return day(answers.get("service_date")) == on


CHECKS = {
    function.__name__: function
    for function in (
        service_date_is_past,
        service_date_after_opening,
        closed_month_waits,
        late_entry_has_reason,
        times_in_order,
        text_is_factual,
    )
}
