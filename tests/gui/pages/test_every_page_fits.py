"""Every registered page, with nothing in it and opened with what it is about: in a small dark window with the largest
letters no label, button or field is cut, and nothing lies where no scrolling leads."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLineEdit, QScrollArea, QWidget

from sheqi_desktop.gui import theme
from sheqi_desktop.gui.kinds import FORM
from sheqi_desktop.gui.page import Page
from sheqi_desktop.gui.pages import registry
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.handover import Leaving, begin_handover
from sheqi_desktop.operations.unlock import unlock
from sheqi_desktop.store import records
from sheqi_desktop.store.records import Wanted
from tests import case_world
from tests.builders_activity import a_plan
from tests.desks import LIBRARY, PASSWORD, Hands, a_centre, a_station, put
from tests.gui.pages import group_world
from tests.gui.pages.test_fits import cut
from tests.typed import tidy, village_of
from tests.volunteers import a_team, ten

STATION = "411327103"
TODAY = "2023-06-14T16:00:00"
WIDTH, HEIGHT, LETTERS = 1093, 557, 22
SETTLED = 8
"""So many turns a page is given until nothing in it moves, however slow the machine."""
ABOUT = {
    "person": "client",
    "case": "case",
    "group": "group",
    "activity": "activity",
    "volunteer": "volunteer",
    "volunteer_team": "volunteer_team",
    "compare": "visit",
    "handover": "handover",
}
"""Pages about one record, and its kind."""
TYPED = {"visit_form": "visit", "client_form": "client", "group_session_form": "group_session"}
TYPED |= {FORM + kind: kind for kind in ("case_plan", "process_note", "group_roster", "activity", "volunteer_team")}
"""Pages on which one record is typed, and its kind."""
FRESH = (
    "household_form",
    *(FORM + kind for kind in ("group", "referral", "resource_link", "complaint", "incident", "survey")),
)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Let a centre found a county and a station work at everything there is."""
    folder = tmp_path_factory.mktemp("everything")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHEQI_CONFIG_DIR", str(tmp_path_factory.mktemp("everything-config")))
        hands = Hands("2023-02-01T09:00:00")
        centre = a_centre(folder, hands)
        desk = a_station(folder, centre, hands, STATION, supervised=True)
        centre.close()
        case_world.fill(desk, hands)
        group_world.fill(desk, hands)
        hands.to("2023-06-14T15:50:00")
        here = {"region": village_of(desk)}
        people = {name: put(desk, "volunteer", tidy(one | here)).record for name, one in ten().items()}
        roll = [row | {"volunteer_id": people[row["volunteer_id"]]} for row in tidy(a_team())["members"]]
        put(desk, "volunteer_team", tidy(a_team()) | {"leader": people["v1"], "members": roll})
        workers = [f"w-{STATION}-1", f"w-{STATION}-2"]
        plan = a_plan(host_station=STATION, leader_id=workers[0], workers=workers, service_date="2023-06-20")
        put(desk, "activity", tidy(plan), hand_in=False)
        begin_handover(desk, Leaving(workers[1], workers[0], f"w-{STATION}-3", "2023-06-30"))
        desk.close()
    return folder


@pytest.fixture
def seated(filled: Path, tmp_path: Path) -> Iterator[Callable[[str, str], Desk]]:
    """Open a copy of the filled station or of the centre."""
    opened: list[Desk] = []

    def sit(which: str, worker: str) -> Desk:
        shutil.copytree(filled / which, tmp_path / which)
        opened.append(unlock(tmp_path / which, worker, PASSWORD, Hands(TODAY).clock, LIBRARY))
        return opened[-1]

    yield sit
    for desk in opened:
        desk.close()


def first(desk: Desk, kind: str) -> str:
    with desk.read() as read:
        return next((one.id for one in records.list_records(read, Wanted(kind, limit=1))), "")


def walk(desk: Desk) -> Iterator[tuple[str, object]]:
    """Name every page, and what it is opened with."""
    kind = desk.place.kind
    for page in (*registry.PAGES[kind], "help", *registry._LISTS):
        if page in ("print", "why", *ABOUT, *TYPED):
            continue
        yield page, None
    yield "why", ("ind_visit", desk.station if kind == "station" else "")
    for page, about in ABOUT.items():
        if registry.known(kind, page) and (record := first(desk, about)):
            yield page, record
    if kind != "station":
        return
    for page, about in TYPED.items():
        if record := first(desk, about):
            yield page, FormAsk(about, record)
    if visit := first(desk, "visit"):
        yield "print", FormAsk("visit", visit)
    for page in FRESH:
        yield page, FormAsk(page.removeprefix(FORM) if page.startswith(FORM) else "household")


def lost(page: QWidget) -> list[str]:
    """Name what stands beyond the right edge of a place that does not scroll sideways."""
    found = []
    for kind in (PlainLabel, QAbstractButton, QLineEdit):
        for one in page.findChildren(kind):
            parent = one.parentWidget()
            while parent is not None and not isinstance(parent, (QScrollArea, Page, QAbstractItemView)):
                parent = parent.parentWidget()
            if not one.isVisible() or not isinstance(parent, (QScrollArea, Page)):
                continue
            off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            if isinstance(parent, QScrollArea):
                if parent.horizontalScrollBarPolicy() != off:
                    continue
                parent = parent.viewport()
            right = parent.mapFromGlobal(one.mapToGlobal(QPoint(one.width(), 0))).x()
            if right > parent.width() + 1:
                found.append(f"{one.objectName() or one.text()[:20]} ends at {right} of {parent.width()}")
    return found


def faults(rooms, desk: Desk) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for page, argument in walk(desk):
        shown = rooms.go(page, argument)
        for _ in range(SETTLED):
            QCoreApplication.processEvents()
        if wrong := cut(shown) + lost(shown):
            found[page] = wrong
    return found


def test_nothing_is_cut_on_any_page_of_a_station(make_window, seated):
    theme.apply(theme.DARK, LETTERS)
    desk = seated(f"{STATION}-A", f"w-{STATION}-1")
    assert faults(make_window(desk, WIDTH, HEIGHT), desk) == {}


def test_nothing_is_cut_on_any_page_of_a_station_that_has_written_nothing(make_window, empty_desk):
    theme.apply(theme.DARK, LETTERS)
    assert faults(make_window(empty_desk, WIDTH, HEIGHT), empty_desk) == {}


def test_nothing_is_cut_on_any_page_of_the_centre(make_window, seated):
    theme.apply(theme.DARK, LETTERS)
    desk = seated("centre", "w-centre-1")
    assert faults(make_window(desk, WIDTH, HEIGHT), desk) == {}
