"""The program from the door to the rooms and back, on a real workspace."""

from __future__ import annotations

import ctypes
from ctypes import wintypes

import pytest
from hands import press, settle, shut
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.clock import at
from sheqi_desktop.gui import app, preferences, session_watch
from sheqi_desktop.gui.pages.unlock import UnlockPage
from sheqi_desktop.gui.scale import body_size
from sheqi_desktop.operations.set_up import Newcomer, set_up_centre
from tests.desks import QUICK

CLOCK = at("2023-06-14T10:24")
PASSWORD = "zhi-you-wo-men-zhi-dao"


@pytest.fixture
def centre(tmp_path):
    folder = tmp_path / "centre"
    lin = Newcomer("w-centre-1", "林静", "centre_admin", PASSWORD)
    roots = [(tmp_path / f"root{number}.key", PASSWORD) for number in (1, 2)]
    made = set_up_centre(folder, [lin], roots, clock=CLOCK, cost=QUICK)
    made.desk.close()
    return folder


@pytest.fixture
def program(qtbot, centre):
    running = app.Program(centre, CLOCK)
    qtbot.addWidget(running.shell, before_close_func=shut)
    running.start()
    settle()
    return running


def door(program: app.Program) -> UnlockPage:
    (page,) = program.shell.findChildren(UnlockPage)
    return page


def open_door(qtbot, program: app.Program) -> None:
    page = door(program)
    QTest.keyClicks(page.password, PASSWORD)
    press(page.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not program.shell.locked, timeout=20_000)


def test_the_door_comes_first_and_knows_only_names(program):
    assert program.shell.locked
    assert [card.worker for card in door(program).people] == ["w-centre-1"]
    assert program.desk is None


def test_the_password_opens_and_the_lock_hides_everything(qtbot, program):
    open_door(qtbot, program)
    desk = program.desk
    assert desk is not None
    assert desk.place.name in program.shell.windowTitle()
    rooms = program.shell.rooms
    program.lock()
    settle()
    assert program.shell.locked
    assert desk.place.name not in program.shell.windowTitle()
    open_door(qtbot, program)
    assert program.shell.rooms is rooms
    assert program.desk is desk


def test_letter_size_is_chosen_by_key_and_remembered(qtbot, program):
    open_door(qtbot, program)
    program._size(1)
    assert body_size() == 16
    assert preferences.load().size == 16
    program._size(0)
    assert body_size() == 14


def test_a_folder_without_a_workspace_begins_the_first_use(qtbot, tmp_path):
    running = app.Program(tmp_path / "nothing", CLOCK)
    qtbot.addWidget(running.shell, before_close_func=shut)
    running.start()
    assert isinstance(running.shell.findChild(QWidget, "first_run_side"), QWidget)
    shut(running.shell)


@pytest.mark.parametrize(("message", "number"), sorted(session_watch.LOCKING))
def test_the_session_of_windows_takes_the_program_with_it(qtbot, program, message, number):
    open_door(qtbot, program)
    told = wintypes.MSG(message=message, wParam=number)
    assert program.session.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(told)) == (False, 0)
    assert program.shell.locked


def test_other_messages_of_windows_lock_nothing(qtbot, program):
    open_door(qtbot, program)
    told = wintypes.MSG(message=session_watch.WM_WTSSESSION_CHANGE, wParam=8)
    program.session.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(told))
    assert not program.shell.locked


def test_a_damaged_file_leads_to_its_copies_and_one_of_them_is_brought_back(qtbot, centre):
    from sheqi_desktop.gui.pages.damaged import DamagedPage
    from sheqi_desktop.operations.back_up import back_up
    from sheqi_desktop.operations.unlock import unlock

    desk = unlock(centre, "w-centre-1", PASSWORD, CLOCK)
    back_up(desk)
    desk.close()
    with (centre / "data.db").open("rb+") as file:
        file.write(b"\xff" * 16384)
    running = app.Program(centre, CLOCK)
    qtbot.addWidget(running.shell, before_close_func=shut)
    running.start()
    settle()
    page = door(running)
    QTest.keyClicks(page.password, PASSWORD)
    press(page.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(running.shell.findChildren(DamagedPage)), timeout=20_000)
    (damaged,) = running.shell.findChildren(DamagedPage)
    qtbot.waitUntil(lambda: damaged.table.current_id == "0", timeout=20_000)
    assert "E-DSK-06" in damaged.said.text.text()
    assert not damaged.button.isEnabled()
    QTest.keyClicks(damaged.password, "not-this-one-at-all")
    press(damaged.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "口令不对" in damaged.said.text.text(), timeout=20_000)
    damaged.password.clear()
    QTest.keyClicks(damaged.password, PASSWORD)
    damaged.button.click()
    qtbot.waitUntil(lambda: not running.shell.locked, timeout=30_000)
    assert running.desk is not None
    assert [one.name for one in centre.parent.iterdir() if one.name.endswith("-old")]
    shut(running.shell)


def test_without_any_copy_the_page_says_whom_to_ask(qtbot, centre):
    from sheqi_desktop.domain.trouble import DatabaseDamaged
    from sheqi_desktop.gui.job import Jobs
    from sheqi_desktop.gui.pages.damaged import DamagedPage, DamagedVerbs

    jobs = Jobs()
    verbs = DamagedVerbs(lambda folder: [], lambda copy, words: None, lambda words: None)
    page = DamagedPage(verbs, jobs, DatabaseDamaged(why="结构检查不通过"), "林静")
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page._none.isVisible(), timeout=5_000)
    assert not page.button.isEnabled()
    jobs.finish()


def test_a_workspace_of_a_newer_program_can_be_carried_out(qtbot, program, centre, tmp_path, monkeypatch):
    from sheqi_desktop.gui import ask
    from sheqi_desktop.store import database

    monkeypatch.setattr(database, "CURRENT", 0)
    page = door(program)
    assert not page.copy.isVisible()
    QTest.keyClicks(page.password, PASSWORD)
    press(page.password, Qt.Key.Key_Return)
    qtbot.waitUntil(page.copy.isVisible, timeout=20_000)
    ask.answers.extend([tmp_path / "stick", None])
    page.copy.click()
    qtbot.waitUntil(lambda: not ask.answers, timeout=20_000)
    (made,) = (tmp_path / "stick").iterdir()
    assert (made / "data.db").read_bytes() == (centre / "data.db").read_bytes()
