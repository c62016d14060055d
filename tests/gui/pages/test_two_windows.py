"""Two people have the same form open: the window shows both answers, keeps what was typed, and saves what is chosen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sheqi_desktop.gui import ask
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.save_record import draft_of, submit
from sheqi_desktop.operations.unlock import switch
from tests.desks import PASSWORD
from tests.gui.pages.test_life_pages import BETTER, paper
from tests.signing import LEAD, WORKER, Office, office, office_template

__all__ = ["office", "office_template", "paper"]
WORSE = "三个月内由李强每两周上门一次，帮着收拾院子。"
PAGE = "form/agreement"


def the_lead_writes(desk: Desk, record: str, **said: str) -> None:
    switch(desk, LEAD, PASSWORD)
    draft = draft_of(desk, record)
    for name, value in said.items():
        draft.answer(name, value)
    submit(desk, draft, record, [one for one in draft.problems() if one.confirmable])
    switch(desk, WORKER, PASSWORD)


@pytest.mark.parametrize(("chosen", "stands"), [("mine", BETTER), ("theirs", WORSE)])
def test_of_two_answers_the_person_takes_one_and_the_form_goes_on(
    office: Office, paper: str, make_window: Callable, chosen: str, stands: str
):
    desk = office.sit(WORKER)
    rooms = make_window(desk)
    page = rooms.go(PAGE, FormAsk("agreement", paper))
    page.view.draft.answer("goal", BETTER)
    page.keeper.touch()
    the_lead_writes(desk, paper, goal=WORSE)
    ask.asked.clear()
    ask.answers.append("later")
    page.submit()
    rooms.wait()
    assert ask.asked == ["“目标”张敏也改了，用哪一个？"]
    assert look_up.get(desk, paper).answers["goal"] == WORSE
    assert page.view.draft.answers["goal"] == BETTER
    ask.answers.append(chosen)
    page.submit()
    rooms.wait()
    assert look_up.get(desk, paper).answers["goal"] == stands


def test_what_others_wrote_elsewhere_in_the_form_is_saved_with_ours_and_nobody_is_asked(
    office: Office, paper: str, make_window: Callable
):
    desk = office.sit(WORKER)
    rooms = make_window(desk)
    page = rooms.go(PAGE, FormAsk("agreement", paper))
    page.view.draft.answer("goal", BETTER)
    page.keeper.touch()
    the_lead_writes(desk, paper, agreed_on="2023-05-02")
    ask.asked.clear()
    page.submit()
    rooms.wait()
    told = look_up.get(desk, paper).answers
    assert (told["goal"], told["agreed_on"]) == (BETTER, "2023-05-02")
    assert ask.asked == []
