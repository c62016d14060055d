"""The stored codes Python has to speak of, by name.

Every class mirrors one file of resources/vocabularies; a test holds them equal, so that no rule ever says a bare digit.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Gender(IntEnum):
    """性别."""

    MALE = 1
    FEMALE = 2
    UNSTATED = 9


class IdType(IntEnum):
    """证件类型."""

    RESIDENT_ID = 1
    HOUSEHOLD_BOOK = 2
    DISABILITY_CARD = 3
    BIRTH_CERTIFICATE = 4
    OTHER = 8
    UNAVAILABLE = 9


class IdMissingReason(IntEnum):
    """无法提供证件的原因."""

    NOT_REGISTERED = 1
    LOST = 2
    REFUSED = 3
    UNKNOWN_IDENTITY = 4
    TO_FOLLOW = 5


class BirthPrecision(StrEnum):
    """How exactly a birth date is known."""

    DAY = "d"
    MONTH = "m"
    YEAR = "y"


class LivingArrangement(IntEnum):
    """居住状况."""

    ALONE = 1
    EMPTY_NEST = 2
    WITH_CHILDREN = 3
    WITH_GRANDCHILDREN = 4
    WITH_RELATIVES = 5
    INSTITUTION = 6
    BOARDING_SCHOOL = 7
    STREET = 8
    OTHER = 9


class Category(StrEnum):
    """对象类别, A1 to G9."""

    URBAN_LOW_INCOME = "A1"
    RURAL_LOW_INCOME = "A2"
    LOW_INCOME_MARGIN = "A3"
    RIGID_EXPENSE = "A4"
    TEMPORARY_RELIEF = "A5"
    DESTITUTE_DISPERSED = "B1"
    DESTITUTE_INSTITUTION = "B2"
    ORPHAN = "C1"
    UNSUPPORTED_CHILD = "C2"
    OTHER_NEEDY_CHILD = "C3"
    LEFT_BEHIND_CHILD = "C4"
    MIGRANT_CHILD = "C5"
    DISABLED = "D1"
    SEVERELY_DISABLED = "D2"
    ELDER_80 = "E1"
    ELDER_ALONE = "E2"
    ELDER_EMPTY_NEST = "E3"
    ELDER_LEFT_BEHIND = "E4"
    ELDER_DEPENDENT = "E5"
    ELDER_SEVERELY_DISABLED = "E6"
    ELDER_BEREAVED = "E7"
    HOMELESS = "F1"
    WOMAN_IN_HARDSHIP = "G1"
    VETERAN_FAMILY = "G2"
    CORRECTION_FAMILY = "G3"
    OTHER_PERSON = "G9"


class SelfCare(IntEnum):
    """自理能力."""

    FULL = 1
    PARTIAL = 2
    NONE = 3


class Adl(IntEnum):
    """One of the six items of self-care."""

    ABLE = 1
    UNABLE = 0


class DisabilityType(IntEnum):
    """残疾类别."""

    SIGHT = 1
    HEARING = 2
    SPEECH = 3
    LIMB = 4
    INTELLECT = 5
    MENTAL = 6
    MULTIPLE = 7


class DisabilityGrade(IntEnum):
    """残疾等级."""

    UNRATED = 0
    FIRST = 1
    SECOND = 2
    THIRD = 3
    FOURTH = 4


class GuardianRole(IntEnum):
    """监护人行的角色."""

    LEGAL = 1
    ENTRUSTED = 2
    CARER = 3
    INSTITUTION = 4


class RiskLevel(IntEnum):
    """风险等级."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3


class VisitMode(IntEnum):
    """探访方式."""

    HOME = 1
    PHONE = 2
    VIDEO = 3
    INSTITUTION = 4
    APPOINTMENT = 5
    MESSAGE = 6


class VisitOutcome(IntEnum):
    """探访结果."""

    SEEN = 1
    NOT_HOME = 2
    NO_ANSWER = 3
    WRONG_NUMBER = 4
    REFUSED = 5
    CARER_ANSWERED = 6


