"""更正: a signed document, or one of a closed month or case, is changed only with a reason (domain 00 §6.2, 14 §5).

The reason belongs to one version: opening the record for the next correction asks for it anew.
"""

from __future__ import annotations

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.lifecycle import AFTER_CLOSURE, CONFIRMED, RETURNED, SIGNED, SUBMITTED
from sheqi_desktop.domain.trouble import ReasonTooShort
from sheqi_desktop.operations.case_lock import CLOSED, case_locks
from sheqi_desktop.store.closes import REFUSED, closes, standing_of
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord

REASON = "correction_reason"
REASON_AT_LEAST = 5
CORRECTION_WAITS = "更正待签批"


def locked(read: Read, stored: StoredRecord) -> bool:
    """Tell whether the record counted in a month that the centre has closed since."""
    day = str((stored.confirmed or {}).get("service_date") or stored.service_date)
    if stored.first_confirmed is None or not day:
        return False
    closed = closes(read)
    months = closed.of.get(stored.station, {})
    if not months or (day[:7] not in months and not stored.correcting):
        return False
    stands = standing_of(read, closed, stored.id, stored.station)
    month = str((stands.counted or {}).get("service_date") or "")[:7]
    return month in months and not stands.adjust


def needs_reason(read: Read, stored: StoredRecord) -> bool:
    """Tell whether changing this record is a 更正: it was signed, its month was closed, or its case was."""
    return stored.first_signed_at is not None or locked(read, stored) or case_locks(read, stored)


def until_signed(read: Read, stored: StoredRecord) -> Answers:
    """Give what a hand-in says beside: a 更正 in a closed case counts once the 督导 has signed it (domain 14 §5.4).

    What nobody signs else, or nobody had signed yet, says so itself; of what was signed the fold knows.
    """
    marked = AFTER_CLOSURE in stored.answers
    if case_locks(read, stored) if stored.first_signed_at is None else marked:
        return {AFTER_CLOSURE: True}
    return {AFTER_CLOSURE: None} if marked else {}


def waits_for_signature(stored: StoredRecord) -> bool:
    """Tell whether a 更正 was handed in that nobody has signed yet: the version before it goes on counting."""
    signed = stored.first_signed_at is not None or stored.answers.get(AFTER_CLOSURE) is True
    return signed and stored.correcting and stored.status == SUBMITTED


def on_its_way(read: Read, stored: StoredRecord) -> bool:
    """Tell whether a 更正 was begun that nobody has signed or decided about: its reason goes on holding."""
    if stored.first_signed_at is not None and stored.status != SIGNED:
        return True
    if stored.answers.get(AFTER_CLOSURE) is True and stored.status in (SUBMITTED, RETURNED):
        return True
    if not locked(read, stored):
        return False
    stands = standing_of(read, closes(read), stored.id, stored.station)
    return stands.late and (stands.decided != REFUSED) and stored.status in CONFIRMED | {RETURNED}


def closed_because(read: Read, stored: StoredRecord) -> str:
    """Say why a record can only be looked at until somebody asks for a 更正, '' when it is open."""
    if on_its_way(read, stored):
        return ""
    if stored.first_signed_at is not None:
        return "签批后只能看；要改请走“更正”，改好再签批"
    if case_locks(read, stored):
        return CLOSED
    if locked(read, stored):
        return f"{int(stored.service_date[5:7])}月已结账，这条记录只能看；要改请走“更正”，由县中心确认"
    return ""


def without_old_reason(read: Read, stored: StoredRecord) -> Answers:
    """Give the answers to start from: the reason of an earlier correction is not that of the next."""
    if REASON not in stored.answers or on_its_way(read, stored):
        return stored.answers
    return {name: value for name, value in stored.answers.items() if name != REASON}


def refuse_without_reason(read: Read, stored: StoredRecord, answers: Answers) -> None:
    """Refuse a 更正 without words: 请写明更正原因（不少于5个字）。  Raises ReasonTooShort."""
    if needs_reason(read, stored) and len(str(answers.get(REASON) or "").strip()) < REASON_AT_LEAST:
        raise ReasonTooShort(what="更正")
