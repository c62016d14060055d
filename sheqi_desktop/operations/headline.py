"""One record in two lines, whatever its kind: what it is, and what it says; for timelines, searches and 最近记录."""

from __future__ import annotations

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.kinds import words_of
from sheqi_desktop.store.records import StoredRecord

LONGEST = 60
TELLING: dict[str, tuple[str, ...]] = {
    "case": ("title", "presenting_problem"),
    "case_consent": ("signed_on",),
    "case_assessment": ("strengths", "sys_person"),
    "case_plan": ("goal",),
    "process_note": ("process", "session_goal"),
    "case_review": ("effective",),
    "case_evaluation": ("change_summary",),
    "case_closure": ("summary",),
    "case_follow_up": ("current_state", "note"),
    "group": ("name", "goal"),
    "group_roster": (),
    "group_session": ("topic", "dynamics"),
    "group_summary": ("members_changes",),
    "activity": ("name", "purpose"),
    "media_report": ("title",),
    "volunteer_team": ("name",),
    "volunteer_project": ("name", "content"),
    "volunteer_hour": ("title", "content"),
    "referral": ("target_org", "reason"),
    "resource_link": ("resource_name", "result"),
    "complaint": ("content",),
    "incident": ("cause",),
    "survey": ("comment",),
}
"""The answers that say most about a record of each kind, the best first."""


def saying(kind: str, answers: Answers) -> str:
    """Give the first telling words of a record, cut at a stop."""
    for name in TELLING.get(kind, ()):
        told = answers.get(name)
        if isinstance(told, str) and told.strip():
            return cut(told)
    return ""


def cut(words: str, longest: int = LONGEST) -> str:
    """Give the beginning of a text in one line, up to a stop where there is one."""
    line = " ".join(words.split())
    if len(line) <= longest:
        return line
    at = max(line.rfind(mark, 0, longest) for mark in "。；，")
    return line[: at if at > 8 else longest] + "…"


def title_of(desk: Desk, one: StoredRecord) -> str:
    """Give what a record is, and who wrote it: 过程记录・张敏."""
    worker = desk.person_name(one.worker) if one.worker else ""
    words = words_of(one.kind).words + ("（草稿）" if one.status == "draft" else "")
    return f"{words}・{worker}" if worker else words
