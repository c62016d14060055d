"""A county in the field: machines that write, bundles that are lost, doubled, late and out of order, restored disks.

Everything is real but the people: encrypted workspaces, sealed bundles, the operations of the window.  What the county
should hold in the end is known by other means: every change that anybody wrote and that reached another machine.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from sheqi_desktop.domain.answers import canonical
from sheqi_desktop.domain.change import VOIDED, Change, ChangeRef
from sheqi_desktop.domain.disputes import Choice
from sheqi_desktop.domain.fold import fold
from sheqi_desktop.domain.trouble import AlreadyImported, NotForUs, NotFound, NothingToSend
from sheqi_desktop.operations.accept_bundle import accept_bundle
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.disputes import disputes
from sheqi_desktop.operations.identifiers import uuid7
from sheqi_desktop.operations.on_its_way import ways
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.settle_conflict import settle_conflict, undo_settling
from sheqi_desktop.operations.unlock import unlock
from sheqi_desktop.store import log, records
from sheqi_desktop.store.records import Wanted
from tests.desks import LIBRARY, PASSWORD, Hands

WHY = "在试验里这样定"
TEN_YEARS = timedelta(days=3653)
WORDS = ("老人在院里晒太阳", "去赶集没有见到人", "村医来送药", "")
ANSWERS = ("note", "health_note", "phone")


@dataclass
class Place:
    """One computer: its folder, its settings outside the folder, and whoever sits there."""

    name: str
    unit: str
    folder: Path
    config: Path
    worker: str
    desk: Desk | None = None
    kept: Path | None = None
    """A copy of the whole folder somebody once made."""


@dataclass
class Field:
    """All places, the bundles on all sticks, and the dice."""

    root: Path
    places: dict[str, Place]
    centre: str
    dice: random.Random
    hands: Hands
    sticks: list[tuple[Path, str]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    """What happened, to be read when it went wrong."""

    # ------------------------------------------------------------------ sitting down
    @contextmanager
    def at(self, place: Place) -> Iterator[Desk]:
        """Work at a place with its own settings."""
        before = os.environ.get("SHEQI_CONFIG_DIR", "")
        os.environ["SHEQI_CONFIG_DIR"] = str(place.config)
        try:
            if place.desk is None:
                place.desk = unlock(place.folder, place.worker, PASSWORD, self.hands.clock, LIBRARY)
            yield place.desk
        finally:
            os.environ["SHEQI_CONFIG_DIR"] = before

    def leave(self, place: Place) -> None:
        if place.desk is not None:
            place.desk.close()
            place.desk = None

    def close(self) -> None:
        for place in self.places.values():
            self.leave(place)

    @property
    def stations(self) -> list[Place]:
        return [one for one in self.places.values() if one.name != self.centre]

    # ------------------------------------------------------------------ one step
    def step(self) -> None:
        """Let something happen."""
        what = self.dice.choices(
            ("write", "edit", "void", "export", "deliver", "lose", "settle", "undo", "copy", "restore", "clock"),
            (14, 16, 3, 12, 22, 2, 4, 2, 2, 1, 2),
        )[0]
        self.told.append(what)
        getattr(self, f"_{what}")()

    def _write(self) -> None:
        place = self.dice.choice(self.stations)
        with self.at(place) as desk:
            said: dict[str, Any] = {name: self.dice.choice(WORDS) or None for name in ANSWERS}
            said |= {"name": "王秀兰", "station_code": place.unit, "status": self.dice.choice(("draft", "submitted"))}
            self._append(desk, "client", uuid7(desk.clock.ms()), (), said)

    def _edit(self) -> None:
        place = self.dice.choice(self.stations)
        with self.at(place) as desk:
            record = self._one(desk)
            if record is not None:
                said: dict[str, Any] = {self.dice.choice(ANSWERS): self.dice.choice(WORDS) or None}
                if self.dice.random() < 0.5:
                    said["status"] = "submitted"
                self._append(desk, "client", record.id, record.heads, said)

    def _void(self) -> None:
        place = self.dice.choice(self.stations)
        with self.at(place) as desk:
            record = self._one(desk)
            if record is not None:
                self._append(desk, "client", record.id, record.heads, {VOIDED: not record.voided})

    def _append(self, desk: Desk, kind: str, record: str, parents: tuple[ChangeRef, ...], said: dict[str, Any]) -> None:
        with desk.write() as write:
            desk.append(write, kind, record, parents, said, WHY)
        desk.step_witness()

    def _one(self, desk: Desk) -> Any:
        with desk.read() as read:
            own = records.list_records(read, Wanted("client", stations=[desk.station], voided=None, restricted=True))
        own.sort(key=lambda one: one.id)
        return self.dice.choice(own) if own else None

    def _export(self) -> None:
        place = self.dice.choice(list(self.places.values()))
        to = self.dice.choice(sorted({one.unit for one in self.stations}))
        with self.at(place) as desk:
            self._send(desk, to if place.name == self.centre else self.places[self.centre].unit)
            if place.name != self.centre and self.dice.random() < 0.2 and len(self._mates(place)) > 1:
                self._send(desk, place.unit)

    def _send(self, desk: Desk, to: str) -> bool:
        try:
            made = seal_bundle(desk, to, self.root / "sticks")
        except (NothingToSend, NotFound):  # nothing new, or the mate is not in the roster here yet
            return False
        self.sticks.append((made.path, to))
        return True

    def _mates(self, place: Place) -> list[Place]:
        return [one for one in self.stations if one.unit == place.unit]

    def _deliver(self) -> None:
        if self.sticks:
            self._give(*self.dice.choice(self.sticks))

    def _give(self, path: Path, to: str) -> None:
        receivers = [one for one in self.places.values() if one.unit == to]
        for place in receivers:
            if self.dice.random() < 0.8:
                self._take(place, path)

    def _take(self, place: Place, path: Path) -> None:
        # The same file again, or one that was not meant for this machine; honest machines make no other.
        with self.at(place) as desk, suppress(AlreadyImported, NotForUs):
            accept_bundle(desk, path, copy_first=False)

    def _lose(self) -> None:
        if self.sticks:
            self.sticks.remove(self.dice.choice(self.sticks))

    def _settle(self) -> None:
        with self.at(self.places[self.centre]) as desk:
            waiting = disputes(desk)
            if waiting:
                one = self.dice.choice(waiting)
                choices = {line.path: Choice(self.dice.choice(line.sides).value, "left") for line in one.lines}
                settle_conflict(desk, one.record, choices, WHY)

    def _undo(self) -> None:
        with self.at(self.places[self.centre]) as desk, desk.read() as read:
            found = records.list_records(read, Wanted("client", voided=None, restricted=True))
            found = sorted((one for one in found if one.answers.get("settled_by")), key=lambda one: one.id)
            history = {one.id: log.history(read, one.id) for one in found}
        fresh = [one for one in found if history[one.id][-1].answers.get("settled_by")]
        if fresh:
            with self.at(self.places[self.centre]) as desk:
                undo_settling(desk, self.dice.choice(fresh).id, WHY)

    def _copy(self) -> None:
        place = self.dice.choice(self.stations)
        self.leave(place)
        place.kept = self.root / "kept" / place.name
        shutil.rmtree(place.kept, ignore_errors=True)
        shutil.copytree(place.folder, place.kept)

    def _restore(self) -> None:
        kept = [one for one in self.stations if one.kept is not None]
        if kept:
            place = self.dice.choice(kept)
            self.leave(place)
            shutil.rmtree(place.folder)
            shutil.copytree(place.kept, place.folder)
            with self.at(place):
                pass

    def _clock(self) -> None:
        jump = self.dice.choice((timedelta(days=1), timedelta(days=40), TEN_YEARS, -TEN_YEARS, -timedelta(days=3)))
        moved = self.hands.moment + jump
        if 2015 < moved.year < 2060:
            self.hands.moment = moved

    # ------------------------------------------------------------------ the end
    def settle_down(self) -> None:
        """Let everybody send everything to everybody until nobody has anything to send."""
        for _ in range(8):
            news = False
            for place in [*self.stations, self.places[self.centre]]:
                units = [self.places[self.centre].unit]
                if place.name == self.centre:
                    units = sorted({one.unit for one in self.stations})
                for unit in units:
                    with self.at(place) as desk:
                        if not self._send(desk, unit):
                            continue
                    news = True
                    path, to = self.sticks[-1]
                    for one in self.places.values():
                        if one.unit == to and one is not place:
                            self._take(one, path)
            if not news:
                return

    def changes(self, place: Place) -> dict[ChangeRef, Change]:
        """Give every change of every record a place holds."""
        with self.at(place) as desk, desk.read() as read:
            ids = records.list_ids(read, Wanted("client", voided=None, restricted=True), "", None)
            return {one.ref: one for id_ in ids for one in log.changes_of(read, id_)}

    def ways(self, place: Place) -> dict[str, str]:
        """Give how far each record is on its way, as the lists of a place show it."""
        with self.at(place) as desk, desk.read() as read:
            return ways(desk, read, records.list_ids(read, Wanted("client", voided=None, restricted=True), "", None))

    def state(self, place: Place, units: set[str]) -> dict[str, Any]:
        """Give what the records of some units say, as the rows of the file have it."""
        with self.at(place) as desk, desk.read() as read:
            rows = records.list_records(read, Wanted("client", stations=sorted(units), voided=None, restricted=True))
        return {
            one.id: (one.answers, one.confirmed, one.voided, tuple(sorted(one.heads)), one.conflicts, one.correcting)
            for one in rows
        }


def said(change: Change) -> tuple[object, ...]:
    """Name a change by what it says: where a restored disk made two branches of a chain, its place has two names."""
    told = {name: value for name, value in change.answers.items() if value is not None or not change.creates}
    return change.device, change.at, change.record, canonical(told)


def expected(changes: dict[ChangeRef, Change]) -> dict[str, Any]:
    """Give what the records must say: the fold of all their changes, computed apart from any file."""
    by_record: dict[str, list[Change]] = {}
    for one in changes.values():
        by_record.setdefault(one.record, []).append(one)
    found = {}
    for record, some in by_record.items():
        state = fold(some)
        told = (state.answers, state.confirmed, state.voided, tuple(sorted(state.heads)))
        found[record] = (*told, len(state.conflicts), state.correcting)
    return found


def counted(states: dict[str, Any]) -> int:
    """Count as the contract would: confirmed and not void."""
    return sum(confirmed is not None and not voided for _, confirmed, voided, *_ in states.values())
