"""Chains as they grew: segments hang on each other by hash, so a fork is visible and both branches can live.

Two computers that wrote on from the same copy give two segments with one predecessor.  Each branch then becomes a
chain of its own, named by the hash of its first differing header.  The names follow from the set of segments alone,
so every computer uses the same ones, whatever arrived first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from sheqi_desktop.domain.change import ChangeRef, Sealed
from sheqi_desktop.sync.header import NO_SEGMENT, read_header


@dataclass(frozen=True, slots=True)
class Link:
    """A segment as a link of its chain: what it follows, and which numbers it holds."""

    chain: str
    first: int
    last: int
    hash: str
    prev: str
    device: str

    @classmethod
    def of(cls, sealed: Sealed) -> Link:
        """Read the link from a segment's header."""
        header = read_header(sealed.header)
        return cls(header.chain, header.first, header.last, sealed.hash, header.prev, header.device)

    @property
    def root(self) -> str:
        """What this link hangs on; the start of a chain is a place of its own for every chain."""
        return self.chain if self.prev == NO_SEGMENT else self.prev


class Lines:
    """All segments held, and the name of the chain each belongs to."""

    def __init__(self, links: Iterable[Link]) -> None:
        """Hang the links together; a link whose predecessor is not held is left out."""
        following: dict[str, list[Link]] = {}
        chains: dict[str, None] = {}
        for link in {link.hash: link for link in links}.values():
            following.setdefault(link.root, []).append(link)
            chains[link.chain] = None
        self._links: dict[str, Link] = {}
        self._names: dict[str, str] = {}
        self._children = following
        self._by_chain: dict[str, list[Link]] = {chain: [] for chain in chains}
        self._by_name: dict[str, list[Link]] = {}
        self._forked: set[str] = set()
        for chain in chains:
            self._hang(chain)

    def _hang(self, chain: str) -> None:
        waiting = [(chain, chain)]
        while waiting:
            root, name = waiting.pop()
            following = [link for link in self._children.get(root, ()) if self._fits(link, chain)]
            if len(following) > 1:
                self._forked.add(chain)
            for link in following:
                own = name if len(following) == 1 else link.hash[:32]
                self._links[link.hash] = link
                self._names[link.hash] = own
                self._by_chain[chain].append(link)
                self._by_name.setdefault(own, []).append(link)
                waiting.append((link.hash, own))

    def _fits(self, link: Link, chain: str) -> bool:
        before = self._links.get(link.prev)
        return link.chain == chain and link.first == (before.last + 1 if before else 1)

    def __contains__(self, segment: str) -> bool:
        """Tell whether a segment is held in place."""
        return segment in self._links

    def link(self, segment: str) -> Link | None:
        """Give a segment's link."""
        return self._links.get(segment)

    def name(self, segment: str) -> str:
        """Give the name of the chain that a segment belongs to."""
        return self._names[segment]

    def names(self) -> dict[str, str]:
        """Give every segment's chain name."""
        return dict(self._names)

    def chains(self) -> list[str]:
        """List the chains of which anything is held."""
        return [chain for chain, links in self._by_chain.items() if links]

    def of(self, chain: str) -> list[Link]:
        """List the segments of a chain with all its branches, each after its predecessor."""
        return sorted(self._by_chain.get(chain, ()), key=lambda link: (link.first, link.hash))

    def ends(self, chain: str) -> list[Link]:
        """List the last segments of a chain: one, or one for each branch."""
        return [link for link in self.of(chain) if not self.after(link.hash)]

    def after(self, segment: str) -> list[Link]:
        """List the segments that follow one directly."""
        return [link for link in self._children.get(segment, ()) if link.hash in self._links]

    def starts(self, chain: str) -> list[Link]:
        """List the first segments of a chain: one, or several when it forked at the very start."""
        return [link for link in self._children.get(chain, ()) if link.hash in self._links]

    def forked(self, chain: str) -> bool:
        """Tell whether a chain has branches."""
        return chain in self._forked

    def line_of(self, segment: str) -> list[Link]:
        """Give a segment with all its predecessors, last first."""
        line = []
        link = self._links.get(segment)
        while link is not None:
            line.append(link)
            link = self._links.get(link.prev)
        return line

    # ---------------------------------------------------------------- as places for decoding
    def own(self, segment: str, chain: str, seq: int) -> ChangeRef:
        """Place a change of the same chain as seen from a segment: on its own line, across every fork before it."""
        if segment not in self._links or not self.forked(chain):
            return ChangeRef(chain, seq)
        for link in self.line_of(segment):
            if link.first <= seq:
                return ChangeRef(self._names[link.hash], seq)
        return ChangeRef(chain, seq)

    def foreign(self, chain: str, seq: int, check: str) -> ChangeRef:
        """Place a change of another chain by the start of its segment's hash.

        If that number is held here in another segment only, the reference points at a branch that has not come;
        it gets a name nobody has, so that what depends on it waits.
        """
        holding = self._holding(chain, seq)
        for link in holding:
            if link.hash.startswith(check):
                return ChangeRef(self._names[link.hash], seq)
        return ChangeRef(f"{chain}~{check}" if holding else chain, seq)

    def address(self, ref: ChangeRef) -> tuple[str, str] | None:
        """Say how another chain names a sealed change: chain id, and the start of its segment's hash."""
        links = self._by_name.get(ref.chain, [])
        i = bisect_right(links, ref.seq, key=lambda link: link.first) - 1
        if i < 0 or links[i].last < ref.seq:
            return None
        return links[i].chain, links[i].hash[:8]

    def _holding(self, chain: str, seq: int) -> list[Link]:
        if not self.forked(chain):
            links = self._by_name.get(chain, [])
            i = bisect_right(links, seq, key=lambda link: link.first) - 1
            return [links[i]] if i >= 0 and links[i].last >= seq else []
        return [link for link in self._by_chain[chain] if link.first <= seq <= link.last]
