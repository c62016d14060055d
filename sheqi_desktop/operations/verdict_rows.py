"""What a supervisor's signature, return or 已阅 rests on, and the row that keeps it: one thing on every road to it.

A signature is a change of the document (``sign_off``): it carries no words of the document, names the revision by its
parents, and never signs a later one.  The row beside it says the same for the thread: which version, by whom, why.
"""

from __future__ import annotations

from sheqi_desktop.domain.change import Change
from sheqi_desktop.domain.checks_case import STAGE_CHECKS
from sheqi_desktop.domain.codes_annotation import AnnotationKind, VerdictCode
from sheqi_desktop.domain.records.annotation import VERDICT, verdict_answers
from sheqi_desktop.domain.thread import UNFINISHED
from sheqi_desktop.domain.trouble import OlderVersion, ReviewRefused
from sheqi_desktop.domain.verdict import Verdict, why_not_return, why_not_sign
from sheqi_desktop.operations.annotate import annotate_in
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.documents import document
from sheqi_desktop.operations.remarks import file_of, newest_ref, put_row, remarks
from sheqi_desktop.operations.world import World
from sheqi_desktop.store.database import Read, Write
from sheqi_desktop.store.records import StoredRecord
from sheqi_desktop.store.remarks import revisions_of


def refuse_to_sign(desk: Desk, read: Read, stored: StoredRecord) -> None:
    """Refuse a supervisor's signature that goes against domain 14 §5; raise ReviewRefused in its exact words."""
    if why := why_not_signed(desk, read, stored):
        raise ReviewRefused(why=why)


def why_not_signed(desk: Desk, read: Read, stored: StoredRecord) -> str:
    """Say in the exact words of domain 14 §5 why the person at this desk cannot sign a document, '' when they can."""
    musts = remarks(read, stored).musts_open(stored.id)
    if why := why_not_sign(document(stored), musts, desk.me.worker_id):
        return why
    turn = STAGE_CHECKS.get(f"{stored.kind}_fits_stage")
    problems = turn(stored.answers, World(desk, stored.id, read)) if turn is not None else ()
    return next((one.message for one in problems if one.stage == "sign"), "")


def refuse_to_return(desk: Desk, read: Read, stored: StoredRecord) -> None:
    """Refuse a return that does not say what must be changed; raise ReviewRefused in the exact words."""
    told = remarks(read, stored).told(stored.id)
    musts = [note for note, each in told if note.kind == AnnotationKind.MUST and each.state in UNFINISHED]
    if why := why_not_return(len(musts)):
        raise ReviewRefused(why=why)


def say_must(desk: Desk, write: Write, stored: StoredRecord, note: str) -> None:
    """Let the words of a return stand as a 必改 about the whole document, where none was written."""
    try:
        refuse_to_return(desk, write, stored)
    except ReviewRefused:
        annotate_in(desk, write, stored.id, AnnotationKind.MUST, note)


def refuse_older(read: Read, stored: StoredRecord, revision: str) -> None:
    """Refuse a decision about a version that is not the newest any more; raise OlderVersion."""
    versions = revisions_of(read, [stored.id])[stored.id]
    if revision and revision != versions.newest:
        raise OlderVersion(n=versions.number(revision) or 1, m=len(versions.refs))


def keep_verdict(desk: Desk, write: Write, stored: StoredRecord, code: VerdictCode, text: str = "") -> Change:
    """Put the row of a decision about the newest version of a document into the log."""
    revision, version = newest_ref(write, stored)
    known = remarks(write, stored).verdicts.get(stored.id, ())
    on_this = frozenset(one.id for one in known if one.revision == revision)
    made = Verdict("", code, revision, desk.me.worker_id, based_on=on_this, text=text.strip())
    return put_row(
        desk, write, VERDICT, stored, verdict_answers(made, stored.kind, stored.id, file_of(stored), version)
    )
