"""Which step a database says it has come to: the newest one there is, wherever it noted that."""

from __future__ import annotations

from datetime import UTC, datetime

from sheqi_desktop.store import backup, journal, redo
from sheqi_desktop.store.engine import connect
from tests.store.conftest import Workspace, a_client, a_visit, an_id

NOON = datetime(2023, 3, 8, 12, tzinfo=UTC)


def stands_at(station: Workspace) -> bool:
    """Tell whether the database says that it has come to the newest step there is."""
    file = redo.files(station.folder, [station.dek])[-1]
    return station.database.point() == (file.id, file.steps()[-1].n)


def in_meta(station: Workspace) -> str:
    with station.database.read() as read:
        return read.value("SELECT value FROM meta WHERE key = ?", redo.KEY)


def test_the_database_knows_its_step_whatever_the_step_wrote(station):
    station.save("visit", an_id(1), a_visit())
    before = in_meta(station)
    station.save("visit", an_id(2), a_visit())
    station.patch(an_id(1), {"summary": "换了药，老人说腿不疼了。"})
    # A save writes its chain anyway; another page for the step alone is spared.
    assert in_meta(station) == before
    assert stands_at(station)
    with station.database.write() as write:
        journal.add(write, "save", "worker-1", station.now, an_id(1))
    assert in_meta(station) != before
    assert stands_at(station)
    station.seal()
    assert stands_at(station)
    for n, way_on in enumerate((lambda: backup.make(station.database, station.dek, "manual", NOON), station.reopen), 3):
        way_on()
        station.save("visit", an_id(n), a_visit())
        assert stands_at(station)


def test_a_file_of_before_the_step_had_its_place_beside_a_chain_goes_on_from_meta(station):
    station.save("client", an_id(1), a_client())
    with station.database.write() as write:
        journal.add(write, "save", "worker-1", station.now, an_id(1))
    digest, point = station.digest(), station.database.point()
    station.database.close()
    driver = connect(station.folder / "data.db", station.dek)
    driver.execute("ALTER TABLE chain DROP COLUMN step")
    driver.execute("UPDATE alembic_version SET version_num = '0005'")
    driver.execute("PRAGMA user_version = 5")
    driver.close()
    assert station.reopen().redone == 0
    assert [(one.kind, one.redo) for one in backup.backups(station.folder)] == [("migrate", point)]
    assert (station.database.point(), station.digest()) == (point, digest)
    station.save("visit", an_id(9), a_visit())
    assert stands_at(station)
    assert station.reopen().redone == 0
