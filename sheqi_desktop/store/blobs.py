"""Photos and scans by their hash; they have no names on any disk."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sheqi_desktop.store.lids import SHIFT
from sheqi_desktop.store.transaction import Read, Write


def put(write: Write, data: bytes, type_: str, at_ms: int) -> str:
    """Keep a file and give its hash; the same content is kept once."""
    sha256 = hashlib.sha256(data).hexdigest()
    write.run(
        "INSERT OR IGNORE INTO blob (sha256, type, size, at, data) VALUES (?, ?, ?, ?, ?)",
        sha256,
        type_,
        len(data),
        at_ms,
        data,
    )
    return sha256


def get(read: Read, sha256: str) -> bytes | None:
    """Give a file, None if it has not come yet."""
    data = read.value("SELECT data FROM blob WHERE sha256 = ?", sha256)
    return None if data is None else bytes(data)


def sound(read: Read, names: Iterable[str]) -> dict[str, bytes]:
    """Give those of some files whose content is what their name says; a damaged one is never passed on."""
    found = {one: get(read, one) for one in names}
    return {one: data for one, data in found.items() if data and hashlib.sha256(data).hexdigest() == one}


def there(read: Read, sha256: str) -> bool:
    """Tell whether a file is here, without reading it."""
    return read.value("SELECT 1 FROM blob WHERE sha256 = ?", sha256) is not None


def missing(read: Read) -> list[str]:
    """List the files that records name and that have not come yet."""
    return [row[0] for row in read.rows(f"SELECT DISTINCT f.sha256 FROM file_of f WHERE {_NOT_HERE} ORDER BY f.sha256")]


def missing_by_station(read: Read) -> dict[str, list[tuple[str, str]]]:
    """List by station which files have not come yet, each with the number of a record that names it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for station, sha256, number in read.rows(
        "SELECT r.station, f.sha256, min(r.number) FROM file_of f JOIN record r ON r.no = f.record"
        f" WHERE {_NOT_HERE} GROUP BY r.station, f.sha256 ORDER BY r.station, min(r.number), f.sha256"
    ):
        found.setdefault(station, []).append((sha256, number))
    return found


def missing_uses(read: Read) -> list[tuple[str, str]]:
    """List (record, hash) of every file that records name and that has not come yet, station by station."""
    return read.rows(
        f"SELECT r.id, f.sha256 FROM file_of f JOIN record r ON r.no = f.record WHERE {_NOT_HERE}"
        " ORDER BY r.station, r.service_date, r.number, r.id, f.sha256"
    )


def uses_of(read: Read, names: Iterable[str]) -> list[tuple[str, str]]:
    """List (record, hash) of the records that name some files, by number."""
    found: list[tuple[str, str]] = []
    for sha256 in names:
        rows = read.rows(
            "SELECT r.id, f.sha256 FROM file_of f JOIN record r ON r.no = f.record WHERE f.sha256 = ?"
            " ORDER BY r.service_date, r.number, r.id",
            sha256,
        )
        found += [(record, name) for record, name in rows]
    return found


def named(read: Read, station: str | None = None) -> list[tuple[str, str, str, str, int]]:
    """List the files that are here and that records name: (hash, station, kind of record, worker, whether 限阅)."""
    return read.rows(
        "SELECT f.sha256, r.station, r.kind, r.worker, r.restricted FROM file_of f JOIN record r ON r.no = f.record"
        " WHERE (? IS NULL OR r.station = ?) AND f.sha256 IN (SELECT sha256 FROM blob) ORDER BY r.no, f.sha256",
        station,
        station,
    )


def missing_named(read: Read) -> list[tuple[str, str, str, str, int]]:
    """List the files that records name and that have not come yet, as :func:`named` does."""
    return read.rows(
        "SELECT DISTINCT f.sha256, r.station, r.kind, r.worker, r.restricted"
        f" FROM file_of f JOIN record r ON r.no = f.record WHERE {_NOT_HERE} ORDER BY f.sha256"
    )


