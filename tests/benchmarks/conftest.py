"""Large workspaces for measuring: real files, real bundles, made once for all figures."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sheqi_desktop.operations.demo.run import run_demo
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.root_key import open_root_key
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.unlock import unlock
from sheqi_desktop.store import log, outbox
from sheqi_desktop.sync import admit
from sheqi_desktop.sync.roster import Person, Role
from tests.benchmarks.workload import TYPIST, edit, fill
from tests.desks import LIBRARY, PASSWORD, Hands, a_centre, a_station

STATIONS = [station.code for station in LIBRARY.contract.stations]
RECORDS = int(os.environ.get("SHEQI_BENCH_RECORDS", "25000"))
"""How many records the county's year has; 250000 for ten years of it."""
SIGNED = os.environ.get("SHEQI_BENCH_SIGNED") == "1"
"""Whether every record carries its worker's own signature, as what is handed in one by one does."""
CLIENTS_EACH, VISITS_EACH = RECORDS * 4 // 100 // len(STATIONS), RECORDS * 96 // 100 // len(STATIONS)


@dataclass(frozen=True)
class Made:
    """A folder with workspaces, the settings beside it, and the bundles in it."""

    folder: Path
    bundles: tuple[Path, ...] = ()

    def open(self, name: str, worker: str) -> Desk:
        return unlock(self.folder / name, worker, PASSWORD, Hands("2023-04-03T09:00:00").clock, LIBRARY)

    def copy_of_the_centre(self, name: str) -> Desk:
        shutil.copytree(self.folder / "centre", self.folder / name)
        return self.open(name, "w-centre-1")


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("settings")


@pytest.fixture(autouse=True)
def config_dir(settings: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep one set of settings: the workspaces live as long as the run."""
    monkeypatch.setenv("SHEQI_CONFIG_DIR", str(settings))
    return settings


@dataclass(frozen=True)
class Year(Made):
    """Sixteen stations' first bundles, and those with what was changed later."""

    changed: tuple[Path, ...] = ()


@pytest.fixture(scope="session")
def year(tmp_path_factory: pytest.TempPathFactory, settings: Path) -> Year:
    """Give the bundles of sixteen stations with 25,000 records together, and a centre that has seen none."""
    folder = tmp_path_factory.mktemp("year")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHEQI_CONFIG_DIR", str(settings))
        return make_year(folder)


def make_year(folder: Path) -> Year:
    """Make a county's year in a folder."""
    hands = Hands("2022-08-02T09:00:00")
    centre = a_centre(folder, hands)
    first, changed = [], []
    take_on_a_typist(centre, folder)
    for seed, code in enumerate(STATIONS, start=1):
        hands.to("2022-08-02T09:00:00")
        desk = a_station(folder, centre, hands, code)
        hands.to("2023-04-01T09:00:00")
        fill(desk, CLIENTS_EACH, VISITS_EACH, seed, SIGNED)
        first.append(seal_bundle(desk, centre.station, folder).path)
        hear_that_all_came(desk, centre.machine.device)
        hands.to("2023-04-02T09:00:00")
        edit(desk, seed)
        changed.append(seal_bundle(desk, centre.station, folder).path)
        desk.close()
    centre.close()
    return Year(folder, tuple(first), tuple(changed))


def take_on_a_typist(centre: Desk, folder: Path) -> None:
    """Name somebody of every station who has no key."""
    typist = Person(TYPIST, "", "录入的人", roles=tuple(Role("social_worker", code) for code in STATIONS))
    root = open_root_key(folder / "root-1.key", PASSWORD)
    with centre.write() as write:
        signed = admit.take_on(centre.book, (), [typist], [root], centre.me.worker_id, centre.clock.ms())
        centre.adopt(write, centre.book.adopt([signed]))


def hear_that_all_came(desk: Desk, sender: str) -> None:
    """Note what a receipt would say, so that the next file holds only what is new."""
    with desk.write() as write:
        heads = {name: [head.seq, head.hash] for name, head in log.chains(write).items()}
        outbox.note_import(write, "0" * 64, "", sender, 1_000, "receipt", desk.clock.ms(), "merged", {"heads": heads})


@pytest.fixture(scope="session")
def crowd(tmp_path_factory: pytest.TempPathFactory, settings: Path) -> Iterator[Desk]:
    """Give a station with 50,000 people."""
    folder = tmp_path_factory.mktemp("crowd")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHEQI_CONFIG_DIR", str(settings))
        hands = Hands("2022-08-02T09:00:00")
        centre = a_centre(folder, hands)
        desk = a_station(folder, centre, hands)
        centre.close()
        hands.to("2023-04-01T09:00:00")
        fill(desk, 50_000, 0)
        yield desk
        desk.close()


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory, settings: Path) -> Made:
    """Give a station with 3,000 records."""
    folder = tmp_path_factory.mktemp("office")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHEQI_CONFIG_DIR", str(settings))
        hands = Hands("2022-08-02T09:00:00")
        centre = a_centre(folder, hands)
        desk = a_station(folder, centre, hands)
        centre.close()
        hands.to("2023-04-01T09:00:00")
        fill(desk, 300, 2_700)
        desk.close()
    return Made(folder)


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory, settings: Path) -> Path:
    """Give the folder of the demo county with two of its stations."""
    out = tmp_path_factory.mktemp("demo") / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHEQI_CONFIG_DIR", str(settings))
        run_demo(out, 20220901, stations=2)
    return out
