"""The read-only views the counting reads, and the columns each must have.

A view that is not supplied is said so in the table; a view with a column missing is refused before anything
is counted, since a silent zero would look like a station that did not work.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sheqi_desktop.domain.trouble import SourceIncomplete

Row = Any


@dataclass(frozen=True, slots=True)
class View:
    """A view: its columns, what identifies a row, which date it is counted by, where its parent is named."""

    columns: tuple[str, ...]
    ids: tuple[str, ...]
    day: str = ""
    parents: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)
    statuses: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    unit: str = "条"


_CASE_STATES = {
    "intake": "接案中",
    "declined": "未接案",
    "accepted": "已接案",
    "assessing": "预估中",
    "planning": "计划中",
    "intervening": "介入中",
    "reviewing": "阶段评估中",
    "suspended": "暂停",
    "closing": "结案待批",
    "closed": "已结案",
    "following": "跟进中",
    "archived": "已归档",
    "reopened": "重开",
    "transferred": "转出",
}
_GROUP_STATES = {
    "draft": "筹备",
    "submitted": "计划待批",
    "approved": "计划已批",
    "recruiting": "招募中",
    "running": "进行中",
    "ended": "待总结",
    "summary_submitted": "总结待批",
    "completed": "已完成",
    "archived": "已归档",
    "cancelled": "取消",
    "terminated": "中止",
}
_ACTIVITY_STATES = {
    "draft": "草稿",
    "submitted": "待批",
    "approved": "已批",
    "held": "已举办",
    "summary_submitted": "总结待批",
    "completed": "已完成",
    "archived": "已归档",
    "postponed": "延期",
    "cancelled": "取消",
}
_TEAM_STATES = {"forming": "筹建", "active": "活动", "dormant": "休眠", "dissolved": "注销", "archived": "归档"}
_DELIVERABLE_STATES = {
    "writing": "撰写中",
    "submitted": "已提交",
    "returned": "已退回",
    "accepted": "已验收",
    "archived": "已归档",
}
_DELIVERABLE_PARTS = {
    "scope": "范围",
    "method": "方法",
    "numbers": "数量",
    "distribution": "分布",
    "features": "特征",
    "needs": "需求",
    "recommendations": "建议",
}


def _columns(text: str) -> tuple[str, ...]:
    return tuple(text.split())


VIEWS: dict[str, View] = {
    "visit_client": View(
        _columns(
            "visit_id doc_no station_code client_id person_id is_main service_date start_at mode mode_group"
            " row_outcome client_sign categories worker_id signed_at confirmed period_adjust_state complete void"
        ),
        ids=("visit_id", "client_id"),
        day="service_date",
        name="探访",
        unit="人次",
    ),
    "case": View(
        _columns(
            "case_id doc_no station_code client_id person_id primary_category opened_on closed_on close_reason"
            " status closure_signed_at parts period_adjust_state void"
        ),
        ids=("case_id",),
        day="closed_on",
        parts={
            "consent": "知情同意书",
            "intake": "接案登记",
            "assessment": "预估表",
            "service_plan": "服务计划",
            "closure": "结案表",
        },
        statuses=_CASE_STATES,
        name="个案",
        unit="例",
    ),
    "process_note": View(
        _columns("id case_id service_date confirmed void"),
        ids=("id",),
        day="service_date",
        parents={"case": "case_id"},
        name="过程记录",
        unit="次",
    ),
    "group": View(
        _columns(
            "group_id doc_no station_code group_type primary_category status ended_on summary_signed_at parts"
            " period_adjust_state void"
        ),
        ids=("group_id",),
        day="ended_on",
        parts={"group_plan": "小组计划书", "group_summary": "小组总结"},
        statuses=_GROUP_STATES,
        name="小组",
        unit="个",
    ),
    "group_session": View(
        _columns("id doc_no station_code group_id seq session_date attendee_count confirmed period_adjust_state void"),
        ids=("id",),
        day="session_date",
        parents={"group": "group_id"},
        name="小组活动",
        unit="节",
    ),
    "activity": View(
        _columns(
            "id doc_no station_code activity_type service_date status hosted_by_owner client_n actual_n signed_at"
            " confirmed period_adjust_state void"
        ),
        ids=("id",),
        day="service_date",
        statuses=_ACTIVITY_STATES,
        name="社区活动",
        unit="场",
    ),
    "volunteer_team": View(
        _columns("id doc_no station_code founded_on status void"),
        ids=("id",),
        day="founded_on",
        statuses=_TEAM_STATES,
        name="队伍",
        unit="支",
    ),
    "team_member": View(
        _columns("id team_id person_id joined_on left_on"),
        ids=("id",),
        day="joined_on",
        parents={"volunteer_team": "team_id"},
        name="队员",
        unit="人",
    ),
    "volunteer_hour": View(
        _columns("id team_id person_id service_date minutes entered_at confirmed void"),
        ids=("id",),
        day="service_date",
        parents={"volunteer_team": "team_id"},
        name="志愿服务记录",
        unit="条",
    ),
    "media_report": View(
        _columns("id published_on level article_group_id verified void"),
        ids=("id",),
        day="published_on",
        name="媒体报道",
        unit="篇",
    ),
    "ce_credit": View(
        _columns("id worker_id channel title completed_on credit_hours verified training_id void"),
        ids=("id",),
        day="completed_on",
        name="继续教育",
        unit="条",
    ),
    "training": View(
        _columns("id station_code training_kind title held_on clock_hours confirmed period_adjust_state void"),
        ids=("id",),
        day="held_on",
        name="培训",
        unit="次",
    ),
    "deliverable": View(
        _columns("id station_code kind title finished_on status parts based_on has_file void"),
        ids=("id",),
        day="finished_on",
        parts=_DELIVERABLE_PARTS,
        statuses=_DELIVERABLE_STATES,
        name="成果",
        unit="份",
    ),
    "interview_answer": View(
        _columns("interview_id station_code survey_kind mode result question score void"),
        ids=("interview_id", "question"),
        name="访谈",
        unit="份",
    ),
}


def check_columns(view: str, row_type: type) -> None:
    """Refuse a row type that lacks a column of its view; called once at start-up for every view that is published."""
    fields = getattr(row_type, "__dataclass_fields__", {})
    missing = [column for column in VIEWS[view].columns if column not in fields and not hasattr(row_type, column)]
    if missing:
        raise SourceIncomplete(view=view, columns="、".join(missing))


@dataclass(frozen=True, slots=True)
class Sources:
    """The rows of every view that is supplied."""

    rows: Mapping[str, Sequence[Row]]

    @classmethod
    def of(cls, **views: Iterable[Row]) -> Sources:
        """Gather views by name; KeyError for a name that is no view, SourceIncomplete for a missing column."""
        rows = {name: tuple(given) for name, given in views.items()}
        for name, given in rows.items():
            VIEWS[name]
            for row_type in set(map(type, given)):
                check_columns(name, row_type)
        return cls(rows)

    def has(self, view: str) -> bool:
        """Tell whether a view is supplied at all."""
        return view in self.rows

    def view(self, name: str) -> Sequence[Row]:
        """The rows of a view; none when it is not supplied."""
        return self.rows.get(name, ())


@dataclass(frozen=True, slots=True)
class Posting:
    """A worker's posting (派驻): where, as what, from when to when."""

    worker_id: str
    worker_name: str
    station_code: str
    unit_kind: str
    post: str
    primary: bool
    since: date
    until: date | None = None
