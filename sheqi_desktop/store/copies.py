"""Whether another copy is owed, which go once it was made, and restoring one only to see."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sheqi_desktop.domain.trouble import Surroundings
from sheqi_desktop.store import redo, rotation
from sheqi_desktop.store.backup import DATA, PART, Backup, backups, restore
from sheqi_desktop.store.files import atomic_replace, mend, refuse_without_room
from sheqi_desktop.store.redo_again import since
from sheqi_desktop.store.redo_file import Row

if TYPE_CHECKING:
    from sheqi_desktop.store.database import Database

_GONE, _DRILL = ".gone-", "drill-"
OF_ITSELF = frozenset({"login", "backup", "drill"})
"""Entries of the journal that alone are no reason for another copy: every day has them."""


def changed_since(database: Database, dek: bytes, copy: Backup) -> bool:
    """Tell whether anything was saved after a copy that would be missing in it; having looked is not enough."""
    if copy.redo is not None and copy.redo == database.point():
        return False
    way = since(database.folder, [dek], copy.redo)
    return way is None or any(_matters(row) for rows in way for row in rows) or not way.whole


def _matters(row: Row) -> bool:
    if row["table"] == "journal" and row["row"]:
        return row["row"]["what"] not in OF_ITSELF
    return row["table"] not in redo.NOTES and row["table"] != "meta"


def prune(folder: Path, made: Backup, now: datetime, only_of: str = "") -> list[Path]:
    """Let surplus copies go, now that another one was made and verified; gives what went.

    With ``only_of`` only copies made with the same key are looked at: on a stick others may keep theirs too.
    """
    every = [one for one in backups(folder) if not only_of or one.of == only_of]
    stays = {one.path for one in rotation.kept(every, now)} | {made.path}
    gone = [one.path for one in every if one.path not in stays and _throw_away(one.path)]
    if not only_of:
        _sweep(made.path.parent, (PART, _GONE))
    return gone


def _throw_away(path: Path) -> bool:
    """Take a copy out of the list at once and then from the disk: half a copy must not be offered to anybody."""
    beside = path.with_name(_GONE + path.name)
    try:
        atomic_replace(path, beside)
    except (OSError, Surroundings):
        # Somebody has it open; it goes the next time.
        return False
    shutil.rmtree(beside, ignore_errors=True)
    return True


def _sweep(place: Path, beginnings: Sequence[str]) -> None:
    """Remove what a power cut left; only whoever has the workspace open may, as nobody else writes there."""
    with suppress(OSError):
        for path in list(place.iterdir()):
            if path.name.startswith(tuple(beginnings)):
                shutil.rmtree(path, ignore_errors=True)


def drill(folder: Path, dek: bytes, copy: Path) -> str:
    """Restore a copy into a temporary folder of the workspace and give the digest of what came out of it.

    Raises DatabaseDamaged, DiskFull, NotWritable; whatever happens, nothing of it is left.
    """
    _sweep(folder, (_DRILL,))
    try:
        refuse_without_room(folder, (copy / DATA).stat().st_size, folder)
        with tempfile.TemporaryDirectory(prefix=_DRILL, dir=folder, ignore_cleanup_errors=True) as temporary:
            return restore(copy, dek, Path(temporary) / "restored").digest
    except OSError as error:
        raise mend(error, folder) from error
