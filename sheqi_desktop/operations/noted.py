"""What the journal keeps of looking: a case file opened, a search by ID number (TRUST §4.7), never the number."""

from __future__ import annotations

import re

from sheqi_desktop.domain.identity import tidy
from sheqi_desktop.domain.trouble import DiskFull
from sheqi_desktop.operations.desk import Desk

OPENED, SEARCHED = "open_case", "search_id"
_ID_NUMBER = re.compile(r"\d{17}[\dX]", re.ASCII)


def note_opened(desk: Desk, record: str) -> None:
    """Note that somebody opened a case file."""
    _note(desk, OPENED, record)


def note_search(desk: Desk, typed: str) -> None:
    """Note that somebody searched by a whole ID number, once however often the list is read again for it."""
    number = tidy(typed)
    if _ID_NUMBER.fullmatch(number) and number != desk.searched:
        desk.searched = number
        _note(desk, SEARCHED)


def _note(desk: Desk, what: str, subject: str = "") -> None:
    try:
        with desk.write() as write:
            desk.note(write, what, subject)
    except DiskFull:
        # Reading must go on where nothing can be written.
        return