class Answerer(IntEnum):
    """接听人."""

    CLIENT = 1
    FAMILY = 2
    NEIGHBOUR = 3
    VILLAGE_CADRE = 4
    OTHER = 5


class VisitType(IntEnum):
    """探访类别."""

    FIRST_SURVEY = 1
    REGULAR = 2
    NEED_FOLLOW_UP = 3
    FESTIVAL = 4
    EMERGENCY_CHECK = 5
    POLICY = 6
    RETURN_VISIT = 7
    CASE_VISIT = 8


class Finding(IntEnum):
    """一项情况."""

    NOT_ASKED = 0
    NORMAL = 1
    AS_BEFORE = 2
    CHANGED = 3
    ABNORMAL = 4


class RiskSignal(IntEnum):
    """风险信号."""

    NONE = 0
    FALL_OR_ILLNESS = 1
    NO_MEDICINE = 2
    NOBODY_CARING = 3
    SELF_HARM = 4
    VIOLENCE = 5
    ABANDONED = 6
    CHILD_OUT_OF_CARE = 7
    FIRE_GAS_HOUSE = 8
    FRAUD = 9
    MENTAL = 10
    NO_LIVELIHOOD = 11
    OTHER = 99


class ServiceGiven(IntEnum):
    """服务内容."""

    COMPANY = 1
    POLICY = 2
    EMOTIONAL_SUPPORT = 3
    DAILY_HELP = 4
    MEASURING = 5
    GOODS = 6
    SAFETY_ADVICE = 7
    TUTORING = 8
    RESOURCE_LINK = 9
    REFERRAL = 10
    OTHER = 11


class SignState(StrEnum):
    """服务对象签名."""

    SIGNED = "signed"
    THUMB = "thumb"
    UNABLE = "unable"
    REFUSED = "refused"


class FileState(StrEnum):
    """服务对象档案的状态."""

    ACTIVE = "active"
    PAUSED = "paused"
    MOVED_OUT = "moved_out"
    DECEASED = "deceased"
    CLOSED = "closed"


class Status(StrEnum):
    """A record's place in its life cycle."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    SIGNED = "signed"
    LOCKED = "locked"


class Relation(IntEnum):
    """与服务对象的关系."""

    SELF = 1
    SPOUSE = 2
    SON = 3
    DAUGHTER = 4
    FATHER = 5
    MOTHER = 6
    GRANDPARENT = 7
    MATERNAL_GRANDPARENT = 8
    GRANDCHILD = 9
    DAUGHTERS_CHILD = 10
    SIBLING = 11
    DAUGHTER_IN_LAW = 12
    SON_IN_LAW = 13
    OTHER_RELATIVE = 14
    NOT_RELATED = 15


class PoliticalStatus(IntEnum):
    """政治面貌."""

    MASSES = 1
    PARTY_MEMBER = 2
    LEAGUE_MEMBER = 3
    OTHER = 4


class VolunteerState(IntEnum):
    """志愿者状态."""

    ENROLLED = 1
    PAUSED = 2
    LEFT = 3
    DECEASED = 4


class TeamState(IntEnum):
    """志愿服务队状态."""

    FORMING = 1
    ACTIVE = 2
    DORMANT = 3
    DISSOLVED = 4


class TeamRole(IntEnum):
    """队内职务."""

    LEADER = 1
    DEPUTY = 2
    MEMBER = 3


class RiskTold(IntEnum):
    """风险告知."""

    NO_RISK = 1
    TOLD = 2


class ProjectEntry(IntEnum):
    """全国系统项目录入."""

    NOT_ENTERED = 1
    ENTERED = 2


class NationalEntry(IntEnum):
    """全国系统时长录入."""

    WAITING = 1
    ENTERED = 2
    NOT_NEEDED = 3


class ServiceQuality(IntEnum):
    """服务评价."""

    EXCELLENT = 1
    GOOD = 2
    PASSED = 3
    FAILED = 4
