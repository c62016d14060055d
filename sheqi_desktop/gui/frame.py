"""What stays the same on every page of a window."""

from __future__ import annotations

from dataclasses import dataclass

from sheqi_desktop.gui.entries import Entry


@dataclass(frozen=True, slots=True)
class Frame:
    """Who and where: what stays the same on every page."""

    place: str
    role: str
    person: str
    entries: tuple[Entry, ...]
    demo: bool = False
    new_menu: tuple[tuple[str, str, str], ...] = ()
    user_mark: str = ""
    notice: str = ""
    """Why nothing can be changed here; stays above every page."""
