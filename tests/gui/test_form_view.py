"""A form is finished by keys alone; it complains when a field is left, and never stands in the way."""

from __future__ import annotations

import pytest
from hands import commit, here, press, settle
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from sample_form import EVERYTHING, VISIT, context, filled_visit, visit_draft

from sheqi_desktop.domain.draft import Draft
from sheqi_desktop.gui.form_parts import FormFooter, SectionList
from sheqi_desktop.gui.form_view import FormView
from sheqi_desktop.gui.page import Action

Key = Qt.Key


@pytest.fixture
def visit(qtbot):
    view = FormView(visit_draft(), context())
    qtbot.addWidget(view)
    view.resize(730, 560)
    view.show()
    settle()
    return view


def test_every_question_has_its_widget_by_name(visit):
    for field in VISIT:
        assert visit.findChild(QWidget, field.id) is not None


def test_a_note_opens_only_for_changed_and_abnormal(visit):
    note = visit.editor("finding_0_note")
    assert not note.focus_target().isEnabled()
    visit.go_to("finding_0")
    press(visit.editor("finding_0").focus_target(), Key.Key_4)
    assert note.focus_target().isEnabled()
    assert here() == "finding_0_note"


def test_digits_go_down_the_findings(visit):
    visit.go_to("finding_0")
    for number in range(3):
        press(visit.editor(f"finding_{number}").focus_target(), (Key.Key_0, Key.Key_1, Key.Key_2)[number])
    assert [visit.draft.answers[f"finding_{number}"] for number in range(3)] == [0, 1, 2]
    assert here() == "finding_3"


def test_enter_goes_from_field_to_field(visit):
    visit.go_to("service_date")
    commit(visit.editor("service_date").focus_target(), "614")
    press(visit.editor("service_date").focus_target(), Key.Key_Return)
    assert here() == "start_at"
    commit(visit.editor("start_at").focus_target(), "930")
    press(visit.editor("start_at").focus_target(), Key.Key_Return)
    assert here() == "end_at"
    assert visit.draft.answers["start_at"] == "09:30"


def test_a_complaint_waits_until_the_field_is_left(visit):
    visit.go_to("service_date")
    editor = visit.editor("service_date")
    commit(editor.focus_target(), "下下周")
    assert editor.problem == ""
    visit.go_to("start_at")
    settle()
    assert editor.problem.startswith("“服务日期”看不懂")
    visit.go_to("service_date")
    editor.focus_target().selectAll()
    commit(editor.focus_target(), "614")
    assert editor.problem == ""


def test_an_empty_field_is_not_scolded_before_submitting(visit):
    visit.go_to("service_date")
    visit.go_to("start_at")
    settle()
    assert visit.editor("service_date").problem == ""
    assert visit.show_all_problems("submit")
    assert visit.editor("service_date").problem == "请填写“服务日期”。"


def test_f8_walks_through_what_is_wrong(visit):
    visit.go_to("client_id")
    visit.next_problem()
    first = here()
    press(visit.editor(first).focus_target(), Key.Key_F8)
    assert here() != first


def test_f8_says_so_where_nothing_is_wrong(qtbot):
    view, footer = FormView(filled_visit(), context()), FormFooter(())
    qtbot.addWidget(view)
    qtbot.addWidget(footer)
    view.show()
    settle()
    view.problems_changed.connect(lambda told: footer.show_problems(told, {}))
    view.nothing_wrong.connect(footer.say_nothing_wrong)
    view.draft.answer("service_date", "2023-06-01")
    assert view.show_all_problems() == []
    view.go_to("client_id")
    for _ in range(2):
        press(view.editor("client_id").focus_target(), Key.Key_F8)
        assert here() == "client_id"
        assert footer._wrong.text() == "没有要改的了。"
        assert footer._go.isHidden()
    view.draft.answer("service_date", None)
    view.show_all_problems()
    assert footer._wrong.text().startswith("1 处需要改")


def test_sections_are_walked_with_control_and_arrows(visit):
    visit.go_to("client_id")
    press(visit.editor("client_id").focus_target(), Key.Key_Down, control=True)
    assert here() == "finding_0"
    press(visit.editor("finding_0").focus_target(), Key.Key_Up, control=True)
    assert here() == "client_id"


def test_the_left_list_says_what_is_done_and_what_is_wrong(qtbot):
    view = FormView(filled_visit(), context())
    listed = SectionList()
    qtbot.addWidget(view)
    qtbot.addWidget(listed)
    view.sections_changed.connect(listed.show_sections)
    view.draft.answer("service_date", "没有这天")
    view.show_all_problems()
    states = {one.id: one.state for one in view.sections}
    assert states["basic"] == "bad"
    assert states["findings"] == "done"
    assert listed.findChild(QWidget, "section_basic").accessibleName() == "基本信息，有要改的"


def test_the_footer_counts_and_leads_to_the_first(qtbot):
    footer = FormFooter((Action("submit", "提交", "check", kind="primary"),))
    qtbot.addWidget(footer)
    draft = visit_draft()
    went = []
    footer.problem_pressed.connect(went.append)
    problems = draft.problems()
    footer.show_problems(problems, {field.id: field.label for field in VISIT})
    assert footer._wrong.text().startswith(f"{len(draft.blocking())} 处需要改：服务对象")
    footer._go.click()
    assert went[0].field == "client_id"


def test_saving_a_draft_touches_no_widget(visit):
    visit.go_to("summary")
    memo = visit.editor("summary").focus_target()
    commit(memo, "上午到家，")
    commit(memo, "老人独自在院里。")
    saved = dict(visit.draft.answers)
    assert saved["summary"] == "上午到家，老人独自在院里。"
    assert memo.document().isUndoAvailable()
    memo.undo()
    assert memo.toPlainText() != "上午到家，老人独自在院里。"


def test_a_read_only_form_offers_nothing_to_change(qtbot):
    view = FormView(filled_visit(), context())
    qtbot.addWidget(view)
    before = dict(view.draft.answers)
    view.set_read_only(True)
    view.show()
    for field in VISIT:
        press(view.editor(field.id).focus_target(), Key.Key_1, Key.Key_Delete)
    assert dict(view.draft.answers) == before


def test_every_kind_of_question_stands_in_a_form(qtbot):
    view = FormView(Draft(EVERYTHING), context())
    qtbot.addWidget(view)
    view.resize(730, 560)
    view.show()
    assert all(not view.editor(field.id).isHidden() for field in EVERYTHING)
