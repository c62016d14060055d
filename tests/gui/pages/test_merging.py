"""The centre's merge from the first drop to taking it back: thirty files at once, a trial, a report, the way back."""

from __future__ import annotations

import random

import pytest
from clipped import cut_labels
from hands import press
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from sheqi_desktop.gui import ask
from sheqi_desktop.gui.pages import printing
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.operations.accept_bundle import accept_bundles
from sheqi_desktop.operations.count_contract import count_contract
from sheqi_desktop.operations.return_bundles import return_bundles
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.store import records
from tests.gui.pages.bundle_world import County, damaged, drop, go, quiet, shown_words, stories
from tests.gui.pages.station_world import a_person
from tests.reports.papers import text_of

Key = Qt.Key


@pytest.fixture
def county(tmp_path):
    made = County(tmp_path, 3, "2023-07-02T09:00:00")
    made.write_visits()
    yield made
    made.close()


def digest(desk) -> str:
    with desk.read() as read:
        return records.digest(read)


def visits(desk) -> str:
    rows = {row.measure_code: row.actual for row in count_contract(desk).rows if row.scope == "county"}
    return rows["ind_visit"]


def effect(page) -> list[str]:
    return shown_words(page.side.effect, PlainLabel)


def test_thirty_files_are_one_action_whatever_they_are_called(county, qtbot, tmp_path):
    drawer = tmp_path / "drawer"
    drawer.mkdir()
    sent = [path for _ in range(9) for path in county.bundles()]
    good = [path.rename(drawer / f"数据 ({number}).sqb") for number, path in enumerate(sent)]
    twice = drawer / "副本.SQB"
    twice.write_bytes(good[0].read_bytes())
    half = drawer / "没拷完.sqb"
    half.write_bytes(good[1].read_bytes()[:-999])
    other = drawer / "照片.sqb"
    other.write_bytes(b"\xff\xd8\xff\xe0 no bundle")
    bad = [damaged(good[2]), half, other]
    files = [*good, twice, *bad]
    random.Random(7).shuffle(files)
    assert len(files) > 30

    window = county.rooms(qtbot, county.centre)
    drop(window.page.drop, files)
    quiet(qtbot, window.jobs)
    page = window.page
    assert page.header().context == f"导入・{len(files)} 个文件"
    press(window, Key.Key_Return, control=True)
    quiet(qtbot, window.jobs)
    told = stories(page)
    assert {told[one.name] for one in bad} == {"没有导入"}
    # One of the two copies is taken, whichever came first.
    assert sorted([told[good[0].name], told[twice.name]]) == ["已合并", "无变化"]
    assert {told[one.name] for one in good[1:]} == {"已合并"}
    with county.centre.read() as read:
        assert records.count_records(read, records.Wanted("visit")) == 3
    report = go(qtbot, window, "merge_reports")
    words = " ".join(shown_words(report.side, PlainLabel))
    assert f"收到 {len(files)} 个文件：合并 27 个，早已导入 1 个，没有合并 3 个。" in words


def test_the_trial_says_before_what_the_count_says_afterwards(county, qtbot):
    good = county.bundles()
    window = county.rooms(qtbot, county.centre)
    here = digest(county.centre)
    page = go(qtbot, window, "import", good)
    assert "探访人次" in effect(page)
    assert "0 → 3" in effect(page)
    assert (digest(county.centre), visits(county.centre)) == (here, "0")
    assert QApplication.focusWidget() is page._accept
    page.submit()
    quiet(qtbot, window.jobs)
    assert visits(county.centre) == "3"


def test_a_stopped_trial_writes_nothing_and_the_files_can_still_be_merged(county, qtbot):
    good = county.bundles()
    window = county.rooms(qtbot, county.centre)
    page = go(qtbot, window, "import", good)
    here = digest(county.centre)
    page._try()
    page.progress.cancel.click()
    quiet(qtbot, window.jobs)
    assert digest(county.centre) == here
    assert "没有试合并，也没有写入任何内容；可以直接确认合并。" in effect(page)
    assert page._accept.isEnabled()
    page.submit()
    quiet(qtbot, window.jobs)
    assert set(stories(page).values()) == {"已合并"}


