"""Receipts: what the other side is known to hold, and what it is therefore still owed.

Every bundle tells how far its sender holds every chain, so every bundle is a receipt.  “Sent” is never “received”:
only such a statement, signed by the receiver, takes anything off the list of what is owed.
"""

from __future__ import annotations

from sheqi_desktop.sync.lines import Lines, Link
from sheqi_desktop.sync.manifest import Have


def have_of_lines(lines: Lines) -> dict[str, tuple[int, str]]:
    """State how far every chain and every branch is held."""
    return {lines.name(end.hash): (end.last, end.hash) for chain in lines.chains() for end in lines.ends(chain)}


def acknowledged(have: Have, lines: Lines, device: str) -> dict[str, int]:
    """Give up to which number of each of a machine's chains the other side holds the same as we do.

    Whoever holds a branch holds what was before it as well, which keeps the name of the chain.
    """
    reached: dict[str, int] = {}
    for _, segment in have.values():
        link = lines.link(segment)
        if link is not None and link.device == device:
            for held in lines.line_of(segment):
                name = lines.name(held.hash)
                reached[name] = max(reached.get(name, 0), held.last)
    return reached


def owed(lines: Lines, have: Have | None, own: str = "") -> list[Link]:
    """List the segments the other side is not known to hold, in the order in which they go into a bundle.

    Without any statement everything is owed; sending twice costs nothing.  Where the other side is ahead of us on
    the same chain, nothing of it is owed, unless ``own`` machine wrote it: then another copy of us went on from some
    place, and whether what we wrote since is in theirs nobody can tell.
    """
    holds: set[str] = set()
    beyond: set[str] = set()
    for chain, (seq, segment) in (have or {}).items():
        holds.update(link.hash for link in lines.line_of(segment))
        links = lines.of(chain)
        if segment not in lines and not any(link.last > seq or link.device == own for link in links):
            beyond.add(chain)
    return [
        link
        for chain in sorted(lines.chains())
        for link in lines.of(chain)
        if link.hash not in holds and chain not in beyond
    ]
