"""Copies that were read back: encrypted file, slots, and what must be found inside.

A backup is a folder of its own: ``20230308T083000Z-daily/`` with ``data.db``, ``vault.json`` and ``manifest.json``.
It is made under another name and renamed only after everything in it was verified with the key.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2

from sheqi_desktop.domain.clock import Clock
from sheqi_desktop.domain.trouble import DatabaseDamaged, DiskFull, FolderNotEmpty, NoWorkspace, Surroundings
from sheqi_desktop.store import journal, records, redo, rotation, vaultfile
from sheqi_desktop.store.engine import (
    APPLICATION_ID,
    Driver,
    connect,
    keep_at_hand,
    keyed,
    number,
    refuse_damage,
    told_in_words,
)
from sheqi_desktop.store.files import (
    atomic_replace,
    flush_file,
    flush_folder,
    mend,
    read_if_there,
    refuse_without_room,
    room_missing,
    write_whole,
)
from sheqi_desktop.store.folder import free_bytes
from sheqi_desktop.store.redo_file import Point
from sheqi_desktop.store.sealing import derive
from sheqi_desktop.store.session import session_of
from sheqi_desktop.store.transaction import Read

if TYPE_CHECKING:
    from sheqi_desktop.store.database import Database

DATA, MANIFEST, FOLDER = "data.db", "manifest.json", "backups"
KINDS = frozenset({"daily", "import", "migrate", "restore", "manual", "archive"})
_STAMP = "%Y%m%dT%H%M%S%fZ"
PART = ".part-"
REDO_OF = rotation.LATEST
"""Of so many of the latest copies what was saved after them is kept as well: the newest may be spoilt."""
COPYING, VERIFYING = 1, 2
Tell = Callable[[int, int, int], None]
"""Hears of the step (copying, verifying), how much of it is done and of how much; raises Cancelled to stop it."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a copy holds, as its checks come upon it."""

    records: int
    journal_n: int
    shape: int
    redo: Point | None
    """Up to which step it holds the record of what was saved (store/redo.py)."""
    sha256: str
    """Of the bytes that were looked through."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came out of a copy: enough to see what would be missing against the present file."""

    records: int
    digest: str
    last_entered_at: str


@dataclass(frozen=True, slots=True)
class Backup:
    """One verified copy."""

    path: Path
    kind: str
    made_at: datetime
    records: int
    journal_n: int
    redo: Point | None = None
    of: str = ""
    """Which key opens it, as :func:`whose` says; '' for one made before that was noted."""


def whose(dek: bytes) -> str:
    """Name a key without telling anything of it: on a stick the copies of several stations may lie together."""
    return derive(dek, b"sheqi backup of", b"").hex()[:16]


# ------------------------------------------------------------------------------ making
def _nobody(step: int, done: int, total: int) -> None:
    return


def make(
    database: Database, dek: bytes, kind: str, now: datetime, folder: Path | None = None, tell: Tell = _nobody
) -> Backup:
    """Copy an open workspace, verify the copy with its key, and only then give it its name; stopped, it leaves nothing.

    Raises DiskFull, StickFull, StickGone, NotWritable, DatabaseDamaged, Cancelled.
    """
    if kind not in KINDS:
        raise ValueError(kind)
    with put_beside(database, folder or database.folder / FOLDER) as beside:
        copy_into(beside, dek, lambda: database.copy_to(beside / DATA, partial(tell, COPYING)))
        return give_name(database, dek, kind, now, beside, verify(beside, dek, tell))


