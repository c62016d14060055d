"""Whether it was asked, and not answered yet, why this workspace is on another computer (``second_computer``)."""

from __future__ import annotations

from sheqi_desktop.domain.trouble import WhichComputer
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.store import meta
from sheqi_desktop.store.database import Read, Write

ASKED = "which_computer"


def ask(desk: Desk, write: Write) -> None:
    """Ask from now on, at a station's or a 督导's machine that is enrolled; the demo stands wherever it is opened."""
    if desk.place.kind != "centre" and not desk.place.demo and desk.approved:
        meta.put(write, ASKED, True)


def is_asked(read: Read) -> bool:
    """Tell whether the question waits for an answer."""
    return bool(meta.get(read, ASKED, False))


def refuse_unanswered(desk: Desk) -> None:
    """Let nothing leave a copy that does not know which computer it is on; raise WhichComputer."""
    with desk.read() as read:
        if is_asked(read):
            raise WhichComputer()
