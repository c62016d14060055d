"""Checks of the 小组总结评估报告: it follows the sessions, and a 前后测 speaks of pairs only."""

from __future__ import annotations

from collections.abc import Iterator

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.dates import day
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.problem import Problem, check, hint
from sheqi_desktop.domain.records.group_file import LEAST_SESSIONS, file_of
from sheqi_desktop.domain.records.group_measures import measured


def summary_follows_sessions(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A group ends with its last session."""
    file, ended = file_of(facts, answers.get("parent_id")), day(answers.get("ended_on"))
    last = file.last_day if file else None
    if last and ended and ended != last:
        said = f"最后一节是{last.isoformat()}，与结束日期不一致，请核对。"
        yield check("ended_on", said, "summary_follows_sessions")


def sessions_are_handed_in(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """What lies there as a draft is missing from every sum."""
    file = file_of(facts, answers.get("parent_id"))
    waiting = [file.place_of(one.id) for one in file.standing if not one.handed_in] if file else []
    if waiting:
        said = "、".join(f"第{place}节" for place in waiting)
        yield check("ended_on", f"{said}还没有提交，不在总结的数字里。", "sessions_are_handed_in")


def held_sessions_are_enough(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A group of three sessions may be summed up, but is no group of the contract."""
    file = file_of(facts, answers.get("parent_id"))
    if file and len(file.eligible) < LEAST_SESSIONS:
        said = f"有效{len(file.eligible)}节，少于{LEAST_SESSIONS}节，不计入小组数。"
        yield check("ended_on", said, "held_sessions_are_enough")


def pairs_are_counted(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Who was asked only once does not enter the means."""
    told = measured(answers)
    if told.before != told.after or told.before != len(told.pairs):
        said = f"前测{told.before}份、后测{told.after}份，只按{len(told.pairs)}对计算。"
        yield hint("measures", said, "pairs_are_counted")


CHECKS = (summary_follows_sessions, sessions_are_handed_in, held_sessions_are_enough, pairs_are_counted)
