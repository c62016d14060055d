"""The roster: which machines and people exist in the county, what they may do, and up to where a lost one is believed.

It is a small chain of trust of its own.  Version n+1 is signed by root keys that version n lists, so the roots can
rotate, and nobody who merely holds a bundle can add a machine.  The county's name follows from version 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sheqi_desktop.domain.trouble import BundleTooNew, RosterBroken
from sheqi_desktop.sync import shape
from sheqi_desktop.sync.bytes import (
    ROSTER,
    Unreadable,
    b64,
    device_id,
    fingerprint,
    id_of,
    pae,
    read_json,
    signed_by,
    unb64,
    write_json,
)
from sheqi_desktop.sync.circles import circles
from sheqi_desktop.sync.header import TooNew
from sheqi_desktop.sync.listed import DEVICE_KINDS, DEVICE_STATES, Audience, Cut, Device, Person, Role, Workspace

__all__ = [
    "DEVICE_KINDS",
    "MAX_ROSTER",
    "Audience",
    "Book",
    "Cut",
    "Device",
    "Person",
    "Role",
    "Roster",
    "Workspace",
    "sign",
    "version_of",
]

MAX_ROSTER = 4 << 20


@dataclass(frozen=True, slots=True)
class Roster:
    """One version of the roster."""

    version: int
    county: str
    roots: tuple[str, ...]
    threshold: int = 1
    devices: tuple[Device, ...] = ()
    people: tuple[Person, ...] = ()
    workspaces: tuple[Workspace, ...] = ()
    audiences: tuple[Audience, ...] = ()
    cuts: tuple[Cut, ...] = ()
    issued: int = 0
    by: str = ""

    def device(self, device: str) -> Device | None:
        """Find a machine by its id."""
        return next((one for one in self.devices if one.id == device), None)

    def person(self, worker: str) -> Person | None:
        """Find a person by id."""
        return next((one for one in self.people if one.worker_id == worker), None)

    def active(self) -> list[Device]:
        """List the machines that are in use."""
        return [one for one in self.devices if one.status == "active"]

    def station_device(self, station: str, slot: str) -> Device | None:
        """Find a machine by station and letter, whatever became of it: letters are never given twice."""
        return next((one for one in self.devices if one.station_code == station and one.slot == slot), None)

    def cuts_of(self, device: str) -> list[Cut]:
        """List up to where the chains of a machine are believed."""
        return [cut for cut in self.cuts if cut.device == device and not cut.worker]

    @property
    def circles(self) -> dict[str, tuple[str, ...]]:
        """Give every circle with its machines; a roster without lists is older than circles."""
        return {one.name: one.devices for one in self.audiences} or circles(self)

    def receives(self, audience: str, device: str) -> bool:
        """Tell whether a machine belongs to the circle of a chain."""
        return audience == "all" or device in self.circles.get(audience, ())


def sign(roster: Roster, roots: Sequence[Ed25519PrivateKey]) -> bytes:
    """Sign a roster with root keys and give the bytes that travel: the exact signed text, and the signatures."""
    said = asdict(roster) | {"v": 1}
    for one in (*said["devices"], *said["people"], *said["cuts"]):
        # What somebody does not have is not written: a roster says the same bytes as before it could be said.
        for name in [name for name in ("workers", "more_keys", "phone", "unit") if one.get(name, True) in ("", ())]:
            del one[name]
    text = write_json(said)
    signatures = {key.public_key().public_bytes_raw().hex(): b64(key.sign(pae(ROSTER, text))) for key in roots}
    return write_json({"roster": text.decode(), "sigs": signatures})


@dataclass(frozen=True, slots=True)
class _Signed:
    roster: Roster
    text: bytes
    signatures: dict[str, str]
    raw: bytes

    def signers(self, roots: Iterable[str]) -> int:
        """Count the root keys among those listed that really signed."""
        message = pae(ROSTER, self.text)
        return sum(
            1
            for root in set(roots)
            if root in self.signatures and signed_by(bytes.fromhex(root), unb64(self.signatures[root], 64), message)
        )


@dataclass(frozen=True, slots=True)
class Book:
    """Every version of the roster known here, from the first, each proven by the one before it."""

    pages: tuple[_Signed, ...] = field(repr=False)

    @classmethod
    def load(cls, signed: Iterable[bytes], file: str = "") -> Book:
        """Read versions 1 to n and prove each; raise RosterBroken if one does not follow."""
        book: Book | None = None
        for raw in signed:
            page = _read(raw, file)
            book = cls(_first(page, file)) if book is None else book._with(page, file)
        if book is None:
            raise RosterBroken(file=file)
        return book

    @property
    def newest(self) -> Roster:
        """The version in force."""
        return self.pages[-1].roster

    @property
    def county(self) -> str:
        """The county's name: what version 1 hashes to."""
        return id_of(self.pages[0].text)

    @property
    def founder(self) -> bytes:
        """The first root key, whose fingerprint is read over the telephone."""
        return bytes.fromhex(self.pages[0].roster.roots[0])

    @property
    def fingerprint(self) -> str:
        """The centre's fingerprint: five groups of four digits."""
        return fingerprint(self.founder)

    def at(self, version: int) -> Roster | None:
        """Give a version, if it is known."""
        return self.pages[version - 1].roster if 1 <= version <= len(self.pages) else None

    def signed(self, version: int) -> bytes:
        """Give a version as it travels."""
        return self.pages[version - 1].raw

    def since(self, version: int) -> list[bytes]:
        """Give the later versions as they travel; 0 gives all."""
        return [page.raw for page in self.pages[version:]]

    def adopt(self, signed: Iterable[bytes], file: str = "") -> Book:
        """Add later versions.  Known ones are passed over; a different text for a known version is refused."""
        book, known = self, {page.raw for page in self.pages}
        for page in [_read(raw, file) for raw in signed if raw not in known]:
            version = page.roster.version
            if version <= len(book.pages):
                if book.pages[version - 1].text != page.text:
                    raise RosterBroken(file=file)
            elif version == len(book.pages) + 1:
                book = book._with(page, file)
            # A version that leaves a gap proves nothing; it comes again with the ones between.
        return book

    def successor(self, **changes: Any) -> Roster:
        """Give the next version of the roster, with changes and its circles as they follow, to be signed by a root."""
        following = replace(self.newest, version=self.newest.version + 1, county=self.county, **changes)
        listed = tuple(Audience(name, there) for name, there in circles(following).items())
        return following if "audiences" in changes else replace(following, audiences=listed)

    def _with(self, page: _Signed, file: str) -> Book:
        before = self.newest
        roster = page.roster
        if roster.version != before.version + 1 or roster.county != self.county:
            raise RosterBroken(file=file)
        if page.signers(before.roots) < before.threshold:
            raise RosterBroken(file=file)
        return Book((*self.pages, page))


