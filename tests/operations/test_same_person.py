"""疑似同一人: the queue, the decision, what it changes (distinct people) and what it never touches."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from sheqi_desktop.domain.trouble import ChangeNotAllowed, NotDecided, NotYours, WrongState
from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.accept_bundle import accept_bundle, accept_bundles
from sheqi_desktop.operations.check_health import rebuild_all, state_digest
from sheqi_desktop.operations.count_contract import count_contract, why
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.due import due_rows
from sheqi_desktop.operations.same_person import (
    ask_stations,
    join,
    join_certain,
    joined_pairs,
    not_the_same,
    pair_of,
    part,
    suspected,
)
from sheqi_desktop.operations.save_record import draft_of, submit
from sheqi_desktop.operations.seal_bundle import seal_bundle
from tests.operations.conftest import STATIONS, County
from tests.typed import a_home, a_person, a_seen, number_for

WHY = "电话问过两个村"


@dataclass
class Twice:
    """刘福安 has a file at two stations, each with a visit on the same day."""

    county: County
    centre: Desk
    stations: list[Desk]
    files: list[str]

    def give_back(self) -> None:
        for desk in self.stations:
            accept_bundle(desk, seal_bundle(self.centre, desk.station, self.county.folder).path)

    def send(self, desk: Desk) -> None:
        accept_bundle(self.centre, seal_bundle(desk, self.centre.station, self.county.folder).path)


@pytest.fixture
def twice(county: County) -> Twice:
    stations = [county.station(code) for code in STATIONS[:2]]
    centre = county.centre()
    accept_bundles(centre, [*county.first, *county.second])
    files = []
    for desk in stations:
        file = a_person(desk, a_home(desk), 1, name="刘福安", id_no=number_for(90))
        a_seen(desk, file, "2023-04-03")
        files.append(file)
        accept_bundle(centre, seal_bundle(desk, centre.station, county.folder).path)
    return Twice(county, centre, stations, files)


def persons(desk: Desk) -> int:
    """Count the different people among the counted visits of the county."""
    counted = [row for code in STATIONS for row in why(desk, "ind_visit", code).counted]
    return len({row.person_id for row in counted})


def test_the_pair_is_found_with_its_evidence_and_both_lives(twice: Twice):
    (found,) = [one for one in suspected(twice.centre) if {one.first, one.second} == set(twice.files)]
    assert found.certain
    assert "证件号码相同" in found.evidence
    pair = pair_of(twice.centre, found.first, found.second, found)
    assert {pair.left.station, pair.right.station} == {twice.centre.unit_name(one.station) for one in twice.stations}
    assert len(pair.life) == 2
    assert all(one.both for one in pair.life)
    assert "411399" not in str(pair.left.facts).replace("411399****", "")


def test_joined_they_are_one_person_in_the_county_and_nothing_else_changes(twice: Twice):
    before = persons(twice.centre)
    rows = [row.actual for row in count_contract(twice.centre).rows if row.measure_code == "ind_visit"]
    texts = [dict(look_up.get(twice.centre, one).answers) for one in twice.files]
    join(twice.centre, *twice.files, WHY)
    assert persons(twice.centre) == before - 1
    assert [row.actual for row in count_contract(twice.centre).rows if row.measure_code == "ind_visit"] == rows
    for file, text in zip(twice.files, texts, strict=True):
        now = look_up.get(twice.centre, file)
        assert {name: now.answers.get(name) for name in text} == text
        assert (now.status, now.correcting) == ("submitted", False)
    assert tuple(sorted(twice.files)) in joined_pairs(twice.centre)
    assert not [one for one in suspected(twice.centre) if {one.first, one.second} == set(twice.files)]
    with pytest.raises(WrongState):
        join(twice.centre, *twice.files, WHY)
    digest = state_digest(twice.centre)
    rebuild_all(twice.centre)
    assert (state_digest(twice.centre), persons(twice.centre)) == (digest, before - 1)


def test_parted_again_everything_is_as_before(twice: Twice):
    before = persons(twice.centre)
    told = [look_up.get(twice.centre, one).person for one in twice.files]
    join(twice.centre, *twice.files, WHY)
    part(twice.centre, *twice.files, "认错了")
    assert persons(twice.centre) == before
    assert [look_up.get(twice.centre, one).person for one in twice.files] == told
    assert [one for one in suspected(twice.centre) if {one.first, one.second} == set(twice.files)]


def test_three_files_of_one_person_and_one_taken_out(twice: Twice):
    third = a_person(twice.stations[0], a_home(twice.stations[0]), 80)
    twice.send(twice.stations[0])
    join(twice.centre, *twice.files, WHY)
    join(twice.centre, twice.files[0], third, WHY)
    people = {look_up.get(twice.centre, one).person for one in (*twice.files, third)}
    assert len(people) == 1
    part(twice.centre, twice.files[0], third, "认错了")
    assert look_up.get(twice.centre, third).person == ""
    assert {look_up.get(twice.centre, one).person for one in twice.files} == people


def test_not_the_same_is_never_asked_again(twice: Twice):
    not_the_same(twice.centre, *twice.files, "两个人同名")
    assert not [one for one in suspected(twice.centre) if {one.first, one.second} == set(twice.files)]


def test_certain_pairs_in_one_go_and_only_those(twice: Twice):
    likely = [one for one in suspected(twice.centre) if not one.certain]
    assert join_certain(twice.centre) == 1
    assert [one for one in suspected(twice.centre) if not one.certain] == likely
    assert join_certain(twice.centre) == 0


def test_stations_are_asked_and_the_task_goes_when_they_have_saved_the_file(twice: Twice):
    ask_stations(twice.centre, *twice.files, "请看身份证")
    assert pair_of(twice.centre, *twice.files).asked.endswith("请看身份证")
    twice.give_back()
    desk, file = twice.stations[0], twice.files[0]
    assert [row.record for row in due_rows(desk).rows if row.what == "核实身份"] == [file]
    draft = draft_of(desk, file)
    draft.answer("note", "看过身份证，号码对")
    draft.answer("correction_reason", "核实过身份证")
    submit(desk, draft, file, [one for one in draft.problems() if one.confirmable])
    assert not [row for row in due_rows(desk).rows if row.what == "核实身份"]


def test_only_the_centre_says_it_and_with_a_reason(twice: Twice):
    with pytest.raises(NotDecided):
        join(twice.centre, *twice.files, " ")
    with pytest.raises(NotYours):
        join(twice.stations[0], *twice.files, WHY)
    desk, file = twice.stations[0], twice.files[0]
    stored = look_up.get(desk, file)
    with desk.write() as write:
        desk.append(write, "client", file, stored.heads, {"person_id": "0" * 32}, WHY)
    with pytest.raises(ChangeNotAllowed):
        twice.send(desk)


def test_a_station_that_knows_neither_file_goes_on_receiving(twice: Twice):
    join(twice.centre, *twice.files, WHY)
    third = twice.county.station(STATIONS[2])
    file = a_person(third, a_home(third), 5)
    twice.send(third)
    accept_bundle(third, seal_bundle(twice.centre, third.station, twice.county.folder).path)
    assert look_up.transport(third, [file]) == {file: "received"}
