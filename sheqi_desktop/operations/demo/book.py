"""The book of one station: every visit as it is being invented, and the diaries of the two workers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sheqi_desktop.domain.codes import LivingArrangement, RiskSignal, VisitMode, VisitOutcome, VisitType
from sheqi_desktop.operations.demo.calendar import Diary
from sheqi_desktop.operations.demo.dice import Dice
from sheqi_desktop.operations.demo.people import Client, Home

_NOT_RUNG = frozenset({LivingArrangement.INSTITUTION, LivingArrangement.STREET})


@dataclass(slots=True, eq=False)
class Visit:
    """One visit while the county is being invented; ``decoy`` names why it must not count, '' if it counts."""

    client: Client
    day: date
    door: bool
    mate: Client | None = None
    mate_met: bool = True
    first: bool = False
    decoy: str = ""
    mode: VisitMode = VisitMode.HOME
    outcome: VisitOutcome = VisitOutcome.SEEN
    kind: VisitType = VisitType.REGULAR
    workers: tuple[int, ...] = ()
    start: int = 0
    minutes: int = 0
    signal: RiskSignal = RiskSignal.NONE
    followed: bool = True
    feast: str = ""
    lag: int = 0
    late_reason: str = ""
    repeats: Visit | None = None
    copies: Visit | None = None
    key: str = ""
    summary: str = ""

    @property
    def end(self) -> int:
        """The minute of the day at which it ended."""
        return self.start + self.minutes

    @property
    def home(self) -> bool:
        """Tell whether this was a visit to the dwelling."""
        return self.mode is VisitMode.HOME


@dataclass(slots=True)
class StationBook:
    """The book of one station: its clients, its visits, and the two diaries."""

    clients: list[Client]
    dice: Dice
    visits: list[Visit] = field(default_factory=list)
    diary: Diary = field(default_factory=Diary)
    used: set[tuple[Home, date, bool]] = field(default_factory=set)

    def open_to(self, one: Client, day: date, *, door: bool) -> bool:
        """Tell whether this person may be visited that day without doubling a visit to the home."""
        free = (one.home, day, door) not in self.used
        callable_ = bool(one.phone or one.kin_phone) and one.living not in _NOT_RUNG
        return free and one.opened_on <= day <= one.until and (door or callable_)

    def add(self, visit: Visit) -> Visit:
        """Write a visit into the book and mark the home as visited."""
        self.used.add((visit.client.home, visit.day, visit.door))
        self.visits.append(visit)
        return visit

    def put_in_diary(self, visit: Visit, halves: Sequence[tuple[int, int]], *, after: int = 0) -> bool:
        """Find a time for the visit; the busy second worker stays behind if need be."""
        later = [(max(first, after), last) for first, last in halves if last - max(first, after) >= visit.minutes]
        other = (1 - visit.workers[0],)
        for workers in dict.fromkeys((visit.workers, visit.workers[:1], other)):
            start = self.diary.book(visit.day, workers, visit.minutes, self.dice, later)
            if start is not None:
                visit.workers, visit.start = workers, start
                return True
        return False


def choose_way(visit: Visit, dice: Dice) -> None:
    """Say by which way the person was reached, how long it took, and who spoke."""
    one = visit.client
    if not visit.door:
        visit.mode = VisitMode.VIDEO if dice.chance(6) and one.phone else VisitMode.PHONE
        helped = not one.phone or (one.age == "old" and dice.chance(20)) or (one.child and dice.chance(30))
        visit.outcome = VisitOutcome.CARER_ANSWERED if helped else VisitOutcome.SEEN
        visit.minutes = dice.between(4, 15)
        return
    if one.institution:
        visit.mode = VisitMode.INSTITUTION
    elif not visit.first and visit.mate is None and not one.child and one.unable < 4 and dice.chance(7):
        visit.mode = VisitMode.APPOINTMENT
    weak = one.unable >= 4 and not one.alone and dice.chance(40)
    visit.outcome = VisitOutcome.CARER_ANSWERED if weak else VisitOutcome.SEEN
    visit.minutes = dice.between(25, 70)
