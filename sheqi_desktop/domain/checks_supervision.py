"""Checks of annotations, 督导计划, 督导记录 and scores (domain 03 §4, 14 §1, §2, §7)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sheqi_desktop.domain.answers import Answers, is_shorter, rows
from sheqi_desktop.domain.codes_annotation import AnnotationKind, SupervisionForm
from sheqi_desktop.domain.dates import day
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.problem import Problem, check, must
from sheqi_desktop.domain.rubric import LEVELS
from sheqi_desktop.domain.supervision import OUTSIDE_CONTRACT, TWO_LEAD, plan
from sheqi_desktop.domain.thread import BODY_AT_LEAST, BODY_TOO_SHORT

ONE_WORKER = "个别督导只能选择一名社工。"
SMALL_GROUP = "小组督导应有2至10名社工。"
CENTRAL = "集中督导应有3名以上社工。"
ENDS_BEFORE = "结束时间不能早于开始时间。"
ISSUES = "请填写被督导者提出的问题。"
PROCESS = "“讨论过程”不少于30个字。"
LENGTH = "个别督导一般20至180分钟，请核对。"
_ISSUES_AT_LEAST, _PROCESS_AT_LEAST = 10, 30
_SHORTEST, _LONGEST = 20, 180


def annotation_says_enough(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A remark says something; praise may be short."""
    if answers.get("kind") != AnnotationKind.PRAISE and is_shorter(answers.get("body"), BODY_AT_LEAST):
        yield must("body", BODY_TOO_SHORT, "annotation_says_enough", stage="save")


def supervision_period_in_order(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A plan ends after it begins."""
    since, until = day(answers.get("from")), day(answers.get("to"))
    if since and until and until < since:
        yield must("to", ENDS_BEFORE, "supervision_period_in_order", stage="save")


def supervision_period_in_contract(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A plan is made for the time of the contract (14 §1); one that goes beyond is looked at again."""
    since, until, contract = day(answers.get("from")), day(answers.get("to")), facts.contract_period
    if since is None or until is None or contract is None:
        return
    first, last = contract
    words = OUTSIDE_CONTRACT.format(since=first.isoformat(), until=last.isoformat())
    if since < first or since > last:
        yield check("from", words, "supervision_period_in_contract")
    elif until > last:
        yield check("to", words, "supervision_period_in_contract")


def stations_have_one_lead(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """No station has two 负责督导 on one day; whoever only helps there stands under 协助站点."""
    mine = plan(answers)
    if mine is None:
        return
    known = [plan(one.counted) for one in facts.related("supervision_plan", "station_code", facts.station)]
    others = [one for one in known if one is not None and one.supervisor != mine.supervisor]
    for one in others:
        if one.since <= mine.until and mine.since <= one.until:
            for station in sorted(one.stations & mine.stations):
                words = TWO_LEAD.format(station=facts.station_name(station) or station)
                yield must("station_codes", words, "stations_have_one_lead")


def supervision_times_in_order(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A session ends after it begins; an individual one of a few minutes or half a day is looked at again."""
    start, end = _minutes(answers.get("start_at")), _minutes(answers.get("end_at"))
    if start is None or end is None:
        return
    if end < start:
        yield must("end_at", ENDS_BEFORE, "supervision_times_in_order")
    elif answers.get("form") == SupervisionForm.INDIVIDUAL and not _SHORTEST <= end - start <= _LONGEST:
        yield check("end_at", LENGTH, "supervision_times_in_order")


def supervision_has_its_workers(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Individual: one worker; group: 2 to 10; central: three and more."""
    told = answers.get("workers")
    many = len(set(told)) if isinstance(told, list) else 0
    form = answers.get("form")
    if form == SupervisionForm.INDIVIDUAL and many > 1:
        yield must("workers", ONE_WORKER, "supervision_has_its_workers")
    elif form == SupervisionForm.GROUP and many and not 2 <= many <= 10:
        yield must("workers", SMALL_GROUP, "supervision_has_its_workers")
    elif form == SupervisionForm.CENTRAL and 0 < many < 3:
        yield must("workers", CENTRAL, "supervision_has_its_workers")


def supervision_says_enough(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """What was asked and what was talked about can be read afterwards."""
    if is_shorter(answers.get("worker_issues"), _ISSUES_AT_LEAST):
        yield must("worker_issues", ISSUES, "supervision_says_enough")
    if is_shorter(answers.get("process"), _PROCESS_AT_LEAST):
        yield must("process", PROCESS, "supervision_says_enough")


def scores_are_levels(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A level is one of five; what differs from the program's proposal says why."""
    for row in rows(answers, "levels"):
        level, proposed = row.get("level"), row.get("proposed_level")
        if level is not None and level not in LEVELS:
            yield must("levels", "等级应为0至4。", "scores_are_levels", row=str(row.get("id")), column="level")
        if proposed is not None and level != proposed and not row.get("reason"):
            yield must("levels", "请写明改动理由。", "scores_are_levels", row=str(row.get("id")), column="reason")


def _minutes(told: object) -> int | None:
    hours, _, minutes = str(told or "").partition(":")
    return int(hours) * 60 + int(minutes) if hours.isdecimal() and minutes.isdecimal() else None


CHECKS: dict[str, Callable[[Answers, Facts], Iterator[Problem]]] = {
    one.__name__: one
    for one in (
        annotation_says_enough,
        supervision_period_in_order,
        supervision_period_in_contract,
        stations_have_one_lead,
        supervision_times_in_order,
        supervision_has_its_workers,
        supervision_says_enough,
        scores_are_levels,
    )
}
