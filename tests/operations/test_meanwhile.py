"""A form that stood open takes back nothing of what others saved meanwhile; what both answered is for the person."""

from __future__ import annotations

import pytest

from sheqi_desktop.domain.draft import Draft
from sheqi_desktop.domain.meanwhile import Began
from sheqi_desktop.domain.trouble import ChangedMeanwhile, ChangedUnseen, RecordVoided
from sheqi_desktop.operations import activity_file, look_up
from sheqi_desktop.operations.activity_card import activity_card
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.drafts import keep_draft
from sheqi_desktop.operations.meanwhile import settled
from sheqi_desktop.operations.open_form import copy_of, open_form
from sheqi_desktop.operations.save_record import draft_of, save_record, submit
from sheqi_desktop.operations.sign_off import return_, sign
from sheqi_desktop.operations.unlock import switch
from sheqi_desktop.operations.verify_hours import to_verify, verify_hours
from sheqi_desktop.operations.void import void
from sheqi_desktop.store import drafts
from tests.builders_activity import a_plan
from tests.desks import PASSWORD, put
from tests.signing import CODE, GUIDE, LEAD, WORKER, Office, an_agreement, somebody
from tests.typed import tidy, village_of
from tests.volunteers import a_team, an_hour, ten

BETTER = "三个月内由李强每周上门两次，血压降到 150 以下。"
DAYS = ("2023-05-02", "2023-05-03")
WORSE = "三个月内由李强每两周上门一次，帮着收拾院子。"


def hand_in(desk: Desk, draft: Draft, record: str) -> None:
    submit(desk, draft, record, [one for one in draft.problems() if one.confirmable])


def carry(office: Office, desk: Desk, other: Desk) -> None:
    """Bring what was written on one machine to another by way of the centre; the 站长 sits down to export it."""
    switch(desk, LEAD, PASSWORD)
    centre = office.centre()
    office.send(desk, centre)
    office.send(centre, other)
    switch(desk, WORKER, PASSWORD)


def now(desk: Desk, record: str) -> dict:
    return look_up.get(desk, record).answers


# ------------------------------------------------------------------------------ what goes together
def test_two_forms_open_at_once_lose_neither_of_what_was_saved(office: Office):
    desk = office.sit()
    client = somebody(desk)
    first, second = open_form(desk, "client", client), open_form(desk, "client", client)
    first.draft.answer("file_state", "deceased")
    first.draft.answer("death_date", "2023-05-01")
    hand_in(desk, first.draft, client)
    second.draft.answer("health_note", "血压偏高")
    hand_in(desk, copy_of(desk, second.draft, client), client)
    told = now(desk, client)
    assert (told["file_state"], told["death_date"], told["health_note"]) == ("deceased", "2023-05-01", "血压偏高")


def test_a_draft_kept_while_a_colleague_saved_goes_on_with_what_the_colleague_wrote(office: Office):
    desk = office.sit()
    client = somebody(desk)
    opened = open_form(desk, "client", client)
    opened.draft.answer("health_note", "血压偏高")
    keep_draft(desk, "client", client, opened.draft.answers, 1, desk.me.worker_id, opened.draft.began)
    switch(desk, LEAD, PASSWORD)
    theirs = open_form(desk, "client", client).draft
    theirs.answer("note", "站长核实：药已送到")
    hand_in(desk, theirs, client)
    switch(desk, opened.draft.answers["worker_id"], PASSWORD)
    again = open_form(desk, "client", client)
    assert again.restored_at
    assert (again.draft.answers["note"], again.draft.answers["health_note"]) == ("站长核实：药已送到", "血压偏高")
    hand_in(desk, again.draft, client)
    told = now(desk, client)
    assert (told["note"], told["health_note"]) == ("站长核实：药已送到", "血压偏高")


def test_a_bundle_that_comes_in_while_a_form_is_open_is_not_taken_back(office: Office):
    here = office.sit(LEAD)
    client = somebody(here)
    centre = office.centre()
    office.send(here, centre)
    other = office.sit(LEAD, "B")
    office.send(centre, other)
    opened = open_form(here, "client", client)
    opened.draft.answer("health_note", "血压偏高")
    theirs = draft_of(other, client)
    theirs.answer("note", "站长核实：药已送到")
    hand_in(other, theirs, client)
    office.send(other, centre)
    office.send(centre, here)
    hand_in(here, opened.draft, client)
    told = look_up.get(here, client)
    assert (told.answers["note"], told.answers["health_note"]) == ("站长核实：药已送到", "血压偏高")
    assert len(told.heads) == 1


