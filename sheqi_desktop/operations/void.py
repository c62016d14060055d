"""作废: nothing is ever deleted; a voided record stays, with its reason, and stops counting at once."""

from __future__ import annotations

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.authority import NEVER_VOID
from sheqi_desktop.domain.change import VOIDED, Changes
from sheqi_desktop.domain.meanwhile import Began
from sheqi_desktop.domain.standing import ACCEPTED, PENDING, REFUSED
from sheqi_desktop.domain.trouble import NotYours, ReasonTooShort, RecordLocked, WrongState
from sheqi_desktop.operations.case_lock import refuse_locked
from sheqi_desktop.operations.desk import Desk, changes_of
from sheqi_desktop.operations.meanwhile import refuse_unseen_change
from sheqi_desktop.operations.ownership import owns
from sheqi_desktop.operations.restricted import refuse_unseen
from sheqi_desktop.operations.session_rights import refuse_credit
from sheqi_desktop.store.closes import closes, standing_of
from sheqi_desktop.store.database import Read, Write
from sheqi_desktop.store.records import StoredRecord

REASON_AT_LEAST = 5


def void(desk: Desk, record: str, reason: str, seen: Began | None = None) -> Changes:
    """Void a record with a reason of at least five characters.

    A draft may be voided by its worker, a submitted record by the 站负责人, one of a closed month by the centre only
    (domain 00 §6.1, 10 §4).  ``seen`` is the record as it was when the step was thought of.  Raises ReasonTooShort,
    WrongState, RecordLocked, NotYours, NotFound, ChangedUnseen, and FileClosed for a paper of a closed case.
    """
    _refuse_short(reason, "作废")
    with desk.write() as write:
        stored = desk.stored(write, record)
        refuse_unseen(desk, stored)
        if stored.voided:
            raise WrongState(state="作废", step="再作废一次", hint="需要恢复时请用“恢复”。")
        if stored.kind in NEVER_VOID:
            raise WrongState(state="信息安全事件", step="作废", hint="写错的直接改，改过的都留着。")
        refuse_credit(stored.kind)
        refuse_unseen_change(desk, write, stored, seen, "作废")
        # First: whom to ask would be no help, as nobody may void a paper of a closed case.
        refuse_locked(desk, write, stored)
        if stored.status != "draft" or not owns(desk, write, stored):
            desk.require("service.void")
        _write(desk, write, stored, True, reason)
        desk.note(write, "void", stored.id)
        touched = changes_of(write)
    desk.step_witness()
    return touched


def unvoid(desk: Desk, record: str, reason: str, seen: Began | None = None) -> Changes:
    """Take a void back, with a reason: the record is what it was, and the history shows both steps.

    Raises ReasonTooShort, WrongState, RecordLocked, NotYours, NotFound, ChangedUnseen.
    """
    _refuse_short(reason, "恢复")
    with desk.write() as write:
        stored = desk.stored(write, record)
        refuse_unseen(desk, stored)
        if not stored.voided:
            raise WrongState(state="有效", step="恢复", hint="它没有作废。")
        refuse_unseen_change(desk, write, stored, seen, "恢复")
        if stored.status != "draft" or not owns(desk, write, stored):
            desk.require("service.void")
        _write(desk, write, stored, False, reason)
        desk.note(write, "unvoid", stored.id)
        touched = changes_of(write)
    desk.step_witness()
    return touched


def as_it_is(desk: Desk, record: str) -> Began:
    """Give the record as it is now, for the step that may follow at once: 撤销, 重做."""
    with desk.read() as read:
        return Began(desk.stored(read, record).heads)


def _refuse_short(reason: str, what: str) -> None:
    if len(reason.strip()) < REASON_AT_LEAST:
        raise ReasonTooShort(what=what)


def _write(desk: Desk, write: Write, stored: StoredRecord, voided: bool, reason: str) -> None:
    """Write the step; in a closed month it is the centre's, and carries the centre's acceptance with it."""
    answers: dict[str, Value] = {VOIDED: voided}
    if stored.status != "draft" and _closed(write, stored):
        if desk.place.kind != "centre":
            raise RecordLocked()
        answers |= {"period_adjust": ACCEPTED, "adjust_note": reason.strip()}
    elif desk.place.kind != "centre":
        _refuse_foreign(desk, stored)
    desk.append(write, stored.kind, stored.id, stored.heads, answers, reason.strip())


def _refuse_foreign(desk: Desk, stored: StoredRecord) -> None:
    if stored.station != desk.station:
        raise NotYours(who=desk.unit_name(stored.station), contact="这是别的单位的记录，只能看。")


def _closed(read: Read, stored: StoredRecord) -> bool:
    """Tell whether the record counts in a closed month; what still waits for the centre or was void then does not."""
    closed = closes(read)
    months = closed.of.get(stored.station, {})
    stands = standing_of(read, closed, stored.id, stored.station)
    day = str((stands.counted or {}).get("service_date") or stored.service_date)
    return day[:7] in months and stands.adjust not in (PENDING, REFUSED) and not stands.void_at_close
