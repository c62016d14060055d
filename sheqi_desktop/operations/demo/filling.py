"""What one station does in a round: takes its return bundle in, answers, types its forms, and exports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sheqi_desktop.domain.clock import Clock
from sheqi_desktop.operations.accept_bundle import accept_bundle
from sheqi_desktop.operations.demo import mates
from sheqi_desktop.operations.demo.county_plan import Entry
from sheqi_desktop.operations.demo.crew import library
from sheqi_desktop.operations.demo.remark_threads import AT_HOME, LAST
from sheqi_desktop.operations.demo.script import county_script, supervision_script
from sheqi_desktop.operations.demo.supervision import Act, round_of
from sheqi_desktop.operations.demo.typist import Typist, known_keys
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.unlock import switch, unlock

PASSWORD = "sheqi-demo-2023"
SLOT = "A"


def workspace(out: Path, station: str, slot: str = SLOT) -> Path:
    """Give the folder of a station's machine, its first unless another is named."""
    return out / f"{station}-{slot}"


def slots(station: str) -> str:
    """Give the letters of a station's machines."""
    return mates.FIRST + mates.SECOND if station == mates.STATION else SLOT


def stand(moment: datetime) -> Clock:
    """Give a clock that stands at a moment."""
    return Clock(lambda: moment)


@dataclass(frozen=True, slots=True)
class Filling:
    """What one station's process is told: the round, the return bundle on the stick, and which record is which."""

    out: Path
    seed: int
    code: str
    place: int
    back: Path | None
    known: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Filled:
    """A station's bundle, and which record is which of the plan's."""

    path: Path
    known: Mapping[str, str]


def steps_of(seed: int, code: str, place: int) -> list[Act | Entry]:
    """Give what a station's people typed in a round, answers to remarks among it, in the order of the days."""
    plan = next(one for one in county_script(seed).stations if one.code == code)
    forms = [one for one in plan.entries if round_of(one) == place]
    answers = supervision_script(seed).rounds[place - 1].stations.get(code, ()) if place else ()
    steps = sorted([*forms, *answers], key=lambda one: one.at)
    return mates.before(steps) if place == LAST and len(slots(code)) > 1 else steps


def fill_station(task: Filling) -> Filled:
    """Type what one station typed in a round and export its bundle; runs in a process of its own."""
    plan = next(one for one in county_script(task.seed).stations if one.code == task.code)
    guides = supervision_script(task.seed)
    steps = steps_of(task.seed, task.code, task.place)
    lead = plan.people[0].id
    desk = unlock(workspace(task.out, task.code), lead, PASSWORD, stand(steps[0].at), library())
    try:
        typist = Typist(desk, plan, PASSWORD, {**known_keys(desk), **task.known})
        back = task.back
        for step in steps:
            if back and step.at >= AT_HOME[task.place - 1]:
                typist.sit(lead, AT_HOME[task.place - 1])
                accept_bundle(desk, back, copy_first=False)
                back = None
            typist.step(step)
        switch(desk, lead, PASSWORD)
        path = seal_bundle(desk, desk.library.centre_unit, task.out / "bundles").path
        for entry in guides.meanwhile.get(task.code, ()) if task.place == LAST else ():
            typist.type(entry)
        typist.remember()
        return Filled(path, typist.ids)
    finally:
        desk.close()
