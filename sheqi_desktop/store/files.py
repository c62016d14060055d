"""Write files so that a power cut, a full disk or a virus scanner leaves the old one or the new one, never a half.

The order is always: write beside, flush, rename, flush the folder.  What leaves the machine is also read back from the
medium before it gets its name.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import time
from collections.abc import Iterable
from pathlib import Path

from sheqi_desktop.domain.system_error import gone, no_room, why
from sheqi_desktop.domain.trouble import (
    DiskFull,
    NotReadable,
    NotWritable,
    StickFull,
    StickGone,
    Surroundings,
    Trouble,
)

HELD_BY_ANOTHER = frozenset({5, 32, 33})
"""Windows: access denied, sharing violation, lock violation; a scanner or indexer lets go again soon."""
PATIENCE_SECONDS = 2.5
FIRST_WAIT_SECONDS = 0.05
_MB = 1024 * 1024


def atomic_replace(source: Path, target: Path) -> None:
    """Put one file in the place of another in one step, waiting a moment for whoever holds it on Windows."""
    wait, waited = FIRST_WAIT_SECONDS, 0.0
    while True:
        try:
            source.replace(target)
            return
        except OSError as error:
            if getattr(error, "winerror", None) not in HELD_BY_ANOTHER or waited >= PATIENCE_SECONDS:
                raise
        time.sleep(wait)
        waited += wait
        wait *= 2


def write_whole(path: Path, data: bytes) -> None:
    """Write a small file so that it is either wholly there or not at all."""
    beside = path.with_name(path.name + ".part")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        atomic_replace(beside, path)
        flush_folder(path.parent)
    except OSError as error:
        # A leftover part would only puzzle people; the real trouble is the one to report.
        _take_away(beside)
        raise mend(error, path) from error


def write_checked(path: Path, data: bytes, home: Path | None = None) -> None:
    """Write what leaves this machine: only what reads back the same from the medium gets its name.

    ``home`` is the workspace: a file on the same disk that finds no room means that disk, not a stick.
    Raises StickFull, DiskFull, StickGone, NotWritable; whatever happens, no half file of that name lies there.
    """
    _carry(path, len(data), (data,), home)


def copy_checked(source: Path, path: Path, home: Path | None = None) -> None:
    """Copy a file of any size out of this machine, under the same promise; raise also NotReadable."""
    try:
        with source.open("rb") as file:
            _carry(path, os.fstat(file.fileno()).st_size, iter(lambda: file.read(_MB), b""), home)
    except OSError as error:
        raise not_read(error, source) from error


def _carry(path: Path, size: int, chunks: Iterable[bytes], home: Path | None) -> None:
    beside = path.with_name(path.name + ".part")
    try:
        refuse_without_room(path.parent, size, home)
        told = hashlib.sha256()
        with beside.open("wb") as file:
            for chunk in chunks:
                told.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        if _sum_on_the_medium(beside) != told.digest():
            raise StickGone()
        atomic_replace(beside, path)
        flush_folder(path.parent)
    except Trouble:
        _take_away(beside)
        raise
    except OSError as error:
        _take_away(beside)
        if no_room(error):
            raise room_missing(path.parent, size - _free(path.parent), home) from error
        if gone(error):
            raise StickGone() from error
        raise mend(error, path) from error


def _sum_on_the_medium(path: Path) -> bytes:
    """Read a flushed file anew; what the system still has of it in memory is let go first."""
    read = hashlib.sha256()
    with path.open("rb") as file:
        _let_go(file.fileno())
        while chunk := file.read(_MB):
            read.update(chunk)
    return read.digest()


def refuse_without_room(folder: Path, size: int, home: Path | None = None) -> None:
    """Say beforehand how much room is missing for something of this size; raise StickFull, DiskFull or OSError."""
    short = size - shutil.disk_usage(folder).free
    if short > 0:
        raise room_missing(folder, short, home)


def room_missing(folder: Path, short: int, home: Path | None) -> Trouble:
    """Say on which disk some bytes too few are left: the workspace's own (``home``), or a stick."""
    try:
        if home is not None and folder.stat().st_dev == home.stat().st_dev:
            return DiskFull()
    except OSError:
        return StickGone()
    return StickFull(n=max(-(-short // _MB), 1))


def _free(folder: Path) -> int:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return 0


def _take_away(part: Path) -> None:
    """Remove a part nobody can use; on a stick that is gone there is nothing left to remove it from."""
    try:
        part.unlink(missing_ok=True)
    except OSError:
        return


def flush_file(path: Path) -> None:
    """Make sure that what was written to a file is on the disk, and is read from there from now on."""
    # Windows flushes only through a handle that may write.
    with path.open("rb+") as file:
        os.fsync(file.fileno())
        _let_go(file.fileno())


def _let_go(handle: int) -> None:
    """Let the system forget what it holds of a flushed file, so that reading it again reads the medium."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def size_of(path: Path) -> int:
    """Give how long a file is, 0 where there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def flush_folder(folder: Path) -> None:
    """Make sure that a rename in this folder is on the disk; Windows does it by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some file systems of sticks cannot flush a folder; the file itself is safe by then.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def read_if_there(path: Path) -> bytes | None:
    """Give the bytes of a small file, None if there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise not_read(error, path) from error


def not_read(error: OSError, place: Path | str) -> NotReadable:
    """Turn what the system reports about reading a file into what a person can act upon."""
    return NotReadable(place=place, why=why(error))


def mend(error: OSError, place: Path | str) -> Surroundings:
    """Turn what the system reports about writing into what a person can act upon."""
    if no_room(error):
        return DiskFull()
    return NotWritable(place=place, why=why(error))
