"""Which chains, and the attachments of which records, a bundle for some machines may hold."""

from __future__ import annotations

from collections.abc import Sequence

from sheqi_desktop.domain.circles import About, Writing, circle_of
from sheqi_desktop.domain.records.annotation import SUPERVISION
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.store import log
from sheqi_desktop.store.database import Read
from sheqi_desktop.sync.circles import goes_to, listed
from sheqi_desktop.sync.roster import Device


def chains_for(desk: Desk, read: Read, receivers: Sequence[Device]) -> set[str]:
    """Give the chains, by their ids, that every one of these machines may have."""
    roster, day = desk.book.newest, desk.clock.today().isoformat()
    found = set()
    for chain, (device, circle) in log.chain_circles(read).items():
        writer = roster.device(device)
        if all(goes_to(roster, writer, circle, one, day) for one in receivers):
            found.add(chain)
    return found


def own_chains_for(desk: Desk, read: Read, receivers: Sequence[Device]) -> list[str]:
    """Give the names of this machine's own chains that every one of these machines may have."""
    roster, day = desk.book.newest, desk.clock.today().isoformat()
    me = roster.device(desk.machine.device)
    return [
        chain
        for chain in log.own_chains(read)
        # A machine not approved yet looks at what it will send once it is.
        if me is None or all(goes_to(roster, me, log.circle_of(read, chain), one, day) for one in receivers)
    ]


def alike(desk: Desk, read: Read, receivers: Sequence[Device]) -> list[list[Device]]:
    """Sort machines of one unit by what they may have; nearly always all alike.

    Where not everybody at a station may read what is 限阅 there, each gets a bundle of its own.
    """
    found: dict[frozenset[str], list[Device]] = {}
    for one in receivers:
        found.setdefault(frozenset(chains_for(desk, read, [one])), []).append(one)
    return list(found.values())


def concerns(desk: Desk, receivers: Sequence[Device], about: About) -> bool:
    """Tell whether every one of these machines may have what belongs to a record."""
    if about.kind in SUPERVISION and about.station in ("", desk.library.centre_unit):
        # What a 督导 keeps for themselves and the centre names no station.
        return all(one.kind == "center" for one in receivers)
    roster, day = desk.book.newest, desk.clock.today().isoformat()
    centre = next((one for one in roster.devices if one.kind == "center"), None)
    circle = listed(roster, circle_of(about, Writing("centre", desk.library.centre_unit)))
    return all(goes_to(roster, centre, circle, one, day) for one in receivers)
