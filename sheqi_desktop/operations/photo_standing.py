"""What a card says beside a photo: may it be shown outside, and which record used it before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.attachment import PHOTO, attachment_of
from sheqi_desktop.domain.media import NOT_SAID, may_use_for_media
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.headline import saying
from sheqi_desktop.operations.kinds import words_of
from sheqi_desktop.operations.media_ready import clients_in, people_of
from sheqi_desktop.operations.restricted import may_see
from sheqi_desktop.store import blobs, records
from sheqi_desktop.store.records import StoredRecord


@dataclass(frozen=True, slots=True)
class UsedIn:
    """Another record that names the same photo; without ``kind`` it is not to be opened from here."""

    record: str
    kind: str
    words: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class PhotoStanding:
    """Everything a card says beside the photo itself.

    ``reasons`` is why it may not be shown outside: who did not agree to which scope, or took it back.
    """

    reasons: tuple[str, ...] = ()
    used: tuple[UsedIn, ...] = ()

    @property
    def forbidden(self) -> bool:
        """Tell whether it is 禁止使用; while nobody has ticked who is on it, only that is missing (domain 16 §3)."""
        return bool(self.reasons) and self.reasons != (NOT_SAID,)


def photo_standing(desk: Desk, record: str, kind: str, answers: Answers, value: Mapping[str, Any]) -> PhotoStanding:
    """Judge one photo of a form by what the form says now: who is named in it, whether it is 限阅."""
    one = attachment_of(value)
    with desk.read() as read:
        others = [id_ for id_, _ in blobs.uses(read, one.hash) if id_ != record]
        used = tuple(_used(desk, found) for found in records.get_many(read, others).values())
        if one.kind != PHOTO or not one.is_picture:
            return PhotoStanding(used=used)
        people = people_of(desk, read, clients_in(answers, record if kind == "client" else ""))
    limited = answers.get("restricted") is True
    reasons = may_use_for_media(one, people, desk.clock.today(), restricted=limited)
    return PhotoStanding(reasons, used)


def _used(desk: Desk, found: StoredRecord) -> UsedIn:
    """Name a record by its number and what it is about; a 限阅 one of others by nothing but its kind."""
    title = words_of(found.kind).words
    if not may_see(desk, found):
        return UsedIn(found.id, "", f"{title}（限阅）")
    about = found.name or saying(found.kind, found.answers)
    number = found.number.partition("-")[2] or "没有编号"
    return UsedIn(found.id, found.kind, title + (f"“{about[:16]}”" if about else ""), number)
