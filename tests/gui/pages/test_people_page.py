from __future__ import annotations

from PySide6.QtCore import Qt

from sheqi_desktop.gui import ask
from tests.gui.hands import commit, compose, press


def names(rooms) -> list[str]:
    return [row.cells[0].top for row in rooms.page.table.records.rows]


def test_letters_still_being_composed_already_find(rooms):
    rooms.go("clients")
    compose(rooms.page.field, "wxl")
    rooms.wait()
    assert set(names(rooms)) == {"王秀兰", "万喜来"}
    commit(rooms.page.field, "王秀")
    rooms.wait()
    assert names(rooms) == ["王秀兰"]


def test_nothing_found_says_so_and_offers_the_way_back(rooms):
    page = rooms.go("clients")
    commit(page.field, "张三丰")
    rooms.wait()
    assert "没有找到“张三丰”" in page._none.text.text()
    rooms.find("people_clear").click()
    rooms.wait()
    assert len(names(rooms)) == 4


def test_enter_in_the_search_goes_to_the_list_and_enter_there_to_the_person(rooms):
    page = rooms.go("clients")
    commit(page.field, "王秀兰")
    rooms.wait()
    press(page.field, Qt.Key.Key_Return)
    assert page.table.hasFocus()
    press(page.table, Qt.Key.Key_Return)
    rooms.wait()
    assert page.pane.visit.hasFocus()
    page.pane.visit.click()
    rooms.wait()
    assert rooms.page.pane.side.name == "王秀兰"


def test_f2_edits_the_person_one_stands_on(rooms):
    page = rooms.go("clients")
    page.table.setFocus()
    chosen = page.table.current_id
    press(page.table, Qt.Key.Key_F2)
    rooms.wait()
    assert rooms.window.page_id == "client_form"
    assert rooms.page.ask_.record == chosen


def test_a_number_is_shown_for_a_reason_and_masked_again(rooms):
    page = rooms.go("clients", "overdue")
    assert page.pane.card.name == "王秀兰"
    label = page.pane._facts.values["phone"]
    ask.answers.append("通知村医上门")
    rooms.find("reveal_phone").click()
    rooms.wait()
    assert label.text() == "15437906207"
    from sheqi_desktop.gui.pages.person_pane import MASK_AGAIN_MS

    assert MASK_AGAIN_MS == 60_000


def test_coming_back_finds_the_same_person_chosen(rooms):
    page = rooms.go("clients")
    page.table.choose(page.found.rows[2].record)
    chosen = page.table.current_id
    rooms.go("visits")
    rooms.window.back()
    rooms.wait()
    assert rooms.page.table.current_id == chosen


def test_where_there_is_no_room_the_person_is_a_page(make_window, desk):
    rooms = make_window(desk, 1100, 660)
    page = rooms.go("clients")
    assert not page.pane.isVisible()
    page.table.setFocus()
    press(page.table, Qt.Key.Key_Return)
    rooms.wait()
    assert rooms.window.page_id == "person"
    assert rooms.page.pane.card.name == "王秀兰"


def test_an_empty_list_says_how_to_begin(make_window, empty_desk):
    rooms = make_window(empty_desk)
    page = rooms.go("clients")
    assert page._stack.currentWidget() is page._empty


def test_the_whole_file_opens_with_control_enter(rooms):
    page = rooms.go("clients")
    page.submit()
    rooms.wait()
    assert rooms.window.page_id == "person"
