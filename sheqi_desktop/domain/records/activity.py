"""社区活动: the state of one, the steps taken with it, and the row that counts as a 场."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sheqi_desktop.domain.activity_plan import APPROVED, CANCELLED, DRAFT, POSTPONED, SUBMITTED, plan_state
from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.codes_activity import ActivityType, CountMethod
from sheqi_desktop.domain.counting.sources import VIEWS
from sheqi_desktop.domain.dates import day
from sheqi_desktop.domain.document import Document, Documents
from sheqi_desktop.domain.records.files import FileKind, Move
from sheqi_desktop.domain.records.views import Activity
from sheqi_desktop.domain.task import Task

KIND = "activity"
HELD, SUMMARY_SUBMITTED, COMPLETED = "held", "summary_submitted", "completed"
LEAD, SUPERVISOR = "station_lead", "supervisor"
A_WEEK = timedelta(days=7)
WRITTEN_WITHIN = timedelta(days=5)
"""After that many days an entry is late (domain 00 §6.3)."""


def state(activity: Document, documents: Sequence[Document] = (), today: date | None = None) -> str:
    """Give where an activity stands: its plan first, then what happened, then the signature."""
    if activity.signed:
        return COMPLETED
    plan = plan_state(activity.answers)
    if plan == CANCELLED:
        return CANCELLED
    if activity.status == "submitted":
        return SUMMARY_SUBMITTED
    simple = activity.answers.get("simple") is True
    if plan == POSTPONED or not (simple or plan == APPROVED):
        return plan
    if activity.answers.get("actual_n") is not None:
        return HELD
    return DRAFT if simple else APPROVED


FILE = FileKind(
    kind=KIND,
    title="社区活动",
    states=VIEWS[KIND].statuses,
    state=state,
    moves={
        "submit_plan": Move("submit_plan", "报批计划", frozenset({DRAFT})),
        "approve_plan": Move("approve_plan", "批准计划", frozenset({SUBMITTED}), frozenset({LEAD})),
        "confirm_plan": Move("confirm_plan", "批准计划", frozenset({SUBMITTED}), frozenset({SUPERVISOR})),
        "return_plan": Move(
            "return_plan",
            "退回计划",
            frozenset({SUBMITTED}),
            frozenset({LEAD, SUPERVISOR}),
            comment_needed=True,
        ),
        "postpone": Move("postpone", "延期", frozenset({SUBMITTED, APPROVED}), needs=("was",), comment_needed=True),
        "cancel": Move(
            "cancel",
            "取消",
            frozenset({DRAFT, SUBMITTED, APPROVED, POSTPONED}),
            comment_needed=True,
        ),
    },
    tones={
        DRAFT: "mute",
        SUBMITTED: "warn",
        APPROVED: "info",
        HELD: "info",
        SUMMARY_SUBMITTED: "warn",
        COMPLETED: "ok",
        POSTPONED: "note",
        CANCELLED: "mute",
    },
)


def activity_rows(documents: Documents) -> list[Activity]:
    """Give every activity as one 场; what the 站长 signed counts, a correction on its way does not."""
    return [_row(one) for one in documents.of(KIND)]


def _row(one: Document) -> Activity:
    said = one.counted
    return Activity(
        id=one.id,
        doc_no=one.number,
        station_code=one.station,
        activity_type=_number(said, "activity_type"),
        service_date=day(said.get("service_date")),
        status=state(one),
        hosted_by_owner=hosted_here(said, one.station),
        client_n=0 if _guessed_leaflets(said) else _number(said, "client_n"),
        actual_n=_number(said, "actual_n"),
        signed_at=one.first_signed_at,
        confirmed=one.signed,
        period_adjust_state=one.adjust,
        void=one.voided,
        correcting=one.correcting,
    )


def hosted_here(answers: Answers, station: str) -> bool:
    """Tell whether the station that keeps the record is the host; helpers get nothing."""
    return not answers.get("host_other") and answers.get("host_station") == station


def _guessed_leaflets(answers: Answers) -> bool:
    """A stall of leaflets whose visitors were only estimated reached nobody one can count (domain 05 §5)."""
    estimated = answers.get("count_method") == CountMethod.ESTIMATE
    return estimated and answers.get("activity_type") == ActivityType.POLICY


def _number(answers: Answers, name: str) -> int:
    value = answers.get(name)
    return value if isinstance(value, int) else 0


# ------------------------------------------------------------------------------ what falls due
def activities_to_do(documents: Documents, today: date) -> Iterator[Task]:
    """Ask for the approval of a plan, for the day itself, for the record after it and for the signature."""
    for one in documents.of(KIND):
        on = day(one.answers.get("service_date"))
        if one.voided or one.restricted or on is None:
            continue
        name = str(one.answers.get("name") or "")
        standing = state(one)
        if standing == SUBMITTED:
            yield Task(one.id, KIND, "", on, "批准活动计划", name, "", "去批准")
        elif standing == SUMMARY_SUBMITTED:
            yield Task(one.id, KIND, "", on + WRITTEN_WITHIN, "签批活动总结", name, "", "去签批")
        elif standing == APPROVED and today <= on <= today + A_WEEK:
            yield Task(one.id, KIND, "", on, "举办活动", name, one.worker, "去看")
        elif standing in (APPROVED, HELD) and on < today:
            yield Task(one.id, KIND, "", on + WRITTEN_WITHIN, "写活动记录和总结", name, one.worker, "去写")
