"""小组 through the verbs: plan, signature, roster of two machines, sessions, summary, steps, counting."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sheqi_desktop.domain import trouble as t
from sheqi_desktop.domain.checks_group_session import ON_PAPER
from sheqi_desktop.operations.accept_bundle import accept_bundles
from sheqi_desktop.operations.count_contract import count_contract
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.group_file import group_card
from sheqi_desktop.operations.move import move, state_of
from sheqi_desktop.operations.paper_first import set_plans_on_paper
from sheqi_desktop.operations.save_record import draft_of, new_draft, submit
from sheqi_desktop.operations.seal_bundle import seal_bundle
from tests.builders_groups import a_session
from tests.desks import Hands, a_centre, a_station, put
from tests.groups import a_held, a_listed, a_planned, a_summed_up, answers_of, as_person, signed, stored

ALL = ("present",) * 10
DAYS = ["2023-06-15", "2023-06-16", "2023-06-19", "2023-06-20"]


@pytest.fixture
def hands() -> Hands:
    return Hands("2023-06-14T09:00:00")


@pytest.fixture
def centre(tmp_path: Path, hands: Hands, config_dir: Path) -> Iterator[Desk]:
    desk = a_centre(tmp_path, hands)
    yield desk
    desk.close()


@pytest.fixture
def station(tmp_path: Path, centre: Desk, hands: Hands) -> Iterator[Desk]:
    desk = a_station(tmp_path, centre, hands, supervised=True)
    yield desk
    desk.close()


def state(desk: Desk, group: str) -> str:
    with desk.read() as read:
        return state_of(desk, read, desk.stored(read, group))


def test_a_group_of_four_sessions_counts_when_its_summary_is_signed(station: Desk, hands: Hands):
    group = a_planned(station, start_on="2023-06-15", end_on="2023-06-20")
    a_listed(station, group)
    for day in DAYS:
        hands.to(f"{day}T18:00:00")
        a_held(station, group, day, ALL)
    assert state(station, group) == "ended"
    summary = a_summed_up(station, group)
    assert answers_of(station, summary)["ended_on"] == answers_of(station, summary)["service_date"] == DAYS[-1]
    assert count_contract(station).outcome.result("ind_group").value == 0
    signed(station, summary)
    outcome = count_contract(station).outcome
    assert (outcome.result("ind_group").value, outcome.result("ind_group_session").value) == (1, 4)
    assert state(station, group) == "completed"


def test_once_a_scale_is_named_everybody_on_the_roster_has_a_line_for_the_two_numbers(station: Desk):
    group = a_planned(station)
    roster = a_listed(station, group)
    draft = new_draft(station, "group_summary", {"parent_id": group})
    assert draft.answers.get("measures") is None
    draft.answer("scale", "开心分")
    names = [row["name"] for row in draft.answers["measures"]]
    assert names == [row["name"] for row in answers_of(station, roster)["members"]]


def test_documents_are_numbered_after_their_group(station: Desk):
    group = a_planned(station)
    roster = a_listed(station, group)
    sessions = [a_held(station, group, day, ALL) for day in ("2023-06-12", "2023-06-13")]
    number = stored(station, group).number
    assert number == "411327103-XZ-2023-A0001"
    assert [stored(station, one).number for one in (roster, *sessions)] == [
        f"{number}-{tail}" for tail in ("MD", "J01", "J02")
    ]


def test_no_session_before_the_plan_is_signed(station: Desk):
    group = a_planned(station, approve=False)
    with pytest.raises(t.NotFinished) as caught:
        put(station, "group_session", a_session(parent_id=group, service_date="2023-06-13"))
    assert "小组计划书尚未签批，不能登记活动记录。" in str(caught.value.facts)


def test_where_plans_are_signed_on_paper_first_a_session_is_only_worth_a_second_look(station: Desk):
    group = a_planned(station, approve=False)
    assert group_card(station, group).closed
    as_person(station, 2)
    with pytest.raises(t.NotYours):
        set_plans_on_paper(station, True)
    as_person(station, 1)
    set_plans_on_paper(station, True)
    card = group_card(station, group)
    assert (card.closed, card.own) == ("", True)
    asked = new_draft(station, "group_session", a_session(parent_id=group, service_date="2023-06-13")).problems()
    assert [one.message for one in asked if one.code == "plan_is_approved"] == [ON_PAPER]
    put(station, "group_session", a_session(parent_id=group, service_date="2023-06-13"))
    assert len(group_card(station, group).sessions) >= 1


def test_a_plan_that_waits_says_who_signs_and_how_the_signature_comes(station: Desk):
    assert "导出数据包" in group_card(station, a_planned(station, approve=False)).way_on


def test_nobody_signs_an_own_plan_and_a_returned_one_is_no_approval(station: Desk):
    group = a_planned(station, approve=False)
    assert state(station, group) == "submitted"
    with pytest.raises(t.NotYours):
        signed_by_lead(station, group)
    as_person(station, 2)
    signed(station, group)
    assert state(station, group) == "approved"


def signed_by_lead(desk: Desk, record: str) -> None:
    from sheqi_desktop.operations.sign_off import sign

    as_person(desk, 1)
    sign(desk, record)


def test_steps_with_the_whole_group(station: Desk):
    group = a_planned(station)
    move(station, group, "recruit")
    assert state(station, group) == "recruiting"
    with pytest.raises(t.WrongFileState) as caught:
        move(station, group, "terminate", "没有人来了")
    assert "小组当前为“招募中”，不能中止。" in caught.value.sentence
    with pytest.raises(t.ReasonTooShort):
        move(station, group, "cancel", "雨")
    move(station, group, "cancel", "报名只有两人，改为个案")
    assert state(station, group) == "cancelled"


# ------------------------------------------------------------------------------ one roster
def test_a_group_has_one_roster_however_often_somebody_begins_one(station: Desk):
    group = a_planned(station)
    roster = a_listed(station, group)
    again = new_draft(station, "group_roster", {"parent_id": group})
    again.add_row("members", {"name": "郑爱莲", "birth_year": 1950, "category": "E2", "joined_on": "2023-04-10"})
    assert submit(station, again).record == roster
    assert len(answers_of(station, roster)["members"]) == 11


def test_two_machines_add_members_to_the_same_list(tmp_path: Path, centre: Desk, station: Desk, hands: Hands):
    other = a_station(tmp_path, centre, hands, slot="B", supervised=True)
    try:
        group = a_planned(station)
        as_person(station, 1)
        accept_bundles(centre, [seal_bundle(station, centre.station, tmp_path).path])
        accept_bundles(other, [seal_bundle(centre, station.station, tmp_path).path])
        first = a_listed(station, group, ("王秀兰", "李桂英"))
        as_person(other, 1)
        hands.to("2023-06-14T10:00:00")
        draft = new_draft(other, "group_roster", {"parent_id": group})
        draft.add_row("members", {"name": "郑爱莲", "birth_year": 1950, "category": "E2", "joined_on": "2023-04-10"})
        assert submit(other, draft).record == first
        accept_bundles(centre, [seal_bundle(one, centre.station, tmp_path).path for one in (station, other)])
        merged = stored(centre, first)
        assert {row["name"] for row in merged.answers["members"]} == {"王秀兰", "李桂英", "郑爱莲"}
        assert merged.number == stored(station, group).number + "-MD"
        assert merged.conflicts == 0
    finally:
        other.close()


def test_a_member_taken_out_by_hand_is_gone(station: Desk):
    group = a_planned(station)
    roster = a_listed(station, group)
    draft = draft_of(station, roster)
    draft.remove_row("members", draft.answers["members"][0]["id"])
    submit(station, draft, roster)
    assert len(answers_of(station, roster)["members"]) == 9
