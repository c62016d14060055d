"""A county with a centre and stations that have something to send, and the windows over their desks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.pages.import_card import ImportCard
from sheqi_desktop.gui.rooms import make_rooms
from sheqi_desktop.gui.window import MainWindow
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.seal_bundle import seal_bundle
from tests.desks import Hands, a_centre, a_station
from tests.gui.pages.station_world import a_person, a_visit

CODES = ("411327103", "411327101", "411327104", "411327105")
NAMES = ("王秀兰", "李桂英", "陈大勇", "吴学敏")
PATIENCE = 20_000


class County:
    """One centre, some stations; everything a test opened is closed at its end."""

    def __init__(self, folder: Path, stations: int = 1, moment: str = "2023-06-14T09:00:00") -> None:
        self.folder = folder
        self.hands = Hands(moment)
        self.centre = a_centre(folder, self.hands)
        self.stations = [a_station(folder, self.centre, self.hands, code) for code in CODES[:stations]]
        self._jobs: list[Jobs] = []

    def write_visits(self) -> None:
        """Let each station visit one person."""
        for desk, name in zip(self.stations, NAMES, strict=False):
            person = a_person(desk, name, village=f"{desk.station}901")
            workers = [desk.me.worker_id, f"w-{desk.station}-2"]
            a_visit(desk, person, "2023-06-13", workers=workers)

    def bundles(self) -> list[Path]:
        """Let each station write its bundle."""
        out = self.folder / "stick"
        out.mkdir(exist_ok=True)
        return [seal_bundle(desk, desk.library.centre_unit, out).path for desk in self.stations]

    def rooms(self, qtbot, desk: Desk) -> MainWindow:
        """Open the window over a desk."""
        jobs = Jobs()
        self._jobs.append(jobs)
        window = make_rooms(desk, jobs)
        qtbot.addWidget(window)
        window.resize(1366, 696)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE)
        quiet(qtbot, jobs)
        window.jobs = jobs
        return window

    def close(self) -> None:
        """Let everything go."""
        for jobs in self._jobs:
            jobs.finish()
        for desk in (self.centre, *self.stations):
            desk.close()


def quiet(qtbot, jobs: Jobs) -> None:
    """Wait until no work is under way, and what it brought has found its place."""
    qtbot.waitUntil(lambda: not jobs.busy, timeout=PATIENCE)
    for _ in range(3):
        QCoreApplication.processEvents()


def go(qtbot, window: MainWindow, page: str, argument: object = None) -> QWidget:
    """Go to a page and let it read what it shows."""
    window.go(page, argument)
    quiet(qtbot, window.jobs)
    assert window.page is not None
    return window.page


def drop(zone: QWidget, files: Sequence[Path]) -> None:
    """Let files fall on a drop zone."""
    said = QMimeData()
    said.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    none = Qt.KeyboardModifier.NoModifier
    zone.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, said, Qt.MouseButton.LeftButton, none))


def stories(page: QWidget) -> dict[str, str]:
    """Give what the badge of each file says."""
    return {path.name: card.words for path, card in page._cards.items()}


def card_of(page: QWidget, file: Path) -> ImportCard:
    """Give the card of a file."""
    return page._cards[file]


def damaged(file: Path) -> Path:
    """Give a copy of a bundle in which one bit flipped on the way."""
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    broken = file.with_name("SQ-broken.sqb")
    broken.write_bytes(data)
    return broken


def shown_words(widget: QWidget, kind: Callable[..., object]) -> list[str]:
    """Give the texts of all visible labels."""
    return [one.text() for one in widget.findChildren(kind) if one.isVisible() and one.text()]
