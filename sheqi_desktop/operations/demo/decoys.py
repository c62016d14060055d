"""Visits that must never be counted, each for its own reason; they are added to the books after the counted ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sheqi_desktop.domain.codes import VisitOutcome, VisitType
from sheqi_desktop.operations.demo.book import StationBook, Visit, choose_way
from sheqi_desktop.operations.demo.calendar import AFTERNOON, MORNING, month_days, working_days
from sheqi_desktop.operations.demo.dice import Dice
from sheqi_desktop.operations.demo.people import Client

DRAFT, OUTSIDE, DUPLICATE, UNREACHED = "draft", "outside", "duplicate", "unreached"
PENDING, VOID, SIGNED_LATE, OUT_OF_SCOPE = "pending", "void", "signed_late", "out_of_scope"

DAY_BEFORE = date(2022, 8, 31)
DAY_AFTER = date(2023, 10, 1)
PENDING_ENTERED_ON = date(2023, 10, 9)
SIGNED_LATE_ON = (date(2023, 10, 11), date(2023, 10, 12))
LATE_REASON = {PENDING: "forgot", SIGNED_LATE: "paper"}
"""The two sorts that are typed in the second phase, and why they are late."""
_BOTH_HALVES = (MORNING, AFTERNOON)
LEAD = 0
"""The place of the 站负责人 among the two workers: only the lead may void what was handed in."""


class DecoyCounts:
    """How many decoys of each kind the contract file asks for."""

    def __init__(self, wanted: Mapping[str, int]) -> None:
        """Split what the reason codes leave together: housemates not met are ten of the unreached."""
        self.drafts = wanted["NC_NOT_CONFIRMED"]
        self.outside = wanted["NC_OUT_OF_PERIOD"]
        self.duplicates = wanted["NC_DUPLICATE"]
        self.mates_missed = wanted["NC_OUTCOME"] // 3
        self.unreached = wanted["NC_OUTCOME"] - self.mates_missed
        self.pending = wanted["NC_ADJUST_PENDING"]
        self.void = wanted["NC_VOID"]
        self.signed_late = wanted["NC_SIGNED_LATE"]
        self.out_of_scope = wanted["NC_CLIENT_SCOPE"]


def add_decoys(books: Sequence[StationBook], counts: DecoyCounts, figures: Mapping[str, Any], dice: Dice) -> list[int]:
    """Add every decoy; give the stations (by place) whose month the centre closes."""
    counted = [list(book.visits) for book in books]
    _miss_mates(counted, counts.mates_missed, dice)
    turns = _turns(len(books), dice)
    months = [month_days(figures["first_month"], place) for place in range(1, 13)]
    for _ in range(counts.outside // (2 * len(books))):
        for book in books:
            _add(book, OUTSIDE, [DAY_BEFORE], door=True)
            _add(book, OUTSIDE, [DAY_AFTER], door=True)
    for _ in range(counts.duplicates):
        _repeat(books, counted, turns, dice)
    anywhere = [day for days in months for day in working_days(days, weekend=False)]
    for turn in range(counts.drafts):
        _add(books[next(turns)], DRAFT, anywhere, door=turn % 4 != 0)
    for turn in range(counts.unreached):
        visit = _add(books[next(turns)], UNREACHED, anywhere, door=turn % 2 == 0)
        visit.outcome = _FAILURES[turn % len(_FAILURES)]
    for _ in range(counts.void):
        _add(books[next(turns)], VOID, anywhere, door=True, fits=lambda one: one.in_scope and one.home.worker == LEAD)
    for _ in range(counts.signed_late):
        _add(books[next(turns)], SIGNED_LATE, [date(2023, 9, day) for day in (25, 26, 27, 28)], door=True)
    _visit_others(books, counts.out_of_scope, anywhere)
    closing = figures["month_close"]
    closed = sorted(dice.shuffled(range(len(books)))[: counts.pending])
    days = working_days(
        [day for days in months for day in days if (day.year, day.month) == (closing["year"], closing["month"])],
        weekend=False,
    )
    for station in closed:
        _add(books[station], PENDING, days, door=True)
    return closed


_FAILURES = (VisitOutcome.NOT_HOME, VisitOutcome.NO_ANSWER, VisitOutcome.REFUSED, VisitOutcome.WRONG_NUMBER)


def _turns(stations: int, dice: Dice) -> Iterator[int]:
    """Go round the stations in an order that chance set once, without end."""
    order = dice.shuffled(range(stations))
    while True:
        yield from order


def _add(
    book: StationBook,
    decoy: str,
    days: Sequence[date],
    *,
    door: bool,
    fits: Callable[[Client], bool] = lambda one: one.in_scope,
) -> Visit:
    """Add one visit of that sort to a person whose home nobody visits on that day in any way."""
    dice = book.dice
    for day in dice.shuffled(days):
        for one in dice.shuffled(book.clients):
            ready = one.opened_on < day and fits(one) and not (one.player or one.institution or one.leaving)
            if (
                not ready
                or not all(book.open_to(one, day, door=way) for way in (True, door))
                or (one.home, day, False) in book.used
            ):
                continue
            visit = Visit(one, day, door, decoy=decoy, workers=(one.home.worker,))
            choose_way(visit, dice)
            if decoy == UNREACHED:
                visit.minutes = dice.between(3, 6)
            if one.child and visit.home:
                visit.workers = (one.home.worker, 1 - one.home.worker)
            alone_with_child = one.child and visit.home
            if (
                book.put_in_diary(visit, _BOTH_HALVES)
                and visit.workers[0] == one.home.worker
                and (len(visit.workers) == 2 or not alone_with_child)
            ):
                return book.add(visit)
    raise ValueError(f"no room was found for a visit of the sort {decoy}")


def _miss_mates(counted: Sequence[Sequence[Visit]], count: int, dice: Dice) -> None:
    """Let housemates be named on counted home visits although nobody met them."""
    able = [
        visit
        for visits in counted
        for visit in visits
        if visit.home
        and visit.mate is None
        and not visit.first
        and any(_was_there(mate, visit.day) for mate in visit.client.mates)
    ]
    for visit in dice.shuffled(able)[:count]:
        visit.mate = next(mate for mate in visit.client.mates if _was_there(mate, visit.day))
        visit.mate_met = False


def _was_there(one: Client, day: date) -> bool:
    return one.in_scope and one.opened_on < day <= one.until


def _repeat(books: Sequence[StationBook], counted: Sequence[Sequence[Visit]], turns: Iterator[int], dice: Dice) -> None:
    """Add a second visit to the same person on the same day, in the same way but later."""
    for station in turns:
        book = books[station]
        repeated = {id(visit.repeats) for visit in book.visits if visit.decoy == DUPLICATE}
        for visit in dice.shuffled(counted[station]):
            if visit.mate or visit.first or not visit.home or visit.start > 690 or id(visit) in repeated:
                continue
            again = Visit(visit.client, visit.day, True, decoy=DUPLICATE, kind=VisitType.NEED_FOLLOW_UP, repeats=visit)
            again.workers = visit.workers
            again.minutes = dice.between(25, 40)
            if book.put_in_diary(again, [AFTERNOON], after=visit.end + 60) and (
                not visit.client.child or len(again.workers) == 2
            ):
                book.visits.append(again)
                return


def _visit_others(books: Sequence[StationBook], count: int, days: Sequence[date]) -> None:
    """Visit those who are nobody the contract names, in turn."""
    having = [book for book in books if any(not one.in_scope for one in book.clients)]
    others = [(book, one) for book in having for one in book.clients if not one.in_scope]
    for turn in range(count):
        book, one = others[turn % len(others)]
        _add(book, OUT_OF_SCOPE, days, door=True, fits=lambda other, one=one: other is one)  # type: ignore[misc]


def entered_on(visit: Visit) -> date:
    """Say on which day a visit was typed in."""
    if visit.decoy == PENDING:
        return PENDING_ENTERED_ON
    if visit.decoy == SIGNED_LATE:
        return SIGNED_LATE_ON[int(visit.key[-1]) % len(SIGNED_LATE_ON)]
    return visit.day + timedelta(days=visit.lag)
