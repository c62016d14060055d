"""What was saved is copied before the program closes and at the lock; nobody is kept waiting who does not want to."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hands import press, settle, shut
from PySide6.QtCore import Qt

from sheqi_desktop.gui import app
from sheqi_desktop.gui.pages.leaving import FULL, LeavingPage
from sheqi_desktop.gui.pages.unlock import UnlockPage
from sheqi_desktop.operations.back_up import back_up
from sheqi_desktop.operations.unlock import unlock
from sheqi_desktop.store import backup
from tests.desks import PASSWORD, Hands, a_centre, a_station
from tests.typed import a_home

STATION = "411327103"
WORKER = f"w-{STATION}-1"
HANDS = Hands("2023-06-14T10:24:00")


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("founded")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHEQI_CONFIG_DIR", str(folder / "config"))
        centre = a_centre(folder, HANDS)
        desk = a_station(folder, centre, HANDS, STATION)
        back_up(desk)
        desk.close()
        centre.close()
    return folder / f"{STATION}-A"


@pytest.fixture
def program(qtbot, founded: Path, tmp_path: Path, config_dir: Path) -> app.Program:
    folder = tmp_path / founded.name
    shutil.copytree(founded, folder)
    # It is still the computer it was founded on.
    shutil.copytree(founded.parent / "config", config_dir, dirs_exist_ok=True)
    running = app.Program(folder, HANDS.clock)
    qtbot.addWidget(running.shell, before_close_func=shut)
    running.start()
    running.enter((unlock(folder, WORKER, PASSWORD, HANDS.clock), True))
    qtbot.waitUntil(lambda: not running.jobs.busy, timeout=20_000)
    # Coming in was saved too: from here on nothing is without a copy.
    back_up(running.desk)
    return running


def kinds(running: app.Program) -> list[str]:
    assert running.folder is not None
    return [one.kind for one in backup.backups(running.folder)]


def pages(running: app.Program) -> list[LeavingPage]:
    return running.shell.findChildren(LeavingPage)


def test_closing_makes_a_copy_of_what_was_saved_and_shows_it(qtbot, program):
    before = kinds(program)
    desk = program.desk
    a_home(desk)
    program.shell.close()
    assert program.shell.isVisible()
    qtbot.waitUntil(lambda: bool(pages(program)), timeout=20_000)
    (page,) = pages(program)
    assert page.title.text() == "正在备份…"
    assert program.shell.locked
    qtbot.waitUntil(lambda: not program.shell.isVisible(), timeout=30_000)
    assert sorted(kinds(program)) == sorted(["daily", *before])
    assert not desk.database.is_open


def test_nothing_saved_nothing_copied(program):
    before = kinds(program)
    shut(program.shell)
    assert kinds(program) == before
    assert not pages(program)


@pytest.mark.parametrize("how", ["button", "closed again"])
def test_it_can_be_skipped(qtbot, program, how):
    before = kinds(program)
    a_home(program.desk)
    program.shell.close()
    if how == "button":
        # The button is there with the page; until then the work has not begun.
        qtbot.waitUntil(lambda: bool(pages(program)), timeout=20_000)
        pages(program)[0].panel.cancel.click()
    else:
        program.shell.close()
    qtbot.waitUntil(lambda: not program.shell.isVisible(), timeout=30_000)
    if how == "button":
        # Pressed too late the copy is there; made in the same moment, which is listed first means nothing.
        assert sorted(kinds(program)) in (sorted(before), sorted(["daily", *before]))
    else:
        assert kinds(program) == before
    assert not [one for one in (program.folder / "backups").iterdir() if one.name.startswith(".")]


def test_a_full_disk_is_said_and_holds_nobody_up(qtbot, program, monkeypatch):
    before = kinds(program)
    a_home(program.desk)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(1, 1, 0))
    program.shell.close()
    qtbot.waitUntil(lambda: bool(pages(program)) and pages(program)[0].said.isVisible(), timeout=20_000)
    (page,) = pages(program)
    assert page.said.title.text() == FULL
    assert program.shell.focusWidget() is page.button
    page.button.click()
    qtbot.waitUntil(lambda: not program.shell.isVisible(), timeout=30_000)
    assert kinds(program) == before


def test_who_walked_away_from_the_sentence_finds_it_closed(qtbot, program, monkeypatch):
    a_home(program.desk)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(1, 1, 0))
    monkeypatch.setattr("sheqi_desktop.gui.pages.leaving.SECONDS", 1)
    program.shell.close()
    qtbot.waitUntil(lambda: not program.shell.isVisible(), timeout=30_000)


def test_a_machine_that_shuts_down_is_not_held_up(program):
    a_home(program.desk)
    program.keeping.hurry()
    program.shell.close()
    assert not program.shell.isVisible()


def test_the_lock_makes_one_copy_a_day(qtbot, program):
    def locked() -> list[str]:
        program.lock()
        settle()
        qtbot.waitUntil(lambda: not program.jobs.busy, timeout=30_000)
        return kinds(program)

    before = kinds(program)
    a_home(program.desk)
    assert locked() == before
    moment = HANDS.moment
    try:
        HANDS.to("2023-06-15T10:24:00")
        assert locked() == ["daily", *before]
        a_home(program.desk)
        assert locked() == ["daily", *before]
        HANDS.to("2023-06-16T10:24:00")
        assert locked()[:2] == ["daily", "daily"]
    finally:
        HANDS.moment = moment


def test_typing_at_the_door_comes_first(qtbot, program):
    HANDS.to("2023-06-15T10:24:00")
    try:
        a_home(program.desk)
        program.lock()
        (page,) = program.shell.findChildren(UnlockPage)
        press(page.password, Qt.Key.Key_A)
        page.password.setText(PASSWORD)
        press(page.password, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not program.shell.locked, timeout=20_000)
        assert "daily" not in kinds(program)
    finally:
        HANDS.to("2023-06-14T10:24:00")
