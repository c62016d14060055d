from __future__ import annotations

from pathlib import Path

import pytest

from sheqi_desktop.operations import drafts
from sheqi_desktop.operations.back_up import back_up
from sheqi_desktop.operations.due import due_rows
from sheqi_desktop.operations.form_state import form_state
from sheqi_desktop.operations.home import home
from sheqi_desktop.operations.save_record import draft_of, save_record
from sheqi_desktop.operations.station_state import station_state
from tests.desks import Hands
from tests.gui.pages.station_world import a_desk, a_person, a_visit, fill


@pytest.fixture
def hands() -> Hands:
    return Hands("2023-05-01T09:00:00")


@pytest.fixture
def desk(tmp_path: Path, hands: Hands):
    made = a_desk(tmp_path, hands)
    yield made
    made.close()


def test_what_is_late_comes_before_today_and_says_what_was_promised(desk, hands):
    fill(desk, hands)
    late, today = due_rows(desk).of("late", "today")
    assert (late.who, late.badge, late.tone, late.days_late) == ("王秀兰", "逾期 4 天", "bad", 4)
    assert late.why == "上次 5月10日：约定一个月内复访，查看药盒"
    assert (today.who, today.badge) == ("吴学敏", "今天")


def test_who_was_never_visited_is_listed_apart(desk, hands):
    fill(desk, hands)
    assert [row.who for row in due_rows(desk).of("never")] == ["单玉芬"]


def test_a_visit_takes_a_person_off_the_list(desk, hands):
    people = fill(desk, hands)
    a_visit(desk, people["王秀兰"], "2023-06-14", risk_level_after=3, next_due="2023-06-21", late_reason=None)
    rows = due_rows(desk).of("late", "today", "week")
    assert [row.who for row in rows if row.kind == "visit"] == ["吴学敏", "王秀兰"]


def test_a_visit_is_called_to_mind_as_many_days_before_as_was_chosen(desk, hands):
    people = fill(desk, hands)
    a_visit(desk, people["王秀兰"], "2023-06-14", risk_level_after=3, next_due="2023-06-19", late_reason=None)
    who = lambda ahead: [row.who for row in due_rows(desk, ahead).of("week") if row.kind == "visit"]  # noqa: E731
    assert who(5) == ["王秀兰"]
    assert who(4) == []
    assert [row.who for row in due_rows(desk, 0).of("today")] == ["吴学敏"]


def test_a_number_still_missing_after_a_month_is_asked_for_but_never_called_late(desk, hands):
    fill(desk, hands)
    asked = [row for row in due_rows(desk).of("late", "today", "week") if row.kind == "task"]
    assert {(row.what, row.form, row.group) for row in asked} == {("补证件号", "client", "week")}
    assert {row.who for row in asked} == {"王秀兰", "吴学敏", "万喜来", "单玉芬"}


def test_a_promise_is_asked_for_on_its_day_unless_the_next_visit_tells_it(desk, hands):
    people = fill(desk, hands)
    promise = [{"matter": "带助听器去检修", "worker": "张敏", "due": "2023-06-15", "result": 1}]
    a_visit(
        desk,
        people["王秀兰"],
        "2023-06-14",
        risk_level_after=3,
        next_due="2023-07-14",
        follow_ups=promise,
        late_reason=None,
    )
    rows = due_rows(desk).of("late", "today", "week")
    assert [(row.who, row.what, row.why) for row in rows if row.form == "visit" and row.kind == "task"] == [
        ("王秀兰", "跟进事项", "带助听器去检修")
    ]


def test_a_half_typed_form_is_something_to_do_today(desk, hands):
    drafts.keep_draft(desk, "client", "new-1", {"name": "李桂英"}, 1, desk.me.worker_id)
    (row,) = due_rows(desk).of("today")
    assert (row.kind, row.who, row.act) == ("draft", "李桂英", "继续填写")


def test_an_empty_station_is_told_how_to_begin(desk):
    found = home(desk)
    assert found.empty
    assert found.greeting == "上午好，张敏"
    assert found.clock_warning == ""


