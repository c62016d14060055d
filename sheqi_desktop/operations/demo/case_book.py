"""Which cases the demo county had: with whom, about what, how long and how they ended; county totals kept exactly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sheqi_desktop.domain.codes import Category
from sheqi_desktop.operations.demo.calendar import month_days, next_working_day, working_days
from sheqi_desktop.operations.demo.dice import Dice, deal, two_way
from sheqi_desktop.operations.demo.fates import MOVED_ON
from sheqi_desktop.operations.demo.people import Client
from sheqi_desktop.operations.demo.service import County

LAST_DAY = date(2023, 9, 30)
LAST_CLOSING = date(2023, 9, 25)
TYPED_TOGETHER = (5, 5, 4)
"""Notes of the three cases that were typed on one day (planted problem 7)."""
_BEFORE_NOTES = 20
_DAYS_A_NOTE = 9
_CARE_AFTER = timedelta(days=95)


@dataclass(slots=True, eq=False)
class CaseStory:
    """One case while it is being invented.  ``end`` is how it ended: closed, open, died, lost, declined or moved."""

    client: Client
    problem: str
    intake: date
    end: str = "closed"
    closing: date = date.max
    notes: int = 0
    reason: int = 1
    attained: int = 100
    worker: int = 0
    stage: int = 0
    again: bool = False
    typed_on: date | None = None
    corrected: bool = False
    unscanned: bool = False
    returns: tuple[int, ...] = ()
    key: str = ""
    former: CaseStory | None = None
    """The same case at the station the person moved away from."""
    number: str = ""
    """The number a case had there, as the program gave it."""

    @property
    def age(self) -> str:
        """The group whose words fit: child, adult or elder."""
        return "child" if self.client.child else "elder" if self.client.elderly else "adult"


def invent_cases(county: County) -> list[list[CaseStory]]:
    """Invent the cases of every station, in the order of the county's list."""
    figures, dice = county.material.figures["case"], Dice(county.seed, "cases")
    sizes = [row["cases"] for row in county.contract["station"]]
    months = two_way(sizes, figures["months"])
    ages = two_way(sizes, list(figures["ages"].values()))
    problems = {age: deal(n, figures["problems"][age], dice) for age, n in figures["ages"].items()}
    booked = _Booked(county, dice)
    stations = []
    for at in range(len(sizes)):
        ended = [month for month, n in enumerate(months[at]) for _ in range(n)]
        wanted = [age for age, n in zip(figures["ages"], ages[at], strict=True) for _ in range(n)]
        dice.shuffle(wanted)
        stations.append(
            [booked.closed(at, age, month, problems[age].pop()) for age, month in zip(wanted, ended, strict=True)]
        )
    moved = booked.moved_along(stations)
    closed = [one for stories in stations for one in stories]
    _deal_ends(closed, figures, dice)
    _type_together(stations)
    _open_again(closed)
    for one in closed:
        booked.spread(one)
    _promise(closed, figures, dice)
    before = _before_the_move(moved)
    stations[before.client.station].append(before)
    for story in booked.others(figures):
        stations[story.client.station].append(story)
    for place, stories in zip(county.places, stations, strict=True):
        stories.sort(key=lambda one: (one.intake, one.client.key))
        for number, story in enumerate(stories, 1):
            story.key = f"g-{place.code}-{number:02d}"
    same_year = [one for one in stations[before.client.station] if one.intake.year == before.intake.year]
    code = county.places[before.client.station].code
    moved.number = f"{code}-GA-{before.intake.year}-A{same_year.index(before) + 1:04d}"
    return stations


