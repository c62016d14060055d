"""What a person stops or takes back: a wave of voids before it comes in, a merge after it did."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest

from sheqi_desktop.domain.change import VOIDED
from sheqi_desktop.domain.trouble import CannotUndo, MassVoid
from sheqi_desktop.operations.accept_bundle import Accepted, accept_bundle, accept_bundles
from sheqi_desktop.operations.check_health import state_digest
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.lay_aside import lay_aside
from sheqi_desktop.operations.undo_merge import can_undo, undo_merge
from sheqi_desktop.operations.void import void
from sheqi_desktop.operations.void_brake import allow_voids
from sheqi_desktop.store import blobs, log, records
from sheqi_desktop.store.records import Wanted
from tests.journeys.field.county import CENTRE_UNIT, Field, Place, Stick
from tests.journeys.field.naive import said
from tests.journeys.field.paper import WHY, begin_file, visit
from tests.journeys.field.relay import exchanged, go_betweens
from tests.journeys.field.sticks import refusals, send

FEW, SHARE_PCT = 5, 5
"""More voids than the first, and more of a hundred records than the second, wait for a person (TRUST S12)."""


def step_many_voids(field: Field) -> None:
    """A station voids so many of its records that the centre does not take it in unseen, whoever brings it."""
    place = field.some_station()
    files = [begin_file(field, place) for _ in range(field.dice.choice((4, 6, 7)))]
    if field.dice.random() < 0.5:  # what is void is then known there already
        exchanged(field, place, field.centre)
    with field.at(place) as desk:
        for one in files:
            void(desk, one, WHY)
    field.say(f"{place.name} voids {len(files)} files")
    bringing = place
    if field.dice.random() < 0.4:
        bringing = field.dice.choice(go_betweens(field, place) or [place])
        if bringing is not place:
            exchanged(field, place, bringing)
    with field.at(bringing) as desk:
        made = send(field, bringing, desk, CENTRE_UNIT)
    for stick in made:
        _look_at_voids(field, stick, place.unit)


def _look_at_voids(field: Field, stick: Stick, unit: str) -> None:
    """Bring a file to the centre, which stops one that voids many records until a person lets it pass."""
    with field.at(field.centre) as desk:
        before, digest, stopped = _voids(field, desk, unit), state_digest(desk), False
        with suppress(*refusals(field.centre)):
            try:
                accept_bundle(desk, stick.path, copy_first=False)
            except MassVoid as trouble:
                stopped = True
                assert state_digest(desk) == digest, "what was stopped has changed something"
                lay_aside(desk, stick.path, trouble)
                field.count("wave of voids stopped")
                if field.dice.random() < 0.4:
                    return
                allow_voids(desk, stick.path, WHY)
                accept_bundle(desk, stick.path, copy_first=False)
                field.count("wave of voids let in")
        came = len(_voids(field, desk, unit) - before)
        with desk.read() as read:
            every = records.count_records(read, Wanted(stations=[unit], voided=None, restricted=True))
        many = came > FEW and came * 100 > SHARE_PCT * every
        assert not stopped or came > FEW, f"{came} voids were stopped"
        assert stopped or not many, f"{came} voids of {unit} came in by {stick.sender}, and nobody was asked"


def _voids(field: Field, desk: Desk, unit: str) -> set[object]:
    theirs = {one.id for one in desk.book.newest.devices if one.station_code == unit}
    with desk.read() as read:
        ids = records.list_ids(read, Wanted(stations=[unit], voided=None, restricted=True), "", None)
        every = [one for id_ in ids for one in log.changes_of(read, id_)]
    return {said(one) for one in every if one.answers.get(VOIDED) is True and one.device in theirs}


# ------------------------------------------------------------------------------ a merge is taken back
def step_take_back(field: Field) -> None:
    """Somebody brings files in, sees that it was the wrong stick, and takes it back: all is as before, and may come."""
    place = field.anybody()
    lying = [one for one in field.sticks if one.to == place.unit and one.sender != place.name and one.path.exists()]
    field.dice.shuffle(lying)
    brought = [one.path for one in (*_just_written(field, place), *lying)][:3]
    with field.at(place) as desk:
        before, mine = _all_of(desk), _own_ends(desk)
        came = [one for one in accept_bundles(desk, brought) if isinstance(one, Accepted)]
        if not came:
            return
        if field.dice.random() < 0.25:
            send(field, place, desk, field.dice.choice(sorted(_others(field, place))))
        # Another computer may have gone on in a chain of this one: numbers that are known are never given again.
        if not can_undo(desk).open or _own_ends(desk) != mine:
            now = _all_of(desk)
            with pytest.raises(CannotUndo):
                undo_merge(desk)
            assert _all_of(desk) == now, f"{place.name} has not taken back, and is not as it was"
            field.count("not taken back")
            return
        undo_merge(desk)
        assert _all_of(desk) == before, f"{place.name} is not as before the merge"
        again = field.dice.random() < 0.5
        if again:
            for one in came:
                accept_bundle(desk, one.path, copy_first=False)
    field.say(f"{place.name} takes back the merge of {len(came)} files{', and brings them in again' if again else ''}")
    field.count("merge taken back")


def _just_written(field: Field, place: Place) -> list[Stick]:
    """Write something that is new to a place, as often as not; else what lies there is mostly known."""
    if field.dice.random() < 0.5:
        return []
    sender = field.some_station() if place.is_centre else field.centre
    if not sender.is_centre:
        visit(field, sender)
    with field.at(sender) as desk:
        return send(field, sender, desk, place.unit)


def _all_of(desk: Desk) -> tuple[Any, ...]:
    with desk.read() as read:
        ids = records.list_ids(read, Wanted(voided=None, restricted=True), "", None)
        changes = frozenset(said(one) for id_ in ids for one in log.changes_of(read, id_))
        return state_digest(desk), changes, blobs.count(read), len(log.parked(read)), desk.book.newest.version


def _own_ends(desk: Desk) -> dict[str, int]:
    with desk.read() as read:
        return log.own_chains(read)


def _others(field: Field, place: Place) -> set[str]:
    return {one.unit for one in field.working} - {place.unit} if place.is_centre else {CENTRE_UNIT}
