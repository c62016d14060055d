"""结账以后: corrections and late records wait for the centre on every machine alike, and its word travels back."""

from __future__ import annotations

from pathlib import Path

import pytest

from sheqi_desktop.domain import trouble as t
from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.accept_adjustment import adjustments_of, decide, decide_many, list_adjustments
from sheqi_desktop.operations.accept_bundle import accept_bundle, accept_bundles
from sheqi_desktop.operations.check_health import rebuild_all
from sheqi_desktop.operations.close_month import close_month
from sheqi_desktop.operations.count_contract import count_contract
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.documents import documents
from sheqi_desktop.operations.form_state import form_state
from sheqi_desktop.operations.save_record import draft_of, submit
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.sign_off import sign
from sheqi_desktop.operations.void import unvoid, void
from sheqi_desktop.operations.why import why_rows
from sheqi_desktop.store.adjustments import candidates
from sheqi_desktop.store.closes import closes
from tests.operations.conftest import STATIONS, County
from tests.operations.test_months import a_client_of, closed, counted, waiting
from tests.signing import GUIDE, LEAD, WORKER, Office, an_agreement, somebody
from tests.typed import a_seen

WHY = "核对过纸质台账，属实"


def send(sender: Desk, receiver: Desk, folder: Path) -> Path:
    path = seal_bundle(sender, receiver.station, folder).path
    accept_bundle(receiver, path)
    return path


def correct(desk: Desk, record: str, **said: object) -> None:
    draft = draft_of(desk, record)
    for name, value in {"correction_reason": "结果选错了，改正", **said}.items():
        draft.answer(name, value)
    submit(desk, draft, record, [one for one in draft.problems() if one.confirmable])


def in_march(desk: Desk) -> str:
    """Give a counted visit of the closed month."""
    return next(one for one in counted(desk) if look_up.get(desk, one).service_date < "2023-04-01")


def not_home(desk: Desk, record: str) -> None:
    """Correct a visit so that nobody was met: it would count no longer."""
    correct(desk, record, outcome=2, note="敲门没有人应，邻居说去女儿家了")


def figures(desk: Desk) -> bytes:
    return count_contract(desk).csv


def test_a_correction_of_a_closed_month_changes_no_number_until_the_centre_accepts(county: County):
    station, centre = closed(county)
    record, before = in_march(station), counted(station)
    not_home(station, record)
    assert counted(station) == before
    send(station, centre, county.folder)
    assert counted(centre) == before
    (asked,) = list_adjustments(centre)
    assert (asked.record, asked.what, asked.state, asked.reason) == (record, "更正", "pending", "结果选错了，改正")
    decide(centre, record, True, WHY)
    assert record not in counted(centre)
    assert list_adjustments(centre) == []
    send(centre, station, county.folder)
    assert counted(station) == counted(centre)
    said = adjustments_of(station, record)
    assert said is not None
    assert (said.state, said.note) == ("accepted", WHY)
    assert rebuild_all(centre)[0]


def test_a_refused_correction_leaves_the_number_and_both_sides_see_why(county: County):
    station, centre = closed(county)
    record, before = in_march(station), counted(station)
    not_home(station, record)
    send(station, centre, county.folder)
    decide(centre, record, False, WHY)
    send(centre, station, county.folder)
    assert counted(station) == counted(centre) == before
    for desk in (station, centre):
        said = adjustments_of(desk, record)
        assert said is not None
        assert (said.state, said.note) == ("refused", WHY)
    not_home_again = draft_of(station, record)
    not_home_again.answer("note", "敲门没有人应，邻居说去女儿家了，过两天回来")
    not_home_again.answer("correction_reason", "又核对了一次，确实没见到")
    submit(station, not_home_again, record, [one for one in not_home_again.problems() if one.confirmable])
    assert [one.record for one in list_adjustments(station)] == [record]
    assert counted(station) == before


def test_a_late_visit_counts_once_it_is_accepted_and_shows_its_state_where_it_is_not(county: County):
    station, centre = closed(county)
    accepted, refused = (
        a_seen(station, a_client_of(station), day, late_reason="no_device").record
        for day in ("2023-03-20", "2023-03-21")
    )
    send(station, centre, county.folder)
    assert [(one.what, one.days_late) for one in list_adjustments(centre)] == [("补录", 14), ("补录", 13)]
    decide(centre, accepted, True, WHY)
    decide(centre, refused, False, WHY)
    send(centre, station, county.folder)
    for desk in (station, centre):
        assert accepted in counted(desk)
        assert waiting(desk)[refused] == "NC_ADJUST_PENDING"
        line = next(one for one in why_rows(desk, "ind_visit", STATIONS[0]) if one.record == refused)
        assert (line.reason, line.cure) == ("已结账月份的补录，待指导中心确认（中心未接受）", "")


