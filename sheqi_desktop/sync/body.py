"""A decoded segment body: columns as they lie, turned into changes only when asked.

Creations stay columnar, because a merge of 25,000 records spends its time on Python objects; a dict per record
would cost more than all the cryptography together.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any, Protocol

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.change import VOIDED, Change, ChangeRef
from sheqi_desktop.sync.header import Header

Counts = dict[str, dict[str, list[int]]]
"""By kind and station: how many records are new, how many were changed, how many voided."""


class Places(Protocol):
    """Where a change stands on this computer; only forked chains make a difference."""

    def own(self, segment: str, chain: str, seq: int) -> ChangeRef:
        """Place a change of the same chain, as seen from a segment."""
        ...

    def foreign(self, chain: str, seq: int, check: str) -> ChangeRef:
        """Place a change of another chain, named with the start of its segment's hash."""
        ...


class PlainPlaces:
    """Every chain is one line: a change stands where it says."""

    def own(self, segment: str, chain: str, seq: int) -> ChangeRef:
        """Place a change of the same chain."""
        return ChangeRef(chain, seq)

    def foreign(self, chain: str, seq: int, check: str) -> ChangeRef:
        """Place a change of another chain."""
        return ChangeRef(chain, seq)


@dataclass(frozen=True, slots=True)
class Creations:
    """New records of one kind, column by column; ``columns[field][i]`` belongs to ``ids[i]``."""

    kind: str
    seqs: list[int]
    times: list[int]
    authors: list[str]
    ids: list[str]
    columns: dict[str, list[Any]]
    kinds: dict[str, set[type]]
    """The types that are in each column."""
    reasons: dict[int, str]
    signatures: dict[int, str]


@dataclass(frozen=True, slots=True)
class Patches:
    """Patches of records of one kind, column by column, with references still as numbers."""

    kind: str
    seqs: list[int]
    times: list[int]
    authors: list[str]
    records: list[list[int]]
    parents: list[list[list[int]]]
    columns: dict[str, tuple[list[int], list[Any]]]
    reasons: dict[int, str]
    signatures: dict[int, str]

    def answers(self) -> list[dict[str, Value]]:
        """Give the answers of each patch."""
        answers: list[dict[str, Value]] = [{} for _ in self.seqs]
        for path, (rows, values) in self.columns.items():
            for row, value in zip(rows, values, strict=True):
                answers[row][path] = value
        return answers


@dataclass(frozen=True, slots=True)
class Body:
    """The contents of one segment."""

    header: Header
    segment: str
    refs: list[tuple[str, dict[int, str]]]
    created_by_kind: list[Creations]
    patched_by_kind: list[Patches] = field(repr=False)

    def creations(self) -> Iterator[Creations]:
        """Give new records kind by kind, as columns."""
        yield from self.created_by_kind

    @property
    def foreign(self) -> list[tuple[str, int, str]]:
        """Changes of other chains that are named here: chain, number, start of the segment's hash."""
        return [(chain, seq, check) for chain, checks in self.refs for seq, check in checks.items()]

    def created(self, seq: int) -> tuple[str, str] | None:
        """Give kind and id of the record created by a change of this segment."""
        for batch in self.created_by_kind:
            i = bisect_left(batch.seqs, seq)
            if i < len(batch.seqs) and batch.seqs[i] == seq:
                return batch.kind, batch.ids[i]
        return None

    def patches(
        self, record_of: Callable[[ChangeRef], str | None] | None = None, places: Places | None = None
    ) -> list[Change]:
        """Give the patches in order; ``record`` is empty where the creation is not known here yet."""
        where = places or PlainPlaces()
        found: list[Change] = []
        for batch in self.patched_by_kind:
            rows = range(len(batch.seqs))
            # Column by column as well, in the order of the fields of a change.
            found += map(
                Change,
                [where.own(self.segment, self.header.chain, seq) for seq in batch.seqs],
                repeat(batch.kind),
                [self._record(ref, record_of, where) for ref in batch.records],
                [tuple([self._place(parent, where) for parent in knew]) for knew in batch.parents],
                batch.answers(),
                batch.authors,
                batch.times,
                [batch.reasons.get(row, "") for row in rows],
                [batch.signatures.get(row, "") for row in rows],
                repeat(self.header.device),
            )
        return sorted(found, key=lambda change: change.ref.seq)

    def changes(
        self, record_of: Callable[[ChangeRef], str | None] | None = None, places: Places | None = None
    ) -> list[Change]:
        """Give every change of the segment in order."""
        where = places or PlainPlaces()
        found = self.patches(record_of, where)
        for batch in self.created_by_kind:
            found += (self.creation(batch, row, where) for row in range(len(batch.seqs)))
        return sorted(found, key=lambda change: change.ref.seq)

    def creation(self, batch: Creations, row: int, places: Places | None = None) -> Change:
        """Give one creation of a batch as a change."""
        columns = batch.columns.items()
        return Change(
            ref=(places or PlainPlaces()).own(self.segment, self.header.chain, batch.seqs[row]),
            kind=batch.kind,
            record=batch.ids[row],
            parents=(),
            answers={name: column[row] for name, column in columns if column[row] is not None},
            author=batch.authors[row],
            at=batch.times[row],
            reason=batch.reasons.get(row, ""),
            signature=batch.signatures.get(row, ""),
            device=self.header.device,
        )

    def counts(self) -> Counts:
        """Count what is inside, by kind and station, from these bytes alone.

        A patch does not say whose record it changes, so patches are counted under the empty station.
        """
        counts: Counts = {}
        for created in self.created_by_kind:
            stations = created.columns.get("station_code") or [None] * len(created.ids)
            plain = created.kinds.get("station_code") == {str}
            told = Counter(stations if plain else [one if type(one) is str else "" for one in stations])
            for name, number in told.items():
                counts.setdefault(created.kind, {}).setdefault(name, [0, 0, 0])[0] += number
        for batch in self.patched_by_kind:
            _, voids = batch.columns.get(VOIDED, ([], []))
            voided = sum(1 for value in voids if value is True)
            tally = counts.setdefault(batch.kind, {}).setdefault("", [0, 0, 0])
            tally[1] += len(batch.seqs) - voided
            tally[2] += voided
        return counts

    def _place(self, ref: Sequence[int], where: Places) -> ChangeRef:
        if not ref[0]:
            return where.own(self.segment, self.header.chain, ref[1])
        chain, checks = self.refs[ref[0] - 1]
        return where.foreign(chain, ref[1], checks[ref[1]])

    def _record(self, ref: Sequence[int], record_of: Callable[[ChangeRef], str | None] | None, where: Places) -> str:
        if not ref[0] and ref[1] >= self.header.first:
            created = self.created(ref[1])
            return created[1] if created else ""
        return (record_of(self._place(ref, where)) or "") if record_of else ""
