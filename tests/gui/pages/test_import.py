"""导入数据包: one card for each file, nothing written before all is checked, one refused file stops nobody."""

from __future__ import annotations

import pytest
from clipped import cut_labels, nameless
from hands import press, settle
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from sheqi_desktop.gui import ask
from sheqi_desktop.gui.pages.check_list import CheckList
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.operations.exchange import exchange_lines
from sheqi_desktop.operations.whose_file import NO_PROOF
from sheqi_desktop.store import records
from tests.gui.pages.bundle_world import County, card_of, damaged, drop, go, quiet, shown_words, stories

Key = Qt.Key


@pytest.fixture
def county(tmp_path):
    made = County(tmp_path, 3)
    made.write_visits()
    yield made
    made.close()


def digest(desk) -> str:
    with desk.read() as read:
        return records.digest(read)


def test_a_damaged_file_among_three_good_ones_stops_nothing_else(county, qtbot):
    good = county.bundles()
    broken = damaged(good[0])
    window = county.rooms(qtbot, county.centre)
    page = go(qtbot, window, "import")
    before = digest(county.centre)
    drop(page.drop, [good[2], broken, *good[:2]])
    quiet(qtbot, window.jobs)
    assert stories(page) == {broken.name: "没有导入", **{one.name: "签名正确" for one in good}}
    assert digest(county.centre) == before
    assert page._accept.text() == "确认合并（3 个）"
    press(window, Key.Key_Return, control=True)
    quiet(qtbot, window.jobs)
    assert stories(page) == {broken.name: "没有导入", **{one.name: "已合并" for one in good}}
    with county.centre.read() as read:
        assert records.count_records(read, records.Wanted("visit")) == 3
    assert [line.state for line in exchange_lines(county.centre)].count("拒收") == 1


def test_a_refused_file_says_first_that_nothing_was_written(county, qtbot):
    broken = damaged(county.bundles()[0])
    window = county.rooms(qtbot, county.centre)
    page = go(qtbot, window, "import", [broken])
    words = shown_words(card_of(page, broken), PlainLabel)
    assert any("没有写入" in one for one in words)
    assert not page._accept.isEnabled()
    assert page._accept.accessibleDescription() == "还没有核对通过的文件"


def test_a_refused_file_that_was_copied_anew_is_looked_at_again(county, qtbot):
    good = county.bundles()[0]
    file = damaged(good)
    window = county.rooms(qtbot, county.centre)
    page = go(qtbot, window, "import", [file])
    file.write_bytes(good.read_bytes())
    page.look_at([file])
    quiet(qtbot, window.jobs)
    assert stories(page) == {file.name: "签名正确"}


def test_the_same_bundle_twice_is_no_change_and_no_trouble(county, qtbot):
    good = county.bundles()[0]
    again = good.with_name("SQ-411327103-A-000001(1).sqb")
    again.write_bytes(good.read_bytes())
    window = county.rooms(qtbot, county.centre)
    page = go(qtbot, window, "import", [good, again])
    page.submit()
    quiet(qtbot, window.jobs)
    assert stories(page) == {good.name: "已合并", again.name: "无变化"}


def test_cancelling_leaves_everything_as_it_was(county, qtbot):
    good = county.bundles()
    window = county.rooms(qtbot, county.centre)
    page = go(qtbot, window, "import", good)
    before = digest(county.centre)
    page.submit()
    page.progress.cancel.click()
    quiet(qtbot, window.jobs)
    assert digest(county.centre) == before
    assert set(stories(page).values()) == {"已取消"}
    page.submit()
    quiet(qtbot, window.jobs)
    assert set(stories(page).values()) == {"已合并"}


def test_everything_goes_with_the_keyboard_alone(county, qtbot):
    good = county.bundles()
    window = county.rooms(qtbot, county.centre)
    page = go(qtbot, window, "import")
    assert QApplication.focusWidget() is page.drop.button
    ask.answers.append(good)
    press(QApplication.focusWidget(), Key.Key_Return)
    quiet(qtbot, window.jobs)
    assert QApplication.focusWidget() is page._accept
    press(QApplication.focusWidget(), Key.Key_Return)
    quiet(qtbot, window.jobs)
    assert set(stories(page).values()) == {"已合并"}
    assert QApplication.focusWidget() is page._next
    assert not page._accept.isVisible()
    assert page._next.text() == "看数据汇总"
    press(QApplication.focusWidget(), Key.Key_Return)
    assert window.page_id == "board"
    quiet(qtbot, window.jobs)


