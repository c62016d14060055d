"""Does somebody believe what the county no longer believes?  Then a bundle is worth writing for its roster alone."""

from __future__ import annotations

from collections.abc import Sequence

from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.store import outbox
from sheqi_desktop.store.database import Read
from sheqi_desktop.sync.circles import owner_of
from sheqi_desktop.sync.roster import Book, Device, Roster


def owes_roster(desk: Desk, read: Read, receivers: Sequence[Device]) -> bool:
    """Tell whether a machine may not know yet that root keys changed or that a machine is not to be believed.

    Of a 督导 also which stations are theirs: where an assignment ended nothing else may come that says so.  Other
    changes of the roster travel with whatever is sent next.
    """
    if desk.place.kind != "centre":
        return False
    came = outbox.imports(read)
    for device in receivers:
        told = (one.summary.get("roster") for one in came if one.sender == device.id and one.result == "merged")
        heard = next((version for version in told if isinstance(version, int)), 0)
        known = desk.book.at(max(heard, _approved_with(desk.book, device.id)))
        if known is not None and _believed(known, device) != _believed(desk.book.newest, device):
            return True
    return False


def _approved_with(book: Book, device: str) -> int:
    """Give the first version that names a machine: its 核准包 brought that and all before."""
    return next(page.roster.version for page in book.pages if page.roster.device(device) is not None)


def _believed(roster: Roster, device: Device) -> tuple[object, ...]:
    out = frozenset((one.id, one.status) for one in roster.devices if one.status not in ("pending", "active"))
    person = roster.person(owner_of(device))
    return roster.roots, roster.threshold, roster.cuts, out, person.roles if person is not None else ()
