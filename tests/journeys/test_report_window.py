"""A mandatory report through the real window, with no client on file, and the red line until it is in."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import ask
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.operations.crises import alarms
from sheqi_desktop.operations.people import people
from tests.builders_events import a_crisis
from tests.gui.conftest import dressed  # noqa: F401 - the look every window test stands on
from tests.gui.hands import settle
from tests.gui.pages.conftest import (  # noqa: F401 - the window and the station under it
    desk,
    empty_desk,
    hands,
    jobs,
    make_window,
    open_desk,
    rooms,
    station_template,
)  # fmt: skip
from tests.journeys.test_station_window import answer, confirm_all

REPORT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def said() -> dict[str, object]:
    """Give what is typed on the afternoon of 14 June."""
    told = a_crisis(
        found_at="2023-06-14T09:30:00+08:00",
        informed_lead_at="2023-06-14T09:40:00+08:00",
        informed_center_at="2023-06-14T10:00:00+08:00",
        worker_id=None,
        event_kind=None,
    )
    told["reports"] = [{**told["reports"][0], "at": "2023-06-14T09:50:00+08:00"}]
    return told


def alarm(rooms) -> QWidget | None:  # noqa: F811
    return rooms.window.findChild(QWidget, "home_alarm")


@pytest.mark.usefixtures("dressed")
def test_a_mandatory_report_with_no_client_on_file(make_window, empty_desk):  # noqa: F811
    rooms = make_window(empty_desk)  # noqa: F811
    rooms.wait()
    assert alarm(rooms) is None
    QTest.keyClick(rooms.window, Qt.Key.Key_R, REPORT)
    rooms.wait()
    page = rooms.page
    assert rooms.window.page_id == "report_now"
    assert page.phones.isVisible()
    assert page.phones.mapTo(page, page.phones.rect().topLeft()).y() < page.view.mapTo(page, page.view.pos()).y()
    assert {"110", "12345"} <= set(page.phones.numbers)
    # Saved with nothing but what the page filled in itself.
    page.save()
    rooms.wait()
    assert page.opened.number.split("-")[1] == "WJ"
    assert [one.record for one in alarms(empty_desk)] == [page.opened.record]
    rooms.go("home")
    rooms.wait()
    assert alarm(rooms) is not None
    # Every start shows it again.
    again = make_window(empty_desk)
    again.wait()
    again.find("home_alarm").click()
    again.wait()
    page = again.page
    answer(page.view, **{name: value for name, value in said().items() if name != "event_kind"})
    settle()
    assert page.view.draft.blocking("submit") == []
    confirm_all(page.view)
    ask.answers.append("ok")
    page.submit()
    again.wait()
    assert ask.asked[-1] == "报告已存好，县里还不知道"
    assert alarms(empty_desk) == []
    again.go("home")
    again.wait()
    assert alarm(again) is None


@pytest.mark.usefixtures("dressed")
def test_what_was_begun_is_gone_back_to_and_after_handing_in_a_new_one_begins(make_window, empty_desk):  # noqa: F811
    rooms = make_window(empty_desk)  # noqa: F811
    page = rooms.go("report_now")
    answer(page.view, is_safe_now=2)
    assert page.phones.words.text().startswith("当事人现在不安全：先打110")
    answer(page.view, is_safe_now=1)
    assert page.phones.words.text().startswith("先打110")
    answer(page.view, facts="孩子在桥头哭，说不敢回家，已陪在身边等派出所的人来。")
    rooms.go("home")
    page = rooms.go("report_now")
    assert "不敢回家" in page.view.draft.answers["facts"]
    page.save()
    rooms.wait()
    record = page.opened.record
    answer(page.view, **{name: value for name, value in said().items() if name != "event_kind"})
    confirm_all(page.view)
    ask.answers.append("ok")
    page.submit()
    rooms.wait()
    page = rooms.go("report_now")
    assert page.opened.record != record
    assert "facts" not in page.view.draft.answers


@pytest.mark.usefixtures("dressed")
def test_from_a_person_the_report_knows_whom_it_is_about(rooms, desk):  # noqa: F811
    who = people(desk, "王秀兰").rows[0].record
    rooms.go("person", who)
    acts = {act.id: act for act in rooms.page.pane.acts_for(who)}
    acts["crisis"].run()
    rooms.wait()
    assert rooms.page.view.draft.answers["client_id"] == who
    assert rooms.page.view.draft.answers["event_kind"] == 1
    rooms.go("person", who)
    assert "whole" not in acts, "the whole file is what one looks at"
    for kind in ("referral", "case"):
        rooms.go("person", who)
        {act.id: act for act in rooms.page.pane.acts_for(who)}[kind].run()
        rooms.wait()
        assert rooms.window.page_id == f"form/{kind}"
        assert rooms.page.view.draft.answers["client_id"] == who


@pytest.mark.usefixtures("dressed")
def test_lists_lie_side_by_side_and_the_supervisor_closes_from_the_form(rooms, desk):  # noqa: F811
    from tests.desks import put
    from tests.operations.test_crises import as_
    from tests.typed import tidy

    followed = said() | {"event_kind": 1, "follow_ups": [{"on": "2023-06-14", "note": "当晚住在姑姑家，情绪平稳"}]}
    record = put(desk, "crisis", tidy(followed)).record
    page = rooms.go("list/referral")
    page.tabs.choose("crisis")
    rooms.wait()
    assert rooms.window.page_id == "list/crisis"
    assert [row.cells[0] for row in rooms.page.table.records.rows] == ["未成年人强制报告"]
    desk.me = as_(desk, desk.me.worker_id, ("station_lead", desk.station), ("supervisor", desk.station)).me
    rooms.go("report_now", FormAsk("crisis", record))
    rooms.wait()
    assert rooms.page.opened.record == record
    ask.answers.append("监护已变更，孩子返校，风险解除")
    rooms.find("crisis_close").click()
    rooms.wait()
    rooms.go("list/crisis")
    rooms.wait()
    badge = rooms.page.table.records.rows[0].cells[-2][0]
    assert badge.text == "已关闭"


@pytest.mark.usefixtures("dressed")
def test_a_sample_is_drawn_kept_and_its_call_sheet_shown(rooms, desk):  # noqa: F811
    rooms.go("list/survey")
    rooms.find("survey_sample").click()
    rooms.wait()
    page = rooms.page
    page.editors["drawn_n"].set_value(2)
    page.editors["spare_n"].set_value(0)
    rooms.find("draw_go").click()
    rooms.wait()
    assert rooms.window.page_id == "print"
    with desk.read() as read:
        assert read.value("SELECT count(*) FROM record WHERE kind = 'survey_draw'") == 1
    page = rooms.go("draw_sample")
    page.editors["until"].set_value("2022-08-01")
    page.submit()
    rooms.wait()
    assert page.wrong.text() == "请填写服务日期的起止，起不能晚于止。"


@pytest.mark.usefixtures("dressed")
def test_the_ledger_of_a_list_is_that_of_its_kind(rooms, tmp_path):  # noqa: F811
    rooms.go("list/referral")
    rooms.find("referral_ledger").click()
    rooms.wait()
    assert rooms.page.header().context == "转介台账"
    rooms.page.reason.setText("季度归档检查")
    ask.answers.append(tmp_path / "转介台账.xlsx")
    rooms.page.submit()
    rooms.wait()
    assert (tmp_path / "转介台账.xlsx").exists()
