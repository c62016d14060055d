"""Referrals: sent, answered, followed, done; and the receipts nobody sent back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sheqi_desktop.domain.answers import rows
from sheqi_desktop.domain.codes_events import ReceiptResult, ReferralDirection, Urgency
from sheqi_desktop.domain.dates import day
from sheqi_desktop.domain.document import Document, Documents
from sheqi_desktop.domain.records.files import FileKind
from sheqi_desktop.domain.task import Task

RECEIPT_WITHIN = {Urgency.NORMAL: timedelta(days=7), Urgency.URGENT: timedelta(days=1)}
STATES = {
    "draft": "草稿",
    "sent": "已发出",
    "transferring": "转接中",
    "received": "已接收",
    "rejected": "未接收",
    "following": "跟进中",
    "done": "办结",
}


def state(file: Document, documents: Sequence[Document], today: date | None) -> str:
    """Give how far a referral has come; a 转站 without its receipt is 转接中 at both stations."""
    told = file.answers
    if file.confirmed is None:
        return "draft"
    if told.get("outcome"):
        return "done"
    result = told.get("receipt_result")
    if result == ReceiptResult.REJECTED:
        return "rejected"
    if result:
        return "following" if rows(told, "follow_ups") else "received"
    return "transferring" if told.get("direction") == ReferralDirection.TRANSFER else "sent"


TONES = {
    "draft": "warn",
    "sent": "info",
    "transferring": "note",
    "received": "ok",
    "rejected": "bad",
    "following": "info",
    "done": "ok",
}
REFERRAL = FileKind("referral", "转介", STATES, state, tones=TONES)


def receipts_missing(documents: Documents, today: date) -> Iterator[Task]:
    """Ask for the receipt of a referral after seven days, of an urgent one after one (07 §1)."""
    for one in documents.of("referral"):
        sent = day(one.answers.get("service_date"))
        waiting = not one.voided and state(one, (), today) in ("sent", "transferring")
        if sent is None or not waiting or one.answers.get("direction") == ReferralDirection.IN:
            continue
        urgent = one.answers.get("urgency") == Urgency.URGENT
        due = sent + RECEIPT_WITHIN[Urgency.URGENT if urgent else Urgency.NORMAL]
        if due <= today:
            why = f"转介已发出{(today - sent).days}天未收到回执，请跟进。"
            yield Task(one.id, "referral", one.client, due, "转介回执", why, one.worker, "去跟进", urgent=urgent)
