from __future__ import annotations

from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.operations import drafts
from tests.gui.hands import press


def test_the_most_urgent_row_has_the_one_button_that_stands_out(rooms):
    rows = rooms.page.todo.rows
    assert [(row.row.who, row.button.kind) for row in rows] == [("王秀兰", "primary"), ("吴学敏", "plain")]
    assert rooms.window.page_id == "home"


def test_its_button_begins_the_visit_of_that_person(rooms):
    rooms.page.todo.rows[0].button.click()
    rooms.wait()
    assert rooms.window.page_id == "visit_form"
    assert rooms.page.pane.side.name == "王秀兰"
    assert rooms.page.view.editor("client_id").read_only


def test_chips_widen_the_list_to_the_week_and_those_never_visited(rooms):
    todo = rooms.page.todo
    todo.chips.findChild(object, "chip_week").click()
    rooms.find("todo_more").click()
    assert [row.row.who for row in todo.rows if row.row.kind == "visit"] == ["王秀兰", "吴学敏", "单玉芬"]


def test_up_and_down_walk_from_button_to_button(rooms):
    from PySide6.QtCore import Qt

    first, second = rooms.page.todo.rows[:2]
    first.button.setFocus()
    press(first.button, Qt.Key.Key_Down)
    assert second.button.hasFocus()


def test_numbers_of_measures_appear_with_their_words(rooms):
    bars = rooms.page.progress._bars
    assert "探访 5 / 160 人次" in bars["ind_visit"].accessibleName()
    assert "个案 0 / 6 例" in bars["ind_case"].accessibleName()


def test_an_empty_station_is_told_how_to_begin(make_window, empty_desk):
    rooms = make_window(empty_desk)
    assert rooms.page.todo.rows == []
    rooms.find("home_first_client").click()
    rooms.wait()
    assert rooms.window.page_id == "client_form"


def test_a_draft_found_back_after_a_crash_is_offered(make_window, open_desk):
    desk = open_desk()
    drafts.keep_draft(desk, "client", "new-1", {"name": "李桂英"}, 1, desk.me.worker_id)
    desk.close()
    desk = open_desk()
    desk.database.was_closed_badly = True
    rooms = make_window(desk)
    rooms.find("home_found").click()
    rooms.wait()
    assert rooms.window.page_id == "client_form"
    assert rooms.page.view.draft.answers["name"] == "李桂英"


def test_a_draft_left_on_purpose_is_found_from_home_and_is_not_called_lost(make_window, open_desk, hands):
    desk = open_desk()
    desk.database.was_closed_badly = True
    hands.to("2023-06-14T11:00:00")
    drafts.keep_draft(desk, "client", "new-1", {"name": "李桂英"}, 1, desk.me.worker_id)
    rooms = make_window(desk)
    assert rooms.page.home.found_drafts == ()
    assert rooms.find("home_drafts").text() == "1 份没填完的表，接着填"
    rooms.find("home_drafts").click()
    rooms.wait()
    assert rooms.window.page_id == "drafts"


def test_a_wrong_clock_is_said_and_forms_still_open(make_window, open_desk, hands):
    desk = open_desk()
    hands.to("2019-01-01T08:00:00")
    rooms = make_window(desk)
    assert rooms.page.home.clock_warning
    rooms.go("visit_form", FormAsk("visit"))
    assert rooms.page.view is not None


def test_the_edge_of_the_window_says_what_waits(rooms):
    assert "9 处改动未报送" in rooms.window.status.middle.text()
    assert "离线可用" in rooms.window.status.right.text()


def test_space_puts_a_row_off_until_tomorrow_and_ctrl_z_takes_that_back(rooms, hands):
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    todo = rooms.page.todo
    first = todo.rows[0]
    first.button.setFocus()
    press(first.button, Qt.Key.Key_Space)
    rooms.wait()
    assert rooms.window.page_id == "home", "space is not a click"
    assert [row.row.who for row in todo.rows] == ["吴学敏"]
    assert todo.rows[0].button.hasFocus(), "the cursor goes to the row that took its place"
    assert "明天再说" in rooms.window.toasts.words
    QTest.keyClick(rooms.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    rooms.wait()
    assert [row.row.who for row in todo.rows] == ["王秀兰", "吴学敏"], "the order is as it was"
    assert rooms.window.toasts.words.startswith("已撤销：王秀兰 ")
    QTest.keyClick(rooms.window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    rooms.wait()
    assert [row.row.who for row in todo.rows] == ["吴学敏"]
    QTest.keyClick(rooms.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    rooms.wait()
    assert [row.row.who for row in todo.rows] == ["王秀兰", "吴学敏"]


def test_a_row_can_wait_for_a_chosen_day_and_be_taken_back(rooms):
    from sheqi_desktop.gui import ask

    todo = rooms.page.todo
    ask.answers.append(4)
    todo.day_asked.emit(todo.rows[0].row)
    rooms.wait()
    assert [row.row.who for row in todo.rows] == ["吴学敏"]
    rooms.find("todo_later").click()
    rooms.wait()
    back = next(one for one in todo.findChildren(object) if one.objectName().startswith("back_"))
    back.click()
    rooms.wait()
    assert [row.row.who for row in todo.rows] == ["王秀兰", "吴学敏"]
    rooms.window.toasts.undo()
    rooms.wait()
    assert [row.row.who for row in todo.rows] == ["吴学敏"], "putting back is undone like everything else"


def test_a_disk_that_is_nearly_full_is_said_and_leads_to_the_backup(make_window, open_desk, monkeypatch):
    from sheqi_desktop.store import folder

    desk = open_desk()
    monkeypatch.setattr(folder, "LOW_SPACE_BYTES", folder.free_bytes(desk.folder) + (1 << 30))
    rooms = make_window(desk)
    rooms.find("home_full").click()
    rooms.wait()
    assert rooms.window.page_id == "settings"
