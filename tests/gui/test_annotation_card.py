"""A card offers what may be done now, asks for the words it needs, and shows what people wrote as these letters."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.codes_annotation import AnnotationKind
from sheqi_desktop.domain.thread import State
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.annotation_card import AnnotationCard
from sheqi_desktop.gui.widgets.card_column import AT_ONCE, CardColumn
from tests.gui.hands import commit, press, settle
from tests.gui.sample_cards import a_card


def shown(qtbot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(300, 400)
    widget.show()
    settle()
    return widget


def test_only_what_may_be_done_now_is_offered(qtbot):
    card = shown(qtbot, AnnotationCard(a_card(state=State.ANSWERED, may=frozenset({"confirm", "reopen"}))))
    assert list(card.buttons) == ["confirm", "reopen"]


def test_confirming_needs_no_words(qtbot):
    card = shown(qtbot, AnnotationCard(a_card(state=State.ANSWERED, may=frozenset({"confirm"}))))
    with qtbot.waitSignal(card.asked) as heard:
        qtbot.mouseClick(card.buttons["confirm"], Qt.MouseButton.LeftButton)
    assert heard.args == ["confirm", "a1", "", ""]


def test_an_advice_is_answered_with_a_choice_and_words(qtbot):
    card = shown(qtbot, AnnotationCard(a_card(kind=AnnotationKind.ADVICE, may=frozenset({"reply"}))))
    card.buttons["reply"].click()
    commit(card.box.field, "奶奶不同意")
    card.box.send.click()
    assert card.box.why.text() == "请先选一项。"
    card.box.choice.setCurrentIndex(2)
    with qtbot.waitSignal(card.asked) as heard:
        press(card.box.field, Qt.Key.Key_Return, control=True)
    assert heard.args == ["reply", "a1", "奶奶不同意", "not_now"]


def test_a_click_beside_the_words_one_types_moves_nothing(qtbot):
    card = shown(qtbot, AnnotationCard(a_card(may=frozenset({"reply"}))))
    card.buttons["reply"].click()
    heard = []
    card.asked.connect(lambda *said: heard.append(said))
    qtbot.mouseClick(card.box, Qt.MouseButton.LeftButton, pos=card.box.rect().bottomLeft())
    assert not heard
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=card.words.geometry().center())
    assert [one[0] for one in heard] == ["locate"]


def test_the_box_asks_for_the_reason_of_what_is_put_off(qtbot):
    card = shown(qtbot, AnnotationCard(a_card(kind=AnnotationKind.ADVICE, may=frozenset({"reply"}))))
    card.buttons["reply"].click()
    assert card.box.field.placeholderText().startswith("例如：已改成")
    for _ in range(3):
        press(card.box.choice, Qt.Key.Key_Down)
    assert card.box.field.placeholderText().startswith("写明理由")
    with qtbot.waitSignal(card.asked):
        press(card.box.choice, Qt.Key.Key_Return, control=True)
    card.say_why("不采纳建议时请写明理由。")
    assert card.box.field.hasFocus()


def test_esc_puts_the_words_away_and_the_keyboard_goes_back_to_the_button(qtbot):
    card = shown(qtbot, AnnotationCard(a_card(may=frozenset({"withdraw"}))))
    card.activateWindow()
    card.buttons["withdraw"].click()
    with qtbot.waitSignal(card.put_away):
        press(card.box.field, Qt.Key.Key_Escape)
    settle()
    assert card.box is None
    assert card.buttons["withdraw"].isVisible()


def test_an_own_unsent_one_is_changed_from_what_it_says(qtbot):
    card = shown(qtbot, AnnotationCard(a_card(may=frozenset({"rewrite", "withdraw"}))))
    card.pencil.click()
    assert card.box.value() == ("目标要能量：写清基线、目标和日期。", "3")


def test_what_people_wrote_is_shown_as_these_letters(qtbot):
    said = "<b>粗</b><img src=x>"
    card = shown(qtbot, AnnotationCard(a_card(body=said, quote=said)))
    assert card.words.text() == said
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in card.findChildren(PlainLabel))


def test_of_a_thousand_annotations_only_those_around_the_chosen_one_are_made(qtbot):
    column = shown(qtbot, CardColumn())
    cards = [a_card(number) for number in range(1, 1001)]
    began = time.perf_counter()
    column.show_cards(cards)
    assert time.perf_counter() - began < 0.2
    assert len(column.cards) == AT_ONCE
    assert column.go_to("a700") is column.cards["a700"]
    assert len(column.cards) == AT_ONCE
    assert column.neighbour(1) == "a701"


def test_what_is_done_with_folds_away_and_is_found_again(qtbot):
    column = shown(qtbot, CardColumn())
    column.show_cards([a_card(1), a_card(2, state=State.CONFIRMED), a_card(3, state=State.WITHDRAWN)])
    assert list(column.cards) == ["a1"]
    assert column.findChild(QWidget, "cards_done").text() == "已处理 2 条"
    assert column.go_to("a3") is not None
    assert list(column.cards) == ["a1", "a2", "a3"]
