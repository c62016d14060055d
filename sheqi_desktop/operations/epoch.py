"""A copy that was restored must not reuse numbers: what is open is sealed, and a new chain begins (SYNC §4.1)."""

from __future__ import annotations

from sheqi_desktop.domain.change import ChainHead
from sheqi_desktop.domain.circles import ALL
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.seal_changes import seal_open_changes
from sheqi_desktop.store import keys, log
from sheqi_desktop.sync.bytes import chain_id, new_epoch


def begin_epoch(desk: Desk) -> None:
    """Close every chain and write from now on into new ones under the same device key; each opens when needed."""
    seal_open_changes(desk)
    epoch = new_epoch()
    chain = chain_id(desk.machine.device, epoch, ALL)
    with desk.write() as write:
        keys.set_epoch(write, epoch)
        log.close_chains(write)
        log.start_chain(write, ChainHead(chain, desk.machine.device, epoch, ALL), mine=True)
        desk.note(write, "epoch", chain[:16])
    desk.start_witness()
