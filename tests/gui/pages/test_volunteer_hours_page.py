"""The hours grid: keys as in Excel, a block from the clipboard, right rows saved while wrong ones wait."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import ask, theme
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.operations.grid_rows import COLUMNS, GridRow
from sheqi_desktop.operations.look_up import list_records
from sheqi_desktop.operations.volunteer_hours import kept_rows
from sheqi_desktop.store.records import Wanted
from tests.desks import put
from tests.gui.hands import commit, press
from tests.gui.pages.test_fits import cut
from tests.typed import tidy
from tests.volunteer_station import MORNING, WHAT, Station
from tests.volunteers import a_project

Key = Qt.Key


@pytest.fixture
def rooms(station, make_window):
    """Give the window at that station; the station is closed last."""
    return make_window(station.desk)


@pytest.fixture
def page(rooms):
    return rooms.go("volunteer_hours")


def typing(rooms, column: str) -> QWidget:
    """Give the field of the cell that is being typed."""
    return next(one for one in rooms.window.findChildren(QWidget, f"cell_{column}") if one.isVisible())


def type_in(rooms, grid, text: str) -> None:
    """Type into the cell one stands on: the first letter opens it."""
    column = COLUMNS[grid.currentIndex().column() - 1]
    QTest.keyClicks(grid, text[0])
    QTest.keyClicks(typing(rooms, column), text[1:])


def shown(page, row: int) -> list[str]:
    return [str(page.grid.cells.index(row, column).data()) for column in range(1, 8)]


# ------------------------------------------------------------------------------ keys
def test_a_cell_is_edited_on_type_and_tab_and_enter_walk_on(rooms, page, station):
    grid = page.grid
    grid.stand_on(0, 1)
    type_in(rooms, grid, "614")
    press(typing(rooms, "on"), Key.Key_Tab)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (0, 2)
    type_in(rooms, grid, "lwg")
    rooms.wait()
    press(typing(rooms, "who"), Key.Key_Return)
    assert shown(page, 0)[:2] == ["6月14日", station.name(1)]
    assert grid.currentIndex().column() == 3
    commit(grid, WHAT)
    press(typing(rooms, "what"), Key.Key_Return)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (1, 3)
    assert shown(page, 0)[2] == WHAT


def test_control_d_copies_from_above_and_semicolon_is_today_and_delete_clears(page, station):
    grid = page.grid
    grid.show_rows(station.rows(1))
    grid.stand_on(1, 3)
    press(grid, Key.Key_D, control=True)
    assert shown(page, 1)[2] == WHAT
    grid.stand_on(1, 1)
    press(grid, Key.Key_Delete)
    assert page.grid.cells.row(1).on == ""
    press(grid, Key.Key_Semicolon, control=True)
    assert shown(page, 1)[0] == "6月14日"
    press(grid, Key.Key_Z, control=True)
    assert page.grid.cells.row(1).on == ""


def test_a_length_is_shown_as_it_counts_and_gives_the_end(page, station):
    page.grid.show_rows([GridRow("6-14", station.name(1), WHAT, "8", "", "1小时45")])
    assert shown(page, 0)[3:6] == ["08:00", "09:45", "1.5"]


def test_escape_takes_the_typing_back(rooms, page, station):
    page.grid.show_rows(station.rows(1))
    page.grid.stand_on(0, 3)
    type_in(rooms, page.grid, "x")
    press(typing(rooms, "what"), Key.Key_Escape)
    assert shown(page, 0)[2] == WHAT


# ------------------------------------------------------------------------------ the journey
def forty(station: Station) -> str:
    """Give forty lines as Excel copies them: a stranger in the third, nine hours without a reason in the thirtieth."""
    lines = [
        [f"2023-06-{day:02d}", station.name(n), WHAT, *MORNING, "", ""] for day in (9, 10, 11, 12) for n in range(1, 11)
    ]
    lines[2][1] = "陌生人"
    lines[29][4] = "17:00"
    heads = ["日期", "志愿者", "服务内容", "开始", "结束", "时长", "备注"]
    return "\r\n".join("\t".join(line) for line in [heads, *lines]) + "\r\n"


def test_forty_rows_from_excel_with_two_wrong_ones(rooms, page, station):
    QGuiApplication.clipboard().setText(forty(station))
    rooms.find("hours_paste").click()
    rooms.wait()
    wrong = [row for row in range(40) if page.grid.cells.wrong(row, 0)]
    assert wrong == [2, 29]
    assert page.foot.sentence.text() == "第 3 行：没有登记“陌生人”，请先登记志愿者。"
    page.grid.stand_on(29, 4)
    assert page.foot.sentence.text() == "第 30 行：单日服务时长超过8小时，请填写原因。"
    assert page.grid.cells.wrong(29, 6)
    next_wrong = rooms.find("hours_next_wrong")
    assert next_wrong.text() == "2 行要改，去下一行"
    next_wrong.click()
    assert (page.grid.currentIndex().row(), page.grid.currentIndex().column()) == (2, 2)
    next_wrong.click()
    assert page.grid.currentIndex().row() == 29
    assert rooms.find("hours_save").text() == "保存 38 行"

    rooms.find("hours_save").click()
    rooms.wait()
    saved = list_records(station.desk, Wanted("volunteer_hour"))
    assert (len(saved), {one.status for one in saved}) == (38, {"submitted"})
    assert [row.who for row in page.grid.cells.rows] == ["陌生人", station.name(10)]
    assert len(kept_rows(station.desk)[0]) == 2

    page.grid.stand_on(0, 2)
    commit(page.grid, station.name(3))
    press(typing(rooms, "who"), Key.Key_Return)
    page.grid.stand_on(1, 7)
    commit(page.grid, "抢收，连着干了一天")
    press(typing(rooms, "note"), Key.Key_Return)
    rooms.wait()
    page.submit()
    rooms.wait()
    assert len(list_records(station.desk, Wanted("volunteer_hour"))) == 40
    assert page.grid.cells.rows == []
    assert kept_rows(station.desk) == ([], None)
    assert page.facts[1].words.text() == "小时・0 人次・待审 40 条"


def test_rows_are_saved_without_waiting_for_the_marks(rooms, page, station):
    QGuiApplication.clipboard().setText(forty(station))
    rooms.find("hours_paste").click()
    page.submit()
    rooms.wait()
    assert len(list_records(station.desk, Wanted("volunteer_hour"))) == 38
    assert [row.who for row in page.grid.cells.rows] == ["陌生人", station.name(10)]


def test_a_wrong_row_says_all_its_errors_and_keeps_its_marks_when_the_others_are_saved(rooms, page, station):
    day = "6-13"
    right = f"{day}\t{station.name(1)}\t陪伴聊天\t9:00\t11:00"
    wrong = f"{day}\t没登记的人\t陪伴聊天\t9:00\t8:00"
    QGuiApplication.clipboard().setText(f"{wrong}\n{right}")
    page.paste()
    rooms.wait()
    page.grid.stand_on(0, 1)
    said = page.foot.sentence.text()
    assert len(page.grid.cells.verdict(0).wrong) >= 2
    assert all(one.message.rstrip("。") in said for one in page.grid.cells.verdict(0).wrong)
    page.submit()
    rooms.wait()
    assert len(page.grid.cells.rows) == 1
    assert page.grid.cells.verdict(0).wrong
    assert page.foot.sentence.text() == said


def test_rows_left_unfinished_are_there_again(station, rooms, page, make_window):
    page.grid.cells.add_rows([GridRow("6-14", "陌生人", WHAT, "8", "9")])
    rooms.wait()
    rooms.go("home")
    rooms.wait()
    again = make_window(station.desk).go("volunteer_hours")
    assert [row.who for row in again.grid.cells.rows] == ["陌生人"]


def test_a_whole_team_comes_with_common_times(rooms, page, station):
    rooms.find("hours_team").click()
    page.sheet.what.setText(WHAT)
    page.sheet.start.setText("8")
    rooms.find("team_fill").click()
    assert page.sheet.trouble.text() == "请填写“开始”“结束”。"
    page.sheet.end.setText("1130")
    rooms.find(f"member_{station.people['v2']}").click()
    rooms.find("team_fill").click()
    rooms.wait()
    assert len(page.grid.cells.rows) == 9
    assert rooms.find("hours_save").text() == "保存 9 行"
    assert station.name(2) not in [row.who for row in page.grid.cells.rows]


# ------------------------------------------------------------------------------ verifying, certifying
def test_the_lead_verifies_them_in_the_list_and_they_count(rooms, page, station):
    page.grid.cells.add_rows(station.rows(4))
    rooms.wait()
    page.submit()
    rooms.wait()
    station.sit(1)
    rooms.go("volunteers", "volunteer_hour")
    verify = rooms.find("hours_verify")
    assert (verify.isVisible(), verify.text()) == (True, "审核 4 条")
    ask.answers.append(1)
    verify.click()
    rooms.wait()
    assert {one.answers["quality"] for one in list_records(station.desk, Wanted("volunteer_hour"))} == {2}
    assert not verify.isVisible()
    assert rooms.go("volunteer_hours").facts[1].words.text() == "小时・4 人次"


def test_a_certificate_is_asked_for_and_shown_as_it_prints(rooms, page, station):
    station.verified(station.rows(1))
    page.recompute()
    rooms.wait()
    ask.answers.extend([0, 0, "评优材料"])
    rooms.find("certificate_issue").click()
    rooms.wait()
    assert rooms.window.page_id == "print"
    rooms.go("volunteer_hours")
    ask.answers.extend([0, 1, 2, "入学申请"])
    rooms.find("certificate_issue").click()
    rooms.wait()
    issued = list_records(station.desk, Wanted("service_certificate", order="number", descending=False))
    assert [bool(one.answers.get("replaced_by")) for one in issued] == [True, False]


# ------------------------------------------------------------------------------ around it
def test_every_tab_lists_its_kind_and_leads_to_its_form(rooms, station):
    page = rooms.go("volunteers")
    for kind in ("volunteer", "volunteer_team", "volunteer_project", "volunteer_hour", "service_certificate"):
        page.tabs.choose(kind)
        rooms.wait()
        assert page.list_.kind == kind
    page.tabs.choose("volunteer")
    rooms.wait()
    assert len(page.list_.table.records.rows) == 10
    page.new()
    rooms.wait()
    assert rooms.window.page_id == "form/volunteer"


def test_the_sidebar_keeps_the_entry_the_page_belongs_to(rooms, page):
    assert rooms.window.sidebar.has("volunteers")
    assert rooms.window.sidebar._buttons["volunteers"].isChecked()


@pytest.mark.parametrize("name", ["volunteer_hours", "volunteers"])
@pytest.mark.parametrize(("size", "width", "height"), [(14, 1366, 696), (14, 1093, 557), (22, 1366, 696)])
def test_nothing_is_cut(station, make_window, name, size, width, height):
    theme.apply(theme.LIGHT, size)
    rooms = make_window(station.desk, width, height)
    shown_page = rooms.go(name)
    assert cut(shown_page) == []
    if name == "volunteer_hours":
        shown_page.whole_team()
        rooms.wait()
        assert cut(shown_page) == []
    rooms.wait()


@pytest.mark.parametrize("kind", ["volunteer", "volunteer_team", "volunteer_project", "volunteer_hour"])
def test_the_forms_open_in_the_window(rooms, station, kind):
    shown_page = rooms.go(f"form/{kind}", FormAsk(kind))
    assert cut(shown_page) == []


def test_a_notice_of_the_month_is_kept_as_a_file(rooms, station, tmp_path):
    station.verified(station.rows(2))
    rooms.go("volunteers", "volunteer_hour")
    ask.answers.append(str(tmp_path / "公示.pdf"))
    rooms.find("volunteers_notice").click()
    rooms.wait()
    assert (tmp_path / "公示.pdf").read_bytes().startswith(b"%PDF")


# ------------------------------------------------------------------------------ two services at once
def test_two_services_at_once_are_decided_side_by_side_and_taken_back(rooms, station):
    station.two_at_once()
    station.sit(1)
    rooms.go("volunteers", "volunteer_hour")
    assert rooms.find("hours_overlaps").text() == "1 组时间重叠，待核定"
    rooms.find("hours_overlaps").click()
    rooms.wait()
    assert rooms.window.page_id == "overlaps"
    ask.answers.append("签到表上只有第二处的签名")
    rooms.find("overlap_waits").click()
    rooms.wait()
    shown_page = rooms.window.page
    assert shown_page.header().context == "待核定 0 组・已核定 1 组"
    assert "签到表上只有第二处的签名" in shown_page.banner.text.text()
    ask.answers.append("还要再问一问负责人")
    rooms.find("overlap_take_back").click()
    rooms.wait()
    assert shown_page.header().context == "待核定 1 组・已核定 0 组"


# ------------------------------------------------------------------------------ from an activity
def test_an_activity_makes_rows_once_and_shows_that_they_were_made(rooms, station):
    project = put(station.desk, "volunteer_project", tidy(a_project(team_id=station.team, end_on="2023-12-31"))).record
    record = station.an_activity("v1", "v2")
    shown_page = rooms.go("activity", record)
    rooms.wait()
    assert shown_page.hours.text.text() == "志愿者 2 人，还没登记服务时长"
    rooms.find("hours_make").click()
    rooms.wait()
    grid = rooms.window.page
    assert rooms.window.page_id == "volunteer_hours"
    assert [row.who for row in grid.grid.cells.rows] == [station.name(1), station.name(2)]
    assert grid.shared.common.project_id == project
    rooms.go("activity", record)
    rooms.find("hours_make").click()
    rooms.wait()
    assert len(grid.grid.cells.rows) == 2
    grid.submit()
    rooms.wait()
    saved = list_records(station.desk, Wanted("volunteer_hour"))
    assert {(one.answers["activity_ref"], one.answers["project_id"]) for one in saved} == {(record, project)}
    shown_page = rooms.go("activity", record)
    rooms.wait()
    assert shown_page.hours.text.text() == "志愿者 2 人，已登记 2 人 5.0 小时，待审核 2 条"
    assert not shown_page.hours.button.isVisible()
