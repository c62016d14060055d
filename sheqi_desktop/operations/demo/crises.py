"""The twelve crises of the demo county, one mandatory report that was never sent, and the tramp who is known later."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from sheqi_desktop.domain.codes import Category, Gender
from sheqi_desktop.domain.codes_events import CrisisKind, FoundHow, ReportAgency, ReportWay, SafetyNow
from sheqi_desktop.operations.demo.book import Visit
from sheqi_desktop.operations.demo.client_form import Office
from sheqi_desktop.operations.demo.county_plan import Entry
from sheqi_desktop.operations.demo.dice import Dice
from sheqi_desktop.operations.demo.event_words import LAST_DAY, Words, at, next_working, visits_seen
from sheqi_desktop.operations.demo.people import Client
from sheqi_desktop.operations.demo.service import FIRST_TURN, County, ServicePlan, Typed

TURN = FIRST_TURN + 72_000
ABUSE, LEFT_ALONE = "4", "6"
"""The two situations of the law that happened here."""
UNSENT_STATION = "411327101"
UNSENT_ON = date(2023, 9, 27)
_FOLLOWED = (1, 7, 14)
_CHILD_GENDER = int(Gender.MALE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A crisis that must happen: its kind, its sentences, whom it may befall, and the situation of the law."""

    kind: CrisisKind
    bank: str
    fits: Callable[[Client], bool]
    situation: str = ""


def _grown(one: Client) -> bool:
    return not one.child and one.category != Category.HOMELESS


WANTED: tuple[Wanted, ...] = (
    *[Wanted(CrisisKind.SUDDEN_ILLNESS, "sudden_illness", lambda one: one.elderly)] * 4,
    *[Wanted(CrisisKind.SELF_HARM, "self_harm", _grown)] * 2,
    Wanted(CrisisKind.MISSING, "missing", lambda one: one.elderly),
    Wanted(CrisisKind.MISSING, "missing", lambda one: one.category == Category.HOMELESS),
    Wanted(CrisisKind.DOMESTIC_VIOLENCE, "domestic_violence", lambda one: one.age == "adult"),
    Wanted(CrisisKind.DISASTER, "disaster", lambda one: one.alone and one.elderly),
    Wanted(CrisisKind.MANDATORY_REPORT, "abuse", lambda one: one.child, ABUSE),
    Wanted(CrisisKind.MANDATORY_REPORT, "abandoned_child", lambda one: one.child, LEFT_ALONE),
)


@dataclass(slots=True)
class Crisis:
    """One crisis while it is invented."""

    wanted: Wanted
    visit: Visit
    key: str = ""

    @property
    def tramp(self) -> bool:
        """Tell whether the person was nobody's until later."""
        return self.visit.client.category == Category.HOMELESS


