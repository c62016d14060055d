"""个人信息安全事件: found in the past, told to the 中心主任, told to the persons or said why not, closed by two."""

from __future__ import annotations

from collections.abc import Iterator

from sheqi_desktop.domain.answers import Answers, Value, is_empty, rows
from sheqi_desktop.domain.conditions_incident import NOT_NEEDED, director_told
from sheqi_desktop.domain.dates import county_day_of, day
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.problem import Problem, must
from sheqi_desktop.domain.staff import HEAD

HARM = "请填写可能造成的危害和已采取的措施。"
HARM_AT_LEAST = 5
TWO_CLOSE = "关闭要中心主任和个人信息保护负责人两个人。"
HEAD_CLOSES = "“中心主任”一栏只能是县中心的中心主任，请重选。"
CENTRE_CLOSES = "“个人信息保护负责人”要是县中心的人，请重选。"


def incident_found_in_the_past(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Nothing is found tomorrow, and nothing is closed before it is found."""
    found, closed = county_day_of(answers.get("found_at")), day(answers.get("closed_on"))
    if found and facts.today and found > facts.today:
        yield must("found_at", "发现时间不能晚于现在。", "incident_found_in_the_past")
    if closed and ((found and closed < found) or (facts.today and closed > facts.today)):
        yield must("closed_on", "关闭日期不能早于发现，也不能在以后。", "incident_found_in_the_past")


def incident_reaches_the_director(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Among the reports is one to the 中心主任."""
    # Without any row the form itself asks.
    if rows(answers, "reports") and director_told(answers) is None:
        yield must("reports", "请填写上报中心主任的时间。", "incident_reaches_the_director")


def incident_harm_is_told(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Harm and measures take more than a word."""
    for name in ("harm", "measures"):
        told = answers.get(name)
        if isinstance(told, str) and told and len(told.strip()) < HARM_AT_LEAST:
            yield must(name, HARM, "incident_harm_is_told")


def telling_nobody_has_a_reason(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Whoever is told is told on a day; whoever is not, for a reason (PIPL 57)."""
    for row in rows(answers, "notices"):
        told = row.get("how") != NOT_NEEDED
        if not is_empty(row.get("how")) and is_empty(row.get("on" if told else "why_not")):
            words = "请填写告知的日期。" if told else "不告知的，请写明理由。"
            yield must("notices", words, "telling_nobody_has_a_reason")


def incident_closed_by_two(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """The 中心主任 and the 个人信息保护负责人 are two persons, each in that office on the day it is closed.

    The roster names the 中心主任; whom that office made 个人信息保护负责人 it does not say, only that it is somebody of
    the centre (domain 10 §3: the duty is given to an account of the centre).
    """
    one, other = answers.get("closed_by"), answers.get("closed_with")
    if not is_empty(one) and one == other:
        yield must("closed_with", TWO_CLOSE, "incident_closed_by_two")
        return
    held, held_too = (_held(facts, answers, worker) for worker in (one, other))
    if held is not None and HEAD not in held:
        yield must("closed_by", HEAD_CLOSES, "incident_closed_by_two")
    if held_too is not None and not held_too:
        yield must("closed_with", CENTRE_CLOSES, "incident_closed_by_two")


def _held(facts: Facts, answers: Answers, worker: Value) -> frozenset[str] | None:
    """Give what somebody was at the centre on the day it was closed, today while it has none."""
    on = day(answers.get("closed_on")) or facts.today
    return facts.centre_roles(worker, on) if isinstance(worker, str) and worker and on else None


CHECKS = {
    function.__name__: function
    for function in (
        incident_found_in_the_past,
        incident_reaches_the_director,
        incident_harm_is_told,
        telling_nobody_has_a_reason,
        incident_closed_by_two,
    )
}
