"""Give the file a new key when somebody left: into a new file, verified, swapped in one step.

SQLCipher's own rekey in WAL mode can leave a file that neither key opens.  Here every moment of a crash leaves a file
that one of the two keys in the vault opens; the vault holds both until the new file stands.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sqlcipher3 import dbapi2

from sheqi_desktop.domain.trouble import NoWorkspace
from sheqi_desktop.store.engine import PAGE_BYTES, connect, refuse_damage, told_in_words
from sheqi_desktop.store.files import atomic_replace, flush_file, flush_folder
from sheqi_desktop.store.folder import FolderLock
from sheqi_desktop.store.sealing import KEY_BYTES
from sheqi_desktop.store.vault import Unlocked, Vault

DATA = "data.db"
_NEW = "data.new.db"
_STEPS = 2_000
"""After so many instructions of SQLite it is asked whether to go on."""


BOTH_KEYS, WRITING, CHECKED, SWAPPED = range(1, 5)
"""The moments a change of the key tells of; whatever ends the program at one of them, the file opens afterwards."""
Tell = Callable[[int, int, int], None]


def _nobody(step: int, done: int, total: int) -> None:
    return None


def rotate_key(folder: Path, vault: Vault, dek: bytes, tell: Tell = _nobody) -> bytes:
    """Change the database key of a closed workspace; gives the new one.  Older backups keep the older key.

    ``tell`` hears the moment, and of WRITING the bytes done and of how many; what it raises before SWAPPED leaves the
    workspace with the key it had.
    """
    if not (folder / DATA).exists():
        raise NoWorkspace(place=folder)
    new = os.urandom(KEY_BYTES)
    with FolderLock(folder), told_in_words(folder):
        (folder / _NEW).unlink(missing_ok=True)
        try:
            vault.reseal(dek, (new, dek))
            tell(BOTH_KEYS, 0, 0)
            _export(folder, dek, new, tell)
            tell(CHECKED, 0, 0)
        except BaseException:
            with suppress(OSError):
                (folder / _NEW).unlink(missing_ok=True)
            vault.reseal(dek, (dek,))
            raise
        atomic_replace(folder / _NEW, folder / DATA)
        flush_folder(folder)
        tell(SWAPPED, 0, 0)
        vault.reseal(dek, (new,))
    return new


def finish(folder: Path, vault: Vault, unlocked: Unlocked) -> None:
    """Tidy up after a change of the key that was cut short: from now on only the key the file has."""
    (folder / _NEW).unlink(missing_ok=True)
    # While both are in the vault it is authenticated by the older one.
    for key in (*unlocked.other_keys, unlocked.dek):
        if vault.authentic(key):
            vault.reseal(key, (unlocked.dek,))
            return


def _export(folder: Path, old: bytes, new: bytes, tell: Tell) -> None:
    driver = connect(folder / DATA, old)
    total = (folder / DATA).stat().st_size
    stopped: list[BaseException] = []

    def look() -> int:
        """Tell how much is written; SQLite stops at once when this is not 0."""
        try:
            tell(WRITING, min((folder / _NEW).stat().st_size, total), total)
        except BaseException as reason:  # noqa: BLE001 - it goes on from where SQLite hands it back
            stopped.append(reason)
        return len(stopped)

    try:
        refuse_damage(driver)
        driver.execute("PRAGMA journal_mode = DELETE")
        target = dbapi2.connect(str(folder / _NEW), isolation_level=None)
        target.close()
        shape = driver.execute("PRAGMA user_version").fetchone()[0]
        mark = driver.execute("PRAGMA application_id").fetchone()[0]
        driver.execute("ATTACH DATABASE ? AS fresh KEY " + f"\"x'{new.hex()}'\"", (str(folder / _NEW),))
        driver.execute(f"PRAGMA fresh.cipher_page_size = {PAGE_BYTES}")
        driver.set_progress_handler(look, _STEPS)
        try:
            driver.execute("SELECT sqlcipher_export('fresh')").fetchall()
        except dbapi2.DatabaseError:
            if stopped:
                raise stopped[0] from None
            raise
        finally:
            driver.set_progress_handler(None, 0)
        driver.execute(f"PRAGMA fresh.user_version = {int(shape)}")
        driver.execute(f"PRAGMA fresh.application_id = {int(mark)}")
        driver.execute("DETACH DATABASE fresh")
    finally:
        driver.close()
    flush_file(folder / _NEW)
    copy = connect(folder / _NEW, new)
    try:
        refuse_damage(copy)
    finally:
        copy.close()
