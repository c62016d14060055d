"""数据汇总: sixteen stations, the worst state wins, files dropped in, a reminder to copy."""

from __future__ import annotations

import pytest
from clipped import cut_labels, nameless
from hands import press, settle
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from sheqi_desktop.gui import ask, theme
from sheqi_desktop.operations.accept_bundle import accept_bundles
from tests.gui.pages.bundle_world import County, damaged, drop, go, quiet

Key = Qt.Key


@pytest.fixture
def county(tmp_path):
    made = County(tmp_path, 2, "2023-07-02T09:00:00")
    yield made
    made.close()


def number(page, tile: str) -> str:
    return page._tiles[tile]._number.text()


def test_an_empty_county_shows_every_station_and_nothing_to_return(county, qtbot):
    page = county.rooms(qtbot, county.centre).page
    assert len(page.grid.cards) == 16
    assert page.header().context == "2023年6月数据・报送期 7月1日—3日・16 站"
    assert page.grid.cards["411327103"].face.lines == ("A 机・还没有来过",)
    assert page.grid.cards["411327001"].face.lines == ("还没有登记电脑",)
    assert not page.side._return.isEnabled()
    assert number(page, "there") == "0"


def test_what_came_and_what_is_late_is_seen_at_a_glance(county, qtbot):
    county.write_visits()
    first, _ = county.bundles()
    window = county.rooms(qtbot, county.centre)
    accept_bundles(county.centre, [first])
    county.hands.to("2023-07-05T08:00:00")
    page = go(qtbot, window, "board")
    assert page.grid.cards["411327103"].face.state == "已合并"
    assert page.grid.cards["411327103"].face.lines == ("A 机 第 1 号・7月2日",)
    assert page.grid.cards["411327101"].face.state == "迟 2 天"
    assert (number(page, "there"), number(page, "late")) == ("1", "1")
    assert page.side._return.text() == "制作回传包（1 站）"
    window.findChild(QWidget, "board_order").click()
    assert page.grid._order[0] == "411327101"
    window.findChild(QWidget, "board_order").click()
    assert page.grid._order[0] == "411327001"


def test_a_reminder_is_a_sentence_to_copy(county, qtbot):
    window = county.rooms(qtbot, county.centre)
    county.hands.to("2023-07-05T08:00:00")
    page = go(qtbot, window, "board")
    ask.answers.append("copy")
    page.findChild(QWidget, "remind_411327103").click()
    assert QApplication.clipboard().text() == "饶良镇：6月数据包未收到，请于7月8日前交。"


def test_a_refused_file_is_counted_and_listed(county, qtbot):
    county.write_visits()
    file = damaged(county.bundles()[0])
    window = county.rooms(qtbot, county.centre)
    go(qtbot, window, "import", [file])
    page = go(qtbot, window, "board")
    assert number(page, "refused") == "1"
    exchanges = go(qtbot, window, "exchanges")
    assert [row.cells[2][0].text for row in exchanges.table.records.rows] == ["拒收"]


def test_a_file_that_is_no_bundle_is_told_so_and_is_no_refused_bundle(county, qtbot, tmp_path):
    notes = tmp_path / "notes.txt"
    notes.write_text("明天开会", encoding="utf-8")
    window = county.rooms(qtbot, county.centre)
    page = go(qtbot, window, "import", [notes])
    (card,) = page._cards.values()
    assert any("“notes.txt”不是数据包" in one.text() for one in card.findChildren(QLabel))
    assert number(go(qtbot, window, "board"), "refused") == "0"


def test_dropped_files_lead_to_the_import_page(county, qtbot):
    county.write_visits()
    files = county.bundles()
    window = county.rooms(qtbot, county.centre)
    drop(window.page.drop, files)
    quiet(qtbot, window.jobs)
    assert window.page_id == "import"
    assert len(window.page._cards) == 2


def test_a_card_opens_its_station_by_mouse_and_by_key(county, qtbot):
    window = county.rooms(qtbot, county.centre)
    page = window.page
    page.grid.cards["411327103"].setFocus()
    press(page.grid.cards["411327103"], Key.Key_Return)
    quiet(qtbot, window.jobs)
    assert window.page_id == "exchanges"
    assert window.page.header().context == "饶良镇"


@pytest.mark.parametrize("size", [14, 18, 22])
def test_nothing_is_cut_and_everything_has_a_name(county, qtbot, size):
    theme.apply(theme.LIGHT, size)
    county.hands.to("2023-07-05T08:00:00")
    window = county.rooms(qtbot, county.centre)
    settle()
    page = window.page
    assert cut_labels(page) == []
    assert nameless(page) == []
    least = page.grid._least()
    for card in page.grid.cards.values():
        assert card.width() >= least.width()
        assert card.height() >= least.height()
        assert card.geometry().right() <= page.grid.width()
        assert card.geometry().bottom() <= page.grid.height()
    for tile in page._tiles.values():
        assert tile._words.toolTip() == "", "the words of a tile are shortened"
