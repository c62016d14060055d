"""照片能不能对外用: what the pickers of media and reports ask before they offer a photo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.attachment import PHOTO, Attachment, attachments
from sheqi_desktop.domain.dates import age_on
from sheqi_desktop.domain.media import (
    NOT_SAID,
    SOMEBODY,
    Shown,
    against,
    forbidden,
    grounds,
    may_use_for_media,
    with_withdrawal,
)
from sheqi_desktop.domain.privacy import mask_name
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.restricted import refuse_unseen
from sheqi_desktop.store import records, sources
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord
from sheqi_desktop.store.source_rows import mentioned

CONSENT = "case_consent"
ADULT = 18


@dataclass(frozen=True, slots=True)
class MediaPhoto:
    """One picture of a record: may it be shown outside, and if not, why not."""

    question: str
    file: Attachment
    reasons: tuple[str, ...]
    grounds: str = ""
    """On whose consent it may be shown; said only where it may."""

    @property
    def usable(self) -> bool:
        """Tell whether a picker may offer it."""
        return not self.reasons

    @property
    def unsaid(self) -> bool:
        """Tell whether nobody has ticked yet who is on it: nothing is forbidden, something is missing."""
        return self.reasons == (NOT_SAID,)


def media_photos(desk: Desk, record: str, *, masked: bool = False) -> list[MediaPhoto]:
    """Look at every picture of a record; what may not be used carries its reasons.  Raises NotFound."""
    with desk.read() as read:
        stored = desk.stored(read, record)
        refuse_unseen(desk, stored)
        people = people_of(desk, read, clients_of(stored))
        found = [(name, one) for name, one in attachments(stored.answers) if one.is_picture]
    today, kept_back = desk.clock.today(), stored.restricted or stored.voided
    photos = []
    for name, one in found:
        reasons = may_use_for_media(one, people, today, restricted=kept_back, masked=masked)
        photos.append(MediaPhoto(name, one, reasons, "" if reasons else grounds(one, people, today)))
    return photos


def withdrawn_words(desk: Desk, clients: Sequence[str], photo: Attachment) -> str:
    """Say who took the consent back, '' where nobody did or where none of these clients can be on the photo."""
    if photo.kind != PHOTO or (photo.said_who and not (photo.shows_client or photo.shows_minor)):
        return ""
    with desk.read() as read:
        withdrew = _withdrew(desk, people_of(desk, read, clients))
    return against(withdrew[0], desk.clock.today()) if withdrew else ""


def _withdrew(desk: Desk, people: Sequence[Shown]) -> list[Shown]:
    return [one for one in people if forbidden(one.consents, desk.clock.today())]


def clients_of(stored: StoredRecord) -> list[str]:
    """Give everybody a record names as a client: its own person, and those in its rows."""
    return clients_in(stored.answers, stored.id if stored.kind == "client" else stored.client)


def clients_in(answers: Answers, own: str = "") -> list[str]:
    """Give everybody these answers name as a client."""
    said = answers.get("client_id")
    first = own or (said if isinstance(said, str) else "")
    return [one for one in dict.fromkeys([first, *sorted(mentioned(dict(answers)))]) if one]


def people_of(desk: Desk, read: Read, clients: Sequence[str]) -> list[Shown]:
    """Give some clients as a photo may show them, with the consents they handed in."""
    people = []
    for client in clients:
        person = records.get(read, client)
        given = [one for one in sources.related(read, CONSENT, "client_id", client) if one.confirmed is not None]
        given.sort(key=lambda one: str(one.confirmed.get("signed_on") or "") if one.confirmed else "")
        consents = [with_withdrawal(one.confirmed or {}, one.answers) for one in given]
        age = age_on(person.answers.get("birth_date"), desk.clock.today()) if person else None
        name = mask_name(person.name) if person else SOMEBODY
        people.append(Shown(name, consents, age is not None and age < ADULT))
    return people
