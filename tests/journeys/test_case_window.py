"""A 个案 through the real window, from 接案 to 归档: every step by the button the case page offers for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.records.case_story import STATES
from sheqi_desktop.gui import ask
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.operations.case_file import case_file
from sheqi_desktop.operations.count_contract import count_contract
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.record_list import ListAsk, record_list
from tests.builders_case import CASES
from tests.case_world import STATION, a_desk
from tests.cases import GUIDE, LEAD, WORKER, objectives
from tests.desks import Hands
from tests.groups import as_person
from tests.gui.conftest import dressed  # noqa: F401 - the look every window test stands on
from tests.gui.pages.conftest import jobs, make_window  # noqa: F401 - the window
from tests.gui.pages.station_world import a_person

QUIET_MS = 30
DECIDED = {"decision": 1, "decision_reason": "愿意接受服务，问题在本站能力之内。"}


@pytest.fixture
def hands() -> Hands:
    return Hands("2023-01-09T09:00:00")


@pytest.fixture
def desk(tmp_path: Path, hands: Hands, config_dir: Path) -> Iterator[Desk]:
    made = a_desk(tmp_path, hands)
    as_person(made, WORKER)
    yield made
    made.close()


@pytest.fixture
def open_desk(desk: Desk) -> Desk:
    """Give the worker thread something to end before: the desk it works at."""
    return desk


class Walk:
    """One case in one window; whoever is named sits down for a step."""

    def __init__(self, rooms: Any, desk: Desk, hands: Hands) -> None:
        self.rooms, self.desk, self.hands, self.case = rooms, desk, hands, ""

    @property
    def state(self) -> str:
        """Where the case stands, as the page says it."""
        return case_file(self.desk, self.case).head.state_words

    def page(self, person: int = WORKER):
        """Look at the case as somebody."""
        self._wait()
        as_person(self.desk, person)
        return self.go("case", self.case)

    def go(self, page: str, argument: object = None):
        """Go to a page."""
        self.rooms.window.go(page, argument)
        self._wait()
        return self.rooms.page

    def _wait(self) -> None:
        """Nothing here waits for the next letter of a search, so a short quiet is enough."""
        self.rooms.wait(QUIET_MS)

    def offered(self, person: int = WORKER) -> list[str]:
        """Name the steps the page offers."""
        return [step.words for step in self.page(person).file.steps]

    def write(self, kind: str, on: str, **said: Any) -> None:
        """Write a paper from its button, on a day, and hand it in."""
        self.hands.to(f"{on}T17:00:00")
        self._press(f"step_{kind}", WORKER)
        self._fill(CASES[kind](**said), set(said))
        self._hand_in()

    def begin(self, client: str, **said: Any) -> None:
        """Write the intake from the list."""
        self.go("cases").new()
        self._wait()
        self._fill(CASES["case"](client_id=client, **said), {"client_id"})
        self._hand_in()
        (self.case,) = record_list(self.desk, ListAsk("case")).ids

    def sign(self, *people: int, **decided: Any) -> None:
        """Let people sign what waits, from the first button of the page."""
        for person in people:
            self.page(person).head.next.click()
            self._wait()
            page = self.rooms.page
            for name, value in decided.items():
                page.view.editor(name).set_value(value)
                page.view._answer(name, value)
            page.sign()
            self._wait()
        as_person(self.desk, WORKER)

    def step(self, name: str, person: int, *answers: Any) -> None:
        """Take a step with the whole case, answering what it asks."""
        ask.answers.extend(answers)
        self._press(f"step_{name}", person)

    def _press(self, name: str, person: int) -> None:
        page = self.page(person)
        button = page.side.findChild(QWidget, name)
        if button is None:
            page.side._show_all()
            button = page.side.findChild(QWidget, name)
        assert button is not None, (name, [one.words for one in page.file.steps])
        button.click()
        self._wait()

    def _fill(self, answers: dict[str, Any], own: set[str]) -> None:
        view = self.rooms.page.view
        for name, value in answers.items():
            if name in ("parent_id", "worker_id") or (name == "client_id" and name not in own):
                continue
            if name == "results":  # the page has carried the objectives over; only how far they came is typed
                judged = {"current": "2晚", "attainment": value[0]["attainment"]}
                value = [{**row, **judged} for row in view.draft.answers["results"]]
            view.editor(name).set_value(value)
            view._answer(name, value)

    def _hand_in(self) -> None:
        page = self.rooms.page
        for one in page.view.draft.problems():
            if one.confirmable:
                page.view.draft.confirm(one)
        page.submit()
        self._wait()
        said = [one.message for one in page.view.draft.blocking("submit")] if page.view else []
        assert page.view is None, said


@pytest.fixture
def walk(desk: Desk, hands: Hands, make_window) -> Walk:  # noqa: F811 - the window above
    return Walk(make_window(desk), desk, hands)


def notes(walk: Walk, *days: str) -> None:
    (goal,) = objectives(walk.desk, walk.case)
    for day in days:
        progress = [{"objective_ref": goal, "level": "partly", "value": "4晚"}]
        walk.write(
            "process_note", day, service_date=day, objective_refs=[goal], progress=progress, next_on="2023-04-09"
        )


def at_work(walk: Walk) -> None:
    """Take a case in and plan it."""
    walk.begin(a_person(walk.desk, "王秀兰"))
    assert walk.state == STATES["intake"]
    walk.sign(LEAD, GUIDE, **DECIDED)
    assert walk.state == STATES["accepted"]
    walk.write("case_assessment", "2023-01-16")
    assert walk.state == STATES["assessing"]
    walk.sign(GUIDE)
    assert walk.state == STATES["planning"]
    walk.write("case_consent", "2023-01-18", scan=None)
    walk.write("case_plan", "2023-01-20")
    walk.sign(GUIDE)
    assert walk.state == STATES["intervening"]


def test_a_case_from_intake_to_the_archive(walk: Walk):
    at_work(walk)
    notes(walk, "2023-02-02", "2023-02-09", "2023-02-16")
    walk.write("case_review", "2023-02-20")
    assert walk.state == STATES["reviewing"]
    walk.sign(GUIDE)
    assert walk.state == STATES["intervening"]
    walk.write("case_evaluation", "2023-03-06")
    walk.write("case_closure", "2023-03-07")
    assert walk.state == STATES["closing"]
    walk.sign(GUIDE)
    walk.sign(LEAD, GUIDE)
    assert walk.state == STATES["following"]
    walk.step("archive", LEAD, "yes", "ok")
    assert ask.asked[-1] == "还有2次回访没有完成；联系不上的可写明原因后免访。"
    assert walk.state == STATES["following"]
    for day in ("2023-04-06", "2023-06-05"):
        walk.write("case_follow_up", day, service_date=day)
    walk.step("archive", LEAD, "yes")
    assert walk.state == STATES["archived"]
    assert count_contract(walk.desk).outcome.result("ind_case").unit(STATION).value == 1


def test_what_is_not_the_turn_is_not_offered_and_refused_in_the_exact_words(walk: Walk):
    walk.begin(a_person(walk.desk, "王秀兰"))
    assert walk.offered() == ["写知情同意书"]
    lead, guide = (name_of(walk.desk, one) for one in (LEAD, GUIDE))
    waits = f"接案登记表等{lead}（站长）签批：请{lead}在本站电脑上登录，打开左边的“签批”。"
    assert walk.page().file.waiting == (waits,)
    assert walk.page().file.stages[0].words == "等站长签批"
    assert "接案登记表已提交，等站长签批。" in walk.page().file.in_the_way
    assert walk.page(LEAD).file.waiting == ()
    walk.sign(LEAD, **DECIDED)
    file = walk.page(LEAD).file
    here = f"{guide}到站时在本站电脑上登录，打开左边的“签批”；不到站就"
    assert file.waiting == (f"接案登记表等{guide}签批：{here}导出数据包交给县中心，签批随回传包带回来。",)
    assert file.stages[0].words == "等督导签批"
    assert walk.page(LEAD).head.next.text() == "写知情同意书"
    assert [one.target for one in file.others] == ["hand_over"]
    walk.sign(GUIDE, **DECIDED)
    assert walk.offered() == ["写知情同意书", "写预估表"]
    page = walk.go("form/case_plan", form_of("case_plan", walk.case))
    walk._fill(CASES["case_plan"](), set())
    page.submit()
    walk._wait()
    assert "个案当前为“已接案”，不能提交服务计划书。" in [one.message for one in page.view.draft.blocking("submit")]


def test_a_case_that_is_not_taken_in_ends_there(walk: Walk):
    walk.begin(a_person(walk.desk, "王秀兰"))
    walk.sign(LEAD, GUIDE, decision=2, decision_reason="家属已接走照顾，不再需要服务。")
    assert walk.state == STATES["declined"]
    assert walk.offered() == []


def test_a_case_is_paused_taken_up_handed_over_and_transferred(walk: Walk):
    at_work(walk)
    walk.step("suspend", WORKER, "+30", "去儿子家住一个月")
    assert walk.state == STATES["suspended"]
    walk.step("resume", WORKER, "yes")
    assert walk.state == STATES["intervening"]
    walk.step("hand_over", LEAD, 0)
    assert case_file(walk.desk, walk.case).head.worker
    walk.step("transfer_out", LEAD, 0, "搬到儿子所在的镇上")
    assert walk.state == "转出（不计）"
    assert [step for step in walk.offered() if step.startswith("写")] == []


def test_a_closed_case_is_reopened_by_the_supervisor_and_goes_on_under_its_number(walk: Walk):
    at_work(walk)
    notes(walk, "2023-02-02", "2023-02-09", "2023-02-16")
    walk.write("case_evaluation", "2023-03-06")
    walk.write("case_closure", "2023-03-07")
    walk.sign(GUIDE)
    walk.sign(LEAD, GUIDE)
    walk.hands.to("2023-04-10T09:00:00")
    walk.step("reopen", GUIDE, "同一个问题又出现了")
    assert walk.state == STATES["reopened"]
    number = case_file(walk.desk, walk.case).head.number
    walk.write("case_assessment", "2023-04-16", assessed_on="2023-04-16")
    second = next(one for one in case_file(walk.desk, walk.case).papers if one.suffix == "YG2")
    assert second.state == "已提交"
    assert case_file(walk.desk, walk.case).head.number == number


def name_of(desk: Desk, place: int) -> str:
    return desk.person_name(f"w-{STATION}-{place}")


def form_of(kind: str, case: str) -> FormAsk:
    return FormAsk(kind, answers={"parent_id": case})
