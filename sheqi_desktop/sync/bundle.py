"""A bundle is read: every check of TRUST.md §4.5 in its order, and each failure is one plain sentence.

There is no “trust this signer?” here.  Trust was settled at enrolment; a bundle is accepted as a whole or refused
as a whole with the reason.  Reading changes nothing and gives back values only.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from sheqi_desktop.domain.change import Sealed
from sheqi_desktop.domain.trouble import (
    BundleDamaged,
    BundleTooNew,
    NotForUs,
    SignatureWrong,
    SignerPending,
    SignerRevoked,
    SignerUnknown,
    WrongCounty,
)
from sheqi_desktop.sync.body import Body, Counts
from sheqi_desktop.sync.bytes import Unreadable
from sheqi_desktop.sync.envelope import open_envelope
from sheqi_desktop.sync.frame import Frame, cut, is_frame
from sheqi_desktop.sync.header import MAX_BODIES, Header, TooNew, read_header, segment_hash
from sheqi_desktop.sync.machine import Machine
from sheqi_desktop.sync.manifest import OPEN_KINDS, Manifest
from sheqi_desktop.sync.pack import file_name, pack, shares, total
from sheqi_desktop.sync.roster import Book, Device
from sheqi_desktop.sync.segment import decode, verify

__all__ = ["Opened", "file_name", "is_frame", "open_bundle", "open_envelope", "pack", "peek", "read", "seen", "shares"]

_KEEP = 32 << 20
"""Bodies up to this much text stay decoded between reading and merging; larger ones are decoded again."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A bundle that passed every check of its bytes.  What its changes may do is judged next, by ``merge.plan``.

    ``book`` is the roster as known here plus what travelled inside.  ``unverified`` are segments of machines that
    no roster names yet: their signature cannot be checked, so they can only wait.
    """

    file: str
    sha256: str
    manifest: Manifest
    sender: Device
    book: Book
    roster_before: int
    sealed: tuple[Sealed, ...]
    headers: tuple[Header, ...]
    blobs: Mapping[str, bytes]
    unverified: frozenset[str]
    _bodies: dict[str, Body] = field(repr=False, compare=False)

    def body(self, sealed: Sealed) -> Body:
        """Give the decoded body of one of its segments."""
        kept = self._bodies.get(sealed.hash)
        return kept if kept is not None else decode(sealed, self.file)


def seen(data: bytes) -> str:
    """Give a file its name by content, to tell whether it came before."""
    return sha256(data).hexdigest()


def open_bundle(data: bytes, *, file: str, machine: Machine, book: Book, requests: Collection[str] = ()) -> Opened:
    """Open and check one bundle file addressed to this machine."""
    if is_frame(data):
        raise BundleDamaged(file=file, why="这是登记用的文件，不是数据包")
    plain = open_envelope(data, machine.age_secret, file)
    return read(plain, file=file, me=machine.device, book=book, requests=requests, sha=seen(data))


def peek(plain: bytes, file: str = "") -> Manifest:
    """Read what a bundle says about itself, without believing it: for looking at, never for merging."""
    frame = cut(plain, file)
    if frame.is_newer:
        raise BundleTooNew(file=file)
    try:
        return frame.manifest()
    except Unreadable as wrong:
        raise BundleDamaged(file=file, why=wrong.why) from wrong


def read(plain: bytes, *, file: str, me: str, book: Book, requests: Collection[str] = (), sha: str = "") -> Opened:
    """Check an opened bundle: frame, sender, signature, version, receiver, roster, every part and every segment."""
    frame = cut(plain, file)
    before = book.newest.version
    if frame.county != book.county:
        raise WrongCounty(file=file)
    sender = book.newest.device(frame.sender)
    if sender is None:
        book = _introduced(frame, book, file)
        sender = book.newest.device(frame.sender)
    if sender is None:
        if frame.sender in requests:
            raise SignerPending(file=file, device=_short(frame.sender), sender=frame.sender)
        raise SignerUnknown(file=file, fingerprint=_short(frame.sender), sender=frame.sender)
    if not frame.signed_by(sender.public):
        raise SignatureWrong(file=file)
    if frame.is_newer:
        raise BundleTooNew(file=file)
    try:
        manifest = frame.manifest()
        _check_kind(manifest)
        _check_standing(sender, manifest, file)
        if me not in manifest.to and me != sender.id:
            raise NotForUs(file=file)
        pieces = {part: frame.bytes_of(part) for part in manifest.parts}
        book = book.adopt((pieces[part] for part in manifest.parts if part.kind == "roster"), file)
        sender = book.newest.device(frame.sender) or sender
        _check_standing(sender, manifest, file)
        segments = [(_sealed(part.header, part.signature, pieces[part]), part) for part in manifest.parts if part.chain]
        for sealed, part in segments:
            if (sealed.chain, sealed.first) != (part.chain, part.first):
                raise Unreadable("段头与清单不符")
        headers = tuple(read_header(sealed.header) for sealed, _ in segments)
        unverified = _check_headers([sealed for sealed, _ in segments], headers, book, file)
        bodies = _read_bodies([sealed for sealed, _ in segments], headers, manifest.counts, file)
        blobs = {part.sha256: pieces[part] for part in manifest.parts if part.kind == "blob"}
        if any(sha256(data).hexdigest() != name for name, data in blobs.items()):
            raise Unreadable("附件与编号不符")
    except TooNew as newer:
        raise BundleTooNew(file=file) from newer
    except Unreadable as wrong:
        raise BundleDamaged(file=file, why=wrong.why) from wrong
    sealed_ = tuple(sealed for sealed, _ in segments)
    return Opened(file, sha or seen(plain), manifest, sender, book, before, sealed_, headers, blobs, unverified, bodies)


def _introduced(frame: Frame, book: Book, file: str) -> Book:
    """Let a roster that travels inside vouch for a sender not known yet: it proves itself by its root signatures."""
    if frame.is_newer:
        return book
    try:
        manifest = frame.manifest()
        return book.adopt((frame.bytes_of(part) for part in manifest.parts if part.kind == "roster"), file)
    except Unreadable as wrong:
        raise BundleDamaged(file=file, why=wrong.why) from wrong


def _check_kind(manifest: Manifest) -> None:
    kinds = {part.kind for part in manifest.parts}
    if manifest.kind in OPEN_KINDS:
        raise Unreadable("登记用的文件不会装在信封里")
    if manifest.kind in ("receipt", "roster") and not kinds <= {"roster"}:
        raise Unreadable("这一种包里不会有记录")


def _check_standing(sender: Device, manifest: Manifest, file: str) -> None:
    """Refuse a machine that is not in use; what a lost one says it wrote before is opened, to be held apart whole."""
    if sender.status == "pending":
        raise SignerPending(file=file, device=_named(sender), sender=sender.id)
    if sender.status in ("lost", "retired") and manifest.made <= sender.lost_at:
        return
    if sender.status != "active":
        raise SignerRevoked(file=file, device=_named(sender), sender=sender.id)


def _sealed(header: bytes, signature: bytes, body: bytes) -> Sealed:
    said = read_header(header)
    return Sealed(said.chain, said.first, said.last, segment_hash(header), header, signature, body)


def _check_headers(sealed: list[Sealed], headers: tuple[Header, ...], book: Book, file: str) -> frozenset[str]:
    """Check the signature of every segment by its own machine; give those whose machine no roster names."""
    unverified: set[str] = set()
    for segment, header in zip(sealed, headers, strict=True):
        if header.county != book.county:
            raise Unreadable("有一段不是本县的")
        device = book.newest.device(header.device)
        if device is None:
            unverified.add(segment.hash)
        elif not verify(segment, device.public):
            raise SignatureWrong(file=file)
    if sum(header.size for header in headers) > MAX_BODIES:
        raise Unreadable("解压后太大")
    return frozenset(unverified)


def _read_bodies(sealed: list[Sealed], headers: tuple[Header, ...], counts: Counts, file: str) -> dict[str, Body]:
    """Decode every segment once, and see that the summary says what is inside."""
    kept: dict[str, Body] = {}
    told: list[Counts] = []
    room = _KEEP
    for segment, header in zip(sealed, headers, strict=True):
        body = decode(segment, file)
        told.append(body.counts())
        room -= header.size
        if room >= 0:
            kept[segment.hash] = body
    if total(told) != counts:
        raise Unreadable("摘要与内容不符")
    return kept


def _named(device: Device) -> str:
    return f"{device.station_code}-{device.slot}"


def _short(device: str) -> str:
    return " ".join(device[i : i + 4] for i in range(0, 20, 4))
