"""Files on sticks: written, carried, doubled, late, out of order, a part of several lost, handed from mate to mate."""

from __future__ import annotations

from contextlib import suppress

from sheqi_desktop.domain.circles import station_circle
from sheqi_desktop.domain.trouble import (
    AlreadyImported,
    BundleUnopenable,
    MassVoid,
    NotForUs,
    NotFound,
    NothingToSend,
    SignerRevoked,
)
from sheqi_desktop.operations.accept_bundle import accept_bundle, accept_bundles
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.seal_bundle import FILE_LIMIT, seal_bundle
from sheqi_desktop.operations.void_brake import allow_voids
from sheqi_desktop.store import blobs, records
from sheqi_desktop.store.records import Wanted
from tests.journeys.field.centre import believe
from tests.journeys.field.county import CENTRE_UNIT, PAIRED, Field, Place, Stick
from tests.journeys.field.green import check_green
from tests.journeys.field.paper import WHY, begin_file


def step_export(field: Field) -> None:
    """Somebody writes a bundle; a mate may get one as well, without the centre."""
    place = field.anybody()
    to = field.dice.choice(sorted({one.unit for one in field.places.values()} | {place.unit}))
    if not place.is_centre:
        to = field.dice.choice(beside(field, place)) if field.dice.random() < 0.3 else CENTRE_UNIT
    if place.is_centre and to == CENTRE_UNIT:
        return
    with field.at(place) as desk:
        made = send(field, place, desk, to, limit_of(field), photos=field.dice.random() < 0.8)
    if len(made) > 1:
        field.count("several files")
    field.say(f"{place.name} exports to {to}: {[one.path.parent.name for one in made]}")
    if field.dice.random() < 0.6:  # somebody is about to go there
        for stick in made:
            give(field, stick)


def beside(field: Field, place: Place) -> list[str]:
    """Give whom a place may write to without the centre: a mate, a 督导 who is responsible for it, or the reverse."""
    with field.at(place) as desk:
        watchers = [one for one in field.places.values() if one.is_supervisor and watches(one, place, desk)]
        mine = [one for one in field.working if place.is_supervisor and watches(place, one, desk)]
    mate = [place.unit] if place.unit in PAIRED else []
    return mate + sorted({one.unit for one in (*watchers, *mine)}) or [CENTRE_UNIT]


def watches(supervisor: Place, station: Place, desk: Desk) -> bool:
    """Tell whether a 督导 is responsible for a station by what some desk knows of it."""
    return desk.book.newest.receives(station_circle(station.unit), supervisor.device)


def limit_of(field: Field) -> int:
    """Now and then the stick is so small that every segment and every photo is a file of its own."""
    return 1 if field.dice.random() < 0.2 else FILE_LIMIT


def send(
    field: Field, place: Place, desk: Desk, to: str, limit: int = FILE_LIMIT, *, photos: bool = True
) -> list[Stick]:
    """Write a bundle onto an empty stick; give its files, none where there is nothing to send."""
    field.files += 1
    folder = field.root / "sticks" / str(field.files)
    folder.mkdir(parents=True)
    try:
        made = seal_bundle(desk, to, folder, limit=limit, photos=photos)
    except (NothingToSend, NotFound):  # nothing new, or the mate is not in the roster here yet
        return []
    if made.attachments:
        field.count("photos on their way")
    if made.later:
        field.count("photos left for another time")
    news = bool(made.segments or made.attachments)
    files = [Stick(path, place.name, to, field.centre_life, news) for path in made.paths]
    field.sticks += files
    return files


def step_deliver(field: Field) -> None:
    """One of the sticks reaches whom it is for, sooner or later, once or again."""
    if field.sticks:
        latest = field.sticks[-4:]
        give(field, field.dice.choice(latest if field.dice.random() < 0.5 else field.sticks))


def step_deliver_many(field: Field) -> None:
    """Somebody brings in everything that lies there, in whatever order."""
    place = field.anybody()
    lying = [one for one in field.sticks if one.to == place.unit and one.sender != place.name]
    field.dice.shuffle(lying)
    lying = lying[:6]
    with field.at(place) as desk:
        for one, file in zip(accept_bundles(desk, [each.path for each in lying]), lying, strict=True):
            trouble = getattr(one, "trouble", None)
            if trouble is not None and not isinstance(trouble, (MassVoid, *refusals(place))):
                raise trouble
            field.say(f"{place.name} takes in {file.path.parent.name}, one of many")


