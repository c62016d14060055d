"""What the laptops of the 督导 hold, and what they were able to change."""

from __future__ import annotations

from typing import Any

from sheqi_desktop.domain.authority import SIGNERS_OWN
from sheqi_desktop.domain.change import Change, ChangeRef
from sheqi_desktop.domain.circles import PRIVATE_KINDS
from sheqi_desktop.domain.clock import county_day
from sheqi_desktop.domain.records.annotation import SUPERVISION
from sheqi_desktop.operations.remarks import remarks_at
from sheqi_desktop.store import records
from sheqi_desktop.store.records import StoredRecord, Wanted
from sheqi_desktop.sync.circles import assigned
from tests.journeys.field.county import CENTRE_UNIT, Field, Place
from tests.journeys.field.naive import said
from tests.supervising import DECIDED

SIGNING = SIGNERS_OWN | DECIDED.keys()


def check_supervision(field: Field, held: dict[ChangeRef, Change]) -> None:
    """Compare every 督导's laptop with the centre and the stations."""
    watching = [one for one in field.working if one.is_supervisor]
    for place in watching:
        now, ever = _responsible(field, place)
        _nothing_else(field, place, ever)
        for unit in now:
            here, there = _rows(field, place, unit), _rows(field, field.centre, unit)
            assert here == there, f"{place.name} and the centre differ about {unit}: {_differing(here, there)}"
            _private_is_shared(field, place, unit)
    _threads(field)
    _private_stays(field)
    _no_answer_changed(field, held)


def private(change: Change) -> bool:
    """Tell what goes through no centre."""
    return change.kind in PRIVATE_KINDS


def responsible(field: Field) -> dict[str, tuple[list[str], set[str]]]:
    """Give for each 督导's laptop the stations it answers for now, and those of every roster there was."""
    return {one.name: _responsible(field, one) for one in field.working if one.is_supervisor}


def _responsible(field: Field, place: Place) -> tuple[list[str], set[str]]:
    """Give the stations a 督导 is responsible for now, and those of every roster there was."""
    with field.at(field.centre) as desk:
        # As a bundle goes by it: never by a day before the roster was issued, whatever the clock says.
        book, today = desk.book, max(desk.clock.today(), county_day(desk.book.newest.issued)).isoformat()
        posts = {one.unit for one in book.newest.person(place.worker).roles}
        return sorted(assigned(book.newest.person(place.worker), today)), posts | field.begun[place.worker]


def _nothing_else(field: Field, place: Place, ever: set[str]) -> None:
    with field.at(place) as desk, desk.read() as read:
        rows = records.list_records(read, Wanted(voided=None, restricted=True))
    alien = {(one.kind, one.station) for one in rows} - {(one.kind, one.station) for one in rows if one.station in ever}
    assert all(unit in ("", CENTRE_UNIT) for _, unit in alien), f"{place.name} holds what is not its own: {alien}"


def _rows(field: Field, place: Place, unit: str) -> dict[str, Any]:
    with field.at(place) as desk, desk.read() as read:
        rows = records.list_records(read, Wanted(stations=[unit], voided=None, restricted=True))
    return {one.id: state_of(one) for one in rows if one.kind not in PRIVATE_KINDS}


def state_of(one: StoredRecord) -> tuple[Any, ...]:
    """Give everything that must be the same of a record wherever it is."""
    return one.answers, one.confirmed, one.voided, tuple(sorted(one.heads)), one.conflicts, one.correcting


def _differing(one: dict[str, Any], other: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    return [(id_, one.get(id_), other.get(id_)) for id_ in one.keys() | other.keys() if one.get(id_) != other.get(id_)]


def _threads(field: Field) -> None:
    """How far an annotation is, and what was decided about a document, is told the same by everybody."""
    whole = _told(field, field.centre, None)
    for place in [one for one in field.working if not one.is_centre]:
        units = _responsible(field, place)[0] if place.is_supervisor else [place.unit]
        here = _told(field, place, units)
        there = {key: value for key, value in whole.items() if value[0] in units}
        assert here == there, f"{place.name} and the centre: {_differing(here, there)}"


def _told(field: Field, place: Place, units: list[str] | None) -> dict[str, Any]:
    with field.at(place) as desk, desk.read() as read:
        here = remarks_at(read, units)
        at = {row.id: records.get(read, row.id).station for row in here.rows}
        documents = {one.anchor.document for one in here.annotations.values()} | here.verdicts.keys()
        units_of = {id_: records.get(read, id_).station for id_ in documents if records.get(read, id_)}
        told = {one.id: (at[one.id], here.thread(one)) for one in here.annotations.values()}
        decided = {id_: (units_of.get(id_), sorted(map(str, some))) for id_, some in here.verdicts.items()}
    return told | decided


def _private_stays(field: Field) -> None:
    """What is between two people is at their computers, and at no other."""
    for place in field.working:
        for one in _notes(field, place):
            told = one.answers["supervisor_id"], one.station
            assert place.worker == told[0] or place.unit == told[1], f"{place.name} holds a note between {told}"


def _private_is_shared(field: Field, place: Place, unit: str) -> None:
    mine = {one.id: state_of(one) for one in _notes(field, place) if one.station == unit}
    for station in [one for one in field.working if one.unit == unit]:
        there = {one.id: state_of(one) for one in _notes(field, station)}
        there = {id_: one for id_, one in there.items() if one[0]["supervisor_id"] == place.worker}
        assert mine == there, f"{place.name} and {station.name}: {_differing(mine, there)}"


def _notes(field: Field, place: Place) -> list[StoredRecord]:
    with field.at(place) as desk, desk.read() as read:
        return [
            one
            for kind in PRIVATE_KINDS
            for one in records.list_records(read, Wanted(kind, voided=None, restricted=True))
        ]


def _no_answer_changed(field: Field, held: dict[ChangeRef, Change]) -> None:
    theirs = {field.template.devices[name] for name in field.template.devices if name.startswith("supervisor-")}
    for one in held.values():
        if one.device in theirs and one.kind not in SUPERVISION:
            beyond = {name for name in one.answers if name.partition("/")[0] not in SIGNING}
            assert not beyond, f"a 督导 wrote {beyond} into {one.kind} {one.record[-6:]}: {said(one)}"
