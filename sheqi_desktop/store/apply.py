"""Bring changes of existing records into their current state: quickly in a straight line, by folding elsewhere.

Whatever the road, the row is the one ``domain.fold`` makes of the record's changes; rebuilding proves it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sheqi_desktop.domain.attachment import are_attachments
from sheqi_desktop.domain.change import VOIDED, Change
from sheqi_desktop.domain.disputes import BY
from sheqi_desktop.domain.fold import RETURNED, makes_version
from sheqi_desktop.domain.lifecycle import AFTER_CLOSURE
from sheqi_desktop.domain.written import are_rows
from sheqi_desktop.store import jsontext
from sheqi_desktop.store.history import as_row, keep_edits
from sheqi_desktop.store.refold import refold_all
from sheqi_desktop.store.rows import (
    AS_KEPT,
    AS_SHOWN,
    IN_COLUMNS,
    NEVER_CONFIRMED,
    confirms,
    differs,
    equal,
    restricted,
    shown,
    signs,
)
from sheqi_desktop.store.source_rows import Fresh, may_name_files, refresh
from sheqi_desktop.store.transaction import Read, Write

MOST_AT_ONCE = 500


@dataclass(slots=True)
class _Current:
    """What the quick road has to know of a record, and what it makes of it."""

    no: int
    id: str
    kind: str
    head: int
    first_confirmed: int
    first_confirmed_at: int
    first_signed: int
    first_signed_at: int
    last_confirmed: int
    counted: int
    correcting: int
    revision: int
    changed_at: int
    changed_by: str
    answers: dict[str, Any]
    confirmed: dict[str, Any] | None
    as_read: tuple[tuple[dict[str, Any] | None, str], ...]
    """What was read of these two, each with its text: what is not changed need not be written out again."""
    quick: bool
    touched: bool = field(default=False)
    recount: bool = field(default=False)
    in_columns: bool = field(default=False)
    """Whether answers that show in columns of their own were written; how far it has come is one of them."""


_READ = (
    "SELECT no, id, kind, head, first_confirmed, first_confirmed_at, first_signed, first_signed_at, last_confirmed,"
    " counted, correcting, revision, changed_at, changed_by, answers, confirmed, voided, held, conflicts"
    " FROM record WHERE id IN ({})"
)
_WHAT_IT_SAYS = (
    "head = ?, counted = ?, correcting = ?, revision = ?, changed_at = ?, changed_by = ?, answers = ?, confirmed = ?"
    " WHERE no = ?"
)
_WRITE = f"UPDATE record SET {_WHAT_IT_SAYS}"
"""Columns that are not named are not indexed anew either."""
_WRITE_ALL = (
    "UPDATE record SET station = ?, status = ?, number = ?, service_date = ?, form = ?, worker = ?, person = ?,"
    " client = ?, household = ?, name = ?, village = ?, birth_date = ?, file_state = ?, risk = ?, next_due = ?,"
    " adjust = ?, entered_at = ?, parent = ?, id_no = ?, file = ?, restricted = ?, first_confirmed = ?,"
    f" first_confirmed_at = ?, first_signed = ?, first_signed_at = ?, last_confirmed = ?, {_WHAT_IT_SAYS}"
)


def apply_patches(write: Write, changes: Sequence[Change]) -> None:
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
    says = [_what_it_says(record) for record in done]
    write.many(_WRITE, [row for one, row in zip(done, says, strict=True) if not one.in_columns])
    write.many(_WRITE_ALL, [(*_columns(one), *row) for one, row in zip(done, says, strict=True) if one.in_columns])
    counts = [
        Fresh(one.no, one.id, one.kind, one.answers, one.confirmed or one.answers, one.recount, (), _names_files(row))
        for one, row in zip(done, says, strict=True)
    ]
    refresh(write, counts, new=False)
    refold_all(write, list(slow))


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
            no, id_, kind, head, first, first_at, signed, signed_at, last, counted, correcting, *rest = row
            revision, at, by, answers, confirmed, voided, held, conflicts = rest
            told = value(answers)
            kept = None if confirmed is None else value(confirmed)
            quick = not (voided or held or conflicts)
            found[id_] = _Current(
                no,
                id_,
                kind,
                head,
                first,
                first_at,
                signed,
                signed_at,
                last,
                counted,
                correcting,
                revision,
                at,
                by,
                told,
                kept,
                ((told, answers), (kept, confirmed)),
                quick,
            )
    return found


_NOT_PLAIN = frozenset({VOIDED, BY, AFTER_CLOSURE})
"""Answers that say more than that they overwrite what was there."""


def _follows(record: _Current, change: Change, row: Sequence[Any]) -> bool:
    """Tell whether a change simply comes after the one state there is, and overwrites plain answers."""
    if not record.head or row[4] != f"[{record.head}]" or change.kind != record.kind or AFTER_CLOSURE in record.answers:
        return False
    for name, value in change.answers.items():
        if name in _NOT_PLAIN or "/" in name or _is_rows(value) or _is_rows(record.answers.get(name)):
            return False
    return True


def _is_rows(value: Any) -> bool:
    if type(value) is not list or not value or type(value[0]) is not dict:
        return False
    return are_rows(value) or not are_attachments(value)


def _forward(record: _Current, change: Change, lid: int) -> None:
    """Do what ``domain.fold`` does for one more step of a straight line."""
    was = before = record.answers if record.counted == AS_SHOWN else record.confirmed
    said, answers = record.answers, dict(record.answers)
    for name, value in change.answers.items():
        if value is None:
            answers.pop(name, None)
        else:
            answers[name] = value
    if record.first_confirmed and makes_version(change.answers):
        record.revision += 1
    if "status" in change.answers:
        if signs(change.answers) and not record.first_signed:
            record.first_signed, record.first_signed_at = lid, change.at
        if confirms(change.answers) and not record.first_confirmed:
            record.first_confirmed, record.first_confirmed_at = lid, change.at
        if signs(change.answers) or (confirms(change.answers) and not record.first_signed):
            before, record.last_confirmed = answers, lid
        elif change.answers["status"] == RETURNED and not record.first_signed:
            before, record.last_confirmed = None, 0
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
    record.in_columns |= not IN_COLUMNS.isdisjoint(change.answers)
    record.head, record.changed_at, record.changed_by, record.touched = lid, change.at, change.author, True


def _names_files(row: Sequence[Any]) -> bool:
    *_, answers, confirmed, _ = row
    return may_name_files(answers) or may_name_files(confirmed)


def _columns(record: _Current) -> tuple[Any, ...]:
    return (
        *shown(record.answers),
        restricted(record.answers),
        record.first_confirmed,
        record.first_confirmed_at,
        record.first_signed,
        record.first_signed_at,
        record.last_confirmed,
    )


def _what_it_says(record: _Current) -> tuple[Any, ...]:
    return (
        record.head,
        record.counted,
        record.correcting,
        record.revision,
        record.changed_at,
        record.changed_by,
        jsontext.text(record.answers),
        None if record.confirmed is None else _text_of(record, record.confirmed),
        record.no,
    )


def _text_of(record: _Current, said: dict[str, Any]) -> str:
    return next((text for one, text in record.as_read if one is said), None) or jsontext.text(said)
