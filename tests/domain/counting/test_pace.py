"""The pace of a station: the worked example of the page, every state at its border, and what is not shown yet."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest

from sheqi_desktop.domain.counting.pace import PaceState, Step, pace, pace_of, recent_days, slowest, time_progress
from tests.domain.counting.rows import END, OTHER_STATION, STATION, a_visit, counted, the_contract

MARCH = date(2023, 3, 31)
START = date(2022, 9, 1)


def test_the_worked_example_of_jinzhuang():
    got = pace(the_contract(), 70, 160, MARCH, recent=38)
    assert (got.elapsed, got.days) == (212, 395)
    assert f"{float(got.time_progress):.4f}" == "0.5367"
    assert f"{float(got.due):.1f}" == "85.9"
    assert f"{float(got.progress):.4f}" == "0.4375"
    assert f"{float(got.index):.3f}" == "0.815"
    assert got.state is PaceState.BEHIND
    assert f"{float(got.daily):.4f}" == "0.4222"
    assert (got.forecast, got.weekly_need) == (147, 4)


def test_under_the_original_end_it_is_still_behind():
    got = pace(the_contract().original(), 70, 160, MARCH)
    assert (got.days, f"{float(got.time_progress):.4f}", f"{float(got.index):.3f}") == (365, "0.5808", "0.753")
    assert got.state is PaceState.BEHIND


# On day 79 a fifth of the 395 days has passed: of 1000, 200 is on time.
FIFTH = START + timedelta(days=78)


@pytest.mark.parametrize(
    ("actual", "state"),
    [
        (149, "FAR_BEHIND"),
        (150, "BEHIND"),
        (179, "BEHIND"),
        (180, "NORMAL"),
        (219, "NORMAL"),
        (220, "AHEAD"),
        (999, "AHEAD"),
        (1000, "DONE"),
        (0, "FAR_BEHIND"),
    ],
)
def test_every_state_begins_at_its_border(actual, state):
    assert pace(the_contract(), actual, 1000, FIFTH).state.name == state


def test_at_the_end_it_is_reached_or_missed():
    assert pace(the_contract(), 159, 160, END).state is PaceState.MISSED
    assert pace(the_contract(), 160, 160, END).state is PaceState.DONE
    assert pace(the_contract(), 0, 160, END, has_data=False).state is PaceState.MISSED
    assert pace(the_contract(), 159, 160, END).weekly_need is None
    assert pace(the_contract(), 159, 160, date(2024, 1, 1)).elapsed == 395


@pytest.mark.parametrize(("day", "state"), [(13, "UNKNOWN"), (14, "AHEAD")])
def test_before_the_fifteenth_day_nothing_is_judged(day, state):
    got = pace(the_contract(), 50, 160, START + timedelta(days=day))
    assert (got.state.name, got.index is None) == (state, state == "UNKNOWN")


@pytest.mark.parametrize(("day", "shown"), [(28, False), (29, True)])
def test_before_the_thirtieth_day_nothing_is_forecast(day, shown):
    got = pace(the_contract(), 5, 160, START + timedelta(days=day), recent=5)
    assert (got.daily is not None, got.forecast is not None) == (shown, shown)


def test_a_station_without_data_is_not_called_behind():
    assert pace(the_contract(), 0, 160, MARCH, recent=0, has_data=False).state is PaceState.UNKNOWN


def test_before_the_period_nothing_has_passed():
    got = pace(the_contract(), 0, 160, date(2022, 8, 1))
    assert (got.elapsed, got.time_progress, got.state) == (0, 0, PaceState.UNKNOWN)


def test_the_recent_days_are_at_most_ninety_with_both_ends():
    assert recent_days(the_contract(), MARCH) == (date(2023, 1, 1), MARCH)
    assert recent_days(the_contract(), date(2022, 9, 10)) == (START, date(2022, 9, 10))
    assert recent_days(the_contract(), date(2024, 1, 1))[1] == END


def test_the_forecast_takes_the_rows_of_the_last_ninety_days():
    days = [date(2022, 12, 31), date(2023, 1, 1), MARCH, date(2023, 4, 1)]
    rows = [a_visit(client_id=f"P{n}", service_date=day) for n, day in enumerate(days)]
    outcome = counted(as_of=MARCH, visit_client=rows)
    result = outcome.result("ind_visit")
    got = pace_of(outcome.contract, result.measure, result.unit(STATION), MARCH)
    assert got.daily == Fraction(2, 90)
    assert pace_of(outcome.contract, result.measure, result.unit(OTHER_STATION), MARCH).daily == 0


def test_deliverables_teams_and_satisfaction_are_done_or_not():
    outcome = counted(as_of=MARCH)
    for code in ("ind_brand", "ind_vol_team", "ind_satisfaction"):
        result = outcome.result(code)
        step = pace_of(outcome.contract, result.measure, result.units[0], MARCH)
        assert step == Step(done=False, due=END, days_left=183)
        assert step.label == "未完成"


def test_a_listed_measure_has_neither():
    result = counted().result("ind_training")
    assert pace_of(the_contract(), result.measure, result.units[0], MARCH) is None


def test_a_profile_of_months_replaces_the_straight_line():
    profile = {"2022-09": Fraction(10), "2022-10": Fraction(90)}
    assert time_progress(the_contract(), date(2022, 9, 30), profile) == Fraction(1, 10)
    assert time_progress(the_contract(), date(2022, 9, 15), profile) == Fraction(1, 20)
    assert time_progress(the_contract(), date(2023, 1, 1), profile) == 1
    assert pace(the_contract(), 1, 160, MARCH, profile=profile).by_profile


def test_the_slowest_worker_stands_for_the_unit():
    paces = {name: pace(the_contract(), done, 60, MARCH) for name, done in (("a", 40), ("b", 20), ("c", 30))}
    assert slowest(paces) == "b"


def test_every_state_has_a_word_and_a_mark():
    assert [(s.label, s.mark) for s in PaceState] == [
        ("已达标", "✔"),
        ("未达标", "✖"),
        ("严重滞后", "▼▼"),
        ("滞后", "▼"),
        ("正常", "＝"),
        ("领先", "▲"),
        ("数据不足", "?"),
    ]
