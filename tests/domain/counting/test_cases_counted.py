"""The fixture of 个案 (domain 08 §6) through the real counting engine and the contract in force."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sheqi_desktop.domain.counting.count import Outcome, count
from sheqi_desktop.domain.counting.sources import Sources
from sheqi_desktop.domain.document import Document, Documents
from sheqi_desktop.domain.records.case import case_rows, process_note_rows, standing_words
from sheqi_desktop.domain.records.case_story import Story
from tests.builders_case import CASE_ID, accepted, at_work, ended, paper, step
from tests.desks import LIBRARY

STATION = "411327101"
AS_OF = date(2023, 9, 30)
LATER = "2023-05-02T10:00:00+08:00"


def case(name: str, papers: list[Document]) -> list[Document]:
    """Give the papers of a case of its own person."""
    renamed = []
    for one in papers:
        parent = name if one.parent else ""
        own = name if one.id == CASE_ID else f"{name}-{one.id}"
        renamed.append(
            replace(one, id=own, parent=parent, client=f"p-{name}", number=one.number.replace("A0001", name))
        )
    return renamed


def reopened() -> list[Document]:
    """Give a case that was closed, re-opened and closed again."""
    again = [
        paper("case_assessment", name="a2", entered_at=LATER),
        paper("case_plan", name="b2", entered_at=LATER),
        paper("case_evaluation", name="e2", entered_at=LATER),
        paper("case_closure", name="z2", closed_on="2023-06-30", entered_at="2023-06-30T17:00:00+08:00"),
    ]
    return [accepted(moves=[step("reopen", "2023-05-01T09:00:00")]), *ended()[1:], *again]


def handed_over() -> list[Document]:
    """Give a case that another station went on with."""
    move = step("transfer_out", "2023-03-01T09:00:00", to_station="411327108")
    return [accepted(moves=[move]), *at_work(4)[1:]]


FIXTURE = {
    "C1": ended(5),
    "C2": [one for one in ended(5) if one.kind != "case_consent"],
    "C3": ended(4, close_reason="died", follow_up_dates=None),
    "C4": ended(1, close_reason="died", follow_up_dates=None),
    "C5": at_work(4),
    "C6": reopened(),
    "C7": handed_over(),
}
WHY = {
    "C2": "缺少：知情同意书",
    "C4": "仅1次，少于3次",
    "C5": "状态为“介入中”，尚不能计入",
    "C7": "状态为“转出”，尚不能计入",
}


def counted(documents: list[Document], as_of: date = AS_OF) -> Outcome:
    papers = Documents(documents)
    return count(LIBRARY.contract, Sources.of(case=case_rows(papers), process_note=process_note_rows(papers)), as_of)


def result(documents: list[Document], as_of: date = AS_OF):
    return counted(documents, as_of).result("ind_case").unit(STATION)


def test_the_fixture_counts_three_cases() -> None:
    told = [one for name, papers in FIXTURE.items() for one in case(name, papers)]
    found = result(told)
    assert found.value == 3
    assert {row.case_id for row in found.counted} == {"C1", "C3", "C6"}
    assert {one.row.case_id: one.first.message for one in found.uncounted} == WHY


@pytest.mark.parametrize(("cases", "met"), [(5, False), (6, True)])
def test_six_cases_reach_the_target_and_five_do_not(cases: int, met: bool) -> None:
    told = [one for n in range(cases) for one in case(f"K{n}", ended(3))]
    assert result(told).passed is met


def test_a_case_open_again_stays_counted_under_its_first_closure() -> None:
    told = case("C6", [accepted(moves=[step("reopen", "2023-05-01T09:00:00")]), *ended()[1:]])
    (row,) = case_rows(Documents(told))
    assert (row.status, row.closed_on) == ("reopened", date(2023, 3, 7))
    assert len(result(told).counted) == 1


def test_a_case_counts_at_the_station_that_closed_it() -> None:
    left = case("A", handed_over())
    went_on = [
        replace(one, station="411327108")
        for one in case(
            "B",
            ended(
                4,
            ),
        )
    ]
    found = counted([*left, *went_on]).result("ind_case")
    assert [len(found.unit(code).counted) for code in (STATION, "411327108")] == [0, 1]


def test_notes_that_are_drafts_or_void_do_not_make_three() -> None:
    short = [*ended(2), paper("process_note", status="draft", name="d"), paper("process_note", voided=True, name="v")]
    assert result(case("D", short)).counted == ()


def test_a_plan_signed_before_it_was_corrected_goes_on_counting() -> None:
    papers = [replace(one, correcting=True) if one.kind == "case_plan" else one for one in ended(4)]
    (row,) = case_rows(Documents(case("E", papers)))
    assert "service_plan" in row.parts
    assert row.correcting


def test_a_case_ended_early_that_does_not_count_is_called_so() -> None:
    told = {name: Story(papers[0], papers[1:]) for name, papers in FIXTURE.items()}
    assert {name: standing_words(one) for name, one in told.items()} == {
        "C1": "跟进中", "C2": "跟进中", "C3": "已结案", "C4": "终止（不计）", "C5": "介入中",
        "C6": "跟进中", "C7": "转出（不计）",
    }  # fmt: skip
