"""表24 to 表28 on paper: filled, blank, and long; the certificate with its seal and its digits."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sheqi_desktop.reports.paper import print_blank, print_list, print_record
from tests.builders import World
from tests.reports.papers import context, fonts, form, page_texts, squeezed, text_of
from tests.volunteers import MAKERS, VOLUNTEER_KINDS, a_certificate, a_team, an_hour, paper, roll, ten

HOURS = [
    paper(f"h{n}", "volunteer_hour", an_hour(volunteer_id=f"v{n}", doc_no=f"411327101-ZF-2023-A{n:04d}"))
    for n in range(1, 6)
]
WORLD = World(records={**ten(), "team1": a_team()}, documents=HOURS)
SEEN = replace(context(), facts=WORLD)


@pytest.mark.parametrize("kind", VOLUNTEER_KINDS)
def test_a_filled_paper_and_a_blank_one_say_the_same_questions(kind: str):
    filled = print_record(form(kind), "", MAKERS[kind](), SEEN, fonts())
    blank = print_blank(form(kind), form(kind).papers[0].id, 1, None, SEEN, fonts())
    assert (filled.pages, blank.pages) == (1, 1)
    labels = [cell.label for row in form(kind).papers[0].rows for cell in row.cells if cell.label]
    for made in (filled, blank):
        assert all(label in squeezed(text_of(made.data)) for label in labels)


def test_the_sign_in_sheet_names_everybody_of_the_service_and_adds_their_hours():
    said = squeezed(text_of(print_record(form("volunteer_hour"), "", HOURS[0].answers, SEEN, fonts()).data))
    assert all(str(ten()[f"v{n}"]["name"]) in said for n in range(1, 6))
    assert "5人10.0小时" in said


def test_more_people_than_lines_go_on_over_the_page():
    many = [
        paper(f"h{n}", "volunteer_hour", an_hour(volunteer_id=f"v{n % 10 + 1}", doc_no=f"411327101-ZF-2023-A{n:04d}"))
        for n in range(1, 41)
    ]
    seen = replace(SEEN, facts=World(records=WORLD.records, documents=many))
    made = print_record(form("volunteer_hour"), "", many[0].answers, seen, fonts())
    assert made.pages > 1
    assert "40人80.0小时" in squeezed(text_of(made.data))


def test_the_roll_says_who_they_are():
    said = squeezed(text_of(print_record(form("volunteer_team"), "", a_team(members=roll(10)), SEEN, fonts()).data))
    assert "驾驶、维修" in said
    assert "154****" in said


def test_the_certificate_is_a_sentence_its_lines_and_a_check():
    answers = a_certificate(doc_no="411327101-ZM-2023-A0001")
    said = squeezed(text_of(print_record(form("service_certificate"), "", answers, SEEN, fonts()).data))
    assert "兹证明李卫国于2022年9月10日至2023年3月8日参加志愿服务1次，累计时长2.0小时，明细如下。特此证明。" in said
    assert f"411327101-ZM-2023-A0001查验码{answers['check_code']}" in said
    assert "本证明依据本单位志愿服务记录出具，可向记录单位查验。" in said
    assert "（盖章处）" in said
    assert str(answers["id_no"]) not in said


def test_the_number_of_the_national_system_is_printed_instead_of_the_identity_card():
    answers = a_certificate(national_no="4113000000123456")
    whole = replace(SEEN, masks=False)
    said = squeezed(text_of(print_record(form("service_certificate"), "", answers, whole, fonts()).data))
    assert "4113000000123456" in said
    assert str(answers["id_no"]) not in said


def test_a_replaced_certificate_says_so():
    answers = a_certificate(replaced_by="m2")
    said = squeezed(text_of(print_record(form("service_certificate"), "", answers, SEEN, fonts()).data))
    assert "本证明已被替代" in said


def test_a_notice_lists_hours_one_a_line():
    made = print_list(form("volunteer_hour"), "notice", [one.answers for one in HOURS], SEEN, fonts())
    assert "志愿服务记录公示单" in page_texts(made.data)[0]
