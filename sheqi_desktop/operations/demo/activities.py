"""The 109 activities of the demo county and the five it only helped with: which, where, when, how many people.

Totals by station and by type are those of the contract file and of the page that describes the county.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from sheqi_desktop.domain.activity_plan import needs_supervisor
from sheqi_desktop.domain.codes_activity import ActivityType
from sheqi_desktop.operations.demo.activity_form import Writer, plan_answers, record_answers
from sheqi_desktop.operations.demo.book import StationBook
from sheqi_desktop.operations.demo.calendar import AFTERNOON, MORNING, month_days, working_days
from sheqi_desktop.operations.demo.client_form import Office
from sheqi_desktop.operations.demo.county_plan import Entry
from sheqi_desktop.operations.demo.dice import Dice, apportion
from sheqi_desktop.operations.demo.material import Place
from sheqi_desktop.operations.demo.service import FIRST_TURN, County, Held, ServicePlan, Typed
from sheqi_desktop.operations.demo.texts import Deck

TURN = FIRST_TURN + 30_000
TYPES = {
    ActivityType.POLICY: 22, ActivityType.FESTIVAL: 24, ActivityType.HEALTH: 12, ActivityType.SAFETY: 16,
    ActivityType.CHILDREN: 14, ActivityType.ELDERS: 9, ActivityType.DISABLED: 5, ActivityType.CHARITY: 2,
    ActivityType.COMMUNITY: 3, ActivityType.VOLUNTEERS: 2,
}  # fmt: skip
FEWEST, MOST, MEAN = 20, 160, 48
LAST_DAY = date(2023, 9, 28)
SAMPLE_STATION, SAMPLE_DAY = "411327100", date(2022, 10, 4)
SAMPLE_NAME, SAMPLE_PLACE = "情暖重阳·平安同行", "赊店镇演示广场"
_SAMPLE_PEOPLE, _SAMPLE_CLIENTS, _SAMPLE_ELDERS = 68, 51, 55
SAMPLE_VOLUNTEERS = 12
THEMES: Mapping[int, tuple[date, ActivityType, int]] = {
    1: (SAMPLE_DAY, ActivityType.FESTIVAL, 8),
    2: (date(2023, 1, 19), ActivityType.FESTIVAL, 5),
    3: (date(2023, 2, 5), ActivityType.FESTIVAL, 3),
    4: (date(2023, 3, 5), ActivityType.VOLUNTEERS, 1),
    5: (date(2023, 3, 21), ActivityType.POLICY, 4),
    6: (date(2023, 6, 1), ActivityType.CHILDREN, 7),
    7: (date(2023, 6, 21), ActivityType.FESTIVAL, 4),
    8: (date(2023, 9, 28), ActivityType.FESTIVAL, 4),
    9: (date(2023, 5, 21), ActivityType.DISABLED, 3),
    10: (date(2022, 12, 5), ActivityType.VOLUNTEERS, 1),
}
"""Theme day by code: its date (the eve where the feast is a holiday), the type it goes with, how many keep it."""
_TRIES = 200


@dataclass(slots=True)
class Activity:
    """One 场 while the county is invented; ``host`` is the station or body that held it, '' for the own station."""

    station: int
    kind: ActivityType
    people: int
    theme: int = 0
    day: date = date.min
    start: int = 0
    minutes: int = 120
    worker: int = 0
    host: str = ""
    sample: bool = False
    key: str = ""
    name: str = ""
    place: str = ""
    held: Held | None = None
    reuses: Activity | None = None
    """The activity of which one of its photos really is (planted problem 11)."""
    shows_child: bool = False
    """A child can be seen on a photo, and nobody agreed to show it (planted problem 18)."""

    @property
    def clients(self) -> int:
        """How many of them are served by the station."""
        return _SAMPLE_CLIENTS if self.sample else self.people * 7 // 10

    @property
    def elders(self) -> int:
        """How many are old; few where children are meant."""
        if self.sample:
            return _SAMPLE_ELDERS
        return self.people // 8 if self.kind is ActivityType.CHILDREN else self.people * 3 // 5


class Activities:
    """All activities of the county, by station."""

    def __init__(self, county: County) -> None:
        """Deal types, numbers and days."""
        self._county = county
        dice = Dice(county.seed, "activities")
        wanted = [one["activities"] for one in county.contract["station"]]
        found = _dealt(wanted, [place.code for place in county.places], dice)
        for one, people in zip(found, _numbers(len(found), dice), strict=True):
            one.people = people
        _settle_sample(found)
        decoys = next(one["n"] for one in county.contract["decoy"] if one["source"] == "activity")
        found += _hosted_elsewhere(decoys, county, dice)
        self.by_station: dict[int, list[Activity]] = {at: [] for at in range(len(county.places))}
        for one in found:
            self.by_station[one.station].append(one)
        months = list(county.contract["monthly_share_pct"])
        for at, held in self.by_station.items():
            _find_days(held, county.books[at], months, county.places[at].code == SAMPLE_STATION, dice)
            held.sort(key=lambda one: (one.day, one.start))
            for place, one in enumerate(held, 1):
                one.key = f"hd-{county.places[at].code}-{place:03d}"
            _name(held, county.places[at], county)
            county.held.extend(one.held for one in held if one.held)

        self._plant_photos()

    def _plant_photos(self) -> None:
        """Let the first station use a photo twice, and show a child at the county's first activity for children."""
        own = [one for one in self.by_station[0] if not one.host]
        own[-1].reuses = own[-2]
        children = (one for held in self.by_station.values() for one in held if one.kind is ActivityType.CHILDREN)
        next(one for one in children if not one.host and one.reuses is None).shows_child = True

    def planted(self) -> Mapping[str, tuple[str, ...]]:
        """Name the activities of others, the one the page describes, and those with a photo that should be noticed."""
        everything = [one for held in self.by_station.values() for one in held]
        return {
            "activities_of_others": tuple(one.key for one in everything if one.host),
            "sample_activity": tuple(one.key for one in everything if one.sample),
            "photo_used_twice": tuple(key for one in everything if one.reuses for key in (one.reuses.key, one.key)),
            "photo_of_a_child": tuple(one.key for one in everything if one.shows_child),
        }

    def forms(self, station: int, office: Office) -> Iterator[Typed]:
        """Write plan, approval, record and signature of each, on the days they were made."""
        place, book = self._county.places[station], self._county.books[station]
        writer = Writer(office, Dice(self._county.seed, "activity words", office.station), place, book)
        for one in self.by_station[station]:
            yield from _life(one, office, writer)


