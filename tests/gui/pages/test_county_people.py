"""站点与人员: what stands in the list, and nothing is cut on the three pages of an enrolment."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import root_key_field, theme
from sheqi_desktop.gui.pages import rotate_roots as rotate_page
from sheqi_desktop.operations.enrol_centre import Joining, invite
from sheqi_desktop.operations.root_key import open_root_key
from tests.desks import PASSWORD
from tests.gui.pages.bundle_world import County, go
from tests.gui.pages.test_fits import cut

NEW = "411327105"


@pytest.fixture
def county(tmp_path):
    made = County(tmp_path)
    yield made
    made.close()


def test_a_station_shows_its_computers_and_its_people(county, qtbot, tmp_path):
    root = open_root_key(tmp_path / "root-1.key", PASSWORD)
    invite(county.centre, NEW, "A", [Joining("w-1", "赵敏", "station_lead")], tmp_path, root)
    page = go(qtbot, county.rooms(qtbot, county.centre), "people", NEW)
    rows = {row.id: row for row in page.table.records.rows}
    assert len(rows) == 17
    assert page.table.current_id == NEW
    assert [badge.text for badge in rows[NEW].cells[1]] == ["A 等申请"]
    assert rows["411327103"].cells[2] == "张敏、李强"
    assert "3 台" not in page.header().context
    assert "16 站・2 台电脑在用" in page.header().context


def test_the_people_of_a_station_lead_to_the_accounts_to_close(county, qtbot):
    rooms = county.rooms(qtbot, county.centre)
    page = go(qtbot, rooms, "people", "411327103")
    page.pane.findChild(QWidget, "pane_leave").click()
    assert rooms.page_id == "close_accounts"


def test_the_staff_prepares_an_enrolment_and_the_director_approves_it(county, qtbot):
    county.centre.me = county.centre.book.newest.person("w-centre-2")
    page_rooms = county.rooms(qtbot, county.centre)
    page = go(qtbot, page_rooms, "enrol_pack", NEW)
    assert "中心主任" not in page._why.text()
    page = go(qtbot, page_rooms, "enrol_request")
    assert not page.approve.isEnabled()
    assert "中心主任" in page._why.text()


@pytest.mark.parametrize(("size", "width", "height"), [(14, 1366, 696), (14, 1093, 557), (22, 1366, 696)])
def test_nothing_is_cut(county, qtbot, size, width, height):
    theme.apply(theme.LIGHT, size)
    window = county.rooms(qtbot, county.centre)
    window.resize(width, height)
    for page, argument in (
        ("people", "411327103"),
        ("enrol_pack", "411327103"),
        ("enrol_request", None),
        ("rotate_roots", None),
    ):
        shown = go(qtbot, window, page, argument)
        assert cut(shown) == [], page


def test_root_keys_are_changed_by_two_people_with_an_old_one(county, qtbot, tmp_path, monkeypatch):
    window = county.rooms(qtbot, county.centre)
    page = go(qtbot, window, "rotate_roots")
    assert "根密钥文件" in page._why.text()
    monkeypatch.setattr(root_key_field.ask, "open_file", lambda *_: tmp_path / "root-1.key")
    monkeypatch.setattr(rotate_page.ask, "folder", lambda *_: tmp_path)
    page.root.choose.click()
    page.root.password.setText(PASSWORD)
    page.fresh.setText("新的根密钥口令四五六")
    page.again.setText("新的根密钥口令四五七")
    assert page._why.text() == "两遍新的口令不一样"
    page.again.setText("新的根密钥口令四五六")
    page.two.who.setCurrentIndex(0)
    page.two.password.setText(PASSWORD)
    before = county.centre.book.newest
    page.submit()
    qtbot.waitUntil(lambda: county.centre.book.newest.version > before.version, timeout=20_000)
    assert len(list(tmp_path.glob("root-v*.key"))) == 2
    assert not set(county.centre.book.newest.roots) & set(before.roots)
    qtbot.waitUntil(lambda: not page._working)
    assert not page.fresh.text() + page.two.password.text() + page.root.password.text()
