"""What the three 督导 do on laptops of their own, what stations do with it, and who is responsible for whom."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any

from sheqi_desktop.domain.codes_annotation import Adoption, AnnotationKind
from sheqi_desktop.domain.records.annotation import WELLBEING, Annotation
from sheqi_desktop.domain.trouble import (
    ChangedUnseen,
    NotFinished,
    NothingToSign,
    NotYours,
    OwnRecord,
    RecordVoided,
    ReviewRefused,
    WrongState,
)
from sheqi_desktop.operations.annotate import Selected, annotate
from sheqi_desktop.operations.assign import assign
from sheqi_desktop.operations.confirm import confirm, decide_appeal, reopen, withdraw
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.give_verdict import give_verdict
from sheqi_desktop.operations.identifiers import uuid7
from sheqi_desktop.operations.remarks import remarks_at
from sheqi_desktop.operations.reply import appeal, read_praise, reply
from sheqi_desktop.operations.sign_off import sign
from sheqi_desktop.store import records
from sheqi_desktop.store.records import StoredRecord, Wanted
from tests.groups import as_person
from tests.journeys.field.county import SUPERVISORS, UNITS, Field, Place
from tests.journeys.field.paper import WHY, WORDS
from tests.journeys.field.relay import exchanged
from tests.supervising import DECIDED, LEAD, WORKER, revise

AGAINST_THE_RULES = (
    ReviewRefused,
    WrongState,
    NotFinished,
    NothingToSign,
    NotYours,
    OwnRecord,
    RecordVoided,
    ChangedUnseen,
)
"""What a window refuses by the rules of domain 14: nothing is written then."""
PAGES = ("visit", "case")


def by_a_supervisor(step: Callable[[Field, Place, Desk], None]) -> Callable[[Field], None]:
    """Take a step at the laptop of one of the 督导, none where this schedule has no such laptop."""

    @wraps(step)
    def taken(field: Field) -> None:
        place = field.some_supervisor()
        if place is not None:
            with field.at(place) as desk:
                step(field, place, desk)

    return taken


@by_a_supervisor
def step_annotate(field: Field, place: Place, desk: Desk) -> None:
    """A 督导 remarks on a document of one of the stations."""
    found = _papers(field, desk)
    if not found:
        return
    one = field.dice.choice(found)
    at = Selected("summary") if one.kind == "visit" and field.dice.random() < 0.5 else Selected()
    kind = field.dice.choice(tuple(AnnotationKind))
    made = annotate(desk, one.id, int(kind), field.dice.choice(WORDS), at).annotation
    field.say(f"{place.name} annotates {one.kind} {one.id[-6:]}: {kind.name} {made[-6:]}")


@by_a_supervisor
def step_verdict(field: Field, place: Place, desk: Desk) -> None:
    """A 督导 decides about a document."""
    found = _papers(field, desk)
    if not found:
        return
    one, said = field.dice.choice(found), field.dice.choice(("signed", "returned", "noted"))
    with suppress(*AGAINST_THE_RULES):
        give_verdict(desk, one.id, said, WHY, decided=DECIDED)
        field.say(f"{place.name} decides {one.kind} {one.id[-6:]}: {said}")


@by_a_supervisor
def step_confirm(field: Field, place: Place, desk: Desk) -> None:
    """A 督导 goes on with an annotation: one's own, or another's."""
    one = _some_annotation(field, desk)
    if one is None:
        return
    steps: tuple[Callable[[], Any], ...] = (
        lambda: confirm(desk, one.id),
        lambda: confirm(desk, one.id, WHY),
        lambda: reopen(desk, one.id, WHY),
        lambda: withdraw(desk, one.id, WHY),
    )
    if one.by != place.worker:
        steps += (lambda: decide_appeal(desk, one.id, field.dice.random() < 0.5, WHY),)
    with suppress(*AGAINST_THE_RULES):
        field.dice.choice(steps)()
        field.say(f"{place.name} goes on with annotation {one.id[-6:]}")


def step_answer(field: Field) -> None:
    """A station answers an annotation, or asks for another opinion."""
    place = field.some_station()
    if field.dice.random() < 0.6:
        _brought_round(field, place)
    with field.at(place) as desk:
        one = _some_annotation(field, desk)
        if one is None:
            return
        how = field.dice.choice(tuple(Adoption)) if one.kind == AnnotationKind.ADVICE else ""
        steps: tuple[Callable[[], Any], ...] = (
            lambda: reply(desk, one.id, WHY, how),
            lambda: read_praise(desk, one.id),
        )
        if one.kind == AnnotationKind.MUST:
            steps += (lambda: appeal(desk, one.id, WHY),)
        with suppress(*AGAINST_THE_RULES):
            field.dice.choice(steps)()
            field.say(f"{place.name} answers annotation {one.id[-6:]}")


def _brought_round(field: Field, place: Place) -> None:
    """What a 督导 wrote comes to a station by way of the centre."""
    supervisor = field.some_supervisor()
    if supervisor is not None:
        exchanged(field, supervisor, field.centre)
        exchanged(field, field.centre, place)


def step_revise_case(field: Field) -> None:
    """The 社工 mends a case and the 站长 signs it again, or does not."""
    place = field.some_station()
    with field.at(place) as desk, desk.read() as read:
        found = records.list_records(read, Wanted("case", stations=[place.unit]))
    if not found:
        return
    with field.at(place) as desk:
        case = sorted(one.id for one in found)[0]
        as_person(desk, WORKER)
        try:
            with suppress(*AGAINST_THE_RULES):
                revise(desk, case, more=field.dice.choice(WORDS[:2])[:9], why="按督导的意见补写")
                field.say(f"{place.name} mends case {case[-6:]}")
        finally:
            as_person(desk, LEAD)
        with suppress(*AGAINST_THE_RULES):
            if field.dice.random() < 0.6:
                sign(desk, case, decided=DECIDED)
                field.say(f"{place.name} signs case {case[-6:]}")


@by_a_supervisor
def step_private(field: Field, place: Place, desk: Desk) -> None:
    """What a worker told of how they fare is written down for the two alone, or answered."""
    there = _here(field, desk)
    if not there:
        return
    unit, record = field.dice.choice(there), uuid7(desk.clock.ms())
    said = {"station_code": unit, "entered_by": place.worker, "_form": 1, "text": field.dice.choice(WORDS)}
    said |= {"supervisor_id": place.worker, "worker_id": f"w-{unit}-1"}
    with desk.write() as write:
        desk.append(write, WELLBEING, record, (), said)
    desk.step_witness()
    field.say(f"{place.name} notes for {unit} alone {record[-6:]}")


def step_assign(field: Field) -> None:
    """The centre gives a station to another 督导, or takes it away."""
    slot = field.dice.choice(tuple(SUPERVISORS))
    unit = field.dice.choice(sorted({one.unit for one in field.working if one.is_station}) or list(UNITS[:1]))
    with field.at(field.centre) as desk:
        person = desk.book.newest.person(f"s-{slot}")
        today = desk.clock.today().isoformat()
        before = {one.unit for one in person.roles if (one.since or today) <= today <= (one.until or today)}
        assign(desk, f"s-{slot}", before ^ {unit}, field.template.root)
    field.begun[f"s-{slot}"].add(unit)
    field.say(f"{unit} {'is no longer' if unit in before else 'is now'} supervised by {slot}")


def _here(field: Field, desk: Desk) -> list[str]:
    """Give the stations of a 督导 that this schedule goes to."""
    there = {one[:9] for one in field.names if one[0].isdigit()}
    return [unit for unit in desk.stations or () if unit in there]


def _papers(field: Field, desk: Desk) -> list[StoredRecord]:
    units = _here(field, desk)
    with desk.read() as read:
        found = [one for kind in PAGES for one in records.list_records(read, Wanted(kind, stations=units))]
    return sorted(found, key=lambda one: one.id) if units else []


def _some_annotation(field: Field, desk: Desk) -> Annotation | None:
    with desk.read() as read:
        found = remarks_at(read, desk.stations).annotations
    return found[field.dice.choice(sorted(found))] if found else None
