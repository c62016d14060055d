"""保存, 提交, 更正, 作废: what was typed is what is kept, each step with its author, and nobody writes over anybody."""

from __future__ import annotations

import json

import pytest

from sheqi_desktop.domain import trouble as t
from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.accept_bundle import accept_bundle, accept_bundles
from sheqi_desktop.operations.check_health import check_health, state_digest
from sheqi_desktop.operations.quick_search import quick_search
from sheqi_desktop.operations.save_record import draft_of, new_draft, save_record, submit
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.unlock import switch
from sheqi_desktop.operations.void import unvoid, void
from sheqi_desktop.store import records
from tests.desks import PASSWORD, put
from tests.operations.conftest import STATIONS, County
from tests.typed import a_home, a_person, a_seen, client_answers, visit_answers

TODAY = "2023-04-03"
EARLY = {"start_at": "08:10", "end_at": "08:40"}


def someone(county: County) -> tuple[object, str]:
    station = county.station()
    return station, a_person(station, a_home(station), 7)


def test_what_was_typed_is_what_is_kept(county: County):
    station, client = someone(county)
    typed = visit_answers(station, client, TODAY, **EARLY)
    kept = look_up.get(station, put(station, "visit", typed).record).answers
    assert {name: kept[name] for name in typed if name not in ("co_clients",)} == typed


def test_the_envelope_says_who_when_and_where(county: County):
    station, client = someone(county)
    kept = look_up.get(station, a_seen(station, client, TODAY, **EARLY).record).answers
    said = {"station_code": STATIONS[0], "entered_by": station.me.worker_id, "signed_by": station.me.worker_id}
    said |= {"status": "submitted", "source": "screen", "entered_at": "2023-04-03T01:00:00+00:00", "_form": 1}
    assert {name: kept[name] for name in said} == said


def test_saved_and_handed_in_at_once_is_one_step(county: County):
    station, client = someone(county)
    saved = a_seen(station, client, TODAY, **EARLY)
    assert [step.number for step in look_up.history(station, saved.record)] == [1]
    assert look_up.history(station, saved.record)[0].change.signature


def test_a_draft_travels_and_never_counts(county: County):
    station, client = someone(county)
    draft = a_seen(station, client, TODAY, hand_in=False, **EARLY)
    assert look_up.get(station, draft.record).status == "draft"
    centre = county.centre()
    made = seal_bundle(station, centre.station, county.folder)
    accept_bundles(centre, [county.first[0], county.second[0], made.path])
    assert look_up.get(centre, draft.record).status == "draft"


def test_numbers_run_on_without_a_hole_and_never_twice(county: County):
    station, client = someone(county)
    before = [one.number for one in look_up.list_records(station, look_up.Wanted("visit", voided=None))]
    made = [a_seen(station, client, TODAY, hand_in=False, **EARLY).number for _ in range(5)]
    serials = sorted(int(number[-4:]) for number in [*before, *made])
    assert serials == list(range(1, len(serials) + 1))


def test_nothing_is_written_when_nothing_differs(county: County):
    station, client = someone(county)
    saved = a_seen(station, client, TODAY, hand_in=False, **EARLY)
    before = state_digest(station)
    save_record(station, draft_of(station, saved.record), saved.record)
    assert state_digest(station) == before
    assert len(look_up.history(station, saved.record)) == 1


def test_an_answer_taken_back_is_gone_and_its_history_stays(county: County):
    station, client = someone(county)
    saved = a_seen(station, client, TODAY, hand_in=False, companions="村委李主任", **EARLY)
    draft = draft_of(station, saved.record)
    draft.answer("companions", None)
    save_record(station, draft, saved.record)
    assert "companions" not in look_up.get(station, saved.record).answers
    steps = look_up.history(station, saved.record)
    assert [step.change.answers.get("companions") for step in steps] == ["村委李主任", None]
    assert steps[1].fields == ("companions",)
    assert [step.words for step in steps] == [("新建",), (station.library.form("visit").field("companions").label,)]


def test_a_colleague_may_go_on_and_is_named_in_the_history(county: County):
    station, client = someone(county)
    saved = a_seen(station, client, TODAY, hand_in=False, **EARLY)
    switch(station, f"w-{STATIONS[0]}-2", PASSWORD)
    draft = draft_of(station, saved.record)
    draft.answer("companions", "村医")
    save_record(station, draft, saved.record)
    assert [step.who for step in look_up.history(station, saved.record)] == ["张敏", "李强"]


