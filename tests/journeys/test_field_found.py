"""What schedules of the field once found, each as short as it could be made."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sheqi_desktop.domain.trouble import MassVoid
from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.accept_bundle import accept_bundle
from sheqi_desktop.operations.assign import assign
from sheqi_desktop.operations.close_month import close_month
from sheqi_desktop.operations.exchange import receipts
from sheqi_desktop.operations.void import void
from sheqi_desktop.store import records
from sheqi_desktop.store.records import Wanted
from tests.journeys.field.closing import counted
from tests.journeys.field.county import CENTRE, CENTRE_UNIT, PAIRED, SUPERVISORS, UNITS, Field, Place, Template
from tests.journeys.field.mishaps import clone_disk, put_back
from tests.journeys.field.oracles import changes, check_everything
from tests.journeys.field.paper import WHY, begin_file
from tests.journeys.field.sticks import send, take
from tests.typed import a_seen

UNIT = PAIRED[0]


@pytest.fixture
def field(county_template: Template, field_disk: Path) -> Iterator[Field]:
    """Give two laptops of one station and the centre."""
    root = field_disk / "found"
    made = Field(county_template, root, (CENTRE, f"{UNIT}-A", f"{UNIT}-B"), random.Random(1))
    for name in made.names:
        made.place(name)
    yield made
    made.close()
    shutil.rmtree(root)


def carry(field: Field, sender: Place, to: str) -> None:
    """Bring what there is from one place to all of a unit."""
    with field.at(sender) as desk:
        made = send(field, sender, desk, to)
    for stick in made:
        for place in [one for one in field.working if one.unit == to and one is not sender]:
            take(field, place, stick)


def way(field: Field, place: Place, record: str) -> str:
    with field.at(place) as desk:
        return look_up.transport(desk, [record])[record]


def test_what_only_a_mate_holds_is_not_received(field: Field):
    a, b = field.place(f"{UNIT}-A"), field.place(f"{UNIT}-B")
    record = begin_file(field, a)
    for sender in (b, a, b):
        carry(field, sender, UNIT)
    assert way(field, a, record) != "received"
    assert way(field, b, record) != "received"
    with field.at(a) as desk:
        assert receipts(desk).waiting > 0
    carry(field, a, CENTRE_UNIT)
    carry(field, field.centre, UNIT)
    assert (way(field, a, record), way(field, b, record)) == ("received", "received")


def test_a_clone_whose_numbers_are_known_from_the_other_still_sends_its_own(field: Field):
    a = field.place(f"{UNITS[-1]}-A")
    begin_file(field, a)
    carry(field, a, CENTRE_UNIT)
    twin = clone_disk(field, a)
    begin_file(field, a)
    begin_file(field, a)
    carry(field, a, CENTRE_UNIT)
    record = begin_file(field, twin)
    carry(field, field.centre, UNITS[-1])
    carry(field, twin, CENTRE_UNIT)
    assert record in {one.record for one in changes(field, field.centre).values()}
    check_everything(field)


def test_a_centre_put_back_is_given_again_what_it_had_and_nothing_is_green_before(field: Field):
    a = field.place(f"{UNIT}-A")
    field.centre.leave()
    shutil.copytree(field.centre.folder, field.root / "kept" / CENTRE)
    field.centre.kept = field.root / "kept" / CENTRE
    written = []
    for _ in range(3):
        written.append(begin_file(field, a))
        carry(field, a, CENTRE_UNIT)
        carry(field, field.centre, UNIT)
    assert {way(field, a, one) for one in written} == {"received"}
    put_back(field, field.centre)
    other = field.place(f"{UNIT}-B")
    begin_file(field, other)
    carry(field, other, CENTRE_UNIT)
    carry(field, field.centre, UNIT)
    assert "received" not in {way(field, a, one) for one in written}
    carry(field, a, CENTRE_UNIT)
    with field.at(field.centre) as desk, desk.read() as read:
        assert len(records.get_many(read, written)) == len(written)
    check_everything(field)


@pytest.fixture
def watched(field: Field) -> Field:
    """Give the laptop of the 督导 as well, known to everybody."""
    field.names += ("supervisor-B",)
    field.place("supervisor-B")
    return field


def owes(field: Field, sender: Place, to: str) -> list[Path]:
    with field.at(sender) as desk:
        return [one.path for one in send(field, sender, desk, to)]


def take_away(field: Field) -> None:
    """Let the 督导 be responsible for this station no more."""
    with field.at(field.centre) as desk:
        assign(desk, "s-B", set(SUPERVISORS["B"]) - {UNIT}, field.template.root)


def test_a_centre_whose_clock_stands_years_back_still_writes_to_a_supervisor(watched: Field):
    """Its day is before every assignment."""
    a, b = watched.place(f"{UNIT}-A"), watched.place("supervisor-B")
    watched.centre.hands.to("2013-05-04T09:00:00")
    record = begin_file(watched, a)
    carry(watched, a, CENTRE_UNIT)
    carry(watched, watched.centre, b.unit)
    assert record in {one.record for one in changes(watched, b).values()}
    check_everything(watched)


def test_a_supervisor_hears_that_an_assignment_ended_where_nothing_else_is_to_be_told(watched: Field):
    b = watched.place("supervisor-B")
    carry(watched, b, CENTRE_UNIT)
    carry(watched, watched.centre, b.unit)
    assert not owes(watched, watched.centre, b.unit)
    take_away(watched)
    carry(watched, watched.centre, b.unit)
    with watched.at(b) as desk:
        assert UNIT not in desk.stations


def test_what_a_supervisor_holds_of_an_ended_assignment_is_not_sent_for_ever(watched: Field):
    b = watched.place("supervisor-B")
    take_away(watched)
    for _ in range(2):
        carry(watched, b, CENTRE_UNIT)
        carry(watched, watched.centre, b.unit)
    assert not owes(watched, b, CENTRE_UNIT)


def test_a_wave_of_voids_waits_whoever_brings_it(watched: Field):
    """The 督导 carries along what the station voided; whose voids they are says the machine that wrote them."""
    a, b = watched.place(f"{UNIT}-A"), watched.place("supervisor-B")
    files = [begin_file(watched, a) for _ in range(6)]
    with watched.at(a) as desk:
        for one in files:
            void(desk, one, WHY)
    carry(watched, a, b.unit)
    (path,) = owes(watched, b, CENTRE_UNIT)
    with watched.at(watched.centre) as desk, pytest.raises(MassVoid) as stopped:
        accept_bundle(desk, path, copy_first=False)
    assert stopped.value.facts["count"] == len(files)


def a_visit_at(field: Field, place: Place, day: str) -> str:
    with field.at(place) as desk:
        with desk.read() as read:
            known = records.list_records(read, Wanted("client", stations=[place.unit]))
        return a_seen(desk, next(one.id for one in known if one.answers.get("household_id")), day).record


def close_may(field: Field, unit: str) -> int:
    """Close a month at the centre; give how many visits count."""
    with field.at(field.centre) as desk:
        before = counted(desk, unit)
        close_month(desk, unit, 2023, 5)
        assert counted(desk, unit) == before
    return before


def test_what_the_centre_voided_before_it_closed_the_month_stays_void(field: Field):
    a = field.place(f"{UNIT}-A")
    record = a_visit_at(field, a, "2023-05-03")
    a_visit_at(field, a, "2023-05-04")
    carry(field, a, CENTRE_UNIT)
    with field.at(field.centre) as desk:
        void(desk, record, WHY)
    assert close_may(field, UNIT) == 1


def test_a_closed_month_holds_what_was_written_once_before_the_disk_was_cloned(field: Field):
    """Both write it into a branch; the centre had seen one of the two, by the name the chain had then."""
    a = field.place(f"{UNITS[-1]}-A")
    a_visit_at(field, a, "2023-05-03")
    twin = clone_disk(field, a)
    for place in (a, twin):
        begin_file(field, place)
    carry(field, a, CENTRE_UNIT)
    assert close_may(field, UNITS[-1]) == 1
    carry(field, twin, CENTRE_UNIT)
    for place in (a, twin):
        carry(field, field.centre, UNITS[-1])
        begin_file(field, place)
        carry(field, place, CENTRE_UNIT)
    carry(field, field.centre, UNITS[-1])
    for place in (field.centre, a, twin):
        with field.at(place) as desk:
            assert counted(desk, UNITS[-1]) == 1
