"""照片能不能对外用: what the pickers of media and reports ask before they offer a photo."""

from __future__ import annotations

from dataclasses import dataclass

from sheqi_desktop.domain.attachment import Attachment, attachments
from sheqi_desktop.domain.dates import age_on
from sheqi_desktop.domain.media import Shown, forbidden, may_use_for_media
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

    @property
    def usable(self) -> bool:
        """Tell whether a picker may offer it."""
        return not self.reasons


def media_photos(desk: Desk, record: str, *, masked: bool = False) -> list[MediaPhoto]:
    """Look at every picture of a record; what may not be used carries its reasons.  Raises NotFound."""
    with desk.read() as read:
        stored = desk.stored(read, record)
        refuse_unseen(desk, stored)
        people = _people(desk, read, stored)
        found = [(name, one) for name, one in attachments(stored.answers) if one.is_picture]
    today = desk.clock.today()
    return [
        MediaPhoto(
            name,
            one,
            may_use_for_media(one, people, today, restricted=stored.restricted or stored.voided, masked=masked),
        )
        for name, one in found
    ]


def forbidden_people(desk: Desk, read: Read, stored: StoredRecord) -> bool:
    """Tell whether somebody in a record took the consent back: its photos are shown as 禁止使用."""
    consents = (one.consents for one in _people(desk, read, stored))
    return any(forbidden(each, desk.clock.today()) for each in consents)


def _people(desk: Desk, read: Read, stored: StoredRecord) -> list[Shown]:
    """Give everybody a record names as a client, with the consents they handed in."""
    own = stored.id if stored.kind == "client" else stored.client
    clients = [one for one in dict.fromkeys([own, *sorted(mentioned(stored.answers))]) if one]
    people = []
    for client in clients:
        person = records.get(read, client)
        given = [one for one in sources.related(read, CONSENT, "client_id", client) if one.confirmed is not None]
        given.sort(key=lambda one: str(one.confirmed.get("signed_on") or "") if one.confirmed else "")
        # A withdrawal takes effect when it is written, not when somebody signs the paper about it.
        consents = [(one.confirmed or {}) | _withdrawal(one.answers) for one in given]
        age = age_on(person.answers.get("birth_date"), desk.clock.today()) if person else None
        name = mask_name(person.name) if person else "有一位服务对象"
        people.append(Shown(name, consents, age is not None and age < ADULT))
    return people


def _withdrawal(answers: dict[str, object]) -> dict[str, object]:
    return {name: answers[name] for name in ("withdrawn_on", "withdrawn_scopes") if name in answers}
