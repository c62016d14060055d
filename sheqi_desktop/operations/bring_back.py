"""A workspace whose file is damaged: which copies there are, and putting one in its place (TRUST F20).

Nothing here needs the damaged file, and nothing throws it away: it stays beside, under a name with the day.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sheqi_desktop.catalog.assets import db_dir
from sheqi_desktop.domain.clock import COUNTY, Clock
from sheqi_desktop.domain.trouble import Surroundings, Trouble, UnlockTrouble
from sheqi_desktop.operations.back_up import back_up
from sheqi_desktop.operations.copy_out import FILES
from sheqi_desktop.operations.decoding import decode_kept, lines_of, use_lines
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.epoch import begin_epoch
from sheqi_desktop.operations.unlock import unlock
from sheqi_desktop.store import backup, records
from sheqi_desktop.store.database import Database
from sheqi_desktop.store.engine import opens_with
from sheqi_desktop.store.files import copy_checked
from sheqi_desktop.store.folder import FolderLock
from sheqi_desktop.store.redo_again import Since, since
from sheqi_desktop.store.vault import Vault

Copy = backup.Backup
"""One verified copy; whoever lists it need not know how it is kept."""
KIND_WORDS = {
    "daily": "每日",
    "import": "导入前",
    "migrate": "升级前",
    "restore": "恢复时",
    "manual": "自己备份的",
    "archive": "年度存档",
}


def copies(folder: Path) -> list[Copy]:
    """List the copies of a workspace, or those on a stick, the latest first; what is no copy of ours is not listed."""
    return backup.backups(folder)


def kind_words(copy: Copy) -> str:
    """Say what made a copy."""
    return KIND_WORDS.get(copy.kind, "")


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """An open workspace, and what came back with it."""

    desk: Desk
    saved: int = 0
    """How many savings made after the copy were put back."""
    until: datetime | None = None
    """When the last of them was made."""
    whole: bool = False
    """Whether nothing that was saved after the copy is missing, as far as anybody can tell."""

    @property
    def words(self) -> str:
        """Say in plain words what came back and what to do about the rest."""
        kept = "坏的文件留在旁边的文件夹里。"
        if self.whole:
            more = f"备份以后保存的 {self.saved} 次也补回来了，" if self.saved else ""
            return f"已从备份恢复，{more}核对无误。{kept}"
        if self.saved and self.until is not None:
            until = f"{self.until.astimezone(COUNTY):%m月%d日 %H:%M}"
            return f"已从备份恢复，备份以后的补回了 {self.saved} 次，到 {until}；再往后的请照纸质表核对补录。{kept}"
        return f"已从备份恢复。备份以后写的没能补回，请照纸质表核对补录。{kept}"


def bring_back(folder: Path, copy: Path, worker: str, password: str, clock: Clock | None = None) -> BroughtBack:
    """Verify a copy, do again what was saved after it, put it in the place of the damaged workspace and open it.

    The 口令 is the present one or the one of that day.  What comes back is a new epoch, so no number is given twice.
    Raises AlreadyOpen, WrongPassword, NobodyHere, DatabaseDamaged (this copy too: try an older one), DiskFull,
    NotWritable; until the end nothing was moved.
    """
    now = (clock or Clock()).now()
    with FolderLock(folder):
        beside = folder.with_name(f"{folder.name}-{now.astimezone(COUNTY):%Y%m%d%H%M%S}-new")
        try:
            keys = _restore(folder, copy, beside, worker, password, clock or Clock())
            way = _do_again(folder, beside, keys)
        except BaseException:
            shutil.rmtree(beside, ignore_errors=True)
            raise
    aside = backup.swap(folder, beside, now)
    desk = unlock(folder, worker, password, clock)
    saved = len(way.saved) if way else 0
    try:
        if desk.went_on:
            # Put back to the very end it looks like the file that wrote last; whether it is nobody can tell.
            begin_epoch(desk)
        with desk.write() as write:
            desk.note(write, "restore", copy.name, aside=aside.name, saved=saved, whole=bool(way and way.whole))
    except BaseException:
        # Nobody gets the desk: it must not keep the folder locked.
        desk.close()
        raise
    # The copies stayed in the folder that was put aside: the workspace gets one of its own at once.
    with suppress(Surroundings):
        back_up(desk, kind="restore")
    until = datetime.fromtimestamp(way.last_ms / 1000, UTC) if way and way.last_ms else None
    return BroughtBack(desk, saved, until, bool(way and way.whole))


def _restore(folder: Path, copy: Path, beside: Path, worker: str, password: str, clock: Clock) -> list[bytes]:
    """Restore the copy with the slots this 口令 opens; gives the keys that what came after may be sealed with.

    The 口令 of today opens the copy as well, unless somebody left since then and the key was changed.
    """
    present = _unlocked(folder, worker, password, clock)
    if isinstance(present, bytes) and opens_with(copy / FILES[0], present):
        backup.restore(copy, present, beside)
        for name in FILES[2:]:
            if (folder / name).exists():
                copy_checked(folder / name, beside / name, folder)
        return [present]
    then = _unlocked(copy, worker, password, clock)
    if not isinstance(then, bytes):
        # The copy says more exactly what is wrong with a 口令: it is the one that has to open.
        raise then
    backup.restore(copy, then, beside)
    return [then, present] if isinstance(present, bytes) else [then]


def _unlocked(folder: Path, worker: str, password: str, clock: Clock) -> bytes | Trouble:
    try:
        vault = Vault.open(folder, clock)
        return vault.unlock(worker or vault.people[0][0], password).dek
    except (UnlockTrouble, Surroundings) as trouble:
        return trouble


def _do_again(folder: Path, beside: Path, keys: Sequence[bytes]) -> Since | None:
    with Database.open(beside, keys[0], db_dir(), decode_kept, ballast=False) as database:
        way = since(folder, keys, database.point())
        if way is not None and way.ahead:
            database.do_again(way)
        if database.needs_rebuild:
            with database.read() as read:
                use_lines(database, lines_of(read))
            with database.write() as write:
                records.rebuild(write)
    return way
