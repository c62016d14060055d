"""One county made once: a centre, three stations, two rounds of bundles; every test works on a copy of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from sheqi_desktop.operations.accept_bundle import Accepted, accept_bundle
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.save_record import draft_of, submit
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.unlock import unlock
from sheqi_desktop.operations.void import void
from tests.desks import LIBRARY, PASSWORD, Hands, a_centre, a_station
from tests.signing import office as office
from tests.signing import office_template as office_template
from tests.supervising import around as around
from tests.typed import a_home, a_person, a_seen
from tests.volunteer_station import station as station

STATIONS = ("411327101", "411327103", "411327104")
LATER = "2023-04-03T09:00:00"


@dataclass
class County:
    """Folders of a county, its bundles, and the desks a test opened."""

    folder: Path
    hands: Hands = field(default_factory=lambda: Hands(LATER))
    open: list[Desk] = field(default_factory=list)

    @property
    def first(self) -> list[Path]:
        """The first bundle of each station."""
        return [self.folder / f"SQ-{code}-A-000001.sqb" for code in STATIONS]

    @property
    def second(self) -> list[Path]:
        """The second bundle of each station: what came after the receipt for the first."""
        return [self.folder / f"SQ-{code}-A-000002.sqb" for code in STATIONS]

    def desk(self, name: str, worker: str) -> Desk:
        """Open a workspace."""
        desk = unlock(self.folder / name, worker, PASSWORD, self.hands.clock, LIBRARY)
        self.open.append(desk)
        return desk

    def centre(self) -> Desk:
        """Open the centre as it was before any bundle came."""
        return self.desk("centre", "w-centre-1")

    def another_centre(self, name: str) -> Desk:
        """Open a copy of the centre as it was before any bundle came."""
        shutil.copytree(self.folder / "kept" / "centre", self.folder / name)
        return self.desk(name, "w-centre-1")

    def station(self, code: str = STATIONS[0]) -> Desk:
        """Open a station's machine."""
        return self.desk(f"{code}-A", f"w-{code}-1")

    def close(self) -> None:
        """Close every desk."""
        for desk in self.open:
            desk.close()


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the county, with settings of its own beside it."""
    folder = tmp_path_factory.mktemp("founded")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHEQI_CONFIG_DIR", str(folder / "config"))
        _found(folder)
    return folder


def _found(folder: Path) -> None:
    hands = Hands("2022-08-02T09:00:00")
    centre = a_centre(folder, hands)
    desks = [a_station(folder, centre, hands, code) for code in STATIONS]
    centre.close()
    shutil.copytree(folder / "centre", folder / "kept" / "centre")
    people = [_first_round(desk, hands, number) for number, desk in enumerate(desks)]
    hands.to("2023-04-01T09:00:00")
    unit = desks[0].library.centre_unit
    went = [seal_bundle(desk, unit, folder).path for desk in desks]
    live = unlock(folder / "centre", "w-centre-1", PASSWORD, hands.clock, LIBRARY)
    for desk, path in zip(desks, went, strict=True):
        assert isinstance(accept_bundle(live, path), Accepted)
        accept_bundle(desk, seal_bundle(live, desk.station, folder).path)
    live.close()
    shutil.rmtree(folder / "centre")
    shutil.copytree(folder / "kept" / "centre", folder / "centre")
    for desk, (person, visit) in zip(desks, people, strict=True):
        _second_round(desk, hands, person, visit)
        seal_bundle(desk, unit, folder)
        desk.close()


def _first_round(desk: Desk, hands: Hands, number: int) -> tuple[str, str]:
    hands.to("2023-02-01T09:00:00")
    home = a_home(desk)
    person, other = (a_person(desk, home, 10 * number + nth) for nth in (1, 2))
    hands.to("2023-03-01T17:00:00")
    visit = a_seen(desk, person, "2023-03-01")
    a_seen(desk, other, "2023-03-01", call=True)
    a_seen(
        desk,
        person,
        "2023-03-01",
        start_at="15:00",
        end_at="15:20",
        summary="下午又去了一趟，把村医配好的药送到老人手上，看着吃了一次。",
    )
    return person, visit.record


def _second_round(desk: Desk, hands: Hands, person: str, visit: str) -> None:
    hands.to("2023-04-02T09:00:00")
    draft = draft_of(desk, visit)
    draft.answer("summary", "上午到家，老人在院里剥玉米，精神好，又说起孙子的事，记下来回头问学校。")
    draft.answer("correction_reason", "小结写漏了一句，补上")
    submit(desk, draft, visit, [one for one in draft.problems() if one.confirmable])
    a_seen(desk, person, "2023-04-01", summary="清明前后再来看看，老人说腿好些了，能走到村口。")
    void(
        desk,
        a_seen(desk, person, "2023-04-02", summary="在村口遇见，说是去赶集，买了两斤鸡蛋，腿脚比上月利索。").record,
        "录到别人名下了",
    )


@pytest.fixture
def county(founded: Path, tmp_path: Path, config_dir: Path) -> Iterator[County]:
    """Give a copy of the county to a test."""
    folder = tmp_path / "county"
    shutil.copytree(founded, folder)
    shutil.copytree(folder / "config", config_dir, dirs_exist_ok=True)
    copy = County(folder)
    yield copy
    copy.close()