def test_rows_two_people_added_both_stay(office: Office):
    desk = office.sit()
    client = somebody(desk)
    drafts_ = [draft_of(desk, client) for _ in range(2)]
    for nth, draft in enumerate(drafts_):
        draft.answer("no_needs", None)
        draft.add_row("needs", {"need_type": 1 + nth, "detail": f"第{nth}样"})
    hand_in(desk, drafts_[0], client)
    hand_in(desk, drafts_[1], client)
    assert [row["detail"] for row in now(desk, client)["needs"]] == ["第0样", "第1样"]


def test_a_form_that_stays_open_after_a_save_does_not_take_back_what_it_never_showed(office: Office):
    desk = office.sit()
    client = somebody(desk)
    mine, theirs = draft_of(desk, client), draft_of(desk, client)
    theirs.answer("note", "站长核实：药已送到")
    hand_in(desk, theirs, client)
    for words in ("血压偏高", "血压正常"):
        mine.answer("health_note", words)
        hand_in(desk, mine, client)
    told = now(desk, client)
    assert (told["note"], told["health_note"]) == ("站长核实：药已送到", "血压正常")


# ------------------------------------------------------------------------------ what clashes
def test_what_both_answered_is_not_saved_but_shown_and_the_person_takes_one(office: Office):
    desk = office.sit()
    record = an_agreement(desk, somebody(desk)).record
    mine = open_form(desk, "agreement", record).draft
    mine.answer("goal", BETTER)
    switch(desk, LEAD, PASSWORD)
    theirs = draft_of(desk, record)
    theirs.answer("goal", WORSE)
    hand_in(desk, theirs, record)
    switch(desk, mine.answers["signed_by"], PASSWORD)
    with pytest.raises(ChangedMeanwhile) as told:
        hand_in(desk, mine, record)
    (clash,) = told.value.clashes
    assert (clash.label, clash.by, clash.theirs, clash.mine) == ("目标", "张敏", WORSE, BETTER)
    assert told.value.sentence.startswith("“目标”在你打开以后，张敏今天 09:00改成了“三个月内由李强每两周")
    assert now(desk, record)["goal"] == WORSE
    for leaving, expected in ((["goal"], WORSE), ([], BETTER)):
        chosen = settled(desk, mine, record, leaving)
        hand_in(desk, chosen, record)
        assert now(desk, record)["goal"] == expected


def test_the_same_answer_given_twice_is_no_clash(office: Office):
    desk = office.sit()
    record = an_agreement(desk, somebody(desk)).record
    both = [draft_of(desk, record) for _ in range(2)]
    for draft in both:
        draft.answer("goal", BETTER)
        hand_in(desk, draft, record)
    assert now(desk, record)["goal"] == BETTER


def test_a_row_one_took_out_and_the_other_changed_is_asked_as_a_whole(office: Office):
    desk = office.sit()
    client = somebody(desk)
    first = draft_of(desk, client)
    first.answer("no_needs", None)
    row = first.add_row("needs", {"need_type": 1, "detail": "要一根拐杖"})
    hand_in(desk, first, client)
    mine, theirs = draft_of(desk, client), draft_of(desk, client)
    theirs.remove_row("needs", row)
    theirs.answer("no_needs", True)
    hand_in(desk, theirs, client)
    mine.answer_row("needs", row, "detail", "要一根带座的拐杖")
    with pytest.raises(ChangedMeanwhile) as told:
        hand_in(desk, mine, client)
    assert [one.path for one in told.value.clashes] == [f"needs/{row}"]
    assert told.value.clashes[0].theirs == "没有填"
    assert "带座" in told.value.clashes[0].mine
    chosen = settled(desk, mine, client)
    assert [one["detail"] for one in chosen.answers["needs"]] == ["要一根带座的拐杖"]


