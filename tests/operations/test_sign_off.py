"""签批 and 退回: one after the other, never one's own, with a reason, and only what the signer may decide."""

from __future__ import annotations

import pytest

from sheqi_desktop.domain import trouble as t
from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.accept_bundle import accept_bundle
from sheqi_desktop.operations.save_record import draft_of, save_record, submit
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.sign_off import may_sign, return_, sign
from tests.operations.refusing import nothing_changes, refused
from tests.signing import GUIDE, LEAD, WORKER, Office, an_agreement, somebody

AGREED = {"decision": "同意实施"}


def handed_in(office: Office, author: str = WORKER) -> str:
    desk = office.sit(author)
    return an_agreement(desk, somebody(desk)).record


def waits_for(office: Office, record: str) -> list[str]:
    """Name those of the three who may sign it now."""
    found = []
    for worker in (LEAD, WORKER, GUIDE):
        desk = office.sit(worker)
        if may_sign(desk, look_up.get(desk, record)):
            found.append(worker)
    return found


def test_the_lead_signs_first_and_the_supervisor_after(office: Office):
    record = handed_in(office)
    assert waits_for(office, record) == [LEAD]
    with pytest.raises(t.NotYours):
        sign(office.sit(GUIDE), record, decided=AGREED)
    lead = office.sit(LEAD)
    sign(lead, record, "先这样做")
    seen = look_up.get(lead, record)
    assert (seen.status, seen.answers["lead_signed_by"], seen.answers["approval_note"]) == (
        "submitted",
        LEAD,
        "先这样做",
    )
    assert waits_for(office, record) == [GUIDE]
    guide = office.sit(GUIDE)
    sign(guide, record, decided=AGREED)
    seen = look_up.get(guide, record)
    assert (seen.status, seen.answers["approved_by"], seen.answers["decision"]) == ("signed", GUIDE, "同意实施")
    assert waits_for(office, record) == []
    with pytest.raises(t.WrongState):
        sign(office.sit(GUIDE), record, decided=AGREED)


def test_nobody_signs_what_they_handed_in_themselves(office: Office):
    record = handed_in(office, LEAD)
    with pytest.raises(t.OwnRecord):
        sign(office.sit(LEAD), record, decided=AGREED)


def test_what_the_lead_wrote_the_supervisor_signs_in_that_place_too(office: Office):
    record = handed_in(office, LEAD)
    assert waits_for(office, record) == [GUIDE]
    guide = office.sit(GUIDE)
    sign(guide, record, decided=AGREED)
    assert look_up.get(guide, record).status == "signed"


def test_the_signer_gives_the_signers_answers_and_no_others(office: Office):
    record = handed_in(office)
    sign(office.sit(LEAD), record)
    guide = office.sit(GUIDE)
    with pytest.raises(t.NotFinished) as told:
        sign(guide, record)
    assert [problem.field for problem in told.value.problems] == ["decision"]
    sign(guide, record, decided=AGREED | {"goal": "改成别的"})
    assert look_up.get(guide, record).answers["goal"] != "改成别的"


def test_handing_back_needs_a_reason_and_the_author_hands_in_again(office: Office):
    record = handed_in(office)
    lead = office.sit(LEAD)
    with pytest.raises(t.ReasonTooShort):
        return_(lead, record, "不行")
    return_(lead, record, "目标要写得能数清")
    seen = look_up.get(lead, record)
    assert (seen.status, seen.answers["return_note"], seen.confirmed) == ("returned", "目标要写得能数清", None)
    author = office.sit(WORKER)
    draft = draft_of(author, record)
    draft.answer("goal", "三个月内每周上门两次，血压降到 150 以下。")
    submit(author, draft, record)
    assert waits_for(office, record) == [LEAD]


def test_what_the_lead_signed_was_the_version_before(office: Office):
    record = handed_in(office)
    sign(office.sit(LEAD), record)
    author = office.sit(WORKER)
    draft = draft_of(author, record)
    draft.answer("goal", "三个月内每周上门两次，血压降到 150 以下。")
    submit(author, draft, record)
    assert waits_for(office, record) == [LEAD]


