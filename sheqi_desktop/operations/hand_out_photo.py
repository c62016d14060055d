"""存出来: a photo that may be shown outside leaves the program for a newspaper or a 公众号, and it is written down.

What leaves is the picture and nothing beside it: it is drawn anew, so no place and no telephone goes with it, and its
name names nobody (domain 16 §8, §11).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sheqi_desktop.domain.media import PHOTO_USE
from sheqi_desktop.domain.trouble import NotYours, PhotoElsewhere, PhotoNotForUse, ReasonTooShort
from sheqi_desktop.operations.attach import kept_file, where_is
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.media_ready import MediaPhoto, media_photos
from sheqi_desktop.operations.pictures import bare
from sheqi_desktop.operations.writing import write_file

HANDED_OUT = "photo_out"
PURPOSE_AT_LEAST = 5
_SHORT = 12


@dataclass(frozen=True, slots=True)
class ReadyPhoto:
    """A photo that may leave: on whose consent, and what the file is called."""

    record: str
    sha256: str
    grounds: str
    scope: int
    """The scope of consent it stands on; 0 where nobody can be seen on it."""
    file_name: str


def ready_photo(desk: Desk, record: str, sha256: str) -> ReadyPhoto:
    """Judge a photo of a saved record by what the record and the consents say now.

    Raises NotFound, NotYours, Restricted, PhotoNotForUse, PhotoElsewhere.
    """
    _refuse_others(desk, record)
    found = next((one for one in media_photos(desk, record) if one.file.hash == sha256), None)
    if found is None:
        raise PhotoNotForUse(why="它还没有随这份表保存。")
    if not found.usable:
        raise PhotoNotForUse(why="".join(found.reasons))
    if kept_file(desk, sha256) is None:
        raise PhotoElsewhere(where=where_is(desk, sha256))
    scope = PHOTO_USE if found.file.shows_client or found.file.shows_minor else 0
    return ReadyPhoto(record, sha256, found.grounds, int(scope), _name(found))


def hand_out_photo(desk: Desk, record: str, sha256: str, purpose: str, path: Path) -> Path:
    """Write the photo to a place outside; who took it, when, to whom and what for stands in the journal.

    ``purpose`` names who gets it and for what.  Raises ReasonTooShort, NotWritable, DiskFull, AttachmentDamaged and
    what ``ready_photo`` raises: between the question and the answer a consent may have been taken back.
    """
    if len(purpose.strip()) < PURPOSE_AT_LEAST:
        raise ReasonTooShort(what="把照片存出来")
    ready = ready_photo(desk, record, sha256)
    data = kept_file(desk, sha256)
    if data is None:
        raise PhotoElsewhere(where=where_is(desk, sha256))
    made = bare(data)
    with desk.write() as write:
        # Written down first: a photo that is outside and in no list is worse than a line about one that failed.
        desk.note(write, HANDED_OUT, record, file=sha256[:_SHORT], purpose=purpose.strip(), scope=ready.scope)
    write_file(path, made)
    return path


def _refuse_others(desk: Desk, record: str) -> None:
    """Only one's own station hands its photos out, and of its people who may export what shows somebody (10 §4)."""
    with desk.read() as read:
        stored = desk.stored(read, record)
    if desk.place.kind == "station" and stored.station != desk.station:
        raise NotYours(who=desk.unit_name(stored.station), contact="这是别的单位的记录，只能看。")
    desk.require("export.identified", stored)


def _name(photo: MediaPhoto) -> str:
    on = photo.file.taken_on
    return "-".join(("照片", *([on.isoformat()] if on else []), photo.file.hash[:6])) + ".jpg"
