"""Overlapping hours: nothing is dropped silently, a person says which counts, and may take it back."""

from __future__ import annotations

import pytest

from sheqi_desktop.domain.trouble import NotYours, ReasonTooShort, WrongState
from sheqi_desktop.operations.grid_rows import GridRow
from sheqi_desktop.operations.look_up import get
from sheqi_desktop.operations.settle_overlap import (
    NOT_DECIDED,
    overlap_pairs,
    overlapping_hours,
    overlaps_to_settle,
    settle_overlap,
    take_back,
)
from sheqi_desktop.operations.void import void
from sheqi_desktop.operations.volunteer_hours import judge, save_rows
from sheqi_desktop.operations.volunteer_page import hours_page
from tests.volunteer_station import Station

WHY = "签到表上只有第二处的签名"


def test_nothing_overlaps_where_the_desk_refused_it(station: Station):
    station.verified(station.rows(2))
    assert overlapping_hours(station.desk) == []


def test_what_overlaps_stands_side_by_side_and_the_second_waits(station: Station):
    first, second = station.two_at_once()
    pair = overlap_pairs(station.desk)[0]
    assert (pair.who, pair.counts.record, pair.waits.record) == ("李卫国", first, second)
    assert (pair.why, pair.decided, pair.may_decide) == (NOT_DECIDED, False, False)
    assert dict(pair.waits.facts)["时间"] == "11:00—12:00"
    assert hours_page(station.desk).month_hours == "3.5"


def test_the_lead_decides_with_a_reason_and_the_other_one_counts(station: Station):
    first, second = station.two_at_once()
    with pytest.raises(NotYours):
        settle_overlap(station.desk, second, first, WHY)
    lead = station.sit(1)
    with pytest.raises(ReasonTooShort):
        settle_overlap(lead, second, first, "对")
    settle_overlap(lead, second, first, WHY)
    pair = overlap_pairs(lead)[0]
    assert (pair.counts.record, pair.waits.record, pair.decided) == (second, first, True)
    assert pair.why == f"已核定不计入：{WHY}"
    assert pair.decided_by.startswith("张敏")
    assert overlaps_to_settle(lead) == 0
    assert hours_page(lead).month_hours == "1.0"
    stored = get(lead, first)
    assert (stored.status, stored.correcting) == ("signed", False)


def test_a_decision_is_turned_round_and_taken_back(station: Station):
    first, second = station.two_at_once()
    lead = station.sit(1)
    settle_overlap(lead, second, first, WHY)
    settle_overlap(lead, first, second, "负责人确认是第一处")
    assert [(one.counts.record, one.decided) for one in overlap_pairs(lead)] == [(first, True)]
    take_back(lead, first, second, "还要再问负责人")
    assert [(one.counts.record, one.decided) for one in overlap_pairs(lead)] == [(first, False)]
    with pytest.raises(WrongState):
        take_back(lead, first, second, "还要再问负责人")


def test_what_no_longer_overlaps_is_not_decided(station: Station):
    first, second = station.two_at_once()
    lead = station.sit(1)
    void(lead, second, "这一条是重复的")
    with pytest.raises(WrongState):
        settle_overlap(lead, second, first, WHY)


def test_the_time_of_a_record_set_aside_is_free_again(station: Station):
    first, second = station.two_at_once()
    lead = station.sit(1)
    settle_overlap(lead, second, first, WHY)
    row = GridRow("6-14", station.name(1), "理发", "08:00", "09:00")
    assert judge(lead, [row], station.common)[0].right
    assert save_rows(lead, [row], station.common).saved
