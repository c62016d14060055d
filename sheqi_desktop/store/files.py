"""Write files so that a power cut, a full disk or a virus scanner leaves the old one or the new one, never a half.

The order is always: write beside, flush, rename, flush the folder.
"""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path

from sheqi_desktop.domain.trouble import DiskFull, NotReadable, NotWritable, Surroundings

HELD_BY_ANOTHER = frozenset({5, 32, 33})
"""Windows: access denied, sharing violation, lock violation; a scanner or indexer lets go again soon."""
PATIENCE_SECONDS = 2.5
FIRST_WAIT_SECONDS = 0.05
_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
_WINDOWS_FULL = frozenset({39, 112})
_WORDS = {
    errno.EROFS: "只读",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EIO: "磁盘读写出错",
    errno.ENOENT: "找不到",
}


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
        beside.unlink(missing_ok=True)
        raise mend(error, path) from error


def flush_file(path: Path) -> None:
    """Make sure that what was written to a file is on the disk."""
    # Windows flushes only through a handle that may write.
    with path.open("rb+") as file:
        os.fsync(file.fileno())


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
        raise NotReadable(place=path, why=_words(error)) from error


def mend(error: OSError, place: Path) -> Surroundings:
    """Turn what the system reports into what a person can act upon."""
    if error.errno in _FULL or getattr(error, "winerror", None) in _WINDOWS_FULL:
        return DiskFull()
    return NotWritable(place=place, why=_words(error))


def _words(error: OSError) -> str:
    return _WORDS.get(error.errno or 0, error.strerror or "原因不明")
