"""The register of media reports: the centre looks at link and proof and answers; a station sees what it said."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import ask
from sheqi_desktop.gui.widgets.buttons import PRIMARY, SOFT, Button
from sheqi_desktop.operations.accept_bundle import accept_bundle
from sheqi_desktop.operations.count_contract import count_contract
from sheqi_desktop.operations.demo.pictures import demo_photo
from tests.builders_activity import a_media_report
from tests.desks import put
from tests.gui.hands import commit
from tests.gui.hands import press as keys
from tests.gui.pages.bundle_world import County, go, quiet
from tests.typed import tidy

LINK = "https://example.invalid/2023/0306"


@pytest.fixture
def county(tmp_path):
    made = County(tmp_path, 1)
    yield made
    made.close()


def a_report(county: County, *, proof: bool = True, **said: object) -> str:
    """Register a report at the station and hand it in."""
    desk = county.stations[0]
    clip = {"clippings": [demo_photo(desk, "版面")]} if proof else {}
    return put(desk, "media_report", tidy(a_media_report(link=LINK, **clip, **said))).record


def at_centre(qtbot, county: County):
    for path in county.bundles():
        accept_bundle(county.centre, path)
    window = county.rooms(qtbot, county.centre)
    return window, go(qtbot, window, "media")


def shown(page) -> list[tuple[str, str, str]]:
    return [(row.cells[0].top, row.cells[-2][0].text, row.cells[-1]) for row in page.table.records.rows]


def words(page) -> str:
    return "\n".join(
        one.text() for one in page.side.findChildren(QWidget) if hasattr(one, "text") and callable(one.text)
    )


def test_the_centre_verifies_a_report_with_its_proof_and_it_counts(qtbot, county):
    record = a_report(county)
    window, page = at_centre(qtbot, county)
    assert shown(page) == [("重阳敬老进乡村", "待核验", "否")]
    assert window.findChild(Button, "media_report_new") is None, "only a station registers"
    page.findChild(Button, "media_copy").click()
    assert QGuiApplication.clipboard().text() == LINK
    ask.answers.append("yes")
    page.findChild(Button, "media_accept").click()
    quiet(qtbot, window.jobs)
    assert shown(page) == [("重阳敬老进乡村", "已核验", "是")]
    counted = count_contract(county.centre).outcome.result("ind_media").counted
    assert [row.id for row in counted] == [record]
    ask.answers.append("版面上没有这篇文章")
    page.findChild(Button, "media_reject").click()
    quiet(qtbot, window.jobs)
    assert shown(page) == [("重阳敬老进乡村", "不予认定", "否")]
    assert "版面上没有这篇文章" in words(page)


def test_without_a_proof_there_is_nothing_to_press_and_the_side_says_what_to_do(qtbot, county):
    a_report(county, proof=False)
    window, page = at_centre(qtbot, county)
    accept = page.findChild(Button, "media_accept")
    assert not accept.isEnabled()
    assert "请站点补传版面截图或PDF存档" in words(page)
    keys(page.table, Qt.Key.Key_Home)
    page.submit()
    quiet(qtbot, window.jobs)
    assert shown(page)[0][1] == "待核验"


def test_the_list_is_searched_filtered_and_a_township_report_says_why_it_does_not_count(qtbot, county):
    a_report(county)
    a_report(county, title="敬老院里包饺子", level="own")
    window, page = at_centre(qtbot, county)
    commit(page.field, "饺子")
    quiet(qtbot, window.jobs)
    qtbot.waitUntil(lambda: len(page.table.records.rows) == 1)
    assert shown(page)[0][0] == "敬老院里包饺子"
    ask.answers.append("yes")
    page.submit()
    quiet(qtbot, window.jobs)
    assert shown(page) == [("敬老院里包饺子", "已核验", "否")]
    assert "级" in page.side.line.why_not
    page.clear()
    page.chips.choose("pending")
    page.look()
    quiet(qtbot, window.jobs)
    assert [one[0] for one in shown(page)] == ["重阳敬老进乡村"]


def test_a_station_sees_its_reports_and_cannot_answer_for_the_centre(qtbot, county):
    a_report(county)
    window = county.rooms(qtbot, county.stations[0])
    page = go(qtbot, window, "activities")
    page.tabs.chosen.emit("media")
    quiet(qtbot, window.jobs)
    assert window.page_id == "media"
    page = window.page
    assert shown(page) == [("重阳敬老进乡村", "待核验", "否")]
    assert not page.findChild(Button, "media_accept").isVisible()
    page.submit()
    assert shown(page)[0][1] == "待核验"


def test_where_a_list_begins_something_itself_the_standing_button_stands_back(qtbot, county):
    window = county.rooms(qtbot, county.stations[0])
    go(qtbot, window, "activities")
    assert window.findChild(Button, "activity_new").kind == PRIMARY
    assert window.top.new.isVisible()
    assert window.top.new.kind == SOFT
    go(qtbot, window, "visits")
    assert window.top.new.kind == PRIMARY
