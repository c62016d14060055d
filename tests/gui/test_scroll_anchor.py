"""What one works in stays where it is on screen: lines above it come and go, the eye and the mouse need not follow."""

from __future__ import annotations

import pytest
from hands import commit, settle
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sample_form import context

from sheqi_desktop.domain.draft import Draft
from sheqi_desktop.domain.form import Field, Form, Section
from sheqi_desktop.gui.form_view import FormView


def a_form(many: int) -> Form:
    fields = tuple(
        one
        for number in range(many)
        for one in (Field(f"day_{number}", f"第{number}天", "date"), Field(f"text_{number}", f"第{number}句", "text"))
    )
    return Form("sample", 1, "样表", "YB", (Section("all", "全部", fields),))


def shown(qtbot, many: int, high: int = 500) -> FormView:
    view = FormView(Draft(a_form(many)), context())
    qtbot.addWidget(view)
    view.resize(600, high)
    view.show()
    settle()
    return view


def place(view: FormView, field: str) -> int:
    return view.editor(field).focus_target().mapTo(view.viewport(), QPoint(0, 0)).y()


def wrong_day(view: FormView, number: int) -> None:
    line = view.editor(f"day_{number}").focus_target()
    line.setFocus()
    commit(line, "下下周")
    settle()


@pytest.mark.parametrize("many", [2, 4, 12])
def test_a_complaint_under_the_field_before_moves_nothing(qtbot, many):
    view = shown(qtbot, many, 420)
    wrong_day(view, 1)
    before = place(view, "text_1")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    settle()
    assert view.editor("day_1").problem.startswith("“第1天”看不懂")
    assert place(view, "text_1") == before


def test_a_click_ends_where_it_began(qtbot):
    view = shown(qtbot, 12)
    wrong_day(view, 0)
    line = view.editor("day_3").focus_target()
    before = place(view, "day_3")
    QTest.mousePress(line, Qt.MouseButton.LeftButton)
    settle()
    assert view.editor("day_0").problem
    assert place(view, "day_3") == before
    QTest.mouseRelease(line, Qt.MouseButton.LeftButton)


def test_a_hint_that_goes_away_moves_nothing_either(qtbot):
    view = shown(qtbot, 12)
    wrong_day(view, 1)
    view.go_to("text_4")
    settle()
    before = place(view, "text_4")
    view.draft.answer("day_1", None)
    view.refresh_field("day_1")
    settle()
    assert view.editor("day_1").problem == ""
    assert place(view, "text_4") == before


def test_whoever_scrolls_is_not_pulled_back(qtbot):
    view = shown(qtbot, 12)
    view.go_to("day_0")
    settle()
    view.verticalScrollBar().setValue(200)
    settle()
    view.words_under("text_8", "看一眼")
    settle()
    assert view.verticalScrollBar().value() == 200


def test_a_new_row_comes_below_and_is_not_taken_for_a_hint(qtbot):
    columns = (Field("what", "事项", "text"), Field("due", "期限", "date"))
    fields = (*a_form(6).sections[0].fields, Field("list", "名单", "rows", columns=columns))
    view = FormView(Draft(Form("sample", 1, "样表", "YB", (Section("all", "全部", fields),))), context())
    qtbot.addWidget(view)
    view.resize(600, 500)
    view.show()
    settle()
    view.go_to("list")
    settle()
    view.editor("list").add_row()
    settle()
    first = view.editor("list").cards[0].editors["what"].focus_target()
    assert first.hasFocus()
    assert 0 <= first.mapTo(view.viewport(), QPoint(0, 0)).y() <= 500 - first.height()
