"""Who is in a 小组 of the demo county: mostly people of the station who are there; and who came when."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from sheqi_desktop.domain.codes import Category, Gender
from sheqi_desktop.domain.codes_activity import TargetGroup
from sheqi_desktop.domain.codes_group import AttendanceMark
from sheqi_desktop.operations.demo.dice import Dice
from sheqi_desktop.operations.demo.group_book import DemoGroup, GroupMember
from sheqi_desktop.operations.demo.names import Registry
from sheqi_desktop.operations.demo.people import Client

LEAST_RATE, MOST_RATE = 86, 98
LEAVES_PCT = 12
OLDEST_PUPIL, YOUNGEST_PUPIL = 2007, 2015
_RELIEF = frozenset({Category.RURAL_LOW_INCOME, Category.URBAN_LOW_INCOME, Category.LOW_INCOME_MARGIN,
                     Category.DESTITUTE_DISPERSED})  # fmt: skip


def able(group: DemoGroup, clients: Sequence[Client]) -> list[Client]:
    """Give who could be asked: fits the group, has a file in time, and lives there to the end."""
    first, last = group.days[0] - timedelta(days=7), group.days[-1]
    return [
        one
        for one in clients
        if _fits(one, group.target)
        and not one.player
        and one.name
        and one.category not in (Category.HOMELESS, Category.OTHER_PERSON)
        and one.unable < 4
        and one.opened_on <= first
        and one.until > last
    ]


def _fits(one: Client, target: TargetGroup) -> bool:
    if target is TargetGroup.CHILDREN:
        return one.child and OLDEST_PUPIL <= one.birth.year <= YOUNGEST_PUPIL
    if target is TargetGroup.DISABLED:
        return one.disabled and not one.child
    if target is TargetGroup.RELIEF:
        return not one.child and one.category in _RELIEF
    if target is TargetGroup.CARERS:
        return not one.child and not one.alone and not one.institution
    return one.elderly


def invite(group: DemoGroup, clients: Sequence[Client], registry: Registry, dice: Dice) -> list[GroupMember]:
    """Ask people of the station first; a few neighbours without a file fill the circle."""
    seats = min(group.size, max(len(able(group, clients)), 0))
    asked = dice.shuffled(able(group, clients))[: max(seats - dice.below(3), min(seats, 4))]
    people = [_client(one, dice) for one in asked]
    while len(people) < group.size:
        people.append(_neighbour(group.target, asked, registry, dice))
    people = dice.shuffled(people)
    if dice.chance(LEAVES_PCT) and len(group.days) > 3:
        people[-1] = replace(people[-1], left_after=2)
    return people


def _row(dice: Dice) -> str:
    return str(uuid.UUID(int=dice.below(1 << 52) << 76 | dice.below(1 << 52), version=4))


def _client(one: Client, dice: Dice) -> GroupMember:
    guardian = one.kin_name or (one.mates[0].name if one.mates else "")
    return GroupMember(
        row=_row(dice),
        name=one.name,
        gender=one.gender,
        born=one.birth.year,
        client=one,
        village=one.home.village[0],
        guardian=guardian if one.child else "",
        guardian_phone=one.kin_phone if one.child else "",
    )


def _neighbour(target: TargetGroup, asked: Sequence[Client], registry: Registry, dice: Dice) -> GroupMember:
    """Somebody without a file; a child comes with a parent's name and telephone."""
    child = target is TargetGroup.CHILDREN
    age = "child" if child else "elder" if target is TargetGroup.ELDERS else "adult"
    gender = dice.pick((Gender.MALE, Gender.FEMALE))
    born = (
        dice.between(2009, 2014) if child else dice.between(1945, 1958) if age == "elder" else dice.between(1966, 1988)
    )
    return GroupMember(
        row=_row(dice),
        name=registry.name(age, gender, unique=True),
        gender=gender,
        born=born,
        village=dice.pick(asked).home.village[0] if asked else "",
        guardian=registry.name("adult", Gender.FEMALE) if child else "",
        guardian_phone=registry.phone() if child else "",
    )


# ------------------------------------------------------------------------------ who came
def mark(group: DemoGroup, dice: Dice) -> list[dict[str, int]]:
    """Mark every session: some come late or go early, and so many stay away that the rate is one of 86 to 98."""
    places = [
        (session, one.row)
        for session in range(len(group.days))
        for one in group.members
        if not one.left_after or session < one.left_after
    ]
    rate = dice.between(LEAST_RATE, MOST_RATE)
    away = min((len(places) * (100 - rate) + 50) // 100, len(places) * (100 - LEAST_RATE) // 100)
    absent = _spread(dice.shuffled(places), away, len(group.members))
    return [
        {row: _mark((session, row) in absent, dice) for at, row in places if at == session}
        for session in range(len(group.days))
    ]


def _spread(places: Sequence[tuple[int, str]], away: int, members: int) -> set[tuple[int, str]]:
    """Choose who is away, never more than a third of a session."""
    chosen: set[tuple[int, str]] = set()
    for session, row in places:
        if len(chosen) == away:
            break
        if sum(at == session for at, _ in chosen) * 3 < members:
            chosen.add((session, row))
    return chosen


def _mark(absent: bool, dice: Dice) -> int:
    if absent:
        return int(AttendanceMark.EXCUSED if dice.chance(70) else AttendanceMark.ABSENT)
    late, early = dice.chance(6), dice.chance(3)
    return int(AttendanceMark.LATE if late else AttendanceMark.LEFT_EARLY if early else AttendanceMark.PRESENT)
