"""The forms of one station in the order they were typed: files first, then visits, each at its own moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from sheqi_desktop.domain.clock import COUNTY
from sheqi_desktop.operations.demo import decoys
from sheqi_desktop.operations.demo.book import StationBook, Visit
from sheqi_desktop.operations.demo.client_form import Office, client_answers, leaving_answers
from sheqi_desktop.operations.demo.county_plan import Entry, Person, StationPlan
from sheqi_desktop.operations.demo.dice import Dice
from sheqi_desktop.operations.demo.household_form import household_answers
from sheqi_desktop.operations.demo.material import Place
from sheqi_desktop.operations.demo.people import homes_of
from sheqi_desktop.operations.demo.service import Typed
from sheqi_desktop.operations.demo.texts import Teller
from sheqi_desktop.operations.demo.visit_form import Writer, draft_answers, visit_answers

_DESK_TIME = time(17, 40)
_MINUTES_A_FORM = 3


def station_plan(
    place: Place, book: StationBook, office: Office, figures: Mapping[str, Any], services: Iterable[Typed] = ()
) -> StationPlan:
    """Write every form of the station's book and of its other services, in order."""
    tellers = [Teller(office.material, Dice(office.station, office.dice.below(1_000_000), who)) for who in (0, 1)]
    typed = sorted([*_forms(book, Writer(office, (tellers[0], tellers[1]))), *services], key=lambda one: one[:2])
    people = (
        Person(office.workers[0], office.worker_names[0], "station_lead", (place.code,)),
        Person(office.workers[1], office.worker_names[1], "social_worker", (place.code,)),
        Person(office.supervisor, office.supervisor_name, "supervisor", (place.code,)),
    )
    return StationPlan(place.code, place.name, figures["opened_on"], people, tuple(_timed(typed)))


def number(station: str, book: StationBook) -> None:
    """Give the plan keys in the order in which things were first typed."""
    book.clients.sort(key=lambda one: (one.opened_on, one.turn))
    for place, one in enumerate(book.clients, 1):
        one.key = f"c-{station}-{place:03d}"
    for place, home in enumerate(homes_of(book.clients), 1):
        home.key = f"h-{station}-{place:03d}"
    book.visits.sort(key=lambda visit: (visit.day, visit.start, visit.client.key))
    for place, visit in enumerate(book.visits, 1):
        visit.key = f"v-{station}-{place:04d}"


def _forms(book: StationBook, writer: Writer) -> Iterator[Typed]:
    """Give every form with the day it was typed on; a household stands before its first client."""
    office = writer.office
    known: set[str] = set()
    turn = 0
    for one in book.clients:
        form = partial(Entry, then="submit", worker=office.workers[one.home.worker])
        if one.home.key not in known:
            known.add(one.home.key)
            turn += 1
            answers = household_answers(one.home, office)
            yield one.opened_on, turn, partial(form, kind="household", key=one.home.key, answers=answers)
        turn += 1
        yield one.opened_on, turn, partial(form, kind="client", key=one.key, answers=client_answers(one, office))
    for visit in book.visits:
        turn += 1
        yield decoys.entered_on(visit), turn, _visit(visit, writer)
    for one in book.clients:
        if one.leaving:
            turn += 1
            form = partial(Entry, then="submit", worker=office.workers[one.home.worker], patch=True)
            typed = [decoys.entered_on(visit) for visit in book.visits if one in (visit.client, visit.mate)]
            left = max([one.until + timedelta(days=3), *typed])
            yield left, turn, partial(form, kind="client", key=one.key, answers=leaving_answers(one))


def _visit(visit: Visit, writer: Writer) -> Callable[..., Entry]:
    late = visit.decoy in decoys.LATE_REASON
    visit.late_reason = decoys.LATE_REASON.get(visit.decoy, visit.late_reason)
    draft, void = visit.decoy == decoys.DRAFT, visit.decoy == decoys.VOID
    return partial(
        Entry,
        kind="visit",
        key=visit.key,
        answers=draft_answers(visit, writer) if draft else visit_answers(visit, writer),
        then="draft" if draft else "void" if void else "submit",
        worker=writer.office.workers[visit.workers[0]],
        reason=writer.office.dice.pick(writer.office.material.notes["void"]["reason"]) if void else "",
        late_reason=visit.late_reason,
        phase=2 if late else 1,
    )


def _timed(typed: Sequence[Typed]) -> Iterator[Entry]:
    """Put the forms of a day one after the other, after the last visit of the day."""
    today, minutes = date.min, 0
    for day, _, form in typed:
        minutes = minutes + _MINUTES_A_FORM if day == today else 0
        today = day
        yield form(at=datetime.combine(day, _DESK_TIME, COUNTY) + timedelta(minutes=minutes))
