"""备份, 恢复, 演练: a copy is only called one after it was opened again and compared."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sheqi_desktop.domain.clock import COUNTY, Clock
from sheqi_desktop.domain.trouble import Cancelled, DatabaseDamaged, Trouble
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.progress import Progress, quiet
from sheqi_desktop.operations.reserve import with_reserve
from sheqi_desktop.store import backup, copies, meta, records
from sheqi_desktop.store.vault import Vault

CARRIED, DRILLED = "carried", "drilled"
"""Facts of the file: when and where a copy was carried to another drive, when one was last restored to see."""
_STEPS = 2


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of the day's copies."""

    made: backup.Backup | None = None
    carried: backup.Backup | None = None
    trouble: Trouble | None = None
    """Why one of them could not be made; what is in the workspace is not touched by that."""


def back_up(
    desk: Desk, folder: Path | None = None, kind: str = "manual", progress: Progress | None = None
) -> backup.Backup:
    """Copy the workspace, verify the copy, then let the oldest surplus copies go.

    ``folder`` is another drive or stick; without it the copy lies in the workspace.
    Raises NotWritable, StickFull, StickGone, DiskFull (after the reserve was given up), Cancelled.
    """
    now, told = desk.clock.now(), progress or quiet()

    words = "备份" if folder is None else "拷到 U 盘"

    def tell(step: int, done: int, total: int) -> None:
        told.tell(step, _STEPS, words if step == backup.COPYING else "打开核对", done, total)

    made = with_reserve(desk.folder, lambda: backup.make(desk.database, desk.dek, kind, now, folder, tell))
    copies.prune(folder or desk.folder, made, now, made.of if folder else "")
    with_reserve(desk.folder, lambda: _note(desk, made, folder))
    return made


def _note(desk: Desk, made: backup.Backup, folder: Path | None) -> None:
    with desk.write() as write:
        desk.note(write, "backup", made.path.name, records=made.records)
        if folder is not None and other_drive(folder, desk.folder):
            meta.put(write, CARRIED, {"at": made.made_at.isoformat(), "folder": str(folder)})


def other_drive(folder: Path, home: Path) -> bool:
    """Tell whether a folder lies on another drive than the workspace: one that breaks must not take both."""
    try:
        return folder.stat().st_dev != home.stat().st_dev
    except OSError:
        return False


# ------------------------------------------------------------------------------ by itself
def keep_copies(desk: Desk, progress: Progress | None = None, once_a_day: bool = False) -> Kept:
    """Make the copies that are owed: one here if anything was saved since the last, one a day on the drive last used.

    ``once_a_day`` is for a program that stays open: today's copy is then enough.  Nothing owed, nothing is written.
    Raises Cancelled and DatabaseDamaged; any other trouble is told in what comes back.
    """
    made = carried = None
    if desk.only_look:
        return Kept()
    try:
        if _owed_here(desk, once_a_day):
            made = back_up(desk, kind="daily", progress=progress)
        drive = _drive_owed(desk)
        if drive is not None:
            carried = back_up(desk, drive, "daily", progress)
    except (Cancelled, DatabaseDamaged):
        raise
    except Trouble as trouble:
        return Kept(made, carried, trouble)
    return Kept(made, carried)


def _owed_here(desk: Desk, once_a_day: bool) -> bool:
    now = desk.clock.now()
    newest = next((one for one in backup.backups(desk.folder) if one.made_at <= now), None)
    if newest is None:
        return True
    if once_a_day and newest.made_at.astimezone(COUNTY).date() == desk.clock.today():
        return False
    return copies.changed_since(desk.database, desk.dek, newest)


def _drive_owed(desk: Desk) -> Path | None:
    """Give the folder on the drive last used if that drive is there and today's copy is not on it yet."""
    with desk.read() as read:
        carried = meta.get(read, CARRIED)
    if carried is None:
        return None
    folder = Path(carried["folder"])
    if not folder.is_dir() or not other_drive(folder, desk.folder):
        return None
    there = next((one for one in backup.backups(folder) if one.made_at.isoformat() == carried["at"]), None)
    if there is None:
        return folder
    if there.made_at.astimezone(COUNTY).date() == desk.clock.today():
        return None
    return folder if copies.changed_since(desk.database, desk.dek, there) else None


# ------------------------------------------------------------------------------ bringing back
def restore_backup(copy: Path, into: Path, worker: str, password: str, clock: Clock) -> None:
    """Bring a copy back into a new folder and verify it there; the present workspace stays as it is.

    Raises FolderNotEmpty, WrongPassword, DatabaseDamaged.
    """
    vault = Vault.open(copy, clock)
    dek = vault.unlock(worker or vault.people[0][0], password).dek
    backup.restore(copy, dek, into)


def drill(desk: Desk, progress: Progress | None = None) -> tuple[bool, str]:
    """Restore the newest copy into a temporary folder and compare it with what is here; the journal hears of it.

    Is anything here that the newest copy lacks, another is made first.  A copy that cannot be read back has not passed;
    another one is made at once, so that there is a good one.  Raises DiskFull, NotWritable, Cancelled.
    """
    copy = next(iter(backup.backups(desk.folder)), None)
    fresh = copy is None or copies.changed_since(desk.database, desk.dek, copy)
    if copy is None or fresh:
        copy = back_up(desk, kind="daily", progress=progress)
    digest = _restored(desk, copy)
    if not fresh and digest != _here(desk):
        # Spoilt; or sound, and what is worked out here came out differently since, as a new version of the rules does.
        copy = back_up(desk, kind="daily", progress=progress)
        digest = _restored(desk, copy) if digest else ""
    passed = digest == _here(desk)
    with_reserve(desk.folder, lambda: _note_drill(desk, passed, digest))
    return passed, digest


def _restored(desk: Desk, copy: backup.Backup) -> str:
    try:
        return with_reserve(desk.folder, lambda: copies.drill(desk.folder, desk.dek, copy.path))
    except DatabaseDamaged:
        return ""


def _here(desk: Desk) -> str:
    with desk.read() as read:
        return records.digest(read)


def _note_drill(desk: Desk, passed: bool, digest: str) -> None:
    with desk.write() as write:
        desk.note(write, "drill", digest[:16], passed=passed)
        meta.put(write, DRILLED, {"at": desk.clock.now().isoformat(), "passed": passed})
