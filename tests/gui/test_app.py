"""The program from the door to the rooms and back, on a real workspace."""

from __future__ import annotations

import ctypes
from ctypes import wintypes

import pytest
from hands import press, settle
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
    qtbot.addWidget(running.shell)
    running.start()
    settle()
    yield running
    running.shell.close()


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
    qtbot.addWidget(running.shell)
    running.start()
    assert isinstance(running.shell.findChild(QWidget, "first_run_side"), QWidget)
    running.shell.close()


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