def test_the_order_in_which_things_arrive_does_not_matter(county: County):
    """Correction, close and decision meet in three other centres and at the station, each in an order of its own."""
    station, centre = county.station(), county.centre()
    accept_bundles(centre, [county.first[0], county.second[0]])
    before = counted(centre)
    record = in_march(centre)
    close_month(centre, STATIONS[0], 2023, 3)
    not_home(station, record)  # the station has not heard of the close yet
    moved = seal_bundle(station, centre.station, county.folder).path
    accept_bundle(centre, moved)
    assert counted(centre) == before
    heard = seal_bundle(centre, STATIONS[0], county.folder).path
    accept_bundle(station, heard)
    assert counted(station) == counted(centre) == before
    assert figures(station).splitlines()[0] == figures(centre).splitlines()[0]
    decide(centre, record, True, WHY)
    accept_bundle(station, seal_bundle(centre, STATIONS[0], county.folder).path)
    assert counted(station) == counted(centre) != before
    assert rebuild_all(station)[0]


def test_only_the_centre_decides_and_always_with_a_reason(county: County):
    station, centre = closed(county)
    record = in_march(station)
    not_home(station, record)
    with pytest.raises(t.NotYours):
        decide(station, record, True, WHY)
    with pytest.raises(t.WrongState):
        decide(centre, record, True, WHY)
    send(station, centre, county.folder)
    with pytest.raises(t.ReasonTooShort):
        decide(centre, record, True, "好")


def test_many_are_decided_with_one_reason_or_none(county: County):
    station, centre = closed(county)
    days = ("2023-03-20", "2023-03-21", "2023-03-22")
    late = [a_seen(station, a_client_of(station), day, late_reason="paper").record for day in days]
    send(station, centre, county.folder)
    with pytest.raises(t.WrongState):
        decide_many(centre, [*late, in_march(centre)], True, WHY)
    assert len(list_adjustments(centre)) == 3
    decide_many(centre, late, True, WHY)
    assert list_adjustments(centre) == []
    assert {one.state for one in list_adjustments(centre, decided=True)} == {"accepted"}
    assert set(late) <= set(counted(centre))


def test_a_void_on_its_way_when_the_month_was_closed_waits_and_the_centres_own_does_not(county: County):
    station, centre = county.station(), county.centre()
    accept_bundles(centre, [county.first[0], county.second[0]])
    record, before = in_march(centre), counted(centre)
    close_month(centre, STATIONS[0], 2023, 3)
    void(station, record, "录到别人名下了")  # not heard of the close
    send(station, centre, county.folder)
    assert counted(centre) == before
    assert [one.what for one in list_adjustments(centre)] == ["作废"]
    decide(centre, record, True, WHY)
    assert record not in counted(centre)
    other = in_march(centre)
    void(centre, other, "重复录入的一条")
    assert other not in counted(centre)
    send(centre, station, county.folder)
    assert counted(station) == counted(centre)
    with pytest.raises(t.RecordLocked):
        unvoid(station, other, "没有录错，是看错了")
    unvoid(centre, other, "没有录错，是看错了")
    send(centre, station, county.folder)
    assert other in counted(station)


def test_what_was_void_at_the_close_and_restored_after_it_counts_when_the_centre_accepts(county: County):
    station, centre = county.station(), county.centre()
    accept_bundles(centre, [county.first[0], county.second[0]])
    record, at_first = in_march(centre), counted(centre)
    void(station, record, "录到别人名下了")
    send(station, centre, county.folder)
    before = counted(centre)
    assert record not in before
    close_month(centre, STATIONS[0], 2023, 3)
    assert list_adjustments(centre) == [], "it was void in time: nobody is asked about that"
    send(centre, station, county.folder)
    unvoid(station, record, "没有录错，是看错了")
    send(station, centre, county.folder)
    for desk in (station, centre):
        assert counted(desk) == before
        assert [(one.record, one.what) for one in list_adjustments(desk)] == [(record, "恢复")]
    over = form_state(centre, record)
    assert over is not None
    assert "结账时已作废，后来恢复，县中心确认后计入" in [one.words for one in over.lines]
    decide(centre, record, True, WHY)
    send(centre, station, county.folder)
    for desk in (station, centre):
        assert counted(desk) == at_first
        assert list_adjustments(desk) == []
        assert [one.what for one in list_adjustments(desk, decided=True)] == ["恢复"]


