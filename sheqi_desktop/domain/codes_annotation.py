"""The stored codes of annotations and supervision that Python has to speak of, by name (mirrors of vocabularies)."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class AnnotationKind(IntEnum):
    """批注类型."""

    PRAISE = 1
    ADVICE = 2
    MUST = 3
    QUESTION = 4
    ETHICS = 5
    RISK = 6


class Act(StrEnum):
    """What is done with an annotation after it was written."""

    REPLY = "reply"
    REVISE = "revise"
    CONFIRM = "confirm"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"
    READ = "read"
    APPEAL = "appeal"
    APPEAL_GRANTED = "appeal_granted"
    APPEAL_REFUSED = "appeal_refused"


class Adoption(StrEnum):
    """How a worker takes a 建议."""

    ADOPTED = "adopted"
    PARTLY = "partly"
    NOT_NOW = "not_now"


class VerdictCode(StrEnum):
    """The decision of a supervisor about one revision of a document."""

    SIGNED = "signed"
    RETURNED = "returned"
    NOTED = "noted"


class SupervisionForm(StrEnum):
    """督导形式."""

    CENTRAL = "central"
    GROUP = "group"
    INDIVIDUAL = "individual"
    ONSITE = "onsite"
    REMOTE = "remote"
    CRISIS = "crisis"


class RubricSet(StrEnum):
    """Which criteria a set of documents is judged by."""

    CASE = "case"
    GROUP = "group"
    VISIT = "visit"