class Crises:
    """All crises of the county, by station."""

    def __init__(self, county: County) -> None:
        """Let each befall somebody seen on that day, never two at one station as long as others have none."""
        self._county = county
        dice = Dice(county.seed, "crises")
        seen = [(at_, visit) for at_, book in enumerate(county.books) for visit in visits_seen(book)]
        self.by_station: dict[int, list[Crisis]] = {at_: [] for at_ in range(len(county.books))}
        taken: set[Client] = set()
        for one in WANTED:
            at_, visit = self._choose(one, seen, taken, dice)
            taken.add(visit.client)
            self.by_station[at_].append(Crisis(one, visit))
        for at_, found in self.by_station.items():
            found.sort(key=lambda one: (one.visit.day, one.visit.key))
            for place, each in enumerate(found, 1):
                each.key = f"wj-{county.places[at_].code}-{place:03d}"

    def _choose(
        self, one: Wanted, seen: Sequence[tuple[int, Visit]], taken: set[Client], dice: Dice
    ) -> tuple[int, Visit]:
        fits = [
            (at_, visit)
            for at_, visit in seen
            if one.fits(visit.client) and visit.client not in taken and not visit.client.leaving
        ]
        # Written down on the same day, if anybody's was.
        fits = [each for each in fits if not each[1].lag] or fits
        fewest = min(len(self.by_station[at_]) for at_, _ in fits)
        return dice.pick([each for each in fits if len(self.by_station[each[0]]) == fewest])

    def planted(self) -> Mapping[str, tuple[str, ...]]:
        """Name the report nobody sent, and the tramp with visit and crisis."""
        tramps = [one for found in self.by_station.values() for one in found if one.tramp]
        return {
            "report_unsent": (f"wj-{UNSENT_STATION}-900",),
            "unknown_tramp": tuple(key for one in tramps for key in (one.visit.client.key, one.visit.key, one.key)),
        }

    def forms(self, station: int, office: Office) -> Iterator[Typed]:
        """Write each crisis on the evening it was found, its follow-ups, and the day the 督导 closed it."""
        words = Words(Dice(self._county.seed, "crisis words", office.station))
        for one in self.by_station[station]:
            yield from self._forms(one, office, words)
        if office.station == UNSENT_STATION:
            yield self._unsent(office, words)

    def _forms(self, one: Crisis, office: Office, words: Words) -> Iterator[Typed]:
        worker = office.workers[one.visit.client.home.worker]
        form = partial(Entry, kind="crisis", key=one.key, worker=worker)
        day = one.visit.day
        yield day, TURN, partial(form, answers=self._found(one, office, words), then="submit")
        rows: list[dict[str, str]] = []
        last = day
        for after in _FOLLOWED:
            last = day + timedelta(days=1) if after == 1 else next_working(day, after)
            if last > LAST_DAY:
                return
            rows = [*rows, {"on": last.isoformat(), "note": self._note(one, words, after), "worker": worker}]
            yield last, TURN + 1, partial(form, answers={"follow_ups": list(rows)}, then="submit", patch=True)
        closed = next_working(last, 3)
        if closed <= LAST_DAY and not one.key.endswith("9"):
            step = partial(form, answers={"move": "close", "on": closed.isoformat()}, then="move")
            text = words.draw(office.material.events["crisis"]["closing"])
            yield closed, TURN + 2, partial(step, worker=office.supervisor, reason=text)

    def _note(self, one: Crisis, words: Words, after: int) -> str:
        if one.tramp and after == _FOLLOWED[-1]:
            return "说出了自己的名字和老家，派出所已核实，等县中心与原有档案合并。"
        texts = self._county.material.events["crisis"]
        return words.fill(words.draw(texts["follow"]), {"state": words.draw(texts["state"])})

    def _found(self, one: Crisis, office: Office, words: Words) -> dict[str, Any]:
        texts, client, day = office.material.events["crisis"][one.wanted.bank], one.visit.client, one.visit.day
        minute = max(one.visit.start + 10, 8 * 60 + 30)
        found = min(minute, 15 * 60)
        mandatory = one.wanted.kind is CrisisKind.MANDATORY_REPORT
        first = ReportAgency.POLICE if mandatory or one.wanted.kind is not CrisisKind.SUDDEN_ILLNESS else None
        told: dict[str, Any] = {
            "event_kind": int(one.wanted.kind),
            "is_safe_now": int(SafetyNow.SAFE),
            "client_id": client.key,
            "found_at": at(day, 0, found),
            "found_how": int(FoundHow.VISIT),
            "place": f"{client.home.village[1]}{texts['place']}",
            "facts": words.fill(words.draw(texts["facts"]), {"kin": client.kin or "邻居"}),
            "actions": [1, 6] if first else [2, 3],
            "reports": [
                {
                    "agency": int(first or ReportAgency.TOWNSHIP),
                    "at": at(day, 0, found + office.dice.between(15, 55)),
                    "way": int(ReportWay.PHONE),
                    "taken_by": "镇派出所值班民警" if first else "镇政府值班室",
                    "receipt_no": f"演示{office.dice.between(1000, 9999)}",
                },
                {
                    "agency": int(ReportAgency.CENTRE),
                    "at": at(day, 0, found + office.dice.between(60, 100)),
                    "way": int(ReportWay.PHONE),
                    "taken_by": "县指导中心值班员",
                },
            ],
            "informed_lead_at": at(day, 0, found + 5),
            "informed_center_at": at(day, 0, found + 100),
            "worker_id": office.workers[client.home.worker],
        }
        if mandatory:
            told["mr_situations"] = [one.wanted.situation]
        return told

    def _unsent(self, office: Office, words: Words) -> Typed:
        """The report one computer holds back: seen, written down, told to nobody (planted problem 17)."""
        texts = office.material.events["crisis"]["unsent"]
        answers: dict[str, Any] = {
            "event_kind": int(CrisisKind.MANDATORY_REPORT),
            "mr_situations": [ABUSE],
            "is_safe_now": int(SafetyNow.UNKNOWN),
            "victim_name": "不详",
            "victim_gender": _CHILD_GENDER,
            "victim_age": 8,
            "found_at": at(UNSENT_ON, 16, 20),
            "found_how": int(FoundHow.VISIT),
            "facts": words.draw(texts["facts"]),
            "worker_id": office.workers[1],
        }
        form = partial(Entry, kind="crisis", key=f"wj-{office.station}-900", answers=answers)
        return UNSENT_ON, TURN + 5, partial(form, then="draft", worker=office.workers[1])


def crises(county: County) -> ServicePlan:
    """Invent the crises."""
    return Crises(county)
