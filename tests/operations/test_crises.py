"""A crisis is saved with nothing in hand, alarms until it is reported, and makes its client be seen within a week."""

from __future__ import annotations

import pytest

from sheqi_desktop.domain.records.crisis import ONLY_SUPERVISOR
from sheqi_desktop.domain.trouble import WrongFileState
from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.crises import alarms, first_answers, report_phones
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.due import due_rows
from sheqi_desktop.operations.home import home
from sheqi_desktop.operations.move import move, state_of
from sheqi_desktop.operations.people import people
from sheqi_desktop.operations.person_card import person_card
from sheqi_desktop.operations.save_record import draft_of, new_draft, save_record, submit
from tests.builders_events import POLICE, a_crisis
from tests.desks import put
from tests.operations.conftest import County
from tests.operations.test_restricted import as_
from tests.typed import a_home, a_person, a_seen


@pytest.fixture
def desk(county: County) -> Desk:
    """Sit at a station as its 站长, on 3 April 2023."""
    return county.station()


def a_client_of(desk: Desk) -> str:
    """Give somebody with a file, seen on the first of April."""
    with desk.read() as read:
        return str(read.value("SELECT client FROM record WHERE kind = 'visit' AND service_date = '2023-04-01'"))


def state(desk: Desk, record: str) -> str:
    """Give the state of a file."""
    with desk.read() as read:
        return state_of(desk, read, desk.stored(read, record))


def test_the_numbers_are_there_before_any_form_and_110_comes_first(desk: Desk) -> None:
    phones = report_phones(desk)
    assert phones[0].number == "110"
    assert "12345" in [one.number for one in phones]
    assert [one.number for one in phones if "指导中心" in one.name] == [""]


def test_it_is_saved_with_no_file_no_consent_and_no_words(desk: Desk) -> None:
    saved = save_record(desk, new_draft(desk, "crisis", {"event_kind": 1}))
    assert saved.number.split("-")[1] == "WJ"
    assert state(desk, saved.record) == "open"
    assert [one.record for one in alarms(desk)] == [saved.record]


def test_what_an_immediate_report_begins_with_can_be_saved_at_once(desk: Desk) -> None:
    saved = save_record(desk, new_draft(desk, "crisis", first_answers(desk)))
    assert look_up.get(desk, saved.record).service_date == "2023-04-03"


def test_the_alarm_ends_when_the_police_know_and_the_form_is_handed_in(desk: Desk) -> None:
    draft = new_draft(desk, "crisis", a_crisis(reports=None))
    saved = save_record(desk, draft)
    assert [one.words for one in alarms(desk)] == ["还没有向公安机关报案。先打110，再填报案时间和接报单位。"]
    again = draft_of(desk, saved.record)
    again.answer("reports", a_crisis()["reports"])
    save_record(desk, again, saved.record)
    assert [one.words for one in alarms(desk)] == ["已经报案，登记表还没有提交。"]
    assert state(desk, saved.record) == "reported"
    submit(desk, draft_of(desk, saved.record), saved.record)
    assert alarms(desk) == []


def test_everybody_learns_of_an_alarm_and_only_some_can_open_it(desk: Desk) -> None:
    saved = save_record(desk, new_draft(desk, "crisis", {"event_kind": 1}))
    other = as_(desk, "w-x", ("social_worker", desk.station))
    assert [one.record for one in alarms(desk)] == [saved.record]
    assert [one.record for one in alarms(other)] == [""]
    assert home(other).alarms == tuple(alarms(other))


def test_another_crisis_raises_no_alarm(desk: Desk) -> None:
    save_record(desk, new_draft(desk, "crisis", {"event_kind": 6}))
    assert alarms(desk) == []


def test_the_client_of_an_open_crisis_is_due_within_a_week_at_high_risk(desk: Desk) -> None:
    client = a_person(desk, a_home(desk), 3, risk_level="medium")
    a_seen(desk, client, "2023-04-02", risk_level_after="medium")
    before = next(row for row in people(desk).rows if row.record == client)
    assert before.due_day > "2023-04-10"
    assert "风险：中" in [label.text for label in person_card(desk, client).labels]
    record = put(desk, "crisis", _illness(client)).record
    row = next(one for one in due_rows(desk).rows if one.record == client)
    assert (row.risk, row.badge) == (3, "4月9日")
    card = person_card(desk, client)
    assert "风险：高" in [label.text for label in card.labels]
    assert next(one for one in people(desk).rows if one.record == client).due_day == "2023-04-09"
    assert "crisis" not in {event.kind for event in card.timeline}
    with desk.read() as read:
        assert desk.stored(read, client).revision == 1
    _follow(desk, record)
    supervisor = as_(desk, desk.me.worker_id, ("supervisor", desk.station), ("station_lead", desk.station))
    move(supervisor, record, "close", "病情稳定，已出院在家休养")
    assert "风险：中" in [label.text for label in person_card(desk, client).labels]


def _illness(client: str) -> dict[str, object]:
    return a_crisis(event_kind="sudden_illness", mr_situations=None, client_id=client, victim_name=None,
                    victim_age=None, found_at="2023-04-02T10:00:00+08:00", informed_center_at=None,
                    reports=[{**POLICE, "agency": "township", "at": "2023-04-02T11:00:00+08:00"}])  # fmt: skip


def _follow(desk: Desk, record: str) -> None:
    draft = draft_of(desk, record)
    draft.answer("follow_ups", [{"on": "2023-04-03", "note": "到县医院看望，神志清楚", "result": "好转"}])
    submit(desk, draft, record, [one for one in draft.problems() if one.confirmable])


def test_only_the_supervisor_closes_it_in_the_exact_words(desk: Desk) -> None:
    record = put(desk, "crisis", _illness(a_client_of(desk))).record
    with pytest.raises(WrongFileState) as refused:
        move(desk, record, "close", "可以关闭了吧")
    assert "不能关闭" in str(refused.value)
    _follow(desk, record)
    with pytest.raises(WrongFileState) as refused:
        move(desk, record, "close", "可以关闭了吧")
    assert ONLY_SUPERVISOR in str(refused.value)
    with pytest.raises(WrongFileState):
        move(desk, record, "false_alarm", "查明是误会一场")
    supervisor = as_(desk, desk.me.worker_id, ("supervisor", desk.station), ("station_lead", desk.station))
    move(supervisor, record, "false_alarm", "查明是误会一场")
    assert state(desk, record) == "false_alarm"


def test_the_home_list_asks_for_the_first_follow_up_within_a_day_then_every_week(desk: Desk) -> None:
    record = put(desk, "crisis", _illness(a_client_of(desk))).record
    row = next(one for one in due_rows(desk).rows if one.record == record)
    assert (row.what, row.badge, row.form) == ("危机事件跟进", "今天", "crisis")
    _follow(desk, record)
    row = next(one for one in due_rows(desk).rows if one.record == record)
    assert row.badge == "4月10日"
    other = as_(desk, "w-x", ("social_worker", desk.station))
    assert record not in {one.record for one in due_rows(other).rows}
