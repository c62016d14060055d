"""Builds the frame for an open desk: who sits here, where, which pages there are."""

from __future__ import annotations

from sheqi_desktop.domain.clock import COUNTY
from sheqi_desktop.gui import centre, station, supervisor
from sheqi_desktop.gui.catching_up import CatchingUp
from sheqi_desktop.gui.entries import CENTRE_ENTRIES, STATION_ENTRIES, SUPERVISOR_ENTRIES
from sheqi_desktop.gui.frame import Frame
from sheqi_desktop.gui.help_ask import HelpAsk, focused_field, topics
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import AsksForSlot, Page
from sheqi_desktop.gui.pages import registry
from sheqi_desktop.gui.window import MainWindow
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.to_sign import signs_here

ENTRIES = {"station": STATION_ENTRIES, "centre": CENTRE_ENTRIES, "supervisor": SUPERVISOR_ENTRIES}
KINDS = {"station": "工作站", "centre": "县中心", "supervisor": "督导"}


def frame_for(desk: Desk) -> Frame:
    """Give what stays the same on every page."""
    seen = desk.clock.now().astimezone(COUNTY)
    return Frame(
        place=place_words(desk),
        role=_role(desk),
        person=desk.me.name,
        entries=tuple(entry for entry in ENTRIES[desk.place.kind] if _shown(desk, entry.id)),
        demo=desk.place.demo,
        new_menu=station.NEW_MENU if desk.place.kind == "station" and not desk.only_look else (),
        user_mark=f"{desk.me.name} {seen:%H:%M}",
        notice="".join(desk.only_look.partition("。")[:2]),
    )


def _shown(desk: Desk, page: str) -> bool:
    """Tell whether an entry is for whoever sits here: 签批 is for those who sign."""
    return registry.known(desk.place.kind, page) and (page != "to_sign" or signs_here(desk))


def _role(desk: Desk) -> str:
    """Give the small words under the name: 工作站, 县中心, of a 督导 负责 5 站."""
    return f"负责 {len(desk.stations or ())} 站" if desk.place.kind == "supervisor" else KINDS[desk.place.kind]


def place_words(desk: Desk) -> str:
    """Give the name people use for where they sit: 饶良镇社工站; a 督导 sits under their own name."""
    if desk.place.kind == "supervisor":
        return desk.me.name
    name = desk.place.name
    return f"{name}社工站" if desk.place.kind == "station" and not name.endswith("站") else name


def make_rooms(desk: Desk, jobs: Jobs) -> MainWindow:
    """Build the frame and go to its first page."""

    def make(page: str) -> Page:
        made = registry.make(page, desk, jobs)
        if isinstance(made, AsksForSlot):
            made.slot_asked.connect(window.slot_asked)
        return made

    window = MainWindow(frame_for(desk), make)
    if desk.place.kind == "station":
        station.dress(window, desk, jobs)
    elif desk.place.kind == "centre":
        centre.dress(window, desk, jobs)
    else:
        supervisor.dress(window, desk, jobs)
    window.help_asked.connect(lambda topic: window.go("help", HelpAsk(topics(topic, window.page_id), focused_field())))
    catching_up = CatchingUp(desk, jobs, window)
    window.changed.connect(lambda _: catching_up.soon())
    if window.frame.entries:
        window.go(window.frame.entries[0].id)
    return window
