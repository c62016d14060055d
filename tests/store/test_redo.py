"""What is saved is written down a second time outside the file: a backup and this record give everything back."""

from __future__ import annotations

import os
import random
import shutil
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sheqi_desktop.domain.trouble import DatabaseDamaged, DiskFull
from sheqi_desktop.store import backup, blobs, copies, drafts, journal, log, records, redo
from sheqi_desktop.store.database import Database
from sheqi_desktop.store.redo_again import Since, since
from tests.store.conftest import DB_DIR, Workspace, a_client, a_visit, an_id, decode

NOON = datetime(2023, 3, 8, 12, tzinfo=UTC)


def work(station: Workspace, first: int = 1) -> None:
    """Save, change, seal, note, draw a photo, type half a form."""
    station.save("client", an_id(first), a_client(first))
    station.save("visit", an_id(first + 1), a_visit(an_id(first)))
    station.patch(an_id(first + 1), {"summary": "换了药，老人说腿不疼了。"})
    station.seal()
    station.save("visit", an_id(first + 2), a_visit(an_id(first), service_date="2023-03-09"))
    with station.database.write() as write:
        blobs.put(write, b"photo %d" % first, "image/jpeg", station.now)
        journal.add(write, "save", "worker-1", station.now, an_id(first))
        drafts.keep(write, "visit", f"r{first}", "worker-1", {"summary": "写到一半"}, station.now, 1)


def kept(database: Database) -> dict[str, list[tuple]]:
    """Everything that is kept, but where the record itself stands."""
    with database.read() as read:
        return {
            table: [row for row in read.rows(f"SELECT * FROM {table} ORDER BY 1, 2") if row[0] != redo.KEY]
            for table in redo.KEPT
        }


def again(station: Workspace, copy: Path, into: Path) -> tuple[Database, Since | None]:
    """Restore a backup and do again what came after it."""
    backup.restore(copy, station.dek, into)
    database = Database.open(into, station.dek, DB_DIR, decode, ballast=False)
    way = since(station.folder, [station.dek], database.point())
    if way is not None:
        database.do_again(way)
        with database.write() as write:
            records.rebuild(write)
    return database, way


def test_every_kept_table_is_written_down():
    from sheqi_desktop.store.tables import Kept

    assert set(redo.KEPT) == set(Kept.metadata.tables) - {"window_state"}


def test_a_backup_and_the_record_give_everything_back(station, tmp_path):
    work(station)
    made = backup.make(station.database, station.dek, "manual", NOON)
    work(station, 11)
    with station.database.write() as write:
        drafts.drop(write, "visit", "r1", "worker-1")
    digest, there = station.digest(), kept(station.database)
    database, way = again(station, made.path, tmp_path / "restored")
    with database, database.read() as read:
        assert way.whole
        assert len(way.saved) == 4
        assert records.digest(read) == digest
        assert journal.verify(read) == 2
    with Database.open(tmp_path / "restored", station.dek, DB_DIR, decode, ballast=False) as database:
        assert kept(database) == there


def test_an_older_backup_does_too_when_the_newest_is_spoilt(station, tmp_path):
    work(station)
    first = backup.make(station.database, station.dek, "manual", NOON)
    work(station, 11)
    backup.make(station.database, station.dek, "manual", NOON.replace(hour=13))
    work(station, 21)
    station.reopen()
    work(station, 31)
    digest = station.digest()
    database, way = again(station, first.path, tmp_path / "restored")
    with database, database.read() as read:
        assert way.whole
        assert records.digest(read) == digest


def test_files_no_backup_needs_are_let_go(station):
    for n in range(1, 8):
        work(station, n * 10)
        backup.make(station.database, station.dek, "daily", NOON.replace(day=n))
    there = redo.files(station.folder, [station.dek])
    assert 1 <= len(there) <= backup.REDO_OF + 1
    points = [one.redo for one in backup.backups(station.folder)[: backup.REDO_OF]]
    assert {file.id for file in there} >= {point[0] for point in points}


