"""备份, 恢复, 演练: a copy is only called one after it was opened again and compared."""

from __future__ import annotations

from pathlib import Path

from sheqi_desktop.domain.clock import Clock
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.reserve import with_reserve
from sheqi_desktop.store import backup
from sheqi_desktop.store.vault import Vault


def back_up(desk: Desk, folder: Path | None = None, kind: str = "manual") -> backup.Backup:
    """Copy the workspace, verify the copy, then let the oldest surplus copies go.

    ``folder`` is another drive or stick; without it the copy lies in the workspace.
    Raises NotWritable, StickFull, DiskFull (after the reserve was given up).
    """
    now = desk.clock.now()
    made = with_reserve(desk.folder, lambda: backup.make(desk.database, desk.dek, kind, now, folder))
    if folder is None:
        backup.rotate(desk.folder, now)
    with_reserve(desk.folder, lambda: _note(desk, made))
    return made


def _note(desk: Desk, made: backup.Backup) -> None:
    with desk.write() as write:
        desk.note(write, "backup", made.path.name, records=made.records)


def restore_backup(copy: Path, into: Path, worker: str, password: str, clock: Clock) -> None:
    """Bring a copy back into a new folder and verify it there; the present workspace stays as it is.

    Raises FolderNotEmpty, WrongPassword, DatabaseDamaged.
    """
    vault = Vault.open(copy, clock)
    dek = vault.unlock(worker or vault.people[0][0], password).dek
    backup.restore(copy, dek, into)


def drill(desk: Desk) -> tuple[bool, str]:
    """Restore a fresh copy into a temporary folder and compare digests; the result goes into the journal."""
    passed, digest = backup.drill(desk.database, desk.dek)
    with desk.write() as write:
        desk.note(write, "drill", digest[:16], passed=passed)
    return passed, digest