def test_a_station_may_take_back_what_still_waits(county: County):
    station, _ = closed(county)
    late = a_seen(station, a_client_of(station), "2023-03-20", late_reason="no_device").record
    void(station, late, "录到别人名下了")
    assert look_up.get(station, late).voided


def test_other_kinds_stand_as_they_were_too(office: Office):
    desk = office.sit()
    record = an_agreement(desk, somebody(desk)).record
    sign(office.sit(LEAD), record)
    sign(office.sit(GUIDE), record, decided={"decision": "同意"})
    centre = office.centre()
    office.send(office.sit(LEAD), centre)
    office.hands.to("2023-06-02T09:00:00")
    close_month(centre, desk.station, 2023, 5)
    office.send(centre, office.sit(LEAD))
    author = office.sit(WORKER)
    correct(author, record, goal="三个月内每周上门两次，血压降到 150 以下。")
    sign(office.sit(LEAD), record)
    sign(office.sit(GUIDE), record, decided={"decision": "同意"})
    lead = office.sit(LEAD)
    office.send(lead, centre)
    for one in (lead, centre):
        with one.read() as read:
            found = documents(read, ["agreement"]).get(record)
        assert found is not None
        assert (str(found.counted["goal"])[:6], found.correcting, found.adjust) == ("三个月内每周", True, "")
        assert "两次" not in str(found.counted["goal"])
    decide(centre, record, True, WHY)
    with centre.read() as read:
        found = documents(read, ["agreement"]).get(record)
    assert found is not None
    assert "两次" in str(found.counted["goal"])
    assert not found.correcting


# ------------------------------------------------------------------------------ what a visit draws from the client
def out_of_scope(desk: Desk, person: str) -> None:
    """Correct a file so that its visits would not count: 其他困难群众 alone."""
    correct(desk, person, categories=[{"id": "r1", "category": "G9"}], primary_category="G9")


def test_a_corrected_category_changes_no_visit_of_a_closed_month_until_the_centre_accepts(county: County):
    station, centre = closed(county)
    record, before = in_march(station), counted(station)
    person = look_up.get(station, record).client
    open_month = a_seen(station, person, "2023-04-02").record
    assert open_month in counted(station)
    out_of_scope(station, person)
    of_april = {one for one in before if look_up.get(station, one).service_date >= "2023-04-01"}
    theirs = {one for one in of_april if look_up.get(station, one).client == person}
    stay = [one for one in before if one not in theirs]  # April draws from the file as it is, March as it was closed
    assert record in stay
    assert counted(station) == stay
    assert waiting(station)[open_month] == "NC_CLIENT_SCOPE"
    send(station, centre, county.folder)
    assert counted(centre) == stay
    (asked,) = list_adjustments(centre)
    assert (asked.record, asked.what, asked.state, asked.on) == (person, "更正", "pending", "2023-03-01")
    assert figures(centre)
    decide(centre, person, True, WHY)
    assert not {record} & set(counted(centre))
    assert list_adjustments(centre) == []
    send(centre, station, county.folder)
    assert counted(station) == counted(centre)
    assert [one.state for one in list_adjustments(station, decided=True)] == ["accepted"]
    assert rebuild_all(centre)[0]


def test_a_refused_category_leaves_the_closed_month_and_a_new_telephone_does_not_ask_again(county: County):
    station, centre = closed(county)
    person = look_up.get(station, in_march(station)).client
    out_of_scope(station, person)
    before = counted(station)
    send(station, centre, county.folder)
    decide(centre, person, False, WHY)
    send(centre, station, county.folder)
    correct(station, person, phone="15412349999")
    assert counted(station) == counted(centre) == before
    assert list_adjustments(station) == []
    said = adjustments_of(station, person)
    assert said is not None
    assert (said.state, said.note) == ("refused", WHY)


def test_what_came_after_a_close_is_found_without_reading_the_rows_of_whole_years(county: County):
    _, centre = closed(county)
    with centre.read() as read:
        asked: list[str] = []
        read.driver.set_trace_callback(asked.append)
        candidates(read, closes(read))
        read.driver.set_trace_callback(None)
        plans = [" ".join(row[3] for row in read.driver.execute(f"EXPLAIN QUERY PLAN {one}")) for one in asked[-2:]]
    assert "COVERING INDEX record_touched" in plans[0]
    assert "COVERING INDEX record_confirmed" in plans[1]
