"""Stored records as the domain asks about them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sheqi_desktop.domain.clock import county_moment
from sheqi_desktop.domain.document import Document, Documents
from sheqi_desktop.store import closes, sources
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord


def document(stored: StoredRecord, closed: closes.Closes | None = None) -> Document:
    """Give one record as the domain knows it; without ``closed`` nothing is said of closed months."""
    day = stored.service_date
    return Document(
        id=stored.id,
        kind=stored.kind,
        station=stored.station,
        number=stored.number,
        parent=stored.parent,
        client=stored.client,
        status=stored.status,
        service_date=day,
        worker=stored.worker,
        author=stored.author,
        entered_at=stored.entered_at,
        answers=stored.answers,
        confirmed=stored.confirmed,
        first_confirmed_at=_moment(stored.first_confirmed_at),
        first_signed_at=_moment(stored.first_signed_at),
        adjust=closes.adjust_state(closed, stored.station, day, stored.first_confirmed, stored.period_adjust)
        if closed is not None and day
        else "",
        correcting=stored.correcting,
        voided=stored.voided,
        restricted=stored.restricted,
        revision=stored.revision,
    )


def documents(read: Read, kinds: Sequence[str], stations: Sequence[str] | None = None) -> Documents:
    """Give every record of some kinds, void ones too."""
    return gather(read, sources.of_kinds(read, kinds, stations))


def gather(read: Read, stored: Iterable[StoredRecord]) -> Documents:
    """Give some records so that they can be found by kind and by file."""
    closed = closes.closes(read)
    return Documents(document(one, closed) for one in stored)


def _moment(ms: int | None) -> str | None:
    return None if ms is None else county_moment(ms).isoformat(timespec="seconds")
