"""Whose record it is: the ○ of the permission table, “only own or assigned rows” (domain 10 §4).

Own is what a person typed or answers for: its author, its responsible worker, and for a document whoever is responsible
for the file it belongs to.  Assigned to a 督导 is what belongs to a station they supervise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheqi_desktop.operations.responsible import responsible
from sheqi_desktop.operations.restricted import roles_at
from sheqi_desktop.store import records
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord, Wanted

if TYPE_CHECKING:
    from sheqi_desktop.operations.desk import Desk

ASSIGNED = "supervisor"


def owns(desk: Desk, read: Read, stored: StoredRecord) -> bool:
    """Tell whether a record is this person's own, or assigned to them."""
    if ASSIGNED in roles_at(desk, stored.station):
        return True
    me = desk.me.worker_id
    if me == stored.author or me == responsible(stored):
        return True
    file = records.get(read, stored.parent) if stored.parent else None
    if file is not None and me == responsible(file):
        return True
    return stored.kind == "client" and _has_a_case(read, stored.id, me)


def _has_a_case(read: Read, client: str, worker: str) -> bool:
    """Tell whether somebody is the responsible worker of a case of this person: its file is theirs to read and keep."""
    return any(responsible(one) == worker for one in records.list_records(read, Wanted("case", client=client)))