class _Booked:
    """Whom there is a case with already, and who can still have one."""

    def __init__(self, county: County, dice: Dice) -> None:
        self._county, self._dice = county, dice
        self._taken: set[Client] = set()
        for book in county.books:
            self._taken.update(one for one in book.clients if one.former or one.until == MOVED_ON)

    def closed(self, at: int, age: str, month: int, problem: str) -> CaseStory:
        """Find somebody of an age group for a case that is closed in a month."""
        days = working_days(month_days(self._county.material.figures["case"]["first_month"], month), weekend=False)
        closing = self._dice.pick([day for day in days if day <= LAST_CLOSING])
        client = self._somebody(
            at, age, closing - timedelta(days=_BEFORE_NOTES + 4 * _DAYS_A_NOTE), closing + _CARE_AFTER
        )
        return CaseStory(client, problem, closing, closing=closing, worker=client.home.worker)

    def moved_along(self, stations: Sequence[Sequence[CaseStory]]) -> CaseStory:
        """Give the case that came with somebody who moved in: the last of their age at the station, closed there last.

        Who would have had that case has none.
        """
        second = next(one for book in self._county.books for one in book.clients if one.former)
        own = stations[second.station]
        age = CaseStory(second, "", LAST_DAY).age
        last = max(own, key=lambda one: (one.closing, one.client.key))
        story = max((one for one in own if one.age == age), key=lambda one: (one.closing, one.client.key))
        for one in {story.client, last.client}:
            self._taken.discard(one)
        story.closing, last.closing = last.closing, story.closing
        story.client, story.worker = second, second.home.worker
        if last is not story:
            ready = last.closing - timedelta(days=_BEFORE_NOTES + 4 * _DAYS_A_NOTE)
            last.client = self._somebody(second.station, last.age, ready, last.closing + _CARE_AFTER)
            last.worker = last.client.home.worker
        return story

    def spread(self, story: CaseStory) -> None:
        """Say when the case was taken in, so that its notes find their days."""
        wanted = story.closing - timedelta(days=_BEFORE_NOTES + story.notes * _DAYS_A_NOTE + (30 if story.again else 0))
        first = max(story.client.opened_on + timedelta(days=3), date(2022, 8, 22), wanted)
        story.intake = next_working_day(min(first, story.closing - timedelta(days=_BEFORE_NOTES + 4 * story.notes)))

    def others(self, figures: Mapping[str, Any]) -> Iterator[CaseStory]:
        """Give the cases that do not count: open ones, declined ones, and those that death or distance ended."""
        for turn in range(figures["open"]):
            age = ("elder", "adult", "child")[turn % 3]
            intake = next_working_day(date(2023, 7, 24) + timedelta(days=7 * turn))
            client = self._somebody(turn * 7 % len(self._county.places), age, intake, LAST_DAY)
            yield CaseStory(client, _ANY[age], intake, "open", notes=2, worker=client.home.worker, stage=turn % 4)
        for turn in range(figures["declined"]):
            intake = next_working_day(date(2022, 11, 7) + timedelta(days=41 * turn))
            client = self._somebody((turn * 5 + 2) % len(self._county.places), "adult", intake, intake)
            yield CaseStory(client, "relief", intake, "declined", worker=client.home.worker)
        yield from self._broken_off(figures["died"], "died", "deceased", 5)
        yield from self._broken_off(figures["lost"], "lost", "closed", 6)

    def _broken_off(self, wanted: int, end: str, leaving: str, reason: int) -> Iterator[CaseStory]:
        found = [one for book in self._county.books for one in book.clients if self._may_break_off(one, leaving)]
        found.sort(key=lambda one: (one.until, one.key))
        for one in found[:wanted]:
            self._taken.add(one)
            intake = next_working_day(one.until - timedelta(days=45))
            closing = next_working_day(one.until + timedelta(days=12))
            age = "elder" if one.elderly else "adult"
            story = CaseStory(one, _ANY[age], intake, end, closing, 2, reason, worker=one.home.worker)
            yield story

    def _may_break_off(self, one: Client, leaving: str) -> bool:
        early = one.opened_on + timedelta(days=50) < one.until < date(2023, 8, 15) and one.until > date(2022, 11, 1)
        return one.leaving == leaving and early and not one.child and one not in self._taken and one.in_scope

    def _somebody(self, at: int, age: str, known_by: date, until: date) -> Client:
        fitting = [one for one in self._county.books[at].clients if self._fits(one, age, until)]
        known = [one for one in fitting if one.opened_on + timedelta(days=3) <= known_by]
        chosen = self._dice.pick(known) if known else min(fitting, key=lambda one: (one.opened_on, one.key))
        self._taken.add(chosen)
        return chosen

    def _fits(self, one: Client, age: str, until: date) -> bool:
        own = "child" if one.child else "elder" if one.elderly else "adult"
        plain = one.in_scope and not one.player and one.category != Category.HOMELESS
        return own == age and plain and one.until >= min(until, LAST_DAY) and one not in self._taken


