"""Who is served: the clients of the county, cast by category and age group, and the homes they share.

Totals of the county are kept exactly; where a person lives and with whom is left to chance.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeAlias

from sheqi_desktop.domain.codes import Category, Gender, LivingArrangement, Relation, RiskLevel
from sheqi_desktop.operations.demo.dice import Dice, apportion, deal

AGES = ("child", "adult", "elder", "old")
ELDERLY = ("elder", "old")
ELDER_OF_SOME_KIND = "E"
"""Stands for E1–E5 until it is known how the person lives."""

_Fits: TypeAlias = Callable[["Client"], bool]
_LIVES_BY_ITSELF = {
    Category.DESTITUTE_DISPERSED,
    Category.DESTITUTE_INSTITUTION,
    Category.HOMELESS,
    Category.OTHER_PERSON,
}
_HOME_KINDS = {"couple": 45, "grandchild": 25, "siblings": 12, "parent": 10, "grown_child": 8}


@dataclass(slots=True, eq=False)
class Home:
    """One household.  ``kind`` tells how its clients belong together; '' is a home with one client."""

    station: int
    kind: str = ""
    members: list[Client] = field(default_factory=list)
    village: tuple[str, str] = ("", "")
    address: str = ""
    worker: int = 0
    key: str = ""


@dataclass(slots=True, eq=False)
class Client:
    """One person with a file, while the county is being invented."""

    station: int
    category: str
    age: str
    home: Home
    player: Mapping[str, Any] = field(default_factory=dict)
    key: str = ""
    name: str = ""
    gender: Gender = Gender.UNSTATED
    birth: date = date.min
    id_no: str = ""
    id_missing: int = 0
    living: LivingArrangement = LivingArrangement.OTHER
    second: str = ""
    disability: int = 0
    grade: int = 0
    unable: int = 0
    risk: RiskLevel = RiskLevel.LOW
    phone: str = ""
    newcomer: bool = False
    opened_on: date = date.min
    turn: int = 0
    until: date = date.max
    leaving: str = ""
    moves_to: str = ""
    former: Client | None = None
    """The same person's file at the station they moved away from (planted problem 4)."""
    kin: str = ""
    kin_relation: Relation = Relation.NOT_RELATED
    kin_name: str = ""
    kin_phone: str = ""
    carer: str = ""
    parent: str = ""

    @property
    def child(self) -> bool:
        """Tell whether this is a minor, on every day of the range."""
        return self.age == "child"

    @property
    def elderly(self) -> bool:
        """Tell whether this person is 60 or older, on every day of the range."""
        return self.age in ELDERLY

    @property
    def disabled(self) -> bool:
        """Tell whether one of the categories asks for the questions on disability."""
        return bool({self.category, self.second} & {Category.DISABLED, Category.SEVERELY_DISABLED})

    @property
    def alone(self) -> bool:
        """Tell whether this person lives alone."""
        return self.living is LivingArrangement.ALONE

    @property
    def institution(self) -> bool:
        """Tell whether this person lives in a home for the destitute."""
        return self.living is LivingArrangement.INSTITUTION

    @property
    def moved_on(self) -> date:
        """The day from which somebody who moved in can be known here; the first of all days for others."""
        return self.former.until + timedelta(days=3) if self.former else date.min

    @property
    def in_scope(self) -> bool:
        """Tell whether visits to this person count: some category besides 其他群众."""
        return self.category != Category.OTHER_PERSON

    @property
    def mates(self) -> list[Client]:
        """The other clients of the same home."""
        return [other for other in self.home.members if other is not self]


def cast(figures: Mapping[str, Any], players: Sequence[Mapping[str, Any]], dice: Dice) -> list[Client]:
    """Give every client a station, a category, an age group and a home; players take the seats that fit them."""
    sizes = [one["clients"] for one in figures["station"]]
    codes = [one["code"] for one in figures["station"]]
    seats = sorted((_evenly(seat, size, dice), station) for station, size in enumerate(sizes) for seat in range(size))
    parts = [(row["code"], age) for row in figures["category"] for age in AGES for _ in range(row[age])]
    clients = [
        Client(station, category, age, Home(station))
        for (_, station), (category, age) in zip(seats, parts, strict=True)
    ]
    extras = apportion(sum(sizes) - figures["households"], sizes)
    everyone: list[Client] = []
    for station in range(len(sizes)):
        ours = [one for one in clients if one.station == station]
        for player in players:
            if player["station"] == codes[station]:
                _seat_player(ours, player)
        _share_homes(ours, extras[station], dice)
        everyone += ours
    return everyone


def _evenly(seat: int, size: int, dice: Dice) -> int:
    """Spread the seats of a station over the county's list, so that every kind of person lives everywhere."""
    return (seat * 1000 + dice.below(1000)) * 1000 // size


def _seat_player(clients: Sequence[Client], player: Mapping[str, Any]) -> None:
    free = (one for one in clients if not one.player)
    fitting = next(one for one in free if (one.category, one.age) == (player["category"], player["age"]))
    fitting.player = player


def _share_homes(clients: Sequence[Client], extras: int, dice: Dice) -> None:
    free = [one for one in dice.shuffled(clients) if not one.player and one.category not in _LIVES_BY_ITSELF]
    for kind in deal(extras, _HOME_KINDS, dice):
        for tried in (kind, *_HOME_KINDS):
            pair = _pair(tried, free)
            if pair:
                break
        else:
            raise ValueError("the station has too few people who could share a home")
        home = Home(pair[0].station, tried, pair)
        for one in pair:
            one.home = home
            free.remove(one)
    for one in clients:
        if not one.home.members:
            one.home.members = [one]


def _pair(kind: str, free: Sequence[Client]) -> list[Client]:
    """Find two people for a kind of home: the older first; none if nobody fits."""
    older, younger = _FITTING[kind]
    for first in free:
        if older(first):
            for second in free:
                if second is not first and younger(second) and (kind not in _ALIKE or _alike(first, second)):
                    return [first, second]
    return []


def _alike(one: Client, other: Client) -> bool:
    return one.age == other.age and (not one.child or one.category == other.category)


def _has_parents_at_home(one: Client) -> bool:
    return one.child and one.category not in {Category.ORPHAN, Category.LEFT_BEHIND_CHILD}


_ALIKE = {"couple", "siblings"}
_FITTING: Mapping[str, tuple[_Fits, _Fits]] = {
    "couple": (lambda one: one.elderly, lambda one: one.elderly),
    "grandchild": (lambda one: one.elderly, lambda one: one.child),
    "siblings": (lambda one: one.child, lambda one: one.child),
    "parent": (lambda one: one.age == "adult", _has_parents_at_home),
    "grown_child": (lambda one: one.elderly, lambda one: one.age == "adult"),
}


def homes_of(clients: Sequence[Client]) -> list[Home]:
    """List the homes in the order of their first clients."""
    return list(dict.fromkeys(one.home for one in clients))
