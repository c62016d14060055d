"""从 Excel 导入: every line judged as the form would, right ones saved together, wrong ones kept whole in a copy."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from sheqi_desktop.domain.sheet import sheet_columns
from sheqi_desktop.domain.trouble import NotFound, NotYours, SheetTooLarge, SheetUnreadable, SheetWithoutHead
from sheqi_desktop.operations.export_ledger import export_ledger
from sheqi_desktop.operations.import_sheet import import_lines, judge_sheet, ledger_template, left_over
from sheqi_desktop.operations.look_up import Wanted, list_records
from tests.operations.conftest import County
from tests.operations.refusing import nothing_changes
from tests.typed import a_home, a_person, number_for

DAY = "2023-03-10"
CLIENT = {
    "村（居）": "", "姓名": "赵桂花", "性别": "女", "证件号码": number_for(31), "联系电话": "13712345678",
    "主要类别": "特困", "居住状况": "独居", "自理能力": "完全自理", "风险等级": "低", "建档日期": DAY,
}  # fmt: skip


@pytest.fixture
def desk(county: County):
    made = county.station()
    county.hands.to(f"{DAY}T09:00:00")
    return made


def village(desk) -> str:
    return desk.library.places.villages_of(desk.station)[0].name


def words_for(desk, kind: str, field: str) -> str:
    return desk.library.form(kind).field(field).vocabulary.entries[0].label


def fill(desk, kind: str, path: Path, *lines: dict[str, object], more: str = "") -> Path:
    """Fill in the empty sheet as somebody in Excel would."""
    book = openpyxl.load_workbook(io.BytesIO(ledger_template(desk, kind)))
    sheet = book.worksheets[0]
    places = {cell.value: cell.column for cell in sheet[3] if cell.value}
    if more:
        places[more] = max(places.values()) + 1
        sheet.cell(3, places[more], more)
    for down, line in enumerate(lines):
        for heading, said in line.items():
            sheet.cell(5 + down, places[heading], said)
    book.save(path)
    return path


def a_line(desk, **said: object) -> dict[str, object]:
    base = CLIENT | {"村（居）": village(desk), "主要类别": words_for(desk, "client", "primary_category")}
    base |= {"自理能力": words_for(desk, "client", "self_care")}
    return {heading: one for heading, one in (base | said).items() if one is not None}


def stored(desk, kind: str):
    found = list_records(desk, Wanted(kind, stations=[desk.station], order="number", descending=False))
    return [one for one in found if one.answers.get("source") == "excel"]


def test_people_come_in_together_as_drafts_that_say_what_they_lack(desk, tmp_path):
    path = fill(desk, "client", tmp_path / "a.xlsx", a_line(desk), a_line(desk, 姓名="钱大娘", 证件号码=number_for(32)))
    with nothing_changes(desk):
        judged = judge_sheet(desk, "client", path)
    assert [(one.number, one.state) for one in judged.lines] == [(5, "draft"), (6, "draft")]
    assert any("家庭" in said for said in judged.lines[0].says)
    made = import_lines(desk, judged)
    assert (made.lines, made.handed_in) == ({5, 6}, 0)
    first = stored(desk, "client")[0]
    assert (first.name, first.status) == ("赵桂花", "draft")
    assert first.answers["source"] == "excel"
    assert [row["category"] for row in first.answers["categories"]] == [first.answers["primary_category"]]


def test_wrong_lines_say_why_and_stay_whole_in_a_copy_that_can_be_tried_again(desk, tmp_path):
    bad = a_line(desk, 姓名="孙三", 证件号码="411327194103121234", 联系电话="12", 建档日期="去年")
    lost = a_line(desk, 姓名="李四", 证件号码=4.11327194103121e17)
    path = fill(desk, "client", tmp_path / "a.xlsx", bad, a_line(desk), lost, {"姓名": "周五", "我的记号": "紧着点"},
                more="我的记号")  # fmt: skip
    judged = judge_sheet(desk, "client", path)
    assert [one.state for one in judged.lines] == ["wrong", "draft", "wrong", "wrong"]
    assert "身份证号校验位不正确，请逐位核对。" in judged.lines[0].says or "建档日期" in judged.lines[0].problem
    assert "后几位已丢失" in judged.lines[2].problem
    assert judged.strange == ("我的记号",)
    made = import_lines(desk, judged)
    assert made.lines == {6}
    copy = tmp_path / "left.xlsx"
    copy.write_bytes(left_over(desk, judged, made.lines))
    sheet = openpyxl.load_workbook(copy).worksheets[0]
    heads = [cell.value for cell in sheet[3]]
    assert heads[-2:] == ["我的记号", "问题"]
    lines = [{head: cell.value for head, cell in zip(heads, row, strict=True)} for row in sheet.iter_rows(min_row=5)]
    assert [line["姓名"] for line in lines] == ["孙三", "李四", "周五"]
    assert lines[0]["证件号码"] == "411327194103121234"
    assert lines[2]["我的记号"] == "紧着点"
    assert all(line["问题"] for line in lines)
    again = judge_sheet(desk, "client", copy)
    assert [one.state for one in again.lines] == ["wrong", "wrong", "wrong"]
    assert len(stored(desk, "client")) == 1


def test_the_same_person_is_refused_by_number_and_asked_about_by_name(desk, tmp_path):
    a_person(desk, a_home(desk), 41, name="王玉兰")
    again = a_line(desk, 姓名="王玉兰", 证件号码=number_for(41))
    twice = a_line(desk, 姓名="赵一", 证件号码=number_for(42))
    without = a_line(desk, 姓名="吴老太", 证件号码=None, 出生日期="1945")
    path = fill(desk, "client", tmp_path / "a.xlsx", again, twice, twice | {"姓名": "赵乙"}, without,
                without | {"出生日期": "1946"}, without)  # fmt: skip
    judged = judge_sheet(desk, "client", path)
    assert [one.state for one in judged.lines] == ["wrong", "draft", "wrong", "draft", "ask", "wrong"]
    assert "本站已有该身份证号的档案：王玉兰" in judged.lines[0].problem
    assert "本表第6行" in judged.lines[2].problem
    assert "本站可能已有此人：吴老太" in judged.lines[4].problem
    assert "和第8行完全一样" in judged.lines[5].problem
    assert import_lines(desk, judged).lines == {6, 8}, "what was not confirmed does not come in"


def test_a_confirmed_line_comes_in_with_the_confirmation_kept(desk, tmp_path):
    without = a_line(desk, 姓名="吴老太", 证件号码=None, 出生日期="1945")
    path = fill(desk, "client", tmp_path / "a.xlsx", without, without | {"出生日期": "1946"})
    judged = judge_sheet(desk, "client", path)
    assert import_lines(desk, judged, {6}).lines == {5, 6}
    assert any("may_be_the_same_person" in str(one.answers.get("_confirmed")) for one in stored(desk, "client"))


def test_visits_find_their_person_and_are_handed_in_when_nothing_lacks(desk, tmp_path):
    a_person(desk, a_home(desk), 51, name="王玉兰")
    form = desk.library.form("visit")
    normal = next(one.label for one in form.field("f_health").vocabulary if one.name == "normal")
    findings = {
        column.header: normal
        for column in sheet_columns(form)
        if column.answer.startswith("f_") and "_child_" not in column.answer and not column.answer.endswith("_note")
    }
    line = findings | {
        "日期": DAY, "姓名": "王玉兰", "方式": "居家探访（入户）", "社工": "张敏", "开始": "09:10", "结束": "09:50",
        "结果": form.field("outcome").vocabulary.entries[0].label,
        "探访类别": "定期探访", "风险信号": "无", "服务内容": "陪伴聊天",
        form.field("summary").label_with_unit: "上午到家，老人在院里晒太阳，精神不错，量了血压，约好下周再来看她。",
    }  # fmt: skip
    heads = {column.header for column in sheet_columns(form)}
    line = {head: said for head, said in line.items() if head in heads}
    path = fill(desk, "visit", tmp_path / "v.xlsx", line, line | {"姓名": "没有这个人"},
                {"日期": DAY, "姓名": "王玉兰", "方式": "电话"})  # fmt: skip
    judged = judge_sheet(desk, "visit", path)
    assert [one.state for one in judged.lines][1:] == ["wrong", "wrong"], judged.lines
    assert "请先建档" in judged.lines[1].problem
    assert judged.lines[0].state in ("ready", "ask"), judged.lines[0].problem
    made = import_lines(desk, judged, {5})
    assert made.handed_in == 1
    assert stored(desk, "visit")[0].status == "submitted"


def test_a_list_of_ones_own_is_read_by_its_headings(desk, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["我的名单"])
    book.active.append(list(a_line(desk)))
    book.active.append([str(one) for one in a_line(desk).values()])
    book.active.append(["合计", "1人"])
    book.save(tmp_path / "own.xlsx")
    judged = judge_sheet(desk, "client", tmp_path / "own.xlsx")
    assert [one.state for one in judged.lines] == ["draft"]


def test_a_ledger_that_was_taken_out_is_not_taken_in_again_masked(desk, tmp_path):
    a_person(desk, a_home(desk), 61)
    path = tmp_path / "out.xlsx"
    path.write_bytes(export_ledger(desk, "client", reason="报民政所半年台账"))
    judged = judge_sheet(desk, "client", path)
    assert {one.state for one in judged.lines} == {"wrong"}
    assert "遮住中间几位" in judged.lines[0].problem


@pytest.mark.parametrize("kind", ["household", "activity", "volunteer", "media_report", "referral", "survey"])
def test_every_form_with_a_ledger_has_a_sheet_that_can_be_read(desk, tmp_path, kind):
    path = tmp_path / "t.xlsx"
    path.write_bytes(ledger_template(desk, kind))
    assert judge_sheet(desk, kind, path).lines == ()
    with pytest.raises(NotFound):
        ledger_template(desk, "period_close")


def test_what_is_no_sheet_of_ours_is_refused_in_words(desk, tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"not a sheet")
    with pytest.raises(SheetUnreadable):
        judge_sheet(desk, "client", tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "b.xlsx", "w") as packed:
        packed.writestr("xl/worksheets/sheet1.xml", "nothing")
    with pytest.raises(SheetUnreadable):
        judge_sheet(desk, "client", tmp_path / "b.xlsx")
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (60 << 20))
    with pytest.raises(SheetTooLarge):
        judge_sheet(desk, "client", tmp_path / "bomb.xlsx")
    book = openpyxl.Workbook()
    book.active.append(["别的", "东西"])
    book.save(tmp_path / "c.xlsx")
    with pytest.raises(SheetWithoutHead):
        judge_sheet(desk, "client", tmp_path / "c.xlsx")


def test_the_centre_takes_in_no_records_of_stations(county: County, tmp_path):
    centre = county.centre()
    with pytest.raises(NotYours):
        judge_sheet(centre, "client", tmp_path / "none.xlsx")
