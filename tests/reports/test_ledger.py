"""Excel lists: only text and numbers, the sums, what is closed stays closed, the sheet for importing."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from sheqi_desktop.domain.trouble import NotFound
from sheqi_desktop.reports.import_sheet import write_template
from sheqi_desktop.reports.ledger import LedgerContext, LedgerRow, write_ledger
from tests.reports.papers import HOSTILE, PRINTED_AT, World, a_client, a_visit, form, form_of, squeezed, words


def context(**said) -> LedgerContext:
    return LedgerContext(
        **{
            "station_name": "桥头镇",
            "exported_by": "张敏",
            "exported_at": PRINTED_AT,
            "facts": World(),
            "form_of": form_of,
            "words": words(),
        }
        | said
    )


def sheet_of(data: bytes):
    return openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]


def table_of(data: bytes) -> list[dict[str, object]]:
    """Give the lines below the headings, by heading."""
    lines = list(sheet_of(data).iter_rows(min_row=3, values_only=True))
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def test_the_list_has_title_unit_headings_lines_and_sums():
    data = write_ledger(form("visit"), [LedgerRow(a_visit())], context(since="2023-03-01", until="2023-03-31"))
    sheet = sheet_of(data)
    assert sheet["A1"].value == "桥头镇社工站探访台账（2023-03-01至2023-03-31）"
    assert sheet["A2"].value == "单位：社旗县桥头镇社工站    导出时间：2023-06-14 15:20    导出人：张敏"
    assert sheet["A3"].value == "序号"
    assert sheet.cell(3, sheet.max_column).value == "备注"
    assert sheet["A5"].value == "合计"
    assert sheet.freeze_panes == "A4"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert sheet["B4"].font.name == "仿宋"


def test_a_visit_is_one_line():
    line = table_of(write_ledger(form("visit"), [LedgerRow(a_visit())], context()))[0]
    assert line["序号"] == 1
    assert line["姓名"] == "王玉兰"
    assert line["年龄"] == 81
    assert line["时长（分）"] == 45
    assert line["村（居）"] == "演示村一"
    assert line["主要情况"] == "健康状况异常：血压偏高，药剩3天；居住与卫生有变化：床头插线板老化"
    assert line["社工"] == "张敏、李强"
    assert line["人次"] == 1


def test_a_person_counts_once_a_day_and_way_and_the_sums_say_so():
    visits = [
        a_visit(doc_no="1"),
        a_visit(doc_no="2", start_at="15:00", end_at="15:30"),
        a_visit(doc_no="3", mode=2),
        a_visit(doc_no="4", service_date="2023-03-09"),
        a_visit(doc_no="5", outcome=2),
    ]
    lines = table_of(write_ledger(form("visit"), [LedgerRow(one) for one in visits], context()))
    assert [line["人次"] for line in lines] == [1, 0, 1, 1, 0, 3]
    assert lines[-1]["备注"] == "人次3；户次3；份数5"


def test_other_people_and_unheard_housemates_are_not_counted():
    world = World(li=a_client(name="李四", categories=[{"id": "r", "category": "G9"}]), sun=a_client(name="孙五"))
    mates = [
        {"id": "1", "client_id": "li", "met": True, "co_note": "在家，一切正常"},
        {"id": "2", "client_id": "sun", "met": True, "co_note": "在"},
    ]
    lines = table_of(write_ledger(form("visit"), [LedgerRow(a_visit(co_clients=mates))], context(facts=world)))
    assert lines[0]["人次"] == 1


def test_what_is_restricted_or_void_shows_its_number_only():
    rows = [LedgerRow(a_visit(doc_no="A"), restricted=True), LedgerRow(a_visit(doc_no="B"), void=True)]
    lines = table_of(write_ledger(form("visit"), rows, context()))
    assert [line["编号"] for line in lines[:2]] == ["A", "B"]
    assert [line["备注"] for line in lines] == ["「限阅」", "「作废」", "人次0；户次0；份数0；另有限阅1份未计入"]
    assert {line["姓名"] for line in lines} == {None}


def test_identity_and_telephone_numbers_are_masked_text():
    data = write_ledger(form("client"), [LedgerRow(a_client(), "wang")], context())
    line = table_of(data)[0]
    assert line["证件号码"] == "4113**********123X"
    assert line["联系电话"] == "154****5678"
    plain = table_of(write_ledger(form("client"), [LedgerRow(a_client())], context(masks=False)))[0]
    assert plain["证件号码"] == "41132719410312123X"
    assert plain["联系电话"] == "15412345678"
    assert isinstance(plain["联系电话"], str)


@pytest.mark.parametrize("said", HOSTILE)
def test_what_a_record_says_is_never_a_formula_nor_a_link(said):
    visit = a_visit(**{one.id: said for one in form("visit").fields if one.type in ("text", "memo")})
    client = a_client(**{one.id: said for one in form("client").fields if one.type in ("text", "memo")})
    for name, answers in (("visit", visit), ("client", client)):
        data = write_ledger(form(name), [LedgerRow(answers)], context(masks=False))
        cells = [cell for line in sheet_of(data).iter_rows() for cell in line if cell.value is not None]
        assert all(cell.data_type != "f" and cell.hyperlink is None for cell in cells)
        assert squeezed(said) in {squeezed(str(cell.value)) for cell in cells}
        raw = zipfile.ZipFile(io.BytesIO(data))
        assert b"<f>" not in raw.read("xl/worksheets/sheet1.xml")
        assert b"quotePrefix" in raw.read("xl/styles.xml")


def test_control_characters_never_reach_a_cell():
    line = table_of(write_ledger(form("visit"), [LedgerRow(a_visit(note="一\x00\x0b二\u202e三"))], context()))[0]
    assert line["备注"] == "一二三"


@pytest.mark.parametrize("name", ["visit", "client", "household"])
def test_the_same_records_give_the_same_bytes(name):
    answers = {"visit": a_visit(), "client": a_client(), "household": {"head_name": "王玉兰", "size": 2}}[name]
    assert len({write_ledger(form(name), [LedgerRow(answers)], context()) for _ in range(2)}) == 1
    assert len({write_template(form(name), "赊店镇") for _ in range(2)}) == 1


def test_demo_data_says_so():
    assert "演示数据" in sheet_of(write_ledger(form("visit"), [], context(demo=True)))["A1"].value


def test_a_form_without_a_list_is_told():
    with pytest.raises(NotFound):
        write_ledger(form("period_close"), [], context())


@pytest.mark.parametrize("name", ["visit", "client", "household"])
def test_the_sheet_for_importing_has_the_same_headings_and_hidden_names(name):
    data, filled = write_template(form(name), "赊店镇"), write_ledger(form(name), [], context())
    sheet = sheet_of(data)
    headings = [cell.value for cell in sheet_of(filled)[3]]
    assert [cell.value for cell in sheet[3]][: len(headings)] == headings
    assert sheet.row_dimensions[4].hidden
    names = [cell.value for cell in sheet[4] if cell.value]
    assert names
    assert all(one.partition("@")[0] in form(name) for one in names)
    lists = sheet.data_validations.dataValidation
    chosen = [one for one in names if "@" not in one and form(name).field(one).vocabulary]
    assert len(lists) >= len(chosen) > 0
    assert all("词表" in str(one.formula1) for one in lists)
