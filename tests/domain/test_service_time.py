"""The time rule of voluntary service: minutes kept, half hours shown, working days for entering them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sheqi_desktop.catalog import assets
from sheqi_desktop.catalog.holidays import load_working_days
from sheqi_desktop.catalog.stars import load_star_hours
from sheqi_desktop.domain.service_time import (
    STAR_HOURS,
    counted_minutes,
    hours,
    read_length,
    rounded,
    service_minutes,
    star_words,
    stars,
)
from sheqi_desktop.domain.trouble import CatalogTrouble
from tests.volunteers import an_hour

FIXTURE = [
    ({"start_at": "08:30", "end_at": "10:45"}, 135, "2.0"),
    ({"start_at": "09:00", "end_at": "09:25"}, 25, "0.0"),
    ({"start_at": "13:00", "end_at": "17:10", "break_minutes": 20}, 230, "3.5"),
]


@pytest.mark.parametrize(("said", "minutes", "shown"), FIXTURE)
def test_minutes_are_kept_and_half_hours_shown(said: dict[str, object], minutes: int, shown: str) -> None:
    record = an_hour(**said)
    assert service_minutes(record) == minutes
    assert hours(counted_minutes(record)) == shown


def test_a_total_adds_the_rounded_records_so_that_it_agrees_with_the_list() -> None:
    assert hours(sum(counted_minutes(an_hour(**said)) for said, _, _ in FIXTURE)) == "5.5"


def test_over_midnight_counts_into_the_next_day_when_it_is_ticked() -> None:
    late = an_hour(start_at="22:00", end_at="01:30", over_midnight=True)
    assert service_minutes(late) == 210
    assert service_minutes({**late, "over_midnight": False}) is None


def test_training_is_no_service() -> None:
    assert counted_minutes(an_hour(is_training=True)) == 0


@pytest.mark.parametrize(("minutes", "kept"), [(0, 0), (29, 0), (30, 30), (59, 30), (60, 60), (-5, 0)])
def test_a_record_is_rounded_down_to_the_half_hour(minutes: int, kept: int) -> None:
    assert rounded(minutes) == kept


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("1小时30", 90), ("1小时30分", 90), ("1.5", 90), ("90分", 90), ("1:30", 90), ("1：30", 90), ("１．５小时", 90),
        ("2", 120), ("2小时", 120), ("半小时", 30), ("2个小时", 120), ("0.1", 6), ("1.25小时", 75), ("1:75", None),
        ("两小时", None), ("", None), ("=1+1", None), ("-1", None),
    ],
)  # fmt: skip
def test_a_length_is_read_as_people_write_it(typed: str, minutes: int | None) -> None:
    assert read_length(typed) == minutes


@pytest.mark.parametrize(
    ("done", "reached"), [(99, 0), (100, 1), (299, 1), (300, 2), (600, 3), (1000, 4), (1500, 5), (9999, 5)]
)
def test_stars_begin_at_their_hours(done: int, reached: int) -> None:
    assert stars(done * 60) == reached
    assert star_words(100 * 60) == "达到一星条件"
    assert star_words(99 * 60 + 30) == ""


def test_local_schemes_have_other_stars(tmp_path: Path) -> None:
    assert load_star_hours(assets.resources_dir() / "volunteers" / "stars.csv") == STAR_HOURS
    path = tmp_path / "stars.csv"
    path.write_text("stars,hours\n1,50\n2,150\n", encoding="utf-8")
    assert stars(60 * 60, load_star_hours(path)) == 1
    path.write_text("stars,hours\n1,50\n2,50\n", encoding="utf-8")
    with pytest.raises(CatalogTrouble, match="第3行"):
        load_star_hours(path)


# ------------------------------------------------------------------------------ working days
def test_ten_working_days_leave_out_the_national_holiday_and_count_the_days_worked_instead() -> None:
    days = load_working_days(assets.resources_dir() / "holidays")
    assert days.after(date(2022, 9, 28), 10) == date(2022, 10, 17)
    assert not days.works(date(2022, 10, 4))
    assert days.works(date(2022, 10, 8))


def test_the_county_knows_better(tmp_path: Path) -> None:
    (tmp_path / "county.csv").write_text("day,works,why\n2030-05-06,否,庙会\n2023-03-09,否,下雪\n", encoding="utf-8")
    days = load_working_days(tmp_path)
    assert not days.works(date(2030, 5, 6))
    assert days.after(date(2023, 3, 8), 1) == date(2023, 3, 10)


def test_a_year_nobody_knows_counts_monday_to_friday_and_is_named() -> None:
    days = load_working_days(assets.resources_dir() / "holidays")
    assert days.after(date(2031, 9, 30), 10) == date(2031, 10, 14)
    assert days.unknown_year(date(2031, 9, 30), date(2031, 10, 14)) == 2031
    assert days.unknown_year(date(2023, 9, 30), date(2023, 10, 14)) is None


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("day,why\n", 1),
        ("day,works,why\n2023-13-01,否,x\n", 2),
        ("day,works,why\n2023-03-01,也许,x\n", 2),
        ("day,works,why\n2023-03-01,否,x\n2023-03-01,是,x\n", 3),
    ],
)
def test_a_wrong_line_of_the_table_is_refused(tmp_path: Path, text: str, line: int) -> None:
    (tmp_path / "county.csv").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogTrouble) as caught:
        load_working_days(tmp_path)
    assert caught.value.facts["line"] == line
