"""A copy that is made and read back by another thread while its workspace goes on.

Nothing that is done meanwhile may be made durable before the copy proved good; whoever does it asks at its end.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.store import backup
from sheqi_desktop.store.database import DATA, Database


class CopyMeanwhile:
    """One copy on its way; it has a name only once it is finished."""

    def __init__(self, database: Database, dek: bytes, kind: str, now: datetime) -> None:
        """Begin to copy an open workspace beside itself as it is now; raise DiskFull, NotWritable."""
        self._told = database, dek, kind, now
        self._made: backup.Backup | None = None
        self._failed: Trouble | None = None
        with ExitStack() as stack:
            self._beside = stack.enter_context(backup.put_beside(database, database.folder / backup.FOLDER))
            another = stack.enter_context(ThreadPoolExecutor(1, "copy"))
            rest = database.begin_copy(self._beside / DATA)
            self._facts = another.submit(_finish, self._beside, dek, rest)
            self._rest = stack.pop_all()

    def finish(self) -> backup.Backup:
        """Wait until all of it was copied and read, and give it its name; twice is once.

        Raises what ``backup.make`` raises, and again whenever asked: then there is no copy.
        """
        if self._failed is not None:
            raise self._failed
        if self._made is None:
            try:
                with self._rest:
                    self._made = backup.give_name(*self._told, self._beside, self._facts.result())
            except Trouble as trouble:
                self._failed = trouble
                raise
        return self._made


def _finish(beside: Path, dek: bytes, rest: Callable[[], None]) -> backup.Facts:
    backup.copy_into(beside, dek, rest)
    return backup.verify(beside, dek)
