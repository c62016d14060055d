"""Bring new records into the current state: a year of a county passes through here column by column.

Whatever the road, the row is the one ``domain.fold`` makes of the record's changes; rebuilding proves it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain, islice, repeat
from typing import Any

from sheqi_desktop.domain.change import VOIDED, Change
from sheqi_desktop.domain.fold import CONFIRMING, SIGNED
from sheqi_desktop.domain.written import are_rows, as_answers, without_blanks
from sheqi_desktop.store import jsontext
from sheqi_desktop.store.answer_text import answer_texts, answers_at
from sheqi_desktop.store.history import as_row, creation, keep_edits
from sheqi_desktop.store.lids import SHIFT, device_of, number_or_new
from sheqi_desktop.store.refold import insert_columns, insert_rows, refold, refold_all
from sheqi_desktop.store.rows import (
    AS_SHOWN,
    NEVER_CONFIRMED,
    STATUS,
    confirms,
    restricted,
    shown,
    shown_columns,
    signs,
)
from sheqi_desktop.store.segments import Batch, change_in
from sheqi_desktop.store.source_rows import Fresh, New, refresh, refresh_new
from sheqi_desktop.store.sql import sql_marks
from sheqi_desktop.store.transaction import Write

_AT_ONCE = 500


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
    count, columns = len(batch.ids), _columns(batch)
    texts = answer_texts(columns, batch.kinds, count)
    first = 1 + (write.value("SELECT max(no) FROM record") or 0)
    numbers = range(first, first + count)
    if insert_columns(write, _created_columns(batch, columns, numbers, base, texts)) == count:
        refresh_new(write, New(batch.kind, numbers, batch.ids, columns, batch.kinds))
        new: Sequence[str] = batch.ids
    else:
        new = _some_again(write, name, batch, numbers, columns)
    write.touched.kinds.add(batch.kind)
    write.touched.records.update(zip(repeat(batch.kind), batch.ids))
    _wake(write, new)


def _columns(batch: Batch) -> dict[str, Sequence[Any]]:
    """Leave out what is not answered inside rows; null and absent are the same there too."""
    told = dict(batch.columns)
    for name, kinds in batch.kinds.items():
        if list in kinds and _holds_rows(told[name]):
            told[name] = [without_blanks(value) for value in told[name]]
    return told


def _created_columns(
    batch: Batch, columns: Mapping[str, Sequence[Any]], numbers: range, base: int, texts: Sequence[bytearray]
) -> list[Iterable[Any]]:
    """Put the rows of a batch together column by column."""
    lids = [base | seq for seq in batch.seqs]
    shown_ = shown_columns(columns, batch.kinds)
    shown_[STATUS] = statuses = list(islice(shown_[STATUS], len(numbers)))
    sure, signed = _those(statuses, CONFIRMING), _those(statuses, (SIGNED,))
    no, blank = repeat(0), repeat("")
    confirmed = _where(sure, lids)
    return [
        numbers,
        batch.ids,
        repeat(batch.kind),
        *shown_,
        no,
        blank,
        [int(one is True) for one in columns["restricted"]] if "restricted" in columns else no,
        lids,
        lids,
        confirmed,
        _where(sure, batch.times),
        _where(signed, lids),
        _where(signed, batch.times),
        confirmed,
        _where(sure, repeat(AS_SHOWN)),
        no,
        repeat(1),
        batch.times,
        batch.authors,
        batch.authors,
        no,
        no,
        texts,
        repeat(None),
    ]


def _those(column: Sequence[str], wanted: Collection[str]) -> bool | list[bool]:
    """Tell which are wanted; all or none of them at once."""
    found = set(map(wanted.__contains__, set(column)))
    return [one in wanted for one in column] if len(found) > 1 else True in found


def _where(wanted: bool | list[bool], column: Iterable[int]) -> Iterable[int]:
    """Give the numbers where they are wanted, 0 elsewhere."""
    if isinstance(wanted, bool):
        return column if wanted else repeat(0)
    return [number if yes else 0 for number, yes in zip(column, wanted, strict=False)]


def _some_again(
    write: Write, name: str, batch: Batch, numbers: range, columns: Mapping[str, Sequence[Any]]
) -> list[str]:
    """Fold the records of a batch that were here already; give those that are new."""
    there = {row[0] for row in write.rows("SELECT no FROM record WHERE no >= ?", numbers[0])}
    device = device_of(write, number_or_new(write, name) << SHIFT)
    fresh = []
    for i, no in enumerate(numbers):
        if no in there:
            told = answers_at(columns, i)
            fresh.append(Fresh(no, batch.ids[i], batch.kind, told, told))
        else:
            _created_again(write, change_in(batch, i, name, device))
    refresh(write, fresh, new=True)
    return [each.id for each in fresh]


def apply_creation(write: Write, change: Change, plain: bool = True) -> None:
    """Create one record."""
    write.touched.touch(change.kind, change.record)
    answers = as_answers(change.answers)
    plain = plain and VOIDED not in answers
    lid = number_or_new(write, change.ref.chain) << SHIFT | change.ref.seq
    no = 1 + (write.value("SELECT max(no) FROM record") or 0)
    row = _created_row(no, change.kind, change.record, lid, change.at, change.author, answers, jsontext.text(answers))
    if not insert_rows(write, [row]):
        _created_again(write, change)
    elif plain:
        refresh(write, [Fresh(no, change.record, change.kind, answers, answers)], new=True)
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
        lid if signs(answers) else 0,
        at if signs(answers) else 0,
        lid if confirmed else 0,
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
    earlier = int(write.value("SELECT created FROM record WHERE id = ?", change.record))
    if earlier == row[0]:
        return
    # The row of the record names one of them only, from now on perhaps the other one.
    there = creation(write, earlier)
    keep_edits(write, [row] if there is None else [as_row(write, there), row])
    refold(write, change.record)


def _holds_rows(column: Sequence[Any]) -> bool:
    lists = [value for value in column if type(value) is list]
    return dict in set(map(type, chain.from_iterable(lists))) and any(map(are_rows, lists))


def _wake(write: Write, records: Sequence[str]) -> None:
    """Fold the records for which changes came before their creation."""
    if write.value("SELECT 1 FROM edit LIMIT 1") is None:
        return
    for start in range(0, len(records), _AT_ONCE):
        some = records[start : start + _AT_ONCE]
        asked = f"SELECT DISTINCT record FROM edit WHERE record IN ({sql_marks(some)})"
        refold_all(write, [record for (record,) in write.rows(asked, *some)])
