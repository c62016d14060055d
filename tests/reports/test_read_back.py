"""What was put on a paper is read back from it, rare names and hostile words included; nothing else is in the file."""

from __future__ import annotations

import builtins
import io
import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import openpyxl
import pytest

from sheqi_desktop.domain.counting.table import county_table
from sheqi_desktop.domain.form import Field, Form
from sheqi_desktop.operations.print_codes import CodeLine, print_codes
from sheqi_desktop.operations.print_recovery import print_recovery
from sheqi_desktop.reports.case_file import Line, bind
from sheqi_desktop.reports.county_report import CountyContext, county_pdf, county_xlsx
from sheqi_desktop.reports.handover_sheet import Handover, SheetFile, handover_sheet
from sheqi_desktop.reports.import_sheet import LeftLine, write_template
from sheqi_desktop.reports.ledger import LedgerContext, LedgerRow, write_ledger
from sheqi_desktop.reports.paper import print_record
from sheqi_desktop.reports.return_sheet import ReturnList, return_sheet
from sheqi_desktop.store.recovery import print_code, read_code
from tests.domain.counting.rows import END, the_contract
from tests.reports.papers import (
    HOSTILE,
    PRINTED_AT,
    World,
    a_client,
    a_visit,
    context,
    fonts,
    form_of,
    forms,
    page_texts,
    squeezed,
    text_of,
    words,
)
from tests.reports.test_county_report import reached

