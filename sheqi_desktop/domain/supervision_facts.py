"""What the figures of supervision are made of: annotations, decisions, sessions and scores with their moments.

A moment is milliseconds of the clock of whoever wrote; None is one nobody noted.  Nothing private is here: how a worker
fares is never a fact of a figure (domain 14 §2).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sheqi_desktop.domain.thread import Event, Newer, Note, State, thread

_QUARTER = re.compile(r"(\d{4})Q([1-4])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Quarter:
    """A calendar quarter."""

    year: int
    number: int

    @classmethod
    def read(cls, text: str) -> Quarter | None:
        """Read 2023Q2, None for anything else."""
        found = _QUARTER.fullmatch(text.strip().upper())
        return cls(int(found[1]), int(found[2])) if found and int(found[1]) else None

    @classmethod
    def of(cls, day: date) -> Quarter:
        """Give the quarter a day lies in."""
        return cls(day.year, (day.month + 2) // 3)

    @property
    def since(self) -> date:
        """The first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def until(self) -> date:
        """The last day."""
        return (date(self.year, 3 * self.number, 1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)

    @property
    def months(self) -> tuple[str, ...]:
        """The three months: 2023-04."""
        return tuple(f"{self.year}-{month:02d}" for month in range(3 * self.number - 2, 3 * self.number + 1))

    @property
    def words(self) -> str:
        """2023年第2季度."""
        return f"{self.year}年第{self.number}季度"

    @property
    def before(self) -> Quarter:
        """The quarter before this one."""
        return Quarter(self.year - (self.number == 1), (self.number - 2) % 4 + 1)

    @property
    def after(self) -> Quarter:
        """The quarter after this one."""
        return Quarter(self.year + (self.number == 4), self.number % 4 + 1)

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in it."""
        return self.since <= day <= self.until

    def __str__(self) -> str:
        """Write it as it is read: 2023Q2."""
        return f"{self.year}Q{self.number}"


@dataclass(frozen=True, slots=True)
class About:
    """The document something was said about; ``worker`` answers for it."""

    record: str
    kind: str
    station: str
    worker: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """The answer of a worker, or the decision of a supervisor about it.

    ``came`` is when what it is about had come to whoever took the step, ``sent`` when the step itself was packed to go.
    """

    at: int
    came: int | None = None
    sent: int | None = None


@dataclass(frozen=True, slots=True)
class Milestones:
    """The moments of a thread that count: its first answer, the first decision about that, its last confirmation."""

    answered: str = ""
    decided: str = ""
    confirmed: str = ""


@dataclass(frozen=True, slots=True)
class Remarked:
    """An annotation with the moments of its way; ``came`` is when it was at the station.

    ``assumed``: that moment is not told by the station, it is when the file for it was made.  ``sent`` is when its
    writer packed it to go.
    """

    id: str
    about: About
    by: str
    kind: int
    at: int
    state: str
    came: int | None = None
    assumed: bool = False
    answered: Step | None = None
    decided: Step | None = None
    confirmed: int | None = None
    tags: tuple[int, ...] = ()
    phrase: bool = False
    sent: int | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """A verdict on a version of a document; ``first`` that nobody had decided about the document before."""

    id: str
    about: About
    by: str
    verdict: str
    at: int
    came: int | None = None
    first: bool = False


@dataclass(frozen=True, slots=True)
class Awaited:
    """A document that was handed in and of which nobody has decided about the newest version; ``at`` is its day.

    ``supervisors`` are those of its station, for whom it waits.
    """

    about: About
    at: int
    supervisors: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Met:
    """A session; one that is not confirmed by who has to does not count."""

    id: str
    by: str
    on: date
    form: str
    workers: tuple[str, ...]
    minutes: int
    counts: bool
    done: tuple[tuple[str, str, str, str], ...] = ()
    """What was agreed and done: what, by whom, by when, done on."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A score of a set of documents, in tenths of a point; ``second`` for the other supervisor's of the same set."""

    id: str
    about: About
    by: str
    rubric: str
    tenths: int
    on: date
    second: bool = False


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who worked at a station in the quarter, and who supervises that station."""

    id: str
    station: str
    supervisors: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything figures are made of."""

    remarked: tuple[Remarked, ...] = ()
    decided: tuple[Decided, ...] = ()
    awaited: tuple[Awaited, ...] = ()
    met: tuple[Met, ...] = ()
    scored: tuple[Scored, ...] = ()
    workers: tuple[Worker, ...] = ()
    today: date = date.max


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose figures: of one supervisor, one station, one kind of document; of all without."""

    supervisor: str = ""
    station: str = ""
    kind: str = ""

    def narrow(self, facts: Facts) -> Facts:
        """Give what belongs to it; a session belongs to a station by the workers who took part."""
        workers = tuple(
            one
            for one in facts.workers
            if self.station in ("", one.station) and (not self.supervisor or self.supervisor in one.supervisors)
        )
        there = {one.id for one in workers}
        met = (one for one in facts.met if self.supervisor in ("", one.by))
        return replace(
            facts,
            remarked=tuple(one for one in facts.remarked if self._is_mine(one.by, one.about)),
            decided=tuple(one for one in facts.decided if self._is_mine(one.by, one.about)),
            awaited=tuple(one for one in facts.awaited if self._waits(one)),
            scored=tuple(one for one in facts.scored if self._scored(one)),
            met=tuple(one for one in met if not self.station or there.intersection(one.workers)),
            workers=workers,
        )

    def _is_mine(self, by: str, about: About) -> bool:
        asked = ((self.supervisor, by), (self.station, about.station), (self.kind, about.kind))
        return all(wanted in ("", told) for wanted, told in asked)

    def _waits(self, one: Awaited) -> bool:
        mine = not self.supervisor or self.supervisor in one.supervisors
        return mine and self._is_mine(self.supervisor, one.about)

    def _scored(self, one: Scored) -> bool:
        return self._is_mine(self.supervisor, one.about)


def milestones(note: Note, events: Iterable[Event], newer: Newer) -> Milestones:
    """Name the steps of a thread that count; ``events`` are in the order in which they were known.

    A step counts where the thread changes its state by it, whatever a row says of itself.
    """
    before, known = State.OPEN, []
    answered = decided = confirmed = ""
    for one in events:
        known.append(one)
        state = thread(note, known, newer).state
        if state == before:
            continue
        if state == State.ANSWERED and not answered:
            answered = one.id
        elif answered and not decided and state in (State.CONFIRMED, State.REOPENED):
            decided = one.id
        confirmed = one.id if state == State.CONFIRMED else ""
        before = state
    return Milestones(answered, decided, confirmed)
