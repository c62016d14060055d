"""The plan of a merge: what a checked bundle would bring, decided before anything is written.

Merging is union, so a plan only sorts segments: to accept, known already, waiting for something, held back because
their machine is no longer believed.  A person looks at the plan; ``operations`` carries it out in one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from sheqi_desktop.domain.change import Change, Sealed
from sheqi_desktop.domain.circles import ALL, circle_words
from sheqi_desktop.domain.trouble import BundleDamaged, ChangeNotAllowed, NotOurCircle
from sheqi_desktop.sync.bundle import Opened
from sheqi_desktop.sync.header import NO_SEGMENT, Header, header_of
from sheqi_desktop.sync.lines import Lines, Link
from sheqi_desktop.sync.planned import Accept, Held, Judge, Known, Missing, Parked, Plan, Rename, Within
from sheqi_desktop.sync.receipt import acknowledged
from sheqi_desktop.sync.segment import SCHEMA, verify

__all__ = ["Accept", "Held", "Judge", "Known", "Lines", "Link", "Parked", "Plan", "Rename", "judge_by_change", "plan"]


def judge_by_change(why_not: Callable[[Change, Header], str | None], file: str) -> Judge:
    """Make a judge that asks about every change; the first that is not allowed refuses the whole bundle."""

    def judge(accept: Accept) -> Collection[int]:
        for change in accept.changes():
            reason = why_not(change, accept.header)
            if reason is not None:
                raise ChangeNotAllowed(file=file, what=reason)
        return ()

    return judge


def plan(opened: Opened, known: Known, judge: Judge, schema: int = SCHEMA) -> Plan:
    """Sort the segments of a bundle, together with those that waited, into what would happen to them."""
    dropped: set[str] = set()
    while True:
        attempt = _Attempt(opened, known, frozenset(dropped), schema)
        try:
            return attempt.judged(judge)
        except _Drop as bad:
            dropped.add(bad.segment)


class _Drop(Exception):
    """A segment that waited turns out to be bad; the bundle at hand is not to blame."""

    def __init__(self, segment: str) -> None:
        super().__init__(segment)
        self.segment = segment


class _Attempt:
    """One try at sorting; repeated without a segment that had waited and proved bad."""

    def __init__(self, opened: Opened, known: Known, dropped: frozenset[str], schema: int) -> None:
        self._opened = opened
        self._known = known
        self._book = opened.book
        self._dropped = set(dropped)
        self._schema = schema
        self._before = Lines(known.links())
        self._held = dict(self._each_held())
        self._skip: list[str] = []
        self._park: list[Parked] = []
        self._quarantine: list[Held] = []
        self._circles: dict[tuple[str, int], bool] = {}
        self._taken: list[tuple[Sealed, Header, bool]] = []
        for sealed, header, waited in self._candidates():
            self._sort(sealed, header, waited)

    def _each_held(self) -> Iterator[tuple[str, Link]]:
        for chain in self._before.chains():
            for link in self._before.of(chain):
                yield link.hash, link

    def _candidates(self) -> list[tuple[Sealed, Header, bool]]:
        """List the segments at hand, each once, every one after its predecessors."""
        brought = {sealed.hash: (sealed, header, False) for sealed, header in self._inside()}
        for sealed in self._known.waiting():
            if sealed.hash not in self._dropped:
                brought.setdefault(sealed.hash, (sealed, header_of(sealed), True))
        return sorted(brought.values(), key=lambda each: (each[0].chain, each[0].first, each[0].hash))

    def _inside(self) -> Iterable[tuple[Sealed, Header]]:
        return zip(self._opened.sealed, self._opened.headers, strict=True)

    def _sort(self, sealed: Sealed, header: Header, waited: bool) -> None:
        if sealed.hash in self._held:
            self._skip.append(sealed.hash)
            return
        if not self._for_us(header):
            if self._opened.manifest.roster > self._book.newest.version:
                # The sender knows a later roster, which may well put us into the circle.
                self._park.append(Parked(sealed, header, "roster"))
                return
            if waited:
                self._dropped.add(sealed.hash)
                return
            raise NotOurCircle(file=self._opened.file, what=circle_words(header.audience))
        device = self._book.newest.device(header.device)
        if device is None or device.status == "pending":
            self._park.append(Parked(sealed, header, "unapproved"))
            return
        if waited and not verify(sealed, device.public):
            self._dropped.add(sealed.hash)
            return
        doubt = self._doubt(header, sealed)
        if doubt:
            self._quarantine.append(Held(sealed, header, doubt))
        elif device.status == "suspended":
            self._park.append(Parked(sealed, header, "suspended"))
        elif header.roster > self._book.newest.version:
            self._park.append(Parked(sealed, header, "roster"))
        elif header.prev == NO_SEGMENT or self._follows(sealed, header, waited):
            self._held[sealed.hash] = Link.of(sealed)
            self._taken.append((sealed, header, waited))

    def _for_us(self, header: Header) -> bool:
        """Tell whether this machine is in the circle of a chain, by the version it names or any known since.

        A circle that changed while a bundle travelled is nobody's fault; what we wrote ourselves may always come back.
        """
        me = self._known.device
        if header.audience == ALL or header.device == me:
            return True
        asked = (header.audience, header.roster)
        if asked not in self._circles:
            versions = (self._book.at(n) for n in range(max(header.roster, 1), self._book.newest.version + 1))
            self._circles[asked] = any(one is not None and one.receives(header.audience, me) for one in versions)
        return self._circles[asked]

    def _follows(self, sealed: Sealed, header: Header, waited: bool) -> bool:
        """Tell whether the predecessor is held; park the segment if not."""
        before = self._held.get(header.prev)
        if before is not None and before.chain == header.chain and before.last + 1 == header.first:
            return True
        if before is not None:
            if waited:
                self._dropped.add(sealed.hash)
                return False
            raise BundleDamaged(file=self._opened.file, why="段的序号接不上")
        waits_for = {parked.sealed.hash for parked in self._park} | {held.sealed.hash for held in self._quarantine}
        missing = None if header.prev in waits_for else self._missing(header)
        self._park.append(Parked(sealed, header, "gap", missing))
        return False

    def _missing(self, header: Header) -> Missing:
        reached = [link.last for link in self._held.values() if link.chain == header.chain and link.last < header.first]
        return header.chain, min(max(reached, default=0) + 1, header.first - 1), header.first - 1

    def _doubt(self, header: Header, sealed: Sealed) -> str:
        """Tell why a segment of a machine that is no longer believed is held back: ``before``, ``after`` or not."""
        device = self._book.newest.device(header.device)
        cuts = [cut for cut in self._book.newest.cuts_of(header.device) if cut.chain == header.chain]
        if device is None or (not cuts and device.status not in ("lost", "revoked", "retired")):
            return ""
        # Of a machine whose place was taken two lines may be believed: what came from it, and what its copy has.
        if any(cut.hash == sealed.hash for cut in cuts):
            return ""
        if any(header.last < cut.seq or (header.last == cut.seq and not cut.hash) for cut in cuts):
            # A branch made by whoever holds the machine now may claim old numbers: only the known line is believed.
            sibling = any(link.prev == header.prev and link.chain == header.chain for link in self._held.values())
            if not sibling:
                return ""
        lost_at = device.lost_at or max((cut.at for cut in cuts), default=0)
        sealed_at = header.sealed_ms
        return "before" if sealed_at is not None and sealed_at <= lost_at else "after"

    def judged(self, judge: Judge) -> Plan:
        """Let the authority look at every segment to be accepted, and give the plan."""
        lines = Lines(self._held.values())
        places = Within(self._opened, self._known, lines)
        for sealed, _, _ in self._taken:
            places.fresh.setdefault(lines.name(sealed.hash), []).append(sealed)
        accepted = []
        for sealed, header, waited in self._taken:
            newer = header.schema > self._schema
            bare = Accept(sealed, header, lines.name(sealed.hash), waited, newer, frozenset(), places)
            try:
                excluded = frozenset(judge(bare))
            except ChangeNotAllowed:
                if waited:
                    raise _Drop(sealed.hash) from None
                raise
            chain = lines.name(sealed.hash)
            accepted.append(Accept(sealed, header, chain, waited, newer, excluded, places) if excluded else bare)
        return Plan(
            opened=self._opened,
            book=self._book,
            lines=lines,
            accept=tuple(accepted),
            skip=tuple(self._skip),
            park=tuple(self._park),
            quarantine=tuple(self._quarantine),
            dropped=tuple(sorted(self._dropped)),
            renames=_renames(self._before, lines),
            forks=tuple(c for c in lines.chains() if lines.forked(c) and not self._before.forked(c)),
            ahead=self._ahead(lines),
            acknowledged=acknowledged(self._opened.manifest.have, lines, self._known.device),
            within=places,
        )

    def _ahead(self, lines: Lines) -> tuple[str, ...]:
        """List our own chains of which others hold what we do not: the mark of a restored or copied workspace."""
        ahead = {sealed.chain for sealed, _, _ in self._taken} | {parked.sealed.chain for parked in self._park}
        found = set()
        for chain, last in self._known.my_chains().items():
            reached = self._opened.manifest.have.get(chain)
            strange = reached is not None and (reached[0] > last or reached[1] not in lines)
            if chain in ahead or strange:
                found.add(chain)
        return tuple(sorted(found))


def _renames(before: Lines, after: Lines) -> tuple[Rename, ...]:
    """Give the stretches of chains that go under another name now."""
    moved: dict[tuple[str, str], list[Link]] = {}
    for segment, old in before.names().items():
        link = after.link(segment)
        if link is not None and after.name(segment) != old:
            moved.setdefault((old, after.name(segment)), []).append(link)
    return tuple(
        Rename(old, min(link.first for link in links), max(link.last for link in links), new)
        for (old, new), links in sorted(moved.items())
    )
