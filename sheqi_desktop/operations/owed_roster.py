"""Does somebody not know yet whom to believe, or who watches over whom?  Then a bundle is worth its roster alone."""

from __future__ import annotations

from collections.abc import Sequence

from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.store import outbox
from sheqi_desktop.store.database import Read
from sheqi_desktop.sync.circles import assigned, owner_of
from sheqi_desktop.sync.roster import Book, Device, Roster


def owes_roster(desk: Desk, read: Read, receivers: Sequence[Device]) -> bool:
    """Tell whether a machine may not know yet that trust was taken away, or that its stations have another 督导.

    Other changes of the roster travel with whatever is sent next.
    """
    if desk.place.kind != "centre":
        return False
    newest, day = desk.book.newest, desk.clock.today().isoformat()
    came = outbox.imports(read)
    for device in receivers:
        told = (one.summary.get("roster") for one in came if one.sender == device.id and one.result == "merged")
        heard = next((version for version in told if isinstance(version, int)), 0)
        known = desk.book.at(max(heard, _approved_with(desk.book, device.id)))
        if known is None:
            continue
        if _believed(known) != _believed(newest) or _watched(known, device, day) != _watched(newest, device, day):
            return True
    return False


def _approved_with(book: Book, device: str) -> int:
    """Give the first version that names a machine: its 核准包 brought that and all before."""
    return next(page.roster.version for page in book.pages if page.roster.device(device) is not None)


def _believed(roster: Roster) -> tuple[object, ...]:
    out = frozenset((one.id, one.status) for one in roster.devices if one.status not in ("pending", "active"))
    return roster.roots, roster.threshold, roster.cuts, out


def _watched(roster: Roster, device: Device, day: str) -> frozenset[tuple[str, str]]:
    """Give who is 督导 of what on a day, as far as it concerns one machine: its station, or its own 督导."""
    owner = owner_of(device)
    return frozenset(
        (one.worker_id, station)
        for one in roster.people
        for station in assigned(one, day)
        if station == device.station_code or one.worker_id == owner
    )