def test_after_what_two_computers_changed_the_next_step_is_the_conflict(county, qtbot):
    window = county.rooms(qtbot, county.centre)
    page = go(qtbot, window, "import")
    page._lead_on(3)
    page._next.click()
    quiet(qtbot, window.jobs)
    assert window.page_id == "conflicts"


def test_words_are_whole_and_controls_have_names(county, qtbot):
    good = county.bundles()
    window = county.rooms(qtbot, county.centre)
    page = go(qtbot, window, "import", [*good, damaged(good[1])])
    settle()
    assert cut_labels(page) == []
    assert nameless(page) == []
    assert page.side._who.text()


def test_what_waited_for_an_approval_is_offered_again(county, qtbot):
    from sheqi_desktop.operations.enrol_centre import approve, receive_request
    from sheqi_desktop.operations.enrol_station import write_request
    from sheqi_desktop.operations.root_key import open_root_key
    from sheqi_desktop.operations.seal_bundle import seal_bundle
    from tests.desks import PASSWORD, a_station
    from tests.gui.pages.station_world import a_person

    station = a_station(county.folder, county.centre, county.hands, "411327105", approved=False)
    a_person(station, "吴学敏", village="411327105901")
    request = write_request(station, county.folder)
    told = receive_request(county.centre, request)
    early = seal_bundle(station, county.centre.station, county.folder).path
    station.close()
    window = county.rooms(qtbot, county.centre)
    page = go(qtbot, window, "import", [early])
    assert stories(page) == {early.name: "待核准"}
    assert not page._waiting.isVisible()
    early.unlink()
    root = open_root_key(county.folder / "root-1.key", PASSWORD)
    approve(county.centre, request, told.fingerprint, "w-centre-2", PASSWORD, county.folder, root)
    page = go(qtbot, window, "import", [])
    assert page._waiting.isVisible()
    page.findChild(object, "import_waiting").click()
    quiet(qtbot, window.jobs)
    page.submit()
    quiet(qtbot, window.jobs)
    assert list(stories(page).values())[-1] == "已合并"
    assert not list((county.centre.folder / "waiting").iterdir())
    page = go(qtbot, window, "import", [])
    assert not page._waiting.isVisible()


# ------------------------------------------------------------------------------ check by check
def test_a_refused_file_says_at_which_check_it_stopped(county, qtbot):
    good, *_ = county.bundles()
    broken = damaged(good)
    window = county.rooms(qtbot, county.centre)
    page = go(qtbot, window, "import", [broken, good])
    asked = {path: card_of(page, path).findChild(CheckList) for path in (broken, good)}
    assert "都通过" in asked[good].button.text()
    assert "没通过" in asked[broken].button.text()
    assert asked[broken].well is None
    asked[broken].button.click()
    settle()
    states = [one for one in shown_words(asked[broken].well, PlainLabel) if one in ("通过", "没通过", "没有查到这一步")]
    failed = states.index("没通过")
    assert states == ["通过"] * failed + ["没通过"] + ["没有查到这一步"] * (len(states) - failed - 1)
    assert len(states) == 11
    assert cut_labels(page) == []
    asked[broken].button.click()
    assert not asked[broken].well.isVisible()


def test_a_kept_file_is_looked_at_again_from_the_list_of_what_came(county, qtbot, monkeypatch):
    broken = damaged(county.bundles()[0])
    window = county.rooms(qtbot, county.centre)
    go(qtbot, window, "import", [broken])
    page = go(qtbot, window, "exchanges")
    told: list[str] = []
    monkeypatch.setattr(ask, "tell", lambda parent, title, text, **_: told.append(text))
    page.table.opened.emit("0")
    quiet(qtbot, window.jobs)
    (words,) = told
    assert "状态：拒收" in words
    assert "✗" in words
    assert "怎么办：" in words


def test_a_file_of_another_station_says_whose_it_probably_is(tmp_path, qtbot):
    made = County(tmp_path, stations=2)
    try:
        made.write_visits()
        theirs = made.bundles()[1]
        window = made.rooms(qtbot, made.stations[0])
        page = go(qtbot, window, "import", [theirs])
        words = shown_words(card_of(page, theirs), PlainLabel)
        assert any("像是交给县中心的" in one and one.endswith(NO_PROOF) for one in words)
        assert cut_labels(card_of(page, theirs)) == []
    finally:
        made.close()
