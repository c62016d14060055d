"""The life of a record in the window: signed, handed back, corrected, compared, voided, decided by the centre."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import ask, theme
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.accept_adjustment import list_adjustments
from sheqi_desktop.operations.close_month import close_month
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.save_record import draft_of, submit
from sheqi_desktop.operations.sign_off import sign
from sheqi_desktop.operations.void import void
from tests.gui.hands import press
from tests.gui.pages.test_fits import cut
from tests.signing import GUIDE, LEAD, WORKER, Office, an_agreement, somebody
from tests.typed import a_seen

PAGE = "form/agreement"
BETTER = "三个月内由李强每周上门两次，血压降到 150 以下。"


@pytest.fixture
def paper(office: Office) -> str:
    """Let the 社工 hand in a 服务协议."""
    desk = office.sit()
    return an_agreement(desk, somebody(desk)).record


def signed(office: Office, record: str) -> str:
    sign(office.sit(LEAD), record)
    sign(office.sit(GUIDE), record, decided={"decision": "同意实施"})
    return record


def banners(page: QWidget) -> list[str]:
    from sheqi_desktop.gui.widgets.banner import Banner

    return [f"{one.title.text()} {one.text.text()}".strip() for one in page.findChildren(Banner)]


def shown(page) -> set[str]:
    return {name for name, button in page.footer.buttons.items() if not button.isHidden()}


# ------------------------------------------------------------------------------ 签批
def test_what_waits_for_me_is_counted_in_the_sidebar_and_listed(office: Office, paper: str, make_window: Callable):
    rooms = make_window(office.sit(LEAD))
    assert "1 件待处理" in rooms.find("nav_to_sign").accessibleName()
    page = rooms.go("to_sign")
    assert page.table.chosen_ids == [paper]
    press(page.table, Qt.Key.Key_Return)
    rooms.wait()
    assert rooms.page.opened.record == paper


def test_where_nothing_waits_to_be_signed_the_way_on_is_offered(office: Office, make_window: Callable):
    rooms = make_window(office.sit(LEAD))
    page = rooms.go("to_sign")
    assert page.list.empty.isVisible()
    rooms.find("to_sign_cases").click()
    rooms.wait()
    assert rooms.window.page_id == "cases"


def test_a_worker_who_signs_nothing_has_no_such_entry(office: Office, make_window: Callable):
    rooms = make_window(office.sit(WORKER))
    assert rooms.window.findChild(QWidget, "nav_to_sign") is None


def test_the_signer_signs_and_only_the_signers_answers_are_open(office: Office, paper: str, make_window: Callable):
    sign(office.sit(LEAD), paper)
    desk = office.sit(GUIDE)
    rooms = make_window(desk)
    page = rooms.go(PAGE, FormAsk("agreement", paper))
    assert banners(page)[0].startswith("等督导签批 张敏已签")
    assert shown(page) == {"form_return", "form_sign"}
    assert page.view.editor("goal").read_only
    assert not page.view.editor("decision").read_only
    page.sign()
    rooms.wait()
    assert look_up.get(desk, paper).status == "submitted"  # 审批意见 is missing
    page.view.editor("decision").set_value("同意实施")
    page.view._answer("decision", "同意实施")
    page.submit()
    rooms.wait()
    assert look_up.get(desk, paper).status == "signed"


def test_handed_back_the_author_reads_why_and_hands_in_again(office: Office, paper: str, make_window: Callable):
    desk = office.sit(LEAD)
    rooms = make_window(desk)
    page = rooms.go(PAGE, FormAsk("agreement", paper))
    ask.answers.append("目标要写得能数清")
    page.return_()
    rooms.wait()
    assert look_up.get(desk, paper).status == "returned"
    rooms = make_window(office.sit(WORKER))
    page = rooms.go(PAGE, FormAsk("agreement", paper))
    assert banners(page) == ["已退回：目标要写得能数清 改好再提交。"]
    assert page.footer.buttons["form_submit"].text() == "改好再提交"
    page.view._answer("goal", BETTER)
    page.submit()
    rooms.wait()
    page = rooms.go(PAGE, FormAsk("agreement", paper))
    assert any(words.startswith("等站长签批") for words in banners(page))


# ------------------------------------------------------------------------------ 更正, 对照
def test_a_signed_paper_is_corrected_in_a_copy_and_compared(office: Office, paper: str, make_window: Callable):
    signed(office, paper)
    desk = office.sit(WORKER)
    rooms = make_window(desk)
    page = rooms.go(PAGE, FormAsk("agreement", paper))
    assert any(words.startswith("已签批") and "韩督导" in words for words in banners(page))
    assert shown(page) == set() or page.footer.isHidden()
    assert page.header().actions[0].id == "form_correct"
    ask.answers.append("次数写少了一次")
    page.correct()
    rooms.wait()
    page = rooms.page
    assert not page.view.editor("goal").read_only
    assert page.footer.buttons["form_submit"].text() == "提交更正"
    page.view._answer("goal", BETTER)
    page.submit()
    rooms.wait()
    stored = look_up.get(desk, paper)
    assert (stored.revision, stored.correcting, stored.answers["correction_reason"]) == (2, True, "次数写少了一次")
    page = rooms.go(PAGE, FormAsk("agreement", paper))
    assert any(words.startswith("第 2 版") for words in banners(page))
    page.compare()
    rooms.wait()
    said = [one.accessibleName() for one in rooms.page.findChildren(QWidget, "marked_text")]
    assert any(words.startswith("目标：") and "（删去：" in words for words in said)


def test_what_a_record_says_is_shown_as_words_in_the_comparison(office: Office, paper: str, make_window: Callable):
    desk = office.sit(WORKER)
    draft = draft_of(desk, paper)
    draft.answer("goal", "<b>每周</b>两次<img src=x> & 量血压，收拾院子，写够二十个字。")
    submit(desk, draft, paper)
    rooms = make_window(desk)
    page = rooms.go("compare", paper)
    texts = [one.toPlainText() for one in page.findChildren(QWidget, "marked_text")]
    assert any("<b>" in text and "<img src=x>" in text for text in texts)
    rooms.find("compare_back").click()
    rooms.wait()
    assert rooms.window.page_id != "compare"


# ------------------------------------------------------------------------------ 作废
def test_a_void_is_taken_back_by_the_toast_or_from_the_bin_with_a_reason(office: Office, make_window: Callable):
    office.hands.to("2023-05-20T09:00:00")
    desk = office.sit(LEAD)
    record = a_seen(desk, somebody(desk), "2023-05-19").record
    rooms = make_window(desk)
    page = rooms.go("visits")
    page.table.setFocus()
    page.table.choose(record)
    ask.answers.append("录到别人名下了")
    press(page.table, Qt.Key.Key_Delete)
    rooms.wait()
    assert look_up.get(desk, record).voided
    rooms.window.toasts.undo()
    rooms.wait()
    assert not look_up.get(desk, record).voided
    assert rooms.window.toasts.words == "已撤销：作废"
    press(page.table, Qt.Key.Key_Y, control=True)
    rooms.wait()
    again = look_up.get(desk, record)
    assert (again.voided, again.void_reason, rooms.window.toasts.words) == (True, "录到别人名下了", "已作废。")
    press(page.table, Qt.Key.Key_Z, control=True)
    rooms.wait()
    assert not look_up.get(desk, record).voided
    void(desk, record, "录到别人名下了")
    page = rooms.go("voided")
    assert page.table.chosen_ids == [record]
    ask.answers.append("没有录错，是看错了")
    page.restore_button.click()
    rooms.wait()
    assert not look_up.get(desk, record).voided
    assert page._stack.currentWidget() is page._empty


def test_a_draft_goes_away_by_delete_and_comes_back(rooms, desk):
    from sheqi_desktop.operations.drafts import all_drafts
    from tests.gui.pages.test_form_pages import a_form, fill

    page = a_form(rooms, look_up.list_records(desk, look_up.Wanted("client", limit=1))[0].id)
    fill(page.view, summary="刚打到一半")
    page = rooms.go("drafts")
    page.table.setFocus()
    press(page.table, Qt.Key.Key_Delete)
    rooms.wait()
    assert [one.put_away for one in all_drafts(desk)] == [True]
    rooms.window.toasts.undo()
    rooms.wait()
    assert [one.put_away for one in all_drafts(desk)] == [False]
    assert rooms.window.toasts.words.startswith("已撤销：移走草稿 ")
    press(page.table, Qt.Key.Key_Y, control=True)
    rooms.wait()
    assert [one.put_away for one in all_drafts(desk)] == [True]
    press(page.table, Qt.Key.Key_Z, control=True)
    rooms.wait()
    assert [one.put_away for one in all_drafts(desk)] == [False]


def test_a_draft_that_went_on_is_not_put_away_again(rooms, desk, hands):
    from sheqi_desktop.operations.drafts import all_drafts, keep_draft
    from tests.gui.pages.test_form_pages import a_form, fill

    page = a_form(rooms, look_up.list_records(desk, look_up.Wanted("client", limit=1))[0].id)
    fill(page.view, summary="刚打到一半")
    page = rooms.go("drafts")
    page.table.setFocus()
    press(page.table, Qt.Key.Key_Delete)
    rooms.wait()
    press(page.table, Qt.Key.Key_Z, control=True)
    rooms.wait()
    line = all_drafts(desk)[0]
    hands.to("2023-06-14T10:00:00")
    keep_draft(desk, line.form, line.record, {"summary": "又打了几个字"}, 1, desk.me.worker_id)
    ask.answers.append(None)
    press(page.table, Qt.Key.Key_Y, control=True)
    rooms.wait()
    assert [one.put_away for one in all_drafts(desk)] == [False]
    assert "后来又填过" in ask.asked[-1]


def test_what_was_written_since_is_not_voided_again_unasked(office: Office, make_window: Callable):
    office.hands.to("2023-05-20T09:00:00")
    desk = office.sit(LEAD)
    record = a_seen(desk, somebody(desk), "2023-05-19").record
    rooms = make_window(desk)
    page = rooms.go("visits")
    page.table.setFocus()
    page.table.choose(record)
    ask.answers.append("录到别人名下了")
    press(page.table, Qt.Key.Key_Delete)
    rooms.wait()
    press(page.table, Qt.Key.Key_Z, control=True)
    rooms.wait()
    draft = draft_of(desk, record)
    draft.answer("summary", "老人说膝盖疼得厉害，约好明天陪她去卫生院看，药也一起带上。")
    draft.answer("correction_reason", "补上膝盖的事")
    submit(desk, draft, record, confirming=[one for one in draft.problems() if one.confirmable])
    ask.answers.append(None)
    press(page.table, Qt.Key.Key_Y, control=True)
    rooms.wait()
    assert not look_up.get(desk, record).voided
    assert "改过这份" in ask.asked[-1]


# ------------------------------------------------------------------------------ 结账后
def late_records(office: Office) -> tuple[Desk, str, str]:
    """Close May at the centre; a visit of May comes late and another is corrected."""
    office.hands.to("2023-05-20T09:00:00")
    desk = office.sit(LEAD)
    client = somebody(desk)
    record = a_seen(desk, client, "2023-05-19").record
    centre = office.centre()
    office.send(desk, centre)
    office.hands.to("2023-06-03T09:00:00")
    close_month(centre, desk.station, 2023, 5)
    office.send(centre, desk)
    late = a_seen(
        desk, client, "2023-05-28", late_reason="no_device", summary="在村口遇见，说药快吃完了，记下来。腿脚好。"
    )
    draft = draft_of(desk, record)
    draft.answer("bp_systolic", 150)
    draft.answer("bp_diastolic", 90)
    draft.answer("correction_reason", "血压漏填了，补上")
    submit(desk, draft, record, [one for one in draft.problems() if one.confirmable])
    office.send(desk, centre)
    return centre, record, late.record


def test_the_centre_decides_many_with_one_reason(office: Office, make_window: Callable):
    centre, _, _ = late_records(office)
    rooms = make_window(centre)
    leading = rooms.find("board_adjust")
    assert leading.text() == "结账后 2 条待确认"
    leading.click()
    rooms.wait()
    page = rooms.page
    page.table.selectAll()
    ask.answers.append("核对过纸质台账，属实")
    page.accept_button.click()
    rooms.wait()
    assert list_adjustments(centre) == []
    assert {one.state for one in list_adjustments(centre, decided=True)} == {"accepted"}


def test_why_leads_to_what_waits(office: Office, make_window: Callable):
    centre, _, late = late_records(office)
    rooms = make_window(centre)
    page = rooms.go("why", ("ind_visit", centre.library.contract.county_code, False))
    place = next(str(n) for n, line in enumerate(page._shown) if line.record == late)
    page._open_record(place)
    rooms.wait()
    assert rooms.window.page_id == "adjustments"
    assert rooms.page.table.current_id == late


def test_the_station_sees_that_it_waits_and_what_was_said(office: Office, make_window: Callable):
    centre, record, _ = late_records(office)
    rooms = make_window(office.sit(LEAD))
    page = rooms.go("visit_form", FormAsk("visit", record))
    assert "更正待确认：县中心确认以前，按结账时的样子计入" in banners(page)
    page = rooms.go("adjustments")
    assert page.accept_button.isHidden()
    assert len(page._all) == 2
    assert centre.place.kind == "centre"


@pytest.mark.parametrize("name", ["to_sign", "voided", "adjustments", "compare", PAGE])
@pytest.mark.parametrize(("size", "width", "height"), [(14, 1366, 696), (14, 1093, 557), (22, 1366, 696)])
def test_nothing_is_cut_here_either(
    office: Office, paper: str, make_window: Callable, name: str, size: int, width: int, height: int
):
    theme.apply(theme.LIGHT, size)
    author = office.sit(WORKER)
    draft = draft_of(author, paper)
    draft.answer("goal", BETTER)
    submit(author, draft, paper)
    rooms = make_window(office.sit(LEAD), width, height)
    page = rooms.go(name, FormAsk("agreement", paper) if name == PAGE else paper)
    assert cut(page) == []
