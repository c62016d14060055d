"""The whole county-year from one seed: people, homes, visits and decoys, as forms typed one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sheqi_desktop.catalog.demo_counties import Demo
from sheqi_desktop.domain.clock import COUNTY
from sheqi_desktop.domain.codes import Category
from sheqi_desktop.operations.demo import decoys, traits
from sheqi_desktop.operations.demo.calendar import working_days
from sheqi_desktop.operations.demo.client_form import Office, client_answers, leaving_answers
from sheqi_desktop.operations.demo.county_plan import CountyPlan, Entry, MonthClose, Person, StationPlan
from sheqi_desktop.operations.demo.dice import Dice, apportion, two_way
from sheqi_desktop.operations.demo.families import surround
from sheqi_desktop.operations.demo.features import deal_features
from sheqi_desktop.operations.demo.household_form import household_answers
from sheqi_desktop.operations.demo.material import Material, Place
from sheqi_desktop.operations.demo.names import Registry, choose_genders, christen
from sheqi_desktop.operations.demo.people import Client, Home, cast, homes_of
from sheqi_desktop.operations.demo.texts import Teller, bank_of
from sheqi_desktop.operations.demo.visit_form import Writer, draft_answers, visit_answers
from sheqi_desktop.operations.demo.visits import StationBook, Visit, schedule

_AUGUST = [date(2022, 8, day) for day in range(8, 31)]
_DECEMBER = 3
_DESK_TIME = time(17, 40)
_COPIED_PAIRS = 6
_ADDRESS_NUMBERS = 9


def plan_county(material: Material, places: Sequence[Place], contract_demo: Demo, seed: int) -> CountyPlan:
    """Invent the county: the same seed gives the same plan, down to the last sentence."""
    figures = material.figures
    registry = Registry(material.names, Dice(seed, "names"))
    clients = _people(material, registry, seed)
    surround(clients, registry, Dice(seed, "kin"))
    _house(clients, places, material, seed)
    _open_files(clients, seed)
    books = _books(clients, contract_demo, figures, seed)
    deal_features([visit for book in books for visit in book.visits], figures, Dice(seed, "features"))
    wanted = {one.reason: one.n for one in contract_demo.decoys if one.source == "visit_client"}
    closed = decoys.add_decoys(books, decoys.DecoyCounts(wanted), figures, Dice(seed, "decoys"))
    copied = _plant_copies(books, Dice(seed, "copies"))
    stations = [
        _station(place, books[at], _office(place, material, registry, seed), figures) for at, place in enumerate(places)
    ]
    close = figures["month_close"]
    return CountyPlan(
        seed=seed,
        stations=tuple(stations),
        centre=_centre(material, places),
        supervisors=_supervisors(material, figures),
        month_closes=tuple(MonthClose(places[at].code, close["year"], close["month"], close["at"]) for at in closed),
        planted=_planted(clients, copied),
    )


# ------------------------------------------------------------------------------ people
def _people(material: Material, registry: Registry, seed: int) -> list[Client]:
    figures, names = material.figures, material.names
    clients = cast(figures, names["player"], Dice(seed, "cast"))
    choose_genders(clients, figures["men"], Dice(seed, "genders"))
    traits.settle(clients, figures, Dice(seed, "traits"))
    christen(homes_of(clients), registry, Dice(seed, "births"))
    traits.hide_numbers(clients, figures["id_unknown"], Dice(seed, "papers"))
    traits.take_phones(clients, figures["no_phone"], registry.phone, Dice(seed, "phones"))
    traits.choose_newcomers(clients, figures["newcomers"], Dice(seed, "newcomers"))
    traits.let_some_leave(clients, figures, Dice(seed, "leaving"))
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
        seventh = next((home for home in homes if home.members[0].player.get("alone") and home.members[0].age == "old"), None)
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
def _books(clients: Sequence[Client], contract: Demo, figures: Mapping[str, Any], seed: int) -> list[StationBook]:
    rows = figures["station"]
    doors = [row["door"] for row in rows]
    calls = [row["call"] for row in rows]
    for row, counted in zip(rows, contract.stations, strict=True):
        if row["code"] != counted.code or row["door"] + row["call"] != counted.visits:
            raise ValueError(f"door and call of {row['code']} do not make the counted visits of the contract file")
    months = apportion(sum(doors) + sum(calls), list(contract.monthly_share_pct))
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
        plain = [visit for visit in book.visits if visit.home and not (visit.decoy or visit.signal or visit.feast or visit.first)]
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


# ------------------------------------------------------------------------------ entries
def _office(place: Place, material: Material, registry: Registry, seed: int) -> Office:
    workers = (f"w-{place.code}-1", f"w-{place.code}-2")
    return Office(place.code, workers, material, registry, Dice(seed, "forms", place.code))


def _station(place: Place, book: StationBook, office: Office, figures: Mapping[str, Any]) -> StationPlan:
    _number(place.code, book)
    tellers = tuple(Teller(office.material, Dice(office.station, office.dice.below(1_000_000), who)) for who in (0, 1))
    writer = Writer(office, (tellers[0], tellers[1]))
    dated = sorted(_entries(book, writer), key=lambda one: (one[0], one[1]))
    names = office.material.names["workers"]["names"]
    at = [row["code"] for row in figures["station"]].index(place.code)
    people = (
        Person(office.workers[0], names[2 * at], "station_lead", (place.code,)),
        Person(office.workers[1], names[2 * at + 1], "social_worker", (place.code,)),
    )
    return StationPlan(place.code, place.name, figures["opened_on"], people, tuple(_timed(dated)))


def _number(station: str, book: StationBook) -> None:
    """Give the plan keys in the order in which things were first typed."""
    book.clients.sort(key=lambda one: (one.opened_on, one.turn))
    for place, one in enumerate(book.clients, 1):
        one.key = f"c-{station}-{place:03d}"
    for place, home in enumerate(homes_of(book.clients), 1):
        home.key = f"h-{station}-{place:03d}"
    book.visits.sort(key=lambda visit: (visit.day, visit.start, visit.client.key))
    for place, visit in enumerate(book.visits, 1):
        visit.key = f"v-{station}-{place:04d}"


_Dated = tuple[date, int, Entry]


def _entries(book: StationBook, writer: Writer) -> Iterator[_Dated]:
    """Give every form with the day it was typed on, and its turn on that day."""
    office = writer.office
    typed: set[int] = set()
    turn = 0
    for one in book.clients:
        worker = office.workers[one.home.worker]
        if id(one.home) not in typed:
            typed.add(id(one.home))
            turn += 1
            yield one.opened_on, turn, _entry("household", one.home.key, household_answers(one.home, office), worker)
        turn += 1
        yield one.opened_on, turn, _entry("client", one.key, client_answers(one, office), worker)
    for visit in book.visits:
        turn += 1
        yield _typed_on(visit), turn, _visit_entry(visit, writer)
    for one in book.clients:
        if one.leaving:
            turn += 1
            patch = _entry("client", one.key, leaving_answers(one), office.workers[one.home.worker], patch=True)
            yield one.until + timedelta(days=3), turn, patch


def _entry(kind: Any, key: str, answers: dict[str, Any], worker: str, *, patch: bool = False) -> Entry:
    return Entry(datetime.min, kind, key, answers, "submit", worker, patch=patch)


def _typed_on(visit: Visit) -> date:
    if visit.decoy == decoys.SIGNED_LATE:
        return decoys.SIGNED_LATE_ON[int(visit.key[-1]) % 2]
    return decoys.entered_on(visit)


def _visit_entry(visit: Visit, writer: Writer) -> Entry:
    late = visit.decoy in (decoys.PENDING, decoys.SIGNED_LATE)
    if late:
        visit.late_reason = "forgot" if visit.decoy == decoys.PENDING else "paper"
    draft = visit.decoy == decoys.DRAFT
    void = visit.decoy == decoys.VOID
    answers = draft_answers(visit, writer) if draft else visit_answers(visit, writer)
    return Entry(
        at=datetime.min,
        kind="visit",
        key=visit.key,
        answers=answers,
        then="draft" if draft else "void" if void else "submit",
        worker=writer.office.workers[visit.workers[0]],
        reason=writer.office.dice.pick(writer.office.material.notes["void"]["reason"]) if void else "",
        late_reason=visit.late_reason,
        phase=2 if late else 1,
    )


def _timed(dated: Sequence[_Dated]) -> Iterator[Entry]:
    """Put the forms of a day one after the other, from the end of the visits."""
    day, minutes = date.min, 0
    for on, _, entry in dated:
        minutes = minutes + 3 if on == day else 0
        day = on
        yield replace(entry, at=datetime.combine(on, _DESK_TIME, COUNTY) + timedelta(minutes=minutes))


# ------------------------------------------------------------------------------ the others
def _centre(material: Material, places: Sequence[Place]) -> tuple[Person, ...]:
    everywhere = tuple(place.code for place in places)
    return tuple(
        Person(f"w-411327000-{place}", name, "center_director" if place == 1 else "center_staff", everywhere)
        for place, name in enumerate(material.names["workers"]["centre"], 1)
    )


def _supervisors(material: Material, figures: Mapping[str, Any]) -> tuple[Person, ...]:
    return tuple(
        Person(
            one["id"], one["name"], "supervisor", tuple(row["code"] for row in figures["station"] if row["supervisor"] == one["id"])
        )
        for one in material.names["supervisor"]
    )


def _planted(clients: Sequence[Client], copied: Sequence[tuple[Visit, Visit]]) -> dict[str, tuple[str, ...]]:
    planted: dict[str, tuple[str, ...]] = {}
    for one in clients:
        if one.player:
            plant = str(one.player["plant"])
            planted[plant] = (*planted.get(plant, ()), one.key)
    planted["moved_with_case"] = tuple(one.key for one in clients if one.moves_to == "411327108" and one.until < date(2023, 4, 1))
    planted["copied_summaries"] = tuple(f"{earlier.key} {later.key}" for earlier, later in copied)
    return planted
