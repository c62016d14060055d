"""Records as they are now: bring changes in, read one, list many, compare two workspaces."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sheqi_desktop.domain.change import Change, ChangeRef
from sheqi_desktop.store import derived, jsontext, search_index
from sheqi_desktop.store.apply import MOST_AT_ONCE, apply_patches
from sheqi_desktop.store.bulk import without_collecting
from sheqi_desktop.store.creations import apply_creation, apply_creations
from sheqi_desktop.store.history import open_changes, record_of
from sheqi_desktop.store.lids import MASK, SHIFT, number_of, number_or_new, ref_of
from sheqi_desktop.store.listing import (
    StoredRecord,
    Wanted,
    by_number,
    count_records,
    get,
    get_many,
    kinds_of,
    list_ids,
    list_records,
    newest_entry,
    secret,
    whose,
)
from sheqi_desktop.store.refold import refold
from sheqi_desktop.store.segments import Kept, body_of, segments
from sheqi_desktop.store.transaction import Read, Write
from sheqi_desktop.store.unresolved import unresolved

__all__ = [
    "Conflict",
    "CreatedBy",
    "StoredRecord",
    "Wanted",
    "apply_creations",
    "apply_patches",
    "apply_segment",
    "apply_segments",
    "by_number",
    "conflict_count",
    "conflicts",
    "count_records",
    "digest",
    "get",
    "get_many",
    "kinds_of",
    "list_ids",
    "list_records",
    "newest_entry",
    "rebuild",
    "refold",
    "same_number",
    "secret",
    "total",
    "whose",
]

Show = Callable[[int, int], None]
ASKED_OFTEN = 20


# ------------------------------------------------------------------------------ bringing segments in
def apply_segment(write: Write, kept: Kept) -> None:
    """Bring the changes of one kept segment into the records."""
    apply_segments(write, [kept])


def apply_segments(write: Write, kepts: Sequence[Kept], show: Show | None = None) -> None:
    """Bring the changes of kept segments into the records: all creations first, then all patches.

    Patches of a record whose creation is not here wait in their segment and are tried again with every later one.
    """
    with without_collecting():
        _apply_segments(write, kepts, show)


def _apply_segments(write: Write, kepts: Sequence[Kept], show: Show | None) -> None:
    done, of = 0, sum(kept.sealed.last - kept.sealed.first + 1 for kept in kepts)
    bodies = [(kept, body_of(write, kept)) for kept in kepts]
    created = 0
    for kept, body in bodies:
        for batch in body.creations():
            apply_creations(write, kept.name, batch, kept.excluded)
            created += len(batch.seqs)
        done += kept.sealed.last - kept.sealed.first + 1
        if show:
            show(done, of)
    patches: list[Change] = []
    resolve = CreatedBy(write)
    for kept, body in bodies:
        patches += _patches(write, kept, body.patches(resolve))
    if created:
        patches += _waiting(write, {kept.sealed.hash for kept in kepts})
    # In the order of their making nearly every patch follows straight from the one before.
    patches.sort(key=lambda change: (change.at, change.ref))
    apply_patches(write, patches)


class CreatedBy:
    """Finds the record a change created; who asks often about one chain is answered from all of it at once."""

    def __init__(self, read: Read) -> None:
        """Look inside one transaction."""
        self._read = read
        self._asked: Counter[str] = Counter()
        self._whole: dict[str, dict[int, str]] = {}

    def __call__(self, ref: ChangeRef) -> str | None:
        """Give the record, None if that change is not here."""
        whole = self._whole.get(ref.chain)
        if whole is None:
            self._asked[ref.chain] += 1
            if self._asked[ref.chain] > ASKED_OFTEN:
                whole = self._whole[ref.chain] = self._all_of(ref.chain)
        return (whole.get(ref.seq) if whole else None) or record_of(self._read, ref)

    def _all_of(self, chain: str) -> dict[int, str]:
        no = number_of(self._read, chain)
        if no is None:
            return {}
        asked = "SELECT created, id FROM record WHERE created BETWEEN ? AND ?"
        return {created & MASK: id_ for created, id_ in self._read.rows(asked, no << SHIFT, (no + 1) << SHIFT)}


def _patches(write: Write, kept: Kept, changes: Iterable[Change]) -> list[Change]:
    wanted = [change for change in changes if change.ref.seq not in kept.excluded]
    found = [change for change in wanted if change.record]
    write.run("UPDATE segment SET unresolved = ? WHERE hash = ?", int(len(found) < len(wanted)), kept.sealed.hash)
    return found


def _waiting(write: Write, just_read: Collection[str]) -> list[Change]:
    found: list[Change] = []
    for kept in [kept for kept in unresolved(write) if kept.sealed.hash not in just_read]:
        found += _patches(write, kept, body_of(write, kept).patches(lambda ref: record_of(write, ref)))
    return found


def rebuild(write: Write, show: Show | None = None) -> None:
    """Drop everything derived and make it anew from the log; words are findable again at once."""
    derived.create(write.driver)
    apply_segments(write, list(segments(write)), show)
    own = [name for (name,) in write.rows("SELECT name FROM chain WHERE mine = 1 ORDER BY no")]
    changes = [change for name in own for change in open_changes(write, name)]
    for change in changes:
        number_or_new(write, change.ref.chain)
        if change.creates:
            apply_creation(write, change)
    apply_patches(write, [change for change in changes if not change.creates])
    search_index.catch_up(write)


# ------------------------------------------------------------------------------ conflicts and counts
@dataclass(frozen=True, slots=True)
class Conflict:
    """Values that disagree about one answer of a record; the first is the one to show first."""

    record: str
    kind: str
    field: str
    options: tuple[tuple[ChangeRef, Any], ...]


def conflicts(read: Read, record: str | None = None) -> list[Conflict]:
    """List what waits for a person to settle, of one record or of all."""
    rows = read.rows(
        "SELECT c.record, r.kind, c.field, c.lid, c.value FROM conflict c JOIN record r ON r.id = c.record"
        " WHERE ? IS NULL OR c.record = ? ORDER BY c.record, c.field, c.place",
        record,
        record,
    )
    found: dict[tuple[str, str, str], list[tuple[ChangeRef, Any]]] = {}
    for one, kind, field, lid, value in rows:
        found.setdefault((one, kind, field), []).append((ref_of(read, lid), jsontext.value(value)))
    return [Conflict(*key, tuple(options)) for key, options in found.items()]


def conflict_count(read: Read) -> int:
    """Tell how many records wait for a person to settle them."""
    return int(read.value("SELECT count(DISTINCT record) FROM conflict"))


def total(read: Read) -> int:
    """Tell how many records there are, voided ones included."""
    return int(read.value("SELECT count(*) FROM record"))


def same_number(read: Read) -> list[tuple[str, list[str]]]:
    """Find numbers that two records carry: a disk image was restored somewhere."""
    rows = read.rows(
        "SELECT number, id FROM record WHERE number IN"
        " (SELECT number FROM record WHERE number <> '' GROUP BY number HAVING count(*) > 1)"
        " ORDER BY number, entered_at, id"
    )
    found: dict[str, list[str]] = {}
    for number, record in rows:
        found.setdefault(number, []).append(record)
    return list(found.items())


# ------------------------------------------------------------------------------ comparing workspaces
def digest(read: Read) -> str:
    """Give the canonical hash of the merged state: equal wherever the same log is held, in whatever order it came."""
    sum_ = hashlib.blake2b(digest_size=32)
    heads: dict[str, list[list[Any]]] = {}
    for record, lid in read.rows("SELECT record, lid FROM head"):
        heads.setdefault(record, []).append(list(ref_of(read, lid)))
    disputed: dict[str, list[Any]] = {}
    for conflict in conflicts(read):
        options = [[list(ref), value] for ref, value in conflict.options]
        disputed.setdefault(conflict.record, []).append([conflict.field, options])
    cursor = read.driver.execute(
        "SELECT id, kind, answers, confirmed, counted, voided, void_reason, head, correcting, revision"
        " FROM record ORDER BY id"
    )
    while rows := cursor.fetchmany(MOST_AT_ONCE):
        for record, kind, answers, confirmed, counted, voided, why, head, correcting, revision in rows:
            told = jsontext.value(answers)
            kept = jsontext.value(confirmed) if confirmed is not None else told if counted else None
            places = [list(ref_of(read, head))] if head else sorted(heads.get(record, []))
            state = [kind, record, told, kept, voided, why, places, disputed.get(record, []), correcting, revision]
            sum_.update(jsontext.ordered(state))
    return sum_.hexdigest()
