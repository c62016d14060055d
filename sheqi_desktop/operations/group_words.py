"""What the pages of 小组 say alike: the tone of a state, the words of a choice, the line under a group's name."""

from __future__ import annotations

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.records.group_file import (
    LEAST_SESSIONS,
    GroupFile,
)
from sheqi_desktop.operations.day_words import short_day
from sheqi_desktop.operations.desk import Desk

KINDS = ("group", "group_roster", "group_session", "group_summary")
TONES = {
    "draft": "mute", "submitted": "info", "approved": "info", "recruiting": "info", "running": "ok", "ended": "warn",
    "summary_submitted": "info", "completed": "ok", "archived": "mute", "cancelled": "mute", "terminated": "bad",
}  # fmt: skip


def label_of(desk: Desk, kind: str, name: str, said: Answers) -> str:
    """Give the words of what was chosen for a question."""
    vocabulary = desk.library.form(kind).field(name).vocabulary
    value = said.get(name)
    codes = value if isinstance(value, list) else [value] if value is not None else []
    return "、".join(vocabulary.label(one) for one in codes) if vocabulary else ""


def head_line(desk: Desk, file: GroupFile) -> str:
    """Say number, people, sessions and span in one line: XZ-2023-A0004・独居老人・目标 6 节・5月10日—7月26日."""
    said = file.group.counted
    today = desk.clock.today()
    ends = [short_day(str(said.get(name) or ""), today) for name in ("start_on", "end_on")]
    planned = file.planned_sessions
    goal = f"目标 {planned} 节（合同要求至少 {LEAST_SESSIONS} 节）" if planned else ""
    parts = (
        file.group.number.partition("-")[2],
        label_of(desk, "group", "target_groups", said),
        goal,
        "—".join(end for end in ends if end),
    )
    return "・".join(part for part in parts if part)
