"""Inner hostile bundles: rightly signed and closed by an enrolled machine that lies inside.

Every lie says what must become of it: the code of its refusal, or ``IN`` where the format takes the file and nothing
but what the liar may write (or nothing at all) may follow from it.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sheqi_desktop.domain.change import ChainHead, Change, ChangeRef, Sealed
from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.store import log, segments
from sheqi_desktop.sync import bundle, segment
from sheqi_desktop.sync.bytes import BUNDLE, act_bytes, b64, hash_hex, pae, write_json
from sheqi_desktop.sync.codec import expand
from sheqi_desktop.sync.envelope import close
from sheqi_desktop.sync.frame import write_frame
from sheqi_desktop.sync.header import header_of
from tests.sync.parts import reseal

IN = "in"
DAMAGED, NOT_ALLOWED, MANY_VOIDS = "E-BND-01", "E-AUT-01", "E-AUT-02"
CHANGED, ROSTER, TOO_NEW = "E-SIG-02", "E-ROS-01", "E-BND-03"


@dataclass(frozen=True)
class Lie:
    """One bundle: what it tries, the file, what must become of it, and which records it may touch if it is taken."""

    tried: str
    data: bytes
    code: str
    may_touch: frozenset[str] = frozenset()


@dataclass
class Liar:
    """An enrolled machine, its people and what it knows; it may have got hold of everything others ever sent."""

    desk: Desk
    to: Desk
    all_knowing: Desk
    """A workspace that holds every segment: where the references to others' changes come from."""
    rng: random.Random
    people: tuple[str, ...] = ()
    mine: list[look_up.StoredRecord] = field(default_factory=list)
    theirs: list[look_up.StoredRecord] = field(default_factory=list)
    creations: dict[str, ChangeRef] = field(default_factory=dict)
    addresses: dict[ChangeRef, tuple[str, str] | None] = field(default_factory=dict)
    head: ChainHead = field(init=False)

    def __post_init__(self) -> None:
        station = self.desk.station
        self.people = tuple(
            one.worker_id for one in self.desk.book.newest.people if any(role.unit == station for role in one.roles)
        )
        every = look_up.list_records(self.all_knowing, look_up.Wanted(limit=10_000, restricted=True))
        self.mine = [one for one in every if one.station == station]
        self.theirs = [one for one in every if one.station != station]
        with self.all_knowing.read() as read:
            for one in every:
                created = log.creation_of(read, one.id)
                assert created is not None
                self.creations[one.id] = created
                for ref in (created, *one.heads):
                    self.addresses[ref] = segments.address_of(read, ref)
        with self.to.read() as read:
            chains = log.chains(read).values()
            own = [one for one in chains if one.device == self.desk.machine.device and one.audience == "all"]
        with self.desk.read() as read:
            self.head = own[0] if own else log.own_chain(read) or ChainHead("", "", "", "")
        self.number = 0

    @property
    def me(self) -> str:
        return self.desk.me.worker_id

    @property
    def colleague(self) -> str:
        return next(one for one in self.people if one != self.me)

    def fresh(self) -> str:
        """Give an id nobody has."""
        self.number += 1
        return f"01869c66-5e80-7d11-a196-{self.number:012x}"

    def change(self, nth: int, kind: str, record: str, answers: Mapping[str, Any], **more: Any) -> Change:
        """Make the n-th change after what the receiver holds of us."""
        facts: dict[str, Any] = {"author": self.me, "at": self.desk.clock.ms(), "parents": ()} | more
        ref = ChangeRef(self.head.chain, self.head.seq + nth)
        return Change(ref, kind, record, answers=answers, device=self.desk.machine.device, **facts)

    def patch(self, nth: int, record: look_up.StoredRecord, answers: Mapping[str, Any], **more: Any) -> Change:
        """Change a record that exists."""
        return self.change(nth, record.kind, record.id, answers, **({"parents": record.heads} | more))

    def hand(self, change: Change) -> Change:
        """Put our own worker's signature under a change."""
        key = Ed25519PrivateKey.from_private_bytes(self.desk.signing_seed)
        return replace(change, signature=b64(key.sign(act_bytes(change))))

    def base(self, **answers: Any) -> dict[str, Any]:
        """Give the answers every honest new record of ours has."""
        own = {"station_code": self.desk.station, "worker_id": self.me, "entered_by": self.me, "_form": 1}
        return own | answers

    def seal(self, changes: Sequence[Change], head: ChainHead | None = None, **facts: Any) -> Sealed:
        """Seal changes as our machine can."""
        common: dict[str, Any] = {"county": self.desk.book.county, "roster_version": self.to.book.newest.version}
        common |= {"signer": self.desk.machine, "now_ms": self.desk.clock.ms(), "app": "试"}
        return segment.seal(
            changes, head or self.head, creation_of=self.creations.get, address_of=self.addresses.get,
            **(common | facts),
        )  # fmt: skip

    def bundle(self, sealed: Iterable[Sealed] = (), **manifest: Any) -> bytes:
        """Pack a bundle for the receiver."""
        facts: dict[str, Any] = {"kind": "sync", "machine": self.desk.machine, "county": self.desk.book.county}
        facts |= {"counter": 900, "sealed": list(sealed), "to": [self.to.book.newest.device(self.to.machine.device)]}
        facts |= {"roster_version": self.to.book.newest.version, "as_of": "2023-04-03"}
        return bundle.pack(**(facts | manifest))

    def lie(self, tried: str, code: str, *changes: Change, may_touch: Iterable[str] = (), **facts: Any) -> Lie:
        """Put changes into a bundle of their own."""
        return Lie(tried, self.bundle([self.seal(changes, **facts)]), code, frozenset(may_touch))

    def spoilt(self, tried: str, code: str, changes: Sequence[Change], spoil: Spoil, **header: Any) -> Lie:
        """Change the columns of a body, or its header, and sign all of it again as if it were right."""
        sealed = self.seal(changes)
        told: dict[str, Any] = json.loads(expand(sealed.body, "zstd", header_of(sealed).size))
        spoil(told)
        plain = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        return Lie(tried, self.raw([reseal(sealed, self.desk.machine, plain, **header)]), code)

    def raw(self, sealed: Sequence[Sealed], extra: Sequence[tuple[str, bytes]] = (), **members: Any) -> bytes:
        """Write a bundle without any of the checks an honest program makes."""
        parts: list[dict[str, Any]] = []
        pieces = [data for _, data in extra] + [one.body for one in sealed]
        for version, data in extra:
            parts.append({"kind": "roster", "version": int(version), "hash": hash_hex(data), "length": len(data)})
        for one in sealed:
            part = {"kind": "segment", "chain": one.chain, "first": one.first, "header": one.header.decode()}
            part |= {"signature": b64(one.signature), "hash": hash_hex(one.body), "length": len(one.body)}
            parts.append(part)
        offset = 0
        for part in parts:
            part["offset"] = offset
            offset += part["length"]
        machine = self.desk.machine
        said = {"v": 1, "county": self.desk.book.county, "kind": "sync", "from": machine.device, "counter": 901}
        said |= {"to": [self.to.machine.device], "have": {}, "roster": 1, "parts": parts, "part": [1, 1]}
        said |= {"summary": {"counts": {}, "as_of": ""}} | members
        text = write_json(said)
        frame = write_frame(text, machine.sign(pae(BUNDLE, text)), pieces)
        return close(frame, [self.to.machine.recipient])


Spoil = Callable[[dict[str, Any]], object]


def word(rng: random.Random) -> dict[str, Any]:
    """Give some harmless answer."""
    return {rng.choice(("summary", "note", "village")): f"改成{rng.randrange(10**6)}"}