def test_a_station_at_work_that_has_no_case_at_all_is_behind_with_cases(desk, hands):
    fill(desk, hands)
    lines = {line.code: line for line in home(desk).progress.lines}
    assert (lines["ind_visit"].done, lines["ind_visit"].target) == ("5", "160 人次")
    assert (lines["ind_case"].state, lines["ind_case"].done) == ("far_behind", "0")


def test_the_ring_counts_this_month_only(desk, hands):
    fill(desk, hands)
    ring = home(desk).progress.ring
    assert (ring.month, ring.done, ring.title) == (6, 1, "6月探访")


def test_the_elders_seen_this_month_stand_beside_the_ring(desk, hands):
    people = fill(desk, hands)
    assert home(desk).progress.ring.elders == "特殊困难老年人本月已访 0 / 2 人（0%）"
    a_visit(desk, people["王秀兰"], "2023-06-14", risk_level_after=3, next_due="2023-06-21", late_reason=None)
    assert home(desk).progress.ring.elders == "特殊困难老年人本月已访 1 / 2 人（50%）"


def test_the_reporting_window_is_plain_then_amber_then_red(desk, hands):
    fill(desk, hands)
    assert (home(desk).reporting.window, home(desk).reporting.tone) == ("下次报送 7月1日—3日", "")
    hands.to("2023-07-02T09:00:00")
    assert (home(desk).reporting.window, home(desk).reporting.tone) == ("现在报送：7月1日—3日", "warn")


def test_a_clock_that_went_back_is_noticed(desk, hands):
    fill(desk, hands)
    hands.to("2019-01-01T09:00:00")
    assert home(desk).clock_warning == "电脑日期可能不正确（2019-01-01），请先校准再录入。"
    hands.to("2023-10-01T09:00:00")
    assert home(desk).clock_warning


def test_what_is_entered_while_the_date_is_wrong_is_marked_until_it_is_saved_under_a_right_one(desk, hands):
    fill(desk, hands)
    hands.to("2019-01-01T09:00:00")
    wrong = a_person(desk, "李桂英", opened_on="2018-12-20", consent_oral_on="2018-12-20")
    hands.to("2023-06-14T10:00:00")
    assert [line.words for line in form_state(desk, wrong).lines] == ["日期待核"]
    assert [(row.who, row.act) for row in due_rows(desk).of("week") if row.what == "日期待核"] == [("李桂英", "去核对")]
    right = a_person(desk, "赵小雨")
    assert form_state(desk, right).lines == ()
    save_record(desk, draft_of(desk, wrong), wrong)
    assert form_state(desk, wrong).lines == ()


def test_records_after_a_date_far_ahead_do_not_make_the_true_day_look_wrong(desk, hands):
    fill(desk, hands)
    hands.to("2024-06-14T09:00:00")
    assert form_state(desk, a_person(desk, "李桂英")).lines
    hands.to("2023-06-14T10:00:00")
    assert home(desk).clock_warning == ""


def test_the_lead_is_told_of_somebody_at_high_risk_whom_nobody_reached_three_times(desk, hands):
    people = fill(desk, hands)
    a_visit(desk, people["单玉芬"], "2023-06-09", risk_level_after=3)

    def missed(on: str) -> list[str]:
        a_visit(desk, people["单玉芬"], on, outcome=2, note="敲门没人应，邻居也不知道去了哪里。")
        return [row.why for row in due_rows(desk).rows if row.what == "没联系上"]

    assert [missed(f"2023-06-{on}") for on in (10, 11)] == [[], []]
    (told,) = missed("2023-06-12")
    assert told.startswith("高风险，已连续3次没联系上")


def test_a_week_without_a_copy_is_said_aloud(desk, hands):
    a_person(desk, "王秀兰")
    assert not home(desk).backup.here_late
    hands.to("2023-05-20T09:00:00")
    assert home(desk).backup.here_late
    back_up(desk)
    assert home(desk).backup.here == "今日已备份 09:00"


def test_the_status_line_counts_what_was_not_reported(desk, hands):
    fill(desk, hands)
    state = station_state(desk)
    assert state.unsent == 9
    assert state.reporting == "9 处改动未报送"
