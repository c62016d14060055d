"""Checks of the 小组计划书: name, size, sessions planned, stages, grounds, the helping station."""

from __future__ import annotations

from collections.abc import Iterator

from sheqi_desktop.domain.answers import Answers, is_shorter
from sheqi_desktop.domain.checks_visit import ENDS_BEFORE_START
from sheqi_desktop.domain.codes_group import GroupStage
from sheqi_desktop.domain.conditions import rows
from sheqi_desktop.domain.dates import day
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.problem import Problem, check, must
from sheqi_desktop.domain.records.group_file import LEAST_SESSIONS

BACKGROUND_AT_LEAST = 100
USUAL_SIZE = range(6, 16)
MANY_SESSIONS = 12


def group_name_is_new(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Two groups of one station and year under one name are hard to tell apart."""
    name, year = answers.get("name"), str(answers.get("start_on") or "")[:4]
    if not isinstance(name, str) or not name:
        return
    for other in facts.related("group", "name", name):
        same_year = str(other.answers.get("start_on") or "")[:4] == year
        if other.station in ("", facts.station) and same_year:
            yield check("name", f"本站本年已有同名小组（{other.number}），请确认。", "group_name_is_new")
            return


def group_dates_in_order(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """V9 for days."""
    start, end = day(answers.get("start_on")), day(answers.get("end_on"))
    if start and end and end < start:
        yield must("end_on", ENDS_BEFORE_START, "group_dates_in_order")


def planned_size_is_usual(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Six to fifteen people make a group."""
    size = answers.get("planned_size")
    if isinstance(size, int) and size not in USUAL_SIZE:
        yield check("planned_size", "小组一般为6至15人，请确认。", "planned_size_is_usual")


def enough_sessions_are_planned(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """The contract asks for four at least."""
    planned = answers.get("planned_sessions")
    if isinstance(planned, int) and planned < LEAST_SESSIONS:
        yield must("planned_sessions", "每个小组不得少于4节。", "enough_sessions_are_planned")


def many_sessions_are_planned(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """More than twelve are rarely kept up."""
    planned = answers.get("planned_sessions")
    if isinstance(planned, int) and planned > MANY_SESSIONS:
        yield check("planned_sessions", f"计划{planned}节，超过12节，请确认。", "many_sessions_are_planned")


def every_session_is_planned(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """One line for each session."""
    planned, lines = answers.get("planned_sessions"), len(rows(answers, "sessions"))
    if isinstance(planned, int) and lines and lines != planned:
        said = f"节数是{planned}节，各节计划写了{lines}节，请改成一致。"
        yield must("sessions", said, "every_session_is_planned")


def stages_are_in_order(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """From 形成期 to 结束期, never back."""
    stages = [stage for row in rows(answers, "sessions") if isinstance(stage := row.get("stage"), int)]
    if not stages:
        return
    if stages[0] != GroupStage.FORMING or stages[-1] != GroupStage.ENDING:
        yield check("sessions", "第一节应为形成期，最后一节应为结束期。", "first_and_last_stage")
    if stages != sorted(stages):
        yield check("sessions", "阶段应从形成期到结束期依次排列，请核对。", "stages_are_in_order")


def background_is_written_out(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A need is shown by facts, not claimed in a line."""
    if is_shorter(answers.get("background"), BACKGROUND_AT_LEAST):
        yield must("background", "请写明需求依据（不少于100个字）。", "background_is_written_out")


def helper_station_is_another(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A station does not help itself."""
    helper = answers.get("helper_station")
    if helper and facts.station and helper == facts.station:
        yield must("helper_station", "协办站点应为本县其他站点。", "helper_station_is_another")


CHECKS = (
    group_name_is_new,
    group_dates_in_order,
    planned_size_is_usual,
    enough_sessions_are_planned,
    many_sessions_are_planned,
    every_session_is_planned,
    stages_are_in_order,
    background_is_written_out,
    helper_station_is_another,
)