def test_a_correction_of_a_signed_paper_counts_when_it_is_signed(office: Office):
    record = handed_in(office)
    sign(office.sit(LEAD), record)
    sign(office.sit(GUIDE), record, decided=AGREED)
    author = office.sit(WORKER)
    draft = draft_of(author, record)
    before = draft.answers["goal"]
    draft.answer("goal", "三个月内每周上门两次，血压降到 150 以下。")
    draft.answer("correction_reason", "次数写少了一次")
    submit(author, draft, record)
    seen = look_up.get(author, record)
    assert seen.correcting
    assert (seen.confirmed or {})["goal"] == before
    sign(office.sit(LEAD), record)
    guide = office.sit(GUIDE)
    sign(guide, record, decided=AGREED)
    seen = look_up.get(guide, record)
    assert not seen.correcting
    assert (seen.confirmed or {})["goal"] != before


def test_papers_are_numbered_after_their_file_and_dated_by_their_own_day(office: Office):
    desk = office.sit()
    client = somebody(desk)
    file = look_up.get(desk, client)
    found = [look_up.get(desk, an_agreement(desk, client).record) for _ in range(2)]
    assert [one.number for one in found] == [f"{file.number}-JH1", f"{file.number}-JH2"]
    assert {(one.service_date, one.parent) for one in found} == {("2023-05-03", client)}


def test_a_supervisor_signs_at_two_machines_and_the_centre_believes_both(office: Office):
    """The same person has a key of their own on every computer."""
    centre = office.centre()
    person = centre.book.newest.person(GUIDE)
    assert person is not None
    assert len(person.signing_keys) == 2
    for slot in ("A", "B"):
        author = office.sit(WORKER, slot)
        record = an_agreement(author, somebody(author, "AB".index(slot) + 1)).record
        sign(office.sit(LEAD, slot), record)
        guide = office.sit(GUIDE, slot)
        sign(guide, record, decided=AGREED)
        lead = office.sit(LEAD, slot)
        accept_bundle(centre, seal_bundle(lead, centre.station, office.folder).path)
        assert look_up.get(centre, record).status == "signed"
        assert look_up.get(centre, record).answers["approved_by"] == GUIDE


def test_a_draft_cannot_be_signed(office: Office):
    desk = office.sit(WORKER)
    record = an_agreement(desk, somebody(desk), hand_in=False).record
    lead = office.sit(LEAD)
    with pytest.raises(t.WrongState):
        sign(lead, record)


# ------------------------------------------------------------------------------ what only a signer says
def test_an_author_cannot_say_what_is_the_signers_to_say(office: Office):
    desk = office.sit(WORKER)
    client = somebody(desk)
    for hand_in in (False, True):
        with pytest.raises(t.NotYours, match="“审批意见”由签批的人填写"):
            an_agreement(desk, client, hand_in=hand_in, decision="同意实施")
    record = an_agreement(desk, client).record
    draft = draft_of(desk, record)
    draft.answer("decision", "同意实施")
    for put in (save_record, submit):
        with pytest.raises(t.NotYours):
            put(desk, draft, record)
    assert "decision" not in look_up.get(desk, record).answers


def test_a_correction_keeps_what_the_signer_said(office: Office):
    record = handed_in(office)
    sign(office.sit(LEAD), record)
    sign(office.sit(GUIDE), record, decided=AGREED)
    desk = office.sit(WORKER)
    draft = draft_of(desk, record)
    draft.answer("goal", "三个月内每周上门两次，血压降到 150 以下。")
    draft.answer("correction_reason", "写错了次数，改正")
    submit(desk, draft, record)
    assert look_up.get(desk, record).answers["decision"] == "同意实施"


def test_a_bundle_in_which_an_author_speaks_for_the_signer_is_refused_whole(office: Office):
    record = handed_in(office)
    desk = office.sit(WORKER)
    with desk.write() as write:
        stored = desk.stored(write, record)
        desk.append(write, stored.kind, record, stored.heads, {"decision": "同意实施"})
    lead, centre = office.sit(LEAD), office.centre()
    path = seal_bundle(lead, centre.station, office.folder).path
    with nothing_changes(centre):
        assert refused(centre, path).code == "E-AUT-01"
