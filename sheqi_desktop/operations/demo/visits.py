"""Who visited whom, when and how: the counted visits of one station, month by month.

Every home is visited at most once a day by door and once by call, so that each record counts for everybody it names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sheqi_desktop.domain.codes import Category, RiskLevel
from sheqi_desktop.operations.demo.book import StationBook, Visit, choose_way
from sheqi_desktop.operations.demo.calendar import AFTERNOON, MORNING, month_days, working_days
from sheqi_desktop.operations.demo.dice import Dice, apportion, deal
from sheqi_desktop.operations.demo.people import Client, Home

_WISH = {RiskLevel.HIGH: 5, RiskLevel.MEDIUM: 3, RiskLevel.LOW: 1}
_REST = timedelta(days=4)
_BUSIEST = 4
_SHORTEST = 25
_TRIES = 50
_FEAST_DAYS = 10
_TWELVE_MONTHS_BEGIN = date(2022, 10, 10)


@dataclass(slots=True, eq=False)
class _Slot:
    day: date
    door: bool
    pair: bool = False
    client: Client | None = None
    first: bool = False


def schedule(
    book: StationBook, door: Sequence[int], call: Sequence[int], mates: int, figures: Mapping[str, Any]
) -> None:
    """Fill the book with the counted visits: rows by month at the door and by call, and so many housemates."""
    mates_of_month = apportion(mates, door)
    records = sum(door) + sum(call) - mates
    weekends = iter(deal(records, {True: figures["weekend_pct"], False: 100 - figures["weekend_pct"]}, book.dice))
    slots: list[_Slot] = []
    for month, paired in enumerate(mates_of_month):
        days = month_days(figures["first_month"], month)
        slots += _slots(days, [True] * (door[month] - paired) + [False] * call[month], paired, weekends, book.dice)
    slots.sort(key=lambda slot: slot.day)
    _welcome(slots, [one for one in book.clients if one.newcomer], [feast["on"] for feast in figures["festival"]], book)
    _go_round(slots, book)
    _pair_up(slots, book)
    _decide_ways(book)
    _fill_diaries(book, figures)


def _slots(
    days: list[date], doors: Sequence[bool], paired: int, weekends: Iterator[bool], dice: Dice
) -> Iterator[_Slot]:
    choice = {weekend: working_days(days, weekend=weekend) for weekend in (False, True)}
    load = dict.fromkeys(days, 0)
    for at_door in doors:
        free_day = next(weekends)
        drawn = [dice.pick(choice[free_day]) for _ in range(4)]
        day = next((one for one in drawn if load[one] < _BUSIEST), min(choice[free_day], key=lambda one: load[one]))
        load[day] += 1
        pair = at_door and paired > 0
        paired -= pair
        yield _Slot(day, at_door, pair)


def _welcome(slots: Sequence[_Slot], newcomers: Sequence[Client], feasts: Sequence[date], book: StationBook) -> None:
    """Give every newcomer a first visit at the door, more of them early, few before a feast.

    The file is opened on that day.
    """
    doors = [slot for slot in slots if slot.door and not slot.pair]
    drawn = sorted(
        (place * 150 // len(doors) + book.dice.below(100) + (70 if _before_a_feast(slot.day, feasts) else 0), place)
        for place, slot in enumerate(doors)
    )
    chosen = sorted(place for _, place in drawn[: len(newcomers)])
    days = [doors[place].day for place in chosen]
    ordered = next(found for _ in range(_TRIES) if (found := _in_order(newcomers, days, book.dice)))
    for place, one in zip(chosen, ordered, strict=True):
        slot = doors[place]
        one.opened_on, slot.client, slot.first = slot.day, one, True
        book.used.add((one.home, slot.day, True))


def _in_order(newcomers: Sequence[Client], days: Sequence[date], dice: Dice) -> list[Client]:
    """Bring newcomers into an order of first visits; none if two of one home would be visited on one day.

    It is filled from the end, so that those who may not come early find a place.
    """
    waiting = sorted(dice.shuffled(newcomers), key=lambda one: one.category != Category.RIGID_EXPENSE)
    taken: set[tuple[Home, date]] = set()
    ordered: list[Client] = []
    # Whoever moved in is seen as soon as that is possible.
    moved = next((one for one in waiting if one.former), None)
    arrival = next((place for place, day in enumerate(days) if moved and day >= moved.moved_on), len(days) - 1)
    if moved:
        waiting.remove(moved)
    for place in range(len(days) - 1, -1, -1):
        day = days[place]
        if moved and place == arrival:
            ordered.insert(0, moved)
            continue
        fitting = (one for one in waiting if (one.home, day) not in taken and _may_begin(one, day))
        if (one := next(fitting, None)) is None:
            return []
        waiting.remove(one)
        taken.add((one.home, day))
        ordered.insert(0, one)
    return ordered


def _before_a_feast(day: date, feasts: Sequence[date]) -> bool:
    return any(0 <= (feast - day).days <= _FEAST_DAYS for feast in feasts)


def _may_begin(one: Client, day: date) -> bool:
    return one.category != Category.RIGID_EXPENSE or day >= _TWELVE_MONTHS_BEGIN


def _go_round(slots: Sequence[_Slot], book: StationBook) -> None:
    """Give the other slots to whom a visit is due most: by risk, by time since the last, a little by chance.

    A visit to two who share a home waits for the next slot of its month, if nobody fits on its own day.
    """
    open_ = [slot for slot in slots if slot.client is None]
    able = [one for one in book.clients if one.in_scope]
    once = {id(one): 0 if one.newcomer else 1 for one in able}
    last_day = slots[-1].day
    weights = [_WISH[one.risk] * max(30, (min(one.until, last_day) - one.opened_on).days) for one in able]
    shares = apportion(len(open_) - sum(once.values()), weights)
    left = {id(one): once[id(one)] + share for one, share in zip(able, shares, strict=True)}
    seen: dict[Home, date] = {}
    owed: Counter[tuple[int, int]] = Counter()
    for slot in slots:
        if slot.client is None:
            month = (slot.day.year, slot.day.month)
            owed[month] += slot.pair
            slot.pair = slot.door and owed[month] > 0
            found = _most_due(slot, able, left, seen, last_day, book)
            if found is None and slot.pair:
                slot.pair = False
                found = _most_due(slot, able, left, seen, last_day, book)
            if found is None:
                raise ValueError(f"nobody could be visited on {slot.day}")
            owed[month] -= slot.pair
            left[id(found)] -= 1
            book.used.add((found.home, slot.day, slot.door))
            slot.client = found
        seen[slot.client.home] = slot.day
    if any(owed.values()):
        raise ValueError("two who share a home could not be visited together often enough")


def _most_due(
    slot: _Slot,
    able: Sequence[Client],
    left: Mapping[int, int],
    seen: Mapping[Home, date],
    last: date,
    book: StationBook,
) -> Client | None:
    best: tuple[int, Client | None] = (-1, None)
    for one in able:
        if not book.open_to(one, slot.day, door=slot.door) or (slot.pair and not _mate_on(one, slot.day)):
            continue
        days_left = (min(one.until, last) - slot.day).days + 1
        wish = max(left[id(one)], 0) * 100_000 // days_left + 1
        if seen.get(one.home, date.min) > slot.day - _REST:
            wish = wish // 50
        score = wish * book.dice.between(40, 160)
        if score > best[0]:
            best = (score, one)
    return best[1]


def _mate_on(one: Client, day: date) -> Client | None:
    """Find a client of the same home whose file was opened before that day and who still lives there."""
    return next((mate for mate in one.mates if mate.opened_on < day <= mate.until and mate.in_scope), None)


def _pair_up(slots: Sequence[_Slot], book: StationBook) -> None:
    for slot in slots:
        if slot.client is not None:
            mate = _mate_on(slot.client, slot.day) if slot.pair else None
            book.visits.append(Visit(slot.client, slot.day, slot.door, mate, first=slot.first))


def _decide_ways(book: StationBook) -> None:
    for visit in book.visits:
        choose_way(visit, book.dice)


def _fill_diaries(book: StationBook, figures: Mapping[str, Any]) -> None:
    homes = [visit for visit in book.visits if visit.home]
    children = [visit for visit in homes if visit.client.child]
    others = book.dice.shuffled([visit for visit in homes if not visit.client.child])
    together = (len(homes) * figures["two_workers_pct"] + 50) // 100
    accompanied = set(map(id, [*children, *others][:together]))
    morning = deal(len(book.visits), {True: figures["morning_pct"], False: 100 - figures["morning_pct"]}, book.dice)
    for visit, early in zip(book.visits, morning, strict=True):
        own = visit.client.home.worker
        visit.workers = (own, 1 - own) if id(visit) in accompanied else (own,)
        halves = [MORNING, AFTERNOON] if early else [AFTERNOON, MORNING]
        while not book.put_in_diary(visit, halves):
            if visit.minutes <= _SHORTEST:
                raise ValueError(f"no time was left on {visit.day}")
            visit.minutes = max(_SHORTEST, visit.minutes - 10)
