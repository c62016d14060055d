"""探访人次: the boundaries, the truth table of 小站, and which of two rows survives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sheqi_desktop.domain.counting.figures import breakdown, visit_figures
from sheqi_desktop.domain.counting.reasons import cure_for
from tests.domain.counting.rows import (
    OTHER_STATION,
    STATION,
    a_visit,
    codes,
    contract_with,
    counted,
    the_contract,
)


def visits(*rows, contract=None, as_of=date(2023, 10, 31)):
    return counted(contract, as_of, visit_client=rows).result("ind_visit")


def reasons(*rows, **given):
    return codes(visits(*rows, **given))


@pytest.mark.parametrize(
    ("day", "counts"),
    [("2022-08-31", 0), ("2022-09-01", 1), ("2023-08-31", 1), ("2023-09-30", 1), ("2023-10-01", 0)],
)
def test_both_ends_of_the_period_are_in_it(day, counts):
    result = visits(a_visit(service_date=date.fromisoformat(day)))
    assert result.value == counts
    assert codes(result) == [] if counts else ["NC_OUT_OF_PERIOD"]


def test_a_visit_outside_says_which_period_it_is_outside():
    left_out = visits(a_visit(service_date=date(2022, 8, 31))).uncounted[0]
    assert left_out.first.message == "不在服务期内（2022-09-01至2023-09-30）"


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        ("2023-10-10T23:59:59", ""),
        ("2023-10-11T00:00:00", "NC_SIGNED_LATE"),
        ("2023-10-10T23:59:59+08:00", ""),
        ("2023-10-10T15:59:59Z", ""),
        ("2023-10-10T16:00:00Z", "NC_SIGNED_LATE"),
        ("2023-10-10T16:00:00+00:00", "NC_SIGNED_LATE"),
        ("2023-10-10", ""),
        (None, "NC_NOT_SIGNED"),
    ],
)
def test_the_cut_off_is_a_day_of_the_county(moment, code):
    assert reasons(a_visit(signed_at=moment)) == ([code] if code else [])


@pytest.mark.parametrize(
    ("said", "code", "message"),
    [
        ({"void": True}, "NC_VOID", "已作废"),
        ({"confirmed": False}, "NC_NOT_CONFIRMED", "尚未提交或签批"),
        ({"period_adjust_state": "pending"}, "NC_ADJUST_PENDING", "已结账月份的补录，待指导中心确认"),
        ({"period_adjust_state": "refused"}, "NC_ADJUST_PENDING", "已结账月份的补录，待指导中心确认（中心未接受）"),
        ({"complete": False}, "NC_INCOMPLETE", "必填项不完整"),
        (
            {"service_date": None, "signed_at": "2023-03-01"},
            "NC_OUT_OF_PERIOD",
            "不在服务期内（2022-09-01至2023-09-30）",
        ),
        ({"signed_at": ""}, "NC_NOT_SIGNED", "未确认"),
        ({"signed_at": "2023-11-01T08:00:00"}, "NC_SIGNED_LATE", "确认时间晚于数据截止日"),
        ({"mode": 6}, "NC_FIELD", "探访方式不符合计数条件"),
        ({"row_outcome": 2}, "NC_OUTCOME", "未见到或未联系上"),
        ({"row_outcome": 5}, "NC_OUTCOME", "未见到或未联系上"),
        ({"categories": ("G9",)}, "NC_CLIENT_SCOPE", "不属于合同约定的服务对象"),
        ({"categories": ()}, "NC_CLIENT_SCOPE", "不属于合同约定的服务对象"),
    ],
)
def test_every_reason_of_a_visit_is_told_in_its_words(said, code, message):
    left_out = visits(a_visit(**said)).uncounted[0]
    assert (left_out.first.code, left_out.first.message) == (code, message)


@pytest.mark.parametrize(
    "said",
    [{"period_adjust_state": "accepted"}, {"categories": ("G9", "D1")}, {"row_outcome": 6}, {"correcting": True}],
)
def test_what_is_good_enough_counts(said):
    assert visits(a_visit(**said)).value == 1


def test_all_failing_rules_are_kept_and_the_first_is_shown():
    left_out = visits(a_visit(confirmed=False, row_outcome=2, categories=("G9",))).uncounted[0]
    assert [failure.code for failure in left_out.failures] == ["NC_NOT_CONFIRMED", "NC_OUTCOME", "NC_CLIENT_SCOPE"]


def test_a_confirmed_record_under_correction_still_counts():
    (row,) = visits(a_visit(correcting=True)).counted
    assert row.correcting


def test_the_same_client_twice_a_day_counts_once_and_names_the_survivor():
    first, second = a_visit(start_at="09:00"), a_visit(start_at="15:00")
    result = visits(second, first)
    assert result.counted == (first,)
    assert result.uncounted[0].first.message == f"与{first.doc_no}重复"


def test_visited_and_phoned_on_one_day_counts_twice():
    assert visits(a_visit(mode=1), a_visit(mode=2)).value == 2


def test_phone_and_video_on_one_day_are_one_call():
    assert reasons(a_visit(mode=2), a_visit(mode=3)) == ["NC_DUPLICATE"]


def test_two_stations_visiting_one_person_count_one_each():
    result = visits(a_visit(), a_visit(station_code=OTHER_STATION, client_id="P1-elsewhere", person_id="person-P1"))
    assert [result.unit(code).value for code in (STATION, OTHER_STATION)] == [1, 1]
    assert visit_figures(result).persons == 1


def test_a_record_that_fails_another_rule_takes_nobodys_place():
    drafted, handed_in = a_visit(start_at="08:00", confirmed=False), a_visit(start_at="15:00")
    assert visits(drafted, handed_in).counted == (handed_in,)


@pytest.mark.parametrize(
    ("winner", "loser"),
    [
        ({"start_at": "09:00"}, {"start_at": "09:30"}),
        ({"start_at": "09:00", "is_main": False}, {"start_at": "09:30", "is_main": True}),
        ({"start_at": "09:00"}, {"start_at": None}),
        ({"is_main": True}, {"is_main": False}),
        ({"is_main": True, "signed_at": "2023-03-02T08:00"}, {"is_main": False, "signed_at": "2023-03-01T08:00"}),
        ({"signed_at": "2023-03-01T17:00:00"}, {"signed_at": "2023-03-01T18:00:00"}),
        ({"signed_at": "2023-03-01T08:00:00Z"}, {"signed_at": "2023-03-01T17:00:00"}),
        ({"start_at": None, "visit_id": "a"}, {"start_at": None, "visit_id": "b"}),
        ({"visit_id": "a"}, {"visit_id": "b"}),
    ],
)
def test_earliest_start_then_main_client_then_first_confirmed_then_smallest_id_survives(winner, loser):
    one, other = a_visit(**{"visit_id": "x1", **winner}), a_visit(**{"visit_id": "x2", **loser})
    assert visits(one, other).counted == (one,)
    assert visits(other, one).counted == (one,)


def test_visits_after_the_day_we_look_at_are_no_candidates():
    result = visits(a_visit(service_date=date(2023, 3, 2)), as_of=date(2023, 3, 1))
    assert (result.value, result.uncounted) == (0, ())


def test_visits_of_places_outside_the_contract_are_no_candidates():
    assert visits(a_visit(station_code="411327000"), a_visit(station_code="999999999")).uncounted == ()


# ------------------------------------------------------------------------------ signature and phone share
def asking_signatures():
    return contract_with("ind_visit", params={"max_phone_share_pct": 100, "require_client_ack": True})


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        ({"client_sign": "signed"}, True),
        ({"client_sign": "thumb"}, True),
        ({"client_sign": "refused", "sign_reason": True}, True),
        ({"client_sign": "unable", "sign_reason": True}, True),
        ({"client_sign": "refused"}, False),
        ({"client_sign": "unable"}, False),
        ({"client_sign": ""}, False),
        ({"client_sign": "", "mode": 2}, True),
        ({"client_sign": "", "mode": 4}, True),
        ({"client_sign": "", "mode": 5}, True),
    ],
)
def test_a_home_visit_without_signature_or_reason_falls_out_where_signatures_are_asked(said, counts):
    assert reasons(a_visit(**said), contract=asking_signatures()) == ([] if counts else ["NC_NO_CLIENT_ACK"])
    assert reasons(a_visit(**said)) == []


@pytest.mark.parametrize(
    ("doors", "calls", "pct", "left"),
    [
        (4, 4, 100, 4),
        (4, 4, 50, 4),
        (4, 5, 50, 4),
        (4, 4, 20, 1),
        (3, 4, 20, 0),
        (9, 9, 25, 3),
        (4, 4, 0, 0),
        (0, 3, 50, 0),
    ],
)
def test_calls_beyond_their_share_of_what_is_left_fall_out(doors, calls, pct, left):
    contract = contract_with("ind_visit", params={"max_phone_share_pct": pct, "require_client_ack": False})
    rows = [a_visit(client_id=f"D{n}") for n in range(doors)]
    rows += [a_visit(client_id=f"C{n}", mode=2, service_date=date(2023, 4, 1 + n)) for n in range(calls)]
    result = visits(*rows, contract=contract)
    assert [row.client_id for row in result.counted if row.mode_group == "call"] == [f"C{n}" for n in range(left)]
    assert {u.first.message for u in result.uncounted} <= {"电话访问超出上限"}
    assert codes(result) == ["NC_FIELD"] * (calls - left)


def test_each_station_has_its_own_phone_share():
    contract = contract_with("ind_visit", params={"max_phone_share_pct": 50})
    rows = [a_visit(client_id="A"), a_visit(client_id="B", mode=2, station_code=OTHER_STATION)]
    assert reasons(*rows, contract=contract) == ["NC_FIELD"]


# ------------------------------------------------------------------------------ 小站 (08 §6)
def in_march(day, **said):
    return a_visit(
        service_date=date(2023, 3, day),
        **{"household_id": "H1" if said.get("client_id", "P1") in "P1P2" else "", **said},
    )


def small_station():
    with_mate = in_march(2)
    alone = in_march(3)
    home = in_march(7, mode=4, client_id="P3", household_id="H3")
    return {
        1: [in_march(1, start_at="09:00")],
        2: [in_march(1, start_at="15:00")],
        3: [in_march(1, mode=2)],
        4: [with_mate, in_march(2, client_id="P2", is_main=False, visit_id=with_mate.visit_id)],
        5: [alone, in_march(3, client_id="P2", is_main=False, row_outcome=2, visit_id=alone.visit_id)],
        6: [in_march(4, client_id="P3", row_outcome=2)],
        7: [in_march(4, client_id="P3", mode=2, row_outcome=6)],
        8: [in_march(5, client_id="P4", row_outcome=5)],
        9: [in_march(6, client_id="P4", mode=6)],
        10: [home, in_march(7, mode=4, client_id="P4", household_id="H4", is_main=False, visit_id=home.visit_id)],
        11: [in_march(8, void=True)],
        12: [in_march(9, signed_at="2023-03-20T09:00:00")],
        13: [in_march(10, client_id="P5", categories=("G9",))],
        14: [in_march(11, client_id="P2"), in_march(11, client_id="P2", mode=3)],
        15: [in_march(12, confirmed=False, signed_at=None)],
    }


def test_the_small_station_counts_eleven_person_times_and_ten_household_times():
    rows = [row for record in small_station().values() for row in record]
    figures = visit_figures(visits(*rows))
    assert (figures.person_times, figures.household_times) == (11, 10)


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (1, (1, 1)),
        (3, (1, 1)),
        (4, (2, 1)),
        (5, (1, 1)),
        (6, (0, 0)),
        (7, (1, 1)),
        (8, (0, 0)),
        (9, (0, 0)),
        (10, (2, 2)),
        (11, (0, 0)),
        (12, (1, 1)),
        (13, (0, 0)),
        (14, (2, 2)),
        (15, (0, 0)),
    ],
)
def test_each_record_of_the_small_station(record, expected):
    figures = visit_figures(visits(*small_station()[record]))
    assert (figures.person_times, figures.household_times) == expected


def test_the_second_record_of_the_day_adds_nothing():
    small = small_station()
    assert visit_figures(visits(*small[1], *small[2])).person_times == 1


def test_the_figures_beside_the_count_of_the_small_station():
    rows = [row for record in small_station().values() for row in record]
    figures = visit_figures(visits(*rows))
    assert (figures.persons, figures.records, figures.door, figures.call) == (4, 15, 8, 3)
    assert figures.unreached == 2
    assert str(figures.phone_share_pct) == "27.3"


def test_nothing_counted_has_no_phone_share():
    assert visit_figures(visits()).phone_share_pct is None


# ------------------------------------------------------------------------------ breakdown, cure
def test_visits_are_broken_down_by_way_month_and_report_group():
    rows = [
        a_visit(client_id="a", categories=("A2", "E2"), age=70),
        a_visit(client_id="b", categories=("C1",), age=9, mode=2, service_date=date(2023, 4, 2)),
        a_visit(client_id="c", categories=("D1",), age=40),
        a_visit(client_id="d", categories=("G1",), age=40),
    ]
    assert breakdown(the_contract().measure("ind_visit"), rows) == {
        "mode_group": {"call": 1, "door": 3},
        "client_category": {"一小": 1, "一弱": 1, "一老": 1, "其他": 1, "社会救助": 1},
        "month": {"2023-03": 3, "2023-04": 1},
    }


def test_what_cannot_be_cured_is_grey():
    def cure(**said):
        left_out = visits(a_visit(**said)).uncounted[0]
        return cure_for(left_out.first, left_out.row)

    assert cure(void=True) == cure(service_date=date(2022, 8, 31)) == cure(period_adjust_state="refused") == ""
    assert cure(confirmed=False) == "提交"
    assert cure(period_adjust_state="pending") == "请求确认"
    assert cure(row_outcome=2, is_main=False) == "补同访情况"
    duplicate = visits(a_visit(start_at="09:00"), a_visit(start_at="10:00")).uncounted[0]
    assert cure_for(duplicate.first, duplicate.row) == ""


# ------------------------------------------------------------------------------ target and mid-term changes
@pytest.mark.parametrize(("n", "passed", "rate"), [(159, False, "99.4"), (160, True, "100.0"), (161, True, "100.6")])
def test_160_is_enough_and_159_is_not(n, passed, rate):
    unit = visits(*(a_visit(client_id=f"P{k}") for k in range(n))).unit(STATION)
    assert (unit.passed, str(unit.rate)) == (passed, rate)


def test_a_new_end_date_changes_the_result_without_touching_a_record():
    row = a_visit(service_date=date(2023, 9, 15))
    assert visits(row).value == 1
    assert visits(row, contract=the_contract().original()).value == 0


def test_visits_before_a_station_joined_are_outside_its_period():
    stations = tuple(replace(s, since=date(2023, 3, 1)) if s.code == STATION else s for s in the_contract().stations)
    contract = replace(the_contract(), stations=stations)
    result = visits(a_visit(service_date=date(2023, 2, 28)), a_visit(), contract=contract)
    assert result.uncounted[0].first.message == "不在服务期内（2023-03-01至2023-09-30）"
    assert (result.value, result.unit(STATION).target) == (1, 160)
    assert visits(contract=contract, as_of=date(2023, 2, 1)).units_total == 15
