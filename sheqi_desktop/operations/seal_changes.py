"""封存: every change that is still open becomes part of a signed segment, chain by chain."""

from __future__ import annotations

from collections.abc import Sequence

from sheqi_desktop import __version__
from sheqi_desktop.domain.change import Change
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.store import log, segments
from sheqi_desktop.store.database import Write
from sheqi_desktop.sync import segment
from sheqi_desktop.sync.header import header_of

AT_ONCE = 20_000
"""Changes in one segment: small enough to decode in a blink on an old PC."""


def seal_open_changes(desk: Desk) -> int:
    """Seal every change that is still open into segments; give how many changes were sealed."""
    with desk.write() as write:
        open_by_chain = {chain: log.open_changes(write, chain) for chain in log.own_chains(write)}
        open_by_chain = {chain: changes for chain, changes in open_by_chain.items() if changes}
        done = 0
        for chain, changes in segment.sealing_order(open_by_chain, lambda record: log.creation_of(write, record)):
            for start in range(0, len(changes), AT_ONCE):
                done += _seal(desk, write, chain, changes[start : start + AT_ONCE])
        return done


def _seal(desk: Desk, write: Write, chain: str, changes: Sequence[Change]) -> int:
    head = log.chains(write)[chain]
    sealed = segment.seal(
        changes,
        head,
        county=desk.book.county,
        roster_version=desk.book.newest.version,
        signer=desk.machine,
        now_ms=desk.clock.ms(),
        app=__version__,
        creation_of=lambda record: log.creation_of(write, record),
        address_of=lambda ref: segments.address_of(write, ref),
    )
    log.keep_segment(
        write,
        sealed,
        device=head.device,
        epoch=head.epoch,
        audience=head.audience,
        prev=header_of(sealed).prev,
        mine=True,
    )
    return len(changes)