def activities(county: County) -> ServicePlan:
    """Invent the activities."""
    return Activities(county)


# ------------------------------------------------------------------------------ which and how many
def _dealt(wanted: list[int], codes: list[str], dice: Dice) -> list[Activity]:
    """Give every station its number; what has a theme day comes to a station only once for each day."""
    left = list(wanted)
    found: list[Activity] = []
    kinds = dict(TYPES)
    for theme, (_, kind, n) in THEMES.items():
        order = dice.shuffled(range(len(left)))
        order.sort(key=lambda at: -left[at])
        if theme == 1:
            order.sort(key=lambda at: codes[at] != SAMPLE_STATION)
        for at in order[:n]:
            found.append(Activity(at, kind, 0, theme, sample=theme == 1 and codes[at] == SAMPLE_STATION))
            left[at] -= 1
        kinds[kind] -= n
    rest = [kind for kind, n in kinds.items() for _ in range(n)]
    dice.shuffle(rest)
    places = [at for at, n in enumerate(left) for _ in range(n)]
    return found + [Activity(at, kind, 0) for at, kind in zip(places, rest, strict=True)]


def _numbers(count: int, dice: Dice) -> list[int]:
    """Give numbers of people, many small and few large, with exactly the mean the page asks for."""
    found = [FEWEST + min(dice.below(56), dice.below(56)) + dice.below(8) for _ in range(count)]
    for place in range(0, count, 18):
        found[place] = dice.between(100, MOST)
    found[-1], found[-2] = FEWEST, MOST
    missing, at = count * MEAN - sum(found), 0
    step = 1 if missing > 0 else -1
    while missing:
        if FEWEST < found[at] + step < 100 and FEWEST < found[at] < 100:
            found[at] += step
            missing -= step
        at = (at + 1) % count
    return found


def _settle_sample(found: list[Activity]) -> None:
    """Give the sample its number of people; another keeps the sum."""
    sample = next(one for one in found if one.sample)
    more = sample.people - _SAMPLE_PEOPLE
    other = next(one for one in found if not one.sample and FEWEST <= one.people + more <= MOST)
    sample.people, other.people = _SAMPLE_PEOPLE, other.people + more


def _hosted_elsewhere(count: int, county: County, dice: Dice) -> list[Activity]:
    """Give some stations an activity they only helped with: the host counts it, or a body that is no station."""
    stations = [at for at, place in enumerate(county.places) if place.code != SAMPLE_STATION]
    found = []
    for place, at in enumerate(dice.shuffled(stations)[:count]):
        host = "县妇联" if place % 2 else county.places[(at + 3) % len(county.places)].code
        found.append(Activity(at, ActivityType.POLICY, dice.between(30, 60), host=host))
    return found


def _name(held: list[Activity], place: Place, county: County) -> None:
    """Give each its name and place, and let those the station holds itself be seen by whoever may help."""
    stock, dice = county.material.activities, Dice(county.seed, "activity names", place.code)
    decks = {kind: Deck(one["names"], dice) for kind, one in stock["type"].items()}
    where = Deck(stock["places"], dice)
    for one in held:
        village = place.villages[one.people % len(place.villages)][1]
        one.name, one.place = decks[one.kind.name.lower()].draw(), where.draw().replace("{village}", village)
        if one.sample:
            one.name, one.place = SAMPLE_NAME, SAMPLE_PLACE
        if not one.host:
            people = SAMPLE_VOLUNTEERS if one.sample else 0
            one.held = Held(one.station, one.key, one.name, one.place, one.day, one.start, one.minutes, people)


