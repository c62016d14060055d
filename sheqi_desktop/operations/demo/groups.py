"""小组 of the demo county: 106 that count, four of three sessions and one that was called off, station by station.

County totals (for whom, of which type, of how many) are dealt out here; days go into the diaries of the workers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from sheqi_desktop.domain.codes_activity import TargetGroup
from sheqi_desktop.operations.demo.book import StationBook
from sheqi_desktop.operations.demo.calendar import AFTERNOON, MORNING, working_days
from sheqi_desktop.operations.demo.client_form import Office
from sheqi_desktop.operations.demo.dice import Dice, deal
from sheqi_desktop.operations.demo.group_book import CALLED_OFF, SHORT, DemoGroup
from sheqi_desktop.operations.demo.group_papers import Papers
from sheqi_desktop.operations.demo.group_people import able, invite, mark
from sheqi_desktop.operations.demo.service import County, Typed

TARGETS = {TargetGroup.ELDERS: 44, TargetGroup.CHILDREN: 34, TargetGroup.DISABLED: 12, TargetGroup.RELIEF: 10,
           TargetGroup.CARERS: 6}  # fmt: skip
TYPES = {"support": 30, "education": 26, "growth": 22, "interest": 16, "mutual_aid": 12}
FIRST_DAY, LAST_START = date(2022, 10, 10), date(2023, 8, 21)
LAST_SESSION = date(2023, 9, 22)
MEMBERS_ON_AVERAGE = 102
"""Members of ten groups."""


class GroupYear:
    """The groups of the county-year."""

    def __init__(self, county: County, groups: Sequence[DemoGroup]) -> None:
        """Keep them, in the order of their first sessions at each station."""
        self._county, self.groups = county, groups

    def forms(self, station: int, office: Office) -> Iterable[Typed]:
        """Write the papers of every group of a station."""
        papers = Papers(self._county, office)
        for group in self.groups:
            if group.station == station:
                yield from papers.of(group)

    def planted(self) -> Mapping[str, tuple[str, ...]]:
        """Name the groups that must not count."""
        return {
            "groups_of_three": tuple(one.key for one in self.groups if one.decoy == SHORT),
            "group_called_off": tuple(one.key for one in self.groups if one.decoy == CALLED_OFF),
        }


def groups(county: County) -> GroupYear:
    """Invent the groups: numbers by the contract file, the rest by chance."""
    dice = Dice(county.seed, "groups")
    every = _dealt(county, dice)
    for station, book in enumerate(county.books):
        ours = [one for one in every if one.station == station]
        dice.shuffle(ours)
        _set_days(ours, book, dice)
    every = [one for one in every if one.days]
    _sizes(every, county, dice)
    for one in every:
        book = county.books[one.station]
        one.members = invite(one, book.clients, county.registry, dice)
        one.marks = mark(one, dice)
    every.sort(key=lambda one: (one.station, one.days[0], one.starts[0]))
    for station, place in enumerate(county.places):
        for number, one in enumerate((one for one in every if one.station == station), 1):
            one.key = f"g-{place.code}-{number:03d}"
    return GroupYear(county, every)


def _dealt(county: County, dice: Dice) -> list[DemoGroup]:
    """Deal targets and types over the groups of the contract file, and add the decoys it asks for."""
    seats = [
        (station, 5 if number < row["group_sessions"] - 4 * row["groups"] else 4)
        for station, row in enumerate(county.contract["station"])
        for number in range(row["groups"])
    ]
    targets, types = deal(len(seats), TARGETS, dice), deal(len(seats), TYPES, dice)
    made = [
        DemoGroup(station, target, kind, sessions)
        for (station, sessions), target, kind in zip(seats, targets, types, strict=True)
    ]
    wanted = sum(one["n"] for one in county.contract["decoy"] if one["source"] == "group")
    places = dice.shuffled(range(len(county.places)))
    for station in places[:wanted]:
        made.append(DemoGroup(station, TargetGroup.ELDERS, dice.pick(list(TYPES)), 3, decoy=SHORT))
    made.append(DemoGroup(places[wanted], TargetGroup.CHILDREN, "growth", 4, decoy=CALLED_OFF))
    for place, one in enumerate(made):
        one.leader, one.minutes = place % 2, dice.between(12, 18) * 5
    return made


# ------------------------------------------------------------------------------ days
def _set_days(ours: Sequence[DemoGroup], book: StationBook, dice: Dice) -> None:
    """Spread the groups of a station over the year, a session a week, when the workers are free."""
    span = (LAST_START - FIRST_DAY).days
    for place, group in enumerate(ours):
        day = FIRST_DAY + timedelta(days=place * span // len(ours) + dice.below(14))
        for _ in range(group.sessions):
            day = _session(group, book, day, dice) + timedelta(days=6)


def _session(group: DemoGroup, book: StationBook, day: date, dice: Dice) -> date:
    """Find the next day that suits: children come on Saturdays, others on weekdays; feasts are left out."""
    weekend = group.target is TargetGroup.CHILDREN
    while True:
        if working_days([day], weekend=weekend):
            for workers in ((group.leader, 1 - group.leader), (group.leader,)):
                start = book.diary.book(day, workers, group.minutes, dice, (AFTERNOON, MORNING))
                if start is not None:
                    group.days.append(day)
                    group.starts.append(start)
                    group.both.append(len(workers) == 2)
                    return day
        day += timedelta(days=1)
        if day > LAST_SESSION:
            raise ValueError("the year is too short for the groups of a station")


# ------------------------------------------------------------------------------ people
def _sizes(every: Sequence[DemoGroup], county: County, dice: Dice) -> None:
    """Give the larger sizes to the groups that have more people to ask."""
    counted = [one for one in every if not one.decoy]
    sizes = [dice.between(6, 14) for _ in counted]
    short = len(counted) * MEMBERS_ON_AVERAGE // 10 - sum(sizes)
    while short:
        place, step = dice.below(len(sizes)), 1 if short > 0 else -1
        if 6 <= sizes[place] + step <= 14:
            sizes[place] += step
            short -= step
    room = {id(one): len(able(one, county.books[one.station].clients)) for one in counted}
    ranked = sorted(range(len(counted)), key=lambda place: (room[id(counted[place])], place))
    for place, size in zip(ranked, sorted(sizes), strict=True):
        counted[place].size = size
    for one in every:
        if one.decoy:
            one.size = 8
