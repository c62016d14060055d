"""The manifest of a bundle: who sends what to whom, read strictly before any part is touched."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sheqi_desktop.sync import shape
from sheqi_desktop.sync.body import Counts
from sheqi_desktop.sync.bytes import Unreadable, b64, is_hex, unb64, write_json
from sheqi_desktop.sync.header import MAX_BODY, MAX_HEADER
from sheqi_desktop.sync.roster import MAX_ROSTER

FORMAT = 1
CLOSED_KINDS = ("sync", "receipt", "bootstrap", "roster")
OPEN_KINDS = ("enrol-request", "invite")
"""Kinds that travel without an envelope: the receiver has no key yet, or the sender knows nobody's."""
MAX_PARTS = 10_000
MAX_BLOB = 16 << 20
MAX_LACKING = 2_000
_KNOWN = frozenset(
    "v county kind from to counter have roster parts summary part "
    "journal recovery bundles lacking workers made app key age".split()
)

Have = Mapping[str, tuple[int, str]]
"""By chain: the last sealed number held, and the hash of the segment that ends with it."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part: where it lies behind the signature, and what it must hash to."""

    kind: str
    hash: str
    offset: int
    length: int
    chain: str = ""
    first: int = 0
    header: bytes = b""
    signature: bytes = b""
    sha256: str = ""
    version: int = 0

    def order(self) -> tuple[Any, ...]:
        """Give the place of a part among the others: rosters, then segments, then attachments."""
        rank = ("roster", "segment", "blob").index(self.kind)
        # Two branches of one chain may say the same under two headers.
        body = self.hash if self.chain else ""
        return rank, self.version, self.chain, self.first, body, self.header, self.sha256

    def said(self) -> dict[str, Any]:
        """Give the part as it stands in the manifest."""
        common = {"kind": self.kind, "hash": self.hash, "offset": self.offset, "length": self.length}
        if self.kind == "segment":
            header = {"header": self.header.decode(), "signature": b64(self.signature)}
            return common | {"chain": self.chain, "first": self.first} | header
        return common | ({"sha256": self.sha256} if self.kind == "blob" else {"version": self.version})


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the sender signed about a bundle.  ``extra`` keeps members this program does not know."""

    kind: str
    county: str
    sender: str
    to: tuple[str, ...]
    counter: int
    roster: int
    made: int = 0
    have: Have = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    counts: Counts = field(default_factory=dict)
    as_of: str = ""
    part: tuple[int, int] = (1, 1)
    journal: tuple[int, str] | None = None
    recovery: bytes | None = None
    bundles: tuple[tuple[str, int], ...] = ()
    lacking: tuple[str, ...] = ()
    workers: Mapping[str, str] = field(default_factory=dict)
    app: str = ""
    key: str = ""
    age: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)

    def write(self) -> bytes:
        """Give the exact text that is signed."""
        said: dict[str, Any] = {
            "v": FORMAT,
            "county": self.county,
            "kind": self.kind,
            "from": self.sender,
            "to": sorted(self.to),
            "counter": self.counter,
            "have": {chain: list(reached) for chain, reached in self.have.items()},
            "roster": self.roster,
            "parts": [part.said() for part in self.parts],
            "summary": {"counts": self.counts, "as_of": self.as_of},
            "part": list(self.part),
            "journal": list(self.journal) if self.journal else None,
            "recovery": b64(self.recovery) if self.recovery else None,
            "made": self.made,
            "app": self.app,
        }
        if self.bundles:
            said["bundles"] = sorted([device, counter] for device, counter in self.bundles)
        if self.lacking:
            said["lacking"] = sorted(self.lacking)
        if self.workers:
            said["workers"] = dict(self.workers)
        if self.key:
            said |= {"key": self.key, "age": self.age}
        return write_json(said | dict(self.extra))


def read_manifest(said: Any) -> Manifest:
    """Read a manifest of this version strictly; raise Unreadable for anything odd."""
    shape.need(said, {"kind": str, "to": list, "have": dict, "parts": list, "summary": dict})
    shape.need(said["summary"], {"counts": dict, "as_of": str})
    if said["kind"] not in CLOSED_KINDS + OPEN_KINDS:
        raise Unreadable("种类不对")
    to = tuple(shape.hexes(device, 32) for device in said["to"])
    if list(to) != sorted(set(to)):
        raise Unreadable("收件人不对")
    if len(said["parts"]) > MAX_PARTS:
        raise Unreadable("件数太多")
    as_of = said["summary"]["as_of"]
    if as_of and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", as_of):
        raise Unreadable("数据截至日期不对")
    return Manifest(
        kind=said["kind"],
        county=shape.hexes(said.get("county"), 32),
        sender=shape.hexes(said.get("from"), 32),
        to=to,
        counter=shape.whole(said.get("counter"), 1),
        roster=shape.whole(said.get("roster")),
        made=shape.whole(said.get("made", 0)),
        have=read_have(said["have"]),
        parts=_read_parts(said["parts"]),
        counts=_read_counts(said["summary"]["counts"]),
        as_of=as_of,
        part=_read_share(said.get("part", [1, 1])),
        journal=_read_journal(said.get("journal")),
        recovery=_read_recovery(said.get("recovery")),
        bundles=_read_bundles(said.get("bundles", [])),
        lacking=_read_lacking(said.get("lacking", [])),
        workers=_read_workers(said.get("workers", {})),
        app=_short(said.get("app", "")),
        key=shape.hexes(said["key"], 64) if "key" in said else "",
        age=_short(said.get("age", "")),
        extra={name: value for name, value in said.items() if name not in _KNOWN},
    )


def read_have(said: Mapping[str, Any]) -> Have:
    """Read how far somebody holds the chains."""
    have: dict[str, tuple[int, str]] = {}
    for chain, reached in said.items():
        if not isinstance(reached, list) or len(reached) != 2:
            raise Unreadable("“have”不对")
        have[shape.hexes(chain, 32)] = (shape.whole(reached[0], 1), shape.hexes(reached[1], 64))
    return have


def _read_parts(said: Sequence[Any]) -> tuple[Part, ...]:
    parts: list[Part] = []
    offset = 0
    for each in said:
        part = _read_part(each)
        if part.offset != offset or (parts and part.order() <= parts[-1].order()):
            raise Unreadable("各件的次序或位置不对")
        offset += part.length
        parts.append(part)
    return tuple(parts)


def _read_part(said: Any) -> Part:
    shape.need(said, {"kind": str})
    kind, digest = said["kind"], shape.hexes(said.get("hash"), 64)
    offset, length = shape.whole(said.get("offset")), shape.whole(said.get("length"))
    if kind == "segment":
        shape.need(said, {"header": str, "signature": str})
        header = said["header"].encode("utf-8")
        # Compressed text is shorter than its body; the stored form of zlib adds a little.
        if len(header) > MAX_HEADER or length > MAX_BODY + (MAX_BODY >> 8):
            raise Unreadable("段太大")
        chain, first = shape.hexes(said.get("chain"), 32), shape.whole(said.get("first"), 1)
        return Part(kind, digest, offset, length, chain, first, header, unb64(said["signature"], 64))
    if kind == "blob" and length <= MAX_BLOB:
        return Part(kind, digest, offset, length, sha256=shape.hexes(said.get("sha256"), 64))
    if kind == "roster" and length <= MAX_ROSTER:
        return Part(kind, digest, offset, length, version=shape.whole(said.get("version"), 1))
    raise Unreadable("件的种类或大小不对")


def _read_counts(said: Mapping[str, Any]) -> Counts:
    for stations in said.values():
        if not isinstance(stations, dict):
            raise Unreadable("摘要不对")
        for tally in stations.values():
            if not isinstance(tally, list) or len(tally) != 3:
                raise Unreadable("摘要不对")
            for number in tally:
                shape.whole(number)
    return dict(said)


def _read_share(said: Any) -> tuple[int, int]:
    if not isinstance(said, list) or len(said) != 2:
        raise Unreadable("分包序号不对")
    number, of = shape.whole(said[0], 1), shape.whole(said[1], 1)
    if number > of or of > MAX_PARTS:
        raise Unreadable("分包序号不对")
    return number, of


def _read_journal(said: Any) -> tuple[int, str] | None:
    if said is None:
        return None
    if not isinstance(said, list) or len(said) != 2:
        raise Unreadable("日志摘要不对")
    return shape.whole(said[0]), shape.hexes(said[1], 64)


def _read_recovery(said: Any) -> bytes | None:
    if said is None:
        return None
    if not isinstance(said, str) or len(said) > 4096:
        raise Unreadable("恢复项不对")
    return unb64(said)


def _read_bundles(said: Any) -> tuple[tuple[str, int], ...]:
    if not isinstance(said, list) or not all(isinstance(each, list) and len(each) == 2 for each in said):
        raise Unreadable("回执清单不对")
    return tuple((shape.hexes(device, 32), shape.whole(counter, 1)) for device, counter in said)


def _read_lacking(said: Any) -> tuple[str, ...]:
    if not isinstance(said, list) or len(said) > MAX_LACKING:
        raise Unreadable("缺件清单不对")
    found = tuple(shape.hexes(name, 64) for name in said)
    if list(found) != sorted(set(found)):
        raise Unreadable("缺件清单不对")
    return found


def _read_workers(said: Any) -> dict[str, str]:
    if not isinstance(said, dict) or not all(is_hex(key, 64) for key in said.values()):
        raise Unreadable("人员签字钥不对")
    return said


def _short(said: Any) -> str:
    if not isinstance(said, str) or len(said) > 200:
        raise Unreadable("说明文字不对")
    return said
