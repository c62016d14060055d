"""What the generator hands over: every form the county's workers typed, in the order they typed them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from sheqi_desktop.domain.answers import Value

Then = Literal["draft", "submit", "void", "sign", "return", "move", "issue", "scan"]
Role = Literal["station_lead", "social_worker", "center_staff", "center_director", "supervisor"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works in the demo county; ``stations`` are those they serve."""

    id: str
    name: str
    role: Role
    stations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One form somebody typed at one moment, and what they did with it.

    Answers name other records by plan key; whoever runs the plan puts the ids of the store in their place.
    A patch holds only the answers that changed on the record ``key``.  What is signed, returned or moved on was typed
    before: ``answers`` are then the signer's own, or the step's columns (``move`` names it), ``reason`` the note.
    So was what a scan is added to.  A picture stands in the answers as ``pictures.picture_answer`` gives it.
    What is issued follows from records: ``answers`` say what was asked for.  A ``batch`` is a sheet typed or signed
    together: the answers of each form by its key, beside those they all share.
    """

    at: datetime
    kind: str
    key: str
    answers: Mapping[str, Value]
    then: Then
    worker: str
    reason: str = ""
    late_reason: str = ""
    phase: Literal[1, 2] = 1
    patch: bool = False
    batch: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StationPlan:
    """Everything typed at one station, in order; it names no record of another station."""

    code: str
    name: str
    opened_on: date
    people: tuple[Person, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class MonthClose:
    """A month of a station that the centre closes before the second phase."""

    station: str
    year: int
    month: int
    at: datetime


@dataclass(frozen=True, slots=True)
class CountyPlan:
    """The whole invented county-year.  ``planted`` names the records of each planted problem."""

    seed: int
    stations: tuple[StationPlan, ...]
    centre: tuple[Person, ...]
    supervisors: tuple[Person, ...]
    month_closes: tuple[MonthClose, ...]
    planted: Mapping[str, tuple[str, ...]]
