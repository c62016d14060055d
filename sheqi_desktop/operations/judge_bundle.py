"""May the writers of a bundle make its changes?  Every change is judged; one that may not be refuses the bundle whole.

Judged by the author's role in the roster the writer acted under, and by the workspace of the device.  New records are
judged by what they have in common: ``domain.authority`` looks at a dozen answers only, and a county's year holds few
different ones; so are patches that write none of these.  Whoever signed with their own key is checked one by one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, partial
from typing import Any

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.authority import LOOKED_AT, Writer, why_not
from sheqi_desktop.domain.change import VOIDED, Change
from sheqi_desktop.domain.clock import county_day
from sheqi_desktop.domain.disputes import known_to, stands
from sheqi_desktop.domain.fold import disagreements, fold
from sheqi_desktop.domain.records.annotation import SUPERVISION
from sheqi_desktop.domain.trouble import ChangeNotAllowed, WorkerKeyPending
from sheqi_desktop.operations.desk import SIGNED_ACTS, Desk
from sheqi_desktop.operations.record_owners import Owner, Owners
from sheqi_desktop.store import log
from sheqi_desktop.store.database import Read
from sheqi_desktop.sync import merge
from sheqi_desktop.sync.body import Creations
from sheqi_desktop.sync.bundle import Opened
from sheqi_desktop.sync.bytes import verify_act
from sheqi_desktop.sync.circles import SUPERVISOR, assigned, owner_of, roles_held
from sheqi_desktop.sync.header import NO_SEGMENT, header_of
from sheqi_desktop.sync.merge import Accept
from sheqi_desktop.sync.roster import Cut, Device, Person, Roster

_QUARTER = 15 * 60 * 1000
"""Every zone on earth is whole quarters of an hour from UTC: within one of them the day does not change."""


def judge(desk: Desk, read: Read, opened: Opened) -> merge.Judge:
    """Say for every change whether its writer may make it; raise ChangeNotAllowed for the first that may not be."""
    owners = Owners(read)

    def look(accept: Accept) -> Collection[int]:
        segment = _Segment(desk, read, opened, accept)
        cut_off = segment.cut_off() | segment.no_longer_theirs(owners)
        if owners.created(accept) and not cut_off and segment.may_create():
            for change in owners.looked_up(accept.patches()):
                segment.refuse(change, owners.before(change, accept))
        else:
            for change in accept.changes():
                if change.ref.seq not in cut_off:
                    segment.refuse(change, owners.before(change, accept))
        return cut_off

    return look


def not_allowed(desk: Desk, read: Read, opened: Opened, accept: Accept) -> list[int]:
    """Give the numbers of a segment accepted earlier whose record comes only now and was not its writer's to change."""
    owners, segment = Owners(read), _Segment(desk, read, opened, accept)
    waited = [change for change in accept.patches() if change.record and change.ref.seq not in accept.excluded]
    late = segment.no_longer_theirs(owners)
    return [
        change.ref.seq
        for change in waited
        if change.ref.seq in late or segment.not_to_be(change, owners.before(change, accept))
    ]


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
        self._writers: dict[tuple[str, date, int], Writer] = {}
        self._said: dict[Any, str | None] = {}

    def cut_off(self) -> frozenset[int]:
        """Give the changes of people who are believed up to an earlier one only: they are kept without effect."""
        header = self._accept.header
        cuts = [one for one in self._cuts(header.device) if not one.unit]
        # A chain the centre had not seen when it cut somebody off is not believed of them at all.
        last = dict.fromkeys((one.worker for one in cuts), 0)
        last |= {one.worker: one.seq for one in cuts if one.chain in (header.chain, self._accept.chain)}
        if not last:
            return frozenset()
        changes = self._accept.changes()
        return frozenset(one.ref.seq for one in changes if one.ref.seq > last.get(one.author, one.ref.seq))

    def no_longer_theirs(self, owners: Owners) -> frozenset[int]:
        """Give what a 督导 wrote of a station after the last position there: kept without effect, in whatever chain."""
        header, last = self._accept.header, dict[tuple[str, str], int]()
        for one in self._cuts(header.device):
            if one.unit:
                here = one.chain in (header.chain, self._accept.chain)
                known = last.get((one.worker, one.unit), 0)
                last[one.worker, one.unit] = max(known, one.seq) if here else known
        if not last:
            return frozenset()
        found = set()
        for change in self._accept.changes():
            owner = None if change.creates else owners.before(change, self._accept)
            station = owner.station if owner is not None else change.answers.get("station_code")
            if change.ref.seq > last.get((change.author, str(station or "")), change.ref.seq):
                found.add(change.ref.seq)
        return frozenset(found)

    def _cuts(self, device: str) -> list[Cut]:
        """Give up to where single people are believed at a machine."""
        return [one for one in self._opened.book.newest.cuts if one.worker and one.device == device]

    def refuse(self, change: Change, before: Owner | None) -> None:
        """Refuse a change its writer may not make."""
        refusal = self.why_not(change, before)
        if refusal is None and not self.by_own_hand(change):
            if _new_hand(self._opened, change):
                raise WorkerKeyPending(worker=self._desk.person_name(change.author), file=self._opened.file)
            refusal = "电子确认的签名对不上"
        if refusal is not None:
            raise ChangeNotAllowed(file=self._opened.file, what=refusal)

    def not_to_be(self, change: Change, before: Owner | None) -> bool:
        """Tell a change that is to have no effect: not its writer's to make, or signed by nobody who is known."""
        if self.why_not(change, before) is not None:
            return True
        return not self.by_own_hand(change) and not _new_hand(self._opened, change)

    def by_own_hand(self, change: Change) -> bool:
        """Check the worker's own signature.  It names the record: one that is not here is checked when that comes."""
        return not (change.signature and change.record) or _own_hand(self._opened, self._roster, change)

    def may_create(self) -> bool:
        """Tell whether every new record is its writer's to make; False asks for a closer look, one by one."""
        return all(self._may_create(batch) for batch in self._accept.body().creations()) and self._own_hands()

    def _own_hands(self) -> bool:
        """Check who signed with their own key; a segment that was looked at before is not checked again."""
        signed = [(batch, i) for batch in self._accept.body().creations() for i in batch.signatures]
        if any(self._lacks_a_hand(batch) for batch in self._accept.body().creations()):
            return False
        authors = {batch.authors[i] for batch, i in signed}
        keys = {author: _keys(self._opened, self._roster, author) for author in sorted(authors)}
        asked = (self._accept.sealed.hash, tuple(keys.items()))
        if asked not in self._desk.hands:
            creations = (self._accept.creation(batch, i) for batch, i in signed)
            if not all(_signed_with(change, keys[change.author]) for change in creations):
                return False
            self._desk.hands.add(asked)
        return True

    def _lacks_a_hand(self, batch: Creations) -> bool:
        """Tell whether somebody who has a key handed a new record in without signing it."""
        acts = [column for name, column in batch.columns.items() if name in SIGNED_ACTS]
        keyed = {author for author in set(batch.authors) if _keys(self._opened, self._roster, author)}
        if not acts or not keyed:
            return False
        bare = (i for i, author in enumerate(batch.authors) if author in keyed and i not in batch.signatures)
        return any(column[i] is not None for i in bare for column in acts)

    def _may_create(self, batch: Creations) -> bool:
        # The same answers by the same person on the same day are the same to the judge.
        names = [name for name in batch.columns if name in LOOKED_AT or name in self._signers_say(batch.kind)]
        quarters = [ms // _QUARTER for ms in batch.times]
        columns = [column for name in names if not _all_alike(column := batch.columns[name])]
        try:
            alike = dict(zip(zip(batch.authors, quarters, *columns, strict=True), range(len(quarters)), strict=True))
        except TypeError:
            return False  # a table among them: steps of a file, for one
        return all(self._may(self._accept.creation(batch, i), None) is None for i in alike.values())

    def why_not(self, change: Change, owner: Owner | None) -> str | None:
        """Give the reason a change is not its writer's to make."""
        alike = self._alike(change, owner)
        if alike is None:
            return self._why_not(change, owner)
        if alike not in self._said:
            self._said[alike] = self._why_not(change, owner)
        return self._said[alike]

    def _alike(self, change: Change, owner: Owner | None) -> Any:
        """Give all the judge sees of a patch that writes nothing whose value it looks at; None for any other."""
        names = change.answers.keys()
        if change.creates or change.kind in SUPERVISION or VOIDED in names or not LOOKED_AT.isdisjoint(names):
            return None
        if any(name in names for name in self._signers_say(change.kind)) or "/" in "".join(names):
            return None
        return change.author, change.at // _QUARTER, change.kind, owner, bool(change.signature), *names

    def _why_not(self, change: Change, owner: Owner | None) -> str | None:
        if owner is not None and owner.kind != change.kind:
            return "写的不是那一种记录"
        if change.creates and owner is not None and owner.station != change.answers.get("station_code"):
            return "这份记录别的站已经建过"
        refusal = self._may(change, None if owner is None or change.creates else {"station_code": owner.station})
        if refusal is None and not change.signature and _is_act(change) and self._has_key(change.author):
            return "缺少写的人自己的电子确认"
        return refusal

    def _has_key(self, author: str) -> bool:
        return bool(_keys(self._opened, self._roster, author))

    def _may(self, change: Change, before: Mapping[str, Value] | None) -> str | None:
        told = self._signers_say(change.kind), partial(self._disputed, change), partial(self._handed_in_by, change)
        refusals = (why_not(change, before, self._under(roster, change), *told) for roster in self._rosters())
        refusal = next(refusals)
        # Only what the roster that is named forbids is asked of those before it.
        return None if refusal is None or None in refusals else refusal

    def _rosters(self) -> Iterator[Roster]:
        yield self._roster
        yield from self._rosters_before

    def _under(self, roster: Roster, change: Change) -> Writer:
        post = change.author, county_day(change.at), roster.version
        if post not in self._writers:
            self._writers[post] = _writer(roster.person(change.author), self._device, *post[:2])
        return self._writers[post]

    @cached_property
    def _rosters_before(self) -> list[Roster]:
        """The rosters before the one named, down to that of the segment before: what was open went on being written.

        A roster that came meanwhile takes nobody's right to what was written before it came.
        """
        header, book = self._accept.header, self._opened.book
        since = 1 if header.prev == NO_SEGMENT else self._named_by(header.prev)
        versions = [book.at(version) for version in range(self._roster.version - 1, since - 1, -1)]
        return [one for one in versions if one is not None and one.device(header.device) is not None]

    def _named_by(self, segment: str) -> int:
        """Give the version that the segment before names: it comes with this one, or is here."""
        coming = (one for some in self._accept.within.fresh.values() for one in some)
        before = next((one for one in coming if one.hash == segment), None)
        if before is None and (kept := log.segment(self._read, segment)) is not None:
            before = kept.sealed
        return self._roster.version if before is None else header_of(before).roster

    def _handed_in_by(self, change: Change) -> Value:
        """Name who handed in what a signature is about: as those before it here and in the same bundle say."""
        return fold(self._known_to(change)).answers.get("signed_by")

    def _disputed(self, change: Change) -> Collection[str]:
        """Give what was at odds before a decision: among the changes here and those that come in the same bundle.

        A decision whose ground has not come yet is let in: it has no effect before that has come, and is judged then,
        by the fold itself, so that it says the same whatever came first.
        """
        before = self._known_to(change)
        return disagreements(before) if stands(before, change.parents) else change.answers.keys()

    def _known_to(self, change: Change) -> list[Change]:
        here = log.changes_of(self._read, change.record) if change.record else []
        coming = self._accept.within.changes_of(change.record) if change.record else []
        return known_to([*here, *coming], change.parents)

    def _signers_say(self, kind: str) -> Collection[str]:
        return self._desk.library.signers_say.get(kind, ())


def _is_act(change: Change) -> bool:
    return any(path.partition("/")[0] in SIGNED_ACTS for path in change.answers)


def _all_alike(column: Sequence[Any]) -> bool:
    return column[0] == column[-1] and column.count(column[0]) == len(column)


def _writer(person: Person | None, device: Device | None, worker: str, on: date) -> Writer:
    unit, kind = (device.station_code, device.kind) if device else ("", "")
    day = on.isoformat()
    roles = roles_held(person, unit, day)
    stations = assigned(person, day)
    if device is not None and kind == SUPERVISOR:
        # It is one person's machine: nobody else writes on it, and its owner in no other role.
        roles = frozenset({SUPERVISOR} if stations and owner_of(device) == worker else ())
    elif kind == "center" and stations and not roles:
        roles = frozenset({SUPERVISOR})
    return Writer(worker, roles, unit, kind, known=bool(roles), stations=stations)


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
