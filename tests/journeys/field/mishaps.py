"""Disks put back, copied and cloned; the power that goes; clocks ten years off; a later version of the program."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import pytest

from sheqi_desktop.domain.trouble import MassVoid, WhichComputer
from sheqi_desktop.operations.accept_bundle import accept_bundle
from sheqi_desktop.operations.back_up import back_up
from sheqi_desktop.operations.bring_back import bring_back, copies
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.enrol_centre import approve
from sheqi_desktop.operations.enrol_station import accept_approval, write_request
from sheqi_desktop.operations.progress import Progress
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.second_computer import Which, answer
from sheqi_desktop.store import log
from tests.desks import PASSWORD, Hands
from tests.journeys.field.county import CENTRE_UNIT, Field, Place, Stick
from tests.journeys.field.paper import step_edit, step_visit
from tests.journeys.field.photos import note_kept, step_photo
from tests.journeys.field.sticks import limit_of, refusals, send
from tests.signing import PAPERS

TEN_YEARS = timedelta(days=3653)
JUMPS = (timedelta(days=1), timedelta(days=40), TEN_YEARS, -TEN_YEARS, -timedelta(days=3))
FIRST_YEAR, LAST_YEAR = 2012, 2060


def step_clock(field: Field) -> None:
    """The clock of a machine jumps."""
    place = field.anybody()
    moved = place.hands.moment + field.dice.choice(JUMPS)
    if FIRST_YEAR < moved.year < LAST_YEAR:
        place.hands.moment = moved
        field.say(f"{place.name} it is {moved:%Y-%m-%d}")


# ------------------------------------------------------------------------------ put back
def step_copy(field: Field) -> None:
    """Somebody copies the whole folder of a workspace."""
    place = field.anybody()
    with field.at(place) as desk:
        place.kept_roster = desk.book.newest.version
    place.leave()
    place.kept = field.root / "kept" / place.name
    shutil.rmtree(place.kept, ignore_errors=True)
    shutil.copytree(place.folder, place.kept)
    field.say(f"{place.name} is copied")


def step_put_back(field: Field) -> None:
    """The copy of a folder is put in its place."""
    kept = [one for one in field.working if one.kept is not None and not _forgets_a_roster(field, one)]
    if kept:
        put_back(field, field.dice.choice(kept))


def _forgets_a_roster(field: Field, place: Place) -> bool:
    """A centre that forgot a list of machines it had signed knows nobody whom only that list names: not told here."""
    if not place.is_centre:
        return False
    with field.at(place) as desk:
        return desk.book.newest.version > place.kept_roster


def put_back(field: Field, place: Place) -> None:
    """Put the copy somebody made in the place of a folder."""
    if place.is_centre:
        field.centre_life += 1  # what it said before is not what it holds
    place.leave()
    shutil.rmtree(place.folder)
    shutil.copytree(str(place.kept), place.folder)
    field.say(f"{place.name} is put back")
    with field.at(place):
        pass


def step_back_up(field: Field) -> None:
    """A verified copy is made, as every day."""
    place = field.anybody()
    with field.at(place) as desk:
        back_up(desk)
    field.say(f"{place.name} is backed up")


def step_bring_back(field: Field) -> None:
    """The program itself restores from one of its copies; what was saved since comes back with it."""
    found = [one for one in field.working if copies(one.folder)]
    if not found:
        return
    place = field.dice.choice(found)
    place.leave()
    settled = place.config
    os.environ["SHEQI_CONFIG_DIR"], before = str(settled), os.environ.get("SHEQI_CONFIG_DIR", "")
    try:
        brought = bring_back(place.folder, copies(place.folder)[0].path, place.worker, PASSWORD, place.clock)
        brought.desk.close()
    finally:
        os.environ["SHEQI_CONFIG_DIR"] = before
    assert brought.whole, f"{place.name}: what was saved after the copy did not come back"
    field.say(f"{place.name} is restored by the program")


# ------------------------------------------------------------------------------ twice
def step_second_computer(field: Field) -> None:
    """The folder is copied to another computer, which knows nothing of it: it must not go on in the same chain."""
    place = _to_double(field)
    if place is not None:
        twin = _doubled(field, place)
        with field.at(place) as one, field.at(twin) as other:
            assert chain_of(one) != chain_of(other), "two computers write one chain"
            with pytest.raises(WhichComputer):
                seal_bundle(other, CENTRE_UNIT, field.root)
        which = field.dice.choice(tuple(Which))
        field.say(f"{twin.name} is a copy of {place.name}: {which.value}")
        say_which(field, twin, which)
        if which == Which.MOVED:
            place.leave()
            place.retired = True


def say_which(field: Field, twin: Place, which: Which) -> None:
    """Answer what a copied workspace asks; another computer is enrolled by the centre."""
    folder = field.root / f"enrol {twin.name}"
    folder.mkdir()
    with field.at(twin) as desk:
        answer(desk, which)
        if which == Which.SAME:
            return
        twin.device = desk.machine.device
        request = write_request(desk, folder)
        words = desk.machine.fingerprint
    with field.at(field.centre) as centre:
        made = approve(centre, request, words, "w-centre-2", PASSWORD, folder, field.template.root)
    with field.at(twin) as desk:
        accept_approval(desk, made)


def step_disk_clone(field: Field) -> None:
    """A whole disk is cloned, settings and all: neither of the two can know."""
    place = _to_double(field)
    if place is not None:
        clone_disk(field, place)


def clone_disk(field: Field, place: Place) -> Place:
    """Make another computer that is the same in everything."""
    twin = _doubled(field, place)
    shutil.copytree(place.config, twin.config, dirs_exist_ok=True)
    field.say(f"{twin.name} is a clone of {place.name}")
    return twin


def _to_double(field: Field) -> Place | None:
    there = [one for one in field.working if one.is_station]
    if not there or any("'" in one for one in field.places):
        return None
    return field.dice.choice(there)


def _doubled(field: Field, place: Place) -> Place:
    place.leave()
    name = f"{place.name}'"
    folder, config = field.root / "county" / name, field.root / "config" / name
    shutil.copytree(place.folder, folder)
    config.mkdir()
    hands = Hands(place.hands.moment.replace(tzinfo=None).isoformat())
    field.places[name] = Place(name, place.unit, folder, config, place.worker, place.device, place.library, hands)
    return field.places[name]


def chain_of(desk: Desk) -> str:
    """Name the chain a machine writes now."""
    with desk.read() as read:
        head = log.own_chain(read)
    assert head is not None
    return head.chain


# ------------------------------------------------------------------------------ the power goes
class PowerCut(BaseException):
    """Nothing more happens at this machine."""


def step_power_cut(field: Field) -> None:
    """The power goes in the middle: of bringing a bundle in, of writing one, of saving."""
    place = field.anybody()
    waiting = [one for one in field.sticks if one.to == place.unit and one.sender != place.name]
    after = field.dice.randrange(0, 14)
    what = field.dice.choice(("import", "export", "save")) if not place.is_centre else "import"
    if what == "save" and not place.is_station:
        what = "export"
    if what == "import" and not waiting:
        return
    with field.at(place) as desk:
        frozen = field.root / "frozen"
        try:
            with _power_until(place, after, frozen) as tick:
                if what == "import":
                    stick = field.dice.choice(waiting)
                    progress = Progress(lambda step: tick())
                    with suppress(MassVoid, *refusals(place)):
                        accept_bundle(desk, stick.path, progress, copy_first=False)
                elif what == "export":
                    send(field, place, desk, CENTRE_UNIT, limit_of(field))
                else:
                    _save(field, place)
            field.say(f"{place.name} {what}, and the power did not go")
            return
        except PowerCut:
            pass
    field.say(f"{place.name} the power goes at point {after} of {what}")
    if what == "export":
        lying = (field.root / "sticks" / str(field.files)).glob("*.sqb")
        field.sticks += [Stick(path, place.name, CENTRE_UNIT, field.centre_life) for path in lying]
    place.leave()
    for part, kept in ((place.folder, frozen / "folder"), (place.config, frozen / "config")):
        shutil.rmtree(part)
        shutil.move(kept, part)
    note_kept(field, place)


def _save(field: Field, place: Place) -> None:
    mine, names = field.names, (place.name,)
    others, field.places = field.places, {place.name: place}
    field.names = names
    try:
        field.dice.choice((step_visit, step_edit, step_photo))(field)
    finally:
        field.names, field.places = mine, others


@contextmanager
def _power_until(place: Place, after: int, frozen: Path) -> Iterator[Callable[[], None]]:
    """Count what becomes durable; at one of these points freeze the disk as it is and end everything."""
    left, sync = after, os.fsync

    def tick() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            shutil.rmtree(frozen, ignore_errors=True)
            shutil.copytree(place.folder, frozen / "folder")
            shutil.copytree(place.config, frozen / "config")
        if left <= 0 <= after - 1:
            raise PowerCut

    def fsync(handle: int) -> None:
        sync(handle)
        tick()

    os.fsync = fsync  # type: ignore[assignment]
    try:
        yield tick
    finally:
        os.fsync = sync


# ------------------------------------------------------------------------------ a later version
def step_upgrade(field: Field) -> None:
    """A machine gets the next version: more forms, more questions, and another shape of what is derived."""
    place = field.anybody()
    if place.library is not PAPERS:
        with field.at(place) as desk, desk.write() as write:
            write.run("UPDATE meta SET value = '0' WHERE key = 'derived_shape'")
        place.leave()
        place.library = PAPERS
        with field.at(place):
            pass
        field.say(f"{place.name} is upgraded")
