"""结账: the centre closes a month of a station; what was not seen by then waits, is accepted or is not."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from sheqi_desktop.domain.change import VOIDED, Change
from sheqi_desktop.domain.standing import adjust_ref
from sheqi_desktop.domain.trouble import WrongState
from sheqi_desktop.operations.accept_adjustment import decide, list_adjustments
from sheqi_desktop.operations.close_month import close_month
from sheqi_desktop.operations.count_contract import count_contract
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.void import unvoid, void
from sheqi_desktop.store import log, records
from sheqi_desktop.store.records import Wanted
from tests.desks import LIBRARY
from tests.journeys.field.county import Close, Field, Said
from tests.journeys.field.naive import Record, said
from tests.journeys.field.paper import WHY, visit
from tests.journeys.field.relay import exchanged


def step_close(field: Field) -> None:
    """The centre closes a month in which a station has visits; no number moves, and it is closed once."""
    if field.dice.random() < 0.7:  # it has just come
        place = field.some_station()
        visit(field, place)
        exchanged(field, place, field.centre)
    with field.at(field.centre) as desk:
        with desk.read() as read:
            visits = records.list_records(read, Wanted("visit", voided=None, restricted=True))
        known = {one.unit for one in field.working}
        months = {(one.station, one.service_date[:7]) for one in visits if one.station in known and one.service_date}
        if not months:
            return
        unit, month = field.dice.choice(sorted(months))
        before, year = counted(desk, unit), int(month[:4])
        try:
            close_month(desk, unit, year, int(month[5:]))
        except WrongState:
            return
        assert counted(desk, unit) == before, f"closing {month} of {unit} moves a number"
        with desk.read() as read:
            closes = records.list_records(read, Wanted("period_close", stations=[unit], restricted=True))
            seen = {
                said(one)
                for row in records.list_ids(read, _all_of(unit), "", None)
                for one in log.changes_of(read, row)
            }
        made = max(closes, key=lambda one: (one.created.chain, one.created.seq)).id
        field.closes.append(Close(made, unit, month, frozenset(seen)))
        field.say(f"centre closes {month} of {unit}")
        field.count("month closed")


def _all_of(unit: str) -> Wanted:
    return Wanted(stations=[unit], voided=None, restricted=True)


def counted(desk: Desk, unit: str) -> int:
    """Give 探访人次 of a station as the program counts them."""
    return int(count_contract(desk, LIBRARY.contract.end_date).outcome.result("ind_visit").unit(unit).value)


def step_adjust(field: Field) -> None:
    """The centre accepts what came after a close, or does not."""
    if field.closes and field.dice.random() < 0.6:  # it has just come
        unit = field.dice.choice(field.closes).unit
        place = next((one for one in field.working if one.unit == unit), None)
        if place is not None:
            visit(field, place)
            exchanged(field, place, field.centre)
    with field.at(field.centre) as desk:
        waiting = [one for one in list_adjustments(desk) if one.kind == "visit"]
        if not waiting:
            return
        record, accepted = field.dice.choice(waiting).record, field.dice.random() < 0.6
        decide(desk, record, accepted, WHY)
        with desk.read() as read:
            steps = log.changes_of(read, record)
        decision = max((one for one in steps if one.device == desk.machine.device), key=lambda one: one.at)
        about = next(one for one in steps if adjust_ref(one.ref) == decision.answers["adjust_ref"])
        field.decided[said(decision)] = said(about) if accepted else ()
        field.say(f"centre {'accepts' if accepted else 'refuses'} {record[-6:]} after the close")
        field.count("accepted after the close" if accepted else "refused after the close")


def step_centre_void(field: Field) -> None:
    """The centre voids a visit or takes a void back, also in a closed month."""
    with field.at(field.centre) as desk:
        with desk.read() as read:
            found = records.list_records(read, Wanted("visit", voided=None, restricted=True))
        found = [one for one in found if one.station in {place.unit for place in field.working}]
        if not found:
            return
        one = field.dice.choice(sorted(found, key=lambda each: each.id))
        try:
            (unvoid if one.voided else void)(desk, one.id, WHY)
        except WrongState:
            return
        field.say(f"centre {'restores' if one.voided else 'voids'} {one.id[-6:]}")
        field.count("void at the centre")


# ------------------------------------------------------------------------------ what counts, by other means
def as_it_counts(field: Field, record: Record, unit: str, closes: Collection[Close]) -> Record | None:
    """Give the record as it counts, None where nothing of it counts (domain 11 §3, 00 §6).

    Not by places in chains, as the program does, but by what the centre really had when it closed.  A record that
    counted in a month when that was closed goes on as it was then, with what the centre has accepted since; one that
    did not counts by what was accepted alone; one of no closed month is what it is.
    """
    mine = [one for one in closes if one.unit == unit]
    if not mine:
        return record
    accepted = {field.decided[name] for one in record.changes if (name := said(one)) in field.decided}
    accepted |= {said(one) for one in record.changes if VOIDED in one.answers and one.answers.get("period_adjust")}
    months = {one.month: frozenset().union(*(each.seen for each in mine if each.month == one.month)) for one in mine}
    counting = []
    for month, seen in sorted(months.items()):
        then = _of(record, lambda one, seen=seen: said(one) in seen)
        if _month(then) == month and not then.void:
            counting.append(then)
    if counting:
        return _with(record, min(counting, key=lambda one: len(one.changes)).changes, accepted)
    seen = months.get(_month(record))
    if seen is None:
        return record
    then = _of(record, lambda one: said(one) in seen)
    was_void = then.counting is not None and then.void
    allowed = _with(record, then.changes if was_void else (), accepted)
    return None if allowed.counting is None else allowed


def _with(record: Record, some: Collection[Change], accepted: Collection[Said]) -> Record:
    """Give a record of some changes, those accepted, and everything their writers knew."""
    names = {node for node, one in record.nodes.items() if one in some or said(one) in accepted}
    names = names.union(*(record.before(node) for node in names))
    told = {said(record.nodes[node]) for node in names}
    return _of(record, lambda one: said(one) in told)


def _of(record: Record, wanted: object) -> Record:
    assert callable(wanted)
    return replace(record, changes=tuple(one for one in record.changes if wanted(one)))


def _month(record: Record) -> str:
    return str(record.value("service_date", record.counting) or "")[:7] if record.counting else ""