@contextmanager
def put_beside(database: Database, into: Path) -> Iterator[Path]:
    """Give a place for a copy that has no name yet; whatever is still there at the end is thrown away.

    Raises DiskFull, StickFull, StickGone, NotWritable, for what goes wrong inside too.
    """
    try:
        into.mkdir(parents=True, exist_ok=True)
        refuse_without_room(into, database.size, database.folder)
        beside = Path(tempfile.mkdtemp(prefix=PART, dir=into))
    except OSError as error:
        raise mend(error, into) from error
    try:
        yield beside
    except DiskFull as full:
        shutil.rmtree(beside, ignore_errors=True)
        raise room_missing(into, database.size - free_bytes(into), database.folder) from full
    except OSError as error:
        raise mend(error, into) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def give_name(database: Database, dek: bytes, kind: str, now: datetime, beside: Path, facts: Facts) -> Backup:
    """Make a copy that was verified one of the copies of a workspace: from here on its steps are written anew."""
    vault = vaultfile.read(database.folder)
    if vault is not None:
        write_whole(beside / vaultfile.FIRST, vault.bytes)
    _write_manifest(beside, kind, now, facts, whose(dek))
    path = _settle(beside, beside.parent, kind, now)
    _turn_redo(database)
    return Backup(path, kind, now.astimezone(UTC), facts.records, facts.journal_n, facts.redo, whose(dek))


def before_migration(database: Database, dek: bytes) -> Backup:
    """Copy a file of an older shape before it is changed."""
    return make(database, dek, "migrate", Clock().now())


def copy_into(beside: Path, dek: bytes, copy: Callable[[], None]) -> None:
    """Copy all of an open workspace into one durable file in a folder; ``copy`` copies what the engine has into it."""
    path = beside / DATA
    try:
        copy()
    except OSError as error:
        raise mend(error, beside) from error
    with told_in_words(beside):
        driver = keyed(path, dek)
        try:
            # A copy is one file: no log beside it that somebody could forget to take along.
            driver.execute("PRAGMA journal_mode = DELETE")
        finally:
            driver.close()
    flush_file(path)


def _turn_redo(database: Database) -> None:
    """Go on in another file of steps, and let those go that none of the latest copies here needs."""
    database.turn_redo()
    points = [one.redo for one in rotation.latest(one for one in backups(database.folder) if one.redo)]
    if points:
        redo.let_go(database.folder, {point[0] for point in points if point})


def _write_manifest(beside: Path, kind: str, now: datetime, facts: Facts, of: str) -> None:
    told = {
        "kind": kind,
        "made_at": now.astimezone(UTC).isoformat(),
        "records": facts.records,
        "journal_n": facts.journal_n,
        "shape": facts.shape,
        "redo": facts.redo,
        "of": of,
        "sha256": facts.sha256,
    }
    write_whole(beside / MANIFEST, json.dumps(told, ensure_ascii=False, indent=1).encode())


def _settle(beside: Path, into: Path, kind: str, now: datetime) -> Path:
    path = into / f"{now.astimezone(UTC).strftime(_STAMP)}-{kind}"
    again = 1
    while path.exists():
        again += 1
        path = path.with_name(f"{now.astimezone(UTC).strftime(_STAMP)}.{again}-{kind}")
    flush_folder(beside)
    atomic_replace(beside, path)
    flush_folder(into)
    return path


# ------------------------------------------------------------------------------ verifying
def verify(path: Path, dek: bytes, tell: Tell = _nobody) -> Facts:
    """Open a copy with the key, check every page and the journal; raise DatabaseDamaged for anything not as written."""
    file = path / DATA
    if not file.exists():
        raise NoWorkspace(place=path)
    tell(VERIFYING, 0, 3)
    told, sum_ = _manifest(path), _sum(file)
    if told and told.get("sha256") != sum_:
        raise DatabaseDamaged(why="备份文件与制作时不同")
    try:
        driver = connect(file, dek)
    except dbapi2.DatabaseError as error:
        raise DatabaseDamaged(why="备份打不开，密钥不对或者文件损坏") from error
    try:
        if number(driver, "application_id") != APPLICATION_ID:
            raise DatabaseDamaged(why="不是本软件的数据文件")
        tell(VERIFYING, 1, 3)
        refuse_damage(driver)
        tell(VERIFYING, 2, 3)
        return _facts(driver, sum_)
    except dbapi2.DatabaseError as error:
        raise DatabaseDamaged(why="备份里有内容读不出") from error
    finally:
        driver.close()


