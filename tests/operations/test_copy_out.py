"""A workspace of a newer program is looked at, never changed, and can be carried out whole (TRUST F16, P8)."""

from __future__ import annotations

from pathlib import Path

import pytest

from sheqi_desktop.catalog.assets import db_dir
from sheqi_desktop.domain import trouble as t
from sheqi_desktop.operations.check_health import state_digest
from sheqi_desktop.operations.copy_out import copy_workspace
from sheqi_desktop.operations.decoding import decode_kept
from sheqi_desktop.operations.export_ledger import export_ledger
from sheqi_desktop.operations.salvage import look_at_newer
from sheqi_desktop.operations.unlock import unlock
from sheqi_desktop.store import database
from sheqi_desktop.store.database import Database
from sheqi_desktop.store.migrate import CURRENT
from sheqi_desktop.store.vault import Vault
from tests.desks import LIBRARY, PASSWORD
from tests.operations.conftest import STATIONS, County
from tests.store.test_places import mount, unmount
from tests.typed import a_home

WORKER = f"w-{STATIONS[0]}-1"


def closed(county: County) -> tuple[Path, str]:
    desk = county.station()
    digest = state_digest(desk)
    desk.close()
    county.open.remove(desk)
    return desk.folder, digest


def test_the_copy_of_a_newer_workspace_opens_in_the_newer_program(county: County, monkeypatch: pytest.MonkeyPatch):
    folder, digest = closed(county)
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    with monkeypatch.context() as older:
        older.setattr(database, "CURRENT", 0)
        with pytest.raises(t.DatabaseTooNew):
            unlock(folder, WORKER, PASSWORD, county.hands.clock, LIBRARY)
        made = copy_workspace(folder, county.folder / "stick", county.hands.clock)
    after = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    assert {name: data for name, data in after.items() if name in before} == before
    desk = unlock(made, WORKER, PASSWORD, county.hands.clock, LIBRARY)
    county.open.append(desk)
    assert state_digest(desk) == digest


def made_newer(folder: Path) -> dict[str, bytes]:
    """Let a newer program have worked here: a table and a column nobody knows, and an end without closing."""
    dek = Vault.open(folder).unlock(WORKER, PASSWORD).dek
    with Database.open(folder, dek, db_dir(), decode_kept, ballast=False) as newer:
        with newer.write() as write:
            write.run(f"PRAGMA user_version = {CURRENT + 1}")
            write.run("ALTER TABLE open_change ADD COLUMN mood TEXT NOT NULL DEFAULT 'new'")
            write.run("CREATE TABLE tomorrow (id INTEGER PRIMARY KEY, words TEXT) STRICT")
            write.run("DROP TABLE record")
        log = folder / "data.db-wal"
        kept = {path.name: path.read_bytes() for path in (folder / "data.db", log)}
        assert kept[log.name], "what the newer program saved last lies in the log beside the file"
    for name, data in kept.items():
        (folder / name).write_bytes(data)
    return everything_in(folder)


def everything_in(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_people_look_at_a_newer_workspace_and_change_nothing(county: County):
    folder, digest = closed(county)
    before = made_newer(folder)
    with pytest.raises(t.DatabaseTooNew):
        unlock(folder, WORKER, PASSWORD, county.hands.clock, LIBRARY)
    assert everything_in(folder) == before
    for _ in range(2):
        desk = look_at_newer(folder, WORKER, PASSWORD, county.hands.clock, LIBRARY)
        try:
            assert state_digest(desk) == digest
            assert export_ledger(desk, "visit", reason="交给县中心核对").startswith(b"PK")
            with pytest.raises(t.MadeByNewer) as caught:
                a_home(desk)
            assert "升级" in caught.value.sentence
            assert caught.value.code == "E-DSK-12"
            assert isinstance(desk.refusal("service.create"), t.MadeByNewer)
        finally:
            desk.close()
    after = everything_in(folder)
    after.pop("tries.json", None)
    assert after == before


def test_a_stick_too_small_for_it_is_said(county: County):
    folder, _ = closed(county)
    stick = county.folder / "stick"
    if not mount("tmpfs", stick, "size=128k"):
        pytest.skip("only root may mount a small stick")
    try:
        with pytest.raises(t.StickFull):
            copy_workspace(folder, stick, county.hands.clock)
        assert not list(stick.iterdir())
    finally:
        unmount(stick)


def test_an_open_workspace_and_an_empty_folder_are_not_copied(county: County):
    desk = county.station()
    with pytest.raises(t.AlreadyOpen):
        copy_workspace(desk.folder, county.folder / "stick", county.hands.clock)
    with pytest.raises(t.NoWorkspace):
        copy_workspace(county.folder / "nowhere", county.folder / "stick", county.hands.clock)
