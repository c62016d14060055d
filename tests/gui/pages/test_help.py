"""F1: the field the cursor is in first, then the page of the manual; back to the same field and letters."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from sheqi_desktop.gui import theme
from sheqi_desktop.gui.help_ask import HelpAsk, topics
from sheqi_desktop.gui.pages import registry
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.operations.library import Library
from sheqi_desktop.operations.manual_order import REST, in_order
from tests.gui.pages.bundle_world import County, go
from tests.gui.pages.station_world import rows_of
from tests.gui.pages.test_fits import cut

F1 = Qt.Key.Key_F1
MANUAL = Library().manual


def named(page: str, topic: str) -> bool:
    return any(one in MANUAL.pages for one in topics(topic, page))


def test_every_page_of_a_station_has_a_page_of_the_manual(rooms):
    pages = [*registry.PAGES["station"], "form/household", "list/household"]
    wrong = [page for page in pages if not named(page, rooms.window.built(page).help_topic())]
    assert not wrong, f"write resources/manual/<page>.md for {wrong}"


def test_every_page_of_the_centre_has_a_page_of_the_manual(qtbot, tmp_path):
    county = County(tmp_path)
    window = county.rooms(qtbot, county.centre)
    wrong = [page for page in registry.PAGES["centre"] if not named(page, window.built(page).help_topic())]
    assert not wrong, f"write resources/manual/<page>.md for {wrong}"
    assert go(qtbot, window, "help", HelpAsk(("people",))).shown == "people"
    county.close()


def test_the_pages_stand_in_the_order_of_the_work_under_headings(rooms):
    page = rooms.go("help")
    ids = [one.id for one in page.list.records.rows]
    assert [one for one in ids if not one.startswith("#")] == [
        name for _, names in in_order(MANUAL.pages) for name in names
    ]
    assert ids.index("visit") < ids.index("bundles") < ids.index("settings")
    assert REST not in dict(in_order(MANUAL.pages)), "say in manual_order where the new page stands"
    shown = page.shown
    page.list.choose("#1")
    assert page.shown == shown


def test_f1_where_nothing_can_be_exported_says_registration_and_approval():
    words = " ".join(MANUAL.pages["bundles"].lines)
    assert all(one in words for one in ("还不能导出", "登记", "核准"))


def test_f1_in_a_field_says_that_field_first_and_comes_back_to_it(rooms, desk):
    page = rooms.go("visit_form", FormAsk("visit", rows_of(desk)[0].record, read_only=False))
    field = page.view.editor("summary").focus_target()
    field.setFocus()
    before = page.view.draft.answers["summary"]
    QTest.keyClick(field, F1)
    rooms.wait()
    shown = rooms.page
    assert shown.shown == "visit"
    assert shown.field.isVisible()
    words = [one.text() for one in shown.field.findChildren(PlainLabel)]
    assert words[0].startswith("探访情况小结")
    assert any("看到什么" in one for one in words)
    QTest.keyClick(QApplication.focusWidget() or shown, F1)
    rooms.wait()
    assert rooms.window.page_id == "visit_form"
    assert rooms.page.view.draft.answers["summary"] == before


def test_f1_on_a_list_says_the_page_and_no_field(rooms):
    rooms.go("clients")
    rooms.window._help()
    rooms.wait()
    assert (rooms.page.shown, rooms.page.field.isVisible()) == ("clients", False)


def test_searching_finds_pages_and_a_link_leads_on(rooms):
    page = rooms.go("help")
    assert page.shown == "start"
    page.search.setText("强制报告")
    rooms.wait()
    assert page.shown == "crisis"
    page.search.setText("qqqq")
    rooms.wait()
    assert page._none.isVisible()
    page.search.clear()
    rooms.wait()
    page.show_page("home")
    page.view.findChild(QWidget, "manual_why").click()
    assert page.shown == "why"


@pytest.mark.parametrize(("size", "width", "height"), [(14, 1366, 696), (14, 1093, 557), (22, 1366, 696)])
def test_nothing_is_cut(make_window, desk, size, width, height):
    theme.apply(theme.LIGHT, size)
    rooms = make_window(desk, width, height)
    field = desk.library.form("visit").sections[0].fields[0]
    for topic in ("visit", "case", "home", "survey"):
        assert cut(rooms.go("help", HelpAsk((topic,), field))) == [], topic
