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
from sheqi_desktop.gui.window import SETTLE_MS
from sheqi_desktop.operations.case_counts import case_counts
from sheqi_desktop.operations.case_file import case_file
from sheqi_desktop.operations.save_record import save_record
from tests.builders_case import a_case_review
from tests.cases import LEAD, typed
from tests.groups import as_person
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


def test_a_section_with_proposed_rows_is_entered_in_the_first_empty_cell(rooms, running: str):
    page = rooms.go("form/case_review", FormAsk("case_review", answers={"parent_id": running}))
    rooms.window.activateWindow()
    page.view.go_to_section("results")
    rows = page.view.draft.answers["results"]
    assert page.view.editor("results").here() == (rows[0]["id"], "current")
    assert len(page.view.draft.answers["results"]) == len(rows)


def test_the_section_is_marked_wherever_in_a_list_one_stands(rooms, running: str):
    page = rooms.go("form/case_review", FormAsk("case_review", answers={"parent_id": running}))
    rooms.window.activateWindow()
    editor = page.view.editor("results")
    editor.cards[0].editors["target"].focus_target().setFocus()
    rooms.wait()
    assert next(one.id for one in page.view.sections if one.state == "now") == "results"


def test_the_attainment_is_shown_as_it_comes_out_and_cannot_be_typed(rooms, running: str):
    page = rooms.go("form/case_review", FormAsk("case_review", answers={"parent_id": running}))
    mean = page.view.editor("goal_attainment")
    assert mean.read_only
    rows = [{**row, "current": "2", "attainment": 50} for row in page.view.draft.answers["results"]]
    page.view._answer("results", rows)
    assert mean.value() == "50.0"


def test_what_the_signer_decides_is_in_sight_when_the_form_opens(rooms, desk, ended: str):
    client = case_file(desk, ended).head.client
    case = typed(desk, "case", client_id=client, intake_on="2023-03-10", first_contact_on="2023-03-10")
    as_person(desk, LEAD)
    rooms.window.activateWindow()
    page = rooms.go("form/case", FormAsk("case", case))
    assert page.signing
    editor = page.view.editor(page.state.signer_answers[0])
    top = editor.mapTo(page.view.viewport(), editor.rect().topLeft()).y()
    assert 0 <= top <= page.view.viewport().height() - editor.height()


def test_a_case_says_whether_it_counts(rooms, desk, running: str, ended: str):
    page = rooms.go("case", ended)
    assert case_counts(desk, ended).counted
    assert "计入个案数。" in [one.text() for one in page.side.findChildren(QLabel)]
    page = rooms.go("case", running)
    words = [one.text() for one in page.side.findChildren(QLabel)]
    assert any(one.startswith("还不计入个案数：") for one in words)
    assert "计入个案数。" not in words


# ------------------------------------------------------------------------------ half typed, handed in, gone on with
def _half_typed(rooms, case: str, words: str = "睡眠有了好转，邻里关系也好了一些。"):
    page = rooms.go("form/case_review", FormAsk("case_review", answers={"parent_id": case}))
    page.view.editor("effective").focus_target().setFocus()
    type_into(page, "effective", words)
    record = page.opened.record
    page.leave()
    rooms.wait()
    return record


def type_into(page, field: str, words: str) -> None:
    page.view.editor(field).set_value(words)
    page.view._answer(field, words)


def test_a_half_typed_paper_is_a_draft_in_the_list_and_is_gone_on_with(rooms, running: str):
    record = _half_typed(rooms, running)
    page = rooms.go("case", running)
    (row,) = [one for one in page.papers.rows if one.paper.kind == "case_review"]
    assert (row.paper.state, row.paper.detail) == ("草稿", "没填完，可以继续写")
    assert "继续写阶段评估表" in [one.words for one in page.file.steps]
    row.pressed.emit(row.paper)
    rooms.wait()
    write = page.paper.findChild(Button, "write_here")
    assert write.text() == "继续写阶段评估表"
    write.click()
    rooms.wait()
    assert rooms.window.page_id == "form/case_review"
    assert rooms.page.opened.record == record
    assert rooms.page.opened.restored_at is not None


def test_a_draft_gone_on_with_leads_to_its_case_which_shows_what_was_handed_in(rooms, desk, running: str):
    rooms.go("case", running)
    _half_typed(rooms, running)
    rooms.go("home")
    page = rooms.go("drafts")
    page._open(page.table.current_id)
    rooms.wait()
    form = rooms.page
    assert form.onward("anything") == ("case", running)
    for name, value in a_case_review(parent_id=running, client_id=None).items():
        form.view.draft.answer(name, value)
    saved = save_record(desk, form.view.draft, form.opened.record)
    form._submitted(saved)
    rooms.wait()
    assert rooms.window.page_id == "case"
    assert rooms.page.paper.reading.record == saved.record
    rooms.window.back()
    rooms.wait()
    assert rooms.window.page_id == "home"


def test_a_second_press_of_the_key_that_hands_in_does_nothing_on_the_next_page(rooms, running: str):
    case = rooms.go("case", running)
    rooms.go("form/case_review", FormAsk("case_review", answers={"parent_id": running}))
    rooms.window.back()
    asked = []
    case.submit = lambda: asked.append(1)
    rooms.window._submit()
    assert asked == []

    QTest.qWait(SETTLE_MS + 50)
    rooms.window._submit()
    assert asked == [1]


def test_what_is_begun_from_a_case_is_about_its_person(rooms, desk, running: str):
    rooms.go("case", running)
    client = case_file(desk, running).head.client
    rooms.window.new_asked.emit("referral")
    rooms.wait()
    assert rooms.page.view.draft.answers["client_id"] == client
    rooms.go("person", client)
    rooms.window.new_asked.emit("case")
    rooms.wait()
    assert rooms.page.view.draft.answers["client_id"] == client
    rooms.go("home")
    rooms.window.new_asked.emit("case")
    rooms.wait()
    assert rooms.page.view.draft.answers.get("client_id") is None
