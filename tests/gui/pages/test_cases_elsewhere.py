"""The records of a station at the centre: the same pages, nothing to change; every number leads to its records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from clipped import cut_labels
from hands import press
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.counting.sources import VIEWS
from sheqi_desktop.gui import kinds
from sheqi_desktop.gui.pages import registry
from sheqi_desktop.operations.accept_bundle import accept_bundles
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.unlock import unlock
from sheqi_desktop.operations.why import KIND_OF
from tests.case_world import STATION, TITLE, TODAY, a_desk, fill
from tests.cases import LEAD
from tests.desks import LIBRARY, PASSWORD, Hands
from tests.groups import as_person
from tests.gui.pages.conftest import Rooms

Key = Qt.Key


@dataclass
class Merged:
    """A centre that has the cases of one station, and what they are called."""

    desk: Desk
    made: dict[str, str]


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Merged]:
    with pytest.MonkeyPatch.context() as patch:
        folder: Path = tmp_path_factory.mktemp("elsewhere")
        patch.setenv("SHEQI_CONFIG_DIR", str(folder / "config"))
        hands = Hands("2023-02-01T09:00:00")
        station = a_desk(folder, hands)
        made = fill(station, hands)
        as_person(station, LEAD)
        centre = unlock(folder / "centre", "w-centre-1", PASSWORD, Hands(TODAY).clock, LIBRARY)
        accept_bundles(centre, [seal_bundle(station, centre.station, folder).path])
        station.close()
        yield Merged(centre, made)
        centre.close()


@pytest.fixture
def desk(merged: Merged) -> Desk:
    return merged.desk


@pytest.fixture
def jobs(qapp):
    from sheqi_desktop.gui.job import Jobs

    made = Jobs()
    yield made
    made.finish()


def test_a_case_is_looked_at_and_nothing_on_it_can_be_changed(rooms: Rooms, merged: Merged):
    page = rooms.go("case", merged.made["running"])
    assert page.file.head.fixed == "这是饶良镇的记录，只能看"
    assert rooms.window.findChild(QWidget, "case_fixed") is not None
    assert not page.head.visit.isVisible()
    assert not page.head.next.isVisible()
    assert page.paper.edit.text() == "打开"
    assert cut_labels(page) == []
    page.paper.edit.click()
    rooms.wait()
    assert rooms.page.opened.read_only


def test_the_lists_show_the_county_and_begin_nothing(rooms: Rooms):
    page = rooms.go("cases")
    assert len(page.found.ids) == 2
    page.new()
    rooms.wait()
    assert rooms.window.page_id == "cases"
    assert not [one for one in page.header().actions if one.id.endswith("_new")]


@pytest.mark.parametrize("page", ["cases", "visits", "activities", "media", "volunteers", "groups", "list/referral"])
def test_every_list_opens(rooms: Rooms, page: str):
    rooms.go(page)
    assert rooms.window.page_id == page
    assert cut_labels(rooms.page) == []


def test_a_case_behind_a_number_is_opened(rooms: Rooms, merged: Merged):
    page = rooms.go("why", ("ind_case", STATION))
    place = next(n for n, one in enumerate(page._shown) if one.record == merged.made["running"])
    page.table.choose(str(place))
    press(page.table, Key.Key_Return)
    rooms.wait()
    assert rooms.window.page_id == "case"
    assert rooms.page.header().title == TITLE


@pytest.mark.parametrize("place", ["station", "centre"])
def test_every_record_that_is_counted_has_a_page_to_be_looked_at(place: str):
    behind = {KIND_OF.get(one, one) for one in VIEWS} & set(LIBRARY.kinds())
    assert {"visit", "case", "group", "group_session", "activity", "volunteer_team", "media_report"} <= behind
    for kind in behind:
        assert registry.known(place, kinds.file_page(kind) or kinds.form_page(kind)), kind


@pytest.mark.parametrize("place", sorted(registry.PAGES))
def test_every_page_of_every_workspace_can_be_made(place: str):
    from importlib import import_module

    for maker in registry.PAGES[place].values():
        module, _, name = maker.partition(":")
        assert hasattr(import_module(f"sheqi_desktop.gui.pages.{module}"), name), maker
