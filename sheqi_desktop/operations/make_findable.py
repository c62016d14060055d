"""The words of what a merge brought go into the word index afterwards, a little at a time, so that nobody waits for it.

Nothing is missing from a search meanwhile: ``store.search`` looks through what is not in the index yet.
"""

from __future__ import annotations

from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.progress import Progress, quiet
from sheqi_desktop.store import search

AT_ONCE = 500
"""So many are done within the blink of an eye: somebody who saves meanwhile does not notice."""


def make_some_findable(desk: Desk) -> int:
    """Put the words of some records into the index; give how many are left."""
    if not desk.database.is_open:
        return 0
    with desk.read() as read:
        if not search.left(read):
            return 0
    with desk.write() as write:
        return search.catch_up(write, AT_ONCE)


def make_findable(desk: Desk, progress: Progress | None = None) -> None:
    """Put the words of all records into the index; what is done stays done after 取消."""
    progress = progress or quiet()
    most = 0
    while left := make_some_findable(desk):
        most = max(most, left)
        progress.tell(1, 1, "整理查找用的词", most - left, most)
