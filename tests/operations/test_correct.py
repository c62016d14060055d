"""更正: what was signed, or counts in a closed month, is changed only with a reason; every save is a version."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheqi_desktop.domain import trouble as t
from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.compare import differences, versions, words
from sheqi_desktop.operations.open_form import open_form
from sheqi_desktop.operations.print_record import print_record
from sheqi_desktop.operations.save_record import draft_of, save_record, submit
from sheqi_desktop.operations.sign_off import return_, sign
from tests.operations.conftest import County
from tests.operations.refusing import nothing_changes
from tests.operations.test_adjustments import in_march, not_home
from tests.operations.test_months import closed, counted
from tests.reports.papers import text_of
from tests.signing import GUIDE, LEAD, WORKER, Office, an_agreement, somebody

EXACT = "请写明更正原因（不少于5个字）。"
AGREED = {"decision": "同意"}


def signed(office: Office) -> str:
    desk = office.sit()
    record = an_agreement(desk, somebody(desk)).record
    sign_both(office, record)
    return record


def sign_both(office: Office, record: str) -> None:
    sign(office.sit(LEAD), record)
    sign(office.sit(GUIDE), record, decided=AGREED)


def change(office: Office, record: str, reason: str | None, goal: str = "每周上门两次，血压降到 150 以下。") -> None:
    desk = office.sit(WORKER)
    draft = draft_of(desk, record)
    draft.answer("goal", goal)
    if reason is not None:
        draft.answer("correction_reason", reason)
    submit(desk, draft, record)


@pytest.mark.parametrize("reason", [None, "", "改一下", "    改    "])
def test_what_was_signed_is_not_changed_without_words(office: Office, reason: str | None):
    record = signed(office)
    desk = office.sit(WORKER)
    with nothing_changes(desk):
        for verb in (submit, save_record):
            draft = draft_of(desk, record)
            draft.answer("goal", "别的目标，写得清楚一点。")
            draft.answer("correction_reason", reason)
            with pytest.raises(t.ReasonTooShort) as told:
                verb(desk, draft, record)
            assert told.value.sentence == EXACT


def test_each_correction_has_a_reason_of_its_own(office: Office):
    record = signed(office)
    change(office, record, "次数写少了一次")
    assert "correction_reason" in draft_of(office.sit(WORKER), record).answers  # still on its way
    change(office, record, None, "每周上门两次，血压降到 140 以下。")
    sign_both(office, record)
    assert "correction_reason" not in draft_of(office.sit(WORKER), record).answers
    with pytest.raises(t.ReasonTooShort):
        change(office, record, None, "每周上门三次，血压降到 140 以下。")
    change(office, record, "次数又加了一次", "每周上门三次，血压降到 140 以下。")


def test_a_correction_that_was_handed_back_keeps_its_reason(office: Office):
    record = signed(office)
    change(office, record, "次数写少了一次")
    return_(office.sit(LEAD), record, "写清楚由谁上门")
    change(office, record, None, "每周由李强上门两次，血压降到 140 以下。")
    assert look_up.get(office.sit(), record).answers["correction_reason"] == "次数写少了一次"


def test_a_visit_of_a_closed_month_is_changed_with_words_only(county: County):
    station, _ = closed(county)
    record, before = in_march(station), counted(station)
    draft = draft_of(station, record)
    draft.answer("bp_systolic", 150)
    draft.answer("correction_reason", None)
    with nothing_changes(station), pytest.raises(t.ReasonTooShort) as told:
        submit(station, draft, record, [one for one in draft.problems() if one.confirmable])
    assert told.value.sentence == EXACT
    not_home(station, record)
    assert counted(station) == before


def test_before_a_month_is_closed_a_change_needs_no_reason(county: County):
    station = county.station()
    record = in_march(station)
    draft = draft_of(station, record)
    draft.answer("correction_reason", None)
    draft.answer("paper_no", "纸-12")
    submit(station, draft, record, [one for one in draft.problems() if one.confirmable])


def test_a_signed_paper_opens_read_only_and_a_correction_opens_a_copy(office: Office):
    record = signed(office)
    desk = office.sit(WORKER)
    shown = open_form(desk, "agreement", record)
    assert (shown.correctable, shown.revision) == (True, 1)
    assert shown.read_only.startswith("签批后只能看")
    copy = open_form(desk, "agreement", record, correcting="次数写少了一次")
    assert (copy.read_only, copy.draft.answers["correction_reason"]) == ("", "次数写少了一次")
    assert look_up.get(desk, record).status == "signed"


def test_a_visit_of_a_closed_month_opens_read_only(county: County):
    station, _ = closed(county)
    shown = open_form(station, "visit", in_march(station))
    assert (shown.correctable, shown.read_only) == (True, "3月已结账，这条记录只能看；要改请走“更正”，由县中心确认")


# ------------------------------------------------------------------------------ versions
def test_every_save_after_handing_in_is_a_version_and_signatures_are_none(office: Office):
    record = signed(office)
    change(office, record, "次数写少了一次")
    sign_both(office, record)
    desk = office.sit(WORKER)
    first, second = versions(desk, record)
    assert (first.number, first.signed_by, second.number) == (1, "韩督导", 2)
    assert (second.by, second.reason, second.signed_by) == ("李强", "次数写少了一次", "韩督导")
    assert look_up.get(desk, record).revision == 2
    told = differences(desk, "agreement", first.answers, second.answers)
    assert [one.label for one in told] == ["目标", "审批意见"]


def test_numbers_stay_masked_in_the_comparison(county: County):
    before = {"id_no": "411399194103120026", "phone": "15412345678", "contact2_phone": "15400005678"}
    after = {"id_no": "411399194103120026", "phone": "15499995678", "contact2_phone": "13800001111"}
    told = differences(county.station(), "client", before, after)
    assert [[(one.part, one.text) for one in each.pieces] for each in told] == [
        [("gone", "154****5678"), ("new", "154****5678")],
        [("gone", "154****5678"), ("new", "138****1111")],
    ]


def test_the_paper_shows_the_valid_version_and_the_corrections_at_its_foot(county: County):
    station, _ = closed(county)
    record = in_march(station)
    before = text_of(print_record(station, "visit", record).data)
    not_home(station, record)
    after = text_of(print_record(station, "visit", record).data)
    assert "敲门没有人应" not in after
    assert ("更正记录" in before) == ("更正记录" in after)


def test_a_correction_that_counts_stands_at_the_foot(county: County):
    station = county.station()
    changed = [one for one in counted(station) if len(versions(station, one)) > 1]
    assert changed
    said = text_of(print_record(station, "visit", changed[0]).data)
    assert "更正记录：第2版" in said.replace(" ", "")
    assert "小结写漏了一句" in said.replace("\n", "")


# ------------------------------------------------------------------------------ word by word
def test_numbers_and_days_are_one_word_and_rare_characters_are_whole():
    found = words("血压 150，2023-03-08 复查", "血压 160，2023-03-09 复查")
    assert [(one.part, one.text) for one in found if one.part != "same"] == [
        ("gone", "150"), ("new", "160"), ("gone", "2023-03-08"), ("new", "2023-03-09"),
    ]  # fmt: skip
    assert [(one.part, one.text) for one in words("𠅤老人", "㛃老人")] == [
        ("gone", "𠅤"), ("new", "㛃"), ("same", "老人"),
    ]  # fmt: skip


@given(st.text(max_size=60), st.text(max_size=60))
def test_both_texts_can_be_read_out_of_the_comparison(before: str, after: str):
    found = words(before, after)
    assert "".join(one.text for one in found if one.part != "new") == before
    assert "".join(one.text for one in found if one.part != "gone") == after
    assert all(one.text for one in found)
