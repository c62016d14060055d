"""Segments that are not part of the records yet: parked until a gap closes, or held apart from a revoked machine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sheqi_desktop.domain.change import Sealed
from sheqi_desktop.store import jsontext
from sheqi_desktop.store.sql import sql_name
from sheqi_desktop.store.transaction import Read, Write

_COLUMNS = "hash, name, chain, first, last, reason, missing, at, header, signature, body"


@dataclass(frozen=True, slots=True)
class Parked:
    """A segment that waits, and what for; ``missing`` is (chain, from, to) of a gap."""

    sealed: Sealed
    name: str
    reason: str
    missing: tuple[str, int, int] | None
    at: int


def park(
    write: Write, sealed: Sealed, name: str, reason: str, missing: Sequence[object] | None = None, at_ms: int = 0
) -> None:
    """Let a segment wait; one that waits already keeps its first day and takes the new reason."""
    _put(write, "parked", sealed, name, reason, missing, at_ms)


def parked(read: Read) -> list[Parked]:
    """List what waits, by chain and place."""
    return _all(read, "parked")


def unpark(write: Write, hash_: str) -> None:
    """Stop waiting: the segment was taken in, or will never be."""
    write.run("DELETE FROM parked WHERE hash = ?", hash_)


def quarantine(write: Write, sealed: Sealed, reason: str, at_ms: int = 0) -> None:
    """Hold a segment of a revoked machine apart until somebody decides."""
    _put(write, "quarantine", sealed, sealed.chain, reason, None, at_ms)


def quarantined(read: Read) -> list[Parked]:
    """List what is held apart."""
    return _all(read, "quarantine")


def release(write: Write, hash_: str) -> None:
    """Let go of a segment that was decided upon."""
    write.run("DELETE FROM quarantine WHERE hash = ?", hash_)


def _put(
    write: Write,
    table: str,
    sealed: Sealed,
    name: str,
    reason: str,
    missing: Sequence[object] | None,
    at_ms: int,
) -> None:
    write.run(
        f"INSERT INTO {sql_name(table)} ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (hash) DO UPDATE SET reason = excluded.reason, missing = excluded.missing",
        sealed.hash,
        name,
        sealed.chain,
        sealed.first,
        sealed.last,
        reason,
        jsontext.text(list(missing) if missing else None),
        at_ms,
        sealed.header,
        sealed.signature,
        sealed.body,
    )


def _all(read: Read, table: str) -> list[Parked]:
    found = []
    for hash_, name, chain, first, last, reason, missing, at, header, signature, body in read.rows(
        f"SELECT {_COLUMNS} FROM {sql_name(table)} ORDER BY chain, first, hash"
    ):
        gap = jsontext.value(missing)
        sealed = Sealed(chain, first, last, hash_, bytes(header), bytes(signature), bytes(body))
        found.append(Parked(sealed, name, reason, (gap[0], gap[1], gap[2]) if gap else None, at))
    return found
