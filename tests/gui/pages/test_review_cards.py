"""Answers on their cards, phrases, and what one wrote: a supervisor's window over real workspaces."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from sheqi_desktop.domain.codes_annotation import AnnotationKind
from sheqi_desktop.gui import theme
from sheqi_desktop.gui.pages.review import ReviewAsk
from sheqi_desktop.gui.widgets.annotation_card import AnnotationCard
from sheqi_desktop.operations.annotate import Selected, annotate
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.document_threads import document_threads
from sheqi_desktop.operations.phrases import Phrase, filled, keep_phrases, phrases
from sheqi_desktop.operations.review_queue import review_queue
from tests.desks import LIBRARY
from tests.gui.hands import commit, press
from tests.gui.pages.conftest import Rooms
from tests.gui.pages.review_seat import select, write
from tests.gui.pages.review_world import ANSWERED, FIELD
from tests.gui.pages.test_fits import cut


# ------------------------------------------------------------------------------ what was answered
@pytest.fixture
def answered(seat, make_window) -> Rooms:
    rooms = make_window(seat(ANSWERED))
    case = next(one.record for one in rooms.page.list.model.lines if one.answered)
    rooms.go("queue", ReviewAsk(case))
    return rooms


def an_answered(rooms: Rooms) -> AnnotationCard:
    return next(one for one in rooms.page.notes.cards.cards.values() if "confirm" in one.card.may)


def test_an_answer_is_confirmed_on_its_card(answered: Rooms):
    an_answered(answered).buttons["confirm"].click()
    answered.wait()
    told = document_threads(answered.desk, answered.page.shown_record())
    assert sorted(one.state for one in told.cards) == ["已确认", "待处理"]
    assert answered.find("cards_done").text() == "已处理 1 条"


def test_an_answer_goes_back_with_what_is_missing(answered: Rooms):
    card = an_answered(answered)
    card.buttons["reopen"].click()
    card.box.send.click()
    answered.wait()
    assert card.box.why.isVisible()
    commit(card.box.field, "还差是谁在照顾她。")
    card.box.send.click()
    answered.wait()
    told = document_threads(answered.desk, answered.page.shown_record())
    assert sorted(one.state for one in told.cards) == ["再次退回", "待处理"]


def test_half_a_reason_on_a_card_comes_back_too(answered: Rooms, make_window):
    record = answered.page.shown_record()
    card = an_answered(answered)
    card.buttons["reopen"].click()
    commit(card.box.field, "还差")
    answered.page.leave()
    answered.wait()
    again = make_window(answered.desk)
    again.go("queue", ReviewAsk(record))
    box = an_answered(again).box
    assert box is not None
    assert box.value() == ("还差", "")


def test_what_is_typed_on_a_card_survives_that_the_page_looks_again(answered: Rooms):
    card = an_answered(answered)
    card.buttons["reopen"].click()
    commit(card.box.field, "还差")
    annotate(answered.desk, answered.page.shown_record(), AnnotationKind.ADVICE, "可以多写一点。")
    answered.page.recompute()
    answered.wait()
    assert an_answered(answered) is not card
    assert an_answered(answered).box.value() == ("还差", "")


def test_what_was_sent_is_only_withdrawn_and_says_why(answered: Rooms):
    card = next(one for one in answered.page.notes.cards.cards.values() if "withdraw" in one.card.may)
    assert "rewrite" not in card.card.may
    card.buttons["withdraw"].click()
    commit(card.box.field, "看错了段落。")
    press(card.box.field, Qt.Key.Key_Return, control=True)
    answered.wait()
    told = document_threads(answered.desk, answered.page.shown_record())
    assert "已撤回" in [one.state for one in told.cards]


# ------------------------------------------------------------------------------ phrases
def test_a_phrase_used_as_it_is_is_counted_as_one(queue: Rooms, mine: Desk):
    record, new = queue.page.shown_record(), queue.page.notes.new
    select(queue, "饭也不想做")
    press(queue.page.paper.texts[FIELD], Qt.Key.Key_M, control=True)
    queue.wait()
    one = next(one for one in phrases(mine) if "{字段}" in one.text and one.kind == AnnotationKind.QUESTION)
    new.insert(one)
    label = LIBRARY.form("case").field(FIELD).label
    assert new.field.toPlainText() == filled(one.text, label)
    assert new.kind.currentData() == AnnotationKind.QUESTION
    new.add_now()
    queue.wait()
    new.insert(one)
    commit(new.field, "请补。")
    new.add_now()
    queue.wait()
    told = document_threads(mine, record).cards
    assert sorted(one.annotation.phrase for one in told) == [False, True]


def test_the_phrases_of_the_type_are_offered_first(queue: Rooms, mine: Desk):
    keep_phrases(mine, [Phrase("任何时候", 0), Phrase("一条建议", 2), Phrase("必改<b>的</b>&话", 3)])
    queue.page.open(None)
    queue.wait()
    menu = queue.page.notes.new.phrase_menu()
    assert [one.text() for one in menu.actions()[:3]] == ["任何时候", "必改<b>的</b>&&话", "一条建议"]
    menu.actions()[1].trigger()
    assert queue.page.notes.new.field.toPlainText() == "必改<b>的</b>&话"


def test_phrases_are_kept_by_themselves_and_a_dropped_one_comes_back(queue: Rooms, mine: Desk):
    page = queue.go("phrases")
    before = phrases(mine)
    page.new()
    commit(page.lines[0].field, "请写哪天完成。")
    queue.wait(700)
    assert phrases(mine) == [Phrase("请写哪天完成。"), *before]
    page.lines[0].drop.click()
    queue.wait()
    assert phrases(mine) == before
    queue.find("toast_undo").click()
    queue.wait()
    assert phrases(mine)[0] == Phrase("请写哪天完成。")


# ------------------------------------------------------------------------------ what one wrote
def test_my_annotations_open_at_the_card(queue: Rooms, mine: Desk):
    record = queue.page.list.model.lines[1].record
    made = annotate(mine, record, AnnotationKind.ADVICE, "可以多写一点。", Selected(FIELD, 0, 3)).annotation
    page = queue.go("annotations")
    assert page.table.current_id == made
    press(page.table, Qt.Key.Key_Return)
    queue.wait()
    assert queue.window.page_id == "queue"
    assert queue.page.shown_record() == record
    assert QApplication.focusWidget() is queue.page.notes.cards.cards[made].number


def test_a_number_goes_to_its_card_and_back(queue: Rooms):
    write(queue, "饭也不想做", "写清楚是哪几天不想做饭。")
    (card,) = queue.page.notes.cards.cards.values()
    card.number.click()
    text = queue.page.paper.texts[FIELD]
    assert text.hasFocus()
    assert text.textCursor().position() == text.document().find("饭也不想做").selectionStart()
    text.moveCursor(QTextCursor.MoveOperation.Right)
    press(text, Qt.Key.Key_Return)
    queue.wait()
    assert card.number.hasFocus()


# ------------------------------------------------------------------------------ looks
@pytest.mark.parametrize("page", ["queue", "annotations", "phrases"])
@pytest.mark.parametrize(
    ("look", "letters", "size"), [(theme.DARK, 22, (1093, 614)), (theme.HIGH_CONTRAST, 18, (1366, 768))]
)
def test_nothing_is_cut(mine: Desk, make_window, page: str, look: str, letters: int, size: tuple[int, int]):
    for line in review_queue(mine).lines[:1]:
        annotate(
            mine, line.record, AnnotationKind.MUST, "目标要能量：写清基线、目标和日期。" * 8, Selected(FIELD, 0, 5)
        )
    theme.apply(look, letters)
    rooms = make_window(mine, *size)
    rooms.go(page)
    assert cut(rooms.page) == []
