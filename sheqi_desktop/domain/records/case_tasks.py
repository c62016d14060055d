"""What cases ask for by a day: papers after the intake, reviews, returns, consents that run out, pauses that end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sheqi_desktop.domain.answers import is_empty
from sheqi_desktop.domain.consent import EXPIRES_SOON, SCAN_WITHIN
from sheqi_desktop.domain.dates import day
from sheqi_desktop.domain.document import Document, Documents
from sheqi_desktop.domain.records.case_missing import ASSESS_WITHIN, PLAN_WITHIN, review_due
from sheqi_desktop.domain.records.case_story import (
    ASSESSMENT,
    CASE,
    CONSENT,
    NOTE,
    OPEN,
    PLAN,
    RETURN,
    REVIEW,
    Story,
)
from sheqi_desktop.domain.records.files import taken
from sheqi_desktop.domain.task import Task

AHEAD = timedelta(days=30)
TYPED_TOGETHER_AT_LEAST = 3


def cases(documents: Documents, today: date) -> Iterator[Task]:
    """Ask for what each case needs next, thirty days ahead at most."""
    for file in documents.of(CASE):
        if not file.voided and not file.restricted:
            story = Story(file, documents.under(file.id))
            for task in _of_case(story, today):
                if task.due <= today + AHEAD:
                    yield task


def _of_case(story: Story, today: date) -> Iterator[Task]:
    state = story.state
    if state in ("accepted", "assessing"):
        accepted = day(str(story.file.first_signed_at or "")[:10])
        if accepted:
            yield _task(story, ASSESSMENT, accepted + ASSESS_WITHIN, "写预估", "接案后14天内完成预估")
    if state == "planning":
        assessment = story.signed(ASSESSMENT)
        assessed = day(str(assessment.first_signed_at)[:10]) if assessment else None
        if assessed and not any(one.handed_in for one in story.now(PLAN)):
            yield _task(story, PLAN, assessed + PLAN_WITHIN, "写服务计划", "预估后7天内完成服务计划")
    if due := review_due(story):
        yield _task(story, REVIEW, due, "阶段评估", "满90天或满6次过程记录")
    if state == "suspended":
        until = day(str(taken(story.file, "suspend")[-1].get("resume_on") or ""))
        if until:
            yield _task(story, CASE, until, "恢复个案", "暂停到期，请恢复或办理结案")
    if state in OPEN:
        yield from _of_consent(story, today)
    if state == "following":
        for on in story.planned_returns[len(story.returns) :][: story.returns_missing]:
            yield _task(story, RETURN, on, "结案回访", "结案后按计划回访")


def _of_consent(story: Story, today: date) -> Iterator[Task]:
    consent = story.consent()
    if consent is None:
        return
    until, signed = day(consent.counted.get("valid_until")), day(consent.counted.get("signed_on"))
    if until and until - EXPIRES_SOON <= today:
        yield _task(story, CONSENT, until, "续签同意书", f"知情同意书{until.isoformat()}到期", consent)
    if signed and is_empty(consent.answers.get("scan")):
        yield _task(story, CONSENT, signed + SCAN_WITHIN, "补扫描件", "知情同意书签字页还没有扫描件", consent)


def _task(story: Story, kind: str, due: date, what: str, why: str, where: Document | None = None) -> Task:
    title = str(story.file.answers.get("title") or "")
    record, at = (where.id, where.kind) if where is not None else (story.file.id, CASE)
    return Task(record, at, story.file.client, due, what, f"{title}：{why}" if title else why, story.worker)


# ------------------------------------------------------------------------------ for the supervisor
def typed_together(documents: Documents) -> Iterator[tuple[Document, str, list[Document]]]:
    """Yield each case of which three or more notes were typed on one day, with the day and the notes (集中补录)."""
    for file in documents.of(CASE):
        days: dict[str, list[Document]] = {}
        for note in documents.under(file.id, NOTE):
            days.setdefault(note.entered_at[:10], []).append(note)
        for typed, notes in sorted(days.items()):
            if typed and len(notes) >= TYPED_TOGETHER_AT_LEAST:
                yield file, typed, notes
