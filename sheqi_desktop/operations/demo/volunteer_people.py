"""The volunteers of the demo county: who they are, where they live, when they came, to which team they belong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sheqi_desktop.domain.codes import Gender, PoliticalStatus
from sheqi_desktop.operations.demo.dice import Dice, apportion
from sheqi_desktop.operations.demo.material import Place
from sheqi_desktop.operations.demo.names import Registry

_MINOR = (date(2005, 10, 5), date(2006, 8, 20))
_GROWN = ((date(1986, 10, 5), date(2003, 8, 20), 25), (date(1966, 10, 5), date(1986, 8, 20), 42),
          (date(1950, 10, 5), date(1966, 8, 20), 33))  # fmt: skip
_ELDER_FROM = date(1962, 8, 1)
_AT_THE_FOUNDING = 10
_SKILLS = (1, 2, 5, 6, 7, 8, 9, 10, 11)
_KINDS = (1, 2, 3, 4, 6, 9, 10, 12)


@dataclass(slots=True, eq=False)
class Volunteer:
    """One volunteer while the county is being invented."""

    station: int
    key: str
    name: str
    gender: Gender
    birth: date
    id_no: str
    phone: str
    village: str
    minor: bool = False
    party: PoliticalStatus = PoliticalStatus.MASSES
    skills: tuple[int, ...] = ()
    kinds: tuple[int, ...] = ()
    occupation: str = ""
    guardian: tuple[str, str] = ("", "")
    registered: date = date.min
    insured: bool = True


@dataclass(slots=True, eq=False)
class Team:
    """One team: its members in the order in which they joined, each with the day."""

    station: int
    key: str
    name: str
    founded: date
    host: str
    slogan: str
    members: list[tuple[Volunteer, date]] = field(default_factory=list)
    counted: bool = True

    def present(self, on: date) -> list[Volunteer]:
        """Give the members of a day."""
        return [one for one, joined in self.members if joined < on]


def cast_volunteers(
    figures: Mapping[str, Any], places: Sequence[Place], registry: Registry, dice: Dice
) -> list[list[Volunteer]]:
    """Invent the volunteers, station by station; minors and party members are dealt over the county."""
    rows = [next(row for row in figures["station"] if row["code"] == place.code) for place in places]
    heads = [row["volunteers"] for row in rows]
    minors, party = apportion(figures["minors"], heads), apportion(figures["party"], heads)
    registry.keep(figures["player"]["id_no"])
    return [
        _of_station(at, place, (heads[at], minors[at], party[at]), figures, registry, dice)
        for at, place in enumerate(places)
    ]


def _of_station(
    at: int, place: Place, counts: tuple[int, int, int], figures: Mapping[str, Any], registry: Registry, dice: Dice
) -> list[Volunteer]:
    heads, minors, party = counts
    words, player = figures["words"], figures["player"]
    found = []
    for number in range(1, heads + 1):
        minor = number > heads - minors
        village = dice.pick(place.villages)
        one = Volunteer(
            at, f"zy-{place.code}-{number:03d}", *_identity(minor, registry, dice), registry.phone(), village[0], minor
        )
        one.skills = tuple(sorted(dice.shuffled(_SKILLS)[: dice.between(1, 2)]))
        one.kinds = tuple(sorted(dice.shuffled(_KINDS)[: dice.between(2, 3)]))
        one.occupation = words["pupil"] if minor else dice.pick(words["occupations"])
        if minor:
            one.party = PoliticalStatus.LEAGUE_MEMBER
            one.guardian = (registry.name("adult", Gender.MALE, one.name[0]), registry.phone())
        found.append(one)
    if place.code == player["station"]:
        first = found[0]
        first.name, first.gender, first.birth = player["name"], Gender(player["gender"]), player["birth"]
        first.id_no, first.skills = player["id_no"], tuple(player["skills"])
    for one in dice.shuffled([one for one in found if not one.minor])[:party]:
        one.party = PoliticalStatus.PARTY_MEMBER
    return found


def _identity(minor: bool, registry: Registry, dice: Dice) -> tuple[str, Gender, date, str]:
    gender = Gender.MALE if dice.chance(48) else Gender.FEMALE
    first, last = _MINOR if minor else dice.weighted({(one[0], one[1]): one[2] for one in _GROWN})
    number = ""
    while not number:
        birth = first + timedelta(days=dice.below((last - first).days))
        number = registry.number(birth, gender)
    age = "child" if minor else "elder" if birth < _ELDER_FROM else "adult"
    return registry.name(age, gender, unique=True), gender, birth, number


def found_teams(
    figures: Mapping[str, Any], places: Sequence[Place], people: Sequence[Sequence[Volunteer]], dice: Dice
) -> list[Team]:
    """Found the teams of every station in September 2022: ten or more at once, one or two join later."""
    teams = []
    for at, place in enumerate(places):
        row = next(row for row in figures["station"] if row["code"] == place.code)
        left = list(people[at])
        for number, (name, size) in enumerate(zip(row["teams"], row["members"], strict=True), 1):
            own, left = left[:size], left[size:]
            founded = date(2022, 9, 5) + timedelta(days=dice.below(12))
            words = figures["words"]
            host = dice.pick(words["host"]).format(village=dice.pick(place.villages)[1], town=place.name)
            key = f"zd-{place.code}-{number}"
            team = Team(at, key, f"{name}志愿服务队", founded, host, dice.pick(words["slogan"]))
            later = dice.between(0, min(2, size - _AT_THE_FOUNDING))
            for place_, one in enumerate(own):
                late = place_ >= size - later
                joined = founded + timedelta(days=dice.between(40, 150)) if late else founded
                one.registered = joined - timedelta(days=dice.between(2, 9))
                team.members.append((one, joined))
            teams.append(team)
    return teams
