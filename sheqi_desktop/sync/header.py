"""The signed header of a segment: whose it is, where it stands in its chain, and what its body hashes to.

Only headers are signed and chained.  The body hangs on its header by a hash, so a county-signed redaction can later
remove a body without breaking any signature.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sheqi_desktop.domain.change import Sealed
from sheqi_desktop.sync.bytes import SEGMENT, Unreadable, chain_id, hash_hex, is_hex, pae, read_json, write_json

FORMAT = 1
MAX_CHANGES = 50_000
MAX_BODY = 64 << 20
MAX_BODIES = 512 << 20
"""All bodies of one bundle together, before compression."""
MAX_HEADER = 4096
CODECS = ("zstd", "zlib")
NO_SEGMENT = hash_hex(b"")
"""The ``prev`` of a chain's first segment."""

Moment = tuple[int, int]


class TooNew(Unreadable):
    """The bytes are of a later format; keep the file and do not guess."""


@dataclass(frozen=True, slots=True)
class Header:
    """One segment header.  ``sealed`` and ``app`` are information only; nothing is decided by them alone."""

    v: int
    county: str
    chain: str
    device: str
    epoch: str
    audience: str
    first: int
    last: int
    prev: str
    body: str
    size: int
    codec: str
    schema: int
    roster: int
    hlc: tuple[Moment, Moment]
    sealed: str
    app: str

    @property
    def since_ms(self) -> int:
        """The logical moment of the first change."""
        return self.hlc[0][0]

    @property
    def until_ms(self) -> int:
        """The logical moment of the last change."""
        return self.hlc[1][0]

    @property
    def sealed_ms(self) -> int | None:
        """The wall clock when it was sealed, if it can be read; a clock may lie."""
        try:
            moment = datetime.fromisoformat(self.sealed)
        except ValueError:
            return None
        return None if moment.tzinfo is None else int(moment.timestamp() * 1000)


def write_header(header: Header) -> bytes:
    """Write the exact text that is signed."""
    return write_json(asdict(header))


def read_header(data: bytes) -> Header:
    """Read a header strictly; raise Unreadable, or TooNew for a later format."""
    if len(data) > MAX_HEADER:
        raise Unreadable("段头太长")
    said = read_json(data)
    if not isinstance(said, dict):
        raise Unreadable("段头不对")
    version = said.get("v")
    if type(version) is int and version > FORMAT:
        raise TooNew("段的格式比本机软件新")
    if version != FORMAT or type(version) is not int or not _well_formed(said):
        raise Unreadable("段头不对")
    since, until = said["hlc"]
    known = {name: said[name] for name in Header.__slots__ if name != "hlc"}
    header = Header(**known, hlc=((since[0], since[1]), (until[0], until[1])))
    if header.chain != chain_id(header.device, header.epoch, header.audience):
        raise Unreadable("段头的链号不对")
    if header.size > MAX_BODY:
        raise Unreadable("段太大")
    if not 1 <= header.first <= header.last or header.last - header.first >= MAX_CHANGES:
        raise Unreadable("段的序号不对")
    if (header.first == 1) != (header.prev == NO_SEGMENT):
        raise Unreadable("段的前一段不对")
    return header


def header_of(sealed: Sealed) -> Header:
    """Read the header of a segment."""
    return read_header(sealed.header)


def segment_hash(header: bytes) -> str:
    """Give the name of a segment: the hash of its exact header text as it is signed."""
    return hash_hex(pae(SEGMENT, header))


def _well_formed(said: dict[str, Any]) -> bool:
    return (
        all(is_hex(said.get(name), 32) for name in ("county", "chain", "device"))
        and all(is_hex(said.get(name), 64) for name in ("prev", "body"))
        and is_hex(said.get("epoch"), 16)
        and all(_is_text(said.get(name)) for name in ("audience", "sealed", "app"))
        and said.get("audience") != ""
        and said.get("codec") in CODECS
        and all(_is_count(said.get(name)) for name in ("first", "last", "size", "schema", "roster"))
        and isinstance(said.get("hlc"), list)
        and len(said["hlc"]) == 2
        and all(_is_moment(moment) for moment in said["hlc"])
    )


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= 200


def _is_count(value: object) -> bool:
    return type(value) is int and value >= 0


def _is_moment(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(_is_count(part) for part in value)
        and value[0] < 1 << 48
        and value[1] < 1 << 16
    )
