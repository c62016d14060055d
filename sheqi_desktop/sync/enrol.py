"""Enrolment by files: 登记包 out, 申请文件 back, 核准包 out; the telephone proves what the files cannot.

The new machine makes its own keys and they never leave it.  The centre's 登记包 carries every roster from the first,
so the one number read over the telephone, the first root key's fingerprint, vouches for all the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sheqi_desktop.domain.trouble import (
    BundleDamaged,
    BundleTooNew,
    CodeWrong,
    FingerprintDiffers,
    InviteUnknown,
    PackExpired,
    PackUsed,
    RosterBroken,
    SignatureWrong,
    SlotTaken,
    WrongCounty,
)
from sheqi_desktop.sync import shape
from sheqi_desktop.sync.bytes import Unreadable, device_id, fingerprint, same_fingerprint
from sheqi_desktop.sync.copied import Ends, Vouched, read_vouched, why_not_copied
from sheqi_desktop.sync.frame import Frame, cut
from sheqi_desktop.sync.invitation import LASTS_MS, SLOTS, Account, Invitation, check_invitation, new_code
from sheqi_desktop.sync.machine import Machine
from sheqi_desktop.sync.manifest import Manifest
from sheqi_desktop.sync.pack import pack
from sheqi_desktop.sync.roster import Book, Device, Role

__all__ = [
    "LASTS_MS", "SLOTS", "Account", "Invitation", "Invite", "Request",
    "asked_for", "make_copy_request", "make_invite", "make_request", "new_code", "open_invite", "open_request",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Invite:
    """A 登记包 that was opened.  Nothing in it counts until the fingerprint was compared by telephone."""

    invitation: Invitation
    book: Book
    centre: Device

    @property
    def fingerprint(self) -> str:
        """The centre's five groups of four digits, to be read over the telephone."""
        return self.book.fingerprint

    def check(self, typed: str) -> None:
        """Compare what was read over the telephone."""
        if not same_fingerprint(typed, self.book.founder):
            raise FingerprintDiffers()

    def account(self, worker_id: str, code: str) -> Account:
        """Give a person's account for the right one-time code."""
        found = next((one for one in self.invitation.accounts if one.worker_id == worker_id), None)
        if found is None or not found.fits(code):
            raise CodeWrong(worker=found.name if found else worker_id)
        return found


@dataclass(frozen=True, slots=True)
class Request:
    """A 申请文件 that was opened: the new machine's keys, where it wants to work, and who asks."""

    device: str
    key: str
    age: str
    invite: str
    station_code: str
    slot: str
    kind: str
    worker_id: str
    workers: Mapping[str, str]
    label: str
    made: int
    copy_of: str = ""
    """The machine whose workspace was copied, where no 登记包 is answered but that machine's key vouches."""
    ends: Ends | None = None
    """Where it takes that machine's place: up to where it has what was written there."""

    @property
    def fingerprint(self) -> str:
        """The new machine's five groups of four digits, to be read over the telephone."""
        return fingerprint(bytes.fromhex(self.key))

    def check(self, typed: str) -> None:
        """Compare what was read over the telephone."""
        if not same_fingerprint(typed, bytes.fromhex(self.key)):
            raise FingerprintDiffers()


def make_invite(machine: Machine, book: Book, invitation: Invitation, counter: int, app: str = "") -> bytes:
    """Write a 登记包."""
    if len(invitation.slot) != 1 or invitation.slot not in SLOTS:
        raise ValueError("no such machine letter")
    if book.newest.station_device(invitation.station_code, invitation.slot):
        raise SlotTaken(slot=invitation.slot)
    return pack(
        kind="invite",
        machine=machine,
        county=book.county,
        to=(),
        counter=counter,
        roster_version=book.newest.version,
        rosters=book.since(0),
        made_ms=invitation.issued,
        app=app,
        extra={"invite": asdict(invitation)},
    )


def open_invite(data: bytes, now_ms: int, file: str = "") -> Invite:
    """Open a 登记包: it must prove itself from its own first roster on, and not be older than thirty days."""
    frame, manifest = _open_frame(data, "invite", file)
    try:
        rosters = [frame.bytes_of(part) for part in manifest.parts if part.kind == "roster"]
        said = shape.build(
            Invitation,
            manifest.extra.get("invite"),
            accounts=lambda each: shape.build(Account, each, roles=lambda role: shape.build(Role, role)),
        )
        check_invitation(said)
    except Unreadable as wrong:
        raise BundleDamaged(file=file, why=wrong.why) from wrong
    book = Book.load(rosters, file)
    if manifest.county != book.county:
        raise WrongCounty(file=file)
    centre = book.newest.device(manifest.sender)
    if centre is None or centre.kind != "center" or centre.status != "active":
        raise RosterBroken(file=file)
    if not frame.signed_by(centre.public):
        raise SignatureWrong(file=file)
    if now_ms > said.expires:
        raise PackExpired()
    return Invite(said, book, centre)


