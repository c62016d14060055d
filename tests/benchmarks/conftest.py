"""Large workspaces for measuring: real files, real bundles, made once for all figures."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sheqi_desktop.operations.demo.run import run_demo
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.identifiers import uuid7
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.unlock import unlock
from sheqi_desktop.store import log, search
from tests.desks import LIBRARY, PASSWORD, Hands, a_centre, a_station
from tests.typed import a_home, a_person, client_answers, visit_answers

FAMILY, GIVEN = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗", "玉兰秀英桂芳建国志强海霞小明红波长河新业满雪梅琴"
STATIONS = [station.code for station in LIBRARY.contract.stations]
CLIENTS_EACH, VISITS_EACH = 63, 1500


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


def fill(desk: Desk, clients: int, visits: int, seed: int = 1) -> None:
    """Write records as 提交 does, many to a transaction: a year would else take a day to make."""
    chance = random.Random(seed)
    home = a_home(desk)
    first = a_person(desk, home, seed)
    person = dict(client_answers(desk, home, seed))
    visit = visit_answers(desk, first, "2023-03-01")
    envelope = {"station_code": desk.station, "entered_by": desk.me.worker_id, "worker_id": desk.me.worker_id}
    envelope |= {"status": "submitted", "signed_by": desk.me.worker_id, "_form": 1}
    envelope |= {"entered_at": "2023-03-01T09:00:00+00:00", "signed_at": "2023-03-01T09:00:00+00:00"}
    ids = [first]
    with desk.write() as write:
        for number in range(clients):
            ids.append(uuid7(desk.clock.ms()))
            told = person | envelope | {"name": chance.choice(FAMILY) + "".join(chance.choices(GIVEN, k=2))}
            told |= {"phone": f"154{number:08d}", "doc_no": f"{desk.station}-DA-2023-A{number % 9000 + 2:04d}"}
            told.pop("id_no", None)
            log.append(write, "client", ids[-1], (), told, desk.me.worker_id, desk.clock.ms())
        for number in range(visits):
            told = visit | envelope | {"client_id": chance.choice(ids), "service_date": day(number)}
            told |= {"doc_no": f"{desk.station}-TF-2023-A{number + 1:04d}"}
            told["summary"] = f"第{number}次到家，老人在院里晒太阳，精神好，药还剩三天，已联系村医续药。"
            log.append(write, "visit", uuid7(desk.clock.ms()), (), told, desk.me.worker_id, desk.clock.ms())
        search.catch_up(write, 1_000_000)


def day(number: int) -> str:
    return f"2023-{number % 3 + 1:02d}-{number % 28 + 1:02d}"


@pytest.fixture(scope="session")
def year(tmp_path_factory: pytest.TempPathFactory, settings: Path) -> Made:
    """Give sixteen stations' first bundles with 25,000 records together, and a centre that has seen none."""
    folder = tmp_path_factory.mktemp("year")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHEQI_CONFIG_DIR", str(settings))
        hands = Hands("2022-08-02T09:00:00")
        centre = a_centre(folder, hands)
        bundles = []
        for seed, code in enumerate(STATIONS, start=1):
            hands.to("2022-08-02T09:00:00")
            desk = a_station(folder, centre, hands, code)
            hands.to("2023-04-01T09:00:00")
            fill(desk, CLIENTS_EACH, VISITS_EACH, seed)
            bundles.append(seal_bundle(desk, centre.station, folder).path)
            desk.close()
        centre.close()
    return Made(folder, tuple(bundles))


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
