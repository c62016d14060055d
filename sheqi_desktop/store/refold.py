"""Make a record's row anew from all its changes: the road that is always right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import count, repeat
from typing import Any

from sheqi_desktop.domain.change import Change
from sheqi_desktop.domain.fold import State, fold, makes_version
from sheqi_desktop.domain.history import History
from sheqi_desktop.store import jsontext
from sheqi_desktop.store.history import changes_of_some
from sheqi_desktop.store.lids import lid_or_new
from sheqi_desktop.store.rows import (
    AS_KEPT,
    AS_SHOWN,
    COLUMN_COUNT,
    COLUMNS,
    NEVER_CONFIRMED,
    equal,
    restricted,
    shown,
)
from sheqi_desktop.store.source_rows import Fresh, refresh
from sheqi_desktop.store.sql import sql_marks
from sheqi_desktop.store.transaction import Write

_AT_ONCE = 500

_INSERT = f"INSERT OR IGNORE INTO record (no, {COLUMNS}) VALUES "
_ALL_BOUND = f"({', '.join('?' * (COLUMN_COUNT + 1))})"
_BLANK = {0: "0", 1: "1", "": "''", None: "NULL"}
_REPLACE = f"UPDATE record SET ({COLUMNS}) = ({', '.join('?' * COLUMN_COUNT)}) WHERE no = ?"


def insert_rows(write: Write, rows: Iterable[Sequence[Any]]) -> int:
    """Insert records that are new and tell how many; one whose id is known is left as it is."""
    return write.many(_INSERT + _ALL_BOUND, rows)


def insert_columns(write: Write, columns: Sequence[Iterable[Any]]) -> int:
    """Insert such records given column by column; tell how many of them are new.

    Every value that is bound costs time: not a blank that stands in every row (a ``repeat``), and a column that fills
    several places once.  Text may come as the bytes that lie in the file.
    """
    marks, bound = list[str](), dict[int, Iterable[Any]]()
    for column in columns:
        blank = _BLANK.get(next(column)) if isinstance(column, repeat) else None
        if blank is None:
            bound.setdefault(id(column), column)
        mark = f"?{list(bound).index(id(column)) + 1}" if blank is None else blank
        marks.append(f"CAST({mark} AS TEXT)" if isinstance(column, list) and isinstance(column[0], bytearray) else mark)
    return write.many(f"{_INSERT}({', '.join(marks)})", zip(*bound.values(), strict=False))


def refold(write: Write, record: str) -> None:
    """Fold a record from all its changes and write its row, its heads and its conflicts."""
    refold_all(write, [record])


def refold_all(write: Write, records: Sequence[str]) -> None:
    """Do the same for many records, each known by its own changes alone."""
    for start in range(0, len(records), _AT_ONCE):
        _refold_some(write, records[start : start + _AT_ONCE])


def _refold_some(write: Write, records: Sequence[str]) -> None:
    folded = {}
    for record, changes in changes_of_some(write, records, to_fold=True).items():
        state = fold(changes)
        if state.created is not None:
            folded[record] = state, _row(write, record, state, _revision(changes, state))
    numbers = _numbers(write, {record: row for record, (_, row) in folded.items()})
    states = {record: state for record, (state, _) in folded.items()}
    write.many(_REPLACE, [(*row, numbers[record]) for record, (_, row) in folded.items()])
    _write_heads(write, states)
    _write_conflicts(write, states)
    for record, state in states.items():
        write.touched.touch(state.kind, record)
    refresh(write, [_fresh(numbers[record], record, state) for record, state in states.items()], new=False)


def _numbers(write: Write, rows: Mapping[str, Sequence[Any]]) -> dict[str, int]:
    """Give the number of each record; one that has no row yet is given it here."""
    numbers = dict(write.rows(f"SELECT id, no FROM record WHERE id IN ({sql_marks(rows)})", *rows))
    missing = [record for record in rows if record not in numbers]
    if missing:
        numbers |= zip(missing, count(1 + (write.value("SELECT max(no) FROM record") or 0)))
        insert_rows(write, [(numbers[record], *rows[record]) for record in missing])
    return numbers


def _write_heads(write: Write, states: Mapping[str, State]) -> None:
    write.many("DELETE FROM head WHERE record = ?", [(record,) for record in states])
    several = [(record, head) for record, state in states.items() if len(state.heads) > 1 for head in state.heads]
    write.many(
        "INSERT INTO head (record, lid) VALUES (?, ?)", [(one, lid_or_new(write, head)) for one, head in several]
    )


def _write_conflicts(write: Write, states: Mapping[str, State]) -> None:
    write.many("DELETE FROM conflict WHERE record = ?", [(record,) for record in states])
    write.many(
        "INSERT INTO conflict (record, field, place, lid, value) VALUES (?, ?, ?, ?, ?)",
        [
            (record, path, place, lid_or_new(write, ref), jsontext.text(value))
            for record, state in states.items()
            for path, options in state.conflicts.items()
            for place, (ref, value) in enumerate(options)
        ],
    )


def _fresh(no: int, record: str, state: State) -> Fresh:
    counted = state.answers if state.confirmed is None else state.confirmed
    disputed = [value for options in state.conflicts.values() for _, value in options]
    return Fresh(no, record, state.kind, state.answers, counted, disputed=disputed)


def _revision(changes: Sequence[Change], state: State) -> int:
    """Count what was written after the first confirmation: the 版次 people see."""
    history = History.of(changes)
    place = {step.ref: i for i, step in enumerate(history.steps)}
    if state.first_confirmed is None:
        return 1
    first = place[state.first_confirmed]
    steps = enumerate(history.steps)
    return 1 + sum(1 for i, step in steps if i != first and not history.knew(first, i) and makes_version(step.answers))


def _row(write: Write, record: str, state: State, revision: int) -> tuple[Any, ...]:
    assert state.created is not None
    same = state.confirmed is not None and equal(state.confirmed, state.answers)
    counted = NEVER_CONFIRMED if state.confirmed is None else AS_SHOWN if same else AS_KEPT
    return (
        record,
        state.kind,
        *shown(state.answers),
        int(state.voided),
        state.void_reason,
        restricted(state.answers),
        lid_or_new(write, state.created),
        lid_or_new(write, state.heads[0]) if len(state.heads) == 1 else 0,
        lid_or_new(write, state.first_confirmed) if state.first_confirmed else 0,
        state.first_confirmed_at or 0,
        lid_or_new(write, state.first_signed) if state.first_signed else 0,
        state.first_signed_at or 0,
        lid_or_new(write, state.counts_since) if state.counts_since else 0,
        counted,
        int(state.correcting),
        revision,
        state.changed_at,
        state.changed_by,
        state.author,
        len(state.held),
        len(state.conflicts),
        jsontext.text(state.answers),
        jsontext.text(state.confirmed) if counted == AS_KEPT else None,
    )