def test_the_copies_whose_steps_are_kept_outlive_the_rotation(station, tmp_path):
    """Three copies of one day stand for that day once, and each of them still gives everything back."""
    made = []
    for n in range(5):
        work(station, n * 10 + 1)
        made.append(backup.make(station.database, station.dek, "manual", NOON.replace(minute=n)))
        copies.prune(station.folder, made[-1], NOON.replace(minute=n))
    work(station, 91)
    assert {one.path for one in backup.backups(station.folder)} == {one.path for one in made[-3:]}
    digest = station.digest()
    for number, one in enumerate(made[-3:]):
        database, way = again(station, one.path, tmp_path / f"restored{number}")
        with database, database.read() as read:
            assert way.whole
            assert records.digest(read) == digest


def test_a_copy_from_a_wrong_clock_does_not_take_the_steps_of_the_others(station, tmp_path):
    made = []
    for n, moment in enumerate((NOON, NOON.replace(year=2099), NOON.replace(day=2), NOON.replace(day=3))):
        work(station, n * 10 + 1)
        made.append(backup.make(station.database, station.dek, "manual", moment))
    work(station, 91)
    for number, one in enumerate(made[1:]):
        database, way = again(station, one.path, tmp_path / f"restored{number}")
        with database:
            assert way.whole
    assert len(redo.files(station.folder, [station.dek])) <= backup.REDO_OF + 1


def test_nothing_of_it_is_readable(station):
    station.save("client", an_id(1), a_client(1, name="绝密标记MARKER4711"))
    for path in (station.folder / redo.FOLDER).iterdir():
        data = path.read_bytes()
        assert b"MARKER4711" not in data
        assert "绝密".encode() not in data
        assert redo.files(station.folder, [os.urandom(32)]) == []


def test_a_transaction_that_failed_is_not_in_it(station, tmp_path):
    made = backup.make(station.database, station.dek, "manual", NOON)
    with suppress(ZeroDivisionError), station.database.write() as write:
        log.append(write, "visit", an_id(1), (), a_visit(), "worker-1", station.now)
        raise ZeroDivisionError
    station.save("visit", an_id(2), a_visit())
    database, way = again(station, made.path, tmp_path / "restored")
    with database:
        assert way.steps == 1
    assert way.whole


def test_a_commit_that_fails_takes_its_step_back(station, monkeypatch):
    station.save("visit", an_id(1), a_visit())
    # The last thing that can go wrong when the step was written down already.
    for go_on in (lambda: station.save("visit", an_id(3), a_visit()), lambda: None):
        monkeypatch.setattr(redo.Redo, "forget", _no_room)
        with pytest.raises(DiskFull):
            station.save("visit", an_id(2), a_visit())
        monkeypatch.undo()
        go_on()
        digest = station.digest()
        assert station.reopen().redone == 0
        assert station.digest() == digest


def _no_room(*_: object) -> None:
    raise DiskFull


def test_a_lost_log_beside_the_file_is_put_back_at_the_next_start(station):
    station.database.checkpoint()
    work(station)
    before = station.digest(), kept(station.database)
    spare = station.folder.with_name("as it was")
    shutil.copytree(station.folder, spare)
    (spare / "data.db-wal").unlink()
    (spare / "data.db-shm").unlink(missing_ok=True)
    with Database.open(spare, station.dek, DB_DIR, decode, ballast=False) as database:
        assert database.redone
        assert database.needs_rebuild
        with database.write() as write:
            records.rebuild(write)
        with database.read() as read:
            assert records.digest(read) == before[0]
        assert kept(database) == before[1]


def test_half_a_step_at_the_end_is_written_over(station, tmp_path):
    made = backup.make(station.database, station.dek, "manual", NOON)
    station.save("visit", an_id(1), a_visit())
    *_, file = redo.files(station.folder, [station.dek])
    with file.path.open("ab") as out:
        out.write(os.urandom(57))
    station.reopen()
    station.save("visit", an_id(2), a_visit())
    database, way = again(station, made.path, tmp_path / "restored")
    with database:
        assert way.whole
        assert len(way.saved) == 2


@pytest.mark.parametrize("seed", range(12))
def test_what_is_damaged_in_it_is_noticed_and_what_came_before_is_used(station, tmp_path, seed):
    made = backup.make(station.database, station.dek, "manual", NOON)
    for n in range(1, 9):
        station.save("visit", an_id(n), a_visit())
    *_, file = redo.files(station.folder, [station.dek])
    size, chance = file.path.stat().st_size, random.Random(seed)
    with file.path.open("rb+") as out:
        out.seek(chance.randrange(8, size))
        out.write(bytes([chance.randrange(256) ^ 0x5A]) * 40)
    database, way = again(station, made.path, tmp_path / "restored")
    with database, database.read() as read:
        assert way is None or not way.whole
        assert records.total(read) == (len(way.saved) if way else 0) < 8


