"""A copy that was not read back is no copy."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime, timedelta

import pytest

from sheqi_desktop.domain.trouble import Cancelled, DatabaseDamaged, FolderNotEmpty, WrongPassword
from sheqi_desktop.store import backup, copies, journal, meta, rekey, vaultfile
from sheqi_desktop.store.database import Database
from sheqi_desktop.store.engine import opens_with
from sheqi_desktop.store.vault import QUICK, Vault
from tests.store.conftest import DB_DIR, a_visit, an_id, decode

NOW = datetime(2023, 3, 8, 8, 30, tzinfo=UTC)
WORD = "春风又绿江南岸边"


@pytest.fixture
def full(station):
    """A workspace with slots, records and a journal."""
    folder = station.folder
    station.database.close()
    (folder / "data.db").rename(folder / "kept")
    vault, dek, _ = Vault.create(folder, None, QUICK)
    vault.add_slot(dek, "w1", "张敏", WORD)
    (folder / "kept").unlink()
    station.dek = dek
    station.database = Database.create(folder, dek, DB_DIR, decode, ballast=False)
    from sheqi_desktop.domain.change import ChainHead
    from sheqi_desktop.store import keys, log

    with station.database.write() as write:
        keys.save_device(write, station.machine.device, station.machine.seed, station.machine.age_secret, "e0" * 8)
        log.start_chain(write, ChainHead("c1" * 16, station.machine.device, "e0" * 8, "all"))
        journal.add(write, "login", "w1", 1)
    for n in range(1, 20):
        station.save("visit", an_id(n), a_visit(entered_at=f"2023-03-08T{n:02d}:00:00Z"))
    return station


def test_a_backup_is_verified_and_restores_to_the_same_state(full, tmp_path):
    made = backup.make(full.database, full.dek, "daily", NOW)
    assert (made.records, made.journal_n, made.kind) == (19, 1, "daily")
    assert sorted(path.name for path in made.path.iterdir()) == ["data.db", "manifest.json", "vault.json"]
    before = full.digest()
    full.save("visit", an_id(50), a_visit())
    facts = backup.restore(made.path, full.dek, tmp_path / "new")
    assert (facts.records, facts.digest, facts.last_entered_at) == (19, before, "2023-03-08T19:00:00Z")
    unlocked = Vault.open(tmp_path / "new").unlock("w1", WORD)
    with (
        Database.open(tmp_path / "new", unlocked.dek, DB_DIR, decode, ballast=False) as database,
        database.read() as read,
    ):
        assert journal.verify(read) == 1
    with pytest.raises(FolderNotEmpty):
        backup.restore(made.path, full.dek, tmp_path / "new")


def test_any_damage_to_a_backup_is_found(full):
    made = backup.make(full.database, full.dek, "daily", NOW)
    path = made.path / "data.db"
    whole = path.read_bytes()
    manifest = (made.path / "manifest.json").read_bytes()
    for manifest_there in (True, False):
        (made.path / "manifest.json").unlink(missing_ok=True)
        if manifest_there:
            (made.path / "manifest.json").write_bytes(manifest)
        for place in range(7, len(whole), len(whole) // 12):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
            with pytest.raises(DatabaseDamaged):
                backup.verify(made.path, full.dek)
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(DatabaseDamaged):
        backup.verify(made.path, full.dek)
    path.write_bytes(whole)
    with pytest.raises(DatabaseDamaged):
        backup.verify(made.path, os.urandom(32))


def test_a_sound_file_of_another_copy_is_not_this_copy(full):
    one = backup.make(full.database, full.dek, "daily", NOW)
    full.save("visit", an_id(50), a_visit())
    later = backup.make(full.database, full.dek, "daily", NOW + timedelta(days=1))
    shutil.copyfile(one.path / "data.db", later.path / "data.db")
    with pytest.raises(DatabaseDamaged):
        backup.verify(later.path, full.dek)


def test_backups_during_writes_are_states_that_were_committed(full):
    import threading

    stop = threading.Event()

    def work():
        n = 1000
        while not stop.is_set():
            n += 1
            full.save("visit", an_id(n), a_visit())

    thread = threading.Thread(target=work)
    thread.start()
    made = [backup.make(full.database, full.dek, "import", NOW + timedelta(seconds=n)) for n in range(4)]
    stop.set()
    thread.join()
    counts = [one.records for one in made]
    assert counts == sorted(counts)
    for one in made:
        backup.verify(one.path, full.dek)


def test_nothing_half_made_is_left_behind(full, monkeypatch):
    def fail(path, dek, tell):
        raise DatabaseDamaged(why="试验")

    monkeypatch.setattr(backup, "verify", fail)
    with pytest.raises(DatabaseDamaged):
        backup.make(full.database, full.dek, "daily", NOW)
    assert list((full.folder / "backups").iterdir()) == []
    assert backup.backups(full.folder) == []


def test_a_backup_goes_to_a_stick_too(full, tmp_path):
    made = backup.make(full.database, full.dek, "manual", NOW, tmp_path / "stick")
    assert backup.backups(tmp_path / "stick") == [made]
    again = backup.make(full.database, full.dek, "manual", NOW, tmp_path / "stick")
    assert again.path != made.path


def another(one: backup.Backup, when: datetime, kind: str = "daily") -> None:
    """Lay another copy beside a real one, made at another time."""
    copy = one.path.parent / f"{when:%Y%m%dT%H%M%S}-{kind}"
    copy.mkdir()
    told = (one.path / "manifest.json").read_text("utf-8").replace(one.made_at.isoformat(), when.isoformat())
    (copy / "manifest.json").write_text(told.replace('"daily"', f'"{kind}"'), "utf-8")
    (copy / "data.db").write_bytes((one.path / "data.db").read_bytes()[:32768])


def test_surplus_copies_go_once_another_was_made(full):
    one = backup.make(full.database, full.dek, "daily", NOW)
    for day in range(1, 120):
        another(one, NOW - timedelta(days=day))
        if day % 10 == 0:
            another(one, NOW - timedelta(days=day), "import")
    for name in (".part-x", ".gone-y"):
        (one.path.parent / name).mkdir()
    gone = copies.prune(full.folder, one, NOW)
    left = backup.backups(full.folder)
    assert len(gone) == 120 + 11 - len(left)
    assert [one.kind for one in left].count("import") == 5
    daily = [(NOW - one.made_at).days for one in left if one.kind == "daily"]
    assert daily[:7] == list(range(7))
    assert {path.name for path in one.path.parent.iterdir()} == {one.path.name for one in left}


def test_the_copy_just_made_stays_whatever_the_clock_says(full):
    future = backup.make(full.database, full.dek, "daily", NOW + timedelta(days=30000))
    for day in range(12):
        another(future, NOW + timedelta(days=day), "import")
    made = backup.make(full.database, full.dek, "import", NOW - timedelta(days=9000))
    copies.prune(full.folder, made, NOW + timedelta(days=20))
    left = {one.path for one in backup.backups(full.folder)}
    assert {made.path, future.path} <= left
    assert len(left) == 5 + 2


def test_copies_of_another_station_on_the_same_stick_stay(full, tmp_path):
    stick = tmp_path / "stick"
    theirs = [backup.make(full.database, full.dek, "manual", NOW - timedelta(days=day), stick) for day in (0, 105, 106)]
    for one in theirs:
        told = (one.path / "manifest.json").read_text("utf-8")
        (one.path / "manifest.json").write_text(told.replace(one.of, "0123456789abcdef"), "utf-8")
    ours = [backup.make(full.database, full.dek, "manual", NOW - timedelta(days=day), stick) for day in range(94, 101)]
    made = backup.make(full.database, full.dek, "manual", NOW - timedelta(hours=1), stick)
    gone = copies.prune(stick, made, NOW, made.of)
    # Theirs of the same day does not stand for ours, and none of theirs goes.
    assert gone == [one.path for one in ours[2:]]
    assert {one.path for one in backup.backups(stick)} == {one.path for one in (*theirs, made, *ours[:2])}


def test_only_what_would_be_missing_asks_for_another_copy(full):
    made = backup.make(full.database, full.dek, "daily", NOW)
    assert not copies.changed_since(full.database, full.dek, made)
    with full.database.write() as write:
        journal.add(write, "backup", "w1", 2)
        meta.put(write, "generation", 7)
        meta.set_setting(write, "size", 16)
    assert not copies.changed_since(full.database, full.dek, made)
    with full.database.write() as write:
        journal.add(write, "look", "w1", 3)
    assert copies.changed_since(full.database, full.dek, made)
    again = backup.make(full.database, full.dek, "daily", NOW + timedelta(days=1))
    full.save("visit", an_id(50), a_visit())
    assert copies.changed_since(full.database, full.dek, again)


def test_a_copy_can_be_stopped_and_leaves_nothing(full):
    steps = []

    def stop(at: tuple[int, int]):
        def tell(step: int, done: int, total: int) -> None:
            steps.append((step, done, total))
            if (step, done) == at:
                raise Cancelled()

        return tell

    def never(step: int, done: int, total: int) -> None:
        steps.append((step, done, total))

    backup.make(full.database, full.dek, "daily", NOW, tell=never)
    copied = [one for one in steps if one[0] == backup.COPYING]
    assert copied[-1][1] == copied[-1][2] > 0
    places = [one[:2] for one in steps]
    assert places[-3:] == [(backup.VERIFYING, n) for n in range(3)]
    for place in places:
        with pytest.raises(Cancelled):
            backup.make(full.database, full.dek, "daily", NOW, tell=stop(place))
    assert len(list((full.folder / "backups").iterdir())) == 1


def test_a_drill_reads_a_copy_back_and_leaves_nothing(full):
    made = backup.make(full.database, full.dek, "daily", NOW)
    (full.folder / "drill-left").mkdir()
    assert copies.drill(full.folder, full.dek, made.path) == full.digest()
    assert not list(full.folder.glob("drill-*"))
    with (made.path / "data.db").open("rb+") as file:
        file.seek(40000)
        file.write(b"xx")
    with pytest.raises(DatabaseDamaged):
        copies.drill(full.folder, full.dek, made.path)
    assert not list(full.folder.glob("drill-*"))


def test_swapping_keeps_the_old_folder(full, tmp_path):
    made = backup.make(full.database, full.dek, "daily", NOW, tmp_path / "stick")
    backup.restore(made.path, full.dek, tmp_path / "new")
    full.save("visit", an_id(50), a_visit())
    full.database.close()
    aside = backup.swap(full.folder, tmp_path / "new", NOW)
    assert (aside / "data.db").exists()
    assert Database.open(full.folder, full.dek, DB_DIR, decode, ballast=False).close() is None


# ------------------------------------------------------------------------------ a new key
def test_a_worker_who_left_cannot_open_what_comes_later(full):
    vault = Vault.open(full.folder)
    vault.add_slot(full.dek, "w2", "李强", "correct horse battery")
    before = full.digest()
    full.database.close()
    taken = (full.folder / "vault.json").read_bytes()
    vault.remove_slot(full.dek, "w2")
    new = rekey.rotate_key(full.folder, vault, full.dek)
    assert new != full.dek
    assert not opens_with(full.folder / "data.db", full.dek)
    unlocked = Vault.open(full.folder).unlock("w1", WORD)
    assert (unlocked.dek, unlocked.other_keys) == (new, ())
    old = vaultfile.from_bytes(taken)
    assert Vault(full.folder, old, full_clock()).unlock("w2", "correct horse battery").dek == full.dek
    full.dek = new
    full.database = Database.open(full.folder, new, DB_DIR, decode, ballast=False)
    full.database.check()
    assert full.digest() == before
    with full.database.read() as read:
        assert journal.verify(read) == 1


def full_clock():
    from sheqi_desktop.domain.clock import Clock

    return Clock()


@pytest.mark.parametrize("moment", ["reseal", "_export", "atomic_replace", "flush_folder", "last reseal"])
def test_every_moment_of_a_crash_leaves_a_file_that_opens(full, monkeypatch, moment):
    before = full.digest()
    full.database.close()
    vault = Vault.open(full.folder)
    calls = []

    class Crash(BaseException):
        pass

    def crash(*_):
        raise Crash

    if "reseal" in moment:
        real = Vault.reseal

        def reseal(self, old, keys):
            calls.append(1)
            if len(calls) == (1 if moment == "reseal" else 2):
                raise Crash
            real(self, old, keys)

        monkeypatch.setattr(Vault, "reseal", reseal)
    else:
        monkeypatch.setattr(rekey, moment, crash)
    with pytest.raises(Crash):
        rekey.rotate_key(full.folder, vault, full.dek)
    monkeypatch.undo()
    vault = Vault.open(full.folder)
    unlocked = vault.unlock("w1", WORD)
    with Database.open(full.folder, unlocked.dek, DB_DIR, decode, ballast=False) as database:
        full.database = database
        assert full.digest() == before
    rekey.finish(full.folder, vault, unlocked)
    again = Vault.open(full.folder)
    assert again.unlock("w1", WORD).other_keys == ()
    assert again.unlock("w1", WORD).dek == unlocked.dek
    assert again.authentic(unlocked.dek)
    assert not (full.folder / "data.new.db").exists()
    with pytest.raises(WrongPassword):
        again.unlock("w1", "不是这个口令啊")
    shutil.rmtree(full.folder)
