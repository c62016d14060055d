"""附件: a photo, scan or paper as an answer points to it; the content lies elsewhere, known by its hash (domain 07 §6).

An answer holds ``{hash, name, size, type}`` and, since the answers of the first papers, what people say about it:
kind, day, caption, who is on it.  Whatever is not said has its everyday meaning, so that old answers read as before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sheqi_desktop.domain.answers import Answers, Value
from sheqi_desktop.domain.dates import day

PHOTO, SIGNED_SCAN = "photo", "signed_scan"
JPEG, PNG, PDF = "image/jpeg", "image/png", "application/pdf"
CAPTION_AT_MOST = 60
DAYS_APART = 1
"""A photo may be taken on the evening before or the morning after."""
REPLACED = "_replaced"
"""The answer in which a change names the files it took out of a record that was handed in."""
_MAGIC = ((b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG), (b"%PDF-", PDF))


_OTHER_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"})


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file of a record, as its answer describes it."""

    hash: str
    name: str
    size: int
    type: str
    kind: str
    taken_on: date | None
    caption: str
    shows_client: bool
    shows_minor: bool
    said_who: bool
    """Whether anybody ticked who is on it; old answers did not ask."""
    page_no: int
    pages: int

    @property
    def is_picture(self) -> bool:
        """Tell a picture from a paper."""
        return self.type.startswith("image/")

    @property
    def level(self) -> str:
        """Give the 密级 it has by itself: faces make it 敏感; a 限阅 record makes all of its files 限阅."""
        return "sensitive" if self.shows_client or self.shows_minor else "ordinary"


def is_attachment(value: Any) -> bool:
    """Tell whether a value points to a file."""
    return isinstance(value, dict) and isinstance(value.get("hash"), str) and isinstance(value.get("size"), int)


def are_attachments(value: Any) -> bool:
    """Tell whether an answer is a list of files."""
    return isinstance(value, list) and bool(value) and all(map(is_attachment, value))


def attachment_of(value: Mapping[str, Any]) -> Attachment:
    """Read what an answer says about a file."""
    type_ = _text(value, "type")
    return Attachment(
        hash=str(value["hash"]),
        name=_text(value, "name") or "附件",
        size=int(value["size"]),
        type=type_,
        kind=_text(value, "kind") or (PHOTO if type_.startswith("image/") else "other"),
        taken_on=day(value.get("taken_on")),
        caption=_text(value, "caption"),
        shows_client=value.get("shows_client") is True,
        shows_minor=value.get("shows_minor") is True,
        said_who=isinstance(value.get("shows_client"), bool) or isinstance(value.get("shows_minor"), bool),
        page_no=_whole(value, "page_no"),
        pages=_whole(value, "pages"),
    )


def attachments(answers: Answers) -> Iterator[tuple[str, Attachment]]:
    """Give every file a record points to with the name of its question, signed sheets and rows included."""
    for name, value in answers.items():
        if isinstance(value, list | dict):
            for one in pointers(value):
                yield name, attachment_of(one)


def pointers(value: Any) -> Iterator[dict[str, Any]]:
    """Find every pointer to a file inside one answer."""
    if isinstance(value, dict):
        if is_attachment(value):
            yield value
        else:
            for inner in value.values():
                if isinstance(inner, dict | list):
                    yield from pointers(inner)
    elif isinstance(value, list):
        for inner in value:
            if isinstance(inner, dict):
                yield from pointers(inner)


def only_added(now: Value, before: Value) -> bool:
    """Tell whether an answer differs from an earlier one only by files that came later (待补 of a signed sheet).

    A file taken out or exchanged is a 更正; one that was still missing and comes is not.
    """
    if before is None or before == []:
        return is_attachment(now) or are_attachments(now)
    if are_attachments(before):
        had = before if isinstance(before, list) else []
        return isinstance(now, list) and are_attachments(now) and all(one in now for one in had)
    if isinstance(before, dict) and isinstance(now, dict) and isinstance(before.get("state"), str):
        said, told = dict(now), dict(before)
        came, was = said.pop("file", None), told.pop("file", None)
        return was is None and is_attachment(came) and said == told
    return False


def taken_out(patch: Answers, before: Answers) -> list[str]:
    """Name the files, by their hashes, that were in the answers a change writes anew and no longer are."""
    had = {one["hash"] for name in patch for one in pointers(before.get(name))}
    return sorted(had - {one["hash"] for value in patch.values() for one in pointers(value)})


def only_files(answers: Answers) -> bool:
    """Tell whether a change does nothing but add files, or say more about those that are there."""
    return bool(answers) and all(is_attachment(value) or are_attachments(value) for value in answers.values())


def sniff(data: bytes) -> str:
    """Tell by its first bytes what a file is, '' if none of jpg, png, pdf."""
    return next((type_ for magic, type_ in _MAGIC if data.startswith(magic)), "")


def is_other_photo(data: bytes) -> bool:
    """Tell a photo of newer telephones (HEIC, AVIF, WebP) by its first bytes, whatever its name says."""
    return (data[4:8] == b"ftyp" and data[8:12] in _OTHER_BRANDS) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def default_caption(on: date | None, place: str, what: str) -> str:
    """Give 「日期 地点 活动」, as much of it as is known."""
    words = " ".join(one for one in (on.isoformat() if on else "", place.strip(), what.strip()) if one)
    return words[:CAPTION_AT_MOST]


def days_differ(one: Attachment, served: date | None) -> bool:
    """Tell whether a photo was taken more than a day from the service it is to prove."""
    if one.kind != PHOTO or one.taken_on is None or served is None:
        return False
    return abs((one.taken_on - served).days) > DAYS_APART


def _text(value: Mapping[str, Any], name: str) -> str:
    said = value.get(name)
    return said if isinstance(said, str) else ""


def _whole(value: Mapping[str, Any], name: str) -> int:
    said = value.get(name)
    return said if isinstance(said, int) and not isinstance(said, bool) else 0
