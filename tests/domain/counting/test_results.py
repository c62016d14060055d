"""From counted rows to the county table: rates, verdicts, and the table of the whole demo county."""

from __future__ import annotations

import csv
import io
import random
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal, localcontext
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheqi_desktop.domain.counting.aggregate import half_up, rate_of
from sheqi_desktop.domain.counting.contract import ResultRules
from sheqi_desktop.domain.counting.count import count
from sheqi_desktop.domain.counting.sources import Sources
from sheqi_desktop.domain.counting.table import COLUMNS, as_csv, county_table
from tests.domain.counting.county import county
from tests.domain.counting.rows import (
    END,
    OTHER_STATION,
    ROOT,
    STATION,
    a_visit,
    contract_with,
    counted,
    the_contract,
)

RULES = ResultRules("")
EXPECTED = ROOT / "tests" / "data" / "expected-county-report.csv"


@cache
def the_county():
    return county()


@cache
def the_outcome():
    views, workers = the_county()
    return count(the_contract(), Sources.of(**views), END, workers)


# ------------------------------------------------------------------------------ rates
@pytest.mark.parametrize(
    ("actual", "total", "passed", "shown"),
    [
        (17, 16, True, "106.3"),
        (2765, 2560, True, "108.0"),
        (9996, 10000, False, "99.9"),
        (99949, 100000, False, "99.9"),
        (9994, 10000, False, "99.9"),
        (9984, 10000, False, "99.8"),
        (159, 160, False, "99.4"),
        (160, 160, True, "100.0"),
        (176, 160, False, "99.9"),
        (160, 160, False, "99.9"),
        (0, 160, False, "0.0"),
        (18, 5, True, "360.0"),
        (Decimal("95.0"), 90, True, "105.6"),
    ],
)
def test_a_rate_is_half_up_and_never_a_hundred_while_failing(actual, total, passed, shown):
    assert str(rate_of(actual, Decimal(total), passed, ">=", RULES)) == shown


def test_a_limit_that_is_overstepped_never_shows_a_hundred_either():
    assert str(rate_of(10001, Decimal(10000), False, "<=", RULES)) == "100.1"
    assert str(rate_of(80, Decimal(100), True, "<=", RULES)) == "80.0"


def test_without_a_target_there_is_no_rate():
    assert rate_of(5, None, None, ">=", RULES) is None
    assert rate_of(5, Decimal(0), False, ">=", RULES) is None


@given(st.integers(0, 10**6), st.integers(1, 10**5))
def test_rounding_asks_nobodys_decimal_settings(actual, total):
    with localcontext() as poor:
        poor.prec = 2
        there = str(rate_of(actual, Decimal(total), True, ">=", RULES))
    assert there == str(rate_of(actual, Decimal(total), True, ">=", RULES))


def test_half_up_goes_up_at_the_half():
    assert [str(half_up(Decimal(n), 1)) for n in ("106.25", "66.65", "0.04", "0.05")] == ["106.3", "66.7", "0.0", "0.1"]


# ------------------------------------------------------------------------------ verdicts
def full(station, n):
    return [a_visit(station_code=station, client_id=f"{station}{k}") for k in range(n)]


def test_one_station_short_fails_the_county_whatever_the_sum():
    rows = [row for s in the_contract().stations for row in full(s.code, 155 if s.code == STATION else 200)]
    result = counted(visit_client=rows).result("ind_visit")
    assert (result.value, result.units_met, result.units_total, result.passed) == (3155, 15, 16, False)
    assert str(result.rate) == "99.9"
    assert (result.lowest.code, result.status) == (STATION, "未达标")


def test_a_limit_is_passed_from_below():
    contract = contract_with("ind_visit", op="<=", target=Decimal(2))
    result = counted(contract, visit_client=[*full(STATION, 2), *full(OTHER_STATION, 3)]).result("ind_visit")
    assert (result.unit(STATION).passed, result.unit(OTHER_STATION).passed) == (True, False)


def test_a_listed_measure_is_never_in_the_verdict():
    result = the_outcome().result("ind_group_session")
    assert (result.passed, result.rate, result.status) == (None, None, "列示")
    assert the_outcome().passing == (14, 14)
    assert the_outcome().headline == "14项合同指标全部达标"


def test_nothing_entered_is_said_and_not_passed():
    outcome = counted(visit_client=[])
    rows = {row.measure_code: row for row in county_table(outcome) if row.scope == "county"}
    assert (rows["ind_visit"].actual, rows["ind_visit"].status, rows["ind_visit"].note) == ("0", "未达标", "")
    assert (rows["ind_case"].actual, rows["ind_case"].status, rows["ind_case"].note) == ("0", "未达标", "数据未录入")
    assert (rows["ind_training"].actual, rows["ind_training"].status) == ("0", "列示")
    assert rows["ind_satisfaction"].actual == "0.0"
    assert outcome.passing == (0, 14)
    assert len(county_table(outcome)) == 17 + 16 * 8


