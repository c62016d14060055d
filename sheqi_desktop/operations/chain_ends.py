"""Up to where the chains of a machine are held here: what a cut, or a copy that takes its place, speaks of."""

from __future__ import annotations

from sheqi_desktop.store import log
from sheqi_desktop.store.database import Read


def chain_ends(read: Read, device: str) -> list[tuple[str, int, str]]:
    """Give for each chain of a machine, by its id, the last number sealed and its segment's hash; a fork has two."""
    heads = [head for head in log.chains(read).values() if head.device == device and head.seq]
    # A branch goes under its first segment's name here; its segments still say the chain's.
    kept = [log.segment(read, head.hash) for head in heads]
    return sorted((one.sealed.chain, one.sealed.last, one.sealed.hash) for one in kept if one is not None)
