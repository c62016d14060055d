"""Builds the frame for an open desk: who sits here, where, which pages there are."""

from __future__ import annotations

from sheqi_desktop.domain.clock import COUNTY
from sheqi_desktop.gui.entries import CENTRE_ENTRIES, STATION_ENTRIES, SUPERVISOR_ENTRIES
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.pages import registry
from sheqi_desktop.gui.window import Frame, MainWindow
from sheqi_desktop.operations.desk import Desk

ENTRIES = {"station": STATION_ENTRIES, "centre": CENTRE_ENTRIES, "supervisor": SUPERVISOR_ENTRIES}
KINDS = {"station": "工作站", "centre": "县中心", "supervisor": "督导"}


def frame_for(desk: Desk) -> Frame:
    """Give what stays the same on every page."""
    seen = desk.clock.now().astimezone(COUNTY)
    return Frame(
        place=desk.place.name,
        role=KINDS[desk.place.kind],
        person=desk.me.name,
        entries=tuple(entry for entry in ENTRIES[desk.place.kind] if registry.known(desk.place.kind, entry.id)),
        demo=desk.place.demo,
        user_mark=f"{desk.me.name} {seen:%H:%M}",
    )


def make_rooms(desk: Desk, jobs: Jobs) -> MainWindow:
    """Build the frame and go to its first page."""
    window = MainWindow(frame_for(desk), lambda page: registry.make(page, desk, jobs))
    if window.frame.entries:
        window.go(window.frame.entries[0].id)
    return window
