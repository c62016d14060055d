"""逐条查看 and 交接单: what stands behind the number, how far it really is, and the sheet that goes with the stick."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import ask, theme
from sheqi_desktop.gui.pages import printing
from sheqi_desktop.operations.accept_bundle import accept_bundle
from sheqi_desktop.operations.seal_bundle import file_fingerprint, seal_bundle
from tests.gui.pages.bundle_world import County, go, quiet
from tests.gui.pages.station_world import a_person
from tests.gui.pages.test_fits import cut

Key = Qt.Key


@pytest.fixture
def county(tmp_path):
    made = County(tmp_path)
    made.write_visits()
    yield made
    made.close()


def ways(page) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in page._lines.values():
        found[one.way_words] = found.get(one.way_words, 0) + 1
    return found


def words_of(data: bytes) -> str:
    pages = pypdfium2.PdfDocument(data)
    return "".join(page.get_textpage().get_text_range() for page in pages).replace("\r\n", "")


def test_the_lines_behind_the_number_and_how_far_each_is(county, qtbot, tmp_path):
    station, centre = county.stations[0], county.centre
    window = county.rooms(qtbot, station)
    review = go(qtbot, window, "bundles")
    number = review._review.total
    window.findChild(QWidget, "export_look").click()
    quiet(qtbot, window.jobs)
    page = window.page
    assert window.page_id == "unsent"
    assert len(page.table.records.rows) == number == 2
    assert ways(page) == {"本机": 2}
    assert {row.cells[3] for row in page.table.records.rows} == {"新增"}

    made = seal_bundle(station, centre.station, tmp_path)
    page.recompute()
    quiet(qtbot, window.jobs)
    assert ways(page) == {"已装包": 2}, "exported is not received"
    assert page.means.isVisible()
    assert page.means.text().startswith("已装包：已经写进导出的数据包")
    cell = page.table.records.index(0, 5)
    assert "不用再做什么" in page.table.records.data(cell, Qt.ItemDataRole.ToolTipRole)
    assert cut(page) == []
    assert len(page.table.records.rows) == 2

    accept_bundle(centre, made.path)
    accept_bundle(station, seal_bundle(centre, station.station, tmp_path).path)
    a_person(station, "李桂英", village=f"{station.station}901")
    page.recompute()
    quiet(qtbot, window.jobs)
    assert ways(page) == {"已收": 2, "本机": 1}
    assert "李桂英" in page.table.records.rows[0].cells[0].top
    page.chips.choose("received")
    page._fill()
    assert len(page.table.records.rows) == 2
    page.table.choose(page.table.records.rows[0].id)
    QTest.keyClick(page.table, Key.Key_Return)
    quiet(qtbot, window.jobs)
    assert window.page_id in ("visit_form", "client_form")


def test_the_sheet_names_number_file_fingerprint_count_and_who(county, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(printing, "printers", list)  # no printer hangs on a test machine
    window = county.rooms(qtbot, county.stations[0])
    page = go(qtbot, window, "bundles")
    stick = tmp_path / "stick"
    stick.mkdir()
    ask.answers.append(stick)
    page.submit()
    quiet(qtbot, window.jobs)
    (file,) = stick.iterdir()
    sheet = tmp_path / "交接单.pdf"
    ask.answers.append(sheet)
    page.done.sheet.click()
    quiet(qtbot, window.jobs)
    quiet(qtbot, window.jobs)
    words = words_of(Path(sheet).read_bytes())
    assert file.name in words
    assert "饶良镇 A 机 第 1 号" in words
    digits = file_fingerprint(page._made.sha256)
    assert digits.replace(" ", "") in words.replace(" ", "")
    for said in ("合计 2 项", "交出人签名", "收到人签名", "张敏", county.centre.place.name, "已导出不等于已收"):
        assert said in words


@pytest.mark.parametrize(("size", "width", "height"), [(14, 1366, 696), (14, 1093, 557), (22, 1366, 696)])
def test_nothing_is_cut(county, qtbot, size, width, height):
    theme.apply(theme.LIGHT, size)
    window = county.rooms(qtbot, county.stations[0])
    window.resize(width, height)
    page = go(qtbot, window, "unsent")
    assert cut(page) == []
    page.chips.choose("received")
    page._fill()
    assert page.list.empty.isVisible()
    assert cut(page) == []
    window.findChild(QWidget, "unsent_exchanges").click()
    quiet(qtbot, window.jobs)
    assert window.page_id == "exchanges"
