"""A sealed segment: one machine's next changes as columns, compressed, under a signed and chained header.

A segment is never changed again.  Receivers keep it byte for byte and hand it on, so a signature made at a station
can still be checked at the county, at a supervisor's and on the station's next laptop.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from sheqi_desktop.domain.change import ChainHead, Change, ChangeRef, Sealed
from sheqi_desktop.domain.clock import county_moment
from sheqi_desktop.domain.trouble import BundleDamaged, BundleTooNew
from sheqi_desktop.sync.body import Body
from sheqi_desktop.sync.bytes import SEGMENT, Unreadable, hash_hex, pae, read_shallow, signed_by, write_json
from sheqi_desktop.sync.codec import expand, squeeze
from sheqi_desktop.sync.columns import read_body
from sheqi_desktop.sync.compose import AddressOf, CreationOf, compose
from sheqi_desktop.sync.header import (
    FORMAT,
    MAX_BODY,
    MAX_CHANGES,
    NO_SEGMENT,
    Header,
    Moment,
    TooNew,
    header_of,
    read_header,
    segment_hash,
    write_header,
)

__all__ = ["SCHEMA", "Body", "decode", "header_of", "make_sealed", "read_header", "seal", "sealing_order", "verify"]

SCHEMA = 1
"""The version of the forms this program writes; readers of an older one store what they do not know."""


class Signing(Protocol):
    """Anything that signs bytes: a machine, or a bare private key."""

    def sign(self, message: bytes, /) -> bytes:
        """Sign bytes."""
        ...


def _nowhere(_: object) -> None:
    return None


def seal(
    changes: Sequence[Change],
    head: ChainHead,
    *,
    county: str,
    roster_version: int,
    signer: Signing,
    now_ms: int,
    app: str = "",
    schema: int = SCHEMA,
    codec: str = "zstd",
    creation_of: CreationOf = _nowhere,
    address_of: AddressOf = _nowhere,
) -> Sealed:
    """Seal the next changes of one chain.

    ``head`` is the chain's last sealed segment.  A change of another chain can be named only once it is sealed
    there itself; see ``sealing_order``.  What cannot be read back exactly is a bug and raises ValueError.
    """
    numbers = [change.ref.seq for change in changes]
    if not 1 <= len(changes) <= MAX_CHANGES or numbers != list(range(head.seq + 1, head.seq + 1 + len(changes))):
        raise ValueError("a segment holds the next changes of its chain, without a gap")
    if {change.ref.chain for change in changes} != {head.chain}:
        raise ValueError("a segment holds the changes of one chain")
    body = write_json(compose(changes, creation_of, address_of))
    if len(body) > MAX_BODY:
        raise ValueError("a segment holds at most 64 MiB; seal fewer changes at a time")
    codec, packed = squeeze(body, codec)
    header = Header(
        v=FORMAT,
        county=county,
        chain=head.chain,
        device=head.device,
        epoch=head.epoch,
        audience=head.audience,
        first=numbers[0],
        last=numbers[-1],
        prev=head.hash or NO_SEGMENT,
        body=hash_hex(body),
        size=len(body),
        codec=codec,
        schema=schema,
        roster=roster_version,
        hlc=_clock(changes),
        sealed=county_moment(now_ms).isoformat(timespec="seconds"),
        app=app,
    )
    text = write_header(header)
    sealed = make_sealed(text, signer.sign(pae(SEGMENT, text)), packed)
    _read_back(sealed, body)
    return sealed


def make_sealed(header: bytes, signature: bytes, body: bytes) -> Sealed:
    """Put the three parts of a segment together under its name; raise Unreadable for a header nobody would write."""
    said = read_header(header)
    return Sealed(said.chain, said.first, said.last, segment_hash(header), header, signature, body)


def verify(sealed: Sealed, public: bytes) -> bool:
    """Tell whether a machine's key signed this header."""
    return signed_by(public, sealed.signature, pae(SEGMENT, sealed.header))


def decode(sealed: Sealed, file: str = "") -> Body:
    """Unpack a segment within the size its header promises, check its hash and read its columns strictly."""
    try:
        header = read_header(sealed.header)
        plain = expand(sealed.body, header.codec, header.size)
        if hash_hex(plain) != header.body:
            raise Unreadable("内容与段头不符")
        return read_body(read_shallow(plain), header, sealed.hash)
    except TooNew as newer:
        raise BundleTooNew(file=file) from newer
    except Unreadable as wrong:
        raise BundleDamaged(file=file, why=wrong.why) from wrong


def sealing_order(
    waiting: Mapping[str, Sequence[Change]], creation_of: Callable[[str], ChangeRef | None] = _nowhere
) -> list[tuple[str, list[Change]]]:
    """Cut the unsealed changes of one machine's chains so that each piece names only what is sealed before it.

    With a single chain this is one piece.  Two chains of one machine (all, and a restricted audience) may refer to
    each other back and forth; then there are as many pieces as turns.
    """
    rest = {chain: list(changes) for chain, changes in waiting.items() if changes}
    open_refs = {change.ref for changes in rest.values() for change in changes}
    creations = {change.record: change.ref for changes in rest.values() for change in changes if change.creates}
    pieces: list[tuple[str, list[Change]]] = []

    def ready(change: Change) -> bool:
        named = set(change.parents) if change.creates else {*change.parents, creations.get(change.record)}
        return not any(ref and ref.chain != change.ref.chain and ref in open_refs for ref in named)

    while rest:
        for chain, changes in list(rest.items()):
            cut = next((i for i, change in enumerate(changes) if not ready(change)), len(changes))
            if cut:
                pieces.append((chain, changes[:cut]))
                open_refs -= {change.ref for change in changes[:cut]}
                rest[chain] = changes[cut:]
                break
        else:
            raise ValueError("changes that name each other in a circle")
        rest = {chain: changes for chain, changes in rest.items() if changes}
    return pieces


def _clock(changes: Sequence[Change]) -> tuple[Moment, Moment]:
    """Give the first and last logical moment; the counter tells changes of the same millisecond apart."""
    times = [change.at for change in changes]
    since, until = min(times), max(times)
    return (since, 0), (until, min(times.count(until) - 1, 0xFFFF))


def _read_back(sealed: Sealed, body: bytes) -> None:
    """Refuse to hand out a segment that a strict reader would refuse: better a bug here than a chain nobody takes."""
    try:
        header = read_header(sealed.header)
        if expand(sealed.body, header.codec, header.size) != body:
            raise Unreadable("compression does not come back")
        read_body(read_shallow(body), header, sealed.hash)
    except Unreadable as wrong:
        raise ValueError(f"this segment could not be read back: {wrong.why}") from wrong
