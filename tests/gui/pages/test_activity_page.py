"""An activity through the window: planned, approved from another seat, written down, signed, counted."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import ask
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.file_viewer import FileViewer
from sheqi_desktop.operations.count_contract import count_contract
from sheqi_desktop.operations.demo.pictures import demo_photo
from sheqi_desktop.operations.save_record import draft_of, save_record
from sheqi_desktop.operations.to_sign import to_sign
from sheqi_desktop.operations.unlock import switch
from tests.builders_activity import a_media_report, a_plan, an_activity
from tests.desks import PASSWORD
from tests.gui.pages.station_world import STATION
from tests.typed import tidy

LEAD, WORKER = f"w-{STATION}-1", f"w-{STATION}-2"


def type_in(rooms, said: dict[str, Any]) -> None:
    """Answer the questions of the open form as its editors do."""
    for name, value in tidy(said).items():
        if name in rooms.page.view.draft.form:
            rooms.page.view._answer(name, value)
    for problem in rooms.page.view.draft.problems():
        if problem.confirmable:
            rooms.page.view.draft.confirm(problem)


def a_saved_plan(rooms, **said: Any) -> str:
    """Write a plan as the worker, from the list; give its record id."""
    switch(rooms.desk, WORKER, PASSWORD)
    rooms.go("activities")
    rooms.page.new()
    rooms.wait()
    facts = {"host_station": STATION, "service_date": "2023-06-13", "leader_id": WORKER, "workers": [WORKER, LEAD]}
    type_in(rooms, a_plan(**(facts | said)))
    rooms.page.save()
    rooms.wait()
    return rooms.page.opened.record


def press(rooms, name: str, *answers: object) -> None:
    ask.answers.extend(answers)
    rooms.find(name).click()
    rooms.wait()


def an_approved(rooms, **said: Any) -> str:
    record = a_saved_plan(rooms, **said)
    rooms.go("activity", record)
    press(rooms, "activity_submit_plan")
    switch(rooms.desk, LEAD, PASSWORD)
    rooms.go("activity", record)
    press(rooms, "activity_approve_plan", "yes")
    return record


def written_down(rooms, record: str) -> None:
    switch(rooms.desk, WORKER, PASSWORD)
    rooms.go("activity", record)
    press(rooms, "activity_record")
    told = an_activity(same_day_reason=None)
    plan = {*a_plan(), "moves", "worker_id"}
    type_in(rooms, {name: value for name, value in told.items() if name not in plan})
    rooms.page.submit()
    rooms.wait()


def test_an_activity_goes_from_plan_to_a_counted_one_through_the_window(rooms):
    record = an_approved(rooms)
    assert rooms.page.card.state == "approved"
    assert rooms.page.card.missing
    written_down(rooms, record)
    rooms.go("activity", record)
    assert rooms.page.card.words == "总结待批"
    assert rooms.window.findChild(QWidget, "activity_sign") is None
    switch(rooms.desk, LEAD, PASSWORD)
    rooms.go("activity", record)
    press(rooms, "activity_sign", "yes")
    assert (rooms.page.card.words, rooms.page.card.counts) == ("已完成", True)
    assert rooms.page.side.findChildren(Banner)[0].title.text() == "计入指标"
    counted = count_contract(rooms.desk).outcome.result("ind_activity").unit(STATION).counted
    assert [row.id for row in counted] == [record]
    rooms.go("activities")
    assert [row.cells[-2][0].text for row in rooms.page.table.records.rows] == ["已完成"]


def test_a_plan_that_waits_stands_among_what_is_to_be_signed_and_is_approved_by_keys(rooms):
    record = a_saved_plan(rooms)
    rooms.go("activity", record)
    press(rooms, "activity_submit_plan")
    switch(rooms.desk, LEAD, PASSWORD)
    page = rooms.go("to_sign")
    line = page._lines[record]
    assert (line.what, line.who, line.author) == ("活动计划", "情暖重阳·平安同行", rooms.desk.person_name(WORKER))
    page.table.opened.emit(record)
    rooms.wait()
    assert rooms.window.page_id == "activity"
    assert rooms.window.focusWidget() is rooms.find("activity_approve_plan")
    ask.answers.append("yes")
    rooms.page.submit()
    rooms.wait()
    assert rooms.page.card.state == "approved"
    assert record not in {one.record for one in to_sign(rooms.desk)}


def test_the_paper_that_is_looked_at_first_is_the_one_of_the_stage(rooms):
    record = an_approved(rooms)
    rooms.page.print_()
    rooms.wait()
    assert rooms.page.papers.currentText() == "社区活动计划书"
    written_down(rooms, record)
    rooms.go("activity", record)
    rooms.page.print_()
    rooms.wait()
    assert rooms.page.papers.currentText() == "社区活动记录与总结"


def test_a_new_activity_knows_its_station_and_its_leader(rooms):
    rooms.go("form/activity", FormAsk("activity"))
    said = rooms.page.view.draft.answers
    assert (said["host_station"], said["leader_id"]) == (STATION, LEAD)
    assert not rooms.page.view.draft.shown("process")


def test_a_plan_is_put_forward_from_the_form_and_says_what_it_lacks(rooms):
    switch(rooms.desk, WORKER, PASSWORD)
    rooms.go("form/activity", FormAsk("activity"))
    form = rooms.page
    view, submit = form.view, form.footer.buttons["form_submit"]
    assert (submit.text(), form.footer.buttons["form_submit_print"].isVisible()) == ("报批计划", False)
    view._answer("name", "邻里节")
    view._left("name")
    assert view.editor("name").problem == "", "nothing is wrong with a plan that is being written"
    view._answer("simple", True)
    assert submit.text() == "提交", "a 简易活动 has no plan to be approved"
    view._answer("simple", None)
    facts = {"host_station": STATION, "service_date": "2023-06-13", "leader_id": WORKER, "workers": [WORKER]}
    type_in(rooms, a_plan(**(facts | {"purpose": None})))
    form.submit()
    rooms.wait()
    assert [one.message for one in form.view.problems if one.field == "purpose"] == ["请填写“目标和背景”。"]
    type_in(rooms, {"purpose": "让独居老人走出家门，认识邻居。"})
    form.submit()
    rooms.wait()
    assert (rooms.window.page_id, rooms.page.card.state, rooms.page.card.waits) == (
        "activity", "submitted", "等站长批准",
    )  # fmt: skip
    rooms.go("form/activity", FormAsk("activity", rooms.page.card.record))
    assert not rooms.page.footer.buttons["form_submit"].isVisible(), "it waits for the 站长"


def test_a_plan_changed_after_it_was_read_is_not_approved(rooms):
    record = a_saved_plan(rooms)
    rooms.go("activity", record)
    press(rooms, "activity_submit_plan")
    switch(rooms.desk, LEAD, PASSWORD)
    page = rooms.go("activity", record)
    switch(rooms.desk, WORKER, PASSWORD)
    later = draft_of(rooms.desk, record)
    later.answer("place", "村小学操场")
    save_record(rooms.desk, later, record)
    switch(rooms.desk, LEAD, PASSWORD)
    ask.asked.clear()
    press(rooms, "activity_approve_plan", "yes", True)
    assert "改过这份社区活动" in ask.asked[-1]
    assert page.card.state == "submitted"
    press(rooms, "activity_approve_plan", "yes")
    assert page.card.state == "approved", "the page had looked again"


def test_a_plan_goes_back_with_a_reason_and_the_page_shows_it(rooms):
    record = a_saved_plan(rooms)
    rooms.go("activity", record)
    press(rooms, "activity_submit_plan")
    assert rooms.page.card.waits == "等站长批准"
    switch(rooms.desk, LEAD, PASSWORD)
    rooms.go("activity", record)
    press(rooms, "activity_return_plan", "预算没有写来源")
    assert rooms.page.card.state == "draft"
    assert rooms.page.card.steps[0].comment == "预算没有写来源"


def test_rain_puts_it_off_to_another_day(rooms):
    record = an_approved(rooms)
    press(rooms, "activity_postpone", "当天有大雨，场地积水", "2023-06-20")
    assert (rooms.page.card.state, rooms.page.card.record) == ("approved", record)
    assert "6月20日" in rooms.page.card.plan[0][1]
    press(rooms, "activity_cancel", "场地被征用，不办了")
    assert (rooms.page.card.words, rooms.page.card.acts) == ("取消", frozenset())


def test_an_incomplete_plan_says_what_is_missing_and_is_not_put_forward(rooms):
    record = a_saved_plan(rooms, purpose=None)
    rooms.go("activity", record)
    assert [one.message for one in rooms.page.card.missing] == ["请填写“目标和背景”。"]
    press(rooms, "activity_submit_plan", None)
    assert rooms.page.card.state == "draft"


def test_a_media_report_opens_prefilled_and_is_listed(rooms):
    record = an_approved(rooms)
    written_down(rooms, record)
    rooms.go("activity", record)
    press(rooms, "activity_media")
    assert rooms.page.view.draft.answers["article_of"] == record
    type_in(rooms, a_media_report())
    rooms.page.submit()
    rooms.wait()
    rooms.go("activity", record)
    assert [one.words for one in rooms.page.card.reports] == ["演示县报《重阳敬老进乡村》"]
    rooms.go("media")
    assert [row.cells[0].top for row in rooms.page.table.records.rows] == ["重阳敬老进乡村"]


def test_each_photo_says_whether_it_may_be_shown_outside_and_leaves_if_it_may(rooms, tmp_path):
    record = an_approved(rooms)
    face = {"shows_client": True, "shows_minor": False}
    photos = [
        demo_photo(rooms.desk, "广场", shows_client=False, shows_minor=False),
        demo_photo(rooms.desk, "量血压", **face),
        demo_photo(rooms.desk, "包饺子"),
    ]
    with rooms.desk.write() as write:
        stored = rooms.desk.stored(write, record)
        rooms.desk.append(write, "activity", record, stored.heads, {"photos": photos})
    page = rooms.go("activity", record)
    badges = [one.text for one in page.side.findChildren(Badge) if one.text]
    assert badges == ["可对外用", "禁止使用", "还没勾选"]
    said = "\n".join(one.text() for one in page.side.findChildren(PlainLabel))
    assert "照片里有服务对象，但记录没有写明是谁，无法核对同意书。" in said
    assert not page.side.thumbs[0]._picture.isNull()
    rooms.find("activity_photo_1").click()
    rooms.wait()
    viewer = page.findChild(FileViewer)
    assert viewer.place.text() == "2 / 3"
    ask.asked.clear()
    ask.answers.append(True)
    viewer.out.click()
    rooms.wait()
    assert ask.asked[-1].startswith("这张照片没有存出来。照片里有服务对象，但记录没有写明是谁")
    viewer.before.click()
    rooms.wait()
    ask.answers.extend(["县报重阳专版，配一张图", tmp_path / "广场.jpg"])
    viewer.out.click()
    rooms.wait()
    assert ask.asked[-2:] == ["把这张照片存出来？", "存到哪里"]
    assert (tmp_path / "广场.jpg").read_bytes().startswith(b"\xff\xd8")
    viewer.close_.click()
