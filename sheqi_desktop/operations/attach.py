"""添加附件: a photo or scan becomes an encrypted file known by its hash, and the answer that points to it.

Nothing is written unless everything is right: the sort of file, its size, its dots, its content.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sheqi_desktop.domain.attachment import PDF, PHOTO, attachment_of, is_other_photo, sniff
from sheqi_desktop.domain.trouble import (
    AttachmentDamaged,
    AttachmentEmpty,
    AttachmentTooBig,
    AttachmentTrouble,
    AttachmentWrongType,
    NotReadable,
    PhotoOfAnotherKind,
)
from sheqi_desktop.operations import pictures
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.progress import Progress, quiet
from sheqi_desktop.reports.preview import page_count, page_picture
from sheqi_desktop.store import blobs
from sheqi_desktop.store.files import not_read

MOST_BYTES = 10 << 20
ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".pdf"})
NAME_AT_MOST = 80


@dataclass(frozen=True, slots=True)
class Source:
    """Something to be taken in: a file of the disk, or bytes from the clipboard."""

    name: str
    path: Path | None = None
    data: bytes = b""

    @classmethod
    def of(cls, path: Path) -> Source:
        """Name a file of the disk."""
        return cls(path.name, path)


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of several files: the answers of those that are kept, and why the others are not."""

    kept: tuple[dict[str, Any], ...]
    refused: tuple[tuple[str, AttachmentTrouble | NotReadable], ...] = field(default=())


def attach(desk: Desk, source: Source | Path, *, keep_original: bool = False, kind: str = "") -> dict[str, Any]:
    """Keep one file and give the answer that points to it; the same content is kept once.

    Raises AttachmentTooBig, AttachmentWrongType, PhotoOfAnotherKind, AttachmentEmpty, AttachmentDamaged,
    PictureTooLarge, NotReadable, DiskFull.
    """
    desk.require("service.create")
    source = Source.of(source) if isinstance(source, Path) else source
    data = _bytes(source)
    told: dict[str, Any] = {"name": source.name[-NAME_AT_MOST:]}
    if _type(source, data) == PDF:
        told |= {"type": PDF, "pages": _pages(data, source.name), "kind": kind or "other"}
    else:
        drawn = pictures.whole(data, source.name) if keep_original else pictures.shrunk(data, source.name)
        if len(drawn.data) > MOST_BYTES:
            raise AttachmentTooBig()
        data = drawn.data
        told |= {"type": drawn.type, "kind": kind or PHOTO}
        if drawn.taken_on is not None:
            told["taken_on"] = drawn.taken_on.isoformat()
        if keep_original:
            told["original"] = True
    with desk.write() as write:
        sha256 = blobs.put(write, data, str(told["type"]), desk.clock.ms())
    return {"hash": sha256, "size": len(data)} | told


def attach_many(
    desk: Desk,
    sources: Iterable[Source],
    progress: Progress | None = None,
    *,
    keep_original: bool = False,
    kind: str = "",
) -> Taken:
    """Keep several files; one that is refused stops none of the others.  Raises DiskFull, Cancelled."""
    progress = progress or quiet()
    given: Sequence[Source] = list(sources)
    kept: list[dict[str, Any]] = []
    refused: list[tuple[str, AttachmentTrouble | NotReadable]] = []
    for number, source in enumerate(given):
        progress.tell(1, 1, "正在处理附件", number, len(given))
        try:
            kept.append(attach(desk, source, keep_original=keep_original, kind=kind))
        except (AttachmentTrouble, NotReadable) as trouble:
            refused.append((source.name, trouble))
    return Taken(tuple(kept), tuple(refused))


def kept_file(desk: Desk, sha256: str) -> bytes | None:
    """Give the bytes of a kept file, None if they are not on this machine."""
    with desk.read() as read:
        return blobs.get(read, sha256)


@dataclass(frozen=True, slots=True)
class Small:
    """A file as lists show it: a small picture where there is one, or where the original is when it is not here."""

    picture: bytes = b""
    elsewhere: str = ""
    """「原件在{站点机位}」; empty while the file is here."""


def small_of(desk: Desk, value: Mapping[str, Any]) -> Small:
    """Give a file for lists; one that cannot be drawn has no picture, which is never an error."""
    one = attachment_of(value)
    data = kept_file(desk, one.hash)
    if data is None:
        return Small(elsewhere=where_is(desk, one.hash))
    try:
        return Small(pictures.thumbnail(data) if one.is_picture else thumbnail_of_page(data))
    except (AttachmentTrouble, RuntimeError):
        return Small()


def thumbnail_of_page(data: bytes) -> bytes:
    """Draw the first page of a PDF small."""
    page = page_picture(data, 0, 24)
    return pictures.of_dots(page.rgb, (page.width, page.height))


def where_is(desk: Desk, sha256: str) -> str:
    """Say which machine wrote the file into a record: there the original is."""
    with desk.read() as read:
        device = desk.book.newest.device(blobs.writer_of(read, sha256))
    return f"原件在{desk.unit_name(device.station_code)}{device.slot}机" if device else "原件还没有到"


def _bytes(source: Source) -> bytes:
    if source.path is None:
        if len(source.data) > MOST_BYTES:
            raise AttachmentTooBig()
        return source.data
    try:
        if source.path.stat().st_size > MOST_BYTES:
            raise AttachmentTooBig()
        return source.path.read_bytes()
    except OSError as failure:
        raise not_read(failure, source.name) from failure


def _type(source: Source, data: bytes) -> str:
    """Believe the content, and insist that the name does not say something else."""
    type_ = sniff(data)
    if is_other_photo(data):
        raise PhotoOfAnotherKind(name=source.name)
    known = source.path is None or source.path.suffix.lower() in ENDINGS
    if known and not data:
        raise AttachmentEmpty(name=source.name)
    if known and not type_ and source.path is not None:
        raise AttachmentDamaged(name=source.name)
    if not known or not type_:
        raise AttachmentWrongType()
    return type_


def _pages(data: bytes, name: str) -> int:
    try:
        pages = page_count(data)
    except RuntimeError as wrong:  # PdfiumError: damaged, or locked with a password
        raise AttachmentDamaged(name=name) from wrong
    if not pages:
        raise AttachmentDamaged(name=name)
    return pages
