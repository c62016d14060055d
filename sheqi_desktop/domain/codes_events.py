"""Codes of referrals, resources, crises, complaints and surveys, by name; each mirrors a vocabulary as in ``codes``."""

from __future__ import annotations

from enum import IntEnum


class ReferralDirection(IntEnum):
    """转介方向."""

    OUT = 1
    IN = 2
    TRANSFER = 3


class ReferralTarget(IntEnum):
    """接收机构类别."""

    CIVIL_AFFAIRS_OFFICE = 1
    CIVIL_AFFAIRS_BUREAU = 2
    CHILD_RESCUE_CENTRE = 3
    CARE_HOME = 4
    DISABLED_FEDERATION = 5
    HOSPITAL = 6
    POLICE = 7
    LEGAL_AID = 8
    SCHOOL = 9
    WOMEN_YOUTH = 10
    RESCUE_STATION = 11
    CHARITY = 12
    OTHER_STATION = 13
    OTHER = 14


class ReferralDocument(IntEnum):
    """移交材料."""

    BASICS = 1
    ASSESSMENT = 2
    SERVICES = 3
    OTHER = 9


class ConsentException(IntEnum):
    """不经同意的法定例外."""

    LIFE_IN_DANGER = 1
    MANDATORY_REPORT = 2
    JUSTICE = 3


class Urgency(IntEnum):
    """紧急程度."""

    NORMAL = 1
    URGENT = 2


class ReceiptResult(IntEnum):
    """接收回执."""

    ACCEPTED = 1
    REJECTED = 2
    SERVED_ALREADY = 3


class ReferralOutcome(IntEnum):
    """转介结果."""

    SOLVED = 1
    IN_SERVICE = 2
    FAILED = 3


class ResourceKind(IntEnum):
    """资源类别."""

    POLICY = 1
    FUNDS = 2
    GOODS = 3
    MEDICAL = 4
    EDUCATION = 5
    LEGAL = 6
    VOLUNTEER = 7
    VENUE = 8
    OTHER = 9


class ResourceUnit(IntEnum):
    """单位."""

    PIECE = 1
    BAG = 2
    TIMES = 3
    PERSON = 4
    YUAN = 5


class CrisisKind(IntEnum):
    """危机事件类别."""

    MANDATORY_REPORT = 1
    SELF_HARM = 2
    DOMESTIC_VIOLENCE = 3
    ABANDONED = 4
    MISSING = 5
    SUDDEN_ILLNESS = 6
    DISASTER = 7
    FRAUD = 8
    MENTAL_CRISIS = 9
    CONFLICT = 10
    DEATH = 11
    OTHER = 99


class FoundHow(IntEnum):
    """发现方式."""

    VISIT = 1
    ASKED_FOR_HELP = 2
    TOLD = 3
    SCHOOL = 4
    VILLAGE = 5
    ONLINE = 6
    OTHER = 9


class SafetyNow(IntEnum):
    """当前是否安全."""

    SAFE = 1
    UNSAFE = 2
    UNKNOWN = 9


class ReportAgency(IntEnum):
    """报告机关."""

    POLICE = 1
    CIVIL_AFFAIRS = 2
    EDUCATION = 3
    PROCURATORATE = 4
    WOMEN_FEDERATION = 5
    TOWNSHIP = 6
    CENTRE = 7


class ReportWay(IntEnum):
    """报告方式."""

    PHONE = 1
    WRITTEN = 2


class SurveyKind(IntEnum):
    """调查种类."""

    VISIT = 1
    CASE = 2
    GROUP = 3
    ACTIVITY = 4
    YEAR = 5


class SurveyMode(IntEnum):
    """调查方式."""

    HOME = 1
    PHONE = 2
    ON_SITE = 3


class SurveyReached(IntEnum):
    """调查结果."""

    DONE = 1
    REFUSED = 2
    NOT_REACHED = 3


class Satisfaction(IntEnum):
    """满意程度."""

    VERY_GOOD = 5
    GOOD = 4
    FAIR = 3
    POOR = 2
    VERY_POOR = 1
    CANNOT_SAY = 0
