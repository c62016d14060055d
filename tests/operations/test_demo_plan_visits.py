"""The visits of the demo county count exactly, and every decoy fails for its own reason."""

from __future__ import annotations

import itertools
from collections import Counter
from datetime import date
from functools import cache

from sheqi_desktop.catalog import assets
from sheqi_desktop.catalog.contracts import load_contract
from sheqi_desktop.domain.counting.count import MeasureResult, count
from sheqi_desktop.domain.counting.sources import Sources
from tests.operations.demo_plans import clients, days_of_workers, entries, the_plan, visit_rows

FIGURES = {
    "赵河街道": (142, 36), "潘河街道": (145, 36), "赊店镇": (157, 39), "桥头镇": (141, 35), "饶良镇": (148, 37),
    "兴隆镇": (134, 34), "晋庄镇": (137, 34), "李店镇": (143, 36), "苗店镇": (139, 35), "郝寨镇": (132, 33),
    "朱集镇": (133, 33), "下洼镇": (138, 34), "太和镇": (130, 33), "大冯营镇": (135, 34), "陌陂镇": (128, 32),
    "唐庄乡": (130, 32),
}  # fmt: skip


@cache
def counted() -> MeasureResult:
    stations = {station.code for station in the_plan().stations}
    contract = load_contract(assets.resources_dir() / "contracts" / "sheqi-2022.toml", stations)
    return count(contract, Sources.of(visit_client=visit_rows()), date(2023, 10, 31)).result("ind_visit")


def counted_visits():
    keys = {row.visit_id for row in counted().counted}
    return [entry for _, entry in entries("visit") if entry.key in keys]


def test_each_station_counts_its_door_and_call_rows():
    codes = {station.code: station.name for station in the_plan().stations}
    found = Counter((codes[row.station_code], row.mode_group) for row in counted().counted)
    assert found == {
        (name, way): n for name, two in FIGURES.items() for way, n in zip(("door", "call"), two, strict=True)
    }
    assert len(counted().counted) == 2765


def test_each_month_counts_its_share():
    found = Counter(row.service_date.isoformat()[:7] for row in counted().counted)
    assert [found[month] for month in sorted(found)] == [
        111, 166, 221, 194, 138, 166, 249, 276, 276, 276, 249, 249, 194,
    ]  # fmt: skip
    december = [row.mode_group for row in counted().counted if row.service_date.month == 12]
    assert december.count("call") == 107


def test_records_housemates_and_households_are_as_written():
    rows = counted().counted
    assert len({row.visit_id for row in rows}) == 2612
    assert sum(not row.is_main for row in rows) == 153
    assert max(Counter(row.visit_id for row in rows).values()) == 2
    mains = [row for row in rows if row.is_main]
    assert len({(row.household_id, row.service_date, row.mode_group) for row in mains}) == 2612
    for row in rows:
        if not row.is_main:
            assert row.household_id == next(r.household_id for r in mains if r.visit_id == row.visit_id)


def test_every_decoy_fails_first_for_the_reason_the_contract_file_names():
    found = Counter(one.first.code for one in counted().uncounted)
    assert found == {
        "NC_NOT_CONFIRMED": 40, "NC_OUT_OF_PERIOD": 32, "NC_DUPLICATE": 24, "NC_OUTCOME": 30, "NC_ADJUST_PENDING": 12,
        "NC_VOID": 8, "NC_SIGNED_LATE": 6, "NC_CLIENT_SCOPE": 20,
    }  # fmt: skip
    for one in counted().uncounted:
        assert len(one.failures) == 1 or one.first.code == "NC_NOT_CONFIRMED"
    outside = Counter(one.row.service_date for one in counted().uncounted if one.first.code == "NC_OUT_OF_PERIOD")
    assert outside == {date(2022, 8, 31): 16, date(2023, 10, 1): 16}


def test_each_closed_month_gets_one_visit_afterwards_and_no_other():
    closes = {(one.station, one.year, one.month): one.at for one in the_plan().month_closes}
    after = Counter()
    for station, entry in entries("visit"):
        day = date.fromisoformat(entry.answers["service_date"])
        closed_at = closes.get((station.code, day.year, day.month))
        if closed_at and entry.at > closed_at:
            after[station.code] += 1
    assert after == {station: 1 for station, _, _ in closes}
    assert len(closes) == 12


def test_nobody_is_at_two_places_at_once():
    for busy in days_of_workers().values():
        busy.sort(key=lambda one: one.start)
        assert all(one.end < other.start for one, other in itertools.pairwise(busy)), busy


def test_nobody_is_visited_before_the_file_or_after_leaving():
    left = {}
    for _, entry in entries("client", patch=True):
        answers = entry.answers
        left[entry.key] = answers.get("death_date") or answers.get("moved_on") or answers.get("closed_on")
    for row in visit_rows():
        opened = clients()[row.client_id].answers["opened_on"]
        assert opened <= row.service_date.isoformat() < left.get(row.client_id, "9999")


def test_categories_are_those_of_the_file_on_every_visit():
    for row in visit_rows():
        held = [one["category"] for one in clients()[row.client_id].answers["categories"]]
        assert list(row.categories) == held
    only_others = {row.client_id for row in visit_rows() if row.categories == ("G9",)}
    assert len(only_others) == 4


def test_kinds_signals_and_late_entries_keep_their_shares():
    visits = counted_visits()
    assert Counter(one.answers["visit_type"] for one in visits) == {
        1: 575, 2: 1202, 3: 366, 4: 209, 5: 104, 6: 78, 7: 52, 8: 26,
    }  # fmt: skip
    assert Counter(one.answers["risk_signals"][0] for one in visits) == {
        0: 2390, 2: 50, 1: 42, 3: 31, 8: 29, 4: 18, 9: 16, 7: 13, 5: 5, 99: 18,
    }  # fmt: skip
    late = [one for one in visits if one.late_reason]
    assert len(late) == 157
    for one in visits:
        days = (one.at.date() - date.fromisoformat(one.answers["service_date"])).days
        assert (days > 3) is bool(one.late_reason)
        assert days >= 0


def test_every_signal_is_acted_on_and_followed_up():
    with_signal = [one.answers for one in counted_visits() if one.answers["risk_signals"] != [0]]
    done = 0
    for answers in with_signal:
        assert answers["immediate_action"]
        (row,) = answers["follow_ups"]
        done += "done_on" in row and row["done_on"] <= row["due"]
    assert done == round(len(with_signal) * 92 / 100)


def test_weekdays_hours_and_lengths_are_plausible():
    visits = counted_visits()
    weekend = sum(date.fromisoformat(one.answers["service_date"]).weekday() >= 5 for one in visits)
    assert 899 <= (len(visits) - weekend) * 1000 // len(visits) <= 901
    morning = sum(one.answers["start_at"] < "12:00" for one in visits)
    assert 570 <= morning * 1000 // len(visits) <= 630
    homes = [one.answers for one in visits if one.answers["mode"] == 1]
    assert 680 <= sum(len(one["workers"]) == 2 for one in homes) * 1000 // len(homes) <= 710
    for one in visits:
        start, end = (int(t[:2]) * 60 + int(t[3:]) for t in (one.answers["start_at"], one.answers["end_at"]))
        low, high = (4, 15) if one.answers["mode"] in (2, 3) else (25, 70)
        assert low <= end - start <= high
        assert start >= 510
        assert end <= 690 or start >= 870
        assert end <= 1050
