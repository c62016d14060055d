"""Checks that several forms name: dates and limits, names, telephones, and words that judge."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sheqi_desktop.domain.answers import Answers, Value, is_empty
from sheqi_desktop.domain.checks_dates import not_in_future
from sheqi_desktop.domain.conditions import rows
from sheqi_desktop.domain.dates import day
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.problem import Problem, check, hint, must

FUTURE = "服务日期不能晚于今天。"
BEFORE_OPENING = "服务日期早于本站建站日期，请核对。"
CLOSED_MONTH = "该月份已结账，本记录须由指导中心确认后计入统计。"
WRONG_NAME = "姓名只能填写汉字、字母和“·”，长度2至30个字。"
WRONG_PHONE = "电话号码格式不正确。手机为11位，固话如0377-67891234。"
FACTS_NOT_JUDGEMENTS = "请用事实描述，避免评价性用语。"
JUDGING_WORDS = ("懒", "笨", "活该", "不配合", "素质低")
_PHONE = re.compile(r"1[3-9]\d{9}|0\d{2,3}-?\d{7,8}", re.ASCII)
_MORE_LETTERS = frozenset("·•‧・")


def is_name(text: str) -> bool:
    """Tell whether a text can be a person's name: Chinese characters, letters, ``·`` and inner spaces, 2 to 30."""
    if not 2 <= len(text) <= 30 or text != text.strip():
        return False
    return all(one.isalpha() or one in _MORE_LETTERS or one == " " for one in text)


def is_phone(text: str) -> bool:
    """Tell whether a text is a mobile or a landline number."""
    return _PHONE.fullmatch(text) is not None


# ------------------------------------------------------------------------------ days
def service_date_is_past(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Nothing is registered before it happened."""
    served = day(answers.get("service_date"))
    if served and facts.today and served > facts.today:
        yield must("service_date", FUTURE, "service_date_is_past", stage="save")


def service_date_after_opening(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A service before the station existed is a slip of the pen."""
    served = day(answers.get("service_date"))
    if served and facts.station_opened_on and served < facts.station_opened_on:
        yield check("service_date", BEFORE_OPENING, "service_date_after_opening")


def closed_month_waits(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """In a closed month a record is saved, but waits for the centre."""
    served = day(answers.get("service_date"))
    if served and facts.month_closed(served.year, served.month):
        yield check("service_date", CLOSED_MONTH, "closed_month_waits")


def closed_month_is_over(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A month is closed when it is over."""
    year, month = answers.get("year"), answers.get("month")
    if facts.today and isinstance(year, int) and isinstance(month, int):
        if (year, month) >= (facts.today.year, facts.today.month):
            yield must("month", "这个月还没有过完，不能结账。", "closed_month_is_over", stage="save")


def opened_on_is_past(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A file cannot be opened tomorrow."""
    yield from not_in_future(answers, "opened_on", "建档日期不能晚于今天。", "opened_on_is_past", facts)


# ------------------------------------------------------------------------------ names, numbers, places
def head_name_is_a_name(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """The head of a household has a proper name."""
    yield from _name("head_name", answers.get("head_name"), "head_name_is_a_name")


def member_names_are_names(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """So has everybody of the household."""
    for row in rows(answers, "members"):
        yield from _name("members", row.get("name"), "member_names_are_names", str(row["id"]), "name")


def member_phones_are_valid(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Numbers of household members can be dialled."""
    for row in rows(answers, "members"):
        yield from phone_problem("members", row.get("phone"), "member_phones_are_valid", str(row["id"]), "phone")


def phone_number_is_valid(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """The number that was called can be dialled."""
    yield from phone_problem("phone_called", answers.get("phone_called"), "phone_number_is_valid")


def labour_fits_size(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Not more people can work than live there."""
    size, labour = answers.get("size"), answers.get("labor_count")
    if isinstance(size, int) and isinstance(labour, int) and labour > size:
        yield must("labor_count", "劳动力人数不能多于家庭人口。", "labour_fits_size")


def village_is_ours(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """The village is one of this station."""
    village = answers.get("village")
    if isinstance(village, str) and village and facts.village_known(village) is False:
        yield must("village", "请从本站的村（居）清单中选择。", "village_is_ours")


def worker_is_active(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Whoever is responsible works at this station."""
    worker, on = answers.get("worker_id"), facts.today
    if isinstance(worker, str) and worker and on and facts.worker_active(worker, on) is False:
        yield check("worker_id", "责任社工不是本站在岗人员，请核对。", "worker_is_active")


def text_is_factual(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Words that judge a person get a soft hint."""
    for field, value in answers.items():
        if isinstance(value, str) and field in {"summary", "note"} and any(word in value for word in JUDGING_WORDS):
            yield hint(field, FACTS_NOT_JUDGEMENTS, "text_is_factual")


def _name(field: str, value: Value, code: str, row: str | None = None, column: str | None = None) -> Iterator[Problem]:
    if isinstance(value, str) and value and not is_name(value):
        yield must(field, WRONG_NAME, code, row=row, column=column)


def phone_problem(
    field: str, value: Value, code: str, row: str | None = None, column: str | None = None
) -> Iterator[Problem]:
    """Say that a number cannot be dialled (V8); an empty one says nothing."""
    if not is_empty(value) and not (isinstance(value, str) and is_phone(value)):
        yield must(field, WRONG_PHONE, code, row=row, column=column)
