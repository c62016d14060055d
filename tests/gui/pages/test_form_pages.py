from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from sheqi_desktop.gui import ask, kinds
from sheqi_desktop.gui.editors.editor import RefHit
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.quick_client import QuickClient
from sheqi_desktop.gui.pages.quick_household import QuickHousehold
from sheqi_desktop.operations.drafts import all_drafts
from sheqi_desktop.operations.people import people
from sheqi_desktop.operations.quick_household import begin_household
from sheqi_desktop.operations.visits import VisitAsk, visits
from sheqi_desktop.store import records
from tests.gui.hands import commit, press
from tests.gui.pages.station_world import rows_of


@pytest.fixture
def wang(desk) -> str:
    return people(desk, "王秀兰").rows[0].record


def a_form(rooms, wang):
    return rooms.go("visit_form", FormAsk("visit", answers={"client_id": wang}))


def fill(view, **more) -> None:
    answers = {
        "outcome": 1, "end_at": "11:10", "f_health": 1, "f_mood": 1, "f_care": 1, "f_income": 1, "f_housing": 1,
        "f_safety": 1, "f_family": 1, "risk_signals": [0], "services_given": [1],
        "summary": "院里晒着被子，血压一百三，药盒分好了，和儿子视频说了五一回来的事。",
    } | more  # fmt: skip
    for name, value in answers.items():
        editor = view.editor(name)
        editor.set_value(value)
        view._answer(name, value)


def test_what_is_typed_is_a_draft_before_anybody_saves(rooms, wang, desk):
    page = a_form(rooms, wang)
    fill(page.view, summary="刚打到一半")
    for _ in range(20):  # the draft is written 800 ms after the last key; a busy machine takes longer
        rooms.wait(400)
        if "已自动保存" in page.footer._saved.text():
            break
    assert "已自动保存" in page.footer._saved.text()
    assert [line.who for line in all_drafts(desk)] == ["王秀兰"]


def test_leaving_keeps_it_and_coming_back_goes_on(rooms, wang, desk):
    page = a_form(rooms, wang)
    fill(page.view, summary="刚打到一半")
    view = page.view
    rooms.go("clients")
    assert [line.who for line in all_drafts(desk)] == ["王秀兰"]
    rooms.window.back()
    rooms.wait()
    assert rooms.page.view is view


def test_a_page_in_place_of_another_leads_back_past_it(rooms, wang):
    rooms.go("drafts")
    rooms.go("client_form", FormAsk("client"))
    rooms.window.instead("person", wang)
    rooms.wait()
    assert rooms.window.page_id == "person"
    rooms.go("visit_form", FormAsk("visit", answers={"client_id": wang}))
    rooms.window.instead("person", wang)
    rooms.wait()
    assert rooms.window.page_id == "person"
    rooms.window.back()
    assert rooms.window.page_id == "drafts"


def test_problems_keep_everything_and_lead_to_the_first(rooms, wang):
    page = a_form(rooms, wang)
    fill(page.view, end_at=None)
    page.submit()
    rooms.wait()
    assert rooms.window.page_id == "visit_form"
    assert page.view.here_field == "end_at"
    assert "1 处需要改：结束" in page.footer._wrong.text()


def test_handing_in_says_when_the_next_visit_is_and_goes_back(rooms, wang, desk):
    page = a_form(rooms, wang)
    fill(page.view)
    for problem in [one for one in page.view.draft.problems() if one.confirmable]:
        page.view._settle_check(problem)
    page.submit()
    rooms.wait()
    assert rooms.window.toasts.words == "已提交。下次探访 6月21日，已放进待办"
    assert rooms.window.page_id == "home"
    assert rows_of(desk)[0].on == "2023-06-14"
    assert all_drafts(desk) == []
    assert [row.row.who for row in rooms.page.todo.rows] == ["吴学敏"]


def tab_leads_to(editor, button) -> bool:
    """Tell whether Tab comes to a button before it leaves the question the button is about."""
    at = editor.focus_target().nextInFocusChain()
    while at is not button and (editor.isAncestorOf(at) or not at.focusPolicy() & Qt.FocusPolicy.TabFocus):
        at = at.nextInFocusChain()
    return at is button


def test_what_asks_to_be_looked_at_is_confirmed_with_one_click(rooms, wang):
    page = a_form(rooms, wang)
    fill(page.view, next_due="2023-09-01")
    page.submit()
    rooms.wait()
    asked = [one for one in page.view.draft.problems() if one.confirmable]
    assert asked
    assert rooms.window.page_id == "visit_form"
    assert tab_leads_to(page.view.editor(asked[0].field), rooms.find("confirm_problem"))
    rooms.find("confirm_problem").click()
    assert len([one for one in page.view.draft.problems() if one.confirmable]) == len(asked) - 1


def test_giving_up_asks_and_can_be_taken_back(rooms, wang, desk):
    page = a_form(rooms, wang)
    fill(page.view, summary="刚打到一半")
    ask.answers.append("go_on")
    page.give_up()
    assert page.view is not None
    ask.answers.append("drop")
    page.give_up()
    rooms.wait()
    assert ask.asked[-1] == "放弃这份探访？"
    assert [line.put_away for line in all_drafts(desk)] == [True]
    rooms.window.toasts.undo()
    rooms.wait()
    assert [line.put_away for line in all_drafts(desk)] == [False]


