"""What a 小组 says to the rest of the house: its state, its steps, and the rows that counting reads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sheqi_desktop.domain.codes import Category
from sheqi_desktop.domain.codes_activity import TargetGroup
from sheqi_desktop.domain.counting.sources import VIEWS
from sheqi_desktop.domain.dates import day
from sheqi_desktop.domain.document import Document, Documents
from sheqi_desktop.domain.records.files import FileKind, Move, taken
from sheqi_desktop.domain.records.group_file import LEAST_PRESENT, LEAST_SESSIONS, GroupFile, present_in, was_held
from sheqi_desktop.domain.records.views import Group, GroupSession

STATES = VIEWS["group"].statuses
"""The states in words, as the not-counted rows say them."""
RECRUIT, END_EARLY, CANCEL, TERMINATE, ARCHIVE = "recruit", "end_early", "cancel", "terminate", "archive"
_BEFORE_RUNNING = frozenset({"draft", "submitted", "approved", "recruiting"})
_MOVES = (
    Move(RECRUIT, "开始招募", frozenset({"approved"})),
    Move(END_EARLY, "提前结束", frozenset({"running"}), comment_needed=True),
    Move(CANCEL, "取消", _BEFORE_RUNNING, comment_needed=True),
    Move(TERMINATE, "中止", frozenset({"running", "ended"}), comment_needed=True),
    Move(ARCHIVE, "归档", frozenset({"completed", "terminated"})),
)
_CATEGORY_OF_TARGET = {
    TargetGroup.RELIEF: Category.RURAL_LOW_INCOME,
    TargetGroup.CHILDREN: Category.OTHER_NEEDY_CHILD,
    TargetGroup.ELDERS: Category.ELDER_ALONE,
    TargetGroup.DISABLED: Category.DISABLED,
}
"""Under which report group a 小组 is listed: that of the people it is for."""


def state(group: Document, papers: Sequence[Document], on: date | None = None) -> str:
    """Give the state of a group; it follows from its documents and the steps taken with it."""
    return state_of(GroupFile.gather(group, papers))


def state_of(file: GroupFile) -> str:
    """Give the state of a group that was read already.

    A group that was broken off is complete all the same once four sessions count and its summary is signed.
    """
    group, summary = file.group, file.summary
    if taken(group, CANCEL):
        return "cancelled"
    if taken(group, ARCHIVE):
        return "archived"
    signed = summary is not None and summary.signed
    if taken(group, TERMINATE):
        return "completed" if signed and len(file.eligible) >= LEAST_SESSIONS else "terminated"
    if signed:
        return "completed"
    if summary is not None and summary.handed_in:
        return "summary_submitted"
    if file.held:
        return "ended" if has_ended(file) else "running"
    return _before_running(file)


def has_ended(file: GroupFile) -> bool:
    """Tell whether the last session was held: as many as planned, or the group was ended early."""
    return len(file.held) >= max(file.planned_sessions, 1) or bool(taken(file.group, END_EARLY))


def _before_running(file: GroupFile) -> str:
    if not file.group.signed:
        return "submitted" if file.group.handed_in else "draft"
    recruiting = taken(file.group, RECRUIT) or (file.roster is not None and file.roster.handed_in)
    return "recruiting" if recruiting else "approved"


COUNTED = ("group", "group_roster", "group_session", "group_summary")
"""The kinds whose records the rows below are made of."""

GROUP = FileKind("group", "小组", STATES, state, {move.name: move for move in _MOVES})


# ------------------------------------------------------------------------------ source rows
def group_rows(documents: Documents) -> list[Group]:
    """Give the groups as counting reads them; what a later plan or summary changes counts when it is signed.

    A group belongs to the month of its last held session; whether that month was closed already is judged by the
    summary, the paper that makes the group complete.
    """
    return [_row(GroupFile.among(documents, one)) for one in documents.of("group")]


def _row(file: GroupFile) -> Group:
    group, summary, said = file.group, file.summary, file.group.counted
    signed = summary is not None and summary.signed
    kind = said.get("group_type")
    return Group(
        group_id=group.id,
        doc_no=group.number,
        station_code=group.station,
        group_type=kind if isinstance(kind, int) else 0,
        primary_category=_category(said.get("target_groups")),
        status=state_of(file),
        ended_on=file.last_day,
        summary_signed_at=summary.first_signed_at if summary is not None and signed else None,
        parts=("group_plan",) * group.signed + ("group_summary",) * signed,
        period_adjust_state=summary.adjust if summary is not None else "",
        void=group.voided,
        correcting=group.correcting or (summary is not None and summary.correcting),
    )


def _category(told: object) -> str:
    targets = told if isinstance(told, list) else []
    return next((str(_CATEGORY_OF_TARGET[one]) for one in targets if one in _CATEGORY_OF_TARGET), "")


def group_session_rows(documents: Documents) -> list[GroupSession]:
    """Give the sessions that took place as counting reads them; void ones too, so that the page can say why."""
    files = {one.id: GroupFile.among(documents, one) for one in documents.of("group")}
    return [
        GroupSession(
            id=one.id,
            doc_no=one.number,
            station_code=one.station,
            group_id=one.parent,
            seq=files[one.parent].place_of(one.id) if one.parent in files else 0,
            session_date=day(one.counted.get("service_date")),
            attendee_count=present_in(one.counted),
            confirmed=one.handed_in or (one.voided and one.confirmed is not None),
            period_adjust_state=one.adjust,
            void=one.voided,
            correcting=one.correcting,
        )
        for one in documents.of("group_session")
        if was_held(one.counted)
    ]


# ------------------------------------------------------------------------------ what is short
def shortfalls(file: GroupFile) -> list[str]:
    """Say in sentences what keeps a group from counting, the gravest first; nothing when it counts."""
    now = state_of(file)
    if now in ("cancelled", "archived"):
        return []
    said = []
    if not file.group.signed:
        said.append("计划书已提交，签批后才计入。" if file.group.handed_in else "计划书还没有提交。")
    if file.planned_sessions < LEAST_SESSIONS:
        said.append(f"计划只有{file.planned_sessions}节，合同要求每个小组不少于{LEAST_SESSIONS}节。")
    for one in file.held:
        present = present_in(one.counted)
        if present < LEAST_PRESENT:
            said.append(f"第{file.place_of(one.id)}节出席{present}人，不足{LEAST_PRESENT}人，不计入节数。")
    missing = LEAST_SESSIONS - len(file.eligible)
    over = now in ("ended", "summary_submitted", "completed", "terminated")
    if missing > 0:
        counted = len(file.eligible)
        verdict = f"有效{counted}节，少于{LEAST_SESSIONS}节，不计入小组数。"
        said.append(verdict if over else f"有效{counted}节，还差{missing}节。")
    if not missing > 0 and (file.summary is None or not file.summary.signed):
        waits = file.summary is not None and file.summary.handed_in
        said.append("总结已提交，督导签批后计入。" if waits else "还没有总结评估报告，督导签批后才计入。")
    return said


def sessions_waiting(file: GroupFile) -> tuple[int, int]:
    """Give 在办小组节数 and 未成组节数 of one group: eligible sessions not counted yet, and never to be."""
    count = len(file.eligible)
    now = state_of(file)
    if now in ("completed", "archived") and count >= LEAST_SESSIONS:
        return 0, 0
    return (0, count) if now in ("completed", "archived", "terminated", "cancelled") else (count, 0)
