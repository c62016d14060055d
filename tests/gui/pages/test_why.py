"""Why a number is what it is: both sides, the reasons as filters, what cures each."""

from __future__ import annotations

import pytest
from clipped import cut_labels, nameless
from hands import press
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from sheqi_desktop.operations.accept_bundle import accept_bundles
from tests.gui.pages.bundle_world import County, go, quiet
from tests.gui.pages.station_world import a_person, a_visit

Key = Qt.Key


@pytest.fixture
def county(tmp_path):
    made = County(tmp_path)
    desk = made.stations[0]
    person = a_person(desk, "王秀兰")
    a_visit(desk, person, "2023-06-12")
    a_visit(
        desk, person, "2023-06-12", start_at="14:00", end_at="14:40", summary="下午又去送药，老人已经睡下，邻居在。" * 2
    )
    a_visit(desk, person, "2022-08-20")
    yield made
    made.close()


def cells(page) -> list[tuple[str, str, str]]:
    return [(row.cells[1], row.cells[4][0].text, row.cells[5]) for row in page.table.records.rows]


def test_what_does_not_count_says_why_and_reasons_are_filters(county, qtbot):
    window = county.rooms(qtbot, county.stations[0])
    page = go(qtbot, window, "why", ("ind_visit", "411327103"))
    assert page.tabs.findChild(QWidget, "tab_uncounted").text() == "未计入 2"
    assert {on for on, _, _ in cells(page)} == {"2023-06-12", "2022-08-20"}
    chips = {chip.text(): chip for chip in page.chips._chips.values()}
    assert set(chips) == {"全部原因", "不在服务期内", "重复"}
    chips["重复"].click()
    assert [(on, cure) for on, _, cure in cells(page)] == [("2023-06-12", "留一份就够，不用办")]
    page.tabs.findChild(QWidget, "tab_counted").click()
    assert [(on, words) for on, words, _ in cells(page)] == [("2023-06-12", "计入")]
    assert page._beside.text() == "上门 1・通话 0 人次；服务 1 人，1 户次；记录 3 份，未成功 0 次"
    assert not page.chips.isVisible()


def test_a_station_opens_the_record_and_comes_back_to_its_row(county, qtbot):
    window = county.rooms(qtbot, county.stations[0])
    page = go(qtbot, window, "why", ("ind_visit", "411327103"))
    press(page.table, Key.Key_End, Key.Key_Return)
    quiet(qtbot, window.jobs)
    assert window.page_id == "visit_form"
    window.back()
    quiet(qtbot, window.jobs)
    assert page.table.current_id == "1"


def test_the_centre_opens_the_record_itself_and_can_only_look_at_it(county, qtbot):
    accept_bundles(county.centre, county.bundles())
    window = county.rooms(qtbot, county.centre)
    page = go(qtbot, window, "why", ("ind_visit", "411327103"))
    press(page.table, Key.Key_Home, Key.Key_Return)
    quiet(qtbot, window.jobs)
    assert window.page_id == "visit_form"
    assert window.page.opened.read_only == "这是饶良镇的记录，只能看"
    assert not window.page.footer.isVisible()


def test_an_empty_side_says_so(county, qtbot):
    window = county.rooms(qtbot, county.centre)
    page = go(qtbot, window, "why", ("ind_visit", ""))
    assert page._stack.currentWidget() is page._none
    assert cut_labels(page) == []
    assert nameless(page) == []
    assert window.page.header().title == "探访人次・全县"
