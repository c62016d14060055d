"""The year of a team: its activities, who took part, how long; the half hours come out exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sheqi_desktop.operations.demo.calendar import month_days
from sheqi_desktop.operations.demo.dice import Dice, apportion
from sheqi_desktop.operations.demo.service import Held
from sheqi_desktop.operations.demo.volunteer_people import Team, Volunteer

MONTHS = 13
SOLO_RECORDS, SOLO_HALF_HOURS = 26, 8
PEOPLE_AT_ONCE = 7
SHORTEST, LONGEST = 1, 8
_STARTS = (480, 510, 540, 870, 900)
_EXTRA = (0, 0, 5, 10, 15, 20, 25)
_LAST_DAY = date(2023, 9, 26)
_REST_FROM, _REST = 7, 20
"""Whoever serves three and a half hours or more has twenty minutes of rest, which do not count."""


@dataclass(slots=True, eq=False)
class Record:
    """One person's part of an activity."""

    who: Volunteer
    half_hours: int = 0
    key: str = ""


@dataclass(slots=True, eq=False)
class Activity:
    """One activity of a team on one day; its people come and go together, but for those who left earlier."""

    team: Team
    day: date
    records: list[Record]
    base: int = 0
    start: int = 540
    extra: int = 0
    service: Mapping[str, Any] = field(default_factory=dict)
    content: str = ""
    village: tuple[str, str] = ("", "")
    lag: int = 1
    late_reason: str = ""
    verified: bool = True
    fixed: bool = False
    helps: Held | None = None
    """The station's activity at which they served."""

    @property
    def half_hours(self) -> int:
        """What the activity adds to the total."""
        return sum(one.half_hours for one in self.records)


def rest_in(half_hours: int) -> int:
    """Give the minutes of rest in a service of so many half hours."""
    return _REST if half_hours >= _REST_FROM else 0


def ended_after(half_hours: int, extra: int) -> int:
    """Say how many minutes after the start somebody goes, rest and odd minutes too."""
    return half_hours * 30 + extra + rest_in(half_hours)


def year_of(
    team: Team, records: int, half_hours: int, stars: int, shares: Sequence[int], dice: Dice, player: Mapping[str, Any]
) -> list[Activity]:
    """Fill the year of a team with so many records that come to so many half hours."""
    alone, shared = stars * SOLO_RECORDS, records - stars * SOLO_RECORDS
    sizes = apportion(shared, [1] * max(1, round(shared / PEOPLE_AT_ONCE)))
    days = _days(team, len(sizes), shares, dice)
    activities = []
    for day, size in zip(days, sizes, strict=True):
        there = dice.shuffled(team.present(day))[:size]
        activities.append(Activity(team, day, [Record(one) for one in there]))
    _make_room(activities, shared, team, dice)
    _play(activities, player)
    _lengthen(activities, half_hours - alone * SOLO_HALF_HOURS, dice)
    taken = {one.day for one in activities}
    for who, _ in team.members[1 : stars + 1]:
        activities += _alone(team, who, taken, dice)
    for one in activities:
        if not one.fixed:
            one.start, one.extra = dice.pick(_STARTS), dice.pick(_EXTRA)
    return sorted(activities, key=lambda one: one.day)


def _days(team: Team, count: int, shares: Sequence[int], dice: Dice) -> list[date]:
    """Give different days, more in the months in which more is done; the first come after the founding."""
    found: list[date] = []
    for month, number in enumerate(apportion(count, list(shares))):
        days = [day for day in month_days(date(2022, 9, 1), month) if team.founded < day <= _LAST_DAY]
        found += dice.shuffled(days)[:number]
    spare = [d for m in range(1, MONTHS) for d in month_days(date(2022, 9, 1), m) if d <= _LAST_DAY and d not in found]
    found += dice.shuffled(spare)[: count - len(found)]
    return sorted(found)


def _make_room(activities: Sequence[Activity], wanted: int, team: Team, dice: Dice) -> None:
    """Where a day had fewer members than wanted, others take them in."""
    missing = wanted - sum(len(one.records) for one in activities)
    for one in dice.shuffled(activities):
        there = {record.who.key for record in one.records}
        for who in dice.shuffled(team.present(one.day)):
            if missing and who.key not in there:
                one.records.append(Record(who))
                missing -= 1
    if missing:
        raise ValueError(f"{team.name} has too few members for {wanted} records")


