"""信息安全事件 at a station: beside the lists of dangers, and under 新建."""

from __future__ import annotations

from clipped import cut_labels
from PySide6.QtWidgets import QAbstractButton

from sheqi_desktop.gui.text import PlainLabel
from tests.gui.pages.conftest import Rooms


def test_a_station_finds_the_register_beside_the_dangers_and_begins_one(rooms: Rooms):
    page = rooms.go("list/referral")
    page.tabs.chosen.emit("incident")
    rooms.wait()
    assert rooms.window.page_id == "list/incident"
    assert rooms.window.findChild(QAbstractButton, "nav_list/referral").isChecked()
    assert rooms.page.tabs.isVisible()
    assert cut_labels(rooms.page) == []
    # An incident stays for ever (domain 16 §10): the keys say nothing of voiding.
    hints = [one.text() for one in rooms.page.findChildren(PlainLabel) if "Ctrl+N" in one.text()]
    assert hints
    assert "作废" not in hints[0]
    assert not any(one.isVisible() and "作废" in one.text() for one in rooms.page.findChildren(QAbstractButton))


def test_new_begins_an_incident_at_a_station(rooms: Rooms):
    assert "incident" in [key for key, _, _ in rooms.window.frame.new_menu]
    rooms.window.new_asked.emit("incident")
    rooms.wait()
    assert rooms.window.page_id == "form/incident"
