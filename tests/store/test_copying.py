"""A copy of an open file is whole, whoever else is looking at it, and the file stays ours."""

from __future__ import annotations

import errno
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from sheqi_desktop.domain.trouble import DiskFull
from sheqi_desktop.store import backup
from sheqi_desktop.store.database import DATA, Database
from sheqi_desktop.store.engine import whole_in_its_file
from tests.store.conftest import DB_DIR, a_visit, an_id

NOW = datetime(2023, 3, 8, 8, 30, tzinfo=UTC)


def test_a_copy_holds_what_still_lies_in_the_log_because_somebody_reads(station):
    with station.database.read() as read:
        before = backup.records.total(read)
        station.save("visit", an_id(50), a_visit())
        made = backup.make(station.database, station.dek, "daily", NOW)
        assert backup.records.total(read) == before
    assert made.records == before + 1
    assert not (made.path / "data.db-wal").exists()


ANOTHER_PROGRAM = """
import fcntl, sys
with open(sys.argv[1], "rb+") as file:
    try:
        # Where the engine says that it has the file open.
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 510, 0x40000002)
        print("free")
    except OSError:
        print("held")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there a lock belongs to the handle, not to the program")
def test_copying_does_not_let_go_of_the_locks_on_the_file(station):
    """Closing a second handle of a file drops the locks a program has on it (POSIX)."""
    station.save("visit", an_id(1), a_visit())
    backup.make(station.database, station.dek, "daily", NOW)
    asked = [sys.executable, "-c", ANOTHER_PROGRAM, str(station.database.path)]
    assert subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip() == "held"
    station.database.close()
    assert subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip() == "free"


def test_no_room_for_the_copy_is_told_and_leaves_nothing(station, monkeypatch):
    def fill(path, tell):
        path.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(station.database, "copy_to", fill)
    with pytest.raises(DiskFull):
        backup.make(station.database, station.dek, "daily", NOW)
    assert list((station.folder / "backups").iterdir()) == []


def test_a_copy_begun_is_of_that_moment_whatever_is_written_until_it_is_finished(station):
    station.save("visit", an_id(1), a_visit())
    with station.database.read() as read:
        before = backup.records.total(read), backup.records.digest(read)
    beside = station.folder / "beside"
    beside.mkdir()
    finish = station.database.begin_copy(beside / DATA)
    for n in range(2, 30):
        station.save("visit", an_id(n), a_visit())
    unwritten = station.database.path.read_bytes()
    # What was written meanwhile stays in the log for so long.
    assert not whole_in_its_file(station.database._writer)
    assert station.database.path.read_bytes() == unwritten
    finish()
    station.database.checkpoint()
    assert station.database.path.read_bytes() != unwritten
    backup.copy_into(beside, station.dek, lambda: None)
    assert backup.verify(beside, station.dek).records == before[0]
    with Database.open(beside, station.dek, DB_DIR) as opened, opened.read() as read:
        assert (backup.records.total(read), backup.records.digest(read)) == before


def test_a_copy_begun_while_somebody_reads_what_was_there_before_is_of_that_moment_too(station):
    with station.database.read() as read:
        assert backup.records.total(read) == 0
        station.save("visit", an_id(50), a_visit())
        beside = station.folder / "beside"
        beside.mkdir()
        finish = station.database.begin_copy(beside / DATA)
        station.save("visit", an_id(51), a_visit())
        finish()
    backup.copy_into(beside, station.dek, lambda: None)
    assert backup.verify(beside, station.dek).records == 1