# ------------------------------------------------------------------------------ when
def _find_days(held: list[Activity], book: StationBook, shares: list[int], sampled: bool, dice: Dice) -> None:
    """Put each on its theme day, or on a working day of the year, never two on one day."""
    taken = {THEMES[one.theme][0] for one in held if one.theme}
    free = [one for one in held if not one.theme]
    months = [month for month, n in enumerate(apportion(len(free) * 3, shares)) for _ in range(n)]
    for place, one in enumerate(held):
        one.worker, one.minutes = place % 2, dice.between(9, 15) * 10
        if one.theme:
            one.day = THEMES[one.theme][0]
            if one.sample:
                one.worker, one.minutes = 1, 120
                one.start = book.diary.take(one.day, (0, 1), 540, 120)
            else:
                one.start = _start(one, book, dice) or _some_time(one, book, dice)
    for place, one in enumerate(free):
        # The sample of the page is the third of its station and year.
        early = sampled and place < 2
        for _ in range(_TRIES):
            month = 0 if early else dice.pick(months)
            days = [day for day in working_days(month_days(date(2022, 9, 1), month), weekend=False) if _open(day)]
            if sampled and not early:
                days = [day for day in days if day > SAMPLE_DAY + timedelta(days=20)]
            day = dice.pick(days) if days else None
            if day is None or day in taken:
                continue
            one.day = day
            start = _start(one, book, dice)
            if start is not None:
                one.start = start
                taken.add(day)
                break
        else:
            raise ValueError(f"no day for an activity at station {one.station}")


def _open(day: date) -> bool:
    return date(2022, 9, 13) <= day <= date(2023, 9, 22)


def _some_time(one: Activity, book: StationBook, dice: Dice) -> int:
    """Find any hour of the theme day: it cannot be moved, so one worker alone or the evening must do."""
    for workers in ((0, 1), (one.worker,), (1 - one.worker,)):
        start = book.diary.book(one.day, workers, one.minutes, dice, ((450, 1200),))
        if start is not None:
            one.worker = workers[0] if len(workers) == 1 else one.worker
            return start
    return book.diary.take(one.day, (0, 1), MORNING[0], one.minutes)


def _start(one: Activity, book: StationBook, dice: Dice) -> int | None:
    halves = ((MORNING[0], MORNING[1] + 30), (AFTERNOON[0] - 30, AFTERNOON[1] + 30))
    return book.diary.book(one.day, (0, 1), one.minutes, dice, halves)


# ------------------------------------------------------------------------------ what was typed
def _life(one: Activity, office: Office, writer: Writer) -> Iterator[Typed]:
    """Plan, put forward, approve, hold, write down, sign; a simple activity is typed and signed once."""
    author, lead, guide = office.workers[one.worker], office.workers[0], office.supervisor
    form: Callable[..., Entry] = partial(Entry, kind="activity", key=one.key, answers={})
    plan = plan_answers(one, writer)
    told = min(one.day + timedelta(days=writer.dice.below(3)), LAST_DAY)
    signed = min(told + timedelta(days=1 + writer.dice.below(3)), LAST_DAY)
    signer = guide if author == lead else lead
    if plan.get("simple"):
        whole = plan | record_answers(one, writer, plan)
        yield told, TURN, partial(form, answers=whole, then="submit", worker=author)
    else:
        asked = one.day - timedelta(days=writer.dice.between(9, 12))
        yield asked, TURN, partial(form, answers=plan, then="draft", worker=author)
        yield asked, TURN + 1, partial(form, answers={"move": "submit_plan"} | _as_lead(author, lead), then="move",
                                       worker=author)  # fmt: skip
        large = needs_supervisor(plan)
        if author != lead:
            approved = asked + timedelta(days=1)
            yield approved, TURN + 2, partial(form, answers={"move": "approve_plan"}, then="move", worker=lead)
        if large or author == lead:
            confirmed = asked + timedelta(days=2)
            yield confirmed, TURN + 3, partial(form, answers={"move": "confirm_plan"}, then="move", worker=guide)
        record = record_answers(one, writer, plan)
        yield told, TURN + 4, partial(form, answers=record, then="submit", worker=author, patch=True)
    yield signed, TURN + 5, partial(form, then="sign", worker=signer)
    if plan.get("simple") and needs_supervisor(plan) and signer != guide:
        yield signed, TURN + 6, partial(form, then="sign", worker=guide)


def _as_lead(author: str, lead: str) -> dict[str, bool]:
    return {"by_lead": True} if author == lead else {}