def test_the_last_merge_is_taken_back_from_the_board_until_something_else_is_written(county, qtbot):
    good = county.bundles()
    window = county.rooms(qtbot, county.centre)
    before = digest(county.centre)
    page = go(qtbot, window, "board")
    assert not page.undo.isVisible()
    accept_bundles(county.centre, good)
    page = go(qtbot, window, "board")
    assert page.undo.isEnabled()
    assert "饶良镇 A 机第 1 号" in page.undo._offer.comes_out
    ask.answers.append("keep")
    page.undo.click()
    quiet(qtbot, window.jobs)
    assert digest(county.centre) != before
    ask.answers.append("undo")
    press(page.undo, Key.Key_Return)
    quiet(qtbot, window.jobs)
    assert digest(county.centre) == before
    assert page.grid.cards["411327103"].face.lines == ("A 机・还没有来过",)
    assert "已经撤销" in page.undo.accessibleDescription()

    accept_bundles(county.centre, good)
    return_bundles(county.centre, county.folder)
    page = go(qtbot, window, "board")
    assert not page.undo.isEnabled()
    assert "作废或更正" in page.undo.accessibleDescription()
    assert page.grid.cards["411327103"].face.state == "已回传"


def months(page) -> dict[str, list[str]]:
    return {row.id: [cell.text for cell in row.cells] for row in page.months.table._rows}


def test_the_months_show_every_machine_and_open_what_is_behind_a_cell(county, qtbot):
    first, *_ = county.bundles()
    window = county.rooms(qtbot, county.centre)
    accept_bundles(county.centre, [first])
    county.hands.to("2023-07-18T08:00:00")
    go(qtbot, window, "board")
    window.findChild(QWidget, "board_view").click()
    quiet(qtbot, window.jobs)
    page = window.page
    june = [(head.title, head.under) for head in page.months.table._heads].index(("6月", ""))
    assert months(page)["411327103/A"][june] == "已合并"
    assert months(page)["411327101/A"][june] == "迟15天"
    assert months(page)["411327101/A"][june + 1] == ""
    assert "411327001/A" not in months(page)
    assert QApplication.focusWidget() is page.months.table
    row = [one.id for one in page.months.table._rows].index("411327103/A")
    for key in [Key.Key_Right] * june + [Key.Key_Down] * row:
        QTest.keyClick(page.months.table, key)
    assert "第 1 号：新增" in page.months.table.accessibleName()
    QTest.keyClick(page.months.table, Key.Key_Return)
    quiet(qtbot, window.jobs)
    assert window.page_id == "exchanges"
    assert window.page.header().context == "饶良镇 A 机 2023年6月"
    assert [line.file for line in window.page._lines] == [first.name]


def test_what_was_returned_and_taken_in_is_seen_in_the_months(county, qtbot):
    station = county.stations[0]
    first, *_ = county.bundles()
    window = county.rooms(qtbot, county.centre)
    go(qtbot, window, "board")
    window.findChild(QWidget, "board_view").click()

    def cell() -> str:
        quiet(qtbot, window.jobs)
        go(qtbot, window, "board")
        return months(window.page)["411327103/A"][9]

    accept_bundles(county.centre, [first])
    assert cell() == "已合并"
    made = return_bundles(county.centre, county.folder / "stick")
    assert cell() == "已回传"
    (back,) = [one.exported.path for one in made if one.exported and one.station == station.station]
    accept_bundles(station, [back])
    a_person(station, "赵小雨", village="411327103901")
    accept_bundles(county.centre, [seal_bundle(station, county.centre.station, county.folder).path])
    assert cell() == "站已收"


def test_all_late_stations_are_reminded_in_one_text(county, qtbot):
    window = county.rooms(qtbot, county.centre)
    accept_bundles(county.centre, county.bundles()[:1])
    county.hands.to("2023-07-06T08:00:00")
    page = go(qtbot, window, "board")
    ask.answers.append("copy")
    page.findChild(QWidget, "remind_all").click()
    lines = QApplication.clipboard().text().splitlines()
    assert len(lines) == 2
    assert all(line.endswith("：6月数据包未收到，请于7月9日前交。") for line in lines)


