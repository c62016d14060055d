"""The source rows of every kind but visits: what a record form publishes for counting, one dataclass per view.

The words of the forms are mapped to these columns here and nowhere else, so a rule never meets a form's question.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Case:
    """One 个案; ``closed_on`` is the day of the first closure form and stays when the case is re-opened."""

    case_id: str
    doc_no: str
    station_code: str
    client_id: str
    person_id: str
    primary_category: str
    opened_on: date | None
    closed_on: date | None
    close_reason: int | None
    status: str
    closure_signed_at: str | None
    parts: tuple[str, ...]
    period_adjust_state: str = ""
    void: bool = False
    correcting: bool = False


@dataclass(frozen=True, slots=True)
class ProcessNote:
    """One contact in a case."""

    id: str
    case_id: str
    service_date: date | None
    confirmed: bool
    void: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """One 小组; ``ended_on`` is the day of its last held session."""

    group_id: str
    doc_no: str
    station_code: str
    group_type: int
    primary_category: str
    status: str
    ended_on: date | None
    summary_signed_at: str | None
    parts: tuple[str, ...]
    period_adjust_state: str = ""
    void: bool = False
    correcting: bool = False


@dataclass(frozen=True, slots=True)
class GroupSession:
    """One 节 of a group."""

    id: str
    doc_no: str
    station_code: str
    group_id: str
    seq: int
    session_date: date | None
    attendee_count: int
    confirmed: bool
    period_adjust_state: str = ""
    void: bool = False
    correcting: bool = False


@dataclass(frozen=True, slots=True)
class Activity:
    """One 场: one place on one day."""

    id: str
    doc_no: str
    station_code: str
    activity_type: int
    service_date: date | None
    status: str
    hosted_by_owner: bool
    client_n: int
    actual_n: int
    signed_at: str | None
    confirmed: bool
    period_adjust_state: str = ""
    void: bool = False
    correcting: bool = False


@dataclass(frozen=True, slots=True)
class VolunteerTeam:
    """One 志愿服务队."""

    id: str
    doc_no: str
    station_code: str
    founded_on: date | None
    status: str
    void: bool = False


@dataclass(frozen=True, slots=True)
class TeamMember:
    """One membership; ``left_on`` also carries the volunteer's 退出 or 已故."""

    id: str
    team_id: str
    person_id: str
    joined_on: date | None
    left_on: date | None = None


@dataclass(frozen=True, slots=True)
class VolunteerHour:
    """One 志愿服务记录; ``minutes`` after rounding, ``confirmed`` once verified."""

    id: str
    team_id: str
    person_id: str
    service_date: date | None
    minutes: int
    entered_at: str | None
    confirmed: bool
    void: bool = False


@dataclass(frozen=True, slots=True)
class MediaReport:
    """One 媒体报道; ``article_group_id`` is its own id or that of the article it reprints."""

    id: str
    published_on: date | None
    level: int
    article_group_id: str
    verified: bool
    void: bool = False
    doc_no: str = ""


@dataclass(frozen=True, slots=True)
class CeCredit:
    """One 继续教育 credit of one worker."""

    id: str
    worker_id: str
    channel: str
    title: str
    completed_on: date | None
    credit_hours: Decimal
    verified: bool
    training_id: str = ""
    void: bool = False
    doc_no: str = ""


@dataclass(frozen=True, slots=True)
class Training:
    """One 培训."""

    id: str
    station_code: str
    training_kind: str
    title: str
    held_on: date | None
    clock_hours: Decimal
    confirmed: bool
    period_adjust_state: str = ""
    void: bool = False
    doc_no: str = ""


@dataclass(frozen=True, slots=True)
class Deliverable:
    """One 成果; ``based_on`` names the deliverables it follows from, ``has_file`` says the file's hash was verified."""

    id: str
    station_code: str
    kind: str
    title: str
    finished_on: date | None
    status: str
    parts: tuple[str, ...]
    based_on: tuple[str, ...]
    has_file: bool
    void: bool = False
    doc_no: str = ""


@dataclass(frozen=True, slots=True)
class InterviewAnswer:
    """One answer of one interview; 0 is 说不清."""

    interview_id: str
    station_code: str
    survey_kind: str
    mode: str
    result: str
    question: int
    score: int
    void: bool = False
