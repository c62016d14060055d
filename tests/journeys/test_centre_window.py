"""One bundle's whole way through two windows: out of the station, into the centre, counted, answered, acknowledged."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from sheqi_desktop.gui import ask
from sheqi_desktop.gui.window import MainWindow
from sheqi_desktop.operations.look_up import transport
from sheqi_desktop.store import records
from tests.gui.conftest import dressed  # noqa: F401 - the look, and no dialog that would wait for nobody
from tests.gui.pages.bundle_world import County, damaged, drop, go, quiet, stories

Key = Qt.Key
STATION = "411327103"


@pytest.fixture
def county(tmp_path):
    made = County(tmp_path)
    made.write_visits()
    yield made
    made.close()


def enter() -> None:
    """Press Enter on whatever has the focus."""
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)


def front(qtbot, window: MainWindow) -> None:
    """Bring a window to the front, as keys go only there."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def exported(qtbot, window: MainWindow, stick: Path) -> Path:
    """Export from the station's window with the keyboard and give the file."""
    go(qtbot, window, "bundles")
    ask.answers.append(stick)
    enter()
    quiet(qtbot, window.jobs)
    (file,) = stick.glob("SQ-411327103-*.sqb")
    return file


def ways(desk) -> set[str]:
    """Tell where the station's records stand on their way."""
    with desk.read() as read:
        ids = [one.id for kind in ("client", "visit") for one in records.list_records(read, records.Wanted(kind))]
    return set(transport(desk, ids).values())


def states(page: QWidget) -> list[str]:
    """Give the states of 往来记录."""
    return [row.cells[2][0].text for row in page.table.records.rows]


def test_a_bundle_goes_out_is_counted_and_comes_back_acknowledged(county, qtbot, tmp_path):
    station = county.stations[0]
    stick = tmp_path / "stick"
    stick.mkdir()
    at_station = county.rooms(qtbot, station)
    assert ways(station) == {"local"}

    file = exported(qtbot, at_station, stick)
    assert ways(station) == {"packed"}
    assert states(go(qtbot, at_station, "exchanges"))[0] == "待签收"

    at_centre = county.rooms(qtbot, county.centre)
    drop(at_centre.page.drop, [file])
    quiet(qtbot, at_centre.jobs)
    page = at_centre.page
    assert stories(page) == {file.name: "签名正确"}
    with county.centre.read() as read:
        assert records.count_records(read, records.Wanted("visit")) == 0
    QTest.keyClick(at_centre, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    quiet(qtbot, at_centre.jobs)
    assert stories(page) == {file.name: "已合并"}

    board = go(qtbot, at_centre, "indicators")
    assert board.table.records.rows[1].cells[2].startswith("1 人次")
    board.table.choose("ind_visit")
    QTest.keyClick(board.table, Key.Key_Return)
    quiet(qtbot, at_centre.jobs)
    assert at_centre.page.tabs.findChild(QWidget, "tab_counted").text() == "计入 1"

    back = tmp_path / "back"
    back.mkdir()
    returns = go(qtbot, at_centre, "returns")
    ask.answers.append(back)
    returns.submit()
    quiet(qtbot, at_centre.jobs)
    (answer,) = back.glob("*.sqb")
    made = {row.cells[0]: row.cells[1] for row in returns.table.records.rows if row.cells[1]}
    assert made == {"饶良镇": answer.name}
    assert go(qtbot, at_centre, "board").grid.cards[STATION].face.state in ("已回传", "未到")

    front(qtbot, at_station)
    page = go(qtbot, at_station, "import")
    drop(page.drop, [answer])
    quiet(qtbot, at_station.jobs)
    assert stories(page) == {answer.name: "签名正确"}
    QTest.keyClick(at_station, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    quiet(qtbot, at_station.jobs)
    assert stories(page) == {answer.name: "已合并"}
    assert ways(station) == {"received"}
    assert "已签收" in states(go(qtbot, at_station, "exchanges"))


def test_the_whole_way_with_the_keyboard_alone(county, qtbot, tmp_path):
    station = county.stations[0]
    at_station = county.rooms(qtbot, station)
    file = exported(qtbot, at_station, tmp_path)
    at_centre = county.rooms(qtbot, county.centre)
    go(qtbot, at_centre, "board")
    at_centre.page.setFocus()
    ask.answers.append([file])
    enter()
    quiet(qtbot, at_centre.jobs)
    assert at_centre.page_id == "import"
    enter()
    quiet(qtbot, at_centre.jobs)
    assert set(stories(at_centre.page).values()) == {"已合并"}
    back = tmp_path / "back"
    back.mkdir()
    go(qtbot, at_centre, "returns")
    at_centre.page.setFocus()
    ask.answers.append(back)
    enter()
    quiet(qtbot, at_centre.jobs)
    front(qtbot, at_station)
    page = go(qtbot, at_station, "import")
    page.setFocus()
    ask.answers.append(list(back.glob("*.sqb")))
    enter()
    quiet(qtbot, at_station.jobs)
    enter()
    quiet(qtbot, at_station.jobs)
    assert ways(station) == {"received"}


def test_a_bundle_that_was_damaged_on_the_way_can_be_brought_again(county, qtbot):
    (good,) = county.bundles()
    broken = damaged(good)
    window = county.rooms(qtbot, county.centre)
    drop(window.page.drop, [broken])
    quiet(qtbot, window.jobs)
    assert stories(window.page) == {broken.name: "没有导入"}
    with county.centre.read() as read:
        assert records.total(read) == 0
    drop(window.page.drop, [good])
    quiet(qtbot, window.jobs)
    window.page.submit()
    quiet(qtbot, window.jobs)
    assert stories(window.page) == {broken.name: "没有导入", good.name: "已合并"}
    exchanges = go(qtbot, window, "exchanges")
    assert sorted(states(exchanges)) == ["已合并", "拒收"]