def test_nothing_typed_is_given_up_without_a_question(rooms, wang, desk):
    page = a_form(rooms, wang)
    page.give_up()
    rooms.wait()
    assert rooms.window.page_id == "home"
    assert all_drafts(desk) == []


def test_saving_puts_it_into_the_log_as_a_draft(rooms, wang, desk):
    page = a_form(rooms, wang)
    fill(page.view, summary="还没写完")
    page.save()
    rooms.wait()
    assert page.opened.number.startswith("411327103-TF-2023-A")
    assert [row.state for row in rows_of(desk, VisitAsk("", "draft"))] == ["草稿"]
    assert page.header().context.startswith("TF-2023-A")


def test_voiding_asks_why_and_takes_it_out_of_the_list(rooms, desk):
    record = visits(desk).ids[0]
    page = rooms.go("visit_form", FormAsk("visit", record))
    ask.answers.append("重复登记了一次")
    page.void_()
    rooms.wait()
    assert record not in visits(desk).ids


def test_the_length_of_the_visit_and_the_reason_of_the_next_day_stand_under_their_fields(rooms, wang):
    page = a_form(rooms, wang)
    fill(page.view)
    rooms.wait()
    assert page.view.editor("end_at")._hint == "46 分钟"
    assert page.view.editor("next_due")._hint == "高风险：7 天内，可提前"
    assert page.view.editor("next_due").value() == "2023-06-21"


def test_enter_while_composing_stays_in_the_field(rooms, wang):
    page = a_form(rooms, wang)
    fill(page.view)
    place = page.view.editor("place").focus_target()
    place.setFocus()
    commit(place, "村委会")
    assert page.view.draft.answers["place"] == "村委会"
    press(place, Qt.Key.Key_Return)
    assert page.view.here_field != "place"


def test_a_new_person_is_made_on_the_way_with_five_answers(rooms, desk, qtbot):
    page = rooms.go("visit_form", FormAsk("visit"))
    window = QuickClient(page, desk, "李桂英")
    window.yes.click()
    assert window.hit is None
    for name, value in (("gender", 2), ("village", "411327103901"), ("primary_category", "E3")):
        window._answer(name, value)
    window._answer("birth_date", "1950")
    window.yes.click()
    assert window.hit == RefHit(window.hit.id, "李桂英", "饶东湾村")
    window.deleteLater()


def test_a_household_is_made_on_the_way_from_the_file_being_typed(rooms, desk):
    page = rooms.go("client_form", FormAsk("client"))
    for name, value in (("name", "韩守田"), ("village", "411327103901"), ("address_detail", "村口第二户")):
        page.view.editor(name).set_value(value)
        page.view._answer(name, value)
    home = page.view.editor("household_id")
    home.line.setFocus()
    home.line.search()
    assert home.line.list_.hits[-1].text == "新建一户：韩守田"
    commit(home.line, "韩守田")
    press(home.line, Qt.Key.Key_Return)
    made = page.view.draft.answers["household_id"]
    assert made
    assert home.line.text().startswith("韩守田 家")
    with desk.read() as read:
        stored = records.get(read, made)
    assert (stored.kind, stored.status, stored.village) == ("household", "draft", "411327103901")
    assert stored.answers["address_detail"] == "村口第二户"
    assert page.view.here_field != "household_id"


def test_nothing_typed_is_nothing_filled_in(rooms):
    page = rooms.go("client_form", FormAsk("client"))
    assert [one.filled for one in page.view.sections] == [False] * len(page.view.sections)
    assert page._count_typed() == 0
    page.view._answer("name", "韩守田")
    assert page._count_typed() == 1


def test_what_only_the_signer_fills_is_no_duty_of_the_author(rooms):
    page = rooms.go(kinds.form_page("case"), FormAsk("case"))
    part = next(one for one in page.view._parts if any(f.id == "decision" for f in one.section.fields))
    assert page.view.editor("decision").star.isHidden()
    state = next(one for one in page.view.sections if one.id == part.section.id)
    assert (state.filled, state.counts) == (False, False)


def test_a_household_asks_only_for_what_the_file_does_not_say(rooms, desk):
    page = rooms.go("client_form", FormAsk("client"))
    window = QuickHousehold(page, desk, begin_household(desk, "", {"name": "韩守田", "village": "411327103901"}))
    window.yes.click()
    assert window.hit is None
    assert window.editors["address_detail"].problem
    commit(window.editors["address_detail"].focus_target(), "村口第二户")
    window.yes.click()
    assert window.hit is not None
    assert window.hit.text == "韩守田 家"
    window.deleteLater()


def test_a_record_of_a_closed_month_or_another_station_can_only_be_looked_at(rooms, desk):
    record = visits(desk).ids[0]
    page = rooms.go("visit_form", FormAsk("visit", record))
    assert not page.opened.read_only
    from sheqi_desktop.operations.void import void

    void(desk, record, "重复登记了一次")
    page = rooms.go("visit_form", FormAsk("visit", record))
    assert page.opened.read_only == "这条记录已作废：重复登记了一次"
    assert page.view.read_only
    assert not page.footer.isVisible()


def test_every_field_has_a_spoken_name(rooms, wang):
    page = a_form(rooms, wang)
    for field in page.view.draft.form:
        assert page.view.editor(field.id).focus_target().accessibleName(), field.id
