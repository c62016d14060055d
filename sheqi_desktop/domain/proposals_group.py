"""What the 小组 forms can work out: the last day of a group, when a member joined, and the objectives its plan set."""

from __future__ import annotations

import uuid
from typing import Any

from sheqi_desktop.domain.answers import Answers, Value, is_empty
from sheqi_desktop.domain.codes_group import GroupStage
from sheqi_desktop.domain.conditions import rows
from sheqi_desktop.domain.dates import day
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.records.group_file import file_of

MOST_PLANNED = 30


def stage_of(place: int, count: int) -> GroupStage:
    """Propose the stage of a 节: 形成期 first, 结束期 last, 转折期 and 成熟期 between them (domain 04 §3.1)."""
    if place <= 1:
        return GroupStage.FORMING
    if place >= count:
        return GroupStage.ENDING
    return GroupStage.TURNING if place <= count // 2 else GroupStage.MATURE


def sessions_to_plan(answers: Answers) -> list[dict[str, Any]]:
    """Give the lines that 各节计划 still lacks for its 节数, each with its stage."""
    count = answers.get("planned_sessions")
    if not isinstance(count, int) or count > MOST_PLANNED:
        return []
    there = len(rows(answers, "sessions"))
    return [{"stage": int(stage_of(place, count))} for place in range(there + 1, count + 1)]


def last_session_day(answers: Answers, facts: Facts) -> Value:
    """Give the day of the last held session."""
    file = file_of(facts, answers.get("parent_id"))
    return file.last_day.isoformat() if file and file.last_day else None


def day_of_joining(answers: Answers, facts: Facts) -> Value:
    """Give the day a new line of the roster starts on: with the group, or today in a list that stands already."""
    file = file_of(facts, answers.get("parent_id"))
    begun = (file.first_day or day(file.group.counted.get("start_on"))) if file else None
    joins_later = facts.stored is not None and file is not None and file.first_day is not None
    on = facts.today if begun is None or joins_later else begun
    return on.isoformat() if on else None


def objectives_of_plan(answers: Answers, facts: Facts) -> Value:
    """Give a line for each objective of the plan, to say how far it was reached; the line is the same everywhere."""
    file = file_of(facts, answers.get("parent_id"))
    lines = rows(file.group.counted, "objectives") if file else []
    named = uuid.NAMESPACE_OID
    return [
        {"id": str(uuid.uuid5(named, f"objective {row['id']}")), "objective": row.get("objective")}
        for row in lines
        if row.get("objective")
    ] or None


def members_to_measure(answers: Answers, facts: Facts) -> Value:
    """Give a line for everybody taken in, once the scale is named; only the two numbers are left to type."""
    file = file_of(facts, answers.get("parent_id"))
    if file is None or is_empty(answers.get("scale")):
        return None
    named = uuid.NAMESPACE_OID
    return [{"id": str(uuid.uuid5(named, f"measure {one.id}")), "name": one.name} for one in file.people] or None
