"""The sealed pieces of every chain we hold, byte for byte, and what is inside them when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from sheqi_desktop.domain.change import ChainHead, Change, ChangeRef, Sealed
from sheqi_desktop.store import jsontext
from sheqi_desktop.store.lids import SHIFT, device_of, forget, number_of, number_or_new, ref_of
from sheqi_desktop.store.transaction import Read, Write


@dataclass(frozen=True, slots=True)
class Kept:
    """An accepted segment; ``name`` is its chain, or its branch where two computers used the same data."""

    sealed: Sealed
    name: str
    excluded: frozenset[int] = frozenset()
    schema: int = 1
    prev: str = ""


class Batch(Protocol):
    """Creations of one kind, column by column, as they lie in a segment."""

    @property
    def kind(self) -> str:
        """The kind of record."""

    @property
    def seqs(self) -> Sequence[int]:
        """The number of each creation in its chain."""

    @property
    def times(self) -> Sequence[int]:
        """When each was made, in milliseconds."""

    @property
    def authors(self) -> Sequence[str]:
        """Who made each."""

    @property
    def ids(self) -> Sequence[str]:
        """The record each creates."""

    @property
    def columns(self) -> Mapping[str, Sequence[Any]]:
        """The answers, question by question; None where one was not answered."""

    @property
    def kinds(self) -> Mapping[str, Collection[type]]:
        """The types that are in each column."""

    @property
    def reasons(self) -> Mapping[int, str]:
        """Reasons given, by the row's place."""

    @property
    def signatures(self) -> Mapping[int, str]:
        """Own signatures of workers, by the row's place."""


class Body(Protocol):
    """The inside of a segment."""

    def creations(self) -> Iterable[Batch]:
        """Give the creations, one batch per kind."""

    def patches(self, record_of: Callable[[ChangeRef], str | None]) -> Sequence[Change]:
        """Give the changes of existing records; the record is '' where its creation is not known."""


Decode: TypeAlias = Callable[[Kept], Body]

_COLUMNS = "s.hash, c.chain, s.first, s.last, s.header, s.signature, s.body, c.name, s.excluded, s.schema, s.prev, s.no"
_FROM = f"SELECT {_COLUMNS} FROM segment s JOIN chain c ON c.no = s.chain"


def _kept(row: Sequence[Any]) -> Kept:
    hash_, chain, first, last, header, signature, body, name, excluded, schema, prev, _ = row
    sealed = Sealed(chain, first, last, hash_, bytes(header), bytes(signature), bytes(body))
    return Kept(sealed, name, frozenset(jsontext.value(excluded)), schema, prev)


# ------------------------------------------------------------------------------ keeping
def keep_segment(
    write: Write,
    sealed: Sealed,
    *,
    device: str,
    epoch: str,
    audience: str,
    name: str = "",
    prev: str = "",
    schema: int = 1,
    excluded: Collection[int] = (),
    mine: bool = False,
) -> Kept:
    """Keep a sealed segment; one of our own takes its changes out of the open ones.  Twice is once."""
    name = name or sealed.chain
    no = number_or_new(write, name)
    write.run(
        "UPDATE chain SET chain = ?, device = ?, epoch = ?, audience = ?, mine = max(mine, ?),"
        " hash = CASE WHEN ? > seq THEN ? ELSE hash END, seq = max(seq, ?), last = max(last, ?) WHERE no = ?",
        sealed.chain,
        device,
        epoch,
        audience,
        int(mine),
        sealed.last,
        sealed.hash,
        sealed.last,
        sealed.last,
        no,
    )
    forget(write)
    write.run(
        "INSERT OR IGNORE INTO segment"
        " (chain, first, last, hash, prev, schema, excluded, unresolved, header, signature, body)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)",
        no,
        sealed.first,
        sealed.last,
        sealed.hash,
        prev,
        schema,
        jsontext.text(sorted(excluded)),
        sealed.header,
        sealed.signature,
        sealed.body,
    )
    write.run(
        "DELETE FROM open_change WHERE lid BETWEEN ? AND ?", no << SHIFT | sealed.first, no << SHIFT | sealed.last
    )
    return Kept(sealed, name, frozenset(excluded), schema, prev)


# ------------------------------------------------------------------------------ finding
def segments(read: Read, chain: str | None = None) -> Iterator[Kept]:
    """Walk the segments we hold, of one chain or of all, in order, one at a time."""
    for (no,) in read.rows(
        "SELECT s.no FROM segment s JOIN chain c ON c.no = s.chain WHERE ? IS NULL OR c.name = ?"
        " ORDER BY c.name, s.first",
        chain,
        chain,
    ):
        yield _by_no(read, no)


