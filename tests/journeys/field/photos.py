"""Photos: taken, put on records, taken off again, and carried apart from what names them, whole or in parts."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from sheqi_desktop.domain.change import Change, ChangeRef
from sheqi_desktop.domain.fold import fold
from sheqi_desktop.domain.trouble import NotFinished, RecordVoided
from sheqi_desktop.operations.attach import Source, attach
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.save_record import draft_of, save_record, submit
from sheqi_desktop.store import blobs
from sheqi_desktop.store.records import StoredRecord
from tests.journeys.field.county import Field, Place
from tests.journeys.field.paper import SECRET, append, begin_file, of_this_station
from tests.pictures import a_jpeg

SAME_AGAIN = 0.15
"""So often somebody uses a picture that another record has already, be it another station's."""


def step_photo(field: Field) -> None:
    """Photos are put on a visit or into a file, or one is taken off."""
    place = field.some_station()
    with field.at(place) as desk:
        visits = of_this_station(desk, "visit")
        if visits and field.dice.random() < 0.7:
            _on_a_visit(field, place, desk, field.dice.choice(visits))
        else:
            _in_a_file(field, place, desk)


def _on_a_visit(field: Field, place: Place, desk: Desk, record: StoredRecord) -> None:
    had = list(record.answers.get("photos") or ())
    taken_off = bool(had) and field.dice.random() < 0.25
    photos = had[1:] if taken_off else had + [_shot(field, place, desk) for _ in range(field.dice.choice((1, 1, 2, 3)))]
    try:
        draft = draft_of(desk, record.id)
        draft.answer("photos", photos)
        draft.answer("correction_reason", "补上当天拍的照片")
        if record.status == "draft":
            save_record(desk, draft, record.id)
        else:
            submit(desk, draft, record.id, [one for one in draft.problems() if one.confirmable])
    except (RecordVoided, NotFinished):
        return
    field.say(f"{place.name} {'takes a photo off' if taken_off else 'photographs'} visit {record.id[-6:]}")
    field.count("photo taken off" if taken_off else "photo")


def _in_a_file(field: Field, place: Place, desk: Desk) -> None:
    found = [one for one in of_this_station(desk, "client") if not one.answers.get("household_id")]
    photo = _shot(field, place, desk)
    if found and field.dice.random() > SECRET:
        record = field.dice.choice(found)
        append(desk, "client", record.id, record.heads, {"photo": photo})
        name = record.id
    else:
        name = begin_file(field, place, photo=photo)
    field.say(f"{place.name} puts a photo into file {name[-6:]}")
    field.count("photo")


def _shot(field: Field, place: Place, desk: Desk) -> dict[str, Any]:
    """Keep a picture; what is kept is what is remembered, and it is what was given where the original was asked for."""
    dice = field.dice
    colour = (
        dice.choice(sorted(field.colours)) if field.colours and dice.random() < SAME_AGAIN else dice.randrange(1 << 24)
    )
    whole = dice.random() < 0.3
    shot = attach(desk, Source("照片.jpg", data=a_jpeg(8, 8, f"#{colour:06x}")), keep_original=whole)
    with desk.read() as read:
        data = blobs.get(read, shot["hash"])
    assert data is not None
    assert (hashlib.sha256(data).hexdigest(), len(data)) == (shot["hash"], shot["size"])
    field.colours.add(colour)
    _note(field, place, {shot["hash"]: data})
    return shot


def note_kept(field: Field, place: Place) -> None:
    """Note the pictures of a machine whose power went before anybody was told that they are kept."""
    here = _held(field, place)
    _note(field, place, {sha256: data for sha256, data in here.items() if sha256 not in field.photos})


def _note(field: Field, place: Place, shots: dict[str, bytes]) -> None:
    for sha256, data in shots.items():
        assert hashlib.sha256(data).hexdigest() == sha256
        field.photos.setdefault(sha256, data)
        field.taken.setdefault(sha256, set()).add(place.unit)


# ------------------------------------------------------------------------------ what must hold in the end
Responsible = dict[str, tuple[list[str], set[str]]]
"""For which stations each 督导 answers now, and for which they ever did."""


def check_photos(field: Field, held: dict[ChangeRef, Change], responsible: Responsible) -> None:
    """The same bytes wherever a record that names them is, and none where no such record ever was."""
    here = {place.name: _held(field, place) for place in field.working}
    anywhere = set().union(*here.values())
    may, needed = _of_whom(field, held), _needed(held)
    for place in field.working:
        now, ever = responsible.get(place.name, ([place.unit], {place.unit}))
        for sha256, data in here[place.name].items():
            assert data == field.photos[sha256], f"{place.name}: the photo {sha256[:6]} is another"
            allowed = place.is_centre or may.get(sha256, set()) & ever
            assert allowed, f"{place.name} has the photo {sha256[:6]}, which is of {may.get(sha256)}"
        due = {
            (one, sha256) for one, (unit, some) in needed.items() if place.is_centre or unit in now for sha256 in some
        }
        lacks = {use for use in due if use[1] not in here[place.name]}
        assert not {use for use in lacks if use[1] in anywhere}, f"{place.name} lacks photos: {lacks}"
        with field.at(place) as desk, desk.read() as read:
            told = {
                use
                for use in blobs.missing_uses(read)
                if place.is_centre or (use[0] in needed and needed[use[0]][0] in now)
            }
        assert told == lacks, f"{place.name} says of other photos that they are to come: {told ^ lacks}"


def _of_whom(field: Field, held: dict[ChangeRef, Change]) -> dict[str, set[str]]:
    """Give the stations that ever took a picture, or named it in a record."""
    units = {one.record: str(one.answers.get("station_code") or "") for one in held.values() if one.creates}
    may = {sha256: set(some) for sha256, some in field.taken.items()}
    for one in held.values():
        for sha256 in _named(one.answers):
            may.setdefault(sha256, set()).add(units.get(one.record, ""))
    return may


def _needed(held: dict[ChangeRef, Change]) -> dict[str, tuple[str, set[str]]]:
    """Give the station of each record, and what it names: as it is, as it counts, and in what is still disputed."""
    by_record: dict[str, list[Change]] = {}
    for one in held.values():
        by_record.setdefault(one.record, []).append(one)
    found = {}
    for record, some in by_record.items():
        if any(_named(one.answers) for one in some):
            state = fold(some)
            disputed = [value for options in state.conflicts.values() for _, value in options]
            named = _named([state.answers, state.confirmed or {}, disputed])
            found[record] = (str(state.answers.get("station_code")), named)
    return found


def _named(value: Any) -> set[str]:
    """Find every SHA-256 that something points to, by walking over all of it."""
    if isinstance(value, Mapping):
        own = {value["hash"]} if isinstance(value.get("hash"), str) and "size" in value else set()
        return own.union(*map(_named, value.values()))
    return set().union(*map(_named, value)) if isinstance(value, list | tuple) else set()


def _held(field: Field, place: Place) -> dict[str, bytes]:
    with field.at(place) as desk, desk.read() as read:
        return {sha256: bytes(data) for sha256, data in read.rows("SELECT sha256, data FROM blob")}
