"""The 214 resource links of the demo county, worth 186,420.00 元 together, and the library they come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from sheqi_desktop.domain.codes_events import ResourceKind, ResourceUnit
from sheqi_desktop.operations.demo.calendar import month_days, working_days
from sheqi_desktop.operations.demo.client_form import Office
from sheqi_desktop.operations.demo.county_plan import Entry
from sheqi_desktop.operations.demo.dice import Dice, apportion
from sheqi_desktop.operations.demo.event_words import Words, is_there
from sheqi_desktop.operations.demo.people import Client
from sheqi_desktop.operations.demo.service import FIRST_TURN, County, ServicePlan, Typed

LINKS, WORTH_YUAN = 214, 186_420
TURN = FIRST_TURN + 71_000
FIRST_DAY, MONTHS = date(2022, 9, 1), 13
MOST_NAMED = 12
SHELF = 4
"""So many things each station has written into its library."""


@dataclass(slots=True)
class Link:
    """One link while it is invented."""

    item: Mapping[str, Any]
    day: date
    people: list[Client]
    yuan: int = 0
    key: str = ""
    resource: str = ""


class ResourceLinks:
    """All links of the county, by station."""

    def __init__(self, county: County) -> None:
        """Deal out times, things and persons; the worth is shared out so that the sum is exact."""
        self._county = county
        dice = Dice(county.seed, "resource links")
        items = county.material.events["resource"]["item"]
        self.shelves = [dice.shuffled(items)[:SHELF] for _ in county.books]
        self.by_station: list[list[Link]] = []
        for at, (count, book) in enumerate(
            zip(apportion(LINKS, [len(book.clients) for book in county.books]), county.books, strict=True)
        ):
            found = []
            for number in range(count):
                days = working_days(month_days(FIRST_DAY, number * MONTHS // count), weekend=False)
                day = dice.pick([one for one in days if one <= date(2023, 9, 26)])
                there = [one for one in book.clients if is_there(one, day) and one.opened_on < day]
                item = dice.pick(self.shelves[at]) if dice.chance(70) else dice.pick(items)
                people = dice.shuffled([one for one in there if _suits(item, one)] or there)[
                    : dice.between(1, MOST_NAMED)
                ]
                found.append(Link(item, day, people))
            found.sort(key=lambda one: one.day)
            for place, one in enumerate(found, 1):
                one.key = f"zl-{county.places[at].code}-{place:03d}"
                if one.item in self.shelves[at]:
                    one.resource = f"rs-{county.places[at].code}-{self.shelves[at].index(one.item) + 1:03d}"
            self.by_station.append(found)
        every = [one for found in self.by_station for one in found]
        for one, yuan in zip(every, apportion(WORTH_YUAN, [_guess(one) for one in every]), strict=True):
            one.yuan = yuan

    def planted(self) -> Mapping[str, tuple[str, ...]]:
        """Plant nothing."""
        return {}

    def forms(self, station: int, office: Office) -> Iterator[Typed]:
        """Write the library on its first day, then each link on its own."""
        words = Words(Dice(self._county.seed, "resource words", office.station))
        for place, item in enumerate(self.shelves[station], 1):
            answers = {
                "name": item["name"],
                "kind": int(ResourceKind[item["kind"].upper()]),
                "provider": item["providers"][0],
                "contact_phone": office.registry.phone(),
                "conditions": "建档对象，按困难程度排队，由站里核对后对接",
            }
            form = partial(Entry, kind="resource", key=f"rs-{office.station}-{place:03d}", answers=answers)
            yield date(2022, 9, 1), TURN + place, partial(form, then="submit", worker=office.workers[0])
        for one in self.by_station[station]:
            worker = office.workers[one.people[0].home.worker]
            form = partial(Entry, kind="resource_link", key=one.key, answers=self._told(one, office, words, worker))
            yield one.day, TURN + 10, partial(form, then="submit", worker=worker)

    def _told(self, one: Link, office: Office, words: Words, worker: str) -> dict[str, Any]:
        texts = office.material.events["resource"]
        kind = ResourceKind[one.item["kind"].upper()]
        known = {"village": one.people[0].home.village[1], "happy": words.fill(words.draw(texts["happy"]), {})}
        each = one.yuan // len(one.people) if kind is ResourceKind.FUNDS else one.item["each"]
        amount = one.yuan if kind is ResourceKind.FUNDS else each * len(one.people)
        unit = ResourceUnit[one.item["unit"].upper()]
        told: dict[str, Any] = {
            "service_date": one.day.isoformat(),
            "resource_name": one.item["name"],
            "kind": int(kind),
            "provider": office.dice.pick(one.item["providers"]),
            "quantity": f"{amount}.0",
            "unit": int(unit),
            "value_yuan": f"{one.yuan}.00",
            "clients": [{"client_id": client.key, "receipt": 1} for client in one.people],
            "beneficiary_n": len(one.people),
            "result": words.fill(words.draw(texts["result"]), known),
            "worker_id": worker,
        }
        if one.resource:
            told["resource_id"] = one.resource
        if kind is ResourceKind.FUNDS:
            told["cash_direct"] = True
        if kind is ResourceKind.GOODS:
            told["received_by"] = (
                one.people[0].name if len(one.people) == 1 else f"{one.people[0].name}等{len(one.people)}人"
            )
        return told


def _suits(item: Mapping[str, Any], one: Client) -> bool:
    return one.child if item["kind"] == "education" or item["name"] == "助学金" else not one.child


def _guess(one: Link) -> int:
    return int(one.item["price"]) * len(one.people)


def resource_links(county: County) -> ServicePlan:
    """Invent the resource links."""
    return ResourceLinks(county)
