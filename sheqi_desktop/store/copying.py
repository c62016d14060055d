"""Copy an open encrypted file whole, while others go on reading and nobody writes."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import BinaryIO

from sheqi_desktop.store.engine import PAGE_BYTES, Driver, keyed, whole_in_its_file

AT_ONCE_BYTES = 2 * 1024 * 1024
"""Between so many bytes copying can be stopped."""

Tell = Callable[[int, int], None]
"""Hears how much is done and of how much; what it raises ends the copying."""


def _nobody(done: int, total: int) -> None:
    return


class Copying:
    """Makes copies of one open file, with the same key."""

    def __init__(self, path: Path, dek: bytes) -> None:
        """Belong to a file; nothing is opened before the first copy."""
        self._path, self._dek = path, dek
        self._bytes: BinaryIO | None = None

    def copy(self, driver: Driver, into: Path, tell: Tell) -> None:
        """Copy what the file and its log hold into one file; the caller sees to it that nobody writes meanwhile."""
        if whole_in_its_file(driver):
            # Ciphered and sealed as it lies: going through the engine would decipher and cipher every page.
            self._copy_bytes(into, tell)
        else:
            # Somebody still reads what was there before the last save, so part of it lies in the log.
            self._copy_pages(driver, into, tell)

    def begin(self, driver: Driver, reader: Driver, into: Path) -> Callable[[], None]:
        """Do the same for another thread to finish, while others write again: give what is left to be done there.

        Nobody may write before this returns.  From then on ``reader`` sees to it that the file stays as it is: as long
        as it looks at the file alone, the engine leaves what is written in the log.
        """
        with ExitStack() as stack:
            stack.callback(reader.close)
            if not whole_in_its_file(driver):
                self._copy_pages(driver, into, _nobody)
                return lambda: None
            self._open()
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM sqlite_master").fetchone()
            stack.pop_all()
        return partial(self._finish, reader, into)

    def _finish(self, reader: Driver, into: Path) -> None:
        try:
            self._copy_bytes(into, _nobody)
        finally:
            reader.close()

    def close(self) -> None:
        """Let go of the file, after the engine did."""
        if self._bytes is not None:
            self._bytes.close()
            self._bytes = None

    def _open(self) -> BinaryIO:
        if self._bytes is None:
            # Kept open as long as the engine has it: closing it would let go of the engine's locks on the file (POSIX).
            self._bytes = self._path.open("rb", buffering=0)
        return self._bytes

    def _copy_bytes(self, into: Path, tell: Tell) -> None:
        file = self._open()
        total, done = os.fstat(file.fileno()).st_size, 0
        file.seek(0)
        with into.open("wb") as copy:
            while chunk := file.read(AT_ONCE_BYTES):
                copy.write(chunk)
                done += len(chunk)
                tell(done, total)

    def _copy_pages(self, driver: Driver, into: Path, tell: Tell) -> None:
        target = keyed(into, self._dek)
        try:
            at_once = AT_ONCE_BYTES // PAGE_BYTES
            driver.backup(target, pages=at_once, progress=lambda _, left, total: tell(total - left, total))
        finally:
            target.close()
