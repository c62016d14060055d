"""A place in an answer is the same place on screen and back, whatever letters stand before it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor, QTextDocument

from sheqi_desktop.domain.annotation import nfc
from sheqi_desktop.gui.marked_runs import Laid, Mark, Picked, Run
from sheqi_desktop.gui.marked_text import MarkedText
from sheqi_desktop.gui.text_places import Places, showable
from tests.gui.hands import press, settle

TEXT = "奶奶说：𠮷家的孩子𡃁不肯上学。"


@given(st.text())
def test_a_place_goes_there_and_back(text: str):
    shown = showable(text)
    places = Places(shown)
    assert len(shown) == len(text)
    for point in range(len(shown) + 1):
        assert places.unit(point) == len(shown[:point].encode("utf-16-le", "surrogatepass")) // 2
        assert places.point(places.unit(point)) == point


@pytest.mark.parametrize("text", ["a\r\nb", "a\u2029b", "\ufdd0\ufdd1", "a\0b", "\ufffc", "\ud83d", "𠮷\n𡃁"])
def test_a_text_document_keeps_every_letter_in_its_place(qapp, text: str):
    document = QTextDocument()
    QTextCursor(document).insertText(showable(text))
    assert document.characterCount() - 1 == Places(showable(text)).unit(len(text))


def test_inside_a_letter_of_two_units_is_that_letter():
    assert [Places("a𠮷b").point(unit) for unit in range(5)] == [0, 1, 1, 2, 3]


def test_a_selection_is_counted_without_the_numbers_that_stand_in_it():
    laid = Laid([Run("目标　"), Run(TEXT, "goal", True)], [Mark("a", 1, "must", "goal", 4, 5)])
    assert laid.text == f"目标　{TEXT[:5]}●1{TEXT[5:]}"
    start, end = laid.place("goal", 3), laid.place("goal", 8, end=True)
    assert (start, end) == (6, 13)
    assert laid.picked(start, end) == Picked("goal", 3, 8, TEXT[3:8])
    assert laid.text[laid.lights[0].start : laid.lights[0].end] == TEXT[4:5]


@given(st.text(min_size=1, max_size=30), st.data())
def test_whatever_is_selected_is_found_at_the_same_place_of_the_answer(text: str, data):
    whole = nfc(text)
    ends = (
        st.tuples(st.integers(0, len(whole)), st.integers(0, len(whole)))
        .map(sorted)
        .filter(lambda one: one[0] < one[1])
    )
    marks = [Mark(str(n), n, "must", "goal", *data.draw(ends)) for n in range(1, 7)]
    laid = Laid([Run("问：", "", False), Run(text, "goal", True), Run("完", "")], marks)
    start, end = data.draw(ends)
    told = laid.picked(laid.place("goal", start), laid.place("goal", end, end=True))
    assert (told.start, told.end, told.quote) == (start, end, showable(whole)[start:end])


def test_a_date_is_annotated_as_a_whole():
    laid = Laid([Run("6月14日", "service_date")], [Mark("a", 1, "must", "service_date")])
    assert laid.text == "6月14日●1"
    assert laid.picked(1, 2) == Picked("service_date")


def test_more_than_four_annotations_of_one_place_are_counted():
    laid = Laid([Run("目标", "goal", True)], [Mark(str(n), n, "must", "goal", 0, 2) for n in range(1, 1001)])
    assert laid.text == "目标●1●2●3●等1000条"


def test_markup_in_a_record_is_these_letters(qtbot, dressed):
    said = "<b>粗</b><img src=file:///etc/passwd> &amp;"
    view = MarkedText([Run(said, "goal", True)])
    qtbot.addWidget(view)
    assert view.toPlainText() == said
    assert not view.document().find("粗").charFormat().font().bold()


def test_the_keyboard_selects_and_the_quote_is_what_was_selected(qtbot, dressed):
    view = MarkedText([Run("目标　"), Run(TEXT, "goal", True)], [Mark("a", 1, "must", "goal", 0, 2)], "目标")
    qtbot.addWidget(view)
    view.resize(300, 80)
    view.show()
    view.setFocus()
    settle()
    cursor = view.textCursor()
    cursor.setPosition(9)
    view.setTextCursor(cursor)
    for _ in range(2):
        qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert view.selection() == Picked("goal", 4, 6, "𠮷家")


def test_enter_in_annotated_words_goes_to_the_card(qtbot, dressed):
    view = MarkedText([Run(TEXT, "goal", True)], [Mark("a", 1, "must", "goal", 4, 5)])
    qtbot.addWidget(view)
    assert view.go_to("a")
    with qtbot.waitSignal(view.mark_pressed) as heard:
        press(view, Qt.Key.Key_Return)
    assert heard.args == ["a"]
    assert not view.go_to("b")