def _play(activities: Sequence[Activity], player: Mapping[str, Any]) -> None:
    """Let the player serve on the day of the sample, with everybody who was there."""
    who = next(
        (record.who for one in activities for record in one.records if record.who.id_no == player["id_no"]), None
    )
    if who is None:
        return
    sample = min(activities, key=lambda one: abs((one.day - player["service_on"]).days))
    sample.day, sample.start, sample.fixed = player["service_on"], player["start"], True
    sample.base, sample.extra = divmod(player["minutes"], 30)
    if who.key not in {record.who.key for record in sample.records}:
        swapped = next(one for one in activities if one is not sample and who.key in {r.who.key for r in one.records})
        other = next(r for r in sample.records if r.who.key not in {x.who.key for x in swapped.records})
        own = next(r for r in swapped.records if r.who is who)
        own.who, other.who = other.who, who
    _fill_up(sample, activities, player["people"])


def _fill_up(sample: Activity, activities: Sequence[Activity], wanted: int) -> None:
    """Let more people come on a day, each instead of somewhere else, so that nobody serves more often."""
    there = {record.who.key for record in sample.records}
    present = {one.key for one in sample.team.present(sample.day)}
    for one in sorted(activities, key=lambda each: (-len(each.records), each.day)):
        free = [record for record in one.records if record.who.key in present - there]
        if len(there) < wanted and one is not sample and len(one.records) > 2 and free:
            one.records.remove(free[0])
            sample.records.append(free[0])
            there.add(free[0].who.key)


def _lengthen(activities: Sequence[Activity], half_hours: int, dice: Dice) -> None:
    """Give every activity a length, so that all records together come to the half hours."""
    free = [one for one in activities if not one.fixed]
    left = half_hours - sum(one.base * len(one.records) for one in activities if one.fixed)
    people = sum(len(one.records) for one in free)
    base = left // people
    if not SHORTEST <= base < LONGEST:
        raise ValueError(f"{half_hours} half hours do not fit {people} records")
    for one in free:
        one.base = base
    left -= base * people
    for one in dice.shuffled(free):
        if left >= len(one.records):
            one.base += 1
            left -= len(one.records)
    _vary(free, dice)
    for one in activities:
        for record in one.records:
            record.half_hours = one.base
    for record in [record for one in free for record in one.records if one.base < LONGEST][:left]:
        record.half_hours += 1
    _part(free, dice)


def _vary(activities: Sequence[Activity], dice: Dice) -> None:
    """Let one activity of a pair be longer and the other as much shorter."""
    mixed = dice.shuffled(activities)
    for one, other in zip(mixed[::2], mixed[1::2], strict=False):
        step = dice.between(1, 2)
        if len(one.records) == len(other.records) and one.base + step <= LONGEST and other.base - step >= SHORTEST:
            one.base, other.base = one.base + step, other.base - step


def _part(activities: Sequence[Activity], dice: Dice) -> None:
    """Let somebody leave half an hour earlier, and somebody elsewhere stay as much longer."""
    mixed = dice.shuffled(activities)
    for one, other in zip(mixed[::4], mixed[1::4], strict=False):
        early, late = one.records[-1], other.records[-1]
        if early.half_hours > SHORTEST and late.half_hours < LONGEST:
            early.half_hours, late.half_hours = early.half_hours - 1, late.half_hours + 1


def _alone(team: Team, who: Volunteer, taken: set[date], dice: Dice) -> list[Activity]:
    """Let one person serve alone, every other week, four hours each time: enough for a star."""
    joined = next(on for one, on in team.members if one is who)
    days = [joined + timedelta(days=n) for n in range(3, (_LAST_DAY - joined).days)]
    free = [day for day in days if day not in taken]
    picked = sorted(dice.shuffled(free)[:SOLO_RECORDS])
    taken.update(picked)
    return [Activity(team, day, [Record(who, SOLO_HALF_HOURS)], SOLO_HALF_HOURS) for day in picked]
