"""A centre and one station, enrolled by files, with one home and one file; every test gets a copy of its own."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.builders import a_visit
from tests.desks import Hands, a_centre, a_station
from tests.journeys.field_fixture import county_template, field_disk
from tests.journeys.program import Program
from tests.typed import a_home, a_person, tidy

__all__ = ["county_template", "field_disk"]
STATION = "411327101"
LEAD = f"w-{STATION}-1"


@dataclass
class Office:
    """A folder with a centre and a station, and the program for each."""

    folder: Path
    centre: Program
    station: Program
    client: str

    def visit(self, day: str, **said: object) -> dict[str, object]:
        """Give a complete visit as a JSON object."""
        base: dict[str, object] = {"client_id": self.client, "service_date": day, "next_due": None}
        return tidy(a_visit(**(base | {"workers": [LEAD], "worker_id": LEAD} | said)))


def found(folder: Path) -> Office:
    """Found the office with quick keys; that the verbs can do it too has a test of its own."""
    hands = Hands("2022-08-02T09:00:00")
    centre = a_centre(folder, hands)
    station = a_station(folder, centre, hands, STATION)
    hands.to("2023-02-01T09:00:00")
    client = a_person(station, a_home(station), name="王玉兰")
    centre.close()
    station.close()
    program = Program(folder / "centre", folder / "config")
    return Office(folder, program, replace(program, data=folder / f"{STATION}-A"), client)


@pytest.fixture(scope="session")
def founded_by_verbs(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Found the office once."""
    folder = tmp_path_factory.mktemp("office")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHEQI_CONFIG_DIR", str(folder / "config"))
        return found(folder)


@pytest.fixture
def office(founded_by_verbs: Office, tmp_path: Path) -> Office:
    """Give a test its own copy."""
    folder = tmp_path / "office"
    shutil.copytree(founded_by_verbs.folder, folder)
    moved = {"config": folder / "config"}
    return replace(
        founded_by_verbs,
        folder=folder,
        centre=replace(founded_by_verbs.centre, data=folder / "centre", **moved),
        station=replace(founded_by_verbs.station, data=folder / f"{STATION}-A", **moved),
    )
