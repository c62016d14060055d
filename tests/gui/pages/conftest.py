"""A window over a real station, copied from one that was enrolled and filled once."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QElapsedTimer, QTimer
from PySide6.QtWidgets import QApplication

from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.rooms import make_rooms
from sheqi_desktop.gui.window import MainWindow
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.unlock import unlock
from tests.desks import LIBRARY, PASSWORD, Hands
from tests.gui.pages.review_seat import mine as mine
from tests.gui.pages.review_seat import queue as queue
from tests.gui.pages.review_seat import review_template as review_template
from tests.gui.pages.review_seat import seat as seat
from tests.gui.pages.station_world import STATION, a_desk, fill
from tests.signing import office as office
from tests.signing import office_template as office_template
from tests.volunteer_station import station as station

TODAY = "2023-06-14T10:24:00"
SOON_MS = 500
PATIENCE_MS = 60_000
ROUNDS, PAUSE_S = 12, 0.002


@pytest.fixture(scope="session")
def station_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Enrol a station and let it work for a while, once for all window tests."""
    folder = tmp_path_factory.mktemp("station")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHEQI_CONFIG_DIR", str(tmp_path_factory.mktemp("template-config")))
        hands = Hands("2023-05-01T09:00:00")
        desk = a_desk(folder, hands)
        desk.close()
        shutil.copytree(folder / f"{STATION}-A", folder / "empty")
        desk = unlock(folder / f"{STATION}-A", f"w-{STATION}-1", PASSWORD, hands.clock, LIBRARY)
        fill(desk, hands)
        desk.close()
    return folder


@pytest.fixture
def hands() -> Hands:
    """Give the clock of the window's desk."""
    return Hands(TODAY)


@pytest.fixture
def open_desk(station_template: Path, tmp_path: Path, hands: Hands) -> Iterator[Callable[[str], Desk]]:
    """Open a copy of the filled or the empty station; opened again it is the same copy."""
    opened: list[Desk] = []

    def open_(which: str = f"{STATION}-A") -> Desk:
        folder = tmp_path / which
        if not folder.exists():
            shutil.copytree(station_template / which, folder)
        desk = unlock(folder, f"w-{STATION}-1", PASSWORD, hands.clock, LIBRARY)
        opened.append(desk)
        return desk

    yield open_
    for desk in opened:
        desk.close()


@pytest.fixture
def desk(open_desk: Callable[..., Desk]) -> Desk:
    """Give the filled station."""
    return open_desk()


@pytest.fixture
def empty_desk(open_desk: Callable[..., Desk]) -> Desk:
    """Give a station in which nothing was ever typed."""
    return open_desk("empty")


@pytest.fixture
def jobs(qapp, open_desk: Callable[..., Desk]) -> Iterator[Jobs]:
    """Give the worker thread; it ends before the desks it works at are closed."""
    made = Jobs()
    yield made
    made.finish()


class Rooms:
    """A window, and the patience to wait for what it reads."""

    def __init__(self, window: MainWindow, desk: Desk, jobs: Jobs) -> None:
        self.window, self.desk, self.jobs = window, desk, jobs
        self.wait()

    @property
    def page(self):
        return self.window.page

    def go(self, page: str, argument: object = None):
        self.window.go(page, argument)
        self.wait()
        return self.page

    def wait(self, quiet_ms: int = 0) -> None:
        """Wait until nothing is under way any more, and for so long after that."""
        watch, whole, rounds = QElapsedTimer(), QElapsedTimer(), 0
        watch.start()
        whole.start()
        # Rounds and not only time: on a slow machine one round takes long, and what it begins comes with the next.
        while (rounds < ROUNDS or watch.elapsed() < quiet_ms) and whole.elapsed() < PATIENCE_MS:
            QCoreApplication.processEvents()
            rounds += 1
            if self.jobs.busy or self._about_to_look():
                # Looking without a pause would take the worker's time away.
                time.sleep(PAUSE_S)
                watch.restart()
                rounds = 0

    def _about_to_look(self) -> bool:
        """Tell whether a search still waits for the next letter, however slow the machine; toasts may go on."""
        timers = self.window.findChildren(QTimer)
        return any(one.isActive() and one.isSingleShot() and one.interval() <= SOON_MS for one in timers)

    def find(self, name: str):
        from PySide6.QtWidgets import QWidget

        found = self.window.findChild(QWidget, name)
        assert found is not None, name
        return found


@pytest.fixture
def make_window(qapp, jobs: Jobs) -> Iterator[Callable[..., Rooms]]:
    """Build windows of the size of a station's laptop."""
    made: list[MainWindow] = []

    def make(desk: Desk, width: int = 1366, height: int = 696) -> Rooms:
        window = make_rooms(desk, jobs)
        made.append(window)
        window.resize(width, height)
        window.show()
        window.activateWindow()
        return Rooms(window, desk, jobs)

    yield make
    for window in made:
        focus = QApplication.focusWidget()
        if focus is not None:
            focus.clearFocus()
        window.close()
        # Closing keeps what is half typed; the answer to that comes while the window still stands.
        watch = QElapsedTimer()
        watch.start()
        while jobs.busy and watch.elapsed() < PATIENCE_MS:
            QCoreApplication.processEvents()
        shiboken6.delete(window)


@pytest.fixture
def rooms(make_window: Callable[..., Rooms], desk: Desk) -> Rooms:
    """Give the window of the filled station."""
    return make_window(desk)
