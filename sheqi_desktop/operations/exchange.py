"""往来记录: what was sent, what came, and how far the centre has signed for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.store import log, outbox


@dataclass(frozen=True, slots=True)
class Receipts:
    """How many changes of this machine are signed for, and how many wait."""

    received: int
    waiting: int
    positions: Mapping[str, int]


def receipts(desk: Desk) -> Receipts:
    """Count own changes that a signed receipt of the centre covers, and those that are only here or on a stick."""
    with desk.read() as read:
        mine = log.own_chains(read)
        signed = outbox.acknowledged(read)
    received = sum(min(signed.get(chain, 0), last) for chain, last in mine.items())
    return Receipts(received, sum(mine.values()) - received, {chain: signed.get(chain, 0) for chain in mine})


def sent(desk: Desk) -> list[outbox.Export]:
    """Give every bundle this machine wrote, newest first."""
    with desk.read() as read:
        return outbox.exports(read)


def came(desk: Desk) -> list[outbox.ImportLog]:
    """Give every bundle that was brought in here, newest first."""
    with desk.read() as read:
        return outbox.imports(read)
