"""Bundles that were not taken in, kept by their SHA-256: ``refused`` to look into, ``waiting`` until they can be.

Only closed envelopes are kept: what lies here is as unreadable as it came.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.store.files import atomic_replace, write_checked
from sheqi_desktop.store.folder import low_space

REFUSED, WAITING, TAKEN = "refused", "waiting", "taken"
FOLDERS = (WAITING, REFUSED)
LARGEST_BYTES = 200 << 20
"""The largest file an honest program makes (TRUST F4)."""
MOST_REFUSED = 50
MOST_BYTES = 1 << 30
"""Of refused ones the oldest go first; a waiting one never goes, but no more are taken than this."""
_ENVELOPE = b"age-encryption.org/v1\n"


def keep(folder: Path, place: str, sha256: str, data: bytes) -> bool:
    """Keep the bytes of a bundle and read them back; False when it is no envelope, too large, or there is no room."""
    path = folder / place / f"{sha256}.sqb"
    there = find(folder, sha256)
    if there is not None:
        return there == path or _move(there, path)
    if len(data) > LARGEST_BYTES or not data.startswith(_ENVELOPE) or low_space(folder) is not None:
        return False
    if place == REFUSED:
        _let_oldest_go(path.parent, MOST_REFUSED - 1, MOST_BYTES - len(data))
    elif sum(one.stat().st_size for one in _all(path.parent)) + len(data) > MOST_BYTES:
        return False
    try:
        path.parent.mkdir(exist_ok=True)
        write_checked(path, data, folder)
    except (OSError, Trouble):
        # The file the person holds is still there; that nothing was kept here is said.
        return False
    return True


def find(folder: Path, sha256: str) -> Path | None:
    """Give where a bundle is kept, None if it is not."""
    places = (folder / place / f"{sha256}.sqb" for place in FOLDERS)
    return next((path for path in places if path.exists()), None)


def let_go(folder: Path, sha256: str) -> None:
    """Keep a bundle no longer: it was taken in, or waits no more."""
    for place in FOLDERS:
        try:
            (folder / place / f"{sha256}.sqb").unlink(missing_ok=True)
        except OSError:
            continue


def set_by(folder: Path, sha256: str) -> None:
    """A bundle that waited was taken in: it is kept until the next run, in case this one is taken back."""
    there = find(folder, sha256)
    if there is not None and not _move(there, folder / TAKEN / there.name):
        let_go(folder, sha256)


def bring_back(folder: Path, waited: Mapping[str, str]) -> None:
    """The run went back: what waited (SHA-256 → its folder) waits again."""
    for sha256, place in waited.items():
        there = folder / TAKEN / f"{sha256}.sqb"
        if place in FOLDERS and there.exists():
            _move(there, folder / place / there.name)


def forget_taken(folder: Path) -> None:
    """Another run begins: what the last one took in cannot come back any more."""
    for path in _all(folder / TAKEN):
        with suppress(OSError):
            path.unlink()


def _move(there: Path, path: Path) -> bool:
    """Keep a bundle in the other folder: what waited is now refused, or the other way round."""
    try:
        path.parent.mkdir(exist_ok=True)
        atomic_replace(there, path)
    except OSError:
        return False
    return True


def _all(folder: Path) -> list[Path]:
    """List what is kept, the oldest first."""
    found = list(folder.glob("*.sqb")) if folder.is_dir() else []
    return sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.name))


def _let_oldest_go(folder: Path, most: int, most_bytes: int) -> None:
    kept = _all(folder)
    size = sum(path.stat().st_size for path in kept)
    while kept and (len(kept) > most or size > most_bytes):
        oldest = kept.pop(0)
        size -= oldest.stat().st_size
        oldest.unlink(missing_ok=True)