def make_request(
    machine: Machine, invite: Invite, worker_id: str, workers: Mapping[str, str], made_ms: int, label: str = ""
) -> bytes:
    """Write a 申请文件: this machine's public keys, its place, who asks, and the workers' own signing keys."""
    asked = {name: getattr(invite.invitation, name) for name in ("station_code", "slot", "kind")}
    asked |= {"invite": invite.invitation.id, "worker_id": worker_id, "label": label}
    return _request(machine, invite.book, asked, workers, made_ms)


def make_copy_request(
    machine: Machine, vouched: Vouched, book: Book, slot: str, worker_id: str, workers: Mapping[str, str],
    made_ms: int, label: str,
) -> bytes:  # fmt: skip
    """Write the 申请文件 of a computer to which the workspace of an enrolled machine was copied (TRUST §4.4)."""
    old = book.newest.device(vouched.device)
    if old is None:
        raise ValueError("nobody knows the machine that was copied")
    asked: dict[str, Any] = {"station_code": old.station_code, "slot": slot, "kind": old.kind, "invite": ""}
    asked |= {"worker_id": worker_id, "label": label, "copy_of": vouched.as_row()}
    return _request(machine, book, asked, workers, made_ms)


def _request(machine: Machine, book: Book, asked: Mapping[str, Any], workers: Mapping[str, str], made_ms: int) -> bytes:
    return pack(
        kind="enrol-request",
        machine=machine,
        county=book.county,
        to=[one for one in book.newest.active() if one.kind == "center"],
        counter=1,
        roster_version=book.newest.version,
        workers=workers,
        made_ms=made_ms,
        extra={"request": asked},
    )


def place_asked(data: bytes) -> tuple[str, str]:
    """Give station and machine letter of a 申请文件 that was checked before."""
    _, manifest = _open_frame(data, "enrol-request", "")
    said: Any = manifest.extra["request"]
    return str(said["station_code"]), str(said["slot"])


def open_request(
    data: bytes,
    *,
    file: str,
    book: Book,
    used: Callable[[str], str | None],
    expires_of: Callable[[str], int | None],
    now_ms: int,
) -> Request:
    """Open a 申请文件 at the centre.

    ``used`` gives the machine that answered an invitation before, ``expires_of`` when one of ours runs out.
    The signature shows only that the asker holds the key; that it is the right computer, the telephone shows.
    """
    frame, manifest = _open_frame(data, "enrol-request", file)
    if manifest.county != book.county:
        raise WrongCounty(file=file)
    try:
        key = bytes.fromhex(shape.hexes(manifest.key, 64))
        if device_id(key) != manifest.sender or not shape.is_address(manifest.age) or manifest.parts:
            raise Unreadable("申请的钥匙不对")
        said: Any = manifest.extra.get("request")
        shape.need(said, dict.fromkeys(("invite", "station_code", "slot", "kind", "worker_id", "label"), str))
        vouched = read_vouched(said.get("copy_of"))
    except Unreadable as wrong:
        raise BundleDamaged(file=file, why=wrong.why) from wrong
    if not frame.signed_by(key):
        raise SignatureWrong(file=file)
    asked: dict[str, Any] = {
        name: str(said[name]) for name in ("invite", "station_code", "slot", "kind", "worker_id", "label")
    }
    if vouched is not None:
        if why := why_not_copied(vouched, key, asked, book):
            raise BundleDamaged(file=file, why=why)
        workers = dict(manifest.workers)
        return Request(
            manifest.sender, manifest.key, manifest.age, workers=workers, made=manifest.made,
            copy_of=vouched.device, ends=vouched.ends, **asked,
        )  # fmt: skip
    expires = expires_of(asked["invite"])
    if expires is None:
        raise InviteUnknown(file=file)
    if used(asked["invite"]) not in (None, manifest.sender):
        raise PackUsed()
    known = book.newest.device(manifest.sender)
    if now_ms > expires and (known is None or known.status != "active"):
        raise PackExpired()
    return Request(
        manifest.sender, manifest.key, manifest.age, **asked, workers=dict(manifest.workers), made=manifest.made
    )


def asked_for(data: bytes) -> tuple[str, str, bytes, str]:
    """Give station, letter, key and kind of a request that was checked when it came in."""
    manifest = _open_frame(data, "enrol-request", "")[1]
    said: Any = manifest.extra.get("request")
    return str(said["station_code"]), str(said["slot"]), bytes.fromhex(manifest.key), str(said["kind"])


def _open_frame(data: bytes, kind: str, file: str) -> tuple[Frame, Manifest]:
    frame = cut(data, file)
    if frame.is_newer:
        raise BundleTooNew(file=file)
    try:
        manifest = frame.manifest()
    except Unreadable as wrong:
        raise BundleDamaged(file=file, why=wrong.why) from wrong
    if manifest.kind != kind:
        raise BundleDamaged(file=file, why="这不是登记要用的那一种文件")
    return frame, manifest
