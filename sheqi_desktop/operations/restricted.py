"""限阅: who may see a record on abuse, suicide or a minor victim, and the note of everybody who did.

The responsible worker and whoever typed it, the 站长 of its station, the 督导 of its station, and the head of the
county centre (domain 00 §8).  Nobody else, and nobody without a line in the journal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheqi_desktop.domain.trouble import Restricted
from sheqi_desktop.store.database import Write
from sheqi_desktop.store.records import StoredRecord

if TYPE_CHECKING:
    from sheqi_desktop.operations.desk import Desk

VIEWED = "view_restricted"
HIDDEN = "限阅"
_AT_THE_STATION = frozenset({"station_lead", "supervisor"})
_AT_THE_CENTRE = frozenset({"center_director"})


def may_see(desk: Desk, stored: StoredRecord) -> bool:
    """Tell whether the person at this desk may read a record."""
    if not stored.restricted or desk.me.worker_id in (stored.worker, stored.author):
        return True
    return bool(
        _AT_THE_STATION & roles_at(desk, stored.station) or _AT_THE_CENTRE & roles_at(desk, desk.library.centre_unit)
    )


def roles_at(desk: Desk, unit: str) -> frozenset[str]:
    """Give the roles this person holds today at a unit, whichever desk they sit at."""
    today = desk.clock.today().isoformat()
    posts = [one for one in desk.me.roles if one.unit == unit]
    return frozenset(one.role for one in posts if (one.since or today) <= today <= (one.until or today))


def refuse_unseen(desk: Desk, stored: StoredRecord) -> None:
    """Stop whoever may not read this record; raise Restricted."""
    if not may_see(desk, stored):
        raise Restricted()


def note_view(desk: Desk, write: Write, stored: StoredRecord, why: str) -> None:
    """Write into the journal who opened a 限阅 record, when and what for; of other records nothing is noted."""
    if stored.restricted:
        desk.note(write, VIEWED, stored.id, why=why, kind=stored.kind)
