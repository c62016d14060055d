"""A supervisor at their own computer, and the hands with which they annotate."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.unlock import unlock
from tests.desks import LIBRARY, PASSWORD, Hands
from tests.gui.hands import commit, press
from tests.gui.pages import review_world
from tests.gui.pages.review_world import FIELD, FULL, SUPERVISOR

if TYPE_CHECKING:
    from tests.gui.pages.conftest import Rooms

NOW = "2023-06-14T10:24:00"


@pytest.fixture(scope="session")
def review_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Let a station hand in and a supervisor take it, once for all tests."""
    folder = tmp_path_factory.mktemp("review")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHEQI_CONFIG_DIR", str(tmp_path_factory.mktemp("review-config")))
        review_world.make(folder)
    return folder


@pytest.fixture
def seat(review_template: Path, tmp_path: Path) -> Iterator[Callable[[str], Desk]]:
    """Open a copy of the supervisor's workspace."""
    opened: list[Desk] = []

    def open_(which: str = FULL) -> Desk:
        folder = tmp_path / which
        if not folder.exists():
            shutil.copytree(review_template / which, folder)
        opened.append(unlock(folder, SUPERVISOR, PASSWORD, Hands(NOW).clock, LIBRARY))
        return opened[-1]

    yield open_
    for desk in opened:
        desk.close()


@pytest.fixture
def mine(seat: Callable[..., Desk]) -> Desk:
    return seat()


@pytest.fixture
def queue(mine: Desk, make_window: Callable[..., Rooms]) -> Rooms:
    return make_window(mine)


def select(rooms: Rooms, words: str, field: str = FIELD) -> None:
    """Select words of the answer as a person with a keyboard does."""
    text = rooms.page.paper.texts[field]
    text.setFocus()
    cursor = text.document().find(words)
    assert not cursor.isNull()
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    cursor.setPosition(start)
    text.setTextCursor(cursor)
    while text.textCursor().position() < end:
        QTest.keyClick(text, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)


def write(rooms: Rooms, words: str, body: str) -> None:
    """Select, Ctrl+M, write, add."""
    select(rooms, words)
    press(rooms.page.paper.texts[FIELD], Qt.Key.Key_M, control=True)
    rooms.wait()
    field = rooms.page.notes.new.field
    assert QApplication.focusWidget() is field
    commit(field, body)
    press(field, Qt.Key.Key_Return, control=True)
    rooms.wait()
