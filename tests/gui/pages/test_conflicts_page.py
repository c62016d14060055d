"""冲突处理 in the window: chosen by keys, decided with a reason, taken back; the station sees what it is asked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from sheqi_desktop.gui import ask
from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.disputes import dispute_of
from sheqi_desktop.operations.same_person import joined_pairs, suspected
from sheqi_desktop.operations.settle_conflict import ask_back
from tests.at_odds import WHY, Two, two
from tests.operations.conftest import county, founded
from tests.operations.test_same_person import Twice, twice

__all__ = ["county", "founded", "twice", "two"]


def test_by_keys_one_side_is_taken_and_the_decision_stands(two: Two, make_window: Callable):
    rooms = make_window(two.centre)
    page = rooms.go("conflicts")
    assert page.header().context == "1 条待处理"
    pane = page.pane
    assert not pane.settle.isEnabled()
    assert pane.settle.accessibleDescription().startswith("还没有定：")
    pane.begin()
    first = pane.lines[0]
    wanted = first.line.sides[1].words
    QTest.keyClick(first.cards[0], Qt.Key.Key_Right)
    QTest.keyClick(first.cards[1], Qt.Key.Key_Right)
    assert first.field.toPlainText() == wanted
    assert pane.settle.accessibleDescription() == "请说明为什么这样定。"
    pane.why.setText(WHY)
    page.submit()
    rooms.wait()
    assert look_up.get(two.centre, two.client).answers["health_note"] == wanted
    assert page.header().context == "没有待处理"


def test_who_arrives_can_use_the_keys_named_under_the_record_at_once(two: Two, make_window: Callable):
    rooms = make_window(two.centre)
    page = rooms.go("conflicts")
    rooms.window.activateWindow()
    rooms.wait()
    first = page.pane.lines[0]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert first.field.toPlainText() == first.line.sides[1].words


def test_both_and_words_of_ones_own(two: Two, make_window: Callable):
    rooms = make_window(two.centre)
    page = rooms.go("conflicts")
    line = page.pane.lines[0]
    page.pane.begin()
    QTest.keyClick(line.cards[0], Qt.Key.Key_B)
    told = line.field.toPlainText()
    assert all(side.words in told for side in line.line.sides)
    line.field.setPlainText("早上高，下午正常")
    page.pane.why.setText(WHY)
    page.submit()
    rooms.wait()
    assert look_up.get(two.centre, two.client).answers["health_note"] == "早上高，下午正常"


def test_what_is_half_decided_is_there_again_after_looking_elsewhere(two: Two, make_window: Callable):
    rooms = make_window(two.centre)
    page = rooms.go("conflicts")
    page.pane.lines[0].choose(1)
    page.pane.why.setText("还要再问")
    rooms.go("board")
    page = rooms.go("conflicts")
    assert page.pane.why.text() == "还要再问"
    assert page.pane.lines[0].chosen == 1


def test_settled_it_can_be_taken_back_from_the_list(two: Two, make_window: Callable):
    two.decide()
    rooms = make_window(two.centre)
    page = rooms.go("conflicts")
    assert page._right.currentIndex() == 1
    told = [label.text() for label in page._taken.findChildren(QLabel)]
    assert str(look_up.get(two.centre, two.client).answers["health_note"]) in told
    ask.answers.append("看错了一行")
    page.undo.click()
    rooms.wait()
    assert dispute_of(two.centre, two.client) is not None
    assert page._right.currentIndex() == 0


def test_the_station_sees_what_it_is_asked_and_opens_the_form(two: Two, make_window: Callable):
    ask_back(two.centre, two.client, "请问本人")
    two.back()
    rooms = make_window(two.a)
    page = rooms.go("conflicts")
    assert page.pane.dispute.asked_back.endswith("请问本人")
    assert page.pane.settle.isHidden()
    page.pane.open_button.click()
    rooms.wait()
    assert rooms.window.page_id == "client_form"


# ------------------------------------------------------------------------------ 疑似同一人
def test_a_pair_is_joined_and_parted_again(twice: Twice, make_window: Callable):
    rooms = make_window(twice.centre)
    page = rooms.go("conflicts")
    assert page.tabs.chips["pairs"].accessibleName() == f"疑似同一人 {len(suspected(twice.centre))}"
    page.tabs.chips["pairs"].click()
    rooms.wait()
    page = rooms.page
    key = "/".join(sorted(twice.files))
    page.table.choose(key)
    rooms.wait()
    assert page.pane._title.text() == "刘福安"
    ask.answers.append(WHY)
    page.pane.join_asked.emit()
    rooms.wait()
    assert tuple(sorted(twice.files)) in joined_pairs(twice.centre)
    page.table.choose(key)
    rooms.wait()
    ask.answers.append("认错了")
    page.pane.part_asked.emit()
    rooms.wait()
    assert not joined_pairs(twice.centre)
