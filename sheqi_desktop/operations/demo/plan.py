"""The whole county-year from one seed: people, homes, visits and decoys, as forms typed one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sheqi_desktop.domain.codes import Category
from sheqi_desktop.operations.demo import decoys, fates, traits
from sheqi_desktop.operations.demo.book import StationBook, Visit
from sheqi_desktop.operations.demo.calendar import working_days
from sheqi_desktop.operations.demo.client_form import Office
from sheqi_desktop.operations.demo.county_plan import CountyPlan, MonthClose, Person
from sheqi_desktop.operations.demo.dice import Dice, apportion, two_way
from sheqi_desktop.operations.demo.entries import number, station_plan
from sheqi_desktop.operations.demo.families import surround
from sheqi_desktop.operations.demo.features import deal_features
from sheqi_desktop.operations.demo.material import Material, Place
from sheqi_desktop.operations.demo.names import Registry, choose_genders, christen
from sheqi_desktop.operations.demo.people import Client, Home, cast, homes_of
from sheqi_desktop.operations.demo.service import County
from sheqi_desktop.operations.demo.services import SERVICES
from sheqi_desktop.operations.demo.texts import bank_of
from sheqi_desktop.operations.demo.visits import schedule

_AUGUST = [date(2022, 8, day) for day in range(8, 31)]
_DECEMBER = 3
_COPIED_PAIRS = 6
_ADDRESS_NUMBERS = 9


def plan_county(material: Material, places: Sequence[Place], contract_demo: Mapping[str, Any], seed: int) -> CountyPlan:
    """Invent the county: the same seed gives the same plan, down to the last sentence."""
    figures = material.figures
    registry = Registry(material.names, Dice(seed, "names"))
    clients = _people(material, registry, seed)
    surround(clients, registry, Dice(seed, "kin"))
    _house(clients, places, material, seed)
    _open_files(clients, seed)
    books = _books(clients, contract_demo, figures, seed)
    deal_features([visit for book in books for visit in book.visits], figures, Dice(seed, "features"))
    wanted = {one["reason"]: one["n"] for one in contract_demo["decoy"] if one["source"] == "visit_client"}
    closed = decoys.add_decoys(books, decoys.DecoyCounts(wanted), figures, Dice(seed, "decoys"))
    copied = _plant_copies(books, Dice(seed, "copies"))
    for place, book in zip(places, books, strict=True):
        number(place.code, book)
    county = County(places, books, contract_demo, material, registry, seed)
    services = [service(county) for service in SERVICES]
    stations = []
    for at, place in enumerate(places):
        office = _office(at, place, material, registry, seed)
        typed = [form for service in services for form in service.forms(at, office)]
        stations.append(station_plan(place, books[at], office, figures, typed))
    close = figures["month_close"]
    return CountyPlan(
        seed=seed,
        stations=tuple(stations),
        centre=_centre(material, places),
        supervisors=_supervisors(material, figures),
        month_closes=tuple(MonthClose(places[at].code, close["year"], close["month"], close["at"]) for at in closed),
        planted=_planted(clients, copied) | {name: keys for one in services for name, keys in one.planted().items()},
    )


# ------------------------------------------------------------------------------ people
def _people(material: Material, registry: Registry, seed: int) -> list[Client]:
    figures, names = material.figures, material.names
    clients = cast(figures, names["player"], Dice(seed, "cast"))
    choose_genders(clients, figures["men"], Dice(seed, "genders"))
    traits.settle(clients, figures, Dice(seed, "traits"))
    christen(homes_of(clients), registry, Dice(seed, "births"))
    fates.hide_numbers(clients, figures["id_unknown"], Dice(seed, "papers"))
    fates.take_phones(clients, figures["no_phone"], registry.phone, Dice(seed, "phones"))
    fates.choose_newcomers(clients, figures["newcomers"], Dice(seed, "newcomers"))
    fates.move_one_with_a_case(clients, figures, Dice(seed, "moving"))
    fates.let_some_leave(clients, figures, Dice(seed, "leaving"))
    return clients


def _house(clients: Sequence[Client], places: Sequence[Place], material: Material, seed: int) -> None:
    """Give every home a village, a place in it, and the worker who looks after that half of the villages."""
    dice = Dice(seed, "houses")
    for home in homes_of(clients):
        place = places[home.station]
        first = home.members[0]
        village = 2 if first.player.get("plant") == "namesakes" else dice.below(len(place.villages))
        home.village, home.worker = place.villages[village], village % 2
        if first.institution:
            home.address = f"{place.name}敬老院"
        elif first.category == Category.HOMELESS:
            home.address = "无固定住处，常在集市和汽车站一带"
        else:
            described = dice.pick(material.notes["house"]["north"])
            home.address = described.replace("{n}", str(dice.between(1, _ADDRESS_NUMBERS)))


def _open_files(clients: Sequence[Client], seed: int) -> None:
    """Open the files of those known from the survey in August 2022, home by home; one player is the seventh."""
    dice = Dice(seed, "august")
    days = working_days(_AUGUST, weekend=False)
    for station in sorted({one.station for one in clients}):
        homes = [home for home in homes_of(clients) if home.station == station and _known(home)]
        dice.shuffle(homes)
        seventh = next(
            (home for home in homes if home.members[0].player.get("alone") and home.members[0].age == "old"), None
        )
        if seventh is not None:
            homes.remove(seventh)
            single = [home for home in homes if len(home.members) == 1][:6]
            homes = [*single, seventh, *(home for home in homes if home not in single)]
        for place, home in enumerate(homes):
            for one in _known(home):
                one.opened_on, one.turn = days[place * len(days) // len(homes)], place


def _known(home: Home) -> list[Client]:
    return [one for one in home.members if not one.newcomer]


# ------------------------------------------------------------------------------ visits
def _books(
    clients: Sequence[Client], contract: Mapping[str, Any], figures: Mapping[str, Any], seed: int
) -> list[StationBook]:
    rows = figures["station"]
    doors = [row["door"] for row in rows]
    calls = [row["call"] for row in rows]
    for row, counted in zip(rows, contract["station"], strict=True):
        if row["code"] != counted["code"] or row["door"] + row["call"] != counted["visits"]:
            raise ValueError(f"door and call of {row['code']} do not make the counted visits of the contract file")
    months = apportion(sum(doors) + sum(calls), list(contract["monthly_share_pct"]))
    december = (months[_DECEMBER] * figures["december_call_pct"] + 50) // 100
    rest = apportion(sum(calls) - december, [0 if at == _DECEMBER else month for at, month in enumerate(months)])
    call_months = [december if at == _DECEMBER else month for at, month in enumerate(rest)]
    by_month = two_way([door + call for door, call in zip(doors, calls, strict=True)], months)
    calls_by_month = two_way(calls, call_months)
    mates = apportion(figures["co_clients"], doors)
    books = []
    for at, (both, called) in enumerate(zip(by_month, calls_by_month, strict=True)):
        book = StationBook([one for one in clients if one.station == at], Dice(seed, "visits", rows[at]["code"]))
        door = [total - call for total, call in zip(both, called, strict=True)]
        schedule(book, door, called, mates[at], figures)
        books.append(book)
    return books


def _plant_copies(books: Sequence[StationBook], dice: Dice) -> list[tuple[Visit, Visit]]:
    """Let six workers copy an earlier summary of their own almost word for word."""
    pairs = []
    for book in [books[at] for at in sorted(dice.shuffled(range(len(books)))[:_COPIED_PAIRS])]:
        plain = [
            visit
            for visit in book.visits
            if visit.home and not (visit.decoy or visit.signal or visit.feast or visit.first)
        ]
        plain.sort(key=lambda visit: (visit.day, visit.start))
        earlier, later = next(
            (one, other)
            for at, one in enumerate(plain)
            for other in plain[at + 1 :]
            if one.workers[0] == other.workers[0] and bank_of(one) == bank_of(other) and one.client is not other.client
        )
        later.copies = earlier
        pairs.append((earlier, later))
    return pairs


# ------------------------------------------------------------------------------ who works there
def _office(at: int, place: Place, material: Material, registry: Registry, seed: int) -> Office:
    workers = (f"w-{place.code}-1", f"w-{place.code}-2")
    names = material.names["workers"]["names"]
    guide = next(row["supervisor"] for row in material.figures["station"] if row["code"] == place.code)
    return Office(
        place.code,
        workers,
        (names[2 * at], names[2 * at + 1]),
        material,
        registry,
        Dice(seed, "forms", place.code),
        guide,
        next(one["name"] for one in material.names["supervisor"] if one["id"] == guide),
    )


def _centre(material: Material, places: Sequence[Place]) -> tuple[Person, ...]:
    everywhere = tuple(place.code for place in places)
    return tuple(
        Person(f"w-411327000-{place}", name, "center_director" if place == 1 else "center_staff", everywhere)
        for place, name in enumerate(material.names["workers"]["centre"], 1)
    )


def _supervisors(material: Material, figures: Mapping[str, Any]) -> tuple[Person, ...]:
    return tuple(
        Person(
            one["id"],
            one["name"],
            "supervisor",
            tuple(row["code"] for row in figures["station"] if row["supervisor"] == one["id"]),
        )
        for one in material.names["supervisor"]
    )


def _planted(clients: Sequence[Client], copied: Sequence[tuple[Visit, Visit]]) -> dict[str, tuple[str, ...]]:
    planted: dict[str, tuple[str, ...]] = {}
    for one in clients:
        if one.player:
            plant = str(one.player["plant"])
            planted[plant] = (*planted.get(plant, ()), one.key)
    planted["moved"] = tuple(key for one in clients if one.former for key in (one.former.key, one.key))
    planted["copied_summaries"] = tuple(f"{earlier.key} {later.key}" for earlier, later in copied)
    return planted
