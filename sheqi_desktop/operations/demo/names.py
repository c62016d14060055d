"""Names, birth dates, numbers and telephones of people who do not exist.

Every number lies in a range that is given to nobody: area 411399, sequence 990 to 999.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sheqi_desktop.domain.codes import Category, Gender
from sheqi_desktop.operations.demo.dice import Dice
from sheqi_desktop.operations.demo.people import Client, Home

_WINDOWS = {
    "child": (date(2005, 11, 5), date(2018, 7, 25)),
    "adult": (date(1963, 11, 5), date(2004, 7, 25)),
    "elder": (date(1943, 11, 5), date(1962, 7, 25)),
    "old": (date(1928, 1, 5), date(1942, 7, 25)),
}
_LEFT_BEHIND = (date(2007, 11, 5), date(2016, 7, 25))
_PARENT = (date(1969, 1, 5), date(1984, 12, 25))
_GENERATION = timedelta(days=8100)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


class Registry:
    """Gives out what must not be given twice: names, numbers and telephones."""

    def __init__(self, names: Mapping[str, Any], dice: Dice) -> None:
        """Keep the names that players and workers already have out of the hat."""
        self._names = names
        self._dice = dice
        self._taken = {player["name"] for player in names["player"]} | set(names["workers"]["names"])
        self._numbers: set[tuple[date, int]] = set()
        self._next_phone = int(names["phone_first"])

    def phone(self) -> str:
        """Give a telephone number nobody has."""
        number, self._next_phone = self._next_phone, self._next_phone + 1
        return str(number)

    def name(self, age: str, gender: Gender, surname: str = "", *, unique: bool = False) -> str:
        """Give a name of that generation; a client's name is given once in the county."""
        given = self._names["given"][_COHORT[age][0 if gender is Gender.MALE else 1]]
        while True:
            found: str = (
                (surname or self.surname()) + self._dice.pick(given["first"]) + self._dice.pick(given["second"])
            )
            if found[1] == found[2] or (unique and found in self._taken):
                continue
            if unique:
                self._taken.add(found)
            return found

    def surname(self) -> str:
        """Give a surname, the first ones of the list more often."""
        surnames = self._names["surnames"]
        return str(surnames[min(self._dice.below(len(surnames)), self._dice.below(len(surnames)))])

    def number(self, birth: date, gender: Gender) -> str:
        """Give a resident ID of that birthday and gender that nobody has, '' when the day is used up."""
        free = [
            last
            for last in range(990, 1000)
            if last % 2 == (gender is Gender.MALE) and (birth, last) not in self._numbers
        ]
        if not free:
            return ""
        last = self._dice.pick(free)
        self._numbers.add((birth, last))
        return with_check_digit(f"{self._names['id_area']}{birth:%Y%m%d}{last}")

    def keep(self, id_no: str) -> None:
        """Take a number that a player brings along out of the hat."""
        self._numbers.add((date.fromisoformat(f"{id_no[6:10]}-{id_no[10:12]}-{id_no[12:14]}"), int(id_no[14:17])))


_COHORT = {
    "child": ("boy", "girl"),
    "adult": ("mid_man", "mid_woman"),
    "elder": ("old_man", "old_woman"),
    "old": ("old_man", "old_woman"),
}


def with_check_digit(seventeen: str) -> str:
    """Close a number by its check digit (GB 11643)."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, seventeen, strict=True))
    return seventeen + "10X98765432"[total % 11]


def choose_genders(clients: Sequence[Client], men: int, dice: Dice) -> None:
    """Make exactly so many men: couples one each, the destitute more often men, the rest by chance."""
    open_ = []
    for one in clients:
        if one.player:
            one.gender = Gender(one.player["gender"])
        elif one.home.kind == "couple":
            one.gender = Gender.MALE if one is one.home.members[0] else Gender.FEMALE
        else:
            open_.append(one)
    men -= sum(one.gender is Gender.MALE for one in clients)
    lonely = {Category.DESTITUTE_DISPERSED, Category.DESTITUTE_INSTITUTION, Category.HOMELESS}
    drawn = [(dice.below(100) - (35 if one.category in lonely else 0), place) for place, one in enumerate(open_)]
    for rank, (_, place) in enumerate(sorted(drawn)):
        open_[place].gender = Gender.MALE if rank < men else Gender.FEMALE


def christen(homes: Sequence[Home], registry: Registry, dice: Dice) -> None:
    """Give everybody a birthday, a name and a number; one family shares a surname where it would."""
    for home in homes:
        for one in home.members:
            if one.player.get("id_no"):
                registry.keep(one.player["id_no"])
    shared: dict[str, str] = {}
    for home in homes:
        elder = home.members[0]
        for one in home.members:
            if one.player:
                _take_part(one, registry, shared)
                continue
            one.birth = _birthday(one, dice)
            while not (number := registry.number(one.birth, one.gender)):
                one.birth = _birthday(one, dice)
            one.id_no = number
            same = (
                one is not elder and home.kind != "couple" and (elder.gender is Gender.MALE or home.kind == "siblings")
            )
            one.name = registry.name(one.age, one.gender, elder.name[0] if same else "", unique=True)


def _take_part(one: Client, registry: Registry, shared: dict[str, str]) -> None:
    """Give a player the lines of the part; players of one plant bring the same number, unless they show none."""
    player = one.player
    one.name, one.birth = player["name"], player["birth"]
    if "id_no" in player:
        one.id_no = player["id_no"]
    else:
        plant = player["plant"]
        one.id_no = shared.get(plant) or registry.number(one.birth, one.gender)
        shared[plant] = one.id_no


def _birthday(one: Client, dice: Dice) -> date:
    first, last = _LEFT_BEHIND if Category.LEFT_BEHIND_CHILD in (one.category, one.second) else _WINDOWS[one.age]
    mates = [other for other in one.mates if other.birth != date.min]
    if one.home.kind == "parent" and not one.child:
        first, last = _PARENT
    elif one.home.kind == "grown_child" and mates:
        first = max(first, mates[0].birth + _GENERATION)
        last = max(first + timedelta(days=400), min(last, first + timedelta(days=4000)))
    elif one.home.kind == "grown_child":
        last = min(last, date(1958, 7, 25))
    elif one.home.kind == "couple" and mates:
        first = max(first, mates[0].birth - timedelta(days=1500))
        last = min(last, mates[0].birth + timedelta(days=2500))
    elif one.home.kind == "siblings" and mates:
        return _sibling_birthday(mates[0].birth, first, last, dice)
    span = (last - first).days
    days = max(dice.below(span), dice.below(span)) if one.age == "old" else dice.below(span)
    return first + timedelta(days=days)


def _sibling_birthday(other: date, first: date, last: date, dice: Dice) -> date:
    apart = timedelta(days=dice.between(420, 1700))
    return other + apart if other + apart <= last else max(first, other - apart)