def _facts(driver: Driver, sha256: str) -> Facts:
    read = Read(driver, session_of, None)
    return Facts(
        records=records.total(read) if _has_records(driver) else 0,
        journal_n=journal.verify(read),
        shape=number(driver, "user_version"),
        redo=redo.point_of(driver),
        sha256=sha256,
    )


def _has_records(driver: Driver) -> bool:
    """Tell whether what follows from the log is in the file; in one of an older shape it is made anew when opened."""
    return driver.execute("SELECT 1 FROM sqlite_master WHERE name = 'record'").fetchone() is not None


def _manifest(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(read_if_there(path / MANIFEST) or b"{}")
    except ValueError as error:
        raise DatabaseDamaged(why="备份说明读不出") from error
    return told if isinstance(told, dict) else {}


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


# ------------------------------------------------------------------------------ keeping the right ones
def backups(folder: Path) -> list[Backup]:
    """List the copies of a workspace, or on a stick, the latest first."""
    place = folder / FOLDER if (folder / FOLDER).is_dir() else folder
    found = []
    for path in place.iterdir() if place.is_dir() else ():
        if path.name.startswith(".") or not (path / MANIFEST).is_file() or not (path / DATA).is_file():
            continue
        try:
            told = _manifest(path)
            made = datetime.fromisoformat(told["made_at"])
            point = told.get("redo")
            found.append(
                Backup(
                    path,
                    str(told["kind"]),
                    made,
                    int(told["records"]),
                    int(told["journal_n"]),
                    (str(point[0]), int(point[1])) if point else None,
                    str(told.get("of", "")),
                )
            )
        except (Surroundings, KeyError, TypeError, ValueError):
            # Not one of ours, or a spoilt one: it is not offered, and nobody deletes it.
            continue
    return sorted(found, key=lambda one: (one.made_at, one.path.name), reverse=True)


# ------------------------------------------------------------------------------ bringing back
def restore(path: Path, dek: bytes, into: Path) -> Restored:
    """Bring a copy into a new folder and verify it there; the present workspace is not touched."""
    facts = verify(path, dek)
    try:
        if into.exists() and any(into.iterdir()):
            raise FolderNotEmpty(place=into)
        into.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path / DATA, into / DATA)
        flush_file(into / DATA)
    except OSError as error:
        raise mend(error, into) from error
    slots = vaultfile.from_bytes(read_if_there(path / vaultfile.FIRST) or b"")
    if slots is not None:
        slots.write(into)
    flush_folder(into)
    if verify(into, dek) != facts:
        raise DatabaseDamaged(why="写到新文件夹后对不上")
    return _read_through(into, dek)


def _read_through(folder: Path, dek: bytes) -> Restored:
    """Read every record of a restored workspace."""
    driver = connect(folder / DATA, dek)
    try:
        # The digest goes through the records by their ids: with a small cache each would be deciphered on its own.
        keep_at_hand(driver)
        read = Read(driver, session_of, None)
        if not _has_records(driver):
            return Restored(0, "", "")
        entered = read.value("SELECT max(entered_at) FROM record")
        return Restored(records.total(read), records.digest(read), entered or "")
    except dbapi2.DatabaseError as error:
        raise DatabaseDamaged(why="备份里有内容读不出") from error
    finally:
        driver.close()


def swap(folder: Path, restored: Path, now: datetime) -> Path:
    """Put a restored workspace in the place of the present, closed one, which is kept beside it; gives where."""
    aside = folder.with_name(f"{folder.name}-{now.astimezone(UTC).strftime(_STAMP)}-old")
    try:
        atomic_replace(folder, aside)
        atomic_replace(restored, folder)
        flush_folder(folder.parent)
    except OSError as error:
        raise mend(error, folder) from error
    return aside
