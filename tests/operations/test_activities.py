"""An activity at a real desk: planned, approved by another seat, held, signed, counted; put off, called off."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sheqi_desktop.domain.trouble import NotFinished, NotYours, OwnRecord, ReasonTooShort, WrongFileState
from sheqi_desktop.operations import activity_file
from sheqi_desktop.operations.activity_card import activity_card
from sheqi_desktop.operations.count_contract import count_contract
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.open_form import open_form
from sheqi_desktop.operations.print_choices import PrintChoices
from sheqi_desktop.operations.print_record import papers_for, print_record
from sheqi_desktop.operations.save_record import draft_of, new_draft, save_record, submit
from sheqi_desktop.operations.sign_off import sign
from sheqi_desktop.operations.unlock import switch
from sheqi_desktop.operations.verify_media import verify_media
from tests.builders_activity import PHOTO, a_media_report, a_plan, an_activity
from tests.desks import PASSWORD, Hands, a_centre, a_station, put
from tests.reports.papers import text_of
from tests.typed import tidy

STATION = "411327101"
LEAD, WORKER = f"w-{STATION}-1", f"w-{STATION}-2"


@pytest.fixture
def hands() -> Hands:
    return Hands("2023-02-20T09:00:00")


@pytest.fixture
def desk(tmp_path: Path, hands: Hands):
    centre = a_centre(tmp_path, hands)
    made = a_station(tmp_path, centre, hands, STATION)
    centre.close()
    yield made
    made.close()


def sit(desk: Desk, worker: str) -> None:
    switch(desk, worker, PASSWORD)


def plan(desk: Desk, **said: Any) -> str:
    """Save a plan as the worker."""
    sit(desk, WORKER)
    facts = {"leader_id": WORKER, "workers": [WORKER, LEAD]} | said
    return put(desk, "activity", tidy(a_plan(**facts)), hand_in=False).record


def approved(desk: Desk, **said: Any) -> str:
    """Have a plan approved by the 站长."""
    record = plan(desk, **said)
    activity_file.submit_plan(desk, record)
    sit(desk, LEAD)
    activity_file.approve_plan(desk, record)
    sit(desk, WORKER)
    return record


def tell(desk: Desk, record: str, **said: Any) -> None:
    """Write down what happened and hand it in."""
    draft = draft_of(desk, record)
    for name, value in tidy(an_activity(**said)).items():
        if name not in activity_file.PLAN and name not in ("moves", "worker_id"):
            draft.answer(name, value)
    submit(desk, draft, record, [one for one in draft.problems() if one.confirmable])


def counted(desk: Desk) -> int:
    return len(count_contract(desk, date(2023, 9, 30)).outcome.result("ind_activity").unit(STATION).counted)


def test_an_activity_is_planned_approved_held_signed_and_counted(desk: Desk, hands: Hands) -> None:
    record = plan(desk)
    assert activity_card(desk, record).number == "411327101-HD-2023-A0001"
    assert activity_card(desk, record).acts == {"edit", "submit_plan", "cancel"}
    activity_file.submit_plan(desk, record)
    card = activity_card(desk, record)
    assert (card.state, card.waits) == ("submitted", "等站长批准")
    assert "approve_plan" not in card.acts
    sit(desk, LEAD)
    assert {"approve_plan", "return_plan"} <= activity_card(desk, record).acts
    activity_file.approve_plan(desk, record)
    assert activity_card(desk, record).state == "approved"
    hands.to("2023-03-06T09:00:00")
    sit(desk, WORKER)
    tell(desk, record)
    card = activity_card(desk, record)
    assert (card.state, card.counts, counted(desk)) == ("summary_submitted", False, 0)
    sit(desk, LEAD)
    sign(desk, record)
    card = activity_card(desk, record)
    assert (card.state, card.words, card.counts, counted(desk)) == ("completed", "已完成", True, 1)
    assert [one.words for one in card.steps] == ["签批", "提交总结", "批准计划", "报批计划"]


def test_the_worker_cannot_approve_and_the_lead_not_their_own(desk: Desk) -> None:
    record = plan(desk)
    activity_file.submit_plan(desk, record)
    with pytest.raises(OwnRecord):
        activity_file.approve_plan(desk, record)
    sit(desk, LEAD)
    own = put(desk, "activity", tidy(a_plan(name="邻里节")), hand_in=False).record
    activity_file.submit_plan(desk, own)
    with pytest.raises(OwnRecord) as refused:
        activity_file.approve_plan(desk, own)
    assert "自己写的活动计划不能由自己批准。" in str(refused.value)
    assert activity_card(desk, own).waits == "等督导批准"
    sit(desk, WORKER)
    with pytest.raises(NotYours):
        activity_file.approve_plan(desk, own)


def test_what_happened_cannot_be_handed_in_before_the_plan_is_approved(desk: Desk) -> None:
    record = plan(desk)
    draft = draft_of(desk, record)
    with pytest.raises(NotFinished) as refused:
        submit(desk, draft, record)
    assert "活动计划还没有批准，不能提交活动总结。" in {one.message for one in refused.value.problems}


def test_a_plan_without_its_purpose_is_not_put_forward(desk: Desk) -> None:
    record = plan(desk, purpose=None)
    assert [one.field for one in activity_card(desk, record).missing] == ["purpose"]
    with pytest.raises(NotFinished):
        activity_file.submit_plan(desk, record)


def test_a_returned_plan_says_why_and_can_be_put_forward_again(desk: Desk) -> None:
    record = plan(desk)
    activity_file.submit_plan(desk, record)
    sit(desk, LEAD)
    with pytest.raises(ReasonTooShort):
        activity_file.return_plan(desk, record, "改")
    activity_file.return_plan(desk, record, "预算没有写来源")
    assert activity_card(desk, record).state == "draft"
    assert activity_card(desk, record).steps[0].comment == "预算没有写来源"
    sit(desk, WORKER)
    activity_file.submit_plan(desk, record)
    assert activity_card(desk, record).state == "submitted"


def test_rain_puts_it_off_under_the_same_number(desk: Desk, hands: Hands) -> None:
    record = approved(desk)
    number = activity_card(desk, record).number
    activity_file.postpone(desk, record, "当天有大雨，场地积水")
    assert activity_card(desk, record).state == "postponed"
    draft = draft_of(desk, record)
    draft.answer("service_date", "2023-03-12")
    save_record(desk, draft, record)
    card = activity_card(desk, record)
    assert (card.state, card.number) == ("approved", number)
    activity_file.postpone(desk, record, "又有大雨，改到下周", date(2023, 3, 19))
    assert activity_card(desk, record).state == "approved"


def test_a_cancelled_activity_takes_no_further_step_and_says_so(desk: Desk) -> None:
    record = approved(desk)
    activity_file.cancel(desk, record, "场地被征用，不办了")
    card = activity_card(desk, record)
    assert (card.state, card.acts, card.why_not) == ("cancelled", frozenset(), card.why_not)
    with pytest.raises(WrongFileState) as refused:
        activity_file.postpone(desk, record, "改到下周再办")
    assert "社区活动当前为“取消”，不能延期。" in str(refused.value)


def test_an_approved_plan_changes_with_a_reason_only(desk: Desk) -> None:
    record = approved(desk)
    draft = draft_of(desk, record)
    draft.answer("place", "小学操场")
    with pytest.raises(NotFinished):
        save_record(desk, draft, record)
    draft.answer("plan_reason", "广场停电，改到操场")
    save_record(desk, draft, record)
    again = draft_of(desk, record)
    assert (again.answers["place"], again.answers["plan_reason"]) == ("小学操场", "广场停电，改到操场")
    assert again.blocking("save") == []


def test_a_form_kept_open_does_not_take_back_an_approval_that_came_meanwhile(desk: Desk) -> None:
    record = plan(desk)
    activity_file.submit_plan(desk, record)
    kept_open = open_form(desk, "activity", record).draft
    sit(desk, LEAD)
    activity_file.approve_plan(desk, record)
    sit(desk, WORKER)
    kept_open.answer("volunteers", ["v1"])
    save_record(desk, kept_open, record)
    assert activity_card(desk, record).state == "approved"


def test_a_simple_activity_is_signed_once(desk: Desk, hands: Hands) -> None:
    hands.to("2023-03-06T09:00:00")
    sit(desk, WORKER)
    said = {
        "simple": True,
        "planned_n": 20,
        "budget": None,
        "actual_n": 18,
        "client_n": 12,
        "n_elder": 10,
        "moves": None,
    }
    told = {name: value for name, value in tidy(an_activity(**said)).items() if name != "worker_id"}
    record = put(desk, "activity", told).record
    assert activity_card(desk, record).state == "summary_submitted"
    sit(desk, LEAD)
    sign(desk, record)
    assert (activity_card(desk, record).state, counted(desk)) == ("completed", 1)


def test_a_simple_activity_outdoors_needs_the_supervisors_signature_too(desk: Desk, hands: Hands) -> None:
    hands.to("2023-03-06T09:00:00")
    sit(desk, WORKER)
    said = {"simple": True, "planned_n": 20, "budget": None, "actual_n": 18, "client_n": 12, "n_elder": 10}
    said |= {"moves": None, "features": ["outdoor"], "safety_plan": "两名志愿者在路口引导"}
    told = {name: value for name, value in tidy(an_activity(**said)).items() if name != "worker_id"}
    record = put(desk, "activity", told).record
    sit(desk, LEAD)
    sign(desk, record)
    assert activity_card(desk, record).state == "summary_submitted"
    assert counted(desk) == 0


def test_an_activity_another_station_hosts_is_kept_and_does_not_count(desk: Desk, hands: Hands) -> None:
    record = approved(desk, host_station="411327103", co_stations=[STATION])
    hands.to("2023-03-06T09:00:00")
    tell(desk, record)
    sit(desk, LEAD)
    sign(desk, record)
    card = activity_card(desk, record)
    assert (card.state, card.counts, counted(desk)) == ("completed", False, 0)
    assert "主办站点" in card.why_not


def test_its_papers_are_printed(desk: Desk) -> None:
    record = approved(desk)
    papers = [one.id for one in papers_for(desk, "activity", draft_of(desk, record).answers)]
    assert papers == ["plan", "sign_in", "sign_in_phone", "record"]
    assert all(print_record(desk, "activity", record, PrintChoices(one)).data for one in papers)


def confirmed(desk: Desk, record: str) -> tuple[str, ...]:
    """Give who confirmed the plan as its paper says it, 待签 in front while somebody is waited for."""
    words = text_of(print_record(desk, "activity", record, PrintChoices("plan")).data)
    found = re.findall(r"电子确认：(\D+[\d-]{10}[\d:]{5})", words)
    return ("待签",) * ("「待签」" in words) + tuple(found)


def test_the_plan_is_printed_with_those_who_approved_it(desk: Desk, hands: Hands) -> None:
    record = plan(desk, features=[1], safety_plan="两名志愿者在路口引导")
    assert confirmed(desk, record) == ("待签",)
    activity_file.submit_plan(desk, record)
    author, lead = desk.person_name(WORKER), desk.person_name(LEAD)
    assert confirmed(desk, record) == ("待签", f"{author}2023-02-2009:00")
    sit(desk, LEAD)
    hands.to("2023-02-21T10:30:00")
    activity_file.approve_plan(desk, record)
    both = (f"{author}2023-02-2009:00", f"{lead}2023-02-2110:30")
    assert confirmed(desk, record) == ("待签", *both), "outdoors the 督导 is still waited for"
    activity_file.return_plan(desk, record, "请补上路口引导的人")
    assert confirmed(desk, record) == ("待签",), "handed back, it begins anew"


def test_a_settled_plan_is_no_longer_marked_and_a_simple_one_carries_the_signatures_of_the_record(
    desk: Desk, hands: Hands
) -> None:
    record = approved(desk)
    assert len(confirmed(desk, record)) == 2
    simple = plan(desk, name="包饺子", simple=True, budget=None, planned_n=20)
    assert confirmed(desk, simple) == ("待签",)
    hands.to("2023-03-06T09:00:00")
    tell(desk, simple, actual_n=20, client_n=12, n_elder=12)
    assert confirmed(desk, simple) == (f"{desk.person_name(WORKER)}2023-03-0609:00",)


def test_a_media_report_is_opened_prefilled_and_stands_beside_its_activity(desk: Desk, hands: Hands) -> None:
    record = approved(desk)
    hands.to("2023-03-08T09:00:00")
    draft = new_draft(desk, "media_report", activity_card(desk, record).prefill)
    for name, value in tidy(a_media_report()).items():
        draft.answer(name, value)
    saved = submit(desk, draft)
    assert saved.number == "411327101-MT-2023-A0001"
    assert [one.words for one in activity_card(desk, record).reports] == ["演示县报《重阳敬老进乡村》"]


def test_the_centre_verifies_what_has_its_proof(tmp_path: Path, hands: Hands) -> None:
    centre = a_centre(tmp_path, hands)
    hands.to("2023-03-08T09:00:00")
    made = [save_centre_report(centre), save_centre_report(centre, clippings=[PHOTO])]
    with pytest.raises(OwnRecord):
        verify_media(centre, made[1], accepted=True)
    switch(centre, "w-centre-2", PASSWORD)
    with pytest.raises(NotFinished) as refused:
        verify_media(centre, made[0], accepted=True)
    assert [one.message for one in refused.value.problems] == ["请上传版面截图或PDF存档后再核验。"]
    with pytest.raises(ReasonTooShort):
        verify_media(centre, made[0], accepted=False, reason="假")
    verify_media(centre, made[1], accepted=True)
    with centre.read() as read:
        assert centre.stored(read, made[1]).answers["verify_state"] == "verified"
    centre.close()


def save_centre_report(centre: Desk, **said: Any) -> str:
    from sheqi_desktop.operations.identifiers import uuid7

    record = uuid7(centre.clock.ms())
    answers = {"station_code": centre.station, "status": "submitted", "_form": 1, **tidy(a_media_report(**said))}
    with centre.write() as write:
        centre.append(write, "media_report", record, (), answers)
    return record
