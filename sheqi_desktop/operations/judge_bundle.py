"""May the writers of a bundle make its changes?  Every change is judged; one that may not be refuses the bundle whole.

Judged by the author's role in the roster the writer acted under, and by the workspace of the device.  New records are
judged by what they have in common: ``domain.authority`` looks at a dozen answers only, and a county's year holds few
different ones.  Whoever signed with their own key is checked one by one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import repeat
from typing import Any

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.authority import LOOKED_AT, Writer, why_not
from sheqi_desktop.domain.change import Change
from sheqi_desktop.domain.clock import county_day
from sheqi_desktop.domain.disputes import known_to
from sheqi_desktop.domain.fold import disagreements
from sheqi_desktop.domain.trouble import ChangeNotAllowed, WorkerKeyPending
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.store import log, records
from sheqi_desktop.store.database import Read
from sheqi_desktop.sync import merge
from sheqi_desktop.sync.body import Creations
from sheqi_desktop.sync.bundle import Opened
from sheqi_desktop.sync.bytes import verify_act
from sheqi_desktop.sync.circles import SUPERVISOR, assigned, in_force, owner_of
from sheqi_desktop.sync.merge import Accept
from sheqi_desktop.sync.roster import Device, Person, Roster

_QUARTER = 15 * 60 * 1000
"""Every zone on earth is whole quarters of an hour from UTC: within one of them the day does not change."""


def judge(desk: Desk, read: Read, opened: Opened) -> merge.Judge:
    """Say for every change whether its writer may make it; raise ChangeNotAllowed for the first that may not be."""
    owners = _Owners(read)

    def look(accept: Accept) -> Collection[int]:
        segment = _Segment(desk, read, opened, accept)
        if owners.created(accept) and segment.may_create():
            for change in owners.looked_up(accept.patches()):
                segment.refuse(change, owners.before(change), owners.kind(change))
        else:
            for change in accept.changes():
                segment.refuse(change, owners.before(change), owners.kind(change))
        return ()

    return look


class _Segment:
    """One segment before its judge: who wrote it, on which machine, under which roster."""

    def __init__(self, desk: Desk, read: Read, opened: Opened, accept: Accept) -> None:
        self._desk = desk
        self._read = read
        self._opened = opened
        self._accept = accept
        header, newest = accept.header, opened.book.newest
        self._roster = opened.book.at(header.roster) or newest
        self._device = self._roster.device(header.device) or newest.device(header.device)
        self._writers: dict[tuple[str, date], Writer] = {}

    def refuse(self, change: Change, before: Mapping[str, Value] | None, kind: str) -> None:
        """Refuse a change its writer may not make, or one that says it is about another kind of record than it is."""
        refusal = "写的不是那一种记录" if kind and kind != change.kind else self._why_not(change, before)
        if refusal is None and change.signature and not _own_hand(self._opened, self._roster, change):
            if _new_hand(self._opened, change):
                raise WorkerKeyPending(worker=self._desk.person_name(change.author), file=self._opened.file)
            refusal = "电子确认的签名对不上"
        if refusal is not None:
            raise ChangeNotAllowed(file=self._opened.file, what=refusal)

    def may_create(self) -> bool:
        """Tell whether every new record is its writer's to make; False asks for a closer look, one by one."""
        return all(self._may_create(batch) for batch in self._accept.body().creations()) and self._own_hands()

    def _own_hands(self) -> bool:
        """Check who signed with their own key; a segment that was looked at before is not checked again."""
        signed = [(batch, i) for batch in self._accept.body().creations() for i in batch.signatures]
        authors = {batch.authors[i] for batch, i in signed}
        keys = {author: _keys(self._opened, self._roster, author) for author in sorted(authors)}
        asked = (self._accept.sealed.hash, tuple(keys.items()))
        if asked not in self._desk.hands:
            creations = (self._accept.creation(batch, i) for batch, i in signed)
            if not all(_signed_with(change, keys[change.author]) for change in creations):
                return False
            self._desk.hands.add(asked)
        return True

    def _may_create(self, batch: Creations) -> bool:
        # The same answers by the same person on the same day are the same to the judge.
        names = [name for name in batch.columns if name in LOOKED_AT or name in self._signers_say(batch.kind)]
        quarters = [ms // _QUARTER for ms in batch.times]
        columns = [column for name in names if not _all_alike(column := batch.columns[name])]
        try:
            alike = dict(zip(zip(batch.authors, quarters, *columns, strict=True), range(len(quarters)), strict=True))
        except TypeError:
            return False  # a table among them: steps of a file, for one
        return all(self._why_not(self._accept.creation(batch, i), None) is None for i in alike.values())

    def _why_not(self, change: Change, before: Mapping[str, Value] | None) -> str | None:
        post = (change.author, county_day(change.at))
        if post not in self._writers:
            self._writers[post] = _writer(self._roster.person(change.author), self._device, *post)
        at_odds = partial(self._disputed, change)
        return why_not(change, before, self._writers[post], self._signers_say(change.kind), at_odds)

    def _disputed(self, change: Change) -> Collection[str]:
        """Give what was at odds before a decision: among the changes here and those that come in the same bundle.

        A decision whose ground has not come yet has no effect; it is judged by what there is.
        """
        here = log.changes_of(self._read, change.record)
        coming = self._accept.within.changes_of(change.record)
        return disagreements(known_to([*here, *coming], change.parents))

    def _signers_say(self, kind: str) -> Collection[str]:
        return self._desk.library.signers_say.get(kind, ())


def _all_alike(column: Sequence[Any]) -> bool:
    return column[0] == column[-1] and column.count(column[0]) == len(column)


def _writer(person: Person | None, device: Device | None, worker: str, on: date) -> Writer:
    unit, kind = (device.station_code, device.kind) if device else ("", "")
    day = on.isoformat()
    roles = {role for role, where in in_force(person, day) if where == unit}
    stations = assigned(person, day)
    if device is not None and kind == SUPERVISOR:
        # It is one person's machine: nobody else writes on it, and its owner in no other role.
        roles = {SUPERVISOR} if stations and owner_of(device) == worker else set()
    elif kind == "center" and stations and not roles:
        roles = {SUPERVISOR}
    return Writer(worker, frozenset(roles), unit, kind, known=bool(roles), stations=stations)


def _own_hand(opened: Opened, roster: Roster, change: Change) -> bool:
    """Check the worker's own signature when a key of the worker is known."""
    return _signed_with(change, _keys(opened, roster, change.author))


def _signed_with(change: Change, keys: Collection[str]) -> bool:
    return not keys or any(verify_act(change, bytes.fromhex(key)) for key in keys)


def _keys(opened: Opened, roster: Roster, author: str) -> tuple[str, ...]:
    """Give the keys a worker may have signed with; keys are only ever added."""
    people = (roster.person(author), opened.book.newest.person(author))
    told = opened.manifest.workers.get(author, "")
    keys = [key for person in people if person for key in person.signing_keys] or ([told] if told else [])
    return tuple(dict.fromkeys(keys))


def _new_hand(opened: Opened, change: Change) -> bool:
    """Tell whether it was signed with the key the bundle itself names: a 口令 was set anew there."""
    told = opened.manifest.workers.get(change.author, "")
    return bool(told) and verify_act(change, bytes.fromhex(told))


class _Owners:
    """Whose a record is and of which kind: from here, or from a creation just before in the same bundle."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._station: dict[str, Value] = {}
        self._kind: dict[str, str] = {}

    def created(self, accept: Accept) -> bool:
        """Note the new records of a segment at once; False if one is made twice, so that their order matters."""
        found: dict[str, Value] = {}
        count = 0
        for batch in accept.body().creations():
            stations: Iterable[Any] = batch.columns.get("station_code") or repeat(None, len(batch.ids))
            found.update(zip(batch.ids, stations, strict=True))
            self._kind.update(dict.fromkeys(batch.ids, batch.kind))
            count += len(batch.ids)
        if len(found) < count:
            return False
        self._station.update(found)
        return True

    def looked_up(self, patches: Sequence[Change]) -> Sequence[Change]:
        """Look up at once whose records these changes are about."""
        self._look_up({change.record for change in patches if change.record} - self._station.keys())
        return patches

    def _look_up(self, unknown: Collection[str]) -> None:
        found = records.kinds_of(self._read, unknown)
        self._station.update(dict.fromkeys(unknown))
        self._station.update((record, station) for record, (station, _) in found.items())
        self._kind.update((record, kind) for record, (_, kind) in found.items())

    def kind(self, change: Change) -> str:
        """Give the kind of the record a change is about, '' where it has not come yet."""
        return self._kind.get(change.record, "")

    def before(self, change: Change) -> Mapping[str, Value] | None:
        """Give what was known of a record before a change."""
        if change.creates:
            self._station[change.record] = change.answers.get("station_code")
            self._kind.setdefault(change.record, change.kind)
            return None
        if change.record not in self._station:
            self._look_up([change.record])
        station = self._station[change.record]
        return {"station_code": station} if station is not None else None
