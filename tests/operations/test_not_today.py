"""今天不做: a row waits until its day, for this person only; nothing of it is written into the log."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sheqi_desktop.domain.trouble import NotPutOff
from sheqi_desktop.operations.check_health import state_digest
from sheqi_desktop.operations.crises import CRISIS
from sheqi_desktop.operations.due import due_rows
from sheqi_desktop.operations.home import home
from sheqi_desktop.operations.not_today import days_to_choose, put_off, split, take_back
from sheqi_desktop.store import outbox
from tests.operations.conftest import County
from tests.typed import a_home, a_person

TODAY = date(2023, 6, 14)


@pytest.fixture
def desk(county: County):
    made = county.station()
    county.hands.to("2023-06-14T09:00:00")
    for nth in (11, 12, 13):
        a_person(made, a_home(made), nth)
    return made


def names(desk) -> list[str]:
    return [row.who for row in home(desk).due.of("late", "today", "week", "never") if row.kind != "task"]


def test_a_row_waits_until_its_day_and_comes_back_by_itself(desk, county: County):
    before = names(desk)
    row = home(desk).due.of("never")[0]
    assert put_off(desk, row, date(2023, 6, 16)) is None
    assert names(desk) == [name for name in before if name != row.who], "the order of the others is kept"
    assert [(one.row.who, one.until) for one in home(desk).later] == [(row.who, date(2023, 6, 16))]
    county.hands.to("2023-06-15T09:00:00")
    assert row.who not in names(desk)
    county.hands.to("2023-06-16T08:00:00")
    assert row.who in names(desk)
    assert home(desk).later == ()


def test_undo_gives_back_what_was_before(desk):
    row = home(desk).due.of("never")[0]
    put_off(desk, row, date(2023, 6, 20))
    assert put_off(desk, row, date(2023, 6, 15)) == date(2023, 6, 20)
    take_back(desk, row, date(2023, 6, 20))
    assert home(desk).later[0].until == date(2023, 6, 20)
    take_back(desk, row)
    assert row.who in names(desk)


def test_it_is_a_local_fact_of_one_person(desk):
    with desk.read() as read:
        waiting, digest = outbox.unsent(read), state_digest(desk)
    row = home(desk).due.of("never")[0]
    put_off(desk, row, date(2023, 6, 16))
    with desk.read() as read:
        assert outbox.unsent(read) == waiting
        assert state_digest(desk) == digest
    desk.me = desk.book.newest.person(next(one.worker_id for one in desk.colleagues() if one != desk.me))
    assert row.who in names(desk)


def test_danger_does_not_wait_and_no_day_is_past_or_too_far(desk):
    row = home(desk).due.of("never")[0]
    for wrong, until in (
        (replace(row, form=CRISIS), date(2023, 6, 15)),
        (row, TODAY),
        (row, date(2023, 6, 1)),
        (row, date(2023, 7, 30)),
    ):
        with pytest.raises(NotPutOff):
            put_off(desk, wrong, until)
    assert split(desk, due_rows(desk)).later == ()


def test_days_are_offered_in_words():
    days = days_to_choose(TODAY)
    assert days[0] == (date(2023, 6, 15), "6月15日　星期四　明天")
    assert days[-1][0] == date(2023, 7, 14)
