"""换口令: whoever sits here takes another 口令; the old one is asked for, and the signing key stays."""

from __future__ import annotations

from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.store.passwords import refuse_weak

NOTED = "password_changed"


def change_password(desk: Desk, old: str, new: str) -> None:
    """Put a new 口令 in place of one's own.

    Nothing has to be registered anew, for what one signs with is the same.  Raises WeakPassword before the old
    one is tried, WrongPassword, WaitBeforeTrying, what a file to be looked at only refuses with.
    """
    if desk.database.refuses is not None:
        raise desk.database.refuses()
    refuse_weak(new)
    worker = desk.me.worker_id
    desk.vault.change_password(worker, old, new)
    with desk.write() as write:
        desk.note(write, NOTED, worker)
