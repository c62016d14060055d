"""The state of a 个案 follows from its papers and steps, and from nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from sheqi_desktop.domain.document import Document
from sheqi_desktop.domain.records.case import CASE_KIND
from sheqi_desktop.domain.records.case_missing import in_the_way, missing_papers, review_due
from sheqi_desktop.domain.records.case_story import Story
from tests.builders_case import accepted, at_work, ended, notes, paper, step

TODAY = date(2023, 3, 10)


def story(*papers: Document) -> Story:
    return Story(papers[0], papers[1:])


def after(papers: list[Document], *moves: dict) -> Story:
    file = accepted(moves=list(moves))
    return story(file, *papers[1:])


SUSPEND = step("suspend", "2023-02-10T09:00:00", resume_on="2023-04-01", comment="外出务工")
RESUME = step("resume", "2023-02-20T09:00:00")
REOPEN = step("reopen", "2023-05-01T09:00:00", comment="又睡不好")
ARCHIVE = step("archive", "2023-06-20T09:00:00")
LATER = "2023-05-02T10:00:00+08:00"
STATES = {
    "intake": story(paper("case", status="draft")),
    "intake, handed in": story(paper("case", status="submitted")),
    "intake, handed back": story(paper("case", status="returned")),
    "declined": story(accepted(decision="decline")),
    "declined, seen again on visits": story(accepted(decision="visits_suffice")),
    "accepted": story(accepted()),
    "assessing": story(accepted(), paper("case_assessment", status="draft")),
    "assessing, handed in": story(accepted(), paper("case_assessment", status="submitted")),
    "planning": story(accepted(), paper("case_assessment")),
    "planning, no consent yet": story(accepted(), paper("case_assessment"), paper("case_plan")),
    "intervening": story(*at_work()),
    "reviewing": story(*at_work(6), paper("case_review", status="submitted")),
    "intervening, reviewed": story(*at_work(6), paper("case_review")),
    "suspended": after(at_work(2), SUSPEND),
    "intervening, resumed": after(at_work(2), SUSPEND, RESUME),
    "intervening, only the closure is handed in": story(*at_work(4), paper("case_closure", status="submitted")),
    "closing": story(
        *at_work(4), paper("case_evaluation", status="submitted"), paper("case_closure", status="submitted")
    ),
    "closing, by death": story(*at_work(1), paper("case_closure", status="submitted", close_reason="died")),
    "intervening, closure handed back": story(
        *at_work(4), paper("case_evaluation", status="submitted"), paper("case_closure", status="returned")
    ),
    "closing, while suspended": after(
        [*at_work(4), paper("case_evaluation", status="submitted"), paper("case_closure", status="submitted")], SUSPEND
    ),
    "following": story(*ended()),
    "closed": story(*ended(close_reason="died", follow_up_dates=None)),
    "archived": after(ended(), ARCHIVE),
    "reopened": after(ended(), REOPEN),
    "assessing, again": after(
        [*ended(), paper("case_assessment", status="draft", name="a2", entered_at=LATER)], REOPEN
    ),
    "reopened, from the archive": after(ended(), step("archive", "2023-04-20T09:00:00"), REOPEN),
    "transferred": after(at_work(2), step("transfer_out", "2023-03-01T09:00:00", to_station="411327108")),
}  # fmt: skip


@pytest.mark.parametrize("name", STATES)
def test_a_case_is_in_the_state_its_papers_say(name: str) -> None:
    assert STATES[name].state == name.partition(",")[0]


@pytest.mark.parametrize(
    ("state", "move", "sentence"),
    [
        ("planning", "suspend", "个案当前为“计划中”，不能暂停。"),
        ("intervening", "archive", "个案当前为“介入中”，不能归档。"),
        ("intervening", "reopen", "个案当前为“介入中”，不能重开。"),
        ("archived", "suspend", "个案当前为“已归档”，不能暂停。"),
    ],
)
def test_an_illegal_step_is_refused_in_the_exact_words(state: str, move: str, sentence: str) -> None:
    assert CASE_KIND.why_not(state, move) == sentence


@pytest.mark.parametrize(
    ("until", "fits"), [("2023-05-11", True), ("2023-05-12", False), ("2023-02-10", False), ("", False)]
)
def test_a_pause_names_its_end_and_is_ninety_days_at_most(until: str, fits: bool) -> None:
    row = step("suspend", "2023-02-10T09:00:00", resume_on=until)
    refuse = CASE_KIND.moves["suspend"].why_not
    assert refuse
    assert (refuse(accepted(), [], row) is None) is fits


@pytest.mark.parametrize(("on", "fits"), [("2023-09-07", True), ("2023-09-08", False)])
def test_a_case_is_reopened_within_six_months(on: str, fits: bool) -> None:
    refuse = CASE_KIND.moves["reopen"].why_not
    assert refuse
    assert (refuse(accepted(), ended()[1:], step("reopen", f"{on}T09:00:00")) is None) is fits


def test_the_archive_waits_for_both_returns_or_a_waiver() -> None:
    refuse = CASE_KIND.moves["archive"].why_not
    assert refuse
    row = step("archive", "2023-06-20T09:00:00")
    first, second = paper("case_follow_up"), paper("case_follow_up", service_date="2023-06-05")
    assert refuse(accepted(), ended()[1:], row) == "还有2次回访没有完成；联系不上的可写明原因后免访。"
    assert refuse(accepted(), [*ended()[1:], first], row) == "还有1次回访没有完成；联系不上的可写明原因后免访。"
    assert refuse(accepted(), [*ended()[1:], first, second], row) is None
    waived = accepted(moves=[step("waive_follow_up", "2023-06-10T09:00:00", comment="两次没有联系上")])
    assert refuse(waived, [*ended()[1:], first], row) is None


def test_the_first_closure_keeps_its_day_and_the_later_is_the_last() -> None:
    again = [
        paper("case_assessment", name="a2", entered_at=LATER),
        paper("case_plan", name="p2", entered_at=LATER),
        paper("case_evaluation", name="e2", entered_at=LATER),
        paper("case_closure", name="c2", closed_on="2023-06-30", entered_at="2023-06-30T17:00:00+08:00"),
    ]
    twice = after([*ended(), *again], REOPEN)
    assert twice.state == "following"
    assert (twice.closed_on, twice.last_closed_on) == (date(2023, 3, 7), date(2023, 6, 30))


def test_a_case_handed_over_is_the_new_workers() -> None:
    assert after(at_work(), step("hand_over", "2023-02-10T09:00:00", to_worker="w2")).worker == "w2"


def test_the_mean_attainment_is_rounded_half_up() -> None:
    marks = ["reached", "reached", "half"]
    results = [{"objective": "目标", "current": "1", "attainment": mark} for mark in marks]
    assert story(*at_work(), paper("case_evaluation", results=results)).attainment == "83.3"
    back = [{"objective": "目标", "current": "1", "attainment": mark} for mark in ("back", "half")]
    assert story(*at_work(), paper("case_evaluation", results=back)).attainment == "25.0"


def test_a_review_is_due_after_ninety_days_or_the_sixth_contact() -> None:
    assert review_due(story(*at_work(5))) == date(2023, 4, 20)
    assert review_due(story(*at_work(7))) == date(2023, 2, 6)
    assert review_due(story(*at_work(7), paper("case_review"))) == date(2023, 5, 21)
    assert review_due(story(*ended())) is None


MISSING = {
    "阶段评估到期": (story(*at_work(7)), ["阶段评估表"]),
    "没有扫描件": (story(*at_work()[:1], paper("case_consent", scan=None), *at_work()[2:]), ["知情同意书扫描件"]),
    "次数不足": (story(*ended(2)), ["过程记录（只有2次）"]),
    "齐全": (story(*ended()), []),
    "失联终止": (story(accepted(), paper("case_consent"), paper("case_closure", close_reason="lost")), []),
    "没有同意书": (story(*ended()[:1], *ended()[2:]), ["知情同意书"]),
}


@pytest.mark.parametrize(("told", "lacking"), MISSING.values(), ids=MISSING)
def test_what_a_case_lacks_is_named(told: Story, lacking: list[str]) -> None:
    assert missing_papers(told, TODAY) == lacking


def test_a_return_that_is_overdue_is_missing() -> None:
    assert missing_papers(story(*ended()), date(2023, 4, 7)) == ["回访1次"]
    assert missing_papers(story(*ended()), date(2023, 6, 6)) == ["回访2次"]


WAYS = {
    "intake": (story(paper("case", status="submitted")), "接案登记表已提交，等签批。"),
    "accepted": (story(accepted()), "预估表还没有写。"),
    "planning": (story(accepted(), paper("case_assessment")), "缺少有效的知情同意书。"),
    "a plan handed back": (
        story(accepted(), paper("case_consent"), paper("case_assessment"), paper("case_plan", status="returned")),
        "服务计划书已退回，请改好再提交。",
    ),
    "few notes": (story(*at_work(1)), "介入记录1次，结案一般不少于3次。"),
    "closing": (
        story(*at_work(4), paper("case_evaluation", status="submitted"), paper("case_closure", status="submitted")),
        "结案表已提交，等签批。",
    ),
    "suspended": (after(at_work(2), SUSPEND), "已暂停，预计2023-04-01恢复。"),
    "following": (story(*ended()), "2023-04-06的回访还没有做。"),
}


@pytest.mark.parametrize(("told", "sentence"), WAYS.values(), ids=WAYS)
def test_what_stands_in_the_way_is_said_in_sentences(told: Story, sentence: str) -> None:
    assert sentence in in_the_way(told, TODAY)


def test_nothing_stands_in_the_way_of_what_is_over() -> None:
    assert in_the_way(after(ended(), ARCHIVE), TODAY) == []


def test_notes_come_in_the_order_of_their_days() -> None:
    late, early = notes(2)[::-1]
    assert [one.service_date for one in story(accepted(), late, early).notes] == ["2023-02-01", "2023-02-02"]
