"""计入继续教育: a session whose box is ticked earns its workers 学时, the same at every machine."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sheqi_desktop.domain import trouble as t
from sheqi_desktop.domain.records.training import earned_hours
from sheqi_desktop.operations.check_health import rebuild_all, state_digest
from sheqi_desktop.operations.count_contract import count_contract
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.open_form import open_form
from sheqi_desktop.operations.save_record import draft_of, submit
from sheqi_desktop.operations.session_rights import BY_SESSION
from sheqi_desktop.operations.void import void
from sheqi_desktop.store import records, sources
from sheqi_desktop.store.records import StoredRecord, Wanted
from tests.desks import put
from tests.groups import as_person
from tests.operations.test_supervision_sessions import HIM, LEADER, a_session, say
from tests.supervising import LEAD, WORKER, Around, around

__all__ = ["around"]
GROUP = {"form": "group", "workers": [HIM, LEADER], "end_at": "10:35"}


@pytest.fixture
def both(around: Around) -> Around:
    as_person(around.one, WORKER)
    return around


def earned(desk: Desk) -> dict[str, tuple[str, str]]:
    with desk.read() as read:
        found = [one for one in records.list_records(read, Wanted("ce_credit")) if not one.voided]
    return {one.worker: (str(one.answers["credit_hours"]), str(one.answers["verify_state"])) for one in found}


def hours(desk: Desk, worker: str = HIM) -> Decimal | None:
    result = count_contract(desk).outcome.result("ind_ce_hours")
    unit = next((one for one in result.units if one.code == worker), None)
    return Decimal(unit.value) if unit is not None else None


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"ce_credit": True}, "1.5"),
        ({"ce_credit": True, "end_at": "10:34"}, "1.5"),
        ({"ce_credit": True, "end_at": "09:05"}, None),
        ({"ce_credit": True, "end_at": "08:00"}, None),
        ({"ce_credit": False}, None),
        ({}, None),
    ],
)
def test_hours_are_told_in_tenths_rounded_down_where_the_box_is_ticked(said: dict[str, object], told: str | None):
    found = earned_hours({"start_at": "09:00", "end_at": "10:35", **said}, Decimal(1))
    assert (None if found is None else str(found)) == told


def test_the_credit_of_an_hour_is_the_contracts():
    told = {"start_at": "09:00", "end_at": "10:00", "ce_credit": True}
    assert earned_hours(told, Decimal("1.5")) == Decimal("1.5")


def test_a_group_earns_each_of_its_workers_hours_everywhere(both: Around):
    assert hours(both.centre) is None, "nothing was entered: nobody is said to have learnt nothing"
    a_session(both.first, ce_credit=True, **GROUP)
    both.round()
    for desk in both.desks:
        assert earned(desk) == {HIM: ("1.5", "verified"), LEADER: ("1.5", "verified")}
        assert hours(desk) == Decimal("1.5")
        assert rebuild_all(desk)[0]
        assert hours(desk) == Decimal("1.5")
    assert len({state_digest(desk) for desk in both.desks}) == 1


def test_an_individual_session_earns_once_both_have_confirmed(both: Around):
    record = a_session(both.first, ce_credit=True)
    both.round()
    assert [hours(desk) for desk in both.desks] == [Decimal(0)] * 4
    say(both.one, record, hand_in=True)
    both.round()
    assert [hours(desk) for desk in both.desks] == [Decimal("1.0")] * 4


def test_what_the_supervisor_changes_changes_the_credit_and_takes_it_back(both: Around):
    record = a_session(both.first, ce_credit=True, **GROUP)
    desk = both.first
    say(desk, record, hand_in=True, end_at="11:00")
    assert earned(desk)[HIM] == ("2.0", "verified")
    say(desk, record, hand_in=True, end_at="11:00")
    assert len(credits_of(desk, record)) == 2, "one for each worker, however often it is handed in"
    say(desk, record, hand_in=True, ce_credit=False)
    assert earned(desk)[HIM] == ("2.0", "rejected")
    assert {one.answers["verify_reason"] for one in credits_of(desk, record)} == {"督导记录改了，不再计入"}
    assert hours(desk) == Decimal(0)
    say(desk, record, ce_credit=True)
    assert hours(desk) == Decimal("2.0"), "a save of what was handed in is a version too"
    assert "verify_reason" not in credits_of(desk, record)[0].answers


def test_without_the_tick_nothing_is_made_and_nobody_else_writes_one(both: Around):
    record = a_session(both.first, **GROUP)
    assert credits_of(both.first, record) == []
    say(both.first, record, hand_in=True, ce_credit=True)
    both.round()
    desk = both.one
    for one in credits_of(desk, record):
        assert open_form(desk, "ce_credit", one.id).read_only == BY_SESSION
        for place in (WORKER, LEAD):
            as_person(desk, place)
            draft = draft_of(desk, one.id)
            draft.answer("credit_hours", "40.0")
            with pytest.raises(t.NotYours):
                submit(desk, draft, one.id)
            with pytest.raises(t.NotYours):
                void(desk, one.id, "不想要这一条")
    with pytest.raises(t.NotYours):
        put(
            desk,
            "ce_credit",
            {
                "worker_id": HIM,
                "channel": "online_course",
                "completed_on": "2023-06-01",
                "title": "网课",
                "credit_hours": "40.0",
                "verify_state": "verified",
            },
        )


def credits_of(desk: Desk, session: str) -> list[StoredRecord]:
    with desk.read() as read:
        return sources.related(read, "ce_credit", "session_id", session)