def test_a_database_put_back_by_hand_and_worked_on_is_a_new_branch(station, tmp_path):
    work(station)
    first = backup.make(station.database, station.dek, "manual", NOON)
    work(station, 11)
    station.database.close()
    shutil.copytree(station.folder, tmp_path / "other")
    shutil.copyfile(first.path / "data.db", tmp_path / "other" / "data.db")
    shutil.rmtree(tmp_path / "other" / redo.FOLDER)
    other = Workspace(tmp_path / "other", station.dek, station.database, station.machine)
    other.reopen()
    work(other, 21)
    digest = other.digest()
    database, way = again(other, first.path, tmp_path / "restored")
    with database, database.read() as read:
        assert way.whole
        assert records.digest(read) == digest
    other.database.close()


def test_a_backup_from_before_the_record_is_not_continued(station, tmp_path):
    made = backup.make(station.database, station.dek, "manual", NOON)
    station.save("visit", an_id(1), a_visit())
    assert since(station.folder, [station.dek], None) is None
    assert since(station.folder, [station.dek], ("ab" * 16, 1)) is None
    shutil.rmtree(station.folder / redo.FOLDER)
    database, way = again(station, made.path, tmp_path / "restored")
    with database:
        assert way is None


def test_a_damaged_file_is_not_mended_by_it(station):
    station.database.checkpoint()
    station.save("visit", an_id(1), a_visit())
    spare = station.folder.with_name("spare")
    shutil.copytree(station.folder, spare)
    (spare / "data.db-wal").unlink()
    size = (spare / "data.db").stat().st_size
    with (spare / "data.db").open("rb+") as out:
        out.seek(size - 8000)
        out.write(b"\0" * 100)
    with pytest.raises(DatabaseDamaged):
        Database.open(spare, station.dek, DB_DIR, decode, ballast=False)


def test_what_was_kept_aside_comes_back_and_hides_nothing_saved_later(station, tmp_path):
    made = backup.make(station.database, station.dek, "manual", NOON)
    station.save("visit", an_id(1), a_visit())
    row = drafts.as_row("visit", "", "worker-1", {"summary": "写到一半"}, station.now)
    station.database.keep_aside("draft", [row["id"]], row)
    station.save("visit", an_id(2), a_visit())
    database, way = again(station, made.path, tmp_path / "restored")
    with database, database.read() as read:
        assert way.whole
        assert records.total(read) == 2
        assert drafts.get(read, "visit", "", "worker-1").answers == {"summary": "写到一半"}


@pytest.mark.parametrize("seed", range(6))
def test_damage_met_while_the_file_is_open_is_always_called_damage(station, monkeypatch, seed):
    from sheqi_desktop.store import database, search

    for n in range(1, 40):
        station.save("visit", an_id(n), a_visit(an_id(99), summary=f"第{n}次" + "老人在院里晒太阳。" * 400))
    station.database.close()
    monkeypatch.setattr(database, "CHECKED_WHOLE_BYTES", 0)
    chance, file = random.Random(seed), station.folder / "data.db"
    pages = file.stat().st_size // 16384
    with file.open("rb+") as out:
        for number in chance.sample(range(2, pages + 1), pages // 3):
            out.seek((number - 1) * 16384 + chance.randrange(16000))
            out.write(b"\x5a" * 16)
    asks = [
        lambda read: [records.get(read, an_id(n)) for n in range(1, 40)],
        lambda read: records.list_records(read, records.Wanted("visit")),
        lambda read: search.search_records(read, "晒太阳"),
        lambda read: list(log.segments(read)),
        journal.verify,
        records.digest,
    ]
    met = 0
    with suppress(DatabaseDamaged):
        station.reopen()
        for ask in asks * 2:
            try:
                with station.database.read() as read:
                    ask(read)
            except DatabaseDamaged:
                met += 1
        with suppress(DatabaseDamaged):
            station.save("visit", an_id(50), a_visit())
        assert met