# ------------------------------------------------------------------------------ the whole county
def without_origin(text):
    return [{k: v for k, v in row.items() if k not in ("origin", "note")} for row in csv.DictReader(io.StringIO(text))]


def test_the_demo_county_gives_the_expected_report():
    written = as_csv(county_table(the_outcome())).decode()
    assert without_origin(written) == without_origin(EXPECTED.read_text("utf-8"))


def test_the_table_is_utf8_with_lf_and_the_columns_of_the_expected_report():
    written = as_csv(county_table(the_outcome()))
    header = EXPECTED.read_text("utf-8").split("\n", 1)[0]
    assert written.decode().split("\n", 1)[0] == header == ",".join(COLUMNS)
    assert b"\r" not in written
    assert written.endswith(b"\n")


@pytest.mark.parametrize(
    ("measure", "tally"),
    [
        (
            "ind_visit",
            {
                "NC_NOT_CONFIRMED": 40,
                "NC_OUT_OF_PERIOD": 32,
                "NC_DUPLICATE": 24,
                "NC_OUTCOME": 30,
                "NC_ADJUST_PENDING": 12,
                "NC_VOID": 8,
                "NC_SIGNED_LATE": 6,
                "NC_CLIENT_SCOPE": 20,
            },
        ),
        ("ind_case", {"NC_STATUS": 9, "NC_MIN_CHILDREN": 3}),
        ("ind_group", {"NC_MIN_CHILDREN": 4}),
        ("ind_activity", {"NC_FIELD": 5}),
        ("ind_vol_team", {"NC_MIN_CHILDREN": 2}),
        ("ind_media", {"NC_FIELD": 7, "NC_DUPLICATE": 4}),
        ("ind_ce_hours", {"NC_NOT_VERIFIED": 10}),
    ],
)
def test_each_decoy_is_left_out_for_its_own_reason(measure, tally):
    views, workers = the_county()
    outcome = count(the_contract(), Sources.of(**views), date(2023, 10, 20), workers)
    assert Counter(u.first.code for u in outcome.result(measure).uncounted) == tally


def test_rows_handed_in_twice_the_same_way_give_equal_outcomes():
    views, workers = the_county()
    assert count(the_contract(), Sources.of(**views), END, workers) == the_outcome()


@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing_in_the_small(shuffler):
    rows = [
        a_visit(
            visit_id=f"v{n}",
            client_id=f"P{n % 7}",
            start_at=["09:00", None, "10:00"][n % 3],
            mode=1 + n % 6,
            row_outcome=1 + n % 2,
        )
        for n in range(60)
    ]
    contract = contract_with("ind_visit", params={"max_phone_share_pct": 30})
    straight = counted(contract, visit_client=rows)
    shuffler.shuffle(rows)
    assert counted(contract, visit_client=rows) == straight


def test_the_order_of_rows_changes_nothing_in_the_whole_county():
    views, workers = the_county()
    shuffled = {name: random.Random(7).sample(rows, len(rows)) for name, rows in views.items()}
    outcome = count(the_contract(), Sources.of(**shuffled), END, workers[::-1])
    assert outcome == the_outcome()


def test_the_order_of_stations_in_the_file_does_not_matter():
    contract = replace(the_contract(), stations=the_contract().stations[::-1])
    views, workers = the_county()
    assert as_csv(county_table(count(contract, Sources.of(**views), END, workers))) == as_csv(
        county_table(the_outcome())
    )


def test_more_time_never_takes_a_counted_visit_away():
    rows = [a_visit(service_date=date(2022 + (m > 3), (m + 8) % 12 + 1, 1), client_id=f"P{m}") for m in range(12)]
    values = [counted(as_of=row.service_date, visit_client=rows).result("ind_visit").value for row in rows]
    assert values == sorted(values)
    assert values[-1] == 12


def test_while_the_period_runs_a_source_without_a_row_has_no_verdict_anywhere():
    visit = [*full(STATION, 2)]
    running = counted(visit_client=visit, as_of=date(2023, 3, 31))
    rows = {row.measure_code: row for row in county_table(running) if row.scope == "county"}
    assert (rows["ind_visit"].status, rows["ind_case"].status, rows["ind_case"].note) == ("未达标", "尚无数据", "")
    assert rows["ind_training"].status == "列示"
    assert {row.status for row in county_table(running) if row.measure_code == "ind_case"} == {"尚无数据"}
    assert "项尚无数据" in running.headline
    over = counted(visit_client=visit, as_of=date(2023, 9, 30))
    assert over.result("ind_case").status == "未达标"
    assert "尚无数据" not in over.headline
