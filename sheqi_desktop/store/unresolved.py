"""Segments with changes of records that have not come yet: they wait in their segment, and may turn out not allowed."""

from __future__ import annotations

from collections.abc import Collection

from sheqi_desktop.store import jsontext
from sheqi_desktop.store.segments import Kept, segments
from sheqi_desktop.store.transaction import Read, Write


def unresolved(read: Read) -> list[Kept]:
    """Give the segments in which a change waits for the creation of its record."""
    waiting = {hash_ for (hash_,) in read.rows("SELECT hash FROM segment WHERE unresolved = 1")}
    return [kept for kept in segments(read) if kept.sealed.hash in waiting] if waiting else []


def exclude(write: Write, kept: Kept, seqs: Collection[int]) -> None:
    """Keep changes of a segment without effect from now on: they were not their writer's to make."""
    told = jsontext.text(sorted({*kept.excluded, *seqs}))
    write.run("UPDATE segment SET excluded = ? WHERE hash = ?", told, kept.sealed.hash)
