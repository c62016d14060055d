"""What was remarked about documents, and which versions they have: whole files at once, past the ORM."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sheqi_desktop.domain.change import Change, ChangeRef
from sheqi_desktop.domain.revisions import Revisions
from sheqi_desktop.store import jsontext
from sheqi_desktop.store.history import changes_of
from sheqi_desktop.store.lids import device_of, ref_of
from sheqi_desktop.store.sql import Conditions, sql_marks
from sheqi_desktop.store.transaction import Read

_AT_ONCE = 500
_STANDING = "kind IN ('annotation', 'annotation_reply', 'verdict') AND voided = 0"
_READ = f"SELECT id, kind, station, author, changed_at, created, answers FROM record WHERE {_STANDING}"
_FILE = "file <> '' AND file"
"""The file, asked for so that the index of those that have one is used."""
_TARGET = "json_extract(answers, '$.target_id')"


@dataclass(frozen=True, slots=True)
class Remark:
    """One row of supervision: an annotation, what was done with one, or a decision about a document."""

    id: str
    kind: str
    station: str
    author: str
    at: int
    ref: ChangeRef
    answers: dict[str, Any]


def remarks_of(read: Read, files: Iterable[str]) -> list[Remark]:
    """Give everything remarked about the documents of some files (a document of no file is one itself)."""
    found: list[Remark] = []
    for some in _packs(files):
        rows = read.driver.execute(f"{_READ} AND {_FILE} IN ({sql_marks(some)})", some)
        found += [_remark(read, row) for row in rows]
    return found


def is_remarked(read: Read, file: str, document: str) -> bool:
    """Tell whether anything was remarked or decided about a document of a file, without reading what."""
    asked = f"SELECT 1 FROM record WHERE {_STANDING} AND {_FILE} = ? AND {_TARGET} = ? LIMIT 1"
    return read.driver.execute(asked, (file, document)).fetchone() is not None


def all_remarks(read: Read, stations: Sequence[str] | None = None) -> list[Remark]:
    """Give everything remarked at some stations, of all of them without."""
    if stations is None:
        return [_remark(read, row) for row in read.driver.execute(_READ)]
    rows = read.driver.execute(f"{_READ} AND station IN ({sql_marks(stations)})", list(stations))
    return [_remark(read, row) for row in rows]


def _remark(read: Read, row: Sequence[Any]) -> Remark:
    id_, kind, station, author, at, created, answers = row
    return Remark(id_, kind, station, author, at, ref_of(read, created), jsontext.value(answers))


def closed_files(read: Read, stations: Sequence[str] | None = None) -> list[str]:
    """Name the cases with a signed 结案; whether one was re-opened since is for the case to say."""
    only = Conditions()
    only.ask("kind = 'case_closure' AND first_signed <> 0 AND voided = 0")
    only.one_of("station", stations)
    rows = read.rows(f"SELECT DISTINCT parent FROM record WHERE {only.sql_where()}", *only.values)
    return [file for (file,) in rows]


def is_sent(read: Read, record: str) -> bool:
    """Tell whether the row lies in a sealed segment: whoever may have it already."""
    return not unsent(read, [record])


def unsent(read: Read, records: Iterable[str]) -> set[str]:
    """Give those of many rows that lie in no sealed segment yet: nobody else can have them."""
    found: set[str] = set()
    for some in _packs(records):
        rows = read.driver.execute(
            f"SELECT id FROM record JOIN open_change ON lid = created WHERE id IN ({sql_marks(some)})", some
        )
        found |= {id_ for (id_,) in rows}
    return found


# ------------------------------------------------------------------------------ versions
def revisions_of(read: Read, records: Iterable[str]) -> dict[str, Revisions]:
    """Give the versions of many documents without opening a segment: what a creation said does not matter here."""
    changes: dict[str, list[Change]] = {}
    first: dict[str, ChangeRef | None] = {}
    for some in _packs(records):
        rows = read.driver.execute(
            "SELECT id, kind, author, created, first_confirmed, first_confirmed_at, entered_at FROM record"
            f" WHERE id IN ({sql_marks(some)})",
            some,
        )
        for id_, kind, author, created, confirmed, confirmed_at, _ in rows:
            said = {"status": "submitted"} if confirmed == created else {}
            at = confirmed_at if confirmed == created else 0
            made = Change(ref_of(read, created), kind, id_, (), said, author, at, device=device_of(read, created))
            changes[id_] = [made]
            first[id_] = ref_of(read, confirmed) if confirmed else None
        edits = read.driver.execute(
            f"SELECT lid, at, kind, record, parents, answers, author FROM edit WHERE record IN ({sql_marks(some)})",
            some,
        )
        for lid, at, kind, record, parents, answers, author in edits:
            if record in changes:
                known = tuple(ref_of(read, parent) for parent in jsontext.value(parents))
                said = jsontext.value(answers)
                one = Change(ref_of(read, lid), kind, record, known, said, author, at, device=device_of(read, lid))
                changes[record].append(one)
    return {record: Revisions.of(found, first[record]) for record, found in changes.items()}


def whole_revisions(read: Read, record: str) -> Revisions:
    """Give the versions of one document with what each said."""
    confirmed = read.value("SELECT first_confirmed FROM record WHERE id = ?", record)
    return Revisions.of(changes_of(read, record), ref_of(read, confirmed) if confirmed else None)


def _packs(ids: Iterable[str]) -> Iterable[list[str]]:
    every = list(dict.fromkeys(ids))
    for start in range(0, len(every), _AT_ONCE):
        yield every[start : start + _AT_ONCE]