def _before_the_move(moved: CaseStory) -> CaseStory:
    """Tell the case as it was before its person moved: taken in, planned, and handed to the other station."""
    client = moved.client.former
    assert client is not None
    moved.former = CaseStory(client, moved.problem, next_working_day(date(2023, 1, 9)), "moved", notes=2)
    moved.former.worker = client.home.worker
    return moved.former


_ANY = {"child": "schooling", "adult": "relief", "elder": "care"}


def _deal_ends(closed: Sequence[CaseStory], figures: Mapping[str, Any], dice: Dice) -> None:
    """Deal reasons, numbers of notes and attainment over the county."""
    reasons = deal(len(closed), {int(code): n for code, n in figures["reasons"].items()}, dice)
    marks = deal(len(closed), {int(mark): n for mark, n in figures["attained"].items()}, dice)
    notes = deal(len(closed), {int(count): n for count, n in figures["notes"].items()}, dice)
    for story, reason, mark, count in zip(closed, reasons, marks, notes, strict=True):
        story.reason, story.attained, story.notes = reason, mark, count


def _type_together(stations: Sequence[Sequence[CaseStory]]) -> None:
    """Choose three cases of one worker whose notes were typed on one day, and give them their numbers of notes."""
    three = min(
        (
            tuple(sorted(stories, key=lambda one: one.closing)[n : n + 3])
            for stories in stations
            for n in range(len(stories) - 2)
            if all(one.client.former is None for one in stories)
        ),
        key=lambda some: ((some[2].closing - some[0].closing).days, some[0].client.key),
    )
    day = next_working_day(three[0].closing - timedelta(days=6))
    everyone = [one for stories in stations for one in stories]
    for story, wanted in zip(three, TYPED_TOGETHER, strict=True):
        other = (
            next(one for one in everyone if one.notes == wanted and one.typed_on is None and one not in three)
            if story.notes != wanted
            else story
        )
        other.notes, story.notes = story.notes, other.notes
        story.typed_on, story.worker = day, three[0].worker


def _open_again(closed: Sequence[CaseStory]) -> None:
    """Re-open and close again a case of early in the year; correct one plan; let one signed consent have no scan."""
    closed = [one for one in closed if one.client.former is None]
    again = next(one for one in closed if one.notes >= 6 and date(2023, 1, 1) < one.closing < date(2023, 5, 1))
    again.again = True
    corrected = next(
        one for one in closed if one.closing > date(2023, 8, 20) and one.typed_on is None and one is not again
    )
    corrected.corrected = True
    unscanned = next(one for one in closed if one.typed_on is None and one not in (again, corrected))
    unscanned.unscanned = True


def _promise(closed: Sequence[CaseStory], figures: Mapping[str, Any], dice: Dice) -> None:
    """Keep so many of the returns that fell due inside the range."""
    due = [(one, after) for one in closed for after in (30, 90) if one.closing + timedelta(days=after) <= LAST_DAY]
    missed = len(due) - (len(due) * figures["returns_done_pct"] + 50) // 100
    left_out = set(dice.shuffled(range(len(due)))[:missed])
    for place, (story, after) in enumerate(due):
        if place not in left_out:
            story.returns = (*story.returns, after)
