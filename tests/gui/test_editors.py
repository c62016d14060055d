"""Each kind of question can be answered without the mouse, with an input method on, and never loses a letter."""

from __future__ import annotations

import pytest
from hands import commit, compose, press, settle
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from sample_form import EVERYTHING, context

from sheqi_desktop.gui.editors.editor import Editor, RefHit
from sheqi_desktop.gui.editors.making import EDITORS, editor_for
from sheqi_desktop.gui.editors.rows import RowsEditor
from sheqi_desktop.gui.widgets.chip import Chip

Key = Qt.Key


def make(qtbot, field_id: str, **more: object) -> Editor:
    editor = editor_for(EVERYTHING.field(field_id), context(**more))
    qtbot.addWidget(editor)
    editor.resize(600, 120)
    editor.show()
    editor.focus_target().setFocus()
    return editor


def heard(editor: Editor) -> list[object]:
    values: list[object] = []
    editor.edited.connect(values.append)
    return values


def test_there_is_an_editor_for_every_kind_of_question():
    from sheqi_desktop.domain.fieldtype import FIELD_TYPES

    assert set(EDITORS) == set(FIELD_TYPES)


@pytest.mark.parametrize("field_id", [field.id for field in EVERYTHING])
def test_every_editor_has_a_spoken_name_and_its_object_name(qtbot, field_id):
    editor = make(qtbot, field_id)
    target = editor.focus_target()
    spoken = QAccessible.queryAccessibleInterface(target).text(QAccessible.Text.Name)
    assert editor.field.label in spoken
    assert editor.objectName() == field_id


VALUES = {
    "a_text": "血压偏高",
    "a_phone": "13700000000",
    "a_memo": "上午10点到家。\n屋里整洁。",
    "a_date": "2023-06-14",
    "a_time": "09:30",
    "a_moment": "2023-06-14T09:30:00+08:00",
    "an_int": 3,
    "a_dec1": "1.5",
    "a_dec2": "12.50",
    "a_code": 2,
    "a_long_code": 7,
    "some_codes": [2, 4],
    "a_bool": True,
    "a_ref": "c1",
    "some_refs": ["c1", "c3"],
    "a_file": {"hash": "a", "size": 10, "name": "a.pdf", "type": "application/pdf"},
    "some_files": [{"hash": "a", "size": 10, "name": "a.jpg", "type": "image/jpeg"}],
    "some_rows": [{"id": "r1", "what": "送药盒", "due": "2023-06-21"}],
    "a_signature": {"state": "none", "reason": "手抖", "file": None},
    "finding_0": 4,
}


@pytest.mark.parametrize("field_id", list(VALUES))
def test_a_value_shown_is_the_value_given_back_and_showing_is_no_edit(qtbot, field_id):
    editor = make(qtbot, field_id)
    values = heard(editor)
    editor.set_value(VALUES[field_id])  # type: ignore[arg-type]
    assert editor.value() == VALUES[field_id]
    assert values == []
    editor.set_value(None)
    assert editor.value() in (None, False)


@pytest.mark.parametrize("field_id", list(VALUES))
def test_read_only_shows_and_does_not_change(qtbot, field_id):
    editor = make(qtbot, field_id)
    editor.set_value(VALUES[field_id])  # type: ignore[arg-type]
    values = heard(editor)
    editor.set_read_only(True)
    for key in (Key.Key_1, Key.Key_Delete, Key.Key_Backspace, Key.Key_Up):
        press(editor.focus_target(), key)
    assert values == []
    assert editor.value() == VALUES[field_id]


@pytest.mark.parametrize("field_id", list(VALUES))
def test_a_complaint_stands_under_the_field_and_is_spoken(qtbot, field_id):
    editor = make(qtbot, field_id)
    editor.show_problem("请填写。", "must")
    assert editor.problem == "请填写。"
    assert editor.focus_target().accessibleDescription() == "请填写。"
    editor.clear_problem()
    assert editor.problem == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("614", "2023-06-14"),
        ("6-14", "2023-06-14"),
        ("6.14", "2023-06-14"),
        ("20230614", "2023-06-14"),
        ("+14", "2023-06-28"),
        ("２０２３０６１４", "2023-06-14"),
        ("今天", "2023-06-14"),
        ("昨天", "2023-06-13"),
    ],
)
def test_a_day_is_typed_the_short_way(qtbot, typed, kept):
    editor = make(qtbot, "a_date")
    values = heard(editor)
    commit(editor.line, typed)
    assert values[-1] == kept
    press(editor.line, Key.Key_Return)
    assert editor.line.text() == kept
    assert editor.value() == kept


