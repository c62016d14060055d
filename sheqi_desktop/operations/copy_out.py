"""A workspace that this program cannot open is still carried out whole: every error screen offers a copy (TRUST P8).

Nothing is opened and nothing written to it: what lies there is encrypted, and a newer program opens the copy as it is.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from sheqi_desktop.domain.clock import COUNTY, Clock
from sheqi_desktop.domain.trouble import NoWorkspace, Trouble
from sheqi_desktop.store.files import copy_checked, mend
from sheqi_desktop.store.folder import FolderLock

FILES = ("data.db", "data.db-wal", "vault.json", "vault.copy.json", "recovery.json")


def copy_workspace(folder: Path, into: Path, clock: Clock | None = None) -> Path:
    """Copy the files of a closed workspace into a new folder on a stick, each read back; gives that folder.

    Raises NoWorkspace, AlreadyOpen, StickFull, StickGone, NotReadable, NotWritable.
    """
    if not (folder / FILES[0]).exists():
        raise NoWorkspace(place=folder)
    made = into / f"{folder.name}-{(clock or Clock()).now().astimezone(COUNTY):%Y%m%d%H%M%S}"
    with FolderLock(folder):
        try:
            made.mkdir(parents=True)
        except OSError as error:
            raise mend(error, made) from error
        try:
            for name in FILES:
                if (folder / name).exists():
                    copy_checked(folder / name, made / name, folder)
        except Trouble:
            # Half a workspace would only puzzle people.
            shutil.rmtree(made, ignore_errors=True)
            raise
    return made
