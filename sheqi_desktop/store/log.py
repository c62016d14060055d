"""The log: what this machine writes, what it holds of others, and the history of a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.change import ChainHead, Change, ChangeRef
from sheqi_desktop.store.apply import apply_patches
from sheqi_desktop.store.branches import rename_branch
from sheqi_desktop.store.creations import apply_creation
from sheqi_desktop.store.history import (
    as_row,
    change,
    changes_of,
    creation_of,
    history,
    keep_open,
    open_changes,
    open_count,
    record_of,
)
from sheqi_desktop.store.lids import circle_of, forget, number_or_new
from sheqi_desktop.store.segments import (
    Body,
    Decode,
    Kept,
    address_of,
    chain_circles,
    chains,
    keep_segment,
    links,
    segment,
    segment_hash,
    segments,
    segments_by_hash,
)
from sheqi_desktop.store.transaction import Read, Write
from sheqi_desktop.store.waiting import Parked, park, parked, quarantine, quarantined, release, unpark

__all__ = [
    "Body",
    "Decode",
    "Kept",
    "Parked",
    "address_of",
    "append",
    "chain_circles",
    "chains",
    "change",
    "changes_of",
    "circle_of",
    "close_chains",
    "creation_of",
    "history",
    "keep_segment",
    "last_at",
    "links",
    "open_changes",
    "open_count",
    "own_chain",
    "own_chains",
    "park",
    "parked",
    "quarantine",
    "quarantined",
    "record_of",
    "release",
    "rename_branch",
    "segment",
    "segment_hash",
    "segments",
    "segments_by_hash",
    "start_chain",
    "unpark",
]

ALL = "all"
_NEXT = (
    "SELECT no, name, last, device, (SELECT max(at) FROM chain WHERE current = 1) FROM chain"
    " WHERE current = 1 AND audience = ?"
)
"""What the next change of this machine follows: its chain, the number before, the machine, the time before."""


def start_chain(write: Write, head: ChainHead, mine: bool = True) -> None:
    """Begin an own chain; the earlier one of the same audience is closed but stays ours."""
    no = number_or_new(write, head.chain)
    if mine:
        write.run("UPDATE chain SET current = 0 WHERE audience = ?", head.audience)
    write.run(
        "UPDATE chain SET device = ?, epoch = ?, audience = ?, mine = ?, current = ?, seq = max(seq, ?),"
        " hash = CASE WHEN ? <> '' THEN ? ELSE hash END, last = max(last, ?) WHERE no = ?",
        head.device,
        head.epoch,
        head.audience,
        int(mine),
        int(mine),
        head.seq,
        head.hash,
        head.hash,
        head.seq,
        no,
    )
    forget(write)


def close_chains(write: Write) -> None:
    """End every chain this machine writes: what is written from now on begins new ones."""
    write.run("UPDATE chain SET current = 0 WHERE current = 1")


def own_chain(read: Read, audience: str = ALL) -> ChainHead | None:
    """Give the chain this machine writes now, as far as it is sealed."""
    row = read.row(
        "SELECT name, device, epoch, audience, seq, hash FROM chain WHERE current = 1 AND audience = ?", audience
    )
    return ChainHead(*row) if row else None


def own_chains(read: Read) -> dict[str, int]:
    """Tell how far this machine has written each of its chains, what is not sealed included."""
    return dict(read.rows("SELECT name, last FROM chain WHERE mine = 1 ORDER BY no"))


def current_chains(read: Read) -> dict[str, int]:
    """Tell how far this machine has written the chains of its present epoch."""
    return dict(read.rows("SELECT name, last FROM chain WHERE mine = 1 AND current = 1 ORDER BY no"))


def last_at(read: Read) -> int:
    """Give the logical time of this machine's last change, in whichever chain; no later change is earlier than it."""
    return int(read.value("SELECT max(at) FROM chain WHERE current = 1") or 0)


def append(
    write: Write,
    kind: str,
    record: str,
    parents: Sequence[ChangeRef],
    answers: Mapping[str, Value],
    author: str,
    at_ms: int,
    reason: str = "",
    signature: str = "",
    audience: str = ALL,
) -> Change:
    """Write one change of this machine and everything that follows from it, in the caller's transaction."""
    found = write.row(_NEXT, audience)
    if found is None:
        raise RuntimeError(f"no own chain for the audience {audience}")
    no, chain, last, device, last_at_ = found
    ref, at = ChangeRef(chain, last + 1), max(at_ms, last_at_)
    made = Change(ref, kind, record, tuple(parents), dict(answers), author, at, reason, signature, device)
    write.run("UPDATE chain SET last = ?, at = ? WHERE no = ?", ref.seq, at, no)
    keep_open(write, as_row(write, made))
    if made.creates:
        apply_creation(write, made, plain=not any("/" in path for path in answers))
    else:
        apply_patches(write, [made])
    return made
