"""What a paper shows of a record with several versions: the valid one, its signatures, its corrections."""

from __future__ import annotations

from datetime import datetime

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.approvals import Approvals
from sheqi_desktop.domain.clock import COUNTY
from sheqi_desktop.domain.fold import BOOKKEEPING
from sheqi_desktop.domain.form import Form
from sheqi_desktop.domain.lifecycle import CONFIRMED
from sheqi_desktop.domain.written import same
from sheqi_desktop.operations.compare import Version, versions
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.reports.context import Correction, Signature
from sheqi_desktop.store.closes import closes, standing_of
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord

_SIGNERS = (("station_lead", "lead_signed_by", "lead_signed_at"), ("supervisor", "approved_by", "approved_at"))


def valid_answers(read: Read, stored: StoredRecord) -> Answers:
    """Give the version that is valid: the confirmed one, in a closed month the one the centre has seen or accepted."""
    counted: Answers | None = stored.confirmed
    if stored.first_confirmed is not None:
        counted = standing_of(read, closes(read), stored.id, stored.station).counted
    return stored.answers if counted is None else counted


def corrections_of(desk: Desk, stored: StoredRecord, valid: Answers) -> tuple[Correction, ...]:
    """Give the versions from the second up to the valid one: 第n版 日期 更正人 原因 签批人."""
    if stored.revision < 2:
        return ()
    every = versions(desk, stored.id)
    until = next((one.number for one in reversed(every) if _says(one, valid)), every[-1].number)
    return tuple(
        Correction(one.number, one.on, one.by, one.reason, one.signed_by) for one in every[1:] if one.number <= until
    )


def _says(version: Version, valid: Answers) -> bool:
    names = (version.answers.keys() | valid.keys()) - BOOKKEEPING
    return all(same(version.answers.get(name), valid.get(name)) for name in names)


def signatures_of(desk: Desk, form: Form, valid: Answers) -> tuple[Signature, ...]:
    """Give the 电子确认 of the author, and of those who signed after."""
    if valid.get("status") not in CONFIRMED:
        return ()
    signed = [("worker", "signed_by", "signed_at"), *(one for one in _SIGNERS if form.signers(valid))]
    found = [(role, valid.get(by), valid.get(at)) for role, by, at in signed]
    return tuple(
        Signature(desk.person_name(by), datetime.fromisoformat(at).astimezone(COUNTY), role)
        for role, by, at in found
        if isinstance(by, str) and isinstance(at, str)
    )


def approved_by(desk: Desk, found: Approvals) -> tuple[Signature, ...]:
    """Give the 电子确认 of those who confirmed what the paper shows, before anybody signed the record."""
    return tuple(
        Signature(desk.person_name(one.by), datetime.fromisoformat(one.at).astimezone(COUNTY), one.role)
        for one in found.given
        if one.at
    )
