"""What 小组 ask for: a member who was distressed is followed up, and a group that ended is summed up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sheqi_desktop.domain.answers import rows
from sheqi_desktop.domain.dates import day
from sheqi_desktop.domain.document import Documents
from sheqi_desktop.domain.records.group import state_of
from sheqi_desktop.domain.records.group_file import GroupFile
from sheqi_desktop.domain.task import Task

THIS_WEEK = timedelta(days=6)


def group_tasks(documents: Documents, today: date) -> Iterator[Task]:
    """Ask for what was promised to a member and is not done, and for the summary of a group that ended."""
    for one in documents.of("group_session"):
        for row in rows(one.answers, "member_notes") if not one.voided else ():
            due = day(row.get("due"))
            if due is not None and not row.get("done_on"):
                why = f"{row.get('name') or '组员'}情绪异常：{row.get('follow_up') or ''}"
                yield Task(one.id, one.kind, "", due, "跟进组员", why, one.worker)
    for group in documents.of("group"):
        file = GroupFile.among(documents, group)
        if not group.voided and state_of(file) == "ended" and file.summary is None:
            leader = str(group.answers.get("leader_id") or group.worker)
            why = f"“{group.answers.get('name') or '小组'}”各节都办完了，还没有总结评估报告"
            yield Task(group.id, group.kind, "", today + THIS_WEEK, "写小组总结", why, leader)
