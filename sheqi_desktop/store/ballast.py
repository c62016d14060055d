"""A reserve beside the file, given up on a full disk so that one can still open, export and back up (TRUST F2)."""

from __future__ import annotations

import os
from pathlib import Path

from sheqi_desktop.store.folder import free_bytes

BALLAST = "ballast.bin"
BALLAST_BYTES = 32 * 1024 * 1024
ROOM_FOR_BALLAST = 1024 * 1024 * 1024
_CHUNK = 1024 * 1024


def take_on(folder: Path) -> None:
    """Lay the reserve while there is room, to be given up when the disk is full."""
    path = folder / BALLAST
    if _size(path) >= BALLAST_BYTES or free_bytes(folder) < ROOM_FOR_BALLAST:
        return
    try:
        with path.open("wb") as file:
            if hasattr(os, "posix_fallocate"):
                os.posix_fallocate(file.fileno(), 0, BALLAST_BYTES)
            else:
                for _ in range(BALLAST_BYTES // _CHUNK):
                    file.write(bytes(_CHUNK))
    except OSError:
        # A reserve that cannot be laid is no reason to keep anyone from working.
        path.unlink(missing_ok=True)


def release(folder: Path) -> int:
    """Give up the reserve; gives the bytes won, 0 when there was none."""
    path = folder / BALLAST
    size = _size(path)
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return 0
    return size


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
