"""Bundles in other hands: carried by a laptop they are not for, or read by one that seals what was in them anew."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from sheqi_desktop.domain.trouble import BundleUnopenable, NotForUs
from sheqi_desktop.operations.accept_bundle import accept_bundle
from sheqi_desktop.operations.check_health import state_digest
from sheqi_desktop.operations.lay_aside import lay_aside
from sheqi_desktop.store import laid_aside, log, records
from sheqi_desktop.store.records import Wanted
from sheqi_desktop.sync import bundle
from tests.journeys.field.county import CENTRE_UNIT, Field, Place, Stick
from tests.journeys.field.naive import said
from tests.journeys.field.sticks import beside, give, send, take, watches
from tests.journeys.field.watched import private, state_of


def step_carry(field: Field) -> None:
    """Somebody on the way tries a file that is not theirs: nothing happens, and it goes on as it came, from there."""
    if not field.sticks:
        return
    stick, stranger = field.dice.choice(field.sticks), field.some_station()
    sender = field.places[stick.sender]
    if stranger.unit in (stick.to, sender.unit) or not stick.path.exists():
        return
    with field.at(stranger) as desk:
        before = state_digest(desk)
        with pytest.raises((BundleUnopenable, NotForUs)) as refused:
            accept_bundle(desk, stick.path, copy_first=False)
        lay_aside(desk, stick.path, refused.value)
        assert state_digest(desk) == before
        data = stick.path.read_bytes()
        kept = laid_aside.find(stranger.folder, bundle.seen(data))
        assert kept is not None
        assert kept.read_bytes() == data
        field.files += 1
        there = field.root / "sticks" / str(field.files) / stick.path.name
        there.parent.mkdir(parents=True)
        shutil.copy(kept, there)
    field.sticks[field.sticks.index(stick)] = handed_on = replace(stick, path=there)
    field.say(f"{stranger.name} carries {stick.path.parent.name} on as {there.parent.name}")
    field.count("carried by a stranger")
    if field.dice.random() < 0.5:
        give(field, handed_on)


def step_relay(field: Field) -> None:
    """A mate or a 督导 takes in what a station wrote and brings it to the centre in a bundle of their own."""
    place = field.some_station()
    through = go_betweens(field, place)
    if not through:
        return
    relay = field.dice.choice(through)
    carried = exchanged(field, place, relay)
    if not carried:
        return
    field.say(f"{place.name} gives {relay.name} what {relay.name} then brings to the centre")
    field.count("relayed by a mate" if relay.is_station else "relayed by a 督导")
    exchanged(field, relay, field.centre)
    if field.centre_life or any(one.lost or one.name.endswith("'") for one in field.places.values()):
        return  # What the centre once said it had is left out, and a lost or copied machine is not taken at its word.
    with field.at(relay) as desk:
        if relay.is_supervisor and not watches(relay, place, desk):
            return
        with desk.read() as read:
            here = _told(read, place.unit)
    with field.at(field.centre) as desk, desk.read() as read:
        there = _told(read, place.unit)
    for record, (changes, state) in here.items():
        has, is_ = there.get(record, (frozenset(), ()))
        assert changes <= has, (
            f"{relay.name} brought {record[-6:]} of {place.name}, and the centre lacks {changes - has}"
        )
        assert changes != has or state == is_, f"{record[-6:]} is another after {relay.name} carried it"


def go_betweens(field: Field, place: Place) -> list[Place]:
    """Give the machines, other than the centre's, that may have what a station writes."""
    units = beside(field, place)
    return [one for one in field.working if one is not place and one.unit in units and not one.is_centre]


def exchanged(field: Field, place: Place, to: Place) -> list[Stick]:
    """Write a bundle at one place and take it in at another; give its files."""
    with field.at(place) as desk:
        made = send(field, place, desk, CENTRE_UNIT if to.is_centre else to.unit)
    for stick in made:
        take(field, to, stick)
    return made


def _told(read: object, unit: str) -> dict[str, tuple[frozenset[object], object]]:
    rows = records.list_records(read, Wanted(stations=[unit], voided=None, restricted=True))
    found = {}
    for row in rows:
        changes = [one for one in log.changes_of(read, row.id) if not private(one)]
        if changes:
            found[row.id] = frozenset(map(said, changes)), state_of(row)
    return found
