"""One keyed connection to the encrypted file, opened by the recipe that survives a power cut."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from sheqi_desktop.domain.trouble import DatabaseDamaged, DiskFull, EngineTooOld, NotWritable
from sheqi_desktop.store.files import flush_folder
from sheqi_desktop.store.folder import free_bytes
from sheqi_desktop.store.sql import sql_name, sql_whole

Driver = Any
"""A sqlcipher3 connection in autocommit; transactions are begun and ended by the Database alone."""

OLDEST_GOOD = (3, 51, 3)
APPLICATION_ID = 0x53484551
PAGE_BYTES = 16384
BUSY_MS = 5000
CACHE_BYTES = 32_000_000
STATEMENTS = 512
"""So many statements of a connection stay as the engine read them.

The driver's own number is smaller than what an ordinary day asks.  Once it is reached, each new statement takes the
place of the one before, and what is then asked by turns is read anew every time: half of what a save asked.
"""
NO_ROOM_BYTES = 128 * 1024
"""Less than this holds neither a page with its log nor the 32 KB index of the log."""

# SQLite's result codes; the low byte is the kind.
_READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 8, 10, 11, 13, 14, 26


def refuse_old_engine() -> None:
    """Refuse a SQLite that can corrupt a WAL file two connections work on."""
    if dbapi2.sqlite_version_info < OLDEST_GOOD:
        raise EngineTooOld(version=dbapi2.sqlite_version)


def keyed(path: Path, dek: bytes) -> Driver:
    """Open or make a file with a key; whether the key fits shows when it is first read."""
    driver = dbapi2.connect(
        str(path),
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_MS / 1000,
        cached_statements=STATEMENTS,
    )
    # Without this a wrong key prints to the screen; it must come before the key.
    driver.execute("PRAGMA cipher_log_level = NONE")
    driver.execute(f"PRAGMA key = \"x'{dek.hex()}'\"")
    # Not remembered by the file: without it the right key reads "file is not a database".
    driver.execute(f"PRAGMA cipher_page_size = {PAGE_BYTES}")
    return driver


def connect(path: Path, dek: bytes) -> Driver:
    """Open the file with its key and prove that the key fits, without writing anything."""
    driver = keyed(path, dek)
    try:
        driver.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except dbapi2.DatabaseError:
        driver.close()
        raise
    return driver


def settle_in(driver: Driver) -> None:
    """Set what makes every acknowledged record survive; only after the file was found to be ours."""
    driver.execute("PRAGMA journal_mode = WAL")
    durable_alone(driver, True)
    driver.execute("PRAGMA foreign_keys = ON")
    driver.execute("PRAGMA trusted_schema = OFF")
    driver.execute("PRAGMA cell_size_check = ON")
    driver.execute("PRAGMA temp_store = MEMORY")
    driver.execute("PRAGMA mmap_size = 0")
    driver.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    keep_at_hand(driver)


def keep_at_hand(driver: Driver, size: int = CACHE_BYTES) -> None:
    """Choose how many bytes of pages a connection keeps deciphered in memory."""
    driver.execute(f"PRAGMA cache_size = -{sql_whole(size // 1000)}")


def durable_alone(driver: Driver, alone: bool) -> None:
    """Choose whether the log of the file is brought to the disk at every commit, outside any transaction.

    NORMAL alone loses acknowledged records on a power cut in WAL: it is for a writer whose every step was made durable
    outside the file before (store/redo.py), and is put back from there.  The file stays sound either way.
    """
    driver.execute("PRAGMA synchronous = FULL" if alone else "PRAGMA synchronous = NORMAL")


def flush_log(path: Path) -> None:
    """Bring the log beside a file to the disk now; raise OSError."""
    try:
        # Locks are on other files: opening and closing this one takes none of them away (POSIX).
        log = os.open(path.with_name(path.name + "-wal"), os.O_RDWR | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        # Nothing was written since the last of it came into the file.
        return
    try:
        os.fsync(log)
    finally:
        os.close(log)
    flush_folder(path.parent)


def opens_with(path: Path, dek: bytes) -> bool:
    """Tell whether this key opens the file."""
    try:
        connect(path, dek).close()
    except dbapi2.DatabaseError:
        return False
    return True


def number(driver: Driver, pragma: str) -> int:
    """Read a pragma that gives a number."""
    return int(driver.execute(f"PRAGMA {sql_name(pragma)}").fetchone()[0])


def refuse_damage(driver: Driver) -> None:
    """Raise DatabaseDamaged unless the structure and the seal of every page are sound.

    The page check reads past the write-ahead log: without the checkpoint an ordinary power cut looks like damage.
    """
    try:
        whole = _checkpoint(driver)
        told = [row[0] for row in driver.execute("PRAGMA quick_check(5)").fetchall()]
        if told != ["ok"]:
            raise DatabaseDamaged(why="结构检查不通过")
        if whole and driver.execute("PRAGMA cipher_integrity_check").fetchall():
            raise DatabaseDamaged(why="有数据页被改动或损坏")
    except dbapi2.DatabaseError as error:
        raise DatabaseDamaged(why="有数据页读不出") from error


def _checkpoint(driver: Driver) -> bool:
    """Bring the write-ahead log into the file; False if a full disk or a reader leaves part of it for later."""
    return _log_brought_in(driver, "PRAGMA wal_checkpoint(TRUNCATE)")


def whole_in_its_file(driver: Driver) -> bool:
    """Bring in what can be brought in without waiting for readers; tell whether the file alone is whole now.

    It stays so until something is written.
    """
    return _log_brought_in(driver, "PRAGMA wal_checkpoint(PASSIVE)")


def _log_brought_in(driver: Driver, checkpoint: str) -> bool:
    try:
        busy, there, brought_in = driver.execute(checkpoint).fetchone()
    except dbapi2.OperationalError as error:
        if _kind(error) != _FULL:
            raise
        return False
    return not busy and there == brought_in


def _kind(error: dbapi2.DatabaseError) -> int:
    return (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF


def _no_room(place: Path) -> bool:
    try:
        return free_bytes(place) < NO_ROOM_BYTES
    except OSError:
        return False


@contextmanager
def told_in_words(place: Path) -> Iterator[None]:
    """Turn what the driver reports into what a person can act upon; anything else is a bug and passes through."""
    try:
        yield
    except dbapi2.DatabaseError as error:
        kind = _kind(error)
        if kind == _FULL:
            raise DiskFull() from error
        if kind in (_IOERR, _CANTOPEN) and _no_room(place):
            # SQLite says “full” only of the file itself; the index of the log beside it fails as an I/O error.
            raise DiskFull() from error
        if kind in (_READONLY, _CANTOPEN, _IOERR):
            words = {_READONLY: "只读", _CANTOPEN: "打不开", _IOERR: "磁盘读写出错"}
            raise NotWritable(place=place, why=words[kind]) from error
        if kind in (_CORRUPT, _NOTADB):
            raise DatabaseDamaged(why="有数据页读不出，或者密钥不对") from error
        raise