def test_a_draft_nobody_noted_the_beginning_of_asks_before_it_changes_anything(office: Office):
    desk = office.sit()
    record = an_agreement(desk, somebody(desk)).record
    kept = dict(open_form(desk, "agreement", record).draft.answers) | {"goal": WORSE}
    with desk.write() as write:
        drafts.keep(write, "agreement", record, desk.me.worker_id, kept, 1)
    with pytest.raises(ChangedMeanwhile) as told:
        hand_in(desk, open_form(desk, "agreement", record).draft, record)
    assert [one.path for one in told.value.clashes] == ["goal"]


# ------------------------------------------------------------------------------ signing, voiding
def test_nobody_signs_or_hands_back_what_was_changed_after_they_looked(office: Office):
    desk = office.sit()
    record = an_agreement(desk, somebody(desk)).record
    seen = open_form(desk, "agreement", record).draft.began
    later = draft_of(desk, record)
    later.answer("goal", BETTER)
    hand_in(desk, later, record)
    switch(desk, LEAD, PASSWORD)
    with pytest.raises(ChangedUnseen, match="李强今天 09:00改过这份"):
        sign(desk, record, seen=seen)
    with pytest.raises(ChangedUnseen):
        return_(desk, record, "目标写得太笼统", seen)
    sign(desk, record, seen=open_form(desk, "agreement", record).draft.began)


def test_a_plan_that_was_changed_on_another_machine_is_not_approved_unread(office: Office):
    desk, other = office.sit(), office.sit(LEAD, "B")
    plan = tidy(
        a_plan(host_station=CODE, leader_id=WORKER, workers=[WORKER], features=["outdoor"], safety_plan="专人看路口")
    )
    record = put(desk, "activity", plan, hand_in=False).record
    activity_file.submit_plan(desk, record)
    office.hands.to("2023-05-04T09:10:00")
    carry(office, desk, other)
    seen = activity_card(other, record).began
    later = draft_of(desk, record)
    later.answer("purpose", "改成在村小学操场，给留守儿童讲防溺水。")
    save_record(desk, later, record)
    carry(office, desk, other)
    with pytest.raises(ChangedUnseen, match="李强今天 09:10改过这份社区活动"):
        activity_file.approve_plan(other, record, seen=seen)
    with pytest.raises(ChangedUnseen):
        activity_file.return_plan(other, record, "地点写得不清楚", seen=seen)
    assert activity_card(other, record).state == "submitted"
    read_anew = activity_card(other, record).began
    activity_file.approve_plan(other, record, seen=read_anew)
    office.hands.to("2023-05-04T09:20:00")
    # That the 站长 approved meanwhile changes nothing of what the 督导 has read.
    switch(other, GUIDE, PASSWORD)
    activity_file.approve_plan(other, record, seen=read_anew)
    assert activity_card(other, record).state == "approved"


def test_hours_verified_together_are_refused_together_where_one_was_changed_unseen(office: Office):
    desk, other = office.sit(), office.sit(LEAD, "B")
    person = put(desk, "volunteer", tidy(ten()["v1"] | {"region": village_of(desk)})).record
    team = put(desk, "volunteer_team", tidy(a_team()) | {"leader": person, "members": []}, hand_in=False).record
    said = {"volunteer_id": person, "team_id": team, "org": "饶良镇社工站"}
    hours = [put(desk, "volunteer_hour", tidy(an_hour(service_date=day, **said))).record for day in DAYS]
    carry(office, desk, other)
    seen = {one.id: Began(one.heads, one.answers) for one in to_verify(other)}
    assert set(seen) == set(hours)
    later = draft_of(desk, hours[1])
    later.answer("end_at", "12:00")
    hand_in(desk, later, hours[1])
    carry(office, desk, other)
    with pytest.raises(ChangedUnseen, match="（5月3日・"):
        verify_hours(other, hours, seen=seen)
    assert {now(other, one)["status"] for one in hours} == {"submitted"}
    verify_hours(other, hours, seen={one.id: Began(one.heads, one.answers) for one in to_verify(other)})
    assert {now(other, one)["status"] for one in hours} == {"signed"}


def test_a_form_open_on_a_record_that_was_voided_says_so(office: Office):
    desk = office.sit()
    record = an_agreement(desk, somebody(desk), hand_in=False).record
    mine = draft_of(desk, record)
    void(desk, record, "录到别人名下了")
    mine.answer("goal", BETTER)
    with pytest.raises(RecordVoided, match="已经作废（录到别人名下了）"):
        save_record(desk, mine, record)
