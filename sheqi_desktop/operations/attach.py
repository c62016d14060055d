"""添加附件: a photo or scan becomes an encrypted file known by its hash, and the answer that points to it.

Nothing is written unless everything is right: the sort of file, its size, its dots, its content.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sheqi_desktop.domain.attachment import PDF, PHOTO, attachment_of, sniff
from sheqi_desktop.domain.trouble import (
    AttachmentDamaged,
    AttachmentTooBig,
    AttachmentTrouble,
    AttachmentWrongType,
    NotReadable,
)
from sheqi_desktop.operations import pictures
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.progress import Progress, quiet
from sheqi_desktop.reports.preview import page_count
from sheqi_desktop.store import blobs

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

    Raises AttachmentTooBig, AttachmentWrongType, AttachmentDamaged, PictureTooLarge, NotReadable, DiskFull.
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


def thumbnail_of(desk: Desk, value: dict[str, Any]) -> bytes | None:
    """Give a small picture of a file for lists; None if it is not here, is no picture, or cannot be drawn."""
    one = attachment_of(value)
    data = kept_file(desk, one.hash) if one.is_picture else None
    if data is None:
        return None
    try:
        return pictures.thumbnail(data)
    except AttachmentTrouble:
        return None


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
        raise NotReadable(place=source.name, why=failure.strerror or "打不开") from failure


def _type(source: Source, data: bytes) -> str:
    """Believe the content, and insist that the name does not say something else."""
    type_ = sniff(data)
    known = source.path is None or source.path.suffix.lower() in ENDINGS
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
