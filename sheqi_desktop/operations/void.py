"""作废: nothing is ever deleted; a voided record stays, with its reason, and stops counting at once."""

from __future__ import annotations

from sheqi_desktop.domain.change import VOIDED, Changes
from sheqi_desktop.domain.trouble import ReasonTooShort, RecordLocked, WrongState
from sheqi_desktop.operations.desk import Desk, changes_of
from sheqi_desktop.operations.restricted import refuse_unseen
from sheqi_desktop.store import records, sources
from sheqi_desktop.store.database import Read

REASON_AT_LEAST = 5


def void(desk: Desk, record: str, reason: str) -> Changes:
    """Void a record with a reason of at least five characters.

    A draft may be voided by its worker, a submitted record by the 站负责人, one of a closed month by the centre only
    (domain 00 §6.1, 10 §4).  Raises ReasonTooShort, WrongState, RecordLocked, NotYours, NotFound.
    """
    if len(reason.strip()) < REASON_AT_LEAST:
        raise ReasonTooShort(what="作废")
    with desk.write() as write:
        stored = desk.stored(write, record)
        refuse_unseen(desk, stored)
        if stored.voided:
            raise WrongState(state="作废", step="再作废一次", hint="需要恢复时请用“恢复”。")
        if stored.status != "draft" or desk.me.worker_id not in (stored.worker, stored.author):
            desk.require("service.void")
        if desk.place.kind == "station" and _closed(write, stored):
            raise RecordLocked()
        desk.append(write, stored.kind, stored.id, stored.heads, {VOIDED: True}, reason.strip())
        desk.note(write, "void", stored.id)
        touched = changes_of(write)
    desk.step_witness()
    return touched


def unvoid(desk: Desk, record: str, reason: str) -> Changes:
    """Take a void back: the record is what it was, and the history shows both steps."""
    with desk.write() as write:
        stored = desk.stored(write, record)
        refuse_unseen(desk, stored)
        if not stored.voided:
            raise WrongState(state="有效", step="恢复", hint="它没有作废。")
        if stored.status != "draft":
            desk.require("service.void")
        desk.append(write, stored.kind, stored.id, stored.heads, {VOIDED: False}, reason.strip() or "撤销作废")
        touched = changes_of(write)
    desk.step_witness()
    return touched


def _closed(read: Read, stored: records.StoredRecord) -> bool:
    if not stored.service_date:
        return False
    year, month = int(stored.service_date[:4]), int(stored.service_date[5:7])
    return sources.month_closed(read, stored.station, year, month)
