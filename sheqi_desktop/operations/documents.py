"""Stored records as the domain asks about them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sheqi_desktop.domain.clock import county_moment
from sheqi_desktop.domain.document import Document, Documents
from sheqi_desktop.store import sources
from sheqi_desktop.store.closes import PENDING, Closes, closes, standing_of
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord


def document(stored: StoredRecord) -> Document:
    """Give one record as the domain knows it; nothing is said of closed months."""
    return Document(
        id=stored.id,
        kind=stored.kind,
        station=stored.station,
        number=stored.number,
        parent=stored.parent,
        client=stored.client,
        status=stored.status,
        service_date=_served(stored),
        worker=stored.worker,
        author=stored.author,
        entered_at=stored.entered_at,
        answers=stored.answers,
        confirmed=stored.confirmed,
        first_confirmed_at=_moment(stored.first_confirmed_at),
        first_signed_at=_moment(stored.first_signed_at),
        correcting=stored.correcting,
        voided=stored.voided,
        restricted=stored.restricted,
        revision=stored.revision,
    )


def standing_document(read: Read, stored: StoredRecord, closed: Closes) -> Document:
    """Give one record with the version that counts: of a closed month, the one the centre has seen or accepted."""
    plain = document(stored)
    first, last = stored.first_confirmed, stored.last_confirmed
    if not closed.look_closer(stored.station, first, last, stored.voided, stored.period_adjust):
        told = plain.counted.get("service_date")
        late = closed.late(stored.station, str(told or stored.service_date), first)
        return replace(plain, adjust=PENDING) if late else plain
    stands = standing_of(read, closed, stored.id, stored.station)
    day = str((stands.counted or {}).get("service_date") or plain.service_date)
    return replace(
        plain,
        confirmed=stands.counted,
        service_date=day,
        voided=stands.voided,
        adjust=stands.adjust,
        correcting=stored.correcting or stands.late,
    )


def documents(read: Read, kinds: Sequence[str], stations: Sequence[str] | None = None) -> Documents:
    """Give every record of some kinds, void ones too."""
    return gather(read, sources.of_kinds(read, kinds, stations))


def gather(read: Read, stored: Iterable[StoredRecord]) -> Documents:
    """Give some records so that they can be found by kind and by file."""
    closed = closes(read)
    return Documents(standing_document(read, one, closed) for one in stored)


def _served(stored: StoredRecord) -> str:
    """Give the day of the version that counts: a 更正 on its way moves no day before it is signed."""
    told = (stored.confirmed or {}).get("service_date") if stored.correcting else None
    return told if isinstance(told, str) else stored.service_date


def _moment(ms: int | None) -> str | None:
    return None if ms is None else county_moment(ms).isoformat(timespec="seconds")