def test_a_void_keeps_the_record_and_can_be_taken_back(county: County):
    station, client = someone(county)
    saved = a_seen(station, client, TODAY, **EARLY)
    with pytest.raises(t.ReasonTooShort):
        void(station, saved.record, "错了  ")
    void(station, saved.record, "录到别人名下了")
    gone = look_up.get(station, saved.record)
    assert (gone.voided, gone.void_reason, gone.answers["summary"]) == (True, "录到别人名下了", gone.answers["summary"])
    draft = draft_of(station, saved.record)
    draft.answer("companions", "村医")
    with pytest.raises(t.RecordVoided):
        save_record(station, draft, saved.record)
    unvoid(station, saved.record, "没有录错，是看错了")
    assert not look_up.get(station, saved.record).voided
    assert [step.words for step in look_up.history(station, saved.record)] == [("新建",), ("作废",), ("取消作废",)]
    with pytest.raises(t.WrongState):
        unvoid(station, saved.record, "再来一次试试")


def test_a_handed_in_record_is_voided_by_the_lead_only(county: County):
    station, client = someone(county)
    saved = a_seen(station, client, TODAY, **EARLY)
    switch(station, f"w-{STATIONS[0]}-2", PASSWORD)
    with pytest.raises(t.NotYours):
        void(station, saved.record, "录到别人名下了")
    assert not look_up.get(station, saved.record).voided


def test_a_record_of_another_station_can_only_be_looked_at(county: County):
    centre = county.centre()
    accept_bundles(centre, county.first)
    record = look_up.list_records(centre, look_up.Wanted("client", limit=1))[0]
    before = state_digest(centre)
    draft = draft_of(centre, record.id)
    draft.answer("phone", "15400000009")
    with pytest.raises(t.NotYours):
        save_record(centre, draft, record.id)
    assert state_digest(centre) == before


def test_the_same_number_typed_twice_at_two_machines_is_two_records(county: County):
    """Numbers carry the machine's letter and the station: two files never share one by accident."""
    numbers = set()
    for code in STATIONS:
        station = county.station(code)
        numbers.add(a_seen(station, a_person(station, a_home(station), 7), TODAY, **EARLY).number)
    assert len(numbers) == len(STATIONS)


def test_people_are_found_by_name_letters_number_village_and_telephone(county: County):
    station = county.station()
    person = a_person(station, a_home(station), 7, name="赵钱孙", phone="15400007788")
    number = look_up.get(station, person).number
    for typed in ("赵钱孙", "钱孙", "zqs", "zhaoqian", "7788", number, number[-5:]):
        assert person in [hit.record for hit in quick_search(station, typed)], typed
    assert quick_search(station, "   ") == []
    assert quick_search(station, "查无此人") == []


def test_a_row_keeps_its_name_when_another_is_put_before_it(county: County):
    station = county.station()
    answers = client_answers(station, a_home(station), 7)
    saved = put(station, "client", answers)
    rows = look_up.get(station, saved.record).answers["categories"]
    assert isinstance(rows, list)
    draft = draft_of(station, saved.record)
    draft.answer("categories", [{**rows[1]}, {**rows[0], "evidence": "低保证已看"}])
    submit(station, draft, saved.record, [one for one in draft.problems() if one.confirmable])
    now = look_up.get(station, saved.record).answers["categories"]
    assert isinstance(now, list)
    assert {row["id"] for row in now} == {row["id"] for row in rows}
    assert [row.get("evidence") for row in now if row["id"] == rows[0]["id"]] == ["低保证已看"]


def test_two_copies_of_a_machine_that_both_wrote_lose_nothing(county: County):
    """A folder restored from a copy goes on in an epoch of its own; both ends meet at the centre."""
    import shutil

    station, client = someone(county)
    station.close()
    county.open.remove(station)
    shutil.copytree(county.folder / f"{STATIONS[0]}-A", county.folder / "copy")
    centre = county.centre()
    accept_bundles(centre, [county.first[0], county.second[0]])
    station = county.station()
    saved = a_seen(station, client, TODAY, **EARLY)
    accept_bundle(centre, seal_bundle(station, centre.station, county.folder).path)
    copy = county.desk("copy", f"w-{STATIONS[0]}-1")
    again = a_seen(copy, client, TODAY, start_at="08:45", end_at="08:55")
    out = county.folder / "copied"
    out.mkdir()
    accept_bundle(centre, seal_bundle(copy, centre.station, out).path)
    here = {one.id for one in look_up.list_records(centre, look_up.Wanted("visit"))}
    assert {saved.record, again.record} <= here
    assert saved.number != again.number
    check_health(centre)
    with centre.read() as read:
        assert records.same_number(read) == []


def test_what_is_kept_is_plain_json(county: County):
    station, client = someone(county)
    kept = look_up.get(station, a_seen(station, client, TODAY, **EARLY).record).answers
    assert json.loads(json.dumps(kept)) == kept
    with pytest.raises(t.NotFound):
        new_draft(station, "no_such_form")
