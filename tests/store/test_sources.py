"""The rows that are counted, joined with what was true on the day."""

from __future__ import annotations

from datetime import date

import pytest

from sheqi_desktop.domain.standing import adjust_ref
from sheqi_desktop.store import records, sources
from sheqi_desktop.store.visit_clients import visit_clients
from tests.store.conftest import STATION, a_client, a_visit, an_id


def rows(workspace, **asked):
    with workspace.database.read() as read:
        return visit_clients(read, **asked)


def test_a_visit_gives_a_row_for_everyone_met(station):
    station.save("client", an_id(1), a_client(1, household_id=an_id(50), person_id=an_id(60)))
    mates = [
        {"id": "a", "client_id": an_id(2), "met": True, "co_note": "在家，精神好"},
        {"id": "b", "client_id": an_id(3), "met": True, "co_note": "在"},
        {"id": "c", "client_id": an_id(4), "met": False, "co_note": "没有见到本人"},
    ]
    station.save("visit", an_id(10), a_visit(co_clients=mates, client_sign={"state": "unable", "reason": "手伤"}))
    found = {row.client_id: row for row in rows(station)}
    assert {client: row.row_outcome for client, row in found.items()} == {
        an_id(1): 1,
        an_id(2): 1,
        an_id(3): 2,
        an_id(4): 2,
    }
    main = found[an_id(1)]
    assert (main.is_main, main.household_id, main.person_id, main.age) == (True, an_id(50), an_id(60), 81)
    assert (main.client_sign, main.sign_reason, main.minutes, main.mode_group) == ("unable", True, 30, "door")
    assert found[an_id(2)].person_id == an_id(2)
    assert not found[an_id(2)].is_main


def test_nobody_is_reached_in_the_same_home_when_the_visit_reached_nobody(station):
    mates = [{"id": "a", "client_id": an_id(2), "met": True, "co_note": "在家，精神好"}]
    station.save("visit", an_id(10), a_visit(outcome=2, co_clients=mates))
    assert [row.row_outcome for row in rows(station)] == [2, 2]


def test_categories_are_those_of_the_day(station):
    categories = [
        {"id": "a", "category": "A2"},
        {"id": "b", "category": "E2", "start": "2023-03-08"},
        {"id": "c", "category": "B1", "start": "2023-01-01", "end": "2023-03-08"},
        {"id": "d", "category": "D1", "start": "2023-03-09"},
        {"id": "e", "category": "C1", "end": "2023-03-07"},
    ]
    station.save("client", an_id(1), a_client(categories=categories))
    station.save("visit", an_id(10), a_visit())
    station.save("visit", an_id(11), a_visit(service_date="2023-03-07"))
    found = {row.visit_id: row.categories for row in rows(station)}
    assert found == {an_id(10): ("A2", "E2", "B1"), an_id(11): ("A2", "B1", "C1")}


def test_a_correction_on_its_way_is_marked_and_not_counted(station):
    station.save("visit", an_id(10), a_visit())
    first = rows(station)[0]
    station.patch(an_id(10), {"outcome": 2, "status": "draft"})
    row = rows(station)[0]
    assert (row.row_outcome, row.correcting, row.confirmed) == (1, True, True)
    station.patch(an_id(10), {"status": "submitted"})
    row = rows(station)[0]
    assert (row.row_outcome, row.correcting, row.signed_at) == (2, False, first.signed_at)


def test_drafts_and_voids_are_there_and_marked(station):
    station.save("visit", an_id(10), a_visit(status="draft"))
    station.save("visit", an_id(11), a_visit())
    station.patch(an_id(11), {"_deleted": True}, reason="重复录入了")
    draft, void = rows(station)
    assert (draft.confirmed, draft.signed_at, draft.complete, draft.void) == (False, None, False, False)
    assert (void.confirmed, void.void) == (True, True)


def close(station, positions):
    station.save(
        "period_close",
        an_id(99),
        {"station_code": STATION, "year": 2023, "month": 3, "positions": positions, "status": "submitted"},
    )


