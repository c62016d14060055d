"""A supervisor's bundle goes to the centre and comes from it; it is no machine of a station."""

from __future__ import annotations

from sheqi_desktop.gui import ask
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.operations import copied_here
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.export_review import is_mate, review_export
from sheqi_desktop.store import meta
from tests.gui.pages.bundle_world import shown_words
from tests.gui.pages.conftest import Rooms
from tests.gui.pages.review_seat import write


def test_the_centre_is_no_mate_of_a_supervisor(mine: Desk):
    centre = mine.library.centre_unit
    assert mine.station == centre
    assert not is_mate(mine, centre)
    review = review_export(mine, centre)
    assert (review.to_name, review.to_mate) == (mine.unit_name(centre), False)


def test_what_a_supervisor_wrote_is_said_to_go_to_the_centre(queue: Rooms, mine: Desk, tmp_path):
    with mine.write() as write_:
        meta.put(write_, copied_here.ASKED, False)
    write(queue, "孩子", "写清楚是哪个孩子、几年级。")
    page = queue.go("bundles")
    assert page.pane._to.text() == mine.unit_name(mine.library.centre_unit)
    assert page.pane._who.text().startswith("只有县中心能解开")
    ask.answers.append(tmp_path)
    page.submit()
    queue.wait()
    shown = "".join(shown_words(page.done, PlainLabel))
    assert "同站" not in shown
    assert "它不算报送" not in shown
    assert "做了回传包，站里才看得到" in shown
    assert page.done.home.text() == "看待批注"
    page.done.home.click()
    queue.wait()
    assert queue.window.page_id == "queue"


def test_after_an_import_a_supervisor_is_led_to_what_waits(queue: Rooms):
    page = queue.go("import")
    page._lead_on(0)
    assert page._next.text() == "看待批注"
    assert "冲突处理" not in "".join(shown_words(page.side, PlainLabel))


def test_the_lists_of_several_stations_say_whose_each_record_is(queue: Rooms):
    table = queue.go("cases").table.records
    place = [column.title for column in table.columns].index("站点")
    assert {row.cells[place] for row in table.rows} == {"桥头镇"}


def test_the_search_of_a_supervisor_offers_no_visit(queue: Rooms):
    assert "记探访" not in queue.window.palette_.keys.text()
