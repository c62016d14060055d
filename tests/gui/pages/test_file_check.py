"""附件核对: what has not come, what has not gone, and the photo that proves two records, each opened from its line."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QWidget

from sheqi_desktop.operations.accept_bundle import accept_bundle
from sheqi_desktop.operations.demo.pictures import demo_photo
from sheqi_desktop.operations.seal_bundle import seal_bundle
from tests.gui.pages.bundle_world import NAMES, County, go, quiet
from tests.gui.pages.station_world import a_person, a_visit

DAY = "2023-06-13"


@pytest.fixture
def county(tmp_path):
    made = County(tmp_path, 2)
    yield made
    made.close()


def with_photo(county: County, words: str = "腰鼓队排练") -> list[str]:
    """Let every station use the very same photo in a visit."""
    made = []
    for desk, name in zip(county.stations, NAMES, strict=False):
        person = a_person(desk, name, village=f"{desk.station}901")
        workers = [desk.me.worker_id, f"w-{desk.station}-2"]
        photo = demo_photo(desk, words, date(2023, 6, 13))
        made.append(a_visit(desk, person, DAY, workers=workers, photos=[photo]))
    return made


def bring(county: County, *, photos: bool) -> None:
    out = county.folder / f"stick-{photos}"
    out.mkdir()
    for desk in county.stations:
        accept_bundle(county.centre, seal_bundle(desk, county.centre.station, out, photos=photos).path)


def lines(page) -> list[tuple[object, ...]]:
    return [row.cells for row in page.table.records.rows]


def test_the_centre_lists_a_photo_that_two_stations_use_and_opens_both_records(qtbot, county):
    made = with_photo(county)
    bring(county, photos=True)
    window = county.rooms(qtbot, county.centre)
    page = go(qtbot, window, "files", "reused")
    found = lines(page)
    assert {one[2] for one in found} == {county.centre.unit_name(desk.station) for desk in county.stations}
    assert [one[-1][0].text for one in found] == ["第 1 张・跨站"] * 2
    opened = []
    for row in list(page.table.records.rows):
        page.table.opened.emit(row.id)
        quiet(qtbot, window.jobs)
        opened.append(window.page.opened.record)
        window.back()
        quiet(qtbot, window.jobs)
    assert sorted(opened) == sorted(made)
    assert window.page.tabs.current == "reused", "one comes back to the same list"


def test_files_that_follow_later_are_listed_by_station_with_the_way_to_send_them(qtbot, county):
    with_photo(county)
    bring(county, photos=False)
    window = county.rooms(qtbot, county.centre)
    assert window.findChild(QWidget, "board_files").text() == "附件核对（缺 2 个）"
    here = county.stations[0]
    page = go(qtbot, window, "exchanges", here.station)
    assert window.findChild(QWidget, "to_files").text() == "缺 1 个附件"
    page = go(qtbot, window, "files", here.station)
    (line,) = lines(page)
    assert (line[2], line[5], line[6][0].text) == ("饶良镇", "1", "原件在饶良镇A机")
    assert "不勾“照片稍后再带”" in page.how.text.text()
    bring(county, photos=True)
    page.recompute()
    quiet(qtbot, window.jobs)
    assert lines(page) == []


def test_a_station_sees_which_records_photos_have_not_gone(qtbot, county):
    made = with_photo(county)
    window = county.rooms(qtbot, county.stations[0])
    page = go(qtbot, window, "files")
    assert page.tabs.current == "unsent"
    (row,) = page.table.records.rows
    page.table.opened.emit(row.id)
    quiet(qtbot, window.jobs)
    assert window.page.opened.record == made[0]
    go(qtbot, window, "bundles")
    window.findChild(QWidget, "export_files").click()
    quiet(qtbot, window.jobs)
    assert window.page_id == "files"


def test_where_nothing_is_missing_the_way_on_is_offered(qtbot, county):
    for desk, name, page_id in (
        (county.centre, "files_board", "board"),
        (county.stations[0], "files_home", "home"),
    ):
        window = county.rooms(qtbot, desk)
        page = go(qtbot, window, "files")
        assert page.list.empty.isVisible()
        window.findChild(QWidget, name).click()
        quiet(qtbot, window.jobs)
        assert window.page_id == page_id
