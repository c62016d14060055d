"""A change: the one thing that is saved, signed, carried, merged and audited.

A change creates a record or patches some of its answers, and names the changes it knew (its parents).
It is immutable; its own name is its place in its writer's chain.  Visits, sign-offs and voids are all changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sheqi_desktop.domain.answers import Value

VOIDED = "_deleted"
"""The reserved answer that voids a record; always with a reason, never a physical deletion."""


class ChangeRef(NamedTuple):
    """Where a change stands: chain id (32 hex digits) and number in that chain, from 1."""

    chain: str
    seq: int


@dataclass(frozen=True, slots=True)
class Change:
    """One immutable step of one record.

    ``parents`` is empty exactly for a creation.  ``at`` is the writer's logical clock in milliseconds
    since 1970 UTC; it never goes back within a chain and orders nothing but the display of real ties.
    """

    ref: ChangeRef
    kind: str
    record: str
    parents: tuple[ChangeRef, ...]
    answers: Mapping[str, Value]
    author: str
    at: int
    reason: str = ""
    signature: str = ""
    device: str = ""

    @property
    def creates(self) -> bool:
        """Tell a creation from a patch."""
        return not self.parents


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed segment as it is kept and carried: exact bytes, never re-serialised.

    ``hash`` is blake2b over the PAE of ``header`` (hex); ``body`` is stored compressed.
    """

    chain: str
    first: int
    last: int
    hash: str
    header: bytes
    signature: bytes
    body: bytes


@dataclass(frozen=True, slots=True)
class ChainHead:
    """How far a chain is held: last sequence number and hash of its last sealed segment ('' if none)."""

    chain: str
    device: str
    epoch: str
    audience: str
    seq: int = 0
    hash: str = ""


@dataclass(slots=True)
class Changes:
    """What a write changed: handed to every page, which decides for itself whether to redraw."""

    records: set[tuple[str, str]] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    facts: dict[str, Any] = field(default_factory=dict)

    def touch(self, kind: str, record: str) -> None:
        """Note one record."""
        self.records.add((kind, record))
        self.kinds.add(kind)
