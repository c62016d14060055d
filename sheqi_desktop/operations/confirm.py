"""确认, 再次退回, 撤回 and 复议: what a supervisor does with an annotation after it was answered (domain 14 §4)."""

from __future__ import annotations

from collections.abc import Collection

from sheqi_desktop.domain.answers import clean_text
from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.codes_annotation import Act, AnnotationKind
from sheqi_desktop.domain.records.annotation import annotation
from sheqi_desktop.domain.thread import REASON_AT_LEAST, REVISE_FIRST, STATE_WORDS, WAITS_FOR_WORKER, Event, State
from sheqi_desktop.domain.trouble import NotYours, ReasonTooShort, ReviewRefused
from sheqi_desktop.operations.annotate import annotation_here
from sheqi_desktop.operations.desk import Desk, changes_of
from sheqi_desktop.operations.remarks import refuse_others, remarks
from sheqi_desktop.operations.reply import put_event

NOT_NOW = "这条批注现在是“{state}”，不能{step}。"
OWN_ONLY = "只有写批注的人能撤回。"
OTHERS_DECIDE = "复议要由另一名督导或中心主任来定。"


def confirm(desk: Desk, annotation_id: str, text: str = "") -> Changes:
    """Confirm that an annotation was answered well.  Raises NotYours, ReviewRefused while it is not answered."""
    return _step(desk, annotation_id, Act.CONFIRM, "确认", {State.ANSWERED}, text)


def reopen(desk: Desk, annotation_id: str, text: str) -> Changes:
    """Send an answer back, saying what is missing.  Raises NotYours, ReasonTooShort, ReviewRefused."""
    _refuse_short(text, "再次退回")
    return _step(desk, annotation_id, Act.REOPEN, "再次退回", {State.ANSWERED, State.CONFIRMED}, text)


def withdraw(desk: Desk, annotation_id: str, reason: str) -> Changes:
    """Take one's own annotation back while it is open; it stays in the history.

    Raises NotYours, ReasonTooShort, ReviewRefused for another's or for one that was answered.
    """
    _refuse_short(reason, "撤回")
    return _step(desk, annotation_id, Act.WITHDRAW, "撤回", WAITS_FOR_WORKER, reason)


def decide_appeal(desk: Desk, annotation_id: str, granted: bool, text: str) -> Changes:
    """Decide a 复议 about a 必改 of another 督导: it need not be done (``granted``), or it must.

    Raises NotYours for its writer, ReasonTooShort, ReviewRefused where nobody asked.
    """
    _refuse_short(text, "复议决定的")
    act = Act.APPEAL_GRANTED if granted else Act.APPEAL_REFUSED
    return _step(desk, annotation_id, act, "定复议", WAITS_FOR_WORKER, text)


def _step(desk: Desk, annotation_id: str, act: Act, words: str, wanted: Collection[State], text: str) -> Changes:
    with desk.write() as write:
        row, target = annotation_here(desk, write, annotation_id)
        refuse_others(desk, target.station)
        one = annotation(row.id, row.answers)
        told = remarks(write, target).thread(one)
        if act == Act.WITHDRAW and one.by != desk.me.worker_id:
            raise ReviewRefused(why=OWN_ONLY)
        if act in (Act.APPEAL_GRANTED, Act.APPEAL_REFUSED):
            if one.by == desk.me.worker_id:
                raise NotYours(who="另一名督导或中心主任", contact=OTHERS_DECIDE)
            if not told.appealed:
                raise ReviewRefused(why=NOT_NOW.format(state=told.words, step=words))
        elif told.state not in wanted:
            raise ReviewRefused(why=_why(one.kind, act, told.state, words))
        done = Event("", act, desk.me.worker_id, text=clean_text(text).strip())
        put_event(desk, write, target, one, done, told)
        touched = changes_of(write)
    desk.step_witness()
    return touched


def _why(kind: int, act: Act, state: State, words: str) -> str:
    if act == Act.CONFIRM and kind == AnnotationKind.MUST and state in WAITS_FOR_WORKER:
        return REVISE_FIRST
    return NOT_NOW.format(state=STATE_WORDS[state], step=words)


def _refuse_short(text: str, what: str) -> None:
    if len("".join(text.split())) < REASON_AT_LEAST:
        raise ReasonTooShort(what=what)
