"""从 Excel 导入 in the window: judged, looked at, confirmed, written together; the rest is kept in a file."""

from __future__ import annotations

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sheqi_desktop.gui import ask, theme
from sheqi_desktop.operations.import_sheet import ledger_template
from sheqi_desktop.operations.people import people
from tests.gui.pages.bundle_world import drop
from tests.gui.pages.test_fits import cut
from tests.typed import number_for

Key = Qt.Key


@pytest.fixture
def sheet(desk, tmp_path):
    """Give a filled sheet: one right line, two that may be the same person, one wrong."""
    form = desk.library.form("client")
    path = tmp_path / "名单.xlsx"
    path.write_bytes(ledger_template(desk, "client"))
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    at = {cell.value: cell.column for cell in page[3] if cell.value}
    village = desk.library.places.villages_of(desk.station)[0].name
    base = {"村（居）": village, "性别": "女", "风险等级": "低", "建档日期": "2023-06-01"}
    base["主要类别"] = form.field("primary_category").vocabulary.entries[0].label
    lines = [
        base | {"姓名": "赵桂花", "证件号码": number_for(71)},
        base | {"姓名": "钱大娘", "出生日期": "1945"},
        base | {"姓名": "钱大娘", "出生日期": "1946"},
        base | {"姓名": "孙三", "建档日期": "去年"},
    ]
    for down, line in enumerate(lines):
        for heading, said in line.items():
            page.cell(5 + down, at[heading], said)
    book.save(path)
    return path


def states(page) -> list[str]:
    return [row.cells[2][0].text for row in page.table.records.rows]


def test_a_sheet_is_looked_at_confirmed_written_and_the_rest_kept(rooms, desk, sheet, tmp_path):
    rooms.go("clients")
    rooms.find("people_import").click()
    rooms.wait()
    page = rooms.page
    before = people(desk).counts["all"]
    drop(page.drop, [sheet])
    rooms.wait(quiet_ms=400)
    assert states(page) == ["存草稿", "存草稿", "要确认", "有问题"]
    assert people(desk).counts["all"] == before, "nothing is written by looking"
    assert page.write.text() == "导入 2 行"
    page.table.choose("7")
    QTest.keyClick(page.table, Key.Key_Return)
    assert states(page)[2] == "已确认"
    assert page.write.text() == "导入 3 行"
    page.submit()
    rooms.wait(quiet_ms=400)
    assert states(page) == ["已导入", "已导入", "已导入", "有问题"]
    assert people(desk).counts["all"] == before + 3
    kept = tmp_path / "left.xlsx"
    ask.answers.append(kept)
    page.left.click()
    rooms.wait(quiet_ms=400)
    (line,) = list(openpyxl.load_workbook(kept).worksheets[0].iter_rows(min_row=5, values_only=True))
    assert "孙三" in line
    assert "建档日期" in line[-1]
    page.submit()
    rooms.wait()
    assert people(desk).counts["all"] == before + 3, "a second time writes nothing"


def test_what_is_no_sheet_says_so_and_the_page_stays_usable(rooms, tmp_path):
    page = rooms.go("ledger_import", "visit")
    (tmp_path / "坏.xlsx").write_bytes(b"nothing")
    drop(page.drop, [tmp_path / "坏.xlsx"])
    rooms.wait()
    assert "E-XLS-01" in page._said.text.text()
    assert not page.write.isEnabled()
    ask.answers.append(tmp_path / "空表.xlsx")
    page.template.click()
    rooms.wait(quiet_ms=400)
    assert (tmp_path / "空表.xlsx").exists()


@pytest.mark.parametrize(("size", "width", "height"), [(14, 1366, 696), (14, 1093, 557), (22, 1366, 696)])
def test_nothing_is_cut(make_window, desk, sheet, size, width, height):
    theme.apply(theme.LIGHT, size)
    rooms = make_window(desk, width, height)
    page = rooms.go("ledger_import", "client")
    page.look_at([sheet])
    rooms.wait(quiet_ms=400)
    assert cut(page) == []
