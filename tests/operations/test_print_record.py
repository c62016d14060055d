from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from sheqi_desktop.domain.trouble import NotYours, ReasonTooShort
from sheqi_desktop.operations.export_ledger import export_ledger
from sheqi_desktop.operations.import_sheet import ledger_template
from sheqi_desktop.operations.open_form import open_form
from sheqi_desktop.operations.preview import each_sheet
from sheqi_desktop.operations.print_choices import PrintChoices
from sheqi_desktop.operations.print_record import papers_for, print_answers, print_blank, print_record
from sheqi_desktop.operations.visits import visits
from sheqi_desktop.store import journal
from tests.desks import Hands
from tests.gui.pages.station_world import a_desk, fill
from tests.operations.test_restricted import as_

HOSPITAL = "报县医院住院手续"


@pytest.fixture
def world(tmp_path: Path):
    hands = Hands("2023-05-01T09:00:00")
    desk = a_desk(tmp_path, hands)
    yield desk, fill(desk, hands)
    desk.close()


def words(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return "".join(document[n].get_textpage().get_text_range() for n in range(len(document)))
    finally:
        document.close()


def test_a_visit_is_printed_on_its_own_paper(world):
    desk, _ = world
    record = visits(desk).ids[0]
    printed = print_record(desk, "visit", record)
    assert "居家探访记录表" in words(printed.data)
    assert "万喜来" in words(printed.data)
    assert papers_for(desk, "visit")[0].title == "居家探访记录表"


def test_numbers_are_masked_unless_a_reason_is_given(world):
    desk, people = world
    assert "154****6207" in words(print_record(desk, "client", people["王秀兰"]).data)
    with pytest.raises(ReasonTooShort):
        print_record(desk, "client", people["王秀兰"], PrintChoices(masked=False))
    open_ = print_record(desk, "client", people["王秀兰"], PrintChoices(masked=False, reason=HOSPITAL))
    assert "15437906207" in words(open_.data)


def test_a_form_being_typed_can_be_seen_on_paper(world):
    desk, people = world
    opened = open_form(desk, "visit", "", {"client_id": people["王秀兰"]})
    assert "待签" in words(print_answers(desk, "visit", opened.draft.answers).data)


def test_a_form_being_typed_is_masked_as_a_saved_one_is(world):
    desk, people = world
    answers = open_form(desk, "client", people["王秀兰"]).draft.answers
    assert "154****6207" in words(print_answers(desk, "client", answers).data)
    with pytest.raises(ReasonTooShort):
        print_answers(desk, "client", answers, PrintChoices(masked=False))
    evaluator = as_(desk, "w-x", ("evaluator", desk.station))
    with pytest.raises(NotYours):
        print_answers(evaluator, "client", answers, PrintChoices(masked=False, reason=HOSPITAL))
    open_ = words(print_answers(desk, "client", answers, PrintChoices(masked=False, reason=HOSPITAL)).data)
    assert "15437906207" in open_
    with desk.read() as read:
        last = next(iter(journal.entries(read)))
    assert (last.what, last.detail["reason"]) == ("print", HOSPITAL)


def test_a_form_being_typed_can_be_printed_without_names(world):
    desk, people = world
    answers = open_form(desk, "visit", "", {"client_id": people["王秀兰"]}).draft.answers
    assert "王秀兰" in words(print_answers(desk, "visit", answers).data)
    assert "王秀兰" not in words(print_answers(desk, "visit", answers, PrintChoices(names=False)).data)


def test_blank_forms_carry_numbers_nobody_else_gets(world):
    desk, _ = world
    made = print_blank(desk, "visit", 2, reserve=True)
    assert len(set(made.numbers)) == 2
    assert made.numbers[0] in words(made.data)


def test_the_preview_draws_the_very_sheet(world):
    desk, _ = world
    record = visits(desk).ids[0]
    sheets = list(each_sheet(print_record(desk, "visit", record).data, 72))
    assert sheets
    assert len(sheets[0].rgb) == sheets[0].width * sheets[0].height * 3


def test_a_ledger_leaves_only_with_a_reason_and_masked(world):
    desk, _ = world
    with pytest.raises(ReasonTooShort):
        export_ledger(desk, "client")
    book = openpyxl.load_workbook(BytesIO(export_ledger(desk, "client", reason="报民政所半年台账")))
    cells = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value is not None]
    assert "王秀兰" in cells
    assert not any("15437906207" in cell for cell in cells)
    assert ledger_template(desk, "visit").startswith(b"PK")
