"""What must hold in the end, whatever happened: nothing lost, nothing back from the dead, everybody the same."""

from __future__ import annotations

from typing import Any

from sheqi_desktop.domain.change import Change, ChangeRef
from sheqi_desktop.domain.circles import PRIVATE_KINDS
from sheqi_desktop.domain.fold import fold
from sheqi_desktop.operations.check_health import check_health, rebuild_all, state_digest
from sheqi_desktop.operations.count_contract import count_contract
from sheqi_desktop.operations.decoding import lines_of
from sheqi_desktop.operations.disputes import disputes
from sheqi_desktop.operations.exchange import exchange_lines, receipts
from sheqi_desktop.store import log, records
from sheqi_desktop.store.records import Wanted
from tests.desks import LIBRARY
from tests.journeys.field.closing import as_it_counts
from tests.journeys.field.county import Field, Place
from tests.journeys.field.green import check_green
from tests.journeys.field.mishaps import chain_of
from tests.journeys.field.naive import records_of, said, visits_counted
from tests.journeys.field.photos import check_photos
from tests.journeys.field.sticks import settle_down
from tests.journeys.field.watched import check_supervision, private, responsible, state_of


def check_everything(field: Field) -> None:
    """Let everybody hear of everybody, then compare them all."""
    written = {said(one) for place in field.working for one in changes(field, place).values() if not private(one)}
    settle_down(field)
    held = changes(field, field.centre)
    lost = written - {said(one) for one in held.values()}
    assert not lost, f"lost: {lost}"
    must = expected(held)
    _same_everywhere(field, must)
    _naively(field, held, must)
    _words(field)
    check_supervision(field, held)
    check_photos(field, held, responsible(field))
    _apart(field)
    _made_anew(field)


def changes(field: Field, place: Place) -> dict[ChangeRef, Change]:
    """Give every change of every record a place holds."""
    with field.at(place) as desk, desk.read() as read:
        ids = records.list_ids(read, Wanted(voided=None, restricted=True), "", None)
        return {one.ref: one for id_ in ids for one in log.changes_of(read, id_)}


def expected(held: dict[ChangeRef, Change]) -> dict[str, Any]:
    """Give what the records must say: the fold of all their changes, computed apart from any file."""
    by_record: dict[str, list[Change]] = {}
    for one in held.values():
        by_record.setdefault(one.record, []).append(one)
    found = {}
    for record, some in by_record.items():
        state = fold(some)
        told = (state.answers, state.confirmed, state.voided, tuple(sorted(state.heads)))
        found[record] = (*told, len(state.conflicts), state.correcting)
    return found


def _state(field: Field, place: Place, units: list[str]) -> dict[str, Any]:
    with field.at(place) as desk, desk.read() as read:
        rows = records.list_records(read, Wanted(stations=units, voided=None, restricted=True))
    return {one.id: state_of(one) for one in rows if one.kind not in PRIVATE_KINDS}


def _same_everywhere(field: Field, must: dict[str, Any]) -> None:
    units = sorted({one.unit for one in field.working})
    whole = _state(field, field.centre, units)
    folded = {one: must[one] for one in whole}
    assert whole == folded, f"the centre's rows are not what its log says: {_differences(whole, folded)}"
    for place in [one for one in field.working if one.is_station]:
        state = _state(field, place, [place.unit])
        there = _state(field, field.centre, [place.unit])
        assert state == there, f"{place.name}: {_differences(state, there)}"
    digests: dict[str, set[str]] = {}
    for place in field.working:
        with field.at(place) as desk:
            digests.setdefault(place.unit, set()).add(state_digest(desk))
    assert all(len(each) == 1 for each in digests.values()), digests


def _differences(one: dict[str, Any], other: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    return [(id_, one.get(id_), other.get(id_)) for id_ in one.keys() | other.keys() if one.get(id_) != other.get(id_)]


def _naively(field: Field, held: dict[ChangeRef, Change], must: dict[str, Any]) -> None:
    for id_, record in records_of(held.values()):
        assert must[id_][2] == record.void, f"{id_[-6:]} void: {must[id_][2]}, by the log {record.void}"
    closes = [one for one in field.closes if one.record in must and not must[one.record][2]]
    counted = visits_counted(held.values(), lambda record, unit: as_it_counts(field, record, unit, closes))
    for place in [one for one in field.working if not one.is_supervisor]:
        with field.at(place) as desk:
            result = count_contract(desk, LIBRARY.contract.end_date).outcome.result("ind_visit")
            units = sorted({one.unit for one in field.working if one.is_station}) if place.is_centre else [place.unit]
            told = {unit: int(result.unit(unit).value) for unit in units}
        wanted = {unit: counted.get(unit, 0) for unit in units}
        assert told == wanted, f"{place.name} counts {told}, the log says {wanted}"


def _words(field: Field) -> None:
    """What people read opens everywhere, and green is true."""
    for place in field.working:
        with field.at(place) as desk:
            check_health(desk)
            exchange_lines(desk)
            disputes(desk)
            receipts(desk)
        if place.is_station:
            check_green(
                field, place, whole=not any(one.device == place.device and one is not place for one in field.working)
            )


def _apart(field: Field) -> None:
    """Two computers that wrote on from one disk have been told: each writes a chain of its own."""
    twins = [one for one in field.working if one.name.endswith("'") and one.name[:-1] in field.places]
    for twin in [one for one in twins if not field.places[one.name[:-1]].lost]:
        with field.at(field.centre) as desk, desk.read() as read:
            lines = lines_of(read)
            forked = [one for one in lines.chains() if lines.forked(one) and lines.of(one)[0].device == twin.device]
        if forked:
            with field.at(field.places[twin.name[:-1]]) as one, field.at(twin) as other:
                assert chain_of(one) != chain_of(other), f"{twin.name} still writes the chain of the other"


def _made_anew(field: Field) -> None:
    place = field.dice.choice(field.working)
    with field.at(place) as desk:
        before = state_digest(desk)
        assert rebuild_all(desk)[0], f"{place.name} made anew is another"
        assert state_digest(desk) == before
