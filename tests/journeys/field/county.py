"""The places of a county: enrolled once, copied only where a schedule goes there.

Everything is real but the people: encrypted workspaces, sealed bundles, the operations of the window.
"""

from __future__ import annotations

import os
import random
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sheqi_desktop.domain.clock import Clock
from sheqi_desktop.operations.accept_bundle import accept_bundle
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.library import Library
from sheqi_desktop.operations.root_key import open_root_key
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.sign_off import sign
from sheqi_desktop.operations.unlock import unlock
from tests.cases import typed
from tests.desks import LIBRARY, PASSWORD, Hands, a_centre, a_station, a_supervisor
from tests.groups import as_person
from tests.supervising import DECIDED, LEAD
from tests.typed import a_home, a_person

CENTRE = "centre"
CENTRE_UNIT = LIBRARY.centre_unit
UNITS = tuple(sorted(station.code for station in LIBRARY.places.stations))
PAIRED = UNITS[:2]
"""The stations that have a second laptop."""
SUPERVISORS = {"B": UNITS[:6], "C": (UNITS[0], *UNITS[6:11]), "D": UNITS[11:]}
"""The 督导's laptops by their letter, and the stations each is responsible for; the first station has two 督导."""
FOUNDED, START = "2023-03-01T09:00:00", "2023-05-04T09:00:00"


def found(folder: Path) -> dict[str, str]:
    """Enrol every machine of the county; give the device of each.  Two people of each station are known everywhere."""
    os.environ["SHEQI_CONFIG_DIR"] = str(folder / "config")
    hands = Hands(FOUNDED)
    centre = a_centre(folder, hands)
    devices = {CENTRE: centre.machine.device}
    desks = []
    for unit in UNITS:
        desk = a_station(folder, centre, hands, unit)
        home = a_home(desk)
        for nth in (1, 2):
            someone = a_person(desk, home, UNITS.index(unit) * 10 + nth)
        if unit in (*PAIRED, UNITS[-1]):
            a_case_at(desk, someone)
        accept_bundle(centre, seal_bundle(desk, centre.station, folder).path, copy_first=False)
        mate = [a_station(folder, centre, hands, unit, "B")] if unit in PAIRED else []
        desks.append([desk, *mate])
    watching = [(slot, a_supervisor(folder, centre, hands, of, slot, f"s-{slot}")) for slot, of in SUPERVISORS.items()]
    for slot, desk in watching:
        accept_bundle(desk, seal_bundle(centre, f"{CENTRE_UNIT}-{slot}", folder).path, copy_first=False)
        devices[f"supervisor-{slot}"] = desk.machine.device
        desk.close()
    for unit, there in zip(UNITS, desks, strict=True):
        path = seal_bundle(centre, unit, folder).path
        for desk in there:
            accept_bundle(desk, path, copy_first=False)
            devices[f"{unit}-{desk.place.slot}"] = desk.machine.device
            desk.close()
    centre.close()
    return devices


def a_case_at(desk: Desk, client: str) -> None:
    """Let the 社工 begin a case about somebody, and the 站长 sign it."""
    case = typed(desk, "case", client_id=client)
    as_person(desk, LEAD)
    sign(desk, case, decided=DECIDED)


@dataclass
class Template:
    """The county as it was enrolled."""

    folder: Path
    devices: dict[str, str]

    @classmethod
    def made(cls, folder: Path) -> Template:
        """Enrol it."""
        before = os.environ.get("SHEQI_CONFIG_DIR", "")
        try:
            return cls(folder, found(folder))
        finally:
            os.environ["SHEQI_CONFIG_DIR"] = before

    @cached_property
    def root(self) -> Ed25519PrivateKey:
        """The root key from the safe."""
        return open_root_key(self.folder / "root-1.key", PASSWORD)


@dataclass
class Place:
    """One computer: its folder, its settings outside the folder, its clock, and whoever sits there."""

    name: str
    unit: str
    folder: Path
    config: Path
    worker: str
    device: str
    library: Library = LIBRARY
    hands: Hands = field(default_factory=lambda: Hands(START))
    desk: Desk | None = None
    kept: Path | None = None
    """A copy of the whole folder somebody once made."""
    kept_roster: int = 0
    """The list of machines that was the newest then."""
    lost: bool = False
    retired: bool = False
    """Another computer has taken its place."""

    @property
    def is_centre(self) -> bool:
        return self.name == CENTRE

    @property
    def is_supervisor(self) -> bool:
        return self.name.startswith("supervisor-")

    @property
    def is_station(self) -> bool:
        return not self.is_centre and not self.is_supervisor

    @property
    def clock(self) -> Clock:
        return self.hands.clock

    def leave(self) -> None:
        if self.desk is not None:
            self.desk.close()
            self.desk = None


@dataclass(frozen=True)
class Stick:
    """One file on its way: who wrote it, to whom, and in which life of the centre."""

    path: Path
    sender: str
    to: str
    life: int = 0
    news: bool = True
    """Whether changes are in it, and not only what its sender has."""