def test_a_day_moves_by_arrows_and_pages(qtbot):
    editor = make(qtbot, "a_date")
    press(editor.line, Key.Key_Up)
    assert editor.value() == "2023-06-15"
    press(editor.line, Key.Key_PageUp, Key.Key_Down)
    assert editor.value() == "2023-07-14"


def test_the_calendar_opens_with_f4_and_gives_a_day(qtbot):
    from PySide6.QtCore import QDate

    editor = make(qtbot, "a_date")
    press(editor.line, Key.Key_F4)
    assert editor._popup.isVisible()
    editor.take_day(QDate(2023, 6, 21))
    assert editor.value() == "2023-06-21"
    assert not editor._popup.isVisible()


def test_what_is_no_day_is_handed_on_so_that_the_form_can_say_why(qtbot):
    editor = make(qtbot, "a_date")
    commit(editor.line, "下周")
    assert editor.value() == "下周"
    press(editor.line, Key.Key_Return)
    assert editor.line.text() == "下周"


def test_full_width_digits_become_plain_ones(qtbot):
    editor = make(qtbot, "an_int")
    commit(editor.line, "１２")
    assert editor.line.text() == "12"
    assert editor.value() == 12
    editor = make(qtbot, "a_dec2")
    commit(editor.line, "１２。５")
    editor.on_leave()
    assert editor.line.text() == "12.50"
    editor = make(qtbot, "a_phone")
    commit(editor.line, "１３７")
    assert editor.value() == "137"


@pytest.mark.parametrize("field_id", ["a_text", "a_date", "an_int", "a_time", "a_ref"])
def test_enter_while_composing_does_not_go_on(qtbot, field_id):
    editor = make(qtbot, field_id)
    asked: list[bool] = []
    editor.next_asked.connect(lambda: asked.append(True))
    compose(editor.line, "wang")
    press(editor.line, Key.Key_Return)
    assert asked == []
    commit(editor.line, "王" if field_id == "a_text" else "")
    press(editor.line, Key.Key_Return)
    assert asked == [True]


def test_showing_the_same_words_again_keeps_cursor_and_undo(qtbot):
    editor = make(qtbot, "a_text")
    commit(editor.line, "血压")
    commit(editor.line, "偏高")
    editor.line.setCursorPosition(1)
    editor.set_value("血压偏高")
    assert editor.line.cursorPosition() == 1
    assert editor.line.isUndoAvailable()
    memo = make(qtbot, "a_memo")
    commit(memo.memo, "第一句。")
    memo.set_value("第一句。")
    assert memo.memo.document().isUndoAvailable()


def test_a_memo_counts_its_characters(qtbot):
    editor = make(qtbot, "a_memo")
    commit(editor.memo, "字" * 201)
    assert editor.count.text() == "201 / 200 字"


def test_segments_are_chosen_by_digit_arrow_and_taken_back(qtbot):
    editor = make(qtbot, "a_code")
    values = heard(editor)
    target = editor.focus_target()
    press(target, Key.Key_3)
    press(target, Key.Key_Right)
    press(target, Key.Key_Delete)
    assert values == [3, 4, None]


def test_a_list_is_chosen_by_initials(qtbot):
    editor = make(qtbot, "a_long_code")
    values = heard(editor)
    QTest.keyClick(editor.focus_target(), "l")
    QTest.keyClick(editor.focus_target(), "l")
    assert values[-1] == 7


def test_the_wheel_never_changes_a_choice(qtbot):
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    editor = make(qtbot, "a_long_code")
    editor.set_value(2)
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(editor.focus_target(), event)
    assert editor.value() == 2


