"""What a save or a merge left for later is done in a quiet moment, a little at a time: nobody waits for it."""

from __future__ import annotations

from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.store import search

AT_ONCE = 200
"""Records put in at once: a save that comes in between waits for no more than these."""


def words_waiting(desk: Desk) -> bool:
    """Tell whether the words of any record cannot be found yet."""
    with desk.read() as read:
        return search.waiting(read)


def index_some(desk: Desk) -> int:
    """Make the words of some records findable, the newest first; gives how many are still left."""
    if not words_waiting(desk):
        return 0
    with desk.write() as write:
        left = search.catch_up(write, AT_ONCE)
    if not left:
        desk.database.bring_to_disk()
    return left


def index_all(desk: Desk) -> None:
    """Make every word findable: for a script, which has nobody waiting before a window."""
    while index_some(desk):
        pass
