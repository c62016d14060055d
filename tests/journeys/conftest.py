"""A county set up by the verbs alone: the centre founded, one station enrolled by files, one home and one file typed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.builders import a_client, a_household, a_visit
from tests.journeys.program import Program
from tests.typed import number_for, tidy

STATION = "411327101"
LEAD, WORKER = f"w-{STATION}-1", f"w-{STATION}-2"


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
    more = {"SHEQI_PASSWORD_2": "第二个人的口令啊啊", "SHEQI_ROOT_PASSWORD": "根密钥的口令也很长"}
    centre = Program(folder / "centre", folder / "config", clock="2022-08-02T09:00:00", more=more)
    made = centre.run(
        "init", "--role", "centre", "--worker", "w-c-1", "--name", "林主任", "--second", "w-c-2:何干事",
        "--keys", str(folder / "keys"),
    ).object  # fmt: skip
    key = made["roots"][0]
    pack = centre.run(
        "enrol-invite", "--place", STATION, "--slot", "A", "--person", f"{LEAD}:张敏:station_lead",
        "--person", f"{WORKER}:李强:social_worker", "--out", str(folder), "--root-key", key,
    ).object  # fmt: skip
    station = replace(centre, data=folder / "station", worker="", more={"SHEQI_CODE": pack["codes"][LEAD]})
    station.run(
        "init", "--role", "station", "--worker", LEAD, "--pack", pack["file"], "--fingerprint", pack["fingerprint"]
    )
    request = station.run("enrol-request", "--out", str(folder)).object
    approval = centre.run(
        "enrol-sign", request["file"], "--fingerprint", request["fingerprint"], "--second", "w-c-2",
        "--out", str(folder), "--root-key", key,
    ).object  # fmt: skip
    assert station.run("enrol-accept", approval["file"]).object == {"approved": True}
    station.clock = "2023-02-01T09:00:00"
    home = tidy(a_household())
    done = station.run("save", "household", "-", "--submit", typed=json.dumps(home)).object
    person = tidy(a_client(household_id=done["ack"], worker_id=LEAD, opened_on="2023-02-01", id_no=number_for(1)))
    client = station.run("save", "client", "--submit", "--confirm", typed=json.dumps(person)).object
    station.clock = centre.clock = "2023-04-03T09:00:00"
    return Office(folder, centre, station, client["ack"])


@pytest.fixture(scope="session")
def founded_by_verbs(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Found the office once."""
    return found(tmp_path_factory.mktemp("office"))


@pytest.fixture
def office(founded_by_verbs: Office, tmp_path: Path) -> Iterator[Office]:
    """Give a test its own copy."""
    folder = tmp_path / "office"
    shutil.copytree(founded_by_verbs.folder, folder)
    moved = {"config": folder / "config"}
    yield replace(
        founded_by_verbs,
        folder=folder,
        centre=replace(founded_by_verbs.centre, data=folder / "centre", **moved),
        station=replace(founded_by_verbs.station, data=folder / "station", **moved),
    )
