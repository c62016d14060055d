"""个案 on screen: each paper is written from where it is named, and the keyboard stays where the work is."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from sheqi_desktop.gui.pages.case import CasePage
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.widgets.buttons import Button
from tests.gui.hands import press
from tests.gui.pages.test_case_pages import case_template as case_template
from tests.gui.pages.test_case_pages import ended as ended
from tests.gui.pages.test_case_pages import open_desk as open_desk
from tests.gui.pages.test_case_pages import running as running


def test_a_paper_that_may_be_written_now_is_written_from_where_it_is_named(rooms, running: str):
    page = rooms.go("case", running)
    row = next(one for one in page.papers.rows if one.paper.kind == "case_review")
    row.pressed.emit(row.paper)
    rooms.wait()
    write = page.paper.findChild(Button, "write_here")
    assert write.text() == "写阶段评估表"
    row.setFocus()
    press(row, Qt.Key.Key_Return)
    rooms.wait()
    assert rooms.window.page_id == "form/case_review"


def test_a_paper_whose_turn_has_not_come_says_when_it_comes(rooms, running: str):
    page = rooms.go("case", running)
    row = next(one for one in page.papers.rows if one.paper.kind == "case_follow_up")
    row.pressed.emit(row.paper)
    rooms.wait()
    assert page.paper.findChild(Button, "write_here") is None
    assert "结案签批后写。" in [one.text() for one in page.paper.findChildren(QLabel)]


def _has_keyboard(page: CasePage) -> bool:
    return page.papers.isAncestorOf(page.focusWidget())


def test_an_opened_case_has_the_keyboard_on_its_papers_and_the_next_step_in_sight(
    rooms, qtbot, running: str, ended: str
):
    for case in (ended, running, ended):
        page = rooms.go("case", case)
        page.side._scroll.verticalScrollBar().setValue(9999)
        page.look()
        rooms.wait()
        qtbot.waitUntil(partial(_has_keyboard, page), timeout=3000)
        assert page.side._scroll.verticalScrollBar().value() == 0


def test_the_next_section_is_reached_from_a_drop_down_list_and_from_a_button(rooms, running: str):
    page = rooms.go("form/case_assessment", FormAsk("case_assessment", answers={"parent_id": running}))
    for field, here in (("genogram", "优势、风险与需求"), ("model", "优势、风险与需求")):
        page.view.editor(field).focus_target().setFocus()
        rooms.window.activateWindow()
        QTest.keySequence(page.view.editor(field).focus_target(), QKeySequence("Ctrl+Down"))
        assert next(one.title for one in page.view.sections if one.state == "now") == here
    QTest.keySequence(page.view.editor("model").focus_target(), QKeySequence("Ctrl+Up"))
    assert next(one.title for one in page.view.sections if one.state == "now") == "三个系统"
