"""The changes of one record, gathered from where they lie: segments, open changes, edits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sheqi_desktop.domain.change import Change, ChangeRef
from sheqi_desktop.domain.history import History, display_order
from sheqi_desktop.store import jsontext
from sheqi_desktop.store.lids import device_of, lid_of, lid_or_new, ref_of
from sheqi_desktop.store.segments import creation_at
from sheqi_desktop.store.sql import sql_marks
from sheqi_desktop.store.transaction import Read, Write

_COLUMNS = "lid, at, kind, record, parents, answers, author, reason, signature"
_PLACES = "?, ?, ?, ?, ?, ?, ?, ?, ?"


def as_row(write: Write, change: Change) -> tuple[Any, ...]:
    """Give a change as a row of ``open_change`` or ``edit``; parents become local numbers."""
    parents = ",".join([str(lid_or_new(write, parent)) for parent in change.parents])
    return (
        lid_or_new(write, change.ref),
        change.at,
        change.kind,
        change.record,
        f"[{parents}]",
        jsontext.text(dict(change.answers)),
        change.author,
        change.reason,
        change.signature,
    )


def keep_open(write: Write, row: Sequence[Any]) -> None:
    """Keep a change of this machine until it is sealed."""
    write.driver.execute(f"INSERT INTO open_change ({_COLUMNS}) VALUES ({_PLACES})", row)


def keep_edits(write: Write, rows: Sequence[Sequence[Any]]) -> None:
    """Keep changes of existing records; twice is once."""
    write.many(f"INSERT OR IGNORE INTO edit ({_COLUMNS}) VALUES ({_PLACES})", rows)


def _change(read: Read, row: Sequence[Any]) -> Change:
    lid, at, kind, record, parents, answers, author, reason, signature = row
    return Change(
        ref=ref_of(read, lid),
        kind=kind,
        record=record,
        parents=tuple(ref_of(read, parent) for parent in jsontext.value(parents)),
        answers=jsontext.value(answers),
        author=author,
        at=at,
        reason=reason,
        signature=signature,
        device=device_of(read, lid),
    )


def open_changes(read: Read, chain: str) -> list[Change]:
    """List the changes of an own chain that are not sealed yet, in order."""
    first = lid_of(read, ChangeRef(chain, 0))
    if first is None:
        return []
    rows = read.rows(
        f"SELECT {_COLUMNS} FROM open_change WHERE lid BETWEEN ? AND ? ORDER BY lid", first, first + (1 << 32) - 1
    )
    return [_change(read, row) for row in rows]


def open_count(read: Read) -> int:
    """Tell how many changes are not sealed yet."""
    return int(read.value("SELECT count(*) FROM open_change"))


def creation(read: Read, lid: int) -> Change | None:
    """Give a creating change, sealed or not."""
    row = read.row(f"SELECT {_COLUMNS} FROM open_change WHERE lid = ?", lid)
    return _change(read, row) if row else creation_at(read, lid)


def change(read: Read, ref: ChangeRef) -> Change | None:
    """Find any change we hold by its name."""
    lid = lid_of(read, ref)
    if lid is None:
        return None
    row = read.row(f"SELECT {_COLUMNS} FROM edit WHERE lid = ?", lid)
    return _change(read, row) if row else creation(read, lid)


def changes_of(read: Read, record: str) -> list[Change]:
    """Gather everything that was ever done to a record, in no particular order."""
    return changes_of_some(read, [record])[record]


def changes_of_some(read: Read, records: Sequence[str], to_fold: bool = False) -> dict[str, list[Change]]:
    """Gather the same for some hundred records at once.

    ``to_fold`` wants nothing but what a record is made of: a row nobody has changed yet says that as well as the
    segment it came in, which would have to be unpacked whole for it.
    """
    found: dict[str, list[Change]] = {record: [] for record in records}
    for row in read.rows(f"SELECT {_COLUMNS} FROM edit WHERE record IN ({sql_marks(records)})", *records):
        each = _change(read, row)
        found[each.record].append(each)
    for row in read.rows(f"SELECT {_AS_CREATED} FROM record WHERE id IN ({sql_marks(records)})", *records):
        record, created = row[0], row[1]
        if created and not any(one.creates and one.ref == ref_of(read, created) for one in found[record]):
            first = _as_created(read, row) if to_fold else None
            first = first or creation(read, created)
            if first is not None:
                found[record].append(first)
    return found


_AS_CREATED = "id, created, head, voided, kind, author, changed_at, answers"


def _as_created(read: Read, row: Sequence[Any]) -> Change | None:
    """Give the creation of a record as its row still says it; None once it says more, or holds a table."""
    record, created, head, voided, kind, author, at, told = row
    if head != created or voided:
        return None
    answers = jsontext.value(told)
    if any(isinstance(value, list) and dict in map(type, value) for value in answers.values()):
        # What a table's cells left unanswered is not in the row any more.
        return None
    ref = ref_of(read, created)
    return Change(
        ref=ref,
        kind=kind,
        record=record,
        parents=(),
        answers=answers,
        author=author,
        at=at,
        device=device_of(read, created),
    )


def history(read: Read, record: str) -> list[Change]:
    """List what was done to a record, everyone after what he knew; what waits for a missing change comes last."""
    changes = changes_of(read, record)
    known = History.of(changes)
    held = set(known.held)
    return [*known.steps, *sorted((each for each in changes if each.ref in held), key=display_order)]


def record_of(read: Read, ref: ChangeRef) -> str | None:
    """Give the record that a change created, None if that change is not here."""
    lid = lid_of(read, ref)
    if lid is None:
        return None
    found: str | None = read.value("SELECT id FROM record WHERE created = ?", lid)
    if found is None:
        # A second creation of the same record, made by two machines from the same ends.
        found = read.value("SELECT record FROM edit WHERE lid = ? AND parents = '[]'", lid)
    return found


def creation_of(read: Read, record: str) -> ChangeRef | None:
    """Give the change that created a record."""
    lid = read.value("SELECT created FROM record WHERE id = ?", record)
    return ref_of(read, lid) if lid else None
