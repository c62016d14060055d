"""Into which of this machine's chains a change goes; a chain is opened by the first change written into it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.change import ChainHead, ChangeRef
from sheqi_desktop.domain.circles import ALL, PRIVATE_KINDS, RESTRICTED, About, Writing, circle_of
from sheqi_desktop.store import keys, log, records
from sheqi_desktop.store.database import Read, Write
from sheqi_desktop.sync.bytes import chain_id
from sheqi_desktop.sync.circles import listed
from sheqi_desktop.sync.roster import Roster


def own_chain_for(
    write: Write, writing: Writing, roster: Roster,
    kind: str, record: str, parents: Sequence[ChangeRef], answers: Mapping[str, Value],
) -> str:  # fmt: skip
    """Give the circle of a change about to be written, its chain open to be written into."""
    circle = listed(roster, circle_of(_about(write, kind, record, parents, answers), writing))
    if log.own_chain(write, circle) is None:
        own = keys.device(write)
        if own is None:
            raise RuntimeError("this machine has no keys yet")
        chain = chain_id(own.device, own.epoch, circle)
        log.start_chain(write, ChainHead(chain, own.device, own.epoch, circle))
    return circle


def unopened(read: Read, circles: Sequence[str]) -> list[str]:
    """Name the chains this machine would write in its present epoch for circles it has not written for."""
    own = keys.device(read)
    if own is None:
        return []
    return [
        chain_id(own.device, own.epoch, circle) for circle in (ALL, *circles) if log.own_chain(read, circle) is None
    ]


def _about(read: Read, kind: str, record: str, parents: Sequence[ChangeRef], answers: Mapping[str, Value]) -> About:
    if not parents:
        return About.of(kind, answers)
    if kind in PRIVATE_KINDS:
        stored = records.get(read, record)
        return About.of(kind, stored.answers if stored else answers)
    station, worker, restricted = records.whose(read, record)
    # Whoever lacks what was 限阅 could never see a later change of it: once 限阅 is 限阅 for good.
    restricted = restricted or answers.get("restricted") is True
    restricted = restricted or any(log.circle_of(read, ref.chain).startswith(RESTRICTED) for ref in parents)
    return About(kind, station, restricted, worker=worker)