def segment(read: Read, hash_: str) -> Kept | None:
    """Find a segment by its hash."""
    row = read.row(f"{_FROM} WHERE s.hash = ?", hash_)
    return _kept(row) if row else None


def segments_by_hash(read: Read, hashes: Iterable[str]) -> list[Sealed]:
    """Give segments in the order asked for; an unknown one is left out."""
    found = (segment(read, hash_) for hash_ in hashes)
    return [kept.sealed for kept in found if kept]


def segment_hash(read: Read, ref: ChangeRef) -> str | None:
    """Give the hash of the sealed segment that holds a change, None while it is open or unknown."""
    no = number_of(read, ref.chain)
    found: str | None = read.value(
        "SELECT hash FROM segment WHERE chain = ? AND first <= ? AND last >= ?", no, ref.seq, ref.seq
    )
    return found


def header_at(read: Read, ref: ChangeRef) -> bytes | None:
    """Give the header of the segment a change was sealed in, None where it is not sealed yet."""
    no = number_of(read, ref.chain)
    found = read.value(
        "SELECT header FROM segment WHERE chain = ? AND first <= ? AND last >= ? LIMIT 1", no, ref.seq, ref.seq
    )
    return found if isinstance(found, bytes) else None


def address_of(read: Read, ref: ChangeRef) -> tuple[str, str] | None:
    """Name a sealed change for other chains: its chain id and the start of its segment's hash."""
    hash_ = segment_hash(read, ref)
    chain = read.value("SELECT chain FROM chain WHERE name = ?", ref.chain)
    return (chain, hash_[:8]) if hash_ else None


def links(read: Read) -> list[tuple[str, int, int, str, str, str]]:
    """List what hangs on what: chain id, first, last, hash, hash before, machine."""
    return [
        (chain, first, last, hash_, prev, device)
        for chain, first, last, hash_, prev, device in read.rows(
            "SELECT c.chain, s.first, s.last, s.hash, s.prev, c.device FROM segment s"
            " JOIN chain c ON c.no = s.chain ORDER BY c.chain, s.first, s.hash"
        )
    ]


def chains(read: Read) -> dict[str, ChainHead]:
    """Tell how far each chain is held, sealed segments only."""
    return {
        name: ChainHead(name, device, epoch, audience, seq, hash_)
        for name, device, epoch, audience, seq, hash_ in read.rows(
            "SELECT name, device, epoch, audience, seq, hash FROM chain WHERE seq > 0 OR mine = 1 ORDER BY name"
        )
    }


def chain_circles(read: Read) -> dict[str, tuple[str, str]]:
    """Tell whose each chain is and for which circle, by the chain's id: the branches of a fork share one."""
    rows = read.rows("SELECT DISTINCT chain, device, audience FROM chain WHERE device <> ''")
    return {chain: (device, circle) for chain, device, circle in rows}


def _by_no(read: Read, no: int) -> Kept:
    row = read.row(f"{_FROM} WHERE s.no = ?", no)
    assert row is not None
    return _kept(row)


# ------------------------------------------------------------------------------ looking inside
def body_of(read: Read, kept: Kept) -> Body:
    """Decode a segment; sync does it, the store is only told how."""
    if read.decode is None:
        raise RuntimeError("the database was opened without a way to decode segments")
    return read.decode(kept)


def creation_at(read: Read, lid: int) -> Change | None:
    """Give the change that created a record, out of its sealed segment."""
    chain_no, seq = lid >> SHIFT, lid & ((1 << SHIFT) - 1)
    no = read.value("SELECT no FROM segment WHERE chain = ? AND first <= ? AND last >= ?", chain_no, seq, seq)
    if no is None:
        return None
    inside: dict[int, tuple[Batch, int]] | None = read.remembered.get(("inside", no))
    if inside is None:
        body = body_of(read, _by_no(read, no))
        inside = {each: (batch, i) for batch in body.creations() for i, each in enumerate(batch.seqs)}
        read.remembered["inside", no] = inside
    if seq not in inside:
        return None
    return change_in(*inside[seq], ref_of(read, lid).chain, device_of(read, lid))


def change_in(batch: Batch, i: int, name: str, device: str) -> Change:
    """Give one creation of a batch as a change."""
    answers = {field: column[i] for field, column in batch.columns.items() if column[i] is not None}
    return Change(
        ref=ChangeRef(name, batch.seqs[i]),
        kind=batch.kind,
        record=batch.ids[i],
        parents=(),
        answers=answers,
        author=batch.authors[i],
        at=batch.times[i],
        reason=batch.reasons.get(i, ""),
        signature=batch.signatures.get(i, ""),
        device=device,
    )
