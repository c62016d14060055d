"""督导分工 in the window: one 督导 for every station, what is missing is said, the root key signs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import root_key_field
from sheqi_desktop.operations.enrol_centre import Joining, invite
from sheqi_desktop.operations.root_key import open_root_key
from tests.desks import PASSWORD
from tests.gui.pages.bundle_world import County, go
from tests.gui.pages.test_fits import cut

ONE, TWO, THREE = "411327103", "411327101", "411327104"


@pytest.fixture
def county(tmp_path):
    made = County(tmp_path)
    yield made
    made.close()


def supervised(county: County) -> None:
    """Invite two 督导: both for one station, each for one more."""
    root = open_root_key(county.folder / "root-1.key", PASSWORD)
    for worker, name, slot, stations in (("s-1", "周强", "B", (ONE, TWO)), ("s-2", "吴丽", "C", (ONE, THREE))):
        joining = [Joining(worker, name, "supervisor", stations=stations)]
        invite(county.centre, county.centre.library.centre_unit, slot, joining, county.folder, root)


def test_without_a_supervisor_the_way_to_one_is_shown(county, qtbot):
    page = go(qtbot, county.rooms(qtbot, county.centre), "assign")
    assert page._why.text() == "还没有督导"
    assert page.leads == {}
    assert page.findChild(QWidget, "assign_pack").isVisible()


def test_every_station_gets_one_and_the_roster_says_so(county, qtbot, tmp_path, monkeypatch):
    supervised(county)
    window = county.rooms(qtbot, county.centre)
    page = go(qtbot, window, "people", county.centre.library.centre_unit)
    page.findChild(QWidget, "pane_watch").click()
    page = go(qtbot, window, "assign")
    assert window.page_id == "assign"
    assert len(page.leads) == 16
    assert "同时有两名负责督导" in page._now[ONE].text()
    assert page.leads[TWO].value() == "s-1"
    assert "还差" in page._why.text()
    for lead in page.leads.values():
        if lead.value() is None:
            qtbot.keyClick(lead, Qt.Key.Key_2)
    qtbot.keyClick(page.leads[THREE], Qt.Key.Key_1)
    assert page._now[THREE].text() == "原来是吴丽"
    assert page._sums.text() == "周强 2 站　吴丽 14 站"
    assert page._why.text() == "还差根密钥文件"
    qtbot.waitUntil(lambda: cut(page) == [], timeout=10_000)
    monkeypatch.setattr(root_key_field.ask, "open_file", lambda *_: tmp_path / "root-1.key")
    page.root.choose.click()
    page.root.password.setText(PASSWORD)
    before = county.centre.book.newest.version
    page.submit()
    qtbot.waitUntil(lambda: not page._working, timeout=20_000)
    assert county.centre.book.newest.version == before + 1
    assert "第" in page._said.title.text()
    assert county.centre.unit_name(THREE) in page._said.text.text()
    assert page._why.text() == "分工没有改动"
    assert page.root.path is None
    qtbot.waitUntil(lambda: cut(page) == [], timeout=10_000)


def test_a_wrong_password_changes_nothing(county, qtbot, tmp_path):
    supervised(county)
    page = go(qtbot, county.rooms(qtbot, county.centre), "assign")
    for lead in page.leads.values():
        lead.choose(0)
    page.root.path = tmp_path / "root-1.key"
    page.root.password.setText("不对的口令一二三")
    before = county.centre.book.newest
    page.submit()
    qtbot.waitUntil(lambda: not page._working, timeout=20_000)
    assert page._said.tone == "bad"
    assert county.centre.book.newest == before
    assert page.leads[ONE].value() == "s-1"
