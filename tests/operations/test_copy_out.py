"""A workspace of a newer program is neither opened nor changed, and can be carried out whole (TRUST F16, P8)."""

from __future__ import annotations

from pathlib import Path

import pytest

from sheqi_desktop.domain import trouble as t
from sheqi_desktop.operations.check_health import state_digest
from sheqi_desktop.operations.copy_out import copy_workspace
from sheqi_desktop.operations.unlock import unlock
from sheqi_desktop.store import database
from tests.desks import LIBRARY, PASSWORD
from tests.operations.conftest import STATIONS, County
from tests.store.test_places import mount, unmount

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
