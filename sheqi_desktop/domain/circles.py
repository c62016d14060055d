"""Circles: which machines a change is for, decided from its record and from where it is written (SYNC §4.1).

A circle's name states who is in it; the roster lists its machines.  Everything a station writes of its own goes into
its chain for all, which travels only to the station, the centre and its 督导 anyway.  What the centre or a 督导 says of
one station's record goes to that station; what is 限阅 to the machines of those who may read it: who they are at a
station depends on who is responsible, so there is a circle for each worker.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sheqi_desktop.domain.answers import Value

ALL = "all"
STATION, RESTRICTED, PRIVATE, DESK = "station-", "restricted-", "private-", "desk-"
BETWEEN = "+"
COUNTY_WIDE = frozenset({"supervision_plan"})
"""What a 督导 writes for every station to know."""
CENTRE_KEEPS = frozenset({"incident"})
"""What the centre writes of itself and no station needs to read."""
PRIVATE_KINDS = frozenset({"wellbeing_note"})
"""For a 督导 and one worker alone, without the centre (domain 14 §2): ``supervisor_id`` and ``worker_id`` say who."""


@dataclass(frozen=True, slots=True)
class Writing:
    """The machine that writes: its kind as the roster says it, its unit, and whose it is if it is a 督导's."""

    kind: str
    unit: str
    owner: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """What is known of the record a change is about."""

    kind: str
    station: str
    restricted: bool = False
    supervisor: str = ""
    worker: str = ""

    @classmethod
    def of(cls, kind: str, answers: Mapping[str, Value]) -> About:
        """Read it from a record's answers."""
        supervisor, worker = (str(answers.get(name) or "") for name in ("supervisor_id", "worker_id"))
        return cls(kind, str(answers.get("station_code") or ""), answers.get("restricted") is True, supervisor, worker)


def circle_of(about: About, writing: Writing) -> str:
    """Decide whom a change is for.

    A record that becomes 限阅 moves only its later changes: what was sent before cannot be called back.
    """
    if about.kind in PRIVATE_KINDS:
        return private_circle(about.supervisor, about.worker)
    if about.restricted:
        return restricted_circle(about.station or writing.unit, about.worker)
    if writing.kind in ("station", "travel"):
        return ALL
    if about.kind in CENTRE_KEEPS and writing.kind == "centre" and about.station == writing.unit:
        return restricted_circle(writing.unit)
    if about.station and about.station != writing.unit:
        return station_circle(about.station)
    if writing.kind == "supervisor" and about.kind not in COUNTY_WIDE:
        return desk_circle(writing.owner)
    return ALL


def station_circle(unit: str) -> str:
    """Name the circle of a station: its machines, the centre's, and those of its 督导."""
    return STATION + unit


def restricted_circle(unit: str, worker: str = "") -> str:
    """Name the circle for what is 限阅 at a unit and in one worker's hands.

    The centre's machines, the 督导's, and at the station those at which this worker or the 站长 sits.  Without a
    worker: those at which any worker sits, as all 限阅 went before rosters said who sits where.
    """
    return f"{RESTRICTED}{unit}{BETWEEN}{worker}" if worker else RESTRICTED + unit


def wider(circle: str) -> str:
    """Give the circle that stands in for one the roster does not list: of a 限阅 one that without its worker."""
    return circle.partition(BETWEEN)[0] if circle.startswith(RESTRICTED) else circle


def private_circle(supervisor: str, worker: str) -> str:
    """Name the circle of a 督导 and one worker: the 督导's machines and those of the worker's station, no others."""
    return f"{PRIVATE}{supervisor}{BETWEEN}{worker}"


def desk_circle(supervisor: str) -> str:
    """Name the circle of what a 督导 keeps for themselves and the centre: own log and registers."""
    return DESK + supervisor


def unit_of(circle: str) -> str:
    """Give the unit a circle is about, '' for one that is about none."""
    for prefix in (STATION, RESTRICTED):
        if circle.startswith(prefix):
            return circle.removeprefix(prefix).partition(BETWEEN)[0]
    return ""


def circle_words(circle: str) -> str:
    """Say in words what a chain of this circle holds."""
    unit = unit_of(circle)
    if circle.startswith(RESTRICTED):
        return f"{unit} 的限阅记录"
    if circle.startswith(PRIVATE):
        return "督导和一名社工之间的记录"
    if circle.startswith(DESK):
        return "督导本人的工作记录"
    return f"只给 {unit} 看的记录" if unit else "只给另外几台电脑看的记录"
