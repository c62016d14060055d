"""Circles: who is in them by a roster, old rosters included, and whom a chain goes to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sheqi_desktop.domain.circles import (
    ALL,
    About,
    Writing,
    circle_of,
    desk_circle,
    private_circle,
    restricted_circle,
    station_circle,
)
from sheqi_desktop.sync.circles import goes_to, own_desk
from sheqi_desktop.sync.machine import Machine
from sheqi_desktop.sync.roster import Audience, Book, Person, Role, Roster, sign
from tests.sync.parts import CENTRE, OTHER, STATION, County, device_of
from tests.sync.second_circles import circles_of
from tests.sync.second_party import read_rosters

DAY_MS = 86_400_000
NOON = 1_690_000_000_000
TODAY = "2023-07-22"


@pytest.fixture(scope="module")
def county() -> County:
    """A county with a 督导 who is responsible for the first station until the end of July."""
    made = County()
    watcher = Machine.make()
    device = replace(device_of(watcher, CENTRE, "B", "supervisor"), workspace=own_desk("s1"))
    people = (
        *made.book.newest.people,
        Person("s1", "SQ0009", "周强", roles=(Role("supervisor", STATION, "2023-01-01", "2023-07-31"),)),
    )
    following = made.book.successor(devices=(*made.book.newest.devices, device), people=people, issued=NOON)
    made.book = made.book.adopt([sign(following, [made.root])])
    made.watcher = watcher
    return made


def members(roster: Roster, circle: str) -> set[str]:
    return set(roster.circles.get(circle, ()))


def test_the_lists_are_a_pure_function_of_the_roster(county: County):
    roster = county.book.newest
    centre, station, other, watcher = (
        one.device for one in (county.centre, county.station, county.other, county.watcher)
    )
    assert members(roster, station_circle(STATION)) == {centre, station, watcher}
    assert members(roster, station_circle(OTHER)) == {centre, other}
    assert members(roster, private_circle("s1", "w1")) == {station, watcher}
    assert members(roster, desk_circle("s1")) == {centre, watcher}
    assert members(roster, restricted_circle(CENTRE)) == {centre}
    assert roster.audiences == tuple(sorted(roster.audiences, key=lambda one: one.name))
    assert replace(roster, audiences=()).circles == roster.circles


def test_a_lost_machine_and_an_ended_assignment_leave_their_circles_with_the_next_version(county: County):
    lost = County()
    lost.root, lost.book, lost.station = county.root, county.book, county.station
    lost.become(county.station, status="lost")
    assert county.station.device not in members(lost.book.newest, station_circle(STATION))
    later = county.book.successor(issued=NOON + 30 * DAY_MS)
    assert county.watcher.device not in members(later, station_circle(STATION))
    assert private_circle("s1", "w1") not in later.circles
    assert county.watcher.device in members(later, desk_circle("s1"))


def test_a_roster_older_than_circles_is_read_as_if_it_listed_them():
    old = County()
    assert old.book.newest.audiences == ()
    assert old.book.newest.receives(station_circle(STATION), old.station.device)
    assert not old.book.newest.receives(station_circle(STATION), old.other.device)
    assert old.book.newest.receives(ALL, old.other.device)
    named = old.book.successor(audiences=(Audience("x", (old.other.device,)),))
    assert Book.load([*old.book.since(0), sign(named, [old.root])]).newest.audiences == named.audiences
    assert not named.receives(station_circle(STATION), old.station.device)


@pytest.mark.parametrize("sits", [("w1",), ("w2",), ("w1", "w2"), ("s1",), ("gone",), ()])
def test_a_second_party_works_the_same_lists_out_from_the_document(county: County, sits: tuple[str, ...]):
    people = county.book.newest.people
    gone = Person("gone", "SQ0010", "走了的", roles=(Role("social_worker", STATION, "", "2023-06-30"),))
    mate = device_of(Machine.make(), STATION, "B", "station", workers=sits)
    devices = (*county.book.newest.devices, mate)
    following = county.book.successor(devices=devices, people=(*people, gone), issued=NOON)
    pages, _ = read_rosters([*county.book.since(0), sign(following, [county.root])])
    assert pages[-1]["audiences"] == circles_of(pages[-1])
    told = {one["name"]: one["devices"] for one in pages[-1]["audiences"]}
    assert mate.id in told[station_circle(STATION)]


def test_a_stations_own_chain_goes_to_the_station_the_centre_and_its_supervisor(county: County):
    roster = county.book.newest
    centre, station, other, watcher = (
        roster.device(one.device) for one in (county.centre, county.station, county.other, county.watcher)
    )
    assert None not in (centre, station, other, watcher)

    def goes(writer, circle, receiver, day=TODAY):
        return goes_to(roster, writer, circle, receiver, day)

    assert [goes(station, ALL, one) for one in (centre, station, watcher, other)] == [True, True, True, False]
    assert [goes(centre, ALL, one) for one in (station, other, watcher)] == [True, True, True]
    assert [goes(centre, station_circle(STATION), one) for one in (station, other)] == [True, False]
    assert [goes(watcher, private_circle("s1", "w1"), one) for one in (station, centre)] == [True, False]
    assert goes(watcher, private_circle("s1", "w1"), watcher)
    assert not goes(station, ALL, watcher, "2023-08-01")
    assert goes(watcher, station_circle(STATION), watcher, "2023-08-01")
    assert [goes(None, ALL, one) for one in (centre, other)] == [True, False]


@pytest.mark.parametrize(
    ("about", "writing", "circle"),
    [
        (About("visit", STATION), Writing("station", STATION), ALL),
        (About("visit", STATION, restricted=True), Writing("station", STATION), restricted_circle(STATION)),
        (About("visit", STATION), Writing("centre", CENTRE), station_circle(STATION)),
        (About("crisis", STATION, restricted=True), Writing("centre", CENTRE), restricted_circle(STATION)),
        (About("period_close", STATION), Writing("centre", CENTRE), station_circle(STATION)),
        (About("survey_draw", CENTRE), Writing("centre", CENTRE), ALL),
        (About("annotation", STATION), Writing("supervisor", CENTRE, "s1"), station_circle(STATION)),
        (About("supervision_plan", CENTRE), Writing("supervisor", CENTRE, "s1"), ALL),
        (About("supervision_session", CENTRE), Writing("supervisor", CENTRE, "s1"), desk_circle("s1")),
        (About("wellbeing_note", STATION, False, "s1", "w1"), Writing("station", STATION), private_circle("s1", "w1")),
    ],
)
def test_one_function_decides_the_circle_of_a_change(about: About, writing: Writing, circle: str):
    assert circle_of(about, writing) == circle
