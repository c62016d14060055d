"""Make a new, sound file from what was rescued of a damaged one: the log first, then what only its last state shows.

What comes out is for looking and for carrying out.  It is never worked on: nobody knows what is missing from it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from sqlcipher3 import dbapi2

from sheqi_desktop.domain.change import Sealed
from sheqi_desktop.store import derived, jsontext, records
from sheqi_desktop.store.engine import Driver
from sheqi_desktop.store.lids import MASK, SHIFT, forget
from sheqi_desktop.store.redo import KEPT
from sheqi_desktop.store.refold import insert_rows
from sheqi_desktop.store.rows import AS_SHOWN, COLUMNS
from sheqi_desktop.store.salvage import Rescued, Shape
from sheqi_desktop.store.source_rows import Fresh, refresh
from sheqi_desktop.store.sql import sql_marks, sql_name, sql_names
from sheqi_desktop.store.transaction import Write

RECORD = "record"
_NUMBER = re.compile(r"(\d{9}(?:-\d)?-([A-Z]{2})-\d{4}-[A-Z])(\d{4,5})")
_GROWS = "journal_only_grows"
_FIRST = ("chain", "meta", "roster")
Row = dict[str, Any]
Sound = Callable[[Row], Sealed | None]
"""Give a rescued segment as it was sealed, None if it is not what its name says."""


@dataclass(slots=True)
class Result:
    """What was saved and what is missing, by kind and number where these are known; no names, no words of a record."""

    saved: dict[str, int] = field(default_factory=dict)
    """Kind of record → how many can be looked at."""
    last_only: int = 0
    """Records whose changes are lost: only their last state is there."""
    missing: list[tuple[str, str]] = field(default_factory=list)
    """(letters of the kind, number) of every number that was given and is not there."""
    changes: int = 0
    """Changes that are lost."""
    photos: int = 0
    photos_missing: int = 0
    pages: int = 0
    damaged: int = 0
    proved: bool = True

    def as_row(self) -> Row:
        """Give what is kept of it in the new file."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Result:
        """Read what was kept."""
        return cls(**{**row, "missing": [(str(kind), str(number)) for kind, number in row["missing"]]})


def shapes(driver: Driver) -> dict[str, Shape]:
    """Give the tables a rescue looks for, as today's program makes them."""
    found = {}
    for table in (*KEPT, RECORD):
        info = list(driver.execute(f"PRAGMA table_info({sql_name(table)})"))
        keys = [one[0] for one in info if one[5]]
        number = keys[0] if len(keys) == 1 and info[keys[0]][2] == "INTEGER" else None
        found[table] = Shape(tuple(one[1] for one in info), tuple(one[2] for one in info), number)
    return found


def fill(write: Write, found: Rescued, sound: Sound) -> Result:
    """Write everything that was rescued into a new, empty file, and make what is derived from it."""
    rows = found.rows
    shape_told = next((row.get("value") for row in rows.get("meta", ()) if row.get("key") == "derived_shape"), None)
    made = Result(pages=found.pages, damaged=found.damaged)
    _put_all(write, [name for name in KEPT if name in _FIRST], rows)
    _keep_segments(write, rows.get("segment", ()), sound)
    _keep_open(write, rows.get("open_change", ()))
    _put_photos(write, rows.get("blob", ()))
    done = {*_FIRST, "segment", "open_change", "blob", "journal"}
    _put_all(write, [name for name in KEPT if name not in done], rows)
    _put_journal(write, rows)
    forget(write)
    records.rebuild(write)
    if shape_told in (None, jsontext.text(derived.SHAPE), derived.SHAPE):
        made.last_only = _put_last_states(write, rows.get(RECORD, ()))
    _count(write, found, made)
    return made


# ------------------------------------------------------------------------------ what is kept
def _put_all(write: Write, names: Iterable[str], rows: Mapping[str, Sequence[Row]]) -> None:
    for name in names:
        for row in rows.get(name, ()):
            if name == "meta" and row.get("key") in ("redo", "derived_shape"):
                continue
            # Steps of the damaged file: this one has none of its own.
            _put(write, name, {**row, "step": ""} if name == "chain" else row)


def _put(write: Write, table: str, row: Row) -> bool:
    """Put one row; one that is there stays, and one that breaks a rule of the table was no row of it."""
    with suppress(dbapi2.IntegrityError):
        return bool(
            write.run(
                f"INSERT OR IGNORE INTO {sql_name(table)} ({sql_names(list(row))}) VALUES ({sql_marks(row)})",
                *row.values(),
            )
        )
    return False


def _keep_segments(write: Write, rows: Iterable[Row], sound: Sound) -> None:
    for row in rows:
        sealed = sound(row)
        if sealed is not None:
            _stub(write, row["chain"], sealed.chain)
            _put(write, "segment", {**row, "hash": sealed.hash, "first": sealed.first, "last": sealed.last})


def _keep_open(write: Write, rows: Iterable[Row]) -> None:
    """Keep the changes nobody sealed yet; a page that was let go may still show one that was."""
    for row in rows:
        no, seq = row["lid"] >> SHIFT, row["lid"] & MASK
        if write.value("SELECT 1 FROM segment WHERE chain = ? AND first <= ? AND last >= ?", no, seq, seq):
            continue
        with suppress(ValueError, TypeError):
            parents = [int(one) for one in jsontext.value(row["parents"])]
            if isinstance(jsontext.value(row["answers"]), dict):
                _stub(write, no, f"lost-{no}", mine=1)
                for parent in parents:
                    _stub(write, parent >> SHIFT, f"lost-{parent >> SHIFT}")
                _put(write, "open_change", row)


