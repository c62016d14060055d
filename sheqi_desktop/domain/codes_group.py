"""The stored codes of 小组 Python has to speak of, by name; each class mirrors a file of resources/vocabularies."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class GroupStage(IntEnum):
    """小组阶段."""

    FORMING = 1
    TURNING = 2
    MATURE = 3
    ENDING = 4


class GroupHazard(IntEnum):
    """安全事项."""

    MINORS = 1
    OUTDOOR = 2
    FOOD = 3


class GroupScreening(IntEnum):
    """筛选结果."""

    ADMITTED = 1
    WAITING = 2
    UNSUITABLE = 3


class SessionHappening(IntEnum):
    """Whether a session took place."""

    HELD = 1
    POSTPONED = 2
    CANCELLED = 3


class AttendanceMark(IntEnum):
    """出席情况."""

    PRESENT = 1
    LATE = 2
    LEFT_EARLY = 3
    EXCUSED = 4
    ABSENT = 5


class MemberBehaviour(IntEnum):
    """组员表现."""

    ACTIVE = 1
    ORDINARY = 2
    SILENT = 3
    CONFLICT = 4
    DISTRESSED = 5


class ScaleDirection(StrEnum):
    """Which way a scale is better."""

    HIGHER_IS_BETTER = "up"
    LOWER_IS_BETTER = "down"
