"""How one kind of service joins the demo county: invented for all stations at once, typed station by station.

A service is a function from the county as it stands (people, visits, diaries) to a plan; the plan gives the forms of
one station, each with the day it was typed on.  County totals are dealt out in the function, words in ``forms``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, TypeAlias

from sheqi_desktop.operations.demo.book import StationBook
from sheqi_desktop.operations.demo.client_form import Office
from sheqi_desktop.operations.demo.county_plan import Entry
from sheqi_desktop.operations.demo.material import Material, Place
from sheqi_desktop.operations.demo.names import Registry

Typed: TypeAlias = tuple[date, int, Callable[..., Entry]]
"""The day a form was typed, its turn on that day, and the form still waiting for its moment (``at``)."""

FIRST_TURN = 100_000
"""Files and visits of a day come first; what builds on them takes turns from here."""


@dataclass(slots=True)
class Held:
    """An activity a station holds, as others see it who may help; ``people`` is how many must, 0 if any number may."""

    station: int
    key: str
    name: str
    place: str
    day: date
    start: int
    minutes: int
    people: int = 0
    helpers: list[str] = field(default_factory=list)
    """The volunteers, by plan key: put in by whoever plans their year."""


@dataclass(frozen=True, slots=True)
class County:
    """What a service may build on: the stations, their people and visits, the contract's figures, and the seed."""

    places: Sequence[Place]
    books: Sequence[StationBook]
    contract: Mapping[str, Any]
    material: Material
    registry: Registry
    seed: int
    held: list[Held] = field(default_factory=list)
    """The stations' activities: put in by those who invent them, for the services after them."""


class ServicePlan(Protocol):
    """One kind of service of the whole county-year."""

    def forms(self, station: int, office: Office) -> Iterable[Typed]:
        """Write the forms of one station, by its place in the county's list."""
        ...

    def planted(self) -> Mapping[str, tuple[str, ...]]:
        """Name the records of each planted problem by plan key."""
        ...


Service: TypeAlias = Callable[[County], ServicePlan]
