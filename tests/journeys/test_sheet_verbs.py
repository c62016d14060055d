"""``ledger template`` and ``ledger import`` as a script runs them: looked at, taken in, what is left in a file."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from tests.journeys.conftest import STATION
from tests.typed import number_for


def test_a_list_goes_in_by_the_command_line(office, tmp_path: Path):
    station, sheet = office.station, tmp_path / "people.xlsx"
    station.run("ledger", "template", "client", str(sheet))
    book = openpyxl.load_workbook(sheet)
    page = book.worksheets[0]
    at = {cell.value: cell.column for cell in page[3] if cell.value}
    words = [row[0].value for row in book["词表"].iter_rows(min_col=at["主要类别"], max_col=at["主要类别"])]
    villages = [row[0].value for row in book["词表"].iter_rows(min_col=at["村（居）"], max_col=at["村（居）"])]
    line = {"村（居）": villages[0], "性别": "女", "主要类别": words[0], "风险等级": "低", "建档日期": "2023-04-01"}
    for down, said in enumerate(
        (line | {"姓名": "赵桂花", "证件号码": number_for(81)}, line | {"姓名": "钱大娘", "建档日期": "去年"})
    ):
        for heading, one in said.items():
            page.cell(5 + down, at[heading], one)
    book.save(sheet)

    looked = station.run("ledger", "import", "client", str(sheet), "--preview").objects
    assert looked[-1] | {"lines": 2, "imported": 0, "draft": 1, "wrong": 1} == looked[-1]
    assert (looked[1]["line"], looked[1]["state"]) == (6, "wrong")
    left = tmp_path / "left.xlsx"
    made = station.run("ledger", "import", "client", str(sheet), "--left", str(left)).objects[-1]
    assert (made["imported"], made["handed_in"]) == (1, 0)
    assert "钱大娘" in [cell.value for cell in openpyxl.load_workbook(left).worksheets[0][5]]
    found = [one for one in station.run("list", "client").objects if one.get("doc_no", "").startswith(STATION)]
    assert len(found) == 2
    station.run("ledger", "import", "client", str(sheet), status=2)
    station.refuses("ledger", "import", "client", str(tmp_path / "people.pdf"), code="E-DSK-03", status=3)