def _stub(write: Write, no: int, name: str, mine: int = 0) -> None:
    """Have a chain of that number, though all that is known of it is that it was."""
    write.run(
        "INSERT OR IGNORE INTO chain (no, name, chain, device, epoch, audience, mine, current, seq, hash, last, at)"
        " VALUES (?, ?, ?, '', '', '', ?, 0, 0, '', 0, 0)",
        no,
        name,
        name,
        mine,
    )


def _put_photos(write: Write, rows: Iterable[Row]) -> None:
    for row in rows:
        data = row.get("data")
        if isinstance(data, bytes) and hashlib.sha256(data).hexdigest() == row.get("sha256"):
            _put(write, "blob", row)


def _put_journal(write: Write, rows: Mapping[str, Sequence[Row]]) -> None:
    """Put the entries that are left; where some are lost the chain is broken, and nobody pretends otherwise."""
    (rule,) = write.rows("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?", _GROWS)[0]
    write.run("DROP TRIGGER journal_only_grows")
    for row in sorted(rows.get("journal", ()), key=lambda row: row["n"]):
        _put(write, "journal", row)
    write.run(rule)


# ------------------------------------------------------------------------------ what only its last state shows
def _put_last_states(write: Write, rows: Iterable[Row]) -> int:
    """Show a record as it last was where the changes that made it so are lost; gives how many."""
    done = 0
    for row in sorted(rows, key=lambda row: -int(row.get("changed_at") or 0)):
        with suppress(ValueError, TypeError, KeyError, dbapi2.IntegrityError):
            done += _put_last_state(write, row)
    return done


def _put_last_state(write: Write, row: Row) -> bool:
    there = write.row("SELECT no, changed_at FROM record WHERE id = ?", row["id"])
    if there is not None and there[1] >= row["changed_at"]:
        return False
    said = jsontext.value(row["answers"])
    counted = said if row["counted"] == AS_SHOWN or row["confirmed"] is None else jsontext.value(row["confirmed"])
    if not isinstance(said, dict):
        return False
    for name in ("created", "head", "first_confirmed", "first_signed", "last_confirmed"):
        _stub(write, row[name] >> SHIFT, f"lost-{row[name] >> SHIFT}")
    forget(write)
    columns = [one.strip() for one in COLUMNS.split(",")]
    if there is None:
        no = 1 + int(write.value("SELECT max(no) FROM record") or 0)
        insert_rows(write, [(no, *(row[name] for name in columns))])
    else:
        no = there[0]
        write.run("DELETE FROM record WHERE no = ?", no)
        insert_rows(write, [(no, *(row[name] for name in columns))])
    refresh(write, [Fresh(no, row["id"], row["kind"], said, counted)], new=there is None)
    return True


# ------------------------------------------------------------------------------ what is missing
def _count(write: Write, found: Rescued, made: Result) -> None:
    made.saved = dict(write.rows("SELECT kind, count(*) FROM record GROUP BY kind ORDER BY kind"))
    made.missing = list(_missing_numbers(write, found))
    made.photos = int(write.value("SELECT count(*) FROM blob"))
    made.photos_missing = int(
        write.value(
            "SELECT count(DISTINCT f.sha256) FROM file_of f"
            " WHERE NOT EXISTS (SELECT 1 FROM blob b WHERE b.sha256 = f.sha256)"
        )
    )
    held = int(write.value("SELECT coalesce(sum(last - first + 1), 0) FROM segment"))
    held += int(write.value("SELECT count(*) FROM open_change"))
    given = int(write.value("SELECT coalesce(sum(max(last, seq)), 0) FROM chain"))
    made.changes = max(given - held, 0)


def _missing_numbers(write: Write, found: Rescued) -> Iterator[tuple[str, str]]:
    """Name every number below the highest of its series that no record carries and no blank form waits for."""
    there: dict[str, set[int]] = {}
    letters: dict[str, str] = {}
    for (number,) in write.rows("SELECT number FROM record WHERE number <> ''"):
        _note(str(number), there, letters)
    broken: dict[str, set[int]] = {}
    for row in found.broken.get(RECORD, ()):
        _note(str(row.get("number") or ""), broken, letters)
    highest = {series: max(serials) for series, serials in there.items()}
    for series, serials in broken.items():
        highest[series] = max(highest.get(series, 0), *serials)
    for series, n in write.rows("SELECT series, highest FROM number_counter"):
        highest[series] = max(highest.get(series, 0), n)
    waiting = {number for (number,) in write.rows("SELECT number FROM reserved_number WHERE used = 0")}
    for series in sorted(highest):
        for serial in sorted(set(range(1, highest[series] + 1)) - there.get(series, set())):
            number = f"{series}{serial:04d}"
            if number not in waiting:
                yield series.split("-")[-3], number


def _note(number: str, there: dict[str, set[int]], letters: dict[str, str]) -> None:
    said = _NUMBER.fullmatch(number)
    if said:
        there.setdefault(said[1], set()).add(int(said[3]))
        letters[said[1]] = said[2]
