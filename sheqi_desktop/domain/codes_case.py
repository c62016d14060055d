"""The stored codes of 个案 that Python has to speak of, by name (mirrors of resources/vocabularies, held by a test)."""

from __future__ import annotations

from enum import IntEnum


class FirstContact(IntEnum):
    """首次接触方式."""

    HOME = 1
    STATION = 2
    PHONE = 3
    VIDEO = 4
    ELSEWHERE = 5


class CaseSource(IntEnum):
    """个案来源."""

    FOUND = 1
    SELF = 2
    FAMILY = 3
    VILLAGE = 4
    CIVIL_AFFAIRS = 5
    SCHOOL_HOSPITAL = 6
    HOTLINE = 7
    OTHER_STATION = 8


class CaseUrgency(IntEnum):
    """紧急程度."""

    NORMAL = 1
    SOON = 2
    URGENT = 3


class Willingness(IntEnum):
    """接案意愿."""

    ACTIVE = 1
    ACCEPTING = 2
    HESITATING = 3
    REFUSING = 4


class CaseDecision(IntEnum):
    """接案结论."""

    ACCEPT = 1
    DECLINE = 2
    REFER = 3
    VISITS_SUFFICE = 4


class CaseRisk(IntEnum):
    """风险评估."""

    SELF_HARM = 1
    VIOLENCE = 2
    ABUSE = 3
    LOST = 4
    NO_MEDICINE = 5
    OUT_OF_SCHOOL = 6
    NO_INCOME = 7
    NONE = 8


class Attainment(IntEnum):
    """达成度, in per cent; a relapse counts as nothing in the mean."""

    REACHED = 100
    MOSTLY = 75
    HALF = 50
    LITTLE = 25
    NOTHING = 0
    BACK = -1


class ProgressLevel(IntEnum):
    """目标进展."""

    NONE = 0
    BEGUN = 1
    PARTLY = 2
    REACHED = 3
    BACK = -1


class RiskChange(IntEnum):
    """风险变化."""

    NONE = 1
    UP = 2
    DOWN = 3


class CloseReason(IntEnum):
    """结案原因."""

    GOALS_REACHED = 1
    NOT_NEEDED = 2
    REFERRED = 3
    MOVED_OUT = 4
    DIED = 5
    LOST = 6
    REFUSED = 7
    BEYOND_US = 8
    PROJECT_ENDED = 9


class CaseNext(IntEnum):
    """下一阶段."""

    GO_ON = 1
    ADJUST = 2
    CLOSE = 3
    REFER = 4


class GoalKept(IntEnum):
    """目标维持."""

    KEPT = 1
    PARTLY = 2
    RELAPSED = 3


class ConsentScope(IntEnum):
    """同意范围."""

    SERVICE = 1
    PERSONAL_DATA = 2
    SENSITIVE_DATA = 3
    PHOTO = 4
    PHOTO_USE = 5
    SHARING = 6
    SUPERVISION = 7


class ConsentTold(IntEnum):
    """告知内容."""

    CONTENT = 1
    VOLUNTARY = 2
    SECRECY = 3
    DATA_USE = 4
    COMPLAINT_PHONE = 5


class ConsentSigner(IntEnum):
    """签署人."""

    CLIENT = 1
    GUARDIAN = 2
    BOTH = 3
    ORAL = 4
