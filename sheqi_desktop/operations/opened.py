"""The one door to reading a record whole: 限阅 and children's files are refused or noted here."""

from __future__ import annotations

from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.minors import refuse_closed
from sheqi_desktop.operations.restricted import note_view, refuse_unseen
from sheqi_desktop.store.records import StoredRecord

VIEWED = "view_minor"


def opened(desk: Desk, stored: StoredRecord, why: str) -> StoredRecord:
    """Let a record through to be read: allowed, and noted; raise Restricted, MinorClosed."""
    refuse_unseen(desk, stored)
    with desk.read() as read:
        child = refuse_closed(desk, read, stored)
    if stored.restricted or child is not None:
        with desk.write() as write:
            note_view(desk, write, stored, why)
            if child is not None:
                desk.note(write, VIEWED, child.id, why=why, kind=stored.kind)
    return stored
