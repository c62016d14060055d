"""What stands beside a document that is read: its annotations, and what was half typed to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sheqi_desktop.domain.records.annotation import REPLY
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.document_threads import Card, DocumentThreads, document_threads
from sheqi_desktop.operations.drafts import drop_draft, keep_draft
from sheqi_desktop.operations.remarks import file_of
from sheqi_desktop.operations.restricted import may_see
from sheqi_desktop.operations.station_threads import is_mine
from sheqi_desktop.store import drafts
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.remarks import is_remarked


@dataclass(frozen=True, slots=True)
class HalfTyped:
    """Words that were typed to an annotation and not sent yet: for which act, and with which choice."""

    act: str
    text: str
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """The annotations of a document; ``mine`` tells whether the person here answers for the document."""

    threads: DocumentThreads
    mine: bool
    half: Mapping[str, HalfTyped] = field(default_factory=dict)

    @property
    def cards(self) -> tuple[Card, ...]:
        """The annotations in reading order."""
        return self.threads.cards


def beside(desk: Desk, record: str) -> Beside | None:
    """Give what was remarked about a document, None where nothing was, or where this person may not see it.

    Raises NotFound, MinorClosed; that a 限阅 document was opened is noted.
    """
    with desk.read() as read:
        stored = desk.stored(read, record)
        if not may_see(desk, stored) or not is_remarked(read, file_of(stored), record):
            return None
        half = _half_typed(desk, read)
    told = document_threads(desk, record)
    return Beside(told, is_mine(desk, stored), half) if told.cards or told.decisions else None


def file_at(desk: Desk, record: str) -> str:
    """Name the file a document lies in."""
    with desk.read() as read:
        return file_of(desk.stored(read, record))


def document_of(desk: Desk, annotation: str) -> str:
    """Name the document an annotation is about, '' where the annotation is not here."""
    with desk.read() as read:
        told = read.value("SELECT json_extract(answers, '$.target_id') FROM record WHERE id = ?", annotation)
    return str(told or "")


def keep_words(desk: Desk, annotation: str, document: str, said: HalfTyped, user: str) -> None:
    """Keep what is being typed to an annotation; nothing typed is nothing kept.  It never travels and answers nothing.

    ``user`` is who typed it: by the time this runs a colleague may already sit here.
    """
    if not said.text.strip() and not said.choice:
        drop_draft(desk, REPLY, annotation, user)
        return
    answers = {"act": said.act, "text": said.text, "choice": said.choice, "parent_id": document}
    keep_draft(desk, REPLY, annotation, answers, desk.library.form(REPLY).version, user)


def drop_words(desk: Desk, annotation: str) -> None:
    """Forget what was half typed: it was sent."""
    drop_draft(desk, REPLY, annotation, desk.me.worker_id)


def _half_typed(desk: Desk, read: Read) -> dict[str, HalfTyped]:
    return {
        one.record: HalfTyped(*(str(one.answers.get(name) or "") for name in ("act", "text", "choice")))
        for one in drafts.all_of(read, desk.me.worker_id)
        if one.form == REPLY
    }
