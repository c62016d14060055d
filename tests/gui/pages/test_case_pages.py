"""个案 on screen: the whole file on paper, what its forms can point to, what may be done with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QWidget

from sheqi_desktop.gui import ask, theme
from sheqi_desktop.gui.editors.completion import FindField
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.widgets.buttons import Button
from sheqi_desktop.operations.case_file import case_file
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.record_list import ListAsk, record_list
from sheqi_desktop.operations.typed_together import together_lately
from tests.case_world import CLOSED_TITLE, STATION, TITLE, TODAY, a_desk, fill, noted
from tests.cases import GUIDE, LEAD, a_fall, typed
from tests.groups import as_person
from tests.gui.hands import commit, press
from tests.gui.pages.templates import a_template, opening

case_template = a_template("cases", "2023-02-01T09:00:00", a_desk, fill)
open_desk = opening("case_template", STATION, TODAY)


def the_case(desk: Desk, title: str) -> str:
    return next(one for one in record_list(desk, ListAsk("case")).ids if case_file(desk, one).head.title == title)


@pytest.fixture
def running(desk: Desk) -> str:
    return the_case(desk, TITLE)


@pytest.fixture
def ended(desk: Desk) -> str:
    return the_case(desk, CLOSED_TITLE)


# ------------------------------------------------------------------------------ the whole file on paper
def test_the_whole_case_is_previewed_page_by_page_and_kept(rooms, ended: str, tmp_path: Path):
    rooms.go("case", ended)
    rooms.find("case_whole").click()
    rooms.wait()
    page = rooms.page
    count = len(page.made.small)
    assert rooms.window.page_id == "print"
    assert page.papers.currentText() == "个案卷宗（整卷）"
    assert page.bar.where.text() == f"第 1 页 / 共 {count} 页"
    assert count > 8
    page.pages.choose(count - 1)
    rooms.wait()
    assert page.bar.where.text() == f"第 {count} 页 / 共 {count} 页"
    assert set(page._looks) == {0, count - 1}
    ask.answers.append(tmp_path / "卷宗.pdf")
    page.save()
    rooms.wait()
    assert (tmp_path / "卷宗.pdf").read_bytes() == page.made.printed.data


def test_without_names_the_whole_case_is_made_again_and_the_page_stays(rooms, ended: str):
    rooms.go("case", ended)
    rooms.find("case_whole").click()
    rooms.wait()
    page = rooms.page
    before = page.made.printed.data
    page.pages.choose(3)
    rooms.wait()
    page.nameless.click()
    rooms.wait()
    assert page.made.choices.names is False
    assert page.made.printed.data != before
    assert page.pages.at == 3


def test_what_the_paper_leaves_to_the_pen_is_chosen_in_the_preview(rooms, ended: str):
    rooms.go("case", ended)
    rooms.find("case_whole").click()
    rooms.wait()
    page = rooms.page
    for box, gone in ((page.blanks, "blanks"), (page.opinions, "opinions")):
        before = page.made.printed.data
        box.click()
        rooms.wait()
        assert getattr(page.made.choices, gone) is False
        assert page.made.printed.data != before
    rooms.go("case", ended)
    rooms.find("case_whole").click()
    rooms.wait()
    assert rooms.page.opinions.isChecked()


def test_a_cancelled_whole_case_leads_back_to_the_case(rooms, ended: str):
    rooms.go("case", ended)
    rooms.find("case_whole").click()
    rooms.page.progress.cancel.click()
    rooms.wait()
    assert rooms.window.page_id == "case"
    assert not ask.asked


# ------------------------------------------------------------------------------ what its forms point to
def a_note(rooms, case: str):
    return rooms.go("form/process_note", FormAsk("process_note", answers={"parent_id": case}))


def test_the_objectives_of_the_plan_are_ticked_by_keyboard_and_the_progress_follows(rooms, running: str):
    page = a_note(rooms, running)
    editor = page.view.editor("objective_refs")
    box = editor.focus_target()
    assert box.accessibleName() == "每周入睡困难由6晚减到2晚以内 睡眠记录表・6晚→2晚"
    box.setFocus()
    press(box, Qt.Key.Key_Space)
    (ticked,) = page.view.draft.answers["objective_refs"]
    (row,) = page.view.draft.answers["progress"]
    assert row["objective_ref"] == ticked
    line = page.view.editor("progress").findChild(FindField)
    assert line.text().startswith("每周入睡困难由6晚减到2晚以内")


def test_the_visit_behind_a_note_is_found_with_the_arrow_key_and_kept(rooms, running: str):
    page = a_note(rooms, running)
    line = page.view.editor("visit_id").focus_target()
    line.setFocus()
    press(line, Qt.Key.Key_Down)
    assert [hit.text for hit in line.list_.hits] == ["2月16日 居家探访（入户）"]
    press(line, Qt.Key.Key_Return)
    assert page.view.draft.answers["visit_id"] == line.list_.hits[0].id
    assert line.text().startswith("2月16日 居家探访（入户）（TF-2023-")


def test_where_nothing_fits_the_field_says_so_and_takes_nothing(rooms, running: str):
    page = a_note(rooms, running)
    line = page.view.editor("visit_id").focus_target()
    line.setFocus()
    commit(line, "理发")
    rooms.wait()
    assert [hit.text for hit in line.list_.hits] == ["没有找到，换个词试试"]
    press(line, Qt.Key.Key_Return)
    assert page.view.draft.answers.get("visit_id") is None


def test_in_danger_the_case_offers_the_note_before_acceptance_and_it_opens_ticked(rooms, desk: Desk, ended: str):
    client = case_file(desk, ended).head.client
    case = typed(desk, "case", client_id=client, intake_on="2023-03-10", first_contact_on="2023-03-10")
    a_fall(desk, client)
    page = rooms.go("case", case)
    assert page.head.next.text() == "写危机介入记录"
    page.new()
    rooms.wait()
    assert (rooms.window.page_id, rooms.page.view.draft.answers["emergency"]) == ("form/process_note", True)
    assert rooms.page.view.draft.answers["parent_id"] == case


# ------------------------------------------------------------------------------ 集中补录
def test_notes_typed_on_one_day_are_marked_on_the_case_and_told_to_the_supervisor(rooms, desk: Desk, running: str):
    for day in ("2023-02-06", "2023-02-13", "2023-02-20"):
        noted(desk, running, day, late_reason="paper")
    page = rooms.go("case", running)
    assert page.file.together == ("3月10日一天录入了3份过程记录",)
    assert "集中补录" in texts(page.side)
    assert not together_lately(desk)
    as_person(desk, GUIDE)
    page = rooms.go("to_sign")
    assert f"集中补录：{TITLE}" in texts(page)
    rooms.find("to_sign_together").click()
    rooms.wait()
    assert rooms.window.page_id == "case"


def texts(page: QWidget) -> list[str]:
    return [one.text() for one in page.findChildren(QLabel) if one.isVisible()]


# ------------------------------------------------------------------------------ 作废
def test_a_paper_is_voided_with_delete_on_the_case_and_taken_back_from_the_bin(rooms, desk: Desk, running: str):
    as_person(desk, LEAD)
    page = rooms.go("case", running)
    note = next(row for row in page.papers.rows if row.paper.kind == "process_note")
    ask.answers.append("写错了个案")
    note.setFocus()
    press(note, Qt.Key.Key_Delete)
    rooms.wait()
    assert ask.asked[-1] == "作废过程记录 第 1 份？"
    assert note.paper.record not in {one.record for one in page.file.papers}
    rooms.go("cases")
    rooms.find("case_voided").click()
    rooms.wait()
    assert rooms.window.page_id == "voided"
    page = rooms.page
    page.chips.choose("all")
    page._choose("all")
    assert [row.id for row in page.table.records.rows] == [note.paper.record]
    ask.answers.append("没有写错，恢复")
    rooms.find("void_bin_restore").click()
    rooms.wait()
    assert note.paper.record in {one.record for one in rooms.go("case", running).file.papers}


def test_a_paper_of_a_closed_case_offers_the_correction_and_no_void(rooms, desk: Desk, ended: str):
    as_person(desk, LEAD)
    page = rooms.go("case", ended)
    row = next(one for one in page.papers.rows if one.paper.kind == "case_plan")
    asked = list(ask.asked)
    row.setFocus()
    press(row, Qt.Key.Key_Delete)
    rooms.wait()
    assert ask.asked == asked
    menu = page.papers.menu_of(row.paper)
    assert [one.text() for one in menu.actions()] == ["打开", "打印", "更正…"]
    menu.actions()[-1].trigger()
    rooms.wait()
    assert rooms.window.page_id == "form/case_plan"
    assert [one.id for one in rooms.page.header().actions] == ["form_correct", "form_paper"]


def test_a_signed_paper_is_voided_from_its_form_by_the_lead_only(rooms, desk: Desk, running: str):
    plan = next(one for one in case_file(desk, running).papers if one.kind == "case_plan")

    def acts() -> list[str]:
        rooms.go("home")
        return [one.id for one in rooms.go("form/case_plan", FormAsk("case_plan", plan.record)).header().actions]

    assert acts() == ["form_correct", "form_paper"]
    as_person(desk, LEAD)
    assert acts() == ["form_correct", "form_void", "form_paper"]


def test_the_whole_case_is_voided_from_its_first_paper_and_the_page_says_so(rooms, desk: Desk, running: str):
    as_person(desk, LEAD)
    page = rooms.go("case", running)
    ask.answers.append("重复建的个案")
    press(page.papers.rows[0], Qt.Key.Key_Delete)
    rooms.wait()
    assert ask.asked[-1] == f"作废整个个案“{TITLE}”？"
    assert page.file.head.fixed == "这条记录已作废：重复建的个案"
    assert page.file.steps == ()


def test_escape_closes_the_list_and_not_the_form(rooms, running: str):
    page = a_note(rooms, running)
    line = page.view.editor("visit_id").focus_target()
    line.setFocus()
    press(line, Qt.Key.Key_Down)
    assert line.list_.isVisible()
    press(line, Qt.Key.Key_Escape)
    assert not line.list_.isVisible()
    assert rooms.page is page
    press(line, Qt.Key.Key_Escape)
    assert rooms.page is not page


def test_a_paper_begins_with_today_and_a_consent_with_no_day(rooms, running: str):
    page = rooms.go("form/case_review", FormAsk("case_review", answers={"parent_id": running}))
    assert page.view.draft.answers["reviewed_on"] == TODAY[:10]
    page = rooms.go("form/case_consent", FormAsk("case_consent", answers={"parent_id": running}))
    assert page.view.draft.answers.get("signed_on") is None


# ------------------------------------------------------------------------------ who, how far, and where there is room
def test_the_form_of_a_case_names_the_person(rooms, running: str):
    page = rooms.go("form/case_follow_up", FormAsk("case_follow_up", answers={"parent_id": running}))
    assert page.header().context == "王秀兰・新建"


def test_a_stage_that_is_pressed_shows_its_paper(rooms, running: str):
    page = rooms.go("case", running)
    stages = page.head.stages
    QTest.mouseClick(stages, Qt.MouseButton.LeftButton, pos=QPoint(stages.width() * 2 // 6 + 20, 10))
    rooms.wait()
    assert page.paper.reading.kind == "case_plan"


def test_cases_are_filtered_by_how_far_the_case_is(rooms, desk: Desk, running: str, ended: str):
    page = rooms.go("cases")
    assert {key: page.found.counts[key] for key in ("all", "open", "ended", "declined", "to_sign")} == {
        "all": 2, "open": 1, "ended": 1, "declined": 0, "to_sign": 0,
    }  # fmt: skip
    for chip, ids in (("open", (running,)), ("ended", (ended,)), ("declined", ())):
        page.open(chip)
        rooms.wait()
        assert page.found.ids == ids


def test_with_large_letters_in_a_small_window_the_case_scrolls_and_keeps_its_size(make_window, desk, running: str):
    theme.apply(theme.LIGHT, 18)
    page = make_window(desk, 1093, 614).go("case", running)
    assert page.columns.stacked
    assert page.columns.inside.width() <= page.columns.viewport().width()
    assert min(page.papers.height(), page.side.height()) > scale(250)
    assert page.paper.height() > scale(400)
    assert page.columns.verticalScrollBar().maximum() > 0


def test_a_case_is_handed_over_to_nobody_beforehand(rooms, desk: Desk, running: str):
    as_person(desk, LEAD)
    page = rooms.go("case", running)
    assert "hand_over" not in {one.target for one in page.file.steps}
    ask.answers.append(None)
    page.side.findChild(QWidget, "step_hand_over").click()
    rooms.wait()
    assert case_file(desk, running).head.worker == page.file.head.worker


def test_a_list_to_pick_from_begins_with_nobody_when_it_is_asked_to(rooms):
    def look() -> None:
        window = QApplication.activeModalWidget()
        lines = window.findChild(QListWidget)
        press(lines, Qt.Key.Key_Return)
        seen.extend([len(lines.selectedItems()), [one.text() for one in window.findChildren(Button)]])
        window.reject()

    seen: list[object] = []
    ask.only_answers = False
    QTimer.singleShot(50, look)
    assert ask.choose_from_list(rooms.window, "移交", "交给哪位社工？", ["王芳", "李敏"], "交给这位", first=-1) is None
    assert seen[0] == 0
    assert "取消" in seen[1]


def test_the_head_of_a_case_is_whole_in_the_largest_letters(make_window, desk: Desk, running: str):
    theme.apply(theme.LIGHT, 22)
    rooms = make_window(desk, 1093, 557)
    page = rooms.go("case", running)
    rooms.wait()
    for part in (page.head.visit, page.head.next):
        right = part.mapTo(page, part.rect().bottomRight()).x()
        assert right < page.width()