def give(field: Field, stick: Stick) -> None:
    """Bring a file to those it is for; now and then not to all of them."""
    if stick.to == CENTRE_UNIT:
        _ = field.centre  # also where nobody has gone there yet
    for place in [one for one in field.working if one.unit == stick.to and one.name != stick.sender]:
        if field.dice.random() < 0.9:
            take(field, place, stick)


def refusals(place: Place) -> tuple[type[Exception], ...]:
    """Give what a place may say of an honest file; a copy with its own key cannot open what went to the old one."""
    return AlreadyImported, NotForUs, SignerRevoked, *([BundleUnopenable] if place.name.endswith("'") else [])


def take(field: Field, place: Place, stick: Stick) -> None:
    """Take a file in; then what the machine calls 已收 must be at the centre."""
    # The same file again, or one that was not meant for this machine; a lost machine; honest ones make no other.
    with field.at(place) as desk, suppress(*refusals(place)):
        try:
            accept_bundle(desk, stick.path, copy_first=False)
        except MassVoid:  # somebody has telephoned
            allow_voids(desk, stick.path, WHY)
            accept_bundle(desk, stick.path, copy_first=False)
        field.say(f"{place.name} takes in {stick.path.parent.name} of {stick.sender}")
    if place.is_station and field.places[stick.sender].is_centre and stick.life == field.centre_life:
        check_green(field, place)


def step_lose(field: Field) -> None:
    """A stick is lost, or one file of several on it."""
    if field.sticks:
        gone = field.dice.choice(field.sticks)
        field.sticks.remove(gone)
        field.say(f"{gone.path.parent.name}/{gone.path.name} is lost")


def settle_down(field: Field) -> None:
    """Let everybody send everything to everybody until nobody has anything to send."""
    for unit in {one.unit for one in field.working} & set(PAIRED):
        for slot in "AB":  # a mate that never answers is written to for ever
            field.place(f"{unit}-{slot}")
    _ = field.centre  # also where nobody has gone there yet
    notes = any(has_private(field, place) for place in field.working)
    asked = False
    for _ in range(16):
        news = False
        for place in field.working:
            units = sorted({one.unit for one in field.working} - {CENTRE_UNIT}) if place.is_centre else [CENTRE_UNIT]
            if notes and not place.is_centre:
                # What is between a 督导 and a worker goes through no centre.
                units += [unit for unit in beside(field, place) if unit not in units]
            for unit in units:
                news |= _exchange(field, place, unit)
        # What a mate holds of a lost machine it sends until somebody has believed it.
        news |= believe(field)
        if not news and (asked or not _say_more(field)):
            return
        asked = asked or not news
    raise AssertionError("they write to each other for ever")


def _say_more(field: Field) -> bool:
    """Let two computers with one key write once more, where they are not yet the same.

    The centre takes what either holds as held by that key.  What the other lacks is said by its next bundle, for which
    there has to be a reason.
    """
    known: dict[str, list[Place]] = {}
    for place in field.working:
        known.setdefault(place.device, []).append(place)
    apart = False
    for some in [some for some in known.values() if len(some) > 1]:
        told = set()
        for place in some:
            with field.at(place) as desk, desk.read() as read:
                told.add((records.digest(read), tuple(blobs.missing(read))))
        if len(told) > 1 or any(missing for _, missing in told):
            apart = True
            for place in some:
                begin_file(field, place)
    return apart


def has_private(field: Field, place: Place) -> bool:
    """Tell whether a station holds something that only a 督导 may have."""
    with field.at(place) as desk, desk.read() as read:
        return bool(records.list_ids(read, Wanted("wellbeing_note", voided=None, restricted=True)))


def _exchange(field: Field, place: Place, unit: str) -> bool:
    with field.at(place) as desk:
        made = send(field, place, desk, unit)
    for stick in made:
        for one in [one for one in field.working if one.unit == unit and one is not place]:
            take(field, one, stick)
    if made and unit == CENTRE_UNIT and any(one.name.endswith("'") for one in field.places.values()):
        # Answered at once: two computers with one key would take what was meant for the other as said to themselves.
        _exchange(field, field.centre, place.unit)
    return any(one.news for one in made)