def test_a_merge_taken_back_on_the_import_page_leaves_its_files_ready_to_be_dropped_again(county, qtbot):
    good = county.bundles()
    window = county.rooms(qtbot, county.centre)
    page = go(qtbot, window, "import", good)
    page.submit()
    quiet(qtbot, window.jobs)
    assert page._next.isVisible()
    ask.answers.append("undo")
    page.undo.click()
    assert page.undo.text() == "正在撤销…"
    quiet(qtbot, window.jobs)
    page._later.finish()
    assert set(stories(page).values()) == {"已撤销"}
    assert page.undo.text() == "撤销最近一次导入"
    assert not page._next.isVisible()
    assert not page._accept.isEnabled()
    drop(page.drop, good[:1])
    quiet(qtbot, window.jobs)
    assert stories(page)[good[0].name] == "签名正确"


def test_what_was_merged_makes_room_for_the_next_file(county, qtbot):
    first, *others = county.bundles()
    window = county.rooms(qtbot, county.centre)
    page = go(qtbot, window, "import", [first, damaged(first)])
    page.submit()
    quiet(qtbot, window.jobs)
    drop(page.drop, others)
    quiet(qtbot, window.jobs)
    assert list(stories(page)) == [path.name for path in others]


def test_the_same_bundle_under_two_names_is_merged_once_and_says_so(county, qtbot, tmp_path):
    (good, *_) = county.bundles()
    twin = tmp_path / "副本.sqb"
    twin.write_bytes(good.read_bytes())
    window = county.rooms(qtbot, county.centre)
    page = go(qtbot, window, "import", [good, twin])
    page._later.finish()
    assert stories(page) == {good.name: "签名正确", twin.name: "无变化"}
    assert "和这里的另一个文件是同一个包，只合并一次。" in shown_words(page._cards[twin], PlainLabel)
    assert page._accept.text() == "确认合并"


def test_while_the_trial_runs_nothing_can_be_confirmed_and_nothing_says_it_can(county, qtbot):
    window = county.rooms(qtbot, county.centre)
    page = go(qtbot, window, "import")
    said = []
    page.side.effect.show_waiting = lambda words: said.append(words)
    page.look_at(county.bundles())
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    QApplication.processEvents()
    assert page._working == (not page._accept.isEnabled())
    quiet(qtbot, window.jobs)
    assert page._accept.isEnabled()


def test_the_list_of_runs_says_nothing_before_it_was_read(county, qtbot):
    accept_bundles(county.centre, county.bundles())
    window = county.rooms(qtbot, county.centre)
    window.go("merge_reports")
    page = window.page
    assert page.header().context == ""
    assert page._none.isHidden()
    quiet(qtbot, window.jobs)
    assert page.header().context == "1 次"
    assert page.side.isVisible()


def test_what_was_handed_back_before_the_last_merge_no_longer_looks_done(county, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(printing, "printers", list)  # no printer hangs on a test machine
    accept_bundles(county.centre, county.bundles())
    window = county.rooms(qtbot, county.centre)
    page = go(qtbot, window, "returns")
    out = tmp_path / "out"
    out.mkdir()
    ask.answers.append(out)
    page.submit()
    assert not page.make.isEnabled()
    quiet(qtbot, window.jobs)
    assert page.folder.isVisible()
    assert page.paper.isVisible()
    kept = tmp_path / "list.pdf"
    ask.answers.append(kept)
    page.print_()
    quiet(qtbot, window.jobs)
    said = text_of(kept.read_bytes())
    for one in page._written:
        assert one.exported.path.name in said
        assert county.centre.unit_name(one.station) in said
    assert cut_labels(page) == []
    assert page._stack.currentWidget() is page.table
    county.write_visits()
    page = go(qtbot, window, "import", county.bundles())
    page.submit()
    quiet(qtbot, window.jobs)
    page = go(qtbot, window, "returns")
    assert page._stack.currentWidget() is page._none
    assert page.paper.isHidden()
    assert QApplication.focusWidget() is page.make
