"""The power goes an instant after 已保存: of the log beside the database only what was flushed is left.

A commit does not wait for that log (store/redo.py); so each test drops what nothing had brought to the disk.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sheqi_desktop.store import backup, keys, log, records, redo
from sheqi_desktop.store.database import Database
from tests.power import LOG, Disk, watched_disk
from tests.store.conftest import DB_DIR, Workspace, a_client, a_visit, an_id, decode
from tests.store.test_redo import kept, work


@pytest.fixture
def disk(station: Workspace, monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    """Watch what a station at work brings to the disk; up to here its file is whole without a log."""
    with watched_disk(monkeypatch) as disk:
        station.reopen()
        start(station)
        yield disk


def start(station: Workspace) -> None:
    """Note a start, as unlocking does."""
    with station.database.write() as write:
        write.run("UPDATE device_key SET generation = generation + 1 WHERE current = 1")


def lately(station: Workspace, first: int = 1) -> None:
    """Do what a worker does from one bundle to the next."""
    station.save("client", an_id(first), a_client(first))
    station.save("visit", an_id(first + 1), a_visit(an_id(first)))
    station.patch(an_id(first + 1), {"summary": "换了药，老人说腿不疼了。"})


def after(station: Workspace, cut: Path) -> Workspace:
    """Start again after the cut."""
    there = Workspace(cut, station.dek, station.database, station.machine, station.now)
    there.database = Database.open(cut, station.dek, DB_DIR, decode, ballast=False)
    if there.database.needs_rebuild:
        there.rebuilt_digest()
    return there


def same(station: Workspace, there: Workspace) -> bool:
    """Compare all that is kept, and what follows from it."""
    return there.digest() == station.digest() and kept(there.database) == kept(station.database)


def test_a_save_is_flushed_once_and_not_in_the_log(station, disk):
    lately(station)
    disk.flushes.clear()
    station.save("visit", an_id(9), a_visit())
    assert disk.flushes == ["000001.redo"]
    assert len(disk.kept(station.folder / LOG)) < (station.folder / LOG).stat().st_size


def test_what_was_acknowledged_is_there_though_nothing_of_the_log_is(station, disk, tmp_path):
    lately(station)
    disk.cut(station.folder, tmp_path / "cut")
    there = after(station, tmp_path / "cut")
    with there.database:
        assert there.database.redone == 3
        assert not there.database.was_older
        assert same(station, there)
        # The chain goes on with the very number that is next, in the file and in the record.
        assert there.save("visit", an_id(8), a_visit()).ref == station.save("visit", an_id(8), a_visit()).ref
    with Database.open(tmp_path / "cut", station.dek, DB_DIR, decode, ballast=False) as again:
        assert again.redone == 0


@pytest.mark.parametrize("seed", range(12))
def test_whatever_part_of_the_log_arrived_all_the_same(station, disk, tmp_path, seed):
    for n in range(4):
        lately(station, 1 + 10 * n)
    disk.cut(station.folder, tmp_path / "cut", log=random.Random(seed).random())
    there = after(station, tmp_path / "cut")
    with there.database:
        assert same(station, there)
        assert not there.database.was_older


def test_with_the_log_and_the_record_whole_nothing_is_put_back(station, disk, tmp_path):
    lately(station)
    disk.cut(station.folder, tmp_path / "cut", log=1)
    there = after(station, tmp_path / "cut")
    with there.database:
        assert there.database.redone == 0
        assert same(station, there)


@pytest.mark.parametrize("kept_of_it", [1, 16, 17, 200])
def test_half_a_step_that_was_being_written_is_left_out_and_written_over(station, disk, tmp_path, kept_of_it):
    lately(station)
    (record,) = redo.places(station.folder)
    before = record.read_bytes()
    station.save("visit", an_id(9), a_visit())
    half = record.read_bytes()[len(before) :][:kept_of_it]
    disk.arrived(record, before)
    disk.cut(station.folder, tmp_path / "cut", record=half)
    there = after(station, tmp_path / "cut")
    with there.database:
        assert there.database.redone == 3
        assert not there.database.was_older
        assert there.get(an_id(9)) is None
        there.save("visit", an_id(9), a_visit())
        assert there.digest() == station.digest()
    with Database.open(tmp_path / "cut", station.dek, DB_DIR, decode, ballast=False) as again, again.read() as read:
        assert again.redone == 0
        assert records.total(read) == 3


def test_the_record_lost_and_the_log_kept_is_enough(station, disk, tmp_path):
    lately(station)
    disk.cut(station.folder, tmp_path / "cut", log=1)
    shutil.rmtree(tmp_path / "cut" / redo.FOLDER)
    there = after(station, tmp_path / "cut")
    with there.database:
        assert same(station, there)
        there.save("visit", an_id(8), a_visit())


def test_what_others_rely_on_is_in_both(station, disk, tmp_path, workspace):
    """Sealed and taken in: with the record gone and nothing of the log but what was flushed, it is there."""
    lately(station)
    sealed = station.seal()
    other = workspace("other")
    lately(other, 31)
    theirs = other.seal()
    station.take(theirs)
    lately(station, 11)
    disk.cut(station.folder, tmp_path / "cut")
    shutil.rmtree(tmp_path / "cut" / redo.FOLDER)
    there = after(station, tmp_path / "cut")
    with there.database, there.database.read() as read:
        assert {one.sealed.hash for one in log.segments(read)} == {sealed.hash, theirs.hash}
        assert records.get(read, an_id(2)) is not None
        assert records.get(read, an_id(12)) is None


def test_a_start_that_is_gone_on_from_is_in_both(station, disk, tmp_path):
    lately(station)
    start(station)
    lately(station, 11)
    disk.cut(station.folder, tmp_path / "cut")
    with after(station, tmp_path / "cut").database as database, database.read() as read:
        assert database.redone == 3
        assert not database.was_older
        assert keys.device(read).generation == 2


def test_the_power_that_goes_at_a_start_itself_is_no_older_file(station, disk, tmp_path):
    lately(station)
    before = disk.kept(station.folder / LOG)
    start(station)
    disk.arrived(station.folder / LOG, before)
    disk.cut(station.folder, tmp_path / "cut")
    there = after(station, tmp_path / "cut")
    with there.database:
        assert there.database.redone == 4
        assert not there.database.was_older
        assert same(station, there)


def test_a_file_of_an_earlier_session_put_in_by_hand_is_told_from_a_power_cut(station, disk, tmp_path):
    work(station)
    station.database.checkpoint()
    earlier = (station.folder / "data.db").read_bytes()
    station.reopen()
    start(station)
    lately(station, 11)
    station.database.checkpoint()
    shutil.copytree(station.folder, tmp_path / "cut")
    for name in (LOG, "data.db-shm"):
        (tmp_path / "cut" / name).unlink(missing_ok=True)
    (tmp_path / "cut" / "data.db").write_bytes(earlier)
    there = after(station, tmp_path / "cut")
    with there.database:
        assert there.database.was_older
        assert same(station, there)


def test_a_backup_takes_the_record_no_further_than_the_disk(station, disk, tmp_path):
    """Files of steps that no backup needs go; what they alone would have put back is in the database by then."""
    for n in range(1, 7):
        lately(station, n * 10)
        backup.make(station.database, station.dek, "daily", datetime(2023, 3, n, 12, tzinfo=UTC))
    lately(station, 91)
    shutil.copytree(station.folder, tmp_path / "cut")
    (tmp_path / "cut" / "data.db-shm").unlink(missing_ok=True)
    (tmp_path / "cut" / LOG).write_bytes(disk.kept(station.folder / LOG))
    there = after(station, tmp_path / "cut")
    with there.database:
        assert not there.database.was_older
        assert same(station, there)


def test_a_step_is_told_from_damage_only_by_its_end(station, disk, tmp_path):
    """A byte of an acknowledged step went bad as well: what came before it is put back, and no more is claimed."""
    for n in range(4):
        lately(station, 1 + 10 * n)
    disk.cut(station.folder, tmp_path / "cut")
    (record,) = redo.places(tmp_path / "cut")
    data = bytearray(record.read_bytes())
    data[len(data) // 2] ^= 1
    record.write_bytes(bytes(data))
    there = after(station, tmp_path / "cut")
    with there.database:
        assert 0 < there.database.redone < 12
        there.save("visit", an_id(99), a_visit())
