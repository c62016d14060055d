"""A small invented county to send bundles about: one centre, two stations, their keys and a writer for each chain."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sheqi_desktop.domain.change import ChainHead, Change, ChangeRef, Sealed
from sheqi_desktop.sync.body import Body
from sheqi_desktop.sync.bundle import Opened, open_bundle, pack
from sheqi_desktop.sync.bytes import BUNDLE, SEGMENT, b64, chain_id, hash_hex, pae, write_json
from sheqi_desktop.sync.codec import squeeze
from sheqi_desktop.sync.envelope import close, open_envelope
from sheqi_desktop.sync.frame import cut, write_frame
from sheqi_desktop.sync.header import header_of, segment_hash
from sheqi_desktop.sync.lines import Lines, Link
from sheqi_desktop.sync.machine import Machine
from sheqi_desktop.sync.roster import Book, Device, Person, Role, Roster, Workspace, sign
from sheqi_desktop.sync.segment import decode, seal

NOW = 1_690_000_000_000
STATION = "411327101"
OTHER = "411327102"
CENTRE = "411327000"


def uid(number: int) -> str:
    """Give the record id with a number."""
    return str(uuid.UUID(int=number))


def device_of(machine: Machine, station: str, slot: str, kind: str, **more: Any) -> Device:
    return Device(machine.device, machine.public.hex(), machine.recipient, station, station, slot, kind, **more)


@dataclass
class County:
    """A centre with two enrolled stations."""

    root: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    centre: Machine = field(default_factory=Machine.make)
    station: Machine = field(default_factory=Machine.make)
    other: Machine = field(default_factory=Machine.make)
    book: Book = field(init=False)

    def __post_init__(self) -> None:
        devices = (
            device_of(self.centre, CENTRE, "A", "center"),
            device_of(self.station, STATION, "A", "station"),
            device_of(self.other, OTHER, "A", "station"),
        )
        people = (Person("w1", "SQ0001", "王芳", roles=(Role("social_worker", STATION),)),)
        places = (Workspace(CENTRE, "center", CENTRE), Workspace(STATION, "station", STATION))
        first = Roster(1, "", (self.root.public_key().public_bytes_raw().hex(),), 1, devices, people, places)
        self.book = Book.load([sign(first, [self.root])])

    def device(self, machine: Machine) -> Device:
        found = self.book.newest.device(machine.device)
        assert found is not None
        return found

    def become(self, machine: Machine, **changes: Any) -> None:
        """Sign a next roster in which a machine is changed."""
        devices = tuple(replace(d, **changes) if d.id == machine.device else d for d in self.book.newest.devices)
        self.book = self.book.adopt([sign(self.book.successor(devices=devices), [self.root])])

    def bundle(self, sealed: Iterable[Sealed] = (), machine: Machine | None = None, **more: Any) -> bytes:
        """Pack a bundle from the station to the centre, unless told otherwise."""
        facts: dict[str, Any] = {"kind": "sync", "to": [self.device(self.centre)], "counter": 1, "made_ms": NOW}
        facts |= {"county": self.book.county, "roster_version": self.book.newest.version, "as_of": "2023-03-31"}
        return pack(machine=machine or self.station, sealed=sealed, **(facts | more))

    def read(self, data: bytes, machine: Machine | None = None, **more: Any) -> Opened:
        return open_bundle(data, file="试.sqb", machine=machine or self.centre, book=self.book, **more)

    def forge(self, data: bytes, machine: Machine, **members: Any) -> bytes:
        """Rewrite members of a manifest and sign it again, as a hostile but enrolled machine could."""
        frame = cut(open_envelope(data, machine.age_secret), "")
        said = {name: value for name, value in (frame.said | members).items() if value is not ...}
        text = write_json(said)
        return self.sign_again(text, bytes(frame.rest), machine)

    def sign_again(self, text: bytes, rest: bytes, machine: Machine) -> bytes:
        frame = write_frame(text, machine.sign(pae(BUNDLE, text)), [rest])
        return close(frame, [self.centre.recipient, machine.recipient])


@dataclass
class Writer:
    """One machine writing its chain."""

    county: County
    machine: Machine
    epoch: str = "00" * 8
    audience: str = "all"
    head: ChainHead = field(init=False)
    seq: int = 0
    open: list[Change] = field(default_factory=list)
    sealed: list[Sealed] = field(default_factory=list)
    created: dict[str, ChangeRef] = field(default_factory=dict)

    def __post_init__(self) -> None:
        chain = chain_id(self.machine.device, self.epoch, self.audience)
        self.head = ChainHead(chain, self.machine.device, self.epoch, self.audience)

    @property
    def chain(self) -> str:
        return self.head.chain

    def copy(self) -> Writer:
        """Copy the whole writer, as a copied disk would."""
        twin = Writer(self.county, self.machine, self.epoch, self.audience)
        twin.head, twin.seq = self.head, self.seq
        twin.open, twin.sealed, twin.created = list(self.open), list(self.sealed), dict(self.created)
        return twin

    def create(self, record: str, answers: Mapping[str, Any], kind: str = "visit", author: str = "w1") -> Change:
        self.seq += 1
        ref = ChangeRef(self.chain, self.seq)
        self.created[record] = ref
        return self._add(Change(ref, kind, record, (), answers, author, NOW + self.seq, device=self.machine.device))

    def patch(
        self, record: str, parents: Iterable[ChangeRef], answers: Mapping[str, Any], reason: str = "", **more: Any
    ) -> Change:
        self.seq += 1
        facts: dict[str, Any] = {"kind": "visit", "author": "w1", "at": NOW + self.seq} | more
        ref = ChangeRef(self.chain, self.seq)
        device = self.machine.device
        return self._add(
            Change(ref, record=record, parents=tuple(parents), answers=answers, reason=reason, device=device, **facts)
        )

    def _add(self, change: Change) -> Change:
        self.open.append(change)
        return change

    def seal(self, others: Iterable[Writer] = (), **more: Any) -> Sealed:
        """Seal what is open."""
        known = Lines(Link.of(each) for writer in (self, *others) for each in writer.sealed)
        created = {record: ref for writer in (*others, self) for record, ref in writer.created.items()}
        facts: dict[str, Any] = {"county": self.county.book.county, "roster_version": 1, "now_ms": NOW, "app": "试"}
        sealed = seal(
            self.open,
            self.head,
            signer=self.machine,
            creation_of=created.get,
            address_of=known.address,
            **(facts | more),
        )
        self.open = []
        self.sealed.append(sealed)
        self.head = replace(self.head, seq=sealed.last, hash=sealed.hash)
        return sealed


def some_visits(county: County, machine: Machine | None = None, count: int = 3) -> Writer:
    """Write a few visits, an edit and a void."""
    writer = Writer(county, machine or county.station)
    for i in range(count):
        writer.create(
            uid(i + 1), {"station_code": STATION, "note": f"李大娘身体健康{i}", "mode": i, "met": bool(i % 2)}
        )
    first = writer.open[0].ref
    edit = writer.patch(uid(1), [first], {"note": "改过", "mode": None}, signature="")
    writer.patch(uid(1), [edit.ref], {"_deleted": True}, reason="重复录入")
    return writer


def reseal(sealed: Sealed, machine: Machine, plain: bytes | None = None, /, **header: Any) -> Sealed:
    """Write a segment again with other contents, correctly hashed and signed by a hostile machine."""
    said: dict[str, Any] = json.loads(sealed.header)
    stored = sealed.body
    if plain is not None:
        _, stored = squeeze(plain, said["codec"])
        said |= {"body": hash_hex(plain), "size": len(plain)}
    said |= header
    text = write_json(said)
    signature = machine.sign(pae(SEGMENT, text))
    return Sealed(said["chain"], said["first"], said["last"], segment_hash(text), text, signature, stored)


def raw_bundle(county: County, sealed: Iterable[Sealed], machine: Machine | None = None, counts: Any = None) -> bytes:
    """Pack segments without any of the checks an honest program makes."""
    sender = machine or county.station
    segments = sorted(sealed, key=lambda each: (each.chain, each.first, hash_hex(each.body)))
    parts, offset = [], 0
    for each in segments:
        parts.append(
            {
                "kind": "segment", "chain": each.chain, "first": each.first, "header": each.header.decode(),
                "signature": b64(each.signature),
                "hash": hash_hex(each.body), "offset": offset, "length": len(each.body),
            }
        )  # fmt: skip
        offset += len(each.body)
    said = {
        "v": 1, "county": county.book.county, "kind": "sync", "from": sender.device, "to": [county.centre.device],
        "counter": 1, "have": {}, "roster": 1, "parts": parts, "part": [1, 1],
        "summary": {"counts": counts if counts is not None else {}, "as_of": "2023-03-31"},
    }  # fmt: skip
    return county.sign_again(write_json(said), b"".join(each.body for each in segments), sender)


def counts_of(*sealed: Sealed) -> Any:
    from sheqi_desktop.sync.pack import total

    return total(decode(each).counts() for each in sealed)


def body_text(sealed: Sealed) -> dict[str, Any]:
    """Give the plain JSON of a segment's body, to be spoilt."""
    from sheqi_desktop.sync.codec import expand

    header = header_of(sealed)
    said: dict[str, Any] = json.loads(expand(sealed.body, header.codec, header.size))
    return said


@dataclass
class Workspace_:
    """What a workspace holds, for planning: the segments accepted so far and those that wait."""

    machine: Machine
    held: list[Sealed] = field(default_factory=list)
    parked: list[Sealed] = field(default_factory=list)
    writing: dict[str, int] = field(default_factory=dict)

    @property
    def device(self) -> str:
        return self.machine.device

    def links(self) -> list[Link]:
        return [Link.of(each) for each in self.held]

    def waiting(self) -> list[Sealed]:
        return self.parked

    def record_of(self, ref: ChangeRef) -> str | None:
        lines = Lines(self.links())
        for each in self.held:
            if lines.name(each.hash) == ref.chain and each.first <= ref.seq <= each.last:
                body: Body = decode(each)
                created = body.created(ref.seq)
                return created[1] if created else None
        return None

    def my_chains(self) -> dict[str, int]:
        return self.writing


def blob(text: bytes) -> dict[str, bytes]:
    return {sha256(text).hexdigest(): text}
