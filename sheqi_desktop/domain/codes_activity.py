"""The stored codes of activities and media reports that Python has to speak of, by name (mirrors of vocabularies)."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class ActivityType(IntEnum):
    """活动类别."""

    POLICY = 1
    FESTIVAL = 2
    HEALTH = 3
    SAFETY = 4
    CHILDREN = 5
    ELDERS = 6
    DISABLED = 7
    CHARITY = 8
    COMMUNITY = 9
    VOLUNTEERS = 10
    OTHER = 11


class ActivityFeature(IntEnum):
    """活动特点."""

    OUTDOOR = 1
    MINORS = 2
    MEAL = 3


class TargetGroup(IntEnum):
    """服务群体, of activities and groups."""

    RELIEF = 1
    CHILDREN = 2
    ELDERS = 3
    DISABLED = 4
    CARERS = 5
    OTHER = 6


class CountMethod(IntEnum):
    """清点方法."""

    SIGN_IN = 1
    HEAD_COUNT = 2
    GOODS = 3
    ESTIMATE = 4


class ActivityIncident(IntEnum):
    """突发事件."""

    NONE = 0
    INJURY = 1
    LOST = 2
    QUARREL = 3
    COMPLAINT = 4
    OTHER = 5


class MediaLevel(IntEnum):
    """媒体级别."""

    OWN = 1
    COUNTY = 2
    CITY = 3
    PROVINCE = 4
    NATION = 5


class VerifyState(StrEnum):
    """核验状态."""

    PENDING = "pending"
    VERIFIED = "verified"
    REJECTED = "rejected"