def uses(read: Read, sha256: str) -> list[tuple[str, str]]:
    """Give the records (id, number) that name a file, void ones left out."""
    return read.rows(
        "SELECT r.id, r.number FROM file_of f JOIN record r ON r.no = f.record"
        " WHERE f.sha256 = ? AND r.voided = 0 ORDER BY r.number, r.id",
        sha256,
    )


def writer_of(read: Read, sha256: str) -> str:
    """Give the machine whose change first brought a file into a record, '' if nobody names it."""
    row = read.row(
        "SELECT r.id, r.created FROM file_of f JOIN record r ON r.no = f.record WHERE f.sha256 = ?"
        " ORDER BY r.no LIMIT 1",
        sha256,
    )
    if row is None:
        return ""
    record, created = row
    edit = read.value(
        "SELECT min(lid) FROM edit WHERE record = ? AND instr(answers, ?) > 0 AND lid <> ?", record, sha256, created
    )
    return str(read.value("SELECT device FROM chain WHERE no = ?", int(edit or created) >> SHIFT) or "")


def used_twice(read: Read) -> list[tuple[str, str, str, str, str, str]]:
    """List the files that more than one record names: (hash, station, kind, id, number, day), void ones left out."""
    return read.rows(
        "SELECT f.sha256, r.station, r.kind, r.id, r.number, r.service_date FROM file_of f"
        " JOIN record r ON r.no = f.record WHERE r.voided = 0 AND f.sha256 IN (SELECT g.sha256 FROM file_of g"
        " JOIN record s ON s.no = g.record WHERE s.voided = 0 GROUP BY g.sha256 HAVING count(*) > 1)"
        " ORDER BY f.sha256, r.service_date, r.number, r.id"
    )


def count(read: Read) -> int:
    """Count the files that are here."""
    return int(read.value("SELECT count(*) FROM blob"))


def size_of(read: Read, sha256: str) -> int:
    """Give the size of a file that is here."""
    return int(read.value("SELECT size FROM blob WHERE sha256 = ?", sha256) or 0)


def damaged(read: Read) -> list[str]:
    """Read every file and list those whose content is not what their name says."""
    names = [row[0] for row in read.rows("SELECT sha256 FROM blob ORDER BY sha256")]
    return [one for one in names if hashlib.sha256(get(read, one) or b"").hexdigest() != one]


_NOT_HERE = "NOT EXISTS (SELECT 1 FROM blob b WHERE b.sha256 = f.sha256)"


# ------------------------------------------------------------------------------ who holds them
def note_sent(write: Write, counter: int, names: Iterable[str]) -> None:
    """Note which attachments travelled in the bundle of that number."""
    write.many("INSERT OR IGNORE INTO sent_blob (counter, sha256) VALUES (?, ?)", [(counter, one) for one in names])


def note_held(write: Write, receiver: str, names: Iterable[str], at_ms: int) -> None:
    """Note that a machine holds some attachments: it sent them, or says that they came."""
    write.many(
        "INSERT OR IGNORE INTO blob_receipt (receiver, sha256, at) VALUES (?, ?, ?)",
        [(receiver, one, at_ms) for one in names],
    )


def note_files_came(write: Write, receiver: str, counters: Iterable[int], at_ms: int) -> None:
    """Note that a machine accepted some of our bundles: it holds what was in them."""
    for counter in counters:
        came = write.rows("SELECT sha256 FROM sent_blob WHERE counter = ?", counter)
        note_held(write, receiver, (row[0] for row in came), at_ms)


def note_lacking(write: Write, receiver: str, names: Iterable[str]) -> None:
    """Note that a machine says it lacks some attachments, whatever was noted before."""
    write.many("DELETE FROM blob_receipt WHERE receiver = ? AND sha256 = ?", [(receiver, one) for one in names])


def held_by(read: Read, receiver: str) -> set[str]:
    """Give the attachments a machine is known to hold."""
    return {row[0] for row in read.rows("SELECT sha256 FROM blob_receipt WHERE receiver = ?", receiver)}
