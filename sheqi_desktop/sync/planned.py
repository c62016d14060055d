"""What a plan of a merge consists of: the sorted segments, and what follows for chains and receipts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from sheqi_desktop.domain.change import Change, ChangeRef, Sealed
from sheqi_desktop.sync.body import Body, Creations
from sheqi_desktop.sync.bundle import Opened
from sheqi_desktop.sync.header import Header
from sheqi_desktop.sync.lines import Lines, Link
from sheqi_desktop.sync.roster import Book

Missing = tuple[str, int, int]
"""A chain, and the first and last number that have not come."""


class Known(Protocol):
    """What the workspace holds already."""

    @property
    def device(self) -> str:
        """Who we are."""
        ...

    def links(self) -> Iterable[Link]:
        """Give every sealed segment held."""
        ...

    def waiting(self) -> Iterable[Sealed]:
        """Give the segments parked by earlier merges."""
        ...

    def record_of(self, ref: ChangeRef) -> str | None:
        """Give the record that a change created."""
        ...

    def my_chains(self) -> Mapping[str, int]:
        """Give the chains this machine is writing now, each with its last number, sealed or not."""
        ...


@dataclass(slots=True)
class Within:
    """Finds records by their creating change, in the segments about to be accepted and in the workspace."""

    opened: Opened
    known: Known
    lines: Lines
    fresh: dict[str, list[Sealed]] = field(default_factory=dict)
    _patches: dict[str, list[Change]] = field(default_factory=dict)

    def body(self, sealed: Sealed) -> Body:
        """Decode a segment, once if it came with the bundle."""
        return self.opened.body(sealed)

    def patches(self, sealed: Sealed) -> list[Change]:
        """Give the patches of a segment, each with its record where that is known; made once."""
        if sealed.hash not in self._patches:
            self._patches[sealed.hash] = self.body(sealed).patches(self.record_of, self.lines)
        return self._patches[sealed.hash]

    def seen(self, sealed: Sealed) -> list[Change] | None:
        """Give the patches of a segment if they were looked at already and the record of each was known."""
        patches = self._patches.get(sealed.hash)
        return patches if patches is not None and all(change.record for change in patches) else None

    def record_of(self, ref: ChangeRef) -> str | None:
        """Give the record that a change created."""
        for sealed in self.fresh.get(ref.chain, ()):
            if sealed.first <= ref.seq <= sealed.last:
                created = self.body(sealed).created(ref.seq)
                return created[1] if created else None
        return self.known.record_of(ref)

    def changes_of(self, record: str) -> list[Change]:
        """Give what the segments about to be accepted say of one record."""
        coming = [sealed for chain in self.fresh.values() for sealed in chain]
        every = (one for sealed in coming for one in self.body(sealed).changes(self.record_of, self.lines))
        return [one for one in every if one.record == record]


@dataclass(frozen=True, slots=True)
class Accept:
    """A segment to be stored and applied under its chain's name; ``excluded`` changes are kept without effect."""

    sealed: Sealed
    header: Header
    chain: str
    from_waiting: bool
    newer_schema: bool
    excluded: frozenset[int]
    within: Within = field(repr=False, compare=False)

    def body(self) -> Body:
        """Give the decoded columns."""
        return self.within.body(self.sealed)

    def patches(self) -> list[Change]:
        """Give the patches, each with its record where that is known."""
        return self.within.patches(self.sealed)

    def creation(self, batch: Creations, row: int) -> Change:
        """Give one creation as a change."""
        return self.body().creation(batch, row, self.within.lines)

    def changes(self) -> list[Change]:
        """Give all changes in order."""
        return self.body().changes(self.within.record_of, self.within.lines)


@dataclass(frozen=True, slots=True)
class Parked:
    """A segment that waits, and why: ``gap``, ``roster`` not here, or its machine ``unapproved`` or ``suspended``."""

    sealed: Sealed
    header: Header
    reason: str
    missing: Missing | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A segment of a machine reported lost: sealed ``before`` the loss (a person compares) or ``after`` (refused)."""

    sealed: Sealed
    header: Header
    reason: str


@dataclass(frozen=True, slots=True)
class Rename:
    """From a number on, a chain goes under another name, because it turned out to be one branch of two."""

    old: str
    first: int
    last: int
    new: str


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a bundle would do.  ``ahead`` names chains of our own of which the sender holds more than we do.

    Then this workspace is an old copy: close the epoch first (sealing what is open), then plan again.
    """

    opened: Opened
    book: Book
    lines: Lines
    accept: tuple[Accept, ...]
    skip: tuple[str, ...]
    park: tuple[Parked, ...]
    quarantine: tuple[Held, ...]
    dropped: tuple[str, ...]
    renames: tuple[Rename, ...]
    forks: tuple[str, ...]
    ahead: tuple[str, ...]
    acknowledged: Mapping[str, int]
    within: Within = field(repr=False, compare=False)

    @property
    def missing(self) -> list[Missing]:
        """List what has to come before the parked segments can be merged."""
        return [parked.missing for parked in self.park if parked.missing]

    @property
    def changes_nothing(self) -> bool:
        """Tell whether everything inside was known."""
        return not (self.accept or self.park or self.quarantine or (self.book.newest.version > 0 and self.new_rosters))

    @property
    def new_rosters(self) -> bool:
        """Tell whether a later roster came along."""
        return self.book.newest.version > self.opened.roster_before

    def record_of(self, ref: ChangeRef) -> str | None:
        """Give the record that a change created, here or in this bundle."""
        return self.within.record_of(ref)


Judge = Callable[[Accept], Collection[int]]
"""Looks at a segment's changes; raises ChangeNotAllowed, or gives the numbers to keep without effect (later cuts)."""