def test_none_switches_the_other_chips_off(qtbot):
    editor = make(qtbot, "some_codes")
    values = heard(editor)
    chips = editor.findChildren(Chip)
    chips[1].click()
    chips[2].click()
    chips[0].click()
    assert values[-1] == [1]
    chips[3].click()
    assert values[-1] == [4]


def test_a_person_is_found_by_initials_even_before_the_character_is_chosen(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.resize(800, 500)
    editor = editor_for(EVERYTHING.field("a_ref"), context(), holder)
    editor.resize(300, 90)
    holder.show()
    editor.line.setFocus()
    compose(editor.line, "w'x'l")
    editor.line.search()
    assert [hit.id for hit in editor.line.list_.hits] == ["c1"]
    compose(editor.line, "")
    commit(editor.line, "王秀")
    press(editor.line, Key.Key_Return)
    assert editor.value() == "c1"
    assert editor.line.text() == "王秀兰（前李村）"


def test_esc_closes_the_list_and_keeps_the_text(qtbot):
    editor = make(qtbot, "a_ref")
    commit(editor.line, "王")
    editor.line.search()
    press(editor.line, Key.Key_Escape)
    assert not editor.line.list_.isVisible()
    assert editor.line.text() == "王"
    assert editor.value() is None


def test_words_that_were_not_chosen_are_said_at_once_on_leaving(qtbot):
    editor = make(qtbot, "a_ref")
    commit(editor.line, "王秀")
    editor.on_leave()
    assert editor.problem == "还没有选定，请从列表里选"
    editor.clear_problem()
    assert editor.problem, "whatever else is judged does not take it away"
    commit(editor.line, "兰")
    assert editor.problem == ""
    editor.on_leave()
    assert (editor.value(), editor.problem) == ("c1", ""), "a name typed in full is the person"
    assert editor.line.cursorPosition() == 0


def test_the_last_line_of_the_list_makes_a_new_one(qtbot):
    made = RefHit("c9", "孙大娘", "坡刘")
    editor = make(qtbot, "a_ref", new_ref=lambda kind, typed: made)
    commit(editor.line, "孙大娘")
    press(editor.line, Key.Key_Return)
    assert editor.value() == "c9"


def test_a_missing_signature_asks_for_its_reason(qtbot):
    editor = make(qtbot, "a_signature")
    assert not editor.reason.isVisible()
    press(editor.focus_target(), Key.Key_2)
    assert editor.reason.isVisible()
    commit(editor.reason, "手抖不能签")
    assert editor.value() == {"state": "none", "reason": "手抖不能签", "file": None}
    press(editor.focus_target(), Key.Key_1)
    assert not editor.reason.isVisible()


def test_rows_are_added_filled_and_taken_out_by_keys(qtbot):
    editor = make(qtbot, "some_rows")
    assert isinstance(editor, RowsEditor)
    press(editor.add, Key.Key_Return)
    settle()
    first = editor.cards[0].editors["what"]
    assert first.focus_target().hasFocus()
    commit(first.focus_target(), "送七日分药盒")
    press(first.focus_target(), Key.Key_Return)
    assert editor.cards[0].editors["who"].focus_target().hasFocus()
    press(editor.add, Key.Key_Return)
    assert [row.get("what") for row in editor.value()] == ["送七日分药盒", None]
    editor.drop(editor.cards[1].row["id"])
    assert len(editor.cards) == 1
    assert editor.cards[0].editors["what"].focus_target().hasFocus()


def test_the_answer_of_last_time_is_taken_with_one_key(qtbot):
    editor = make(qtbot, "a_text", before={"a_text": "药盒在床头"})
    values = heard(editor)
    assert editor.same_as_before()
    assert values == ["药盒在床头"]


def test_a_digit_ticks_the_chip_in_that_place_and_takes_it_back(qtbot):
    editor = make(qtbot, "some_codes")
    codes = list(editor._chips)
    press(editor.focus_target(), Qt.Key.Key_2)
    assert editor.value() == [codes[1]]
    press(editor.focus_target(), Qt.Key.Key_3, Qt.Key.Key_2)
    assert editor.value() == [codes[2]]
