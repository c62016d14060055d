"""小组 on paper: the plan with its own number, the roster, the sheet of attendance, a session and the summary."""

from __future__ import annotations

from typing import Any

import pytest

from sheqi_desktop.reports.paper import print_blank, print_record
from tests.builders import World, form, row_id, vocabularies
from tests.builders_groups import GROUP, a_group, a_roster, a_session, a_summary, a_whole_group
from tests.reports.papers import context, fonts, page_texts, place_of, squeezed, text_of

WEEKS = ["2023-03-01", "2023-03-02", "2023-03-03", "2023-03-06"]
PAPERS = [
    ("group", "plan", 2), ("group_roster", "roster", 1), ("group_roster", "attendance", 1),
    ("group_session", "session", 1), ("group_summary", "summary", 1), ("group_summary", "measures", 1),
]  # fmt: skip


def printed(kind: str, paper: str, answers: dict[str, Any], record: str = "") -> bytes:
    marks = (("present", "late", "excused", "absent"),) * 4
    world = World(documents=a_whole_group(GROUP, WEEKS, marks=marks))
    about = context(facts=world, words=vocabularies(), record_id=record)
    return print_record(form(kind), paper, answers, about, fonts()).data


@pytest.mark.parametrize(("kind", "paper", "pages"), PAPERS)
def test_a_blank_form_takes_the_sheets_it_is_meant_for(kind: str, paper: str, pages: int) -> None:
    blank = print_blank(form(kind), paper, 1, None, context(words=vocabularies()), fonts())
    assert blank.pages == pages


def test_the_plan_carries_the_number_of_its_group_and_jh() -> None:
    plan = printed("group", "plan", a_group(doc_no="411327101-XZ-2023-A0004"))
    said = text_of(plan)
    assert "编号：411327101-XZ-2023-A0004-JH" in said
    for words in ("小组计划书", "暖阳相伴老年互助小组", "八成组员每周与结对老人见面两次", "第4次相聚", "督导意见"):
        assert squeezed(words) in said, words


def test_the_sheet_of_attendance_lies_across_with_a_line_of_sums() -> None:
    members = [{"id": row_id(n), "name": f"组员{n}"} for n in range(1, 5)]
    sheet = printed("group_roster", "attendance", a_roster(members=members))
    said = text_of(sheet)
    assert "第1节" in said
    assert "第12节" in said
    assert "组员2迟迟迟迟4100%" in said
    assert "实到2222850%" in said
    assert place_of(sheet, "第12节")[0] > 500


def test_a_session_shows_who_came_and_who_did_not() -> None:
    answers = a_whole_group(GROUP, WEEKS, marks=(("present", "late", "excused", "absent"),) * 4)[2].answers
    said = text_of(printed("group_session", "session", dict(answers), f"{GROUP}-1"))
    for words in ("应到 4 人，实到 2 人", "√组员1", "□组员3（假）", "第1节", "手指操热身", "√大部分", "督导批注"):
        assert squeezed(words) in said, words


def test_the_summary_counts_for_itself() -> None:
    said = text_of(printed("group_summary", "summary", a_summary()))
    for words in ("实际节数4", "组员数4", "总人次8", "出席率50%"):
        assert words in said, words


def test_names_of_members_can_be_shortened_everywhere() -> None:
    answers = a_session(attendance=[{"name": "王秀兰", "mark": "present"}])
    about = context(names=False, words=vocabularies())
    text = "".join(page_texts(print_record(form("group_session"), "session", answers, about, fonts()).data))
    assert "王秀兰" not in text
    assert "王某某" in text
