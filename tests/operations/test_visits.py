from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sheqi_desktop.domain.trouble import DraftInTheWay
from sheqi_desktop.operations.drafts import all_drafts, bring_back, keep_draft, put_away
from sheqi_desktop.operations.find_all import find_all
from sheqi_desktop.operations.open_form import open_form, propose
from sheqi_desktop.operations.visit_side import visit_side
from sheqi_desktop.operations.visits import VisitAsk, visits
from sheqi_desktop.operations.void import void
from sheqi_desktop.operations.world import World
from sheqi_desktop.store import history, records
from tests.desks import Hands
from tests.gui.pages.station_world import a_desk, a_visit, fill, rows_of


@pytest.fixture
def world(tmp_path: Path):
    hands = Hands("2023-05-01T09:00:00")
    desk = a_desk(tmp_path, hands)
    yield desk, fill(desk, hands)
    desk.close()


def test_the_list_is_newest_first_and_counts_its_filters(world):
    desk, _ = world
    found = visits(desk)
    assert [row.on for row in rows_of(desk)][:2] == ["2023-06-11", "2023-05-28"]
    assert (found.counts["all"], found.counts["month"], found.counts["call"]) == (5, 1, 0)
    assert [row.name for row in rows_of(desk, VisitAsk("wxl"))][:1] == ["万喜来"]
    assert [row.name for row in rows_of(desk, VisitAsk("轮椅"))] == ["吴学敏"]


def test_a_voided_visit_is_found_under_its_own_filter_only(world):
    desk, _ = world
    record = visits(desk).ids[0]
    void(desk, record, "重复登记了一次")
    assert record not in visits(desk).ids
    assert [row.state for row in rows_of(desk, VisitAsk("", "voided"))] == ["作废"]


def test_beside_a_visit_stands_the_last_one_and_its_promise(world):
    desk, people = world
    side = visit_side(desk, people["王秀兰"])
    assert (side.last_day, side.findings, side.promise) == (
        "5月10日",
        "健康：有变化；其余正常",
        "一个月内复访，查看药盒",
    )
    assert side.pressures == (("3月", 155), ("4月", 149), ("5月", 162))
    assert [matter.late for matter in side.matters] == [True]
    assert side.before["f_mood"] == 1


def test_the_risk_found_on_the_last_visit_is_that_of_the_file(world):
    desk, people = world
    client = people["万喜来"]
    seen = a_visit(desk, client, "2023-06-13", risk_level_after=3)
    assert _level(desk, client) == 3
    a_visit(desk, client, "2023-06-10", risk_level_after=2, risk_reason="当时还好，走路稳当。")
    assert _level(desk, client) == 3, "an older visit typed in late changes nothing"
    a_visit(desk, client, "2023-06-14", risk_level_after=1, risk_reason="儿子回来长住，扶手也装好了。")
    with desk.read() as read:
        stored = records.get(read, client)
        why = [step.reason for step in history.history(read, client)]
    assert (stored.answers["risk_level"], stored.answers["risk_reason"]) == (1, "儿子回来长住，扶手也装好了。")
    assert any(seen_number(desk, seen) in reason for reason in why)


def _level(desk, client: str) -> int:
    with desk.read() as read:
        return records.get(read, client).answers["risk_level"]


def seen_number(desk, visit: str) -> str:
    with desk.read() as read:
        return records.get(read, visit).number


def test_the_next_day_follows_from_the_risk(world):
    desk, people = world
    found = propose(desk, {"client_id": people["王秀兰"], "service_date": "2023-06-14"})
    assert (found.next_due, found.words) == ("2023-06-21", "高风险：7 天内，可提前")


def test_a_new_form_knows_the_day_the_hour_and_me(world):
    desk, people = world
    opened = open_form(desk, "visit", "", {"client_id": people["王秀兰"]})
    answers = opened.draft.answers
    assert (answers["service_date"], answers["start_at"], answers["workers"]) == (
        "2023-06-14", "10:24", [desk.me.worker_id],
    )  # fmt: skip


def test_what_was_half_typed_comes_back_as_it_was(world):
    desk, people = world
    answers = {"client_id": people["王秀兰"], "summary": "血压"}
    keep_draft(desk, "visit", "draft-1", answers, 1, desk.me.worker_id)
    opened = open_form(desk, "visit", "draft-1")
    assert opened.restored_at is not None
    assert opened.draft.answers["summary"] == "血压"
    assert "service_date" not in opened.draft.answers


def test_a_given_up_form_can_be_found_for_thirty_days(world):
    desk, _ = world
    keep_draft(desk, "client", "draft-2", {"name": "李桂英"}, 1, desk.me.worker_id)
    gone = put_away(desk, "client", "draft-2")
    assert [(line.who, line.put_away) for line in all_drafts(desk)] == [("李桂英", True)]
    bring_back(desk, gone)
    assert [line.put_away for line in all_drafts(desk)] == [False]


def test_a_form_typed_anew_and_the_one_given_up_before_it_are_both_kept(world):
    desk, _ = world
    type_ = lambda name: keep_draft(desk, "client", "draft-2", {"name": name}, 1, desk.me.worker_id)  # noqa: E731
    listed = lambda: [(line.who, line.put_away) for line in all_drafts(desk)]  # noqa: E731
    type_("李桂英")
    gone = put_away(desk, "client", "draft-2")
    type_("王秀兰")
    assert listed() == [("王秀兰", False), ("李桂英", True)]
    with pytest.raises(DraftInTheWay):
        bring_back(desk, gone)
    assert bring_back(desk, gone, instead=True).instead
    assert listed() == [("李桂英", False), ("王秀兰", True)]


def test_another_person_does_not_see_what_i_am_typing(world):
    desk, _ = world
    keep_draft(desk, "client", "draft-3", {"name": "李桂英"}, 1, "w-411327103-2")
    assert all_drafts(desk) == []


def test_the_search_offers_people_then_records_then_acts(world):
    desk, _ = world
    found = find_all(desk, "wxl")
    assert [line.group for line in found] == ["人", "人", "记录", "记录", "可以做的事", "可以做的事"] or found[
        0
    ].group == "人"
    assert found[-2].act == "visit"
    assert find_all(desk, "没有这个人")[0].act == "new_client"
    assert find_all(desk, "  ") == []


def test_how_late_is_late_is_the_countys_to_say(world, monkeypatch):
    desk, _ = world
    served = date(2023, 6, 1)
    assert World(desk).entry_deadline("visit", served) == date(2023, 6, 4)
    monkeypatch.setitem(vars(desk.library), "late_limits", {"visit": 10})
    assert World(desk).late_limit_days("visit") == 10
    assert World(desk).entry_deadline("visit", served) == date(2023, 6, 11)
    assert World(desk).entry_deadline("volunteer_hour", served) == date(2023, 6, 15), "the law's ten working days stay"
