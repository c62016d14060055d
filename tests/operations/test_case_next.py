"""What comes next in a case stands first: by the plan one works, a review when it is due, the archive at the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sheqi_desktop.operations.case_file import case_file
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.open_form import open_form
from sheqi_desktop.operations.save_record import draft_of, save_record, submit
from sheqi_desktop.operations.sign_off import return_
from sheqi_desktop.operations.to_sign import to_sign
from tests.case_world import a_desk, noted
from tests.cases import GUIDE, LEAD, WORKER, at_work, signed, taken_in, typed
from tests.desks import Hands
from tests.groups import as_person
from tests.gui.pages.station_world import a_person


@pytest.fixture
def hands() -> Hands:
    return Hands("2023-02-02T09:00:00")


@pytest.fixture
def desk(tmp_path: Path, hands: Hands) -> Iterator[Desk]:
    made = a_desk(tmp_path, hands)
    as_person(made, 2)
    yield made
    made.close()


def offered(desk: Desk, case: str, person: int = 2) -> list[str]:
    as_person(desk, person)
    return [one.words for one in case_file(desk, case).steps]


def test_by_a_signed_plan_the_next_is_a_note_and_another_version_comes_last(desk: Desk) -> None:
    case = at_work(desk, a_person(desk, "王秀兰"))
    assert offered(desk, case) == ["写过程记录", "写阶段评估表", "写结案评估表", "写结案表", "再写一版服务计划书"]


def test_a_review_that_is_due_comes_before_the_next_note(desk: Desk, hands: Hands) -> None:
    case = at_work(desk, a_person(desk, "王秀兰"))
    hands.to("2023-05-03T08:00:00")
    assert offered(desk, case)[:2] == ["写阶段评估表", "写过程记录"]


def test_after_the_evaluation_the_closure_is_next_and_after_the_returns_the_archive(desk: Desk, hands: Hands) -> None:
    case = at_work(desk, a_person(desk, "王秀兰"))
    hands.to("2023-03-07T17:00:00")
    for day in ("2023-02-02", "2023-02-09", "2023-02-16"):
        noted(desk, case, day, late_reason="paper")
    signed(desk, typed(desk, "case_evaluation", case))
    assert offered(desk, case)[0] == "写结案表"
    signed(desk, typed(desk, "case_closure", case), LEAD, GUIDE)
    assert offered(desk, case, LEAD) == ["写回访记录"]
    for day in ("2023-04-06", "2023-06-05"):
        hands.to(f"{day}T17:00:00")
        typed(desk, "case_follow_up", case, service_date=day)
    assert offered(desk, case, LEAD)[0] == "归档"
    assert offered(desk, case) == ["写回访记录"], "only the 站长 puts a case away"


def test_papers_of_one_case_wait_for_the_signature_in_the_order_of_the_file(desk: Desk, hands: Hands) -> None:
    case = at_work(desk, a_person(desk, "王秀兰"))
    hands.to("2023-03-07T17:00:00")
    typed(desk, "case_plan", case, change_reason="睡眠好转，改为巩固邻里来往。", planned_on="2023-03-06")
    typed(desk, "case_review", case)
    as_person(desk, GUIDE)
    assert [one.kind for one in to_sign(desk)] == ["case_plan", "case_review"], "their numbers say JH2 and JD01"


def test_what_was_handed_back_is_handed_in_as_the_next_version(desk: Desk) -> None:
    case = taken_in(desk, a_person(desk, "王秀兰"))
    typed(desk, "case_consent", case)
    paper = typed(desk, "case_assessment", case)
    as_person(desk, GUIDE)
    return_(desk, paper, "请写清楚家里谁照料。")
    as_person(desk, WORKER)
    step = case_file(desk, case).steps[0]
    assert (step.kind, step.words, step.target) == ("submit", "提交第 2 版", paper)
    assert step.note == "预估表已退回，改好再提交。"
    draft = draft_of(desk, paper)
    draft.answer("strengths", "手脚勤快，与邻居关系好；女儿每周来一次。")
    save_record(desk, draft, paper)
    assert case_file(desk, case).steps[0].words == "提交第 2 版", "the version that is begun is the one handed in"
    submit(desk, draft, paper)
    assert [one.words for one in case_file(desk, case).steps if one.kind == "submit"] == []


def test_only_papers_of_a_closed_case_are_locked(desk: Desk, hands: Hands) -> None:
    case = at_work(desk, a_person(desk, "王秀兰"))
    assert not any(one.locked for one in case_file(desk, case).papers)
    hands.to("2023-03-07T17:00:00")
    for day in ("2023-02-02", "2023-02-09", "2023-02-16"):
        noted(desk, case, day, late_reason="paper")
    signed(desk, typed(desk, "case_evaluation", case))
    signed(desk, typed(desk, "case_closure", case), LEAD, GUIDE)
    hands.to("2023-04-06T17:00:00")
    typed(desk, "case_follow_up", case, service_date="2023-04-06")
    told = {one.kind: one.locked for one in case_file(desk, case).papers if one.record}
    assert [kind for kind, locked in told.items() if not locked] == ["case", "case_follow_up"]
    form = open_form(
        desk, "case_plan", next(one.record for one in case_file(desk, case).papers if one.kind == "case_plan")
    )
    assert (form.locked, form.correctable) == (True, True)