Said = tuple[object, ...]
"""A change, by what it says (naive.said)."""


@dataclass(frozen=True)
class Close:
    """A month of a station that the centre closed, and every change it had seen then."""

    record: str
    unit: str
    month: str
    seen: frozenset[Said]


@dataclass
class Field:
    """The places a schedule has gone to, the files on all sticks, and the dice."""

    template: Template
    root: Path
    names: tuple[str, ...]
    """The places this schedule may go to."""
    dice: random.Random
    places: dict[str, Place] = field(default_factory=dict)
    sticks: list[Stick] = field(default_factory=list)
    files: int = 0
    centre_life: int = 0
    """How often the centre's disk was put back."""
    begun: dict[str, set[str]] = field(
        default_factory=lambda: {f"s-{slot}": set(of) for slot, of in SUPERVISORS.items()}
    )
    """Which stations each 督导 was ever responsible for."""
    photos: dict[str, bytes] = field(default_factory=dict)
    """Every picture as it was first kept, by its SHA-256."""
    taken: dict[str, set[str]] = field(default_factory=dict)
    """The stations at which somebody took each of them."""
    colours: set[int] = field(default_factory=set)
    closes: list[Close] = field(default_factory=list)
    decided: dict[Said, Said] = field(default_factory=dict)
    """What the centre accepted after a close: its decision, and the change it is about."""
    told: list[str] = field(default_factory=list)
    """What happened, to be read when it went wrong."""
    happened: Counter[str] = field(default_factory=Counter)
    """How often which kind of thing happened."""

    def place(self, name: str) -> Place:
        """Go to a place; it is copied from the county when somebody comes there first."""
        if name not in self.places:
            folder, config = self.root / "county" / name, self.root / "config" / name
            shutil.copytree(self.template.folder / name, folder)
            device = self.template.devices[name]
            (config / "witness").mkdir(parents=True)
            shutil.copy(self.template.folder / "config" / "witness" / f"{device}.json", config / "witness")
            unit, worker = _sits_at(name)
            self.places[name] = Place(name, unit, folder, config, worker, device)
        return self.places[name]

    @property
    def centre(self) -> Place:
        return self.place(CENTRE)

    @property
    def working(self) -> list[Place]:
        """The places gone to whose machine is where it belongs, the centre last."""
        there = (one for one in self.places.values() if not (one.lost or one.retired))
        return sorted(there, key=lambda one: one.is_centre)

    @contextmanager
    def at(self, place: Place) -> Iterator[Desk]:
        """Work at a place with its own settings."""
        before = os.environ.get("SHEQI_CONFIG_DIR", "")
        os.environ["SHEQI_CONFIG_DIR"] = str(place.config)
        try:
            if place.desk is None:
                place.desk = unlock(place.folder, place.worker, PASSWORD, place.clock, place.library)
            yield place.desk
        finally:
            os.environ["SHEQI_CONFIG_DIR"] = before

    def some_station(self) -> Place:
        """Choose a laptop of a station, as often one gone to before as any."""
        names = [one for one in self.names if one[0].isdigit()]
        names += [one.name for one in self.places.values() if one.is_station]
        names = [one for one in names if one not in self.places or self.places[one] in self.working]
        return self.place(self.dice.choice(names))

    def anybody(self) -> Place:
        """Choose a laptop, or one time in three the centre; of the laptops one in five is a 督导's."""
        if self.dice.random() < 0.3:
            return self.centre
        return (self.dice.random() < 0.2 and self.some_supervisor()) or self.some_station()

    def some_supervisor(self) -> Place | None:
        """Choose a laptop of a 督导, None where this schedule has none."""
        there = [one for one in self.names if one.startswith("supervisor-")]
        return self.place(self.dice.choice(there)) if there else None

    def pass_time(self, place: Place) -> None:
        """Let a while pass at a place; no clock stands still between two steps."""
        place.hands.moment += timedelta(seconds=self.dice.randrange(30, 4000))

    def say(self, words: str) -> None:
        """Add to the story."""
        self.told.append(words)

    def count(self, what: str) -> None:
        """Count something that does not happen in every schedule: the mix is looked at in the end."""
        self.happened[what] += 1

    @property
    def story(self) -> str:
        return "\n".join(f"{number:3} {words}" for number, words in enumerate(self.told, start=1))

    def close(self) -> None:
        for place in self.places.values():
            place.leave()


def _sits_at(name: str) -> tuple[str, str]:
    """Give where bundles for a place are addressed to, and who sits there."""
    if name == CENTRE:
        return CENTRE_UNIT, "w-centre-1"
    if name.startswith("supervisor-"):
        slot = name[-1]
        return f"{CENTRE_UNIT}-{slot}", f"s-{slot}"
    return name[:9], f"w-{name[:9]}-1"