RARE = ["王𬭎", "龙䶮", "𬱖𫖯", "㛃玉", "买买提·艾力", "欧阳𨱏", "单䶮芬"]
"""Names of people who live today and whose letters lie far out in the tables."""
WRITTEN = ("text", "memo")
NEVER_IN = (b"/URI", b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/Annot", b"/GoToR")
MADE = date(2023, 6, 14)
SECRET = bytes(range(16))


PAPERS = sorted(
    (name, paper.id) for (name, _), form in forms().items() for paper in form.papers if paper.kind != "back"
)
LEDGERS = sorted(name for (name, _), form in forms().items() if form.ledger)


def newest(name: str) -> Form:
    return forms()[name, max(version for kind, version in forms() if kind == name)]


# ------------------------------------------------------------------------------ sheets of a machine
def recovery(name: str) -> bytes:
    return print_recovery(print_code(SECRET), name, MADE)


def codes(name: str) -> bytes:
    people = [CodeLine(name, "站负责人", "ABCD-EFGH-2345"), CodeLine("李强", "驻站社工", "JKLM-NPQR-6789")]
    return print_codes(f"{name}镇 A 机", "DJ-411327103-A.sqinv", "4821 0937 6650 1184 2759", people, "2023-07-14", MADE)


def handover(name: str) -> bytes:
    file = SheetFile("SQ-411327103-A-000012.sqb", "1.2 MB", "4821 0937 6650 1184 2759")
    said = Handover(
        title=f"{name}镇社工站数据包交接单", machine="A 机", number="第 12 号", to=name, by=name, at="2023-06-14 15:20",
        as_of="2023-06-14", files=(file,), counts=((name, 3, 1), ("探访记录", 12, 0)), attachments="没有照片和扫描件",
    )  # fmt: skip
    return handover_sheet(said, fonts())


def returns(name: str) -> bytes:
    files = ("SQ-411327000-A-000012-forA.sqb", "SQ-411327000-A-000013-forB.sqb")
    return return_sheet(ReturnList("回传包清单", name, "2023-06-14 15:20", ((f"{name}镇", files),) * 40), fonts())


def county(name: str) -> bytes:
    outcome = reached()
    return county_pdf(outcome, county_table(outcome), CountyContext(name, PRINTED_AT, END), fonts())


def bound(name: str) -> bytes:
    facts = [("服务对象", name), ("社工", name)]
    return bind("个案档案", facts, [Line(name, number="411327101-GA-2023-A0001")], context(), fonts()).data


SHEETS: dict[str, Callable[[str], bytes]] = {
    "恢复单": recovery, "一次性代码单": codes, "交接单": handover, "回传包清单": returns,
    "县结果表": county, "卷宗封面和目录": bound,
}  # fmt: skip
SHEET_CELLS = [(sheet, name) for sheet in SHEETS for name in RARE]


@pytest.mark.parametrize(("sheet", "name"), SHEET_CELLS, ids=[f"{s}-{n}" for s, n in SHEET_CELLS])
def test_a_rare_name_is_read_back_from_the_sheet(sheet: str, name: str):
    assert squeezed(name) in text_of(SHEETS[sheet](name))


def test_the_recovery_code_read_from_the_paper_is_the_secret_again():
    data = recovery("桥头镇 A 机")
    groups = dict(re.findall(r"(?m)^(10|[1-9])\s+(\d{4})\s*$", "\n".join(page_texts(data)).replace("\r", "")))
    assert read_code(" ".join(groups[str(place)] for place in range(1, 11))) == SECRET
    said = text_of(data)
    assert "工作区：桥头镇A机" in said
    assert "制作日期：2023-06-14" in said


def test_everybodys_code_and_the_fingerprint_are_read_back():
    said = text_of(codes("赵河"))
    for told in ("4821 0937 6650 1184 2759", "赵河（站负责人）", "ABCD-EFGH-2345", "李强（驻站社工）", "JKLM-NPQR-6789",
                 "DJ-411327103-A.sqinv，2023-07-14前有效", "赵河镇 A 机"):  # fmt: skip
        assert squeezed(told) in said, told


def test_every_cell_of_the_county_table_is_read_back():
    outcome = reached()
    rows = county_table(outcome)
    said = text_of(county("林主任"))
    assert all(squeezed(one.plan_text) in said for one in the_contract().indicators)
    for row in rows:
        if row.scope == "station" and row.target_each:
            assert f"{row.actual}/{row.target_each}{row.rate_pct}%" in said, row
    book = openpyxl.load_workbook(io.BytesIO(county_xlsx(outcome, rows, CountyContext("𬭎", PRINTED_AT, END))))
    assert any("𬭎" in str(cell.value) for sheet in book for line in sheet.iter_rows() for cell in line)


# ------------------------------------------------------------------------------ 登记表, 探访记录表
@pytest.mark.parametrize("name", RARE)
def test_a_rare_name_is_read_back_from_the_file_and_the_visit(name: str):
    client = a_client(name=name, contact2_name=name, address_detail=f"{name}家西侧第三户")
    visit = a_visit(summary=f"{name}在家，精神好，药还剩三天，已联系村医。", companions=name)
    seen = context(masks=False, facts=World(wang=client), printed_by=name)
    made = [
        print_record(newest("client"), "", client, seen, fonts()),
        print_record(newest("visit"), "", visit, seen, fonts()),
    ]
    assert [one.warnings for one in made] == [(), ()]
    filed, visited = (text_of(one.data) for one in made)
    assert filed.count(squeezed(name)) >= 4
    assert f"{squeezed(name)}家西侧第三户" in filed
    assert visited.count(squeezed(name)) >= 4
    assert f"{squeezed(name)}在家，精神好" in visited


# ------------------------------------------------------------------------------ hostile words everywhere
def typed(form: Form, said: str) -> dict[str, Any]:
    """Answer every text of a form, and every text of a row of each list, with the same words."""
    answers: dict[str, Any] = {"doc_no": "411327101-XX-2023-A0001"}
    for one in form:
        if one.type in WRITTEN:
            answers[one.id] = fitting(one, said)
        elif one.type == "rows":
            answers[one.id] = [{"id": "r1"} | {c.id: fitting(c, said) for c in one.columns if c.type in WRITTEN}]
    return answers


def fitting(one: Field, said: str) -> str:
    return said[: one.size or len(said)]


@cache
def everything_is_loaded() -> None:
    """Print everything once: the faces are read when they are first needed."""
    recovery("一")
    for name, paper in PAPERS:
        print_record(newest(name), paper, typed(newest(name), "一"), context(masks=False), fonts())


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Remember what anything opens from now on."""
    everything_is_loaded()
    found: list[object] = []
    monkeypatch.setattr(builtins, "open", lambda *given, **more: found.append(given))
    return found


@pytest.mark.parametrize("sheet", SHEETS)
def test_hostile_words_on_a_sheet_are_only_letters(sheet: str, opened: list[object]):
    for said in HOSTILE:
        data = SHEETS[sheet](said)
        assert squeezed(said) in text_of(data), said
        assert not [sign for sign in NEVER_IN if sign in data], said
    assert opened == []


@pytest.mark.parametrize(("name", "paper"), PAPERS, ids=[f"{name}-{paper}" for name, paper in PAPERS])
def test_hostile_words_in_every_text_of_every_paper_are_only_letters(name: str, paper: str, opened: list[object]):
    form = newest(name)
    shown = stands_on(form, paper)
    for said in HOSTILE:
        made = print_record(form, paper, typed(form, said), context(masks=False), fonts())
        assert not shown or squeezed(said)[:12] in text_of(made.data), said
        assert not [sign for sign in NEVER_IN if sign in made.data], said
    assert opened == []


def stands_on(form: Form, paper: str) -> set[str]:
    """Name the texts that stand on a paper as they are."""
    found = form.paper(paper)
    cells = [cell for row in found.rows for cell in row.cells] if found else []
    return {cell.field for cell in cells if cell.field in form and form.field(cell.field).type in WRITTEN}


@pytest.mark.parametrize("name", LEDGERS)
def test_hostile_words_in_every_text_of_every_ledger_are_only_letters(name: str):
    form = newest(name)
    rows = [LedgerRow(typed(form, said)) for said in HOSTILE]
    seen = LedgerContext("桥头镇", HOSTILE[10], PRINTED_AT, facts=World(), form_of=form_of, words=words(), masks=False)
    left = [LeftLine(dict.fromkeys((column.header for column in form.ledger.columns), said), said) for said in HOSTILE]
    for data in (write_ledger(form, rows, seen), write_template(form, HOSTILE[10], {}, left, [HOSTILE[11]])):
        cells = [cell for sheet in openpyxl.load_workbook(io.BytesIO(data)) for line in sheet for cell in line]
        assert not [cell.coordinate for cell in cells if cell.hyperlink is not None]
        formulas = [cell.value for cell in cells if cell.data_type == "f"]
        assert all("SUM" in str(one) and "@SUM" not in str(one) for one in formulas)
        kept = {squeezed(str(cell.value)) for cell in cells if cell.value is not None}
        assert squeezed(HOSTILE[10]) in "".join(kept)
