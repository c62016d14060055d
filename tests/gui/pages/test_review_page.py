"""待批注 by keyboard, on a supervisor's own computer with what a station really handed in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sheqi_desktop.domain.codes_annotation import VerdictCode
from sheqi_desktop.gui.pages.review import ReviewAsk
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.document_threads import document_threads
from sheqi_desktop.operations.review_queue import review_queue
from tests.gui.hands import commit, press
from tests.gui.pages.conftest import Rooms
from tests.gui.pages.review_seat import select, write
from tests.gui.pages.review_world import EMPTY, FIELD, SAID


# ------------------------------------------------------------------------------ the frame
def test_a_supervisor_sits_under_their_own_name(queue: Rooms):
    side = queue.window.sidebar
    assert (side.place.text(), side.role.text()) == ("周督导", "负责 1 站")
    assert [one.label for one in side.entries if one.group == 1] == [
        "待批注", "个案", "探访记录", "小组", "我的批注", "常用批语",
    ]  # fmt: skip
    assert queue.window.page_id == "queue"
    assert "3 件" in queue.find("nav_queue").accessibleName()


def test_only_the_assigned_stations_are_read(queue: Rooms):
    assert queue.go("visits").table.records.rowCount() == 1
    assert queue.go("cases").header().context == "共 2 份"


def test_a_visit_of_the_list_opens_by_double_click_to_be_read(queue: Rooms):
    table = queue.go("visits").table
    middle = table.visualRect(table.model().index(0, 4)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    queue.wait()
    assert queue.window.page_id == "visit_form"
    assert queue.page.opened.read_only == "这是桥头镇的记录，只能看"


def test_where_nothing_waits_the_page_says_what_will(seat, make_window):
    rooms = make_window(seat(EMPTY))
    assert rooms.page.empty.isVisible()
    assert rooms.page.empty.title.text() == "没有等你批注的文书"


# ------------------------------------------------------------------------------ writing
def test_words_are_annotated_by_keyboard_alone(queue: Rooms, mine: Desk):
    record = queue.page.shown_record()
    write(queue, "𠮷家的<b>孩子</b>", "写清楚是哪个孩子、几年级。")
    (card,) = document_threads(mine, record).cards
    anchor = card.annotation.anchor
    assert (anchor.field, anchor.quote, anchor.start) == (FIELD, "𠮷家的<b>孩子</b>", SAID.index("𠮷"))
    assert "●1" in queue.page.paper.texts[FIELD].toPlainText()
    assert list(queue.page.notes.cards.cards) == [card.annotation.id]


def test_what_a_record_says_is_never_markup(queue: Rooms):
    assert SAID in queue.page.paper.texts[FIELD].toPlainText()


def test_ctrl_enter_in_the_kind_box_adds_and_does_not_conclude(queue: Rooms, mine: Desk):
    record, new = queue.page.shown_record(), queue.page.notes.new
    commit(new.field, "写清楚是哪个孩子、几年级。")
    new.kind.setFocus()
    press(new.kind, Qt.Key.Key_Return, control=True)
    queue.wait()
    told = document_threads(mine, record)
    assert ([one.annotation.body for one in told.cards], told.review.waits) == (["写清楚是哪个孩子、几年级。"], True)
    assert queue.page.shown_record() == record


def test_too_few_words_are_refused_beside_the_button(queue: Rooms, mine: Desk):
    write(queue, "孩子", "短")
    assert queue.page.notes.new.why.text().startswith("批注内容不少于5个字。")
    assert not document_threads(mine, queue.page.shown_record()).cards


def test_an_own_one_is_changed_on_its_card(queue: Rooms, mine: Desk):
    write(queue, "孩子", "写清楚是哪个孩子、几年级。")
    (card,) = queue.page.notes.cards.cards.values()
    card.pencil.click()
    card.box.field.setPlainText("写清楚是哪个孩子、在哪里上学。")
    card.box.send.click()
    queue.wait()
    (after,) = document_threads(mine, queue.page.shown_record()).cards
    assert after.annotation.body == "写清楚是哪个孩子、在哪里上学。"


def test_j_and_k_walk_but_are_letters_where_one_types(queue: Rooms):
    first = queue.page.shown_record()
    press(queue.page.list.view, Qt.Key.Key_J)
    queue.wait()
    second = queue.page.shown_record()
    assert second != first
    field = queue.page.notes.new.field
    field.setFocus()
    QTest.keyClicks(field, "jk")
    queue.wait()
    assert (field.toPlainText(), queue.page.shown_record()) == ("jk", second)
    field.clear()
    queue.page.list.view.setFocus()
    press(queue.page.list.view, Qt.Key.Key_K)
    queue.wait()
    assert queue.page.shown_record() == first


def test_half_an_annotation_comes_back_after_the_window_is_gone(queue: Rooms, mine: Desk, make_window):
    select(queue, "饭也不想做")
    press(queue.page.paper.texts[FIELD], Qt.Key.Key_M, control=True)
    queue.wait()
    commit(queue.page.notes.new.field, "是哪几天")
    queue.page.leave()
    queue.wait()
    again = make_window(mine)
    new = again.page.notes.new
    assert (new.field.toPlainText(), new.quote.text()) == ("是哪几天", "引用：饭也不想做")
    new.field.setPlainText("是哪几天不想做饭？")
    new.add_now()
    again.wait()
    assert again.page.notes.new.field.toPlainText() == ""
    third = make_window(mine)
    assert third.page.notes.new.field.toPlainText() == ""


def test_half_an_annotation_stays_with_its_document(queue: Rooms):
    commit(queue.page.notes.new.field, "这份的半句话")
    press(queue.page.list.view, Qt.Key.Key_Down)
    queue.wait()
    assert queue.page.notes.new.field.toPlainText() == ""
    press(queue.page.list.view, Qt.Key.Key_Up)
    queue.wait()
    assert queue.page.notes.new.field.toPlainText() == "这份的半句话"


# ------------------------------------------------------------------------------ deciding
def test_a_must_leaves_only_the_return_and_the_next_one_comes(queue: Rooms, mine: Desk):
    record = queue.page.shown_record()
    after, title = queue.page.list.after(record), queue.page.shown.title
    write(queue, "饭也不想做", "写清楚是哪几天不想做饭。")
    bar = queue.page.verdict
    assert bar.choice.value() == VerdictCode.RETURNED
    assert bar.why.text() == "还有1条“必改”未确认，不能签批。"
    press(queue.page.list.view, Qt.Key.Key_Return, control=True)
    queue.wait()
    assert document_threads(mine, record).review.words == "退回"
    assert queue.page.shown_record() == after
    assert queue.window.toasts.words == f"已退回：{title} 第 1 版，随下一个批注包发回。"
    assert len(review_queue(mine).lines) == 2


def test_a_conclusion_that_was_not_chosen_is_asked_for_as_a_refusal(queue: Rooms):
    press(queue.page.list.view, Qt.Key.Key_Return, control=True)
    why = queue.page.verdict.why
    assert (why.text(), why.property("tone")) == ("请先选结论。", "bad")
    press(queue.page.verdict.choice, Qt.Key.Key_1)
    assert why.property("tone") is None


def test_the_phrases_are_offered_as_they_will_be_inserted(queue: Rooms):
    select(queue, "饭也不想做")
    press(queue.page.paper.texts[FIELD], Qt.Key.Key_M, control=True)
    queue.wait()
    offered = [one.text() for one in queue.page.notes.new.phrase_menu().actions()]
    assert any(queue.page.paper.label_of(FIELD) in one for one in offered)
    assert not any("{字段}" in one for one in offered)


def test_without_a_must_nothing_is_returned(queue: Rooms):
    bar = queue.page.verdict
    press(bar.choice, Qt.Key.Key_2)
    assert bar.choice.value() is None
    assert bar.why.text() == "退回时请至少写一条“必改”批注。"
    press(bar.choice, Qt.Key.Key_1)
    assert bar.choice.value() == VerdictCode.SIGNED
    assert bar.why.isHidden(), "what speaks against 退回 is no matter once 通过 is chosen"


def test_a_paper_is_signed_and_the_next_one_comes(queue: Rooms, mine: Desk):
    record = queue.page.shown_record()
    press(queue.page.verdict.choice, Qt.Key.Key_1)
    press(queue.page.list.view, Qt.Key.Key_Return, control=True)
    queue.wait()
    assert document_threads(mine, record).review.words == "通过"
    assert queue.page.shown_record() not in ("", record)


def test_a_visit_is_read_not_signed(queue: Rooms, mine: Desk):
    visit = next(one.record for one in review_queue(mine).lines if one.kind == "visit")
    queue.go("queue", ReviewAsk(visit))
    assert [one.text for one in queue.page.verdict.choice.options] == ["已阅", "退回"]
    press(queue.page.verdict.choice, Qt.Key.Key_1)
    queue.page.submit()
    queue.wait()
    assert document_threads(mine, visit).review.words == "已阅"


def test_what_is_typed_and_not_added_is_not_left_behind_by_a_decision(queue: Rooms, mine: Desk):
    record = queue.page.shown_record()
    commit(queue.page.notes.new.field, "还没写完")
    press(queue.page.verdict.choice, Qt.Key.Key_1)
    queue.page.submit()
    queue.wait()
    assert queue.page.shown_record() == record
    assert queue.page.notes.new.why.text() == "还有一条批注没添加：请先按“添加”，或清掉再提交。"
    assert document_threads(mine, record).review.waits


def test_the_criteria_lead_to_the_score_of_these_documents(queue: Rooms):
    assert queue.page.notes.rubric.title.text() == "评分参考（个案）"
    queue.page.notes.rubric.score.click()
    queue.wait()
    assert queue.window.page_id == "score"
