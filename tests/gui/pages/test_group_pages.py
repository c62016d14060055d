"""小组 on screen: the list, one group, and 点名 as the keyboard knows it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from sheqi_desktop.domain.records.group_file import marks_of
from sheqi_desktop.gui import ask, theme
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.widgets.buttons import PLAIN, PRIMARY
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.drafts import all_drafts
from sheqi_desktop.operations.group_list import group_list
from tests.groups import a_planned
from tests.gui.hands import press
from tests.gui.pages.group_world import STATION, a_desk, fill
from tests.gui.pages.templates import a_template, opening
from tests.gui.pages.test_fits import cut
from tests.gui.pages.test_no_flash import Watch

TODAY = "2023-06-14T15:40:00"
Key = Qt.Key


group_template = a_template("groups", "2023-04-01T09:00:00", a_desk, fill)
open_desk = opening("group_template", STATION, TODAY)


@pytest.fixture
def running(desk: Desk) -> str:
    """Give the group in its third session."""
    return next(one.record for one in group_list(desk).lines if one.state == "running")


@pytest.fixture
def session(rooms, running: str):
    """Begin the third session."""
    rooms.go("group", running)
    rooms.page.new()
    rooms.wait()
    return rooms.page


def marks(page) -> list[int]:
    found = marks_of(page.view.draft.answers)
    return [found.get(one.id, 0) for one in page.sheet.members]


# ------------------------------------------------------------------------------ 点名
def test_digits_mark_and_go_down(session):
    grid = session.card.grid
    assert grid.hasFocus()
    press(grid, Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4, Key.Key_5)
    assert marks(session)[:6] == [1, 2, 3, 4, 5, 0]
    assert grid.currentIndex().row() == 5
    assert session.card.title.remark.text() == "已点 5 / 12"


def test_space_goes_through_the_marks_and_backspace_takes_one_back(session):
    grid = session.card.grid
    press(grid, Key.Key_Space, Key.Key_Space)
    assert (marks(session)[0], grid.currentIndex().row()) == (2, 0)
    press(grid, Key.Key_Backspace)
    assert marks(session)[0] == 0


def test_everybody_is_present_with_two_keys(session):
    grid = session.card.grid
    press(grid, Key.Key_A, control=True)
    press(grid, Key.Key_1)
    assert marks(session) == [1] * 12


def test_after_the_roll_call_tab_leads_to_the_record_and_not_to_the_buttons_under_it(session):
    QTest.keyClick(session.card.grid, Key.Key_Tab)
    assert session.view.isAncestorOf(session.focusWidget())


def test_who_is_not_marked_is_present_with_one_button(session):
    press(session.card.grid, Key.Key_4)
    session.card.rest.click()
    assert marks(session) == [4, *[1] * 11]
    assert not session.card.rest.isEnabled()


def test_arrows_walk_and_full_width_digits_are_understood(session):
    grid = session.card.grid
    press(grid, Key.Key_Down, Key.Key_Down, Key.Key_Left)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (2, 3)
    QApplication.sendEvent(grid, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, "５"))
    assert marks(session)[2] == 5


def test_the_rate_follows_the_marks(session):
    grid, members = session.card.grid, [one.name for one in session.sheet.members]
    place = members.index("刘改花")
    last = grid.model().columnCount() - 1
    assert grid.model().index(place, last).data() == "50%"
    grid.go_to(session.sheet.members[place].id)
    press(grid, Key.Key_5)
    assert session.sheet.rate(session.sheet.members[place].id, grid.sheet_model.marks).whole == "33%"


def test_two_absences_in_a_row_suggest_a_visit(rooms, session):
    place = [one.name for one in session.sheet.members].index("刘改花")
    assert not session._advice.isVisible()
    session.card.grid.go_to(session.sheet.members[place].id)
    press(session.card.grid, Key.Key_5)
    assert session._advice.title.text() == "刘改花连续 2 次缺席"
    session._advice.button.click()
    rooms.wait()
    assert rooms.window.page_id == "visit_form"
    assert rooms.page.view.draft.answers["client_id"] == session.sheet.members[place].client


def test_marks_are_a_draft_before_anybody_saves(rooms, session, desk: Desk):
    press(session.card.grid, Key.Key_1)
    session.leave()
    rooms.wait()
    assert len(all_drafts(desk)) == 1


def test_another_session_only_shows_until_it_is_clicked(rooms, session):
    grid = session.card.grid
    before = session.sheet.columns[0]
    assert grid.model().index(0, 1).data() == "出席"
    grid.session_asked.emit(before.record)
    rooms.wait()
    assert rooms.page.opened.record == before.record
    assert rooms.page.card.title.title.text() == "第 1 节点名"


def test_fewer_than_three_is_said_and_can_be_confirmed(session):
    grid = session.card.grid
    press(grid, Key.Key_A, control=True)
    press(grid, Key.Key_5)
    session.submit()
    assert session.card._wrong.title.text() == "出席不足3人，该节不计入节数，请改为延期或个案。"
    session.card._wrong.button.click()
    assert "three_are_present" not in {one.code for one in session.view.problems}


def test_attendance_that_is_missing_leads_back_to_the_grid(session):
    session.view.go_to("topic")
    session.view.draft.answer("start_at", "14:30")
    session.view.draft.answer("end_at", "15:40")
    session.submit()
    assert session.card._wrong.title.text() == "请登记组员出席情况。" or session.view.here_field
    session._go_to_problem(next(one for one in session.view.problems if one.field == "attendance"))
    assert session.card.grid.hasFocus()


def test_what_the_plan_says_of_the_session_is_there_already(session):
    answers = session.view.draft.answers
    assert (answers["topic"], answers["place"], answers["service_date"]) == (
        "我来教你一手",
        "村文化活动室",
        "2023-06-14",
    )
    assert session._title.side.text() == "计划 65 分钟"


def test_a_new_member_joins_the_grid(rooms, session, desk: Desk):
    from tests.groups import stored

    session._add_member()
    rooms.wait()
    assert rooms.page.opened.record == stored(desk, session.sheet.roster).id
    rooms.page.view.draft.add_row("members", {"name": "新来的", "birth_year": 1950, "joined_on": "2023-06-14"})
    for problem in [one for one in rooms.page.view.draft.problems() if one.confirmable]:
        rooms.page.view.draft.confirm(problem)
    rooms.page.submit()
    rooms.wait()
    assert rooms.window.page_id == "group_session_form"
    assert [one.name for one in rooms.page.sheet.members][-1] == "新来的"
    assert rooms.page.card.title.remark.text() == "已点 0 / 13"


# ------------------------------------------------------------------------------ list and group
def test_the_list_says_how_far_each_has_come_and_what_is_short(rooms):
    page = rooms.go("groups")
    assert [(one.name, one.state_words, one.sessions, one.short) for one in page.found.lines] == [
        ("小树苗儿童成长小组", "计划待批", "0 / 4", "计划书已提交，签批后才计入。"),
        ("银龄手工互助小组", "进行中", "2 / 6", "有效2节，还差2节。"),
        ("暖阳相伴老年互助小组", "已完成", "4 / 4", ""),
    ]
    assert page.header().context == "共 3 个・在办小组 2 节"
    page.chips.choose("running")
    page.look()
    rooms.wait()
    assert [one.name for one in page.found.lines] == ["银龄手工互助小组"]


def test_a_group_shows_sessions_held_and_planned(rooms, running: str):
    page = rooms.go("group", running)
    assert [(one.place, one.state, one.present) for one in page.file.sessions] == [
        (1, "已记录", "11 / 12"), (2, "已记录", "10 / 12"), *[(place, "计划", "") for place in range(3, 7)],
    ]  # fmt: skip
    assert page.head.buttons["group_session"].text() == "记录第 3 节"
    assert page.file.short == ("有效2节，还差2节。",)


def test_coming_back_to_a_group_the_keyboard_is_on_its_sessions(rooms, running: str):
    page = rooms.go("group", running)
    roster = page.findChild(QAbstractButton, "paper_group_roster")
    roster.setFocus()
    rooms.go("groups")
    assert rooms.go("group", running) is page
    assert page.focusWidget() is page.table, "the button that had it was made anew"


def test_before_the_plan_is_signed_no_session_can_begin(rooms, desk: Desk):
    waiting = next(one.record for one in group_list(desk).lines if one.state == "submitted")
    page = rooms.go("group", waiting)
    assert not page.head.buttons["group_session"].isEnabled()
    page.new()
    rooms.wait()
    assert rooms.window.page_id == "group"


def test_a_group_is_ended_early_with_a_reason(rooms, running: str):
    page = rooms.go("group", running)
    ask.answers.append("农忙到了，组员商量后提前结束")
    rooms.find("step_end_early").click()
    rooms.wait()
    assert page.file.state_words == "待总结"


def test_a_finished_group_puts_its_summary_first_and_asks_before_a_further_session(rooms, desk: Desk):
    finished = next(one.record for one in group_list(desk).lines if one.state == "completed")
    page = rooms.go("group", finished)
    session, summary = page.head.buttons["group_session"], page.head.buttons["group_summary"]
    assert (session.text(), session.kind, summary.text(), summary.kind) == ("补记第 5 节", PLAIN, "看总结", PRIMARY)
    ask.answers.append("no")
    page.new()
    rooms.wait()
    assert ask.asked[-1] == "总结已经写了，还要补记第 5 节？"
    assert rooms.window.page_id == "group"


def test_taking_back_a_whole_group_says_so_on_its_button(rooms, desk: Desk):
    waiting = next(one.record for one in group_list(desk).lines if one.state == "submitted")
    rooms.go("group", waiting)
    assert rooms.find("step_cancel").text() == "取消这个小组…"


def test_the_list_stands_on_a_group_that_was_just_handed_in(rooms, desk: Desk):
    page = rooms.go("groups")
    made = a_planned(desk, approve=False, name="晨光手工小组")
    page.look()
    rooms.wait()
    assert page.table.current_id == made


# ------------------------------------------------------------------------------ room and light
@pytest.mark.parametrize("page", ["groups", "group", "group_session_form"])
@pytest.mark.parametrize(("size", "width", "height"), [(14, 1366, 696), (14, 1093, 557), (18, 1366, 696)])
def test_nothing_is_cut(make_window, desk: Desk, running: str, page: str, size: int, width: int, height: int):
    theme.apply(theme.LIGHT, size)
    rooms = make_window(desk, width, height)
    shown = rooms.go(page, argument(page, running))
    for _ in range(3):
        QCoreApplication.processEvents()
    assert cut(shown) == []


@pytest.mark.parametrize("page", ["groups", "group", "group_session_form"])
def test_nothing_flashes(make_window, desk: Desk, running: str, page: str):
    rooms = make_window(desk)
    watch = Watch()
    QApplication.instance().installEventFilter(watch)
    try:
        rooms.go(page, argument(page, running))
        rooms.go("home")
    finally:
        QApplication.instance().removeEventFilter(watch)
    assert watch.seen == []


def argument(page: str, group: str) -> object:
    known = {"parent_id": group, "service_date": "2023-06-14"}
    return {"group": group, "group_session_form": FormAsk("group_session", answers=known)}.get(page)
