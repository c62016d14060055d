"""继续教育学时: what a 督导记录 earns its workers, and the row that 继续教育 counts (domain 13 §5, 14 §2)."""

from __future__ import annotations

from decimal import Decimal

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.codes_activity import VerifyState
from sheqi_desktop.domain.dates import day
from sheqi_desktop.domain.document import Document, Documents
from sheqi_desktop.domain.records.annotation import CREDIT, SESSION
from sheqi_desktop.domain.records.views import CeCredit
from sheqi_desktop.domain.supervision import session_counts

SUPERVISION_TRAINING = "supervision_training"
COUNTED_KINDS = (CREDIT, SESSION)
_TENTH = Decimal("0.1")


def earned_hours(session: Answers, per_clock_hour: Decimal) -> Decimal | None:
    """Give the hours a session earns each worker, in tenths, rounded down; None where its box is not ticked.

    ``per_clock_hour`` is the contract's credit for an hour on the clock.
    """
    start, end = _minutes(session.get("start_at")), _minutes(session.get("end_at"))
    if session.get("ce_credit") is not True or start is None or end is None or end <= start:
        return None
    hours = Decimal(end - start) / 60 * per_clock_hour
    tenths = (hours * 10).to_integral_value(rounding="ROUND_FLOOR")
    return (tenths * _TENTH).quantize(_TENTH) if tenths > 0 else None


def ce_credit_rows(documents: Documents) -> list[CeCredit]:
    """Give every credit; one of a session is verified once that session counts.

    A session with workers of several stations is at no station: what its supervisor signed stands there by itself.
    """
    return [_row(one, documents) for one in documents.of(CREDIT)]


def _row(one: Document, documents: Documents) -> CeCredit:
    said = one.counted
    session = documents.get(str(said.get("session_id") or ""))
    stands = session is None or (not session.voided and session_counts(session.answers))
    return CeCredit(
        id=one.id,
        worker_id=str(said.get("worker_id") or ""),
        channel=str(said.get("channel") or ""),
        title=str(said.get("title") or ""),
        completed_on=day(said.get("completed_on")),
        credit_hours=_hours(said.get("credit_hours")),
        verified=one.handed_in and said.get("verify_state") == VerifyState.VERIFIED and stands,
        void=one.voided,
        doc_no=one.number,
    )


def _hours(told: object) -> Decimal:
    """Read hours; whatever a hostile file may say in it is none."""
    text = str(told or "")
    whole, _, part = text.partition(".")
    plain = len(text) <= 6 and whole.isdecimal() and text.isascii() and (not part or part.isdecimal())
    return Decimal(text) if plain else Decimal(0)


def _minutes(told: object) -> int | None:
    hours, _, minutes = str(told or "").partition(":")
    return int(hours) * 60 + int(minutes) if hours.isdecimal() and minutes.isdecimal() else None
