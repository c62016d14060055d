"""A workspace whose file is damaged: which copies there are, and putting one in its place (TRUST F20).

Nothing here needs the damaged file, and nothing throws it away: it stays beside, under a name with the day.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from sheqi_desktop.domain.clock import COUNTY, Clock
from sheqi_desktop.operations.back_up import restore_backup
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.unlock import unlock
from sheqi_desktop.store import backup
from sheqi_desktop.store.folder import FolderLock

Copy = backup.Backup
"""One verified copy; whoever lists it need not know how it is kept."""
KIND_WORDS = {
    "daily": "每日",
    "import": "导入前",
    "migrate": "升级前",
    "restore": "恢复前",
    "manual": "自己备份的",
    "archive": "年度存档",
}


def copies(folder: Path) -> list[Copy]:
    """List the copies of a workspace, or those on a stick, the latest first; what is no copy of ours is not listed."""
    return backup.backups(folder)


def kind_words(copy: Copy) -> str:
    """Say what made a copy."""
    return KIND_WORDS.get(copy.kind, "")


def bring_back(folder: Path, copy: Path, worker: str, password: str, clock: Clock | None = None) -> Desk:
    """Verify a copy, put it in the place of the damaged workspace and open it; the 口令 is the one of that day.

    The copy is a new epoch, so no number is given twice.  Raises AlreadyOpen, WrongPassword, NobodyHere,
    DatabaseDamaged (this copy too: try an older one), DiskFull, NotWritable; until the end nothing was moved.
    """
    now = (clock or Clock()).now()
    with FolderLock(folder):
        beside = folder.with_name(f"{folder.name}-{now.astimezone(COUNTY):%Y%m%d%H%M%S}-new")
        try:
            restore_backup(copy, beside, worker, password, clock or Clock())
        except BaseException:
            shutil.rmtree(beside, ignore_errors=True)
            raise
    aside = backup.swap(folder, beside, now)
    desk = unlock(folder, worker, password, clock)
    with desk.write() as write:
        desk.note(write, "restore", copy.name, aside=aside.name)
    return desk
