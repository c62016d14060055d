"""Whatever happens to sticks, disks and clocks: nothing is lost, nothing comes back, everybody ends with the same."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sheqi_desktop.operations.check_health import rebuild_all, state_digest
from tests.desks import Hands, a_centre, a_station
from tests.journeys.field import Field, Place, counted, expected, said

ONE, TWO = "411327103", "411327101"
SCHEDULES = int(os.environ.get("SHEQI_SCHEDULES", "24"))
STEPS = int(os.environ.get("SHEQI_STEPS", "60"))
START = "2023-05-04T09:00:00"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Enrol the machines once: two at one station, one at another, the centre."""
    folder = tmp_path_factory.mktemp("field")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHEQI_CONFIG_DIR", str(folder / "config"))
        hands = Hands(START)
        centre = a_centre(folder, hands)
        for unit, slot in ((ONE, "A"), (ONE, "B"), (TWO, "A")):
            a_station(folder, centre, hands, unit, slot).close()
        centre.close()
    return folder


@pytest.fixture
def field(made: Path, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch) -> Iterator[Field]:
    """Give the dice of one schedule a county of its own."""
    monkeypatch.setenv("SHEQI_CONFIG_DIR", str(tmp_path))
    shutil.copytree(made, tmp_path / "county")
    places = {}
    for name, unit, worker in (
        ("centre", "411327000", "w-centre-1"),
        (f"{ONE}-A", ONE, f"w-{ONE}-1"),
        (f"{ONE}-B", ONE, f"w-{ONE}-1"),
        (f"{TWO}-A", TWO, f"w-{TWO}-1"),
    ):
        config = tmp_path / "config" / name
        shutil.copytree(made / "config", config)
        places[name] = Place(name, unit, tmp_path / "county" / name, config, worker)
    (tmp_path / "sticks").mkdir()
    there = Field(tmp_path, places, "centre", random.Random(request.param), Hands(START))
    yield there
    there.close()


def green_is_at_the_centre(field: Field) -> None:
    """Whatever was lost or restored: what a station shows as 已收 the centre's own file holds, change by change."""
    there = {said(one) for one in field.changes(field.places["centre"]).values()}
    for place in field.stations:
        here = field.changes(place).values()
        green = {record for record, way in field.ways(place).items() if way == "received"}
        assert {said(one) for one in here if one.record in green} <= there, (place.name, field.told)


@pytest.mark.parametrize("field", range(SCHEDULES), indirect=True)
def test_a_year_in_the_field(field: Field):
    for _ in range(STEPS):
        field.step()
    written = {said(one) for place in field.places.values() for one in field.changes(place).values()}
    centre = field.places["centre"]
    green_is_at_the_centre(field)
    field.settle_down()
    green_is_at_the_centre(field)
    for place in field.stations:
        assert set(field.ways(place).values()) <= {"received"}, (place.name, field.told)
    held = field.changes(centre)
    assert written <= {said(one) for one in held.values()}, field.told
    must = expected(held)
    for place in field.places.values():
        units = {ONE, TWO} if place is centre else {place.unit}
        state = field.state(place, units)
        assert state == {id_: must[id_] for id_ in state}, (place.name, field.told)
        if place is centre:
            assert state == must
            assert counted(state) == counted(must)
    alike = [field.state(field.places[f"{ONE}-{slot}"], {ONE}) for slot in "AB"]
    assert alike[0] == alike[1] == field.state(centre, {ONE}), field.told
    for place in field.places.values():
        with field.at(place) as desk:
            before = state_digest(desk)
            rebuild_all(desk)
            assert state_digest(desk) == before, (place.name, field.told)