def version_of(raw: bytes) -> int:
    """Read the version number of a signed roster."""
    return _read(raw, "").roster.version


def _first(page: _Signed, file: str) -> tuple[_Signed, ...]:
    roster = page.roster
    if roster.version != 1 or roster.county or page.signers(roster.roots) < roster.threshold:
        raise RosterBroken(file=file)
    return (page,)


def _read(raw: bytes, file: str) -> _Signed:
    try:
        if len(raw) > MAX_ROSTER:
            raise Unreadable("名册太大")
        outer = read_json(raw)
        shape.need(outer, {"roster": str, "sigs": dict})
        text = outer["roster"].encode("utf-8")
        for key, signature in outer["sigs"].items():
            shape.hexes(key, 64)
            unb64(signature if isinstance(signature, str) else "", 64)
        return _Signed(_roster(text), text, outer["sigs"], raw)
    except TooNew as newer:
        raise BundleTooNew(file=file) from newer
    except (Unreadable, UnicodeEncodeError) as wrong:
        raise RosterBroken(file=file) from wrong


@lru_cache(maxsize=256)
def _roster(text: bytes) -> Roster:
    shape.need(said := read_json(text), {"v": int})
    if said["v"] > 1:
        raise TooNew("名册的格式比本机软件新")
    shape.need(said, dict.fromkeys(("devices", "people", "workspaces", "audiences", "cuts"), list))
    roster = shape.build(
        Roster,
        said,
        devices=lambda each: _device(shape.build(Device, each)),
        people=lambda each: shape.build(Person, each, roles=lambda role: shape.build(Role, role)),
        workspaces=lambda each: shape.build(Workspace, each),
        audiences=lambda each: shape.build(Audience, each),
        cuts=lambda each: shape.build(Cut, each),
    )
    for root in roster.roots:
        shape.hexes(root, 64)
    if not 1 <= roster.threshold <= len(set(roster.roots)) or roster.version < 1:
        raise Unreadable("名册的根钥不对")
    ids = [device.id for device in roster.devices]
    if len(set(ids)) != len(ids):
        raise Unreadable("名册里的机器重复")
    return roster


def _device(device: Device) -> Device:
    shape.hexes(device.key, 64)
    if device.id != device_id(device.public) or device.status not in DEVICE_STATES or not shape.is_address(device.age):
        raise Unreadable("名册里的机器不对")
    return device
