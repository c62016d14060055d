"""指标看板 and 指标进度: the rows of the contract, a number for each station, a way to the records."""

from __future__ import annotations

from dataclasses import replace

import pytest
from clipped import cut_labels, nameless
from hands import press, settle
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from sheqi_desktop.gui import ask, fonts, paint, theme
from sheqi_desktop.gui.record_table import Reached
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.widgets.pace_bar import PaceBar
from sheqi_desktop.operations.accept_bundle import accept_bundles
from tests.gui.pages.bundle_world import County, go, quiet

Key = Qt.Key
VISITS = 1
"""The second row of the contract."""


@pytest.fixture
def county(tmp_path):
    made = County(tmp_path, 2)
    made.write_visits()
    yield made
    made.close()


@pytest.fixture
def board(county, qtbot):
    accept_bundles(county.centre, county.bundles())
    window = county.rooms(qtbot, county.centre)
    go(qtbot, window, "indicators")
    return window


def test_the_rows_are_the_contracts_own(county, board):
    page = board.page
    rows = page.table.records.rows
    assert len(rows) == 10
    assert rows[VISITS].cells[:3] == ("居家探访、电话访问", "每站 ≥160 人次（全县 2560）", "2 人次・0/16 站")
    assert isinstance(rows[VISITS].cells[3], Reached)
    assert rows[2].cells[2] == "尚无数据"
    assert [one.text for one in rows[2].cells[3]] == ["尚无数据"]
    assert page.header().context == "2022 年度・顺延 1 个月・截至 2023-06-14"


def test_each_station_has_its_number_and_during_the_year_its_pace(board):
    rows = {row.id: row for row in board.page.heat._rows}
    assert len(rows) == 16
    visits = [head.title for head in board.page.heat._heads].index("探访")
    assert rows["411327103"].cells[visits].text == "1"
    assert rows["411327103"].cells[visits].mark == "▼▼"
    assert rows["411327103"].cells[visits].words == "饶良镇 探访人次 1 人次，目标 160，严重滞后"
    case, silent = rows["411327103"].cells[visits + 1], rows["411327113"].cells[visits]
    assert (case.text, case.words) == ("—", "饶良镇 个案：尚无数据")
    assert (silent.text, silent.words.partition("：")[2]) == ("—", "数据不足"), "that station has sent nothing"


def test_the_original_period_is_one_key_away(county, board, qtbot):
    page = board.page
    page.period.setFocus()
    press(page.period, Key.Key_Right)
    quiet(qtbot, board.jobs)
    assert page.header().context == "2022 年度・原合同期・截至 2023-06-14"
    assert "2023-08-31" in page._until.text()


def test_a_number_leads_to_its_records_with_keys_only(board, qtbot):
    page = board.page
    assert page.isAncestorOf(QApplication.focusWidget())
    while QApplication.focusWidget() is not page.table:
        press(QApplication.focusWidget(), Key.Key_Tab)
    press(page.table, Key.Key_Home, Key.Key_Down, Key.Key_Return)
    quiet(qtbot, board.jobs)
    assert board.page_id == "why"
    assert board.page.tabs.findChild(QWidget, "tab_counted").text() == "计入 2"
    board.back()
    quiet(qtbot, board.jobs)
    assert page.table.current_id == "ind_visit"
    page.heat.setFocus()
    press(page.heat, Key.Key_Right, *[Key.Key_Down] * 4, Key.Key_Return)
    quiet(qtbot, board.jobs)
    assert board.page.header().title == "探访人次・饶良镇"


def test_a_station_sees_its_own_row_and_the_countys_promise(county, qtbot):
    window = county.rooms(qtbot, county.stations[0])
    page = go(qtbot, window, "indicators")
    rows = page.table.records.rows
    assert rows[VISITS].cells[2] == "1 人次"
    assert rows[9].cells[2] == "由县中心统一计数"
    assert not hasattr(page, "heat")
    bars = page.findChildren(PaceBar)
    assert bars[0].accessibleName().startswith("探访 1 / 160 人次")
    press(bars[0], Key.Key_Return)
    quiet(qtbot, window.jobs)
    assert window.page.header().title == "探访人次・饶良镇"


def test_giving_up_the_file_name_writes_nothing(board, qtbot):
    ask.answers.append(None)
    board.findChild(QWidget, "indicators_pdf").click()
    quiet(qtbot, board.jobs)
    assert ask.asked[-1] == "存到哪里"


def cut_cells(table) -> list[str]:
    """Name the words of a table that have no room in their cell."""
    gap, found = 2 * scale(10), []
    for row in table.records.rows:
        for place, (column, cell) in enumerate(zip(table.records.columns, row.cells, strict=True)):
            if not isinstance(cell, str):
                continue
            width = table.columnWidth(place) - gap
            lines = paint.lines_of(cell, fonts.font(14), width) if column.wrap else [cell]
            metrics = fonts.metrics(14, column.kind == "strong")
            wide = max(metrics.horizontalAdvance(line.rstrip("・")) for line in lines)
            if wide > width or len(lines) * metrics.height() > table.rowHeight(0):
                found.append(f"{cell}: {len(lines)} lines, {wide} > {width}")
    return found


@pytest.mark.parametrize(("size", "width"), [(14, 1366), (14, 1093), (18, 1366), (22, 1366)])
def test_what_was_promised_and_done_is_read_whole(county, board, qtbot, size, width):
    theme.apply(theme.LIGHT, size)
    board.resize(width, 557 if width < 1366 else 696)
    table = board.page.table
    long = "1106 个、1445 节・16/16 站"
    table.show_rows([replace(row, cells=(*row.cells[:2], long, row.cells[3])) for row in table.records.rows])
    settle()
    assert cut_cells(table) == []


@pytest.mark.parametrize("size", [14, 22])
def test_nothing_is_cut_and_everything_has_a_name(county, qtbot, size):
    theme.apply(theme.LIGHT, size)
    for desk in (county.centre, county.stations[0]):
        window = county.rooms(qtbot, desk)
        page = go(qtbot, window, "indicators")
        settle()
        assert cut_labels(page) == []
        assert cut_cells(page.table) == []
        assert nameless(page) == []
