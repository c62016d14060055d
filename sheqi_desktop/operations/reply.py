"""回复, 采纳, 申请复议, 已阅: what a worker does with an annotation (domain 14 §4).

Every step is a row of its own that names the steps its writer had seen; the state follows from all of them.
"""

from __future__ import annotations

from dataclasses import replace

from sheqi_desktop.domain.answers import clean_text
from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.codes_annotation import Act, Adoption, AnnotationKind
from sheqi_desktop.domain.records.annotation import REPLY, Annotation, annotation, event_answers
from sheqi_desktop.domain.thread import (
    REASON_AT_LEAST,
    REPLY_AT_MOST,
    WAITS_FOR_WORKER,
    Event,
    Thread,
    why_no_answer,
)
from sheqi_desktop.domain.trouble import NotYours, ReasonTooShort, ReviewRefused
from sheqi_desktop.operations.annotate import annotation_here
from sheqi_desktop.operations.desk import Desk, changes_of
from sheqi_desktop.operations.remarks import Remarks, put_row, remarks
from sheqi_desktop.operations.restricted import refuse_unseen, roles_at
from sheqi_desktop.store.database import Write
from sheqi_desktop.store.records import StoredRecord

DONE = "这条批注已经{state}，不用再{step}。"


def reply(desk: Desk, annotation_id: str, text: str = "", adoption: str = "") -> Changes:
    """Answer an annotation, or add a word to it.

    A 建议 takes ``adoption``: ``adopted`` (the document was revised since), ``partly`` or ``not_now`` with a reason in
    ``text``.  A 必改 is answered by handing in the revised document, which happens by itself (``answer_revised``); a
    mere reply to it is refused.  Raises NotYours, ReviewRefused with the exact words, NotFound, Restricted.
    """
    with desk.write() as write:
        row, target, told, here = _mine(desk, write, annotation_id)
        one = annotation(row.id, row.answers)
        done = Event("", Act.REPLY, desk.me.worker_id, adoption=adoption, text=_text(text))
        if adoption == Adoption.ADOPTED or one.kind == AnnotationKind.MUST:
            done = replace(done, revision=_newer(here, one))
        newer = here.revisions[target.id].newer
        if told.state in WAITS_FOR_WORKER and (why := why_no_answer(one.note, done, newer)):
            raise ReviewRefused(why=why)
        put_event(desk, write, target, one, done, told)
        touched = changes_of(write)
    desk.step_witness()
    return touched


def read_praise(desk: Desk, annotation_id: str) -> Changes:
    """Note that the worker opened a 肯定; a second time changes nothing."""
    with desk.write() as write:
        row, target, told, _ = _mine(desk, write, annotation_id)
        one = annotation(row.id, row.answers)
        if one.kind == AnnotationKind.PRAISE and told.state in WAITS_FOR_WORKER:
            put_event(desk, write, target, one, Event("", Act.READ, desk.me.worker_id), told)
        touched = changes_of(write)
    desk.step_witness()
    return touched


def appeal(desk: Desk, annotation_id: str, text: str) -> Changes:
    """Ask another 督导 or the director to decide about a 必改; until then it stays open.  Raises ReasonTooShort."""
    if len("".join(text.split())) < REASON_AT_LEAST:
        raise ReasonTooShort(what="申请复议的")
    with desk.write() as write:
        row, target, told, _ = _mine(desk, write, annotation_id)
        one = annotation(row.id, row.answers)
        if one.kind != AnnotationKind.MUST or told.state not in WAITS_FOR_WORKER:
            raise ReviewRefused(why=DONE.format(state=told.words, step="申请复议"))
        put_event(desk, write, target, one, Event("", Act.APPEAL, desk.me.worker_id, text=_text(text)), told)
        touched = changes_of(write)
    desk.step_witness()
    return touched


def answer_revised(desk: Desk, write: Write, stored: StoredRecord) -> None:
    """Let a document that was just handed in anew answer the 必改 its author has seen: in the same transaction.

    A 必改 that has not arrived yet is not answered by it, nor one about this very version.
    """
    here = remarks(write, stored)
    versions = here.revisions.get(stored.id)
    if versions is None:
        return
    for one in here.of(stored.id):
        told = here.thread(one)
        done = Event("", Act.REVISE, desk.me.worker_id, revision=versions.newest)
        waits = one.kind == AnnotationKind.MUST and told.state in WAITS_FOR_WORKER
        if waits and not why_no_answer(one.note, done, versions.newer):
            put_event(desk, write, stored, one, done, told)


def _mine(desk: Desk, write: Write, annotation_id: str) -> tuple[StoredRecord, StoredRecord, Thread, Remarks]:
    """Give an annotation that is this station's to answer, its document, how far it is, and what else was said."""
    row, target = annotation_here(desk, write, annotation_id)
    refuse_unseen(desk, target)
    if not desk.allows("annotation.reply", target) or roles_at(desk, target.station) <= {"supervisor"}:
        raise NotYours(who="本站的社工或站负责人", contact="批注由写文书的站回复。")
    here = remarks(write, target)
    told = here.thread(annotation(row.id, row.answers))
    return row, target, told, here


def _newer(here: Remarks, one: Annotation) -> str:
    versions = here.revisions[one.anchor.document]
    return versions.newest if versions.newer(one.anchor.revision, versions.newest) else ""


def _text(text: str) -> str:
    told = clean_text(text).strip()
    if len(told) > REPLY_AT_MOST:
        raise ReviewRefused(why=f"“回复”最多{REPLY_AT_MOST}个字，已超出{len(told) - REPLY_AT_MOST}个字。")
    return told


def put_event(desk: Desk, write: Write, target: StoredRecord, one: Annotation, done: Event, told: Thread) -> None:
    """Put one step with an annotation into the log, after everything that is known of it here."""
    whole = replace(done, based_on=frozenset(told.heads))
    put_row(desk, write, REPLY, target, event_answers(whole, one))
