"""户籍地 is a place of the county by its code and words beside it (domain 01 §2); what was once a text is kept."""

from __future__ import annotations

import openpyxl
import pypdfium2
import pytest

from sheqi_desktop.domain.fieldtype import value_problem
from sheqi_desktop.operations.import_sheet import import_lines, judge_sheet
from sheqi_desktop.operations.look_up import Wanted, get, list_records
from sheqi_desktop.operations.people import people
from sheqi_desktop.operations.print_record import print_record
from sheqi_desktop.operations.refs import find, name_of
from tests.operations.conftest import County
from tests.typed import a_home, a_person, number_for


@pytest.fixture
def desk(county: County):
    made = county.station()
    county.hands.to("2023-03-10T09:00:00")
    return made


def village_elsewhere(desk):
    places = desk.library.places
    return next(one for one in places.villages if one.station != desk.station)


def printed(desk, record: str) -> str:
    document = pypdfium2.PdfDocument(print_record(desk, "client", record).data)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return "".join(text.split())


def test_a_village_of_another_township_is_chosen_kept_as_its_code_printed_and_found(desk):
    there = village_elsewhere(desk)
    town = desk.library.places.station(there.station).name
    assert there.code in [one.id for one in find(desk, "region", there.name)]
    record = a_person(desk, a_home(desk), 41, hukou_region=there.code, hukou_note="东头第二家")
    kept = get(desk, record).answers
    assert (kept["hukou_region"], kept["hukou_note"]) == (there.code, "东头第二家")
    assert f"户籍地{town}{there.name}东头第二家" in printed(desk, record)
    for typed in (there.name, "东头第二家"):
        assert [row.record for row in people(desk, typed).rows] == [record], typed


def test_a_file_of_before_the_list_reads_prints_and_is_found_as_it_was_written(desk):
    old = "南阳方城券桥"
    record = a_person(desk, a_home(desk), 42, hukou_region=old)
    field = desk.library.form("client").field("hukou_region")
    assert value_problem(old, field) is None
    named = name_of(desk, "region", old)
    assert named is not None
    assert named.text == old
    assert f"户籍地{old}" in printed(desk, record)
    assert [row.record for row in people(desk, "方城").rows] == [record]


def test_an_old_list_brings_the_place_by_its_name_and_what_lies_outside_in_words(desk, tmp_path):
    there = village_elsewhere(desk)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["姓名", "性别", "证件号码", "村（居）", "户籍地", "建档日期"])
    village = desk.library.places.villages_of(desk.station)[0].name
    for nth, written in enumerate((f"河南省社旗县{there.name}5组", "湖北省襄阳市", ""), start=71):
        sheet.append([f"赵桂{'花香兰'[nth - 71]}", "女", number_for(nth), village, written, "2023-03-10"])
    for line in range(2, 5):
        sheet.cell(line, 7, desk.library.form("client").field("primary_category").vocabulary.entries[0].label)
        sheet.cell(line, 8, "低")
    sheet.cell(1, 7, "主要类别")
    sheet.cell(1, 8, "风险等级")
    path = tmp_path / "old.xlsx"
    book.save(path)
    judged = judge_sheet(desk, "client", path)
    assert [(one.state, one.problem.count("户籍地")) for one in judged.lines] == [("draft", 0)] * 3
    import_lines(desk, judged)
    found = list_records(desk, Wanted("client", stations=[desk.station]))
    told = {
        one.name: (one.answers.get("hukou_region"), one.answers.get("hukou_note"))
        for one in found
        if one.answers.get("source") == "excel"
    }
    assert told == {"赵桂花": (there.code, "5组"), "赵桂香": (None, "湖北省襄阳市"), "赵桂兰": (None, None)}
