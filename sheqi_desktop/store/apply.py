"""Bring changes into the current state of records: quickly where one follows the other, by folding where not.

Whatever the road, the row is the one ``domain.fold`` makes of the record's changes; rebuilding proves it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

from sheqi_desktop.domain.change import VOIDED, Change
from sheqi_desktop.domain.fold import RETURNED
from sheqi_desktop.domain.written import as_answers
from sheqi_desktop.store import jsontext
from sheqi_desktop.store.history import as_row, keep_edits
from sheqi_desktop.store.lids import SHIFT, device_of, number_or_new
from sheqi_desktop.store.refold import insert_rows, refold
from sheqi_desktop.store.rows import (
    AS_KEPT,
    AS_SHOWN,
    NEVER_CONFIRMED,
    confirms,
    differs,
    equal,
    of_substance,
    restricted,
    shown,
    shown_columns,
)
from sheqi_desktop.store.segments import Batch, change_in
from sheqi_desktop.store.source_rows import Fresh, refresh
from sheqi_desktop.store.sql import sql_marks
from sheqi_desktop.store.transaction import Read, Write

MOST_AT_ONCE = 500


# ------------------------------------------------------------------------------ creations
def apply_creations(write: Write, name: str, batch: Batch, excluded: Collection[int] = ()) -> None:
    """Create the records of one batch; a record that exists already is folded from both creations."""
    base = number_or_new(write, name) << SHIFT
    odd = VOIDED in batch.columns or any("/" in path for path in batch.columns)
    if excluded or odd:
        device = device_of(write, base)
        changes = (change_in(batch, i, name, device) for i, seq in enumerate(batch.seqs) if seq not in excluded)
        for change in changes:
            apply_creation(write, change, plain=not odd)
        return
    count, columns = len(batch.ids), batch.columns
    told = _told(columns, count)
    if any(_holds_rows(column) for column in columns.values()):
        told = [as_answers(answers) for answers in told]
    first = 1 + (write.value("SELECT max(no) FROM record") or 0)
    numbers = range(first, first + count)
    before = write.driver.total_changes
    insert_rows(write, _created_rows(batch, numbers, base, told))
    fresh = [Fresh(no, id_, batch.kind, said, said) for no, id_, said in zip(numbers, batch.ids, told, strict=True)]
    if write.driver.total_changes - before < count:
        there = {row[0] for row in write.rows("SELECT no FROM record WHERE no >= ?", first)}
        device = device_of(write, base)
        for i, each in enumerate(fresh):
            if each.no not in there:
                _created_again(write, change_in(batch, i, name, device))
        fresh = [each for each in fresh if each.no in there]
    refresh(write, fresh, new=True)
    write.touched.kinds.add(batch.kind)
    write.touched.records.update(zip(repeat(batch.kind), batch.ids))
    _wake(write, [each.id for each in fresh])


def _told(columns: Mapping[str, Sequence[Any]], count: int) -> list[dict[str, Any]]:
    """Turn columns into answers, record by record; a question nobody answered leaves no trace."""
    full = {name: column for name, column in columns.items() if None not in column}
    rows = zip(*full.values(), strict=True) if full else repeat((), count)
    told = [dict(zip(full, row, strict=True)) for row in rows]
    for name, column in columns.items():
        if name not in full:
            for i, value in enumerate(column):
                if value is not None:
                    told[i][name] = value
    return told


def _created_rows(batch: Batch, numbers: range, base: int, told: Sequence[dict[str, Any]]) -> Iterable[tuple[Any, ...]]:
    """Put the rows of a batch together column by column: a year of a county passes through here."""
    lids = [base | seq for seq in batch.seqs]
    sure = [confirms(answers) for answers in told]
    no, blank = repeat(0), repeat("")
    return zip(
        numbers,
        batch.ids,
        repeat(batch.kind),
        *shown_columns(batch.columns, len(numbers)),
        no,
        blank,
        [restricted(answers) for answers in told] if "restricted" in batch.columns else no,
        lids,
        lids,
        [lid if yes else 0 for lid, yes in zip(lids, sure, strict=True)],
        [at if yes else 0 for at, yes in zip(batch.times, sure, strict=True)],
        [AS_SHOWN if yes else NEVER_CONFIRMED for yes in sure],
        no,
        repeat(1),
        batch.times,
        batch.authors,
        batch.authors,
        no,
        no,
        map(jsontext.text, told),
        repeat(None),
    )


def apply_creation(write: Write, change: Change, plain: bool = True, index: bool = False) -> None:
    """Create one record."""
    write.touched.touch(change.kind, change.record)
    answers = as_answers(change.answers)
    plain = plain and VOIDED not in answers
    lid = number_or_new(write, change.ref.chain) << SHIFT | change.ref.seq
    no = 1 + (write.value("SELECT max(no) FROM record") or 0)
    row = _created_row(no, change.kind, change.record, lid, change.at, change.author, answers, jsontext.text(answers))
    before = write.driver.total_changes
    insert_rows(write, [row])
    if write.driver.total_changes == before:
        _created_again(write, change)
    elif plain:
        refresh(write, [Fresh(no, change.record, change.kind, answers, answers)], new=True, index=index)
        _wake(write, [change.record])
    else:
        refold(write, change.record)


def _created_row(
    no: int, kind: str, record: str, lid: int, at: int, author: str, answers: dict[str, Any], told: str
) -> tuple[Any, ...]:
    confirmed = confirms(answers)
    return (
        no,
        record,
        kind,
        *shown(answers),
        0,
        "",
        restricted(answers),
        lid,
        lid,
        lid if confirmed else 0,
        at if confirmed else 0,
        AS_SHOWN if confirmed else NEVER_CONFIRMED,
        0,
        1,
        at,
        author,
        author,
        0,
        0,
        told,
        None,
    )


def _created_again(write: Write, change: Change) -> None:
    """Two machines made the same record (its id follows from its two ends): keep both creations."""
    row = as_row(write, change)
    if write.value("SELECT created FROM record WHERE id = ?", change.record) == row[0]:
        return
    keep_edits(write, [row])
    refold(write, change.record)


def _holds_rows(column: Sequence[Any]) -> bool:
    if list not in set(map(type, column)):
        return False
    return any(isinstance(value, list) and value and isinstance(value[0], dict) for value in column)


def _wake(write: Write, records: Sequence[str]) -> None:
    """Fold the records for which changes came before their creation."""
    if write.value("SELECT 1 FROM edit LIMIT 1") is None:
        return
    for start in range(0, len(records), MOST_AT_ONCE):
        some = records[start : start + MOST_AT_ONCE]
        for (record,) in write.rows(f"SELECT DISTINCT record FROM edit WHERE record IN ({sql_marks(some)})", *some):
            refold(write, record)


# ------------------------------------------------------------------------------ patches
@dataclass(slots=True)
class _Current:
    """What the quick road has to know of a record, and what it makes of it."""

    no: int
    id: str
    kind: str
    head: int
    first_confirmed: int
    first_confirmed_at: int
    counted: int
    correcting: int
    revision: int
    changed_at: int
    changed_by: str
    answers: dict[str, Any]
    confirmed: dict[str, Any] | None
    quick: bool
    touched: bool = field(default=False)
    recount: bool = field(default=False)


_READ = (
    "SELECT no, id, kind, head, first_confirmed, first_confirmed_at, counted, correcting, revision, changed_at,"
    " changed_by, answers, confirmed, voided, held, conflicts FROM record WHERE id IN ({})"
)
_WRITE = (
    "UPDATE record SET station = ?, status = ?, number = ?, service_date = ?, form = ?, worker = ?, person = ?,"
    " client = ?, household = ?, name = ?, village = ?, birth_date = ?, file_state = ?, risk = ?, next_due = ?,"
    " adjust = ?, entered_at = ?, restricted = ?, head = ?, first_confirmed = ?, first_confirmed_at = ?, counted = ?,"
    " correcting = ?, revision = ?, changed_at = ?, changed_by = ?, answers = ?, confirmed = ? WHERE no = ?"
)


def apply_patches(write: Write, changes: Sequence[Change], index: bool = False) -> None:
    """Apply changes of existing records, in the order given; the order decides nothing but the speed."""
    rows = [(change, as_row(write, change)) for change in changes]
    known = _known_lids(write, [row[0] for _, row in rows])
    rows = [(change, row) for change, row in rows if row[0] not in known]
    keep_edits(write, [row for _, row in rows])
    current = _load(write, {change.record for change, _ in rows})
    slow: dict[str, None] = {}
    for change, row in rows:
        write.touched.touch(change.kind, change.record)
        record = current.get(change.record)
        if record is None:
            continue  # its creation has not come yet; the edit waits for it
        if not record.quick or not _follows(record, change, row):
            record.quick = False
            slow[change.record] = None
            continue
        _forward(record, change, row[0])
    done = [record for record in current.values() if record.touched and record.quick]
    write.many(_WRITE, (_written(record) for record in done))
    counts = [Fresh(one.no, one.id, one.kind, one.answers, one.confirmed or one.answers, one.recount) for one in done]
    refresh(write, counts, new=False, index=index)
    for one in slow:
        refold(write, one, index=index)


def _known_lids(write: Write, lids: Sequence[int]) -> set[int]:
    found: set[int] = set()
    for start in range(0, len(lids), MOST_AT_ONCE):
        some = lids[start : start + MOST_AT_ONCE]
        found.update(
            r[0] for r in write.rows(f"SELECT lid FROM edit WHERE lid IN ({','.join('?' * len(some))})", *some)
        )
    return found


def _load(read: Read, records: Iterable[str]) -> dict[str, _Current]:
    found: dict[str, _Current] = {}
    ids = list(records)
    value = jsontext.value
    for start in range(0, len(ids), MOST_AT_ONCE):
        some = ids[start : start + MOST_AT_ONCE]
        for row in read.rows(_READ.format(",".join("?" * len(some))), *some):
            no, id_, kind, head, first, first_at, counted, correcting, revision, at, by, *rest = row
            answers, confirmed, voided, held, conflicts = rest
            told = value(answers)
            kept = None if confirmed is None else value(confirmed)
            quick = not (voided or held or conflicts)
            found[id_] = _Current(
                no, id_, kind, head, first, first_at, counted, correcting, revision, at, by, told, kept, quick
            )
    return found


def _follows(record: _Current, change: Change, row: Sequence[Any]) -> bool:
    """Tell whether a change simply comes after the one state there is, and overwrites plain answers."""
    if not record.head or row[4] != f"[{record.head}]" or change.kind != record.kind:
        return False
    return not any(
        name == VOIDED
        or "/" in name
        or (isinstance(value, list) and bool(value) and isinstance(value[0], dict))
        or _is_rows(record.answers.get(name))
        for name, value in change.answers.items()
    )


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _forward(record: _Current, change: Change, lid: int) -> None:
    """Do what ``domain.fold`` does for one more step of a straight line."""
    was = before = record.answers if record.counted == AS_SHOWN else record.confirmed
    said, answers = record.answers, dict(record.answers)
    for name, value in change.answers.items():
        if value is None:
            answers.pop(name, None)
        else:
            answers[name] = value
    if record.first_confirmed and of_substance(change.answers):
        record.revision += 1
    if confirms(change.answers):
        if not record.first_confirmed:
            record.first_confirmed, record.first_confirmed_at = lid, change.at
        before = answers
    elif change.answers.get("status") == RETURNED:
        before = None
    record.answers = answers
    if before is None:
        record.counted, record.confirmed, record.correcting = NEVER_CONFIRMED, None, 0
    elif before is answers or equal(before, answers):
        record.counted, record.confirmed, record.correcting = AS_SHOWN, None, 0
    else:
        record.counted, record.confirmed = AS_KEPT, before
        # Right after a confirmation only what was just written can differ from it.
        names = change.answers if was is said else answers.keys() | before.keys()
        record.correcting = int(differs(names, answers, before))
    # What counts is unchanged while a correction is on its way.
    record.recount |= was is None or before is not was
    record.head, record.changed_at, record.changed_by, record.touched = lid, change.at, change.author, True


def _written(record: _Current) -> tuple[Any, ...]:
    return (
        *shown(record.answers),
        restricted(record.answers),
        record.head,
        record.first_confirmed,
        record.first_confirmed_at,
        record.counted,
        record.correcting,
        record.revision,
        record.changed_at,
        record.changed_by,
        jsontext.text(record.answers),
        None if record.confirmed is None else jsontext.text(record.confirmed),
        record.no,
    )
