"""Two machines of one station: a stick between them, one person typed twice, one file changed on both."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from sheqi_desktop.domain.disputes import Choice
from sheqi_desktop.gui import ask
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.window import MainWindow
from sheqi_desktop.operations.accept_bundle import accept_bundle
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.disputes import disputes
from sheqi_desktop.operations.home import home
from sheqi_desktop.operations.look_up import history, transport
from sheqi_desktop.operations.save_record import draft_of, save_record
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.settle_conflict import settle_conflict
from tests.desks import a_station
from tests.gui.conftest import dressed  # noqa: F401 - the look, and no dialog that would wait for nobody
from tests.gui.hands import press
from tests.gui.pages.bundle_world import CODES, County, drop, go, quiet, shown_words, stories
from tests.gui.pages.station_world import a_person

Key = Qt.Key


@pytest.fixture
def county(tmp_path):
    made = County(tmp_path)
    made.write_visits()
    made.stations.append(a_station(tmp_path, made.centre, made.hands, CODES[0], "B"))
    (tmp_path / "stick").mkdir()
    # Both hear of each other with the first return bundle.
    to_centre(made, made.stations[0])
    answer(made)
    yield made
    made.close()


def to_centre(county: County, desk: Desk) -> None:
    made = seal_bundle(desk, desk.library.centre_unit, county.folder / "stick")
    accept_bundle(county.centre, made.path)


def answer(county: County) -> None:
    made = seal_bundle(county.centre, CODES[0], county.folder / "stick")
    for desk in county.stations:
        accept_bundle(desk, made.path)


def carry(county: County, giver: Desk, taker: Desk) -> None:
    accept_bundle(taker, seal_bundle(giver, CODES[0], county.folder / "stick").path)


def way(window: MainWindow) -> str:
    badge = window.findChild(Badge, "way")
    return badge.text if badge.isVisible() else ""


def test_a_stick_goes_from_one_window_to_the_other_without_the_centre(county, qtbot, tmp_path: Path):
    a, b = county.stations
    person = a_person(a, "李桂英", village=f"{a.station}901")
    at_a = county.rooms(qtbot, a)
    page = go(qtbot, at_a, "bundles")
    assert page.receiver.isVisible()
    page.receiver.setFocus()
    press(page.receiver, Key.Key_2)
    quiet(qtbot, at_a.jobs)
    assert page.pane._to.text() == "同站 B 机"
    assert "只有那台电脑能解开，U 盘丢了别人也打不开。" in shown_words(page, PlainLabel)
    stick = tmp_path / "to-b"
    stick.mkdir()
    ask.answers.append(stick)
    page.submit()
    quiet(qtbot, at_a.jobs)
    (file,) = stick.glob("*.sqb")
    assert "把 U 盘插到同站 B 机，在“导入数据包”里打开它。" in shown_words(page.done, PlainLabel)
    go(qtbot, at_a, "client_form", FormAsk("client", person))
    quiet(qtbot, at_a.jobs)
    assert way(at_a) == "已装包"

    at_b = county.rooms(qtbot, b)
    page = go(qtbot, at_b, "import")
    drop(page.drop, [file])
    quiet(qtbot, at_b.jobs)
    page.submit()
    quiet(qtbot, at_b.jobs)
    assert stories(page) == {file.name: "已合并"}
    said = shown_words(page, PlainLabel)
    assert "饶良镇 A 机・第 2 号" in said
    assert "同站另一台电脑的包：县中心的回执到了，这些记录才显示“已收”。" in said
    assert transport(b, [person]) == {person: "packed"}
    go(qtbot, at_b, "client_form", FormAsk("client", person))
    quiet(qtbot, at_b.jobs)
    assert way(at_b) == "已装包"
    assert "同站 A 机写的" in at_b.findChild(Badge, "way").toolTip()

    to_centre(county, b)
    answer(county)
    for window in (at_a, at_b):
        go(qtbot, window, "home")
        go(qtbot, window, "client_form", FormAsk("client", person))
        quiet(qtbot, window.jobs)
        assert way(window) == "已收"


def test_one_person_typed_on_both_waits_in_the_stations_own_list(county, qtbot):
    a, b = county.stations
    for desk in (a, b):
        a_person(desk, "陈大勇", village=f"{a.station}901")
    carry(county, b, a)
    window = county.rooms(qtbot, a)
    (row,) = [one for one in home(a).due.rows if one.form == "typed_twice"]
    assert row.why == "姓名和出生日期相同：A0002 和 B0001，请核对"
    window.go("pairs")
    quiet(qtbot, window.jobs)
    page = window.page
    assert page.header().context == "1 对待认定"
    assert page.pane._title.text() == "陈大勇"
    numbers = {one for one in shown_words(page.pane, PlainLabel) if "-DA-" in one or one.startswith("DA-")}
    assert {one.rpartition("-")[2][0] for one in numbers} == {"A", "B"}


def test_a_file_changed_on_both_is_settled_by_the_centre_and_both_say_so(county, qtbot):
    a, b = county.stations
    person = a_person(a, "吴学敏", village=f"{a.station}901")
    carry(county, a, b)
    for desk, said in ((a, "3 组，搬到儿子家西屋"), (b, "3 组，老屋东头")):
        draft = draft_of(desk, person)
        draft.answer("address_detail", said)
        save_record(desk, draft, person)
    for desk in (a, b):
        to_centre(county, desk)
    (dispute,) = disputes(county.centre)
    assert dispute.record == person
    page = go(qtbot, county.rooms(qtbot, county.centre), "conflicts")
    assert page.header().context == "1 条待处理"
    choices = {line.path: Choice(line.sides[0].value, "left") for line in dispute.lines}
    settle_conflict(county.centre, person, choices, "电话问过本人")
    answer(county)
    for desk in (a, b):
        window = county.rooms(qtbot, desk)
        go(qtbot, window, "client_form", FormAsk("client", person))
        quiet(qtbot, window.jobs)
        assert any(one.startswith("中心处理：电话问过本人") for one in shown_words(window.page, PlainLabel))
        assert way(window) == "已收"
        assert (
            history(desk, person)[-1].words[-1] in ("中心处理", "住址") or "中心处理" in history(desk, person)[-1].words
        )
    answers = [draft_of(desk, person).answers["address_detail"] for desk in (a, b, county.centre)]
    assert len(set(answers)) == 1
