"""Complaints and surveys: whoever is concerned neither handles nor asks."""

from __future__ import annotations

from collections.abc import Iterator

from sheqi_desktop.domain.answers import Answers, is_empty
from sheqi_desktop.domain.checks_common import phone_problem
from sheqi_desktop.domain.checks_dates import not_before, not_in_future
from sheqi_desktop.domain.codes_events import SurveyKind
from sheqi_desktop.domain.conditions import main_client
from sheqi_desktop.domain.dates import day
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.problem import Problem, check, must
from sheqi_desktop.domain.records.survey import REPLY_WITHIN

NOT_YOURSELF = "投诉不能由被投诉人处理。"
NOT_YOUR_OWN = "满意度不能由责任社工本人调查，请换人。"
_ONLY_ASKED = frozenset({SurveyKind.GROUP, SurveyKind.ACTIVITY})


def complaint_phone_is_valid(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Whoever complains can be called back."""
    yield from phone_problem("complainant_phone", answers.get("complainant_phone"), "complaint_phone_is_valid")


def complaint_goes_to_another(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Nobody handles a complaint about themselves."""
    concerned = answers.get("about_worker")
    if concerned and answers.get("handled_by") == concerned:
        yield must("handled_by", NOT_YOURSELF, "complaint_goes_to_another", stage="save")


def reply_follows_complaint(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """An answer comes after the complaint, and not tomorrow."""
    code = "reply_follows_complaint"
    yield from not_before(answers, "replied_on", "service_date", "答复日期不能早于收到日期。", code)
    yield from not_in_future(answers, "replied_on", "答复日期不能晚于今天。", code, facts, "submit")


def reply_within_fifteen_days(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A complaint is answered within fifteen days."""
    came, replied = day(answers.get("service_date")), day(answers.get("replied_on"))
    if came and replied and replied - came > REPLY_WITHIN:
        yield check("replied_on", "投诉应在收到后15日内答复，请核对。", "reply_within_fifteen_days")


def respondent_is_known(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A person with a file, or nobody by name."""
    if is_empty(answers.get("client_id")) and answers.get("anonymous") is not True:
        yield must("client_id", "请选择“被访对象”，或勾选“匿名”。", "respondent_is_known", stage="save")


def interviewer_is_another(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Whoever serves a person does not ask whether they are content; after a group or activity it is a 请核对."""
    client, asker = main_client(answers, facts), answers.get("interviewer")
    if client is None or not asker or client.get("worker_id") != asker:
        return
    if answers.get("survey_kind") in _ONLY_ASKED:
        yield check("interviewer", NOT_YOUR_OWN, "interviewer_is_another")
    else:
        yield must("interviewer", NOT_YOUR_OWN, "interviewer_is_another", stage="save")


def draw_range_in_order(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """The days of service a draw looks at run forward."""
    yield from not_before(answers, "until", "since", "结束日期不能早于开始日期。", "draw_range_in_order", "save")


CHECKS = {
    function.__name__: function
    for function in (
        complaint_phone_is_valid,
        complaint_goes_to_another,
        reply_follows_complaint,
        reply_within_fifteen_days,
        respondent_is_known,
        interviewer_is_another,
        draw_range_in_order,
    )
}
