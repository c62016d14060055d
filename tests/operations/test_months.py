"""结账: the centre closes a month, the station hears of it, and what comes later waits for the centre."""

from __future__ import annotations

import pytest

from sheqi_desktop.domain import trouble as t
from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.accept_bundle import accept_bundle, accept_bundles
from sheqi_desktop.operations.close_month import close_month
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.save_record import new_draft
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.void import void
from sheqi_desktop.operations.why import why_rows
from tests.operations.conftest import STATIONS, County
from tests.typed import a_seen, visit_answers

MARCH = (2023, 3)


def counted(desk: Desk, code: str = STATIONS[0]) -> list[str]:
    return sorted(line.record for line in why_rows(desk, "ind_visit", code) if line.counted)


def waiting(desk: Desk, code: str = STATIONS[0]) -> dict[str, str]:
    return {line.record: line.code for line in why_rows(desk, "ind_visit", code) if not line.counted}


def a_client_of(desk: Desk) -> str:
    return look_up.list_records(desk, look_up.Wanted("client", limit=1))[0].id


def closed(county: County) -> tuple[Desk, Desk]:
    """Close March of one station at the centre and let the station hear of it."""
    station, centre = county.station(), county.centre()
    accept_bundles(centre, [county.first[0], county.second[0]])
    close_month(centre, STATIONS[0], *MARCH)
    accept_bundle(station, seal_bundle(centre, STATIONS[0], county.folder).path)
    return station, centre


def test_closing_a_month_moves_no_number(county: County):
    station, centre = county.station(), county.centre()
    accept_bundles(centre, [county.first[0], county.second[0]])
    before = counted(centre)
    close_month(centre, STATIONS[0], *MARCH)
    assert counted(centre) == before == counted(station)


def test_a_month_is_closed_once_and_by_the_centre_only(county: County):
    station, centre = closed(county)
    with pytest.raises(t.WrongState):
        close_month(centre, STATIONS[0], *MARCH)
    with pytest.raises(t.NotYours):
        close_month(station, STATIONS[0], 2023, 2)
    close_month(centre, STATIONS[1], *MARCH)


def test_a_visit_of_a_closed_month_is_saved_and_waits_at_both_ends(county: County):
    station, centre = closed(county)
    before = counted(station)
    late = a_seen(station, a_client_of(station), "2023-03-20", late_reason="no_device").record
    assert counted(station) == before
    code = waiting(station)[late]
    assert code == "NC_ADJUST_PENDING"
    accept_bundle(centre, seal_bundle(station, centre.station, county.folder).path)
    assert counted(centre) == before
    assert waiting(centre)[late] == code


def test_the_form_says_so_while_it_is_typed(county: County):
    station, _ = closed(county)
    draft = new_draft(station, "visit")
    for name, value in visit_answers(station, a_client_of(station), "2023-03-20").items():
        draft.answer(name, value)
    assert any("由指导中心确认" in one.message for one in draft.problems())


def test_a_station_voids_nothing_of_a_closed_month(county: County):
    station, _ = closed(county)
    for record in counted(station):
        if look_up.get(station, record).service_date < "2023-04-01":
            with pytest.raises(t.RecordLocked):
                void(station, record, "录到别人名下了")


def test_the_other_months_stay_open(county: County):
    station, _ = closed(county)
    before = counted(station)
    new = a_seen(station, a_client_of(station), "2023-04-03", start_at="08:10", end_at="08:40").record
    assert counted(station) == sorted([*before, new])


def test_what_was_on_its_way_when_the_month_closed_waits_too(county: County):
    """The centre closes what it has seen: a record it had not seen is later than the close, whoever typed it when."""
    station, centre = county.station(), county.centre()
    unseen = a_seen(station, a_client_of(station), "2023-03-20", late_reason="no_device").record
    accept_bundles(centre, [county.first[0], county.second[0]])
    close_month(centre, STATIONS[0], *MARCH)
    accept_bundle(centre, seal_bundle(station, centre.station, county.folder).path)
    accept_bundle(station, seal_bundle(centre, STATIONS[0], county.folder).path)
    assert unseen not in counted(centre)
    assert counted(station) == counted(centre)
