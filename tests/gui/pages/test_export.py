"""导出数据包: a look first, then sign, write and read back; 取消 costs nothing."""

from __future__ import annotations

from datetime import date

import pytest
from clipped import cut_labels, nameless
from hands import press, settle
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from sheqi_desktop.gui import ask
from sheqi_desktop.operations.drafts import keep_draft
from sheqi_desktop.operations.export_review import report_ends
from sheqi_desktop.operations.read_bundle import read_bundle
from sheqi_desktop.store import outbox
from tests.gui.pages.bundle_world import County, go, quiet

Key = Qt.Key


@pytest.fixture
def county(tmp_path):
    made = County(tmp_path)
    yield made
    made.close()


@pytest.fixture
def station(county):
    county.write_visits()
    return county.stations[0]


def test_the_review_counts_what_goes_and_names_who_can_open_it(county, station, qtbot):
    window = county.rooms(qtbot, station)
    page = go(qtbot, window, "bundles")
    assert page.pane._title.title.text() == "这次报送 2 项"
    assert [row.cells for row in page.pane.table.records.rows] == [
        (station.library.form("client").title, "1", "0"),
        (station.library.form("visit").title, "1", "0"),
    ]
    assert page.pane._to.text() == county.centre.place.name
    assert page.header().context.startswith("导出・饶良镇")


def test_hours_half_typed_in_the_grid_stop_no_bundle(county, station, qtbot):
    keep_draft(station, "volunteer_hours", "", {"rows": [{"name": "王二麻"}]}, 1, station.me.worker_id)
    window = county.rooms(qtbot, station)
    page = go(qtbot, window, "bundles")
    assert page._stack.currentWidget() is page.pane
    assert "没写完的 1 份不会报送" in page.pane._half.text()


def test_signing_writes_a_file_the_centre_can_open(county, station, qtbot, tmp_path):
    window = county.rooms(qtbot, station)
    page = go(qtbot, window, "bundles")
    stick = tmp_path / "stick"
    stick.mkdir()
    ask.answers.append(stick)
    press(window, Key.Key_Return, control=True)
    quiet(qtbot, window.jobs)
    assert page._stack.currentWidget() is page.done
    (file,) = stick.iterdir()
    assert read_bundle(county.centre, file).new == 2
    assert page.done._name.text() == file.name
    second = tmp_path / "second"
    second.mkdir()
    ask.answers.append(second)
    window.findChild(type(page.pane.sign), "export_copy").click()
    quiet(qtbot, window.jobs)
    assert (second / file.name).read_bytes() == file.read_bytes()


def test_cancelling_costs_nothing(county, station, qtbot, tmp_path):
    window = county.rooms(qtbot, station)
    page = go(qtbot, window, "bundles")
    ask.answers.append(tmp_path)
    page.submit()
    page.progress.cancel.click()
    quiet(qtbot, window.jobs)
    assert not list(tmp_path.glob("SQ-*.sqb"))
    with station.read() as read:
        assert outbox.last_counter(read) == 0
    assert page._stack.currentWidget() is page.pane


def test_no_folder_chosen_means_nothing_happens(county, station, qtbot):
    window = county.rooms(qtbot, station)
    page = go(qtbot, window, "bundles")
    ask.answers.append(None)
    page.submit()
    quiet(qtbot, window.jobs)
    assert page._stack.currentWidget() is page.pane


def test_an_empty_station_says_that_nothing_waits(county, qtbot):
    window = county.rooms(qtbot, county.stations[0])
    page = go(qtbot, window, "bundles")
    assert page._stack.currentWidget() is page.nothing
    assert cut_labels(page) == []


def test_everything_goes_with_the_keyboard_alone(county, station, qtbot, tmp_path):
    window = county.rooms(qtbot, station)
    page = go(qtbot, window, "bundles")
    assert QApplication.focusWidget() is page.pane.sign
    ask.answers.append(tmp_path)
    press(QApplication.focusWidget(), Key.Key_Return)
    quiet(qtbot, window.jobs)
    assert QApplication.focusWidget() is page.done.finish
    settle()
    assert cut_labels(page) == []
    assert nameless(page) == []
    press(QApplication.focusWidget(), Key.Key_Return)
    quiet(qtbot, window.jobs)
    assert window.page_id == "exchanges"


def test_when_it_is_written_the_last_day_to_send_is_named_and_home_is_one_step_away(county, station, qtbot, tmp_path):
    window = county.rooms(qtbot, station)
    page = go(qtbot, window, "bundles")
    ask.answers.append(tmp_path)
    page.submit()
    quiet(qtbot, window.jobs)
    last = report_ends(station.clock.today())
    assert f"请在 {last.month}月3日前送出" in page.done._until.text()
    page.done.home.click()
    quiet(qtbot, window.jobs)
    assert window.page_id == "home"


@pytest.mark.parametrize(
    ("today", "last"), [("2023-07-01", "2023-07-03"), ("2023-07-04", "2023-08-03"), ("2023-12-31", "2024-01-03")]
)
def test_the_last_day_to_send(today, last):
    assert report_ends(date.fromisoformat(today)) == date.fromisoformat(last)
