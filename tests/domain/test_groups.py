"""小组: states that follow from documents and steps, who counts, and the boundaries of the contract."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sheqi_desktop.domain.counting.figures import session_figures
from sheqi_desktop.domain.document import Document, Documents
from sheqi_desktop.domain.records.group import (
    GROUP,
    group_rows,
    group_session_rows,
    sessions_waiting,
    shortfalls,
    state_of,
)
from sheqi_desktop.domain.records.group_file import GroupFile
from sheqi_desktop.domain.records.group_tasks import group_tasks
from tests.builders import row_id
from tests.builders_groups import a_paper, a_session, a_whole_group
from tests.domain.counting.rows import END, codes, counted

WEEKS = ["2023-03-01", "2023-03-08", "2023-03-15", "2023-03-22", "2023-03-29"]
TWO_CAME = ("present", "late", "excused", "absent")
ALL = ("present",) * 4


def file_of(papers: list[Document], name: str = "A0001") -> GroupFile:
    documents = Documents(papers)
    group = documents.get(name)
    assert group
    return GroupFile.among(documents, group)


def moved(papers: list[Document], *steps: str) -> list[Document]:
    rows = [{"id": row_id(n), "move": step, "at": f"2023-04-{n:02d}T09:00:00+08:00"} for n, step in enumerate(steps, 1)]
    return [replace(papers[0], answers={**papers[0].answers, "moves": rows}), *papers[1:]]


def outcome(*groups: list[Document], as_of: date = END) -> Any:
    documents = Documents([paper for papers in groups for paper in papers])
    return counted(as_of=as_of, group=group_rows(documents), group_session=group_session_rows(documents))


# ------------------------------------------------------------------------------ states
def test_a_group_goes_from_plan_to_completion_by_its_documents() -> None:
    group = a_whole_group("A0001", WEEKS[:4])
    plan, roster, *sessions, summary = group
    draft = replace(plan, confirmed=None, status="draft", first_signed_at=None)
    steps = [
        ("draft", [draft]),
        ("submitted", [replace(plan, first_signed_at=None)]),
        ("approved", [plan]),
        ("recruiting", [plan, roster]),
        ("running", [plan, roster, *sessions[:1]]),
        ("running", [plan, roster, *sessions[:3]]),
        ("ended", [plan, roster, *sessions]),
        ("summary_submitted", [plan, roster, *sessions, replace(summary, first_signed_at=None)]),
        ("completed", group),
    ]
    assert [state_of(file_of(papers)) for _, papers in steps] == [state for state, _ in steps]


def test_a_draft_of_a_session_starts_nothing() -> None:
    plan, roster, session, *_ = a_whole_group("A0001", WEEKS[:1], summed_up=False)
    assert state_of(file_of([plan, roster, replace(session, confirmed=None, status="draft")])) == "recruiting"


@pytest.mark.parametrize(
    ("held", "steps", "state"),
    [
        (0, ["recruit"], "recruiting"),
        (0, ["cancel"], "cancelled"),
        (2, ["end_early"], "ended"),
        (2, ["terminate"], "terminated"),
    ],
)
def test_a_step_changes_the_state(held: int, steps: list[str], state: str) -> None:
    papers = a_whole_group("A0001", WEEKS[:held], summed_up=False)
    assert state_of(file_of(moved([papers[0], *papers[2:]], *steps))) == state


@pytest.mark.parametrize(("held", "state"), [(4, "completed"), (3, "terminated")])
def test_a_group_broken_off_is_complete_with_four_sessions_and_a_signed_summary(held: int, state: str) -> None:
    assert state_of(file_of(moved(a_whole_group("A0001", WEEKS[:held]), "terminate"))) == state


def test_a_refused_step_says_state_and_step() -> None:
    assert GROUP.why_not("running", "cancel") == "小组当前为“进行中”，不能取消。"
    assert GROUP.why_not("draft", "recruit") == "小组当前为“筹备”，不能开始招募。"
    assert GROUP.why_not("approved", "recruit") is None


# ------------------------------------------------------------------------------ the fixture of domain 08 §6
def test_four_groups_of_the_small_station_give_two_groups_and_eight_sessions() -> None:
    a = a_whole_group("A", WEEKS[:4])
    b = a_whole_group("B", WEEKS, marks=(ALL, ALL, TWO_CAME, ALL, ALL))
    c = a_whole_group("C", WEEKS[:4], signed=None)
    d = moved(a_whole_group("D", WEEKS[:3]), "end_early")
    result = outcome(a, b, c, d)
    assert result.result("ind_group").value == 2
    assert result.result("ind_group_session").value == 8
    assert codes(result.result("ind_group")) == ["NC_MIN_CHILDREN", "NC_STATUS"]
    documents = Documents([*a, *b, *c, *d])
    assert session_figures(result.result("ind_group_session"), group_rows(documents)) == (4, 3)
    files = [GroupFile.among(documents, one) for one in documents.of("group")]
    assert [sessions_waiting(file) for file in files] == [(0, 0), (0, 0), (4, 0), (0, 3)]


@pytest.mark.parametrize(("held", "groups", "sessions"), [(3, 0, 0), (4, 1, 4), (5, 1, 5)])
def test_three_sessions_are_no_group_and_four_are(held: int, groups: int, sessions: int) -> None:
    result = outcome(a_whole_group("A", WEEKS[:held]))
    assert (result.result("ind_group").value, result.result("ind_group_session").value) == (groups, sessions)


def test_four_sessions_of_which_one_is_out_of_period_are_no_group() -> None:
    result = outcome(a_whole_group("A", ["2022-08-31", *WEEKS[:3]]))
    assert result.result("ind_group").value == 0
    assert codes(result.result("ind_group")) == ["NC_MIN_CHILDREN"]
    assert outcome(a_whole_group("A", ["2022-08-31", *WEEKS[:4]])).result("ind_group_session").value == 4


def test_a_group_that_ends_after_the_contract_does_not_count() -> None:
    result = outcome(a_whole_group("A", [*WEEKS[:4], "2023-10-01"]), as_of=date(2023, 10, 31))
    assert codes(result.result("ind_group")) == ["NC_OUT_OF_PERIOD"]


def test_a_session_that_was_put_off_or_cancelled_is_no_source_row() -> None:
    papers = a_whole_group("A", WEEKS[:4])
    off = a_paper("group_session", a_session(happening="postponed", service_date="2023-04-05"), "x", "A")
    gone = a_paper("group_session", a_session(happening="cancelled", service_date="2023-04-06"), "y", "A")
    assert [row.id for row in group_session_rows(Documents([*papers, off, gone]))] == [f"A-{n}" for n in range(1, 5)]


def test_a_void_session_does_not_count_and_a_returned_summary_takes_nothing_back_once_signed() -> None:
    papers = a_whole_group("A", WEEKS[:4])
    papers[2] = replace(papers[2], voided=True)
    assert codes(outcome(papers).result("ind_group")) == ["NC_MIN_CHILDREN"]
    assert "NC_VOID" in {f.code for u in outcome(papers).result("ind_group_session").uncounted for f in u.failures}


def test_the_group_belongs_to_the_day_of_its_last_session_and_to_the_people_it_is_for() -> None:
    (row,) = group_rows(Documents(a_whole_group("A", [WEEKS[1], WEEKS[0], WEEKS[3], WEEKS[2]])))
    assert row.ended_on == date(2023, 3, 22)
    assert row.primary_category[0] == "E"
    assert row.parts == ("group_plan", "group_summary")


# ------------------------------------------------------------------------------ places, people, rates
def test_sessions_are_numbered_by_date_and_one_that_was_put_off_keeps_its_number() -> None:
    papers = a_whole_group("A0001", [WEEKS[0], WEEKS[2], WEEKS[3]])
    late = a_session(service_date="2023-03-29", postponed_from="2023-03-08", change_reason="下大雨", parent_id="A0001")
    file = file_of([*papers, a_paper("group_session", late, "late", "A0001")])
    assert [file.place_of(one) for one in ("A0001-1", "late", "A0001-2", "A0001-3")] == [1, 2, 3, 4]
    assert file.place_for("2023-03-10") == 3


def test_the_base_of_attendance_starts_on_the_day_of_joining_and_ends_with_leaving() -> None:
    papers = a_whole_group("A0001", WEEKS[:4])
    members = [
        {"id": row_id(1), "name": "组员1", "joined_on": "2023-03-01"},
        {"id": row_id(2), "name": "组员2", "joined_on": "2023-03-15"},
        {"id": row_id(3), "name": "组员3", "joined_on": "2023-03-01", "left_on": "2023-03-08"},
        {"id": row_id(4), "name": "组员4", "screen_result": 2},
    ]
    papers[1] = replace(papers[1], answers={"members": members})
    lines = {1: [1, 3], 2: [1, 3], 3: [1, 2], 4: [1, 2]}
    for place, came in lines.items():
        attendance = [{"id": row_id(n), "name": f"组员{n}", "mark": 1 if n != 2 or place == 3 else 5} for n in came]
        said = {**papers[place + 1].answers, "attendance": attendance}
        papers[place + 1] = replace(papers[place + 1], answers=said, confirmed=said)
    file = file_of(papers)
    assert [file.rate_of(row_id(n)).words for n in range(1, 5)] == ["100%", "50%", "100%", ""]
    assert (file.rate().present, file.rate().possible, file.rate().words) == (7, 8, "87.5%")
    assert [one.name for one in file.dropouts] == ["组员3"]


def test_a_rate_is_cut_off_after_one_place() -> None:
    from sheqi_desktop.domain.records.group_file import Rate

    assert [Rate(34, 36).words, Rate(2499, 2500).words, Rate(0, 0).words] == ["94.4%", "99.9%", ""]


# ------------------------------------------------------------------------------ what is asked for
def test_a_distressed_member_and_a_missing_summary_are_asked_for() -> None:
    papers = a_whole_group("A0001", WEEKS[:4], summed_up=False)
    note = {"name": "组员1", "behaviour": 5, "note": "一直流泪", "follow_up": "上门看望", "due": "2023-04-02"}
    said = {**papers[5].answers, "member_notes": [{"id": row_id(1), **note}]}
    papers[5] = replace(papers[5], answers=said, confirmed=said)
    asked = [(one.what, one.why) for one in group_tasks(Documents(papers), date(2023, 4, 1))]
    assert asked == [
        ("跟进组员", "组员1情绪异常：上门看望"),
        ("写小组总结", "“暖阳相伴老年互助小组”各节都办完了，还没有总结评估报告"),
    ]
    said = {**said, "member_notes": [{"id": row_id(1), **note, "done_on": "2023-04-01"}]}
    papers[5] = replace(papers[5], answers=said, confirmed=said)
    summary = a_whole_group("A0001", WEEKS[:4], signed=None)[-1]
    assert list(group_tasks(Documents([*papers, summary]), date(2023, 4, 1))) == []


# ------------------------------------------------------------------------------ what is short
def test_what_is_short_is_said_in_sentences() -> None:
    plan, roster, *rest = a_whole_group("A0001", WEEKS[:2], marks=(ALL, TWO_CAME), summed_up=False)
    assert shortfalls(file_of([plan, roster, *rest])) == [
        "第2节出席2人，不足3人，不计入节数。",
        "有效1节，还差3节。",
    ]
    assert shortfalls(file_of(a_whole_group("A0001", WEEKS[:4], summed_up=False))) == [
        "还没有总结评估报告，督导签批后才计入。"
    ]
    assert shortfalls(file_of(a_whole_group("A0001", WEEKS[:4], signed=None))) == ["总结已提交，督导签批后计入。"]
    assert shortfalls(file_of(a_whole_group("A0001", WEEKS[:3]))) == ["有效3节，少于4节，不计入小组数。"]
    assert shortfalls(file_of(a_whole_group("A0001", WEEKS[:4]))) == []
