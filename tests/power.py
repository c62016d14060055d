"""A disk that loses its power: of the log of a database and the record beside it only what was flushed is left."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

LOG = "data.db-wal"


class Disk:
    """Remembers of each file what it held when it was flushed last; the engine's own checkpoints are not seen here."""

    def __init__(self) -> None:
        self.flushed: dict[tuple[int, int], bytes] = {}
        self.flushes: list[str] = []

    def flush(self, handle: int) -> None:
        """Remember a file as it is now."""
        place = Path(f"/proc/self/fd/{handle}").readlink()
        if place.is_file():
            told = os.fstat(handle)
            self.flushed[told.st_dev, told.st_ino] = place.read_bytes()
            self.flushes.append(place.name)

    def arrived(self, path: Path, data: bytes) -> None:
        """Take it that no more than this of a file arrived, although it was flushed since."""
        told = path.stat()
        self.flushed[told.st_dev, told.st_ino] = data

    def kept(self, path: Path) -> bytes:
        """Give what is left of a file for certain."""
        told = path.stat()
        return self.flushed.get((told.st_dev, told.st_ino), b"")

    def cut(self, folder: Path, into: Path, log: float = 0, record: bytes = b"") -> None:
        """Copy a workspace as a power cut leaves it.

        Of what was not flushed of the log a part between 0 and 1 arrived all the same; ``record`` is what arrived of a
        step that was being written when the power went.
        """
        shutil.copytree(folder, into)
        (into / "data.db-shm").unlink(missing_ok=True)
        whole, sure = (folder / LOG).read_bytes(), self.kept(folder / LOG)
        assert whole.startswith(sure), "the log began anew in between; the test has to be shorter"
        (into / LOG).write_bytes(whole[: len(sure) + int((len(whole) - len(sure)) * log)])
        files = sorted((folder / "redo").glob("*.redo"))
        for path in files:
            (into / "redo" / path.name).write_bytes(self.kept(path) + (record if path == files[-1] else b""))


@contextmanager
def watched_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    """Watch what is flushed by this program."""
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("which file was flushed cannot be told here")
    real, disk = os.fsync, Disk()

    def fsync(handle: int) -> None:
        real(handle)
        disk.flush(handle)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fsync)
        yield disk
