"""The county result table: exactly the numbers of the counting, in the words of the contract."""

from __future__ import annotations

import io
from datetime import date, datetime
from functools import cache

import openpyxl

from sheqi_desktop.cli.tables import county_lines
from sheqi_desktop.domain.clock import COUNTY
from sheqi_desktop.domain.counting.count import count
from sheqi_desktop.domain.counting.sources import Sources
from sheqi_desktop.domain.counting.table import county_table
from sheqi_desktop.gui.pages.indicator_cells import plan_rows
from sheqi_desktop.operations.count_contract import Counted
from sheqi_desktop.reports.county_report import CountyContext, county_pdf, county_xlsx
from tests.domain.counting.county import county
from tests.domain.counting.rows import END, the_contract
from tests.reports.papers import fonts, page_texts, squeezed, text_of

CONTEXT = CountyContext("林主任", datetime(2023, 10, 12, 9, 0, tzinfo=COUNTY), END, demo=True)


@cache
def reached():
    views, workers = county()
    return count(the_contract(), Sources.of(**views), END, workers)


@cache
def visits_only(as_of: date = date(2023, 9, 30)):
    views, _ = county()
    visits = [row for row in views["visit_client"] if row.station_code != "411327101"]
    return count(the_contract(), Sources.of(visit_client=visits), as_of)


def test_paper_and_terminal_say_the_same_of_what_nobody_entered_yet():
    for as_of, paper, terminal in (
        (date(2023, 3, 31), "个案：尚无数据。", "尚无数据"),
        (date(2023, 9, 30), "个案：数据未录入。", "未达标（数据未录入）"),
    ):
        outcome = visits_only(as_of)
        rows = county_table(outcome)
        assert paper in text_of(county_pdf(outcome, rows, CONTEXT, fonts()))
        line = next(one for one in county_lines(Counted(outcome, rows)) if one.startswith("个案"))
        assert line.endswith(terminal)
        word = outcome.result("ind_case").lacking
        page = {row.id: row for row in plan_rows(outcome)}["ind_case"]
        assert (page.cells[2], [one.text for one in page.cells[3]]) == (word, [word])
        assert paper == f"个案：{word}。"


def test_every_number_of_the_county_table_stands_on_paper():
    outcome = reached()
    rows = county_table(outcome)
    data = county_pdf(outcome, rows, CONTEXT, fonts())
    text = text_of(data)
    assert "社旗县社工站服务项目合同指标完成情况表" in text
    assert "14项合同指标全部达标。" in text
    assert "16个乡镇（街道）社工站探访人次均达到160人次以上，全县合计2765人次，完成率108.0%。" in text
    assert "按第1次变更后的合同计算" in text
    assert "指导中心负责人：" in text
    for indicator in the_contract().indicators:
        assert squeezed(indicator.plan_text) in text
    for row in rows:
        if row.scope == "station" and row.target_each:
            assert f"{row.actual}/{row.target_each}{row.rate_pct}%" in text, row


def test_where_a_station_falls_short_nobody_says_all():
    outcome = visits_only()
    text = text_of(county_pdf(outcome, county_table(outcome), CONTEXT, fonts()))
    assert "16站中15站达到，未达到：桥头镇（0/160）。" in text
    assert "均达到" not in text
    assert "0/1600.0%未达标" in text
    assert "个案：数据未录入。" in text
    assert "14项合同指标中0项达标，14项未达标。" in text
    assert "全部达标" not in text


def test_the_table_is_two_sheets_and_always_the_same_bytes():
    outcome = reached()
    rows = county_table(outcome)
    data = county_pdf(outcome, rows, CONTEXT, fonts())
    assert len(page_texts(data)) == 2
    assert data == county_pdf(outcome, rows, CONTEXT, fonts())
    assert county_xlsx(outcome, rows, CONTEXT) == county_xlsx(outcome, rows, CONTEXT)


def test_the_excel_file_has_numbers_as_numbers_and_codes_as_text():
    outcome = reached()
    book = openpyxl.load_workbook(io.BytesIO(county_xlsx(outcome, county_table(outcome), CONTEXT)))
    table, stations = book.worksheets
    lines = list(table.iter_rows(min_row=3, values_only=True))
    visits = next(dict(zip(lines[0], line, strict=True)) for line in lines if line[3] == "探访人次")
    assert visits["实际达成"] == 2765
    assert visits["完成率（%）"] == 108
    assert visits["达标数"] == 16
    assert {cell.value for cell in stations["A"][3:]} >= {"411327101"}
    assert stations.max_row == 3 + 16
    assert all(cell.data_type != "f" for sheet in book for line in sheet.iter_rows() for cell in line)