@pytest.mark.parametrize("decision", ["accepted", "refused"])
def test_what_was_confirmed_after_the_close_waits_for_the_centre(station, decision):
    seen = station.save("visit", an_id(10), a_visit())
    late = station.save("visit", an_id(11), a_visit(status="draft"))
    close(station, {seen.ref.chain: late.ref.seq})
    station.patch(an_id(11), {"status": "submitted"})
    station.save("visit", an_id(12), a_visit(service_date="2023-04-01"))
    states = {row.visit_id: row.period_adjust_state for row in rows(station)}
    assert states == {an_id(10): "", an_id(11): "pending", an_id(12): ""}
    station.patch(an_id(10), {"summary": "更正一个字", "status": "submitted"})
    with station.database.read() as read:
        handed_in = records.get_many(read, [an_id(11)])[an_id(11)].last_confirmed
    assert handed_in is not None
    station.patch(an_id(11), {"period_adjust": decision, "adjust_ref": adjust_ref(handed_in)})
    states = {row.visit_id: row.period_adjust_state for row in rows(station)}
    assert states == {an_id(10): "", an_id(11): decision, an_id(12): ""}


def test_a_chain_the_close_does_not_name_was_not_seen(station):
    station.save("visit", an_id(10), a_visit())
    close(station, {"f0" * 16: 99})
    assert rows(station)[0].period_adjust_state == "pending"
    with station.database.read() as read:
        assert sources.month_closed(read, STATION, 2023, 3)
        assert not sources.month_closed(read, STATION, 2023, 4)


def test_rows_can_be_asked_for_some_stations_and_until_a_day(station):
    station.save("visit", an_id(10), a_visit())
    station.save("visit", an_id(11), a_visit(station_code="411327102"))
    station.save("visit", an_id(12), a_visit(service_date="2023-05-01"))
    assert [row.visit_id for row in rows(station, stations=[STATION], until="2023-03-31")] == [an_id(10)]
    assert [row.visit_id for row in rows(station, until=date(2023, 3, 8))] == [an_id(10), an_id(11)]


def test_the_due_list_follows_the_latest_visit(station):
    for n, name in ((1, "甲一"), (2, "乙二"), (3, "丙三")):
        station.save("client", an_id(n), a_client(n, name=name))
    station.save("client", an_id(4), a_client(4, file_state="deceased"))
    station.save("visit", an_id(10), a_visit(next_due="2023-03-15"))
    station.save("visit", an_id(11), a_visit(service_date="2023-03-12", next_due="2023-04-12"))
    station.save("visit", an_id(12), a_visit(service_date="2023-03-13", outcome=2))
    station.save("visit", an_id(13), a_visit(an_id(2), next_due="2023-03-20"))
    with station.database.read() as read:
        due = sources.due_list(read, [STATION])
        assert [(one.name, one.next_due) for one in due] == [
            ("丙三", ""),
            ("乙二", "2023-03-20"),
            ("甲一", "2023-04-12"),
        ]
        assert [one.name for one in sources.due_list(read, until="2023-03-31")] == ["丙三", "乙二"]
        assert sources.last_visits(read)[an_id(1)] == ("2023-03-12", "2023-04-12")


def test_checks_find_twins_namesakes_and_earlier_visits(station):
    station.save("client", an_id(1), a_client(1, id_no="411327194103120020", household_id=an_id(50)))
    station.save("client", an_id(2), a_client(2, id_no="411327194103120020", birth_date="1942", restricted=True))
    station.save("client", an_id(3), a_client(3, birth_date="1950-01-01"))
    station.save("visit", an_id(10), a_visit())
    station.save("visit", an_id(11), a_visit(service_date="2023-03-09"))
    station.save("visit", an_id(12), a_visit(service_date="2023-03-10", status="draft"))
    with station.database.read() as read:
        assert [one.id for one in sources.same_id_no(read, "411327194103120020", an_id(1))] == [an_id(2)]
        alike = sources.namesakes(read, "王秀兰", 2, 1941, "41132710101", an_id(1))
        assert [one.id for one in alike] == [an_id(2)]
        assert [one.id for one in sources.visits_of(read, an_id(1), 5)] == [an_id(11), an_id(10)]
        assert [one.id for one in sources.visits_on(read, "worker-1", "2023-03-08")] == [an_id(10)]
        assert sources.household_clients(read, an_id(50)) == [an_id(1)]


def test_a_worker_is_where_they_acted_and_not_where_they_only_wrote_it_down(station):
    said = {"worker_id": "worker-1", "service_date": "2023-03-08", "station_code": STATION, "status": "submitted"}
    station.save("group_session", an_id(20), said)
    station.save("activity", an_id(21), said)
    station.save("volunteer_hour", an_id(22), said)
    with station.database.read() as read:
        found = {one.id for one in sources.visits_on(read, "worker-1", "2023-03-08")}
    assert found == {an_id(20), an_id(21)}
