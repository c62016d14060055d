"""督导台账 in the window, at the supervisor's, at the station and at the centre, over real workspaces."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sheqi_desktop.domain.records.annotation import PLAN, SESSION
from sheqi_desktop.gui import ask
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.widgets.buttons import Button
from sheqi_desktop.operations.save_record import draft_of, submit
from sheqi_desktop.operations.scores import scores
from sheqi_desktop.operations.sessions import session_book
from sheqi_desktop.operations.wellbeing import keep_wellbeing, wellbeing_of
from tests.builders_supervision import ISSUES, TALK
from tests.groups import as_person
from tests.gui.hands import press
from tests.gui.pages.test_fits import cut
from tests.operations.test_scores import FULL, a_plan
from tests.operations.test_supervision_sessions import HIM, TALKED, a_session
from tests.supervising import LEAD, WORKER, Around, a_case, around

__all__ = ["around"]
FORM = f"form/{SESSION}"
SAYS_PRIVATE = "只有督导和本人看得到"


def typed(page, **said) -> None:
    for name, value in said.items():
        page.view._answer(name, value)
        page.view.refresh_field(name)


def words_of(table) -> list[tuple[str, ...]]:
    return [tuple(one for one in row.cells if isinstance(one, str)) for row in table.records.rows]


def test_a_supervisor_begins_a_session_by_its_form_and_hands_it_in(around: Around, make_window: Callable):
    rooms = make_window(around.first)
    page = rooms.go("sessions")
    assert page.sessions.empty.isVisible()
    ask.answers.append(0)
    page.new()
    rooms.wait()
    form = rooms.page
    assert form.opened.draft.answers["form"] == "individual"
    assert form.view.editor("feedback").read_only
    assert not form.side.private.isVisible()
    typed(form, workers=[HIM], start_at="09:00", end_at="10:00", functions=["education"], worker_issues=ISSUES)
    typed(form, process=TALK, advice=[{"id": "a1", "advice_kind": "method", "text": "先写现在怎样。"}])
    rooms.wait()
    assert form.side.private.isVisible()
    assert not form.side.private.keep.isEnabled(), "the session is not saved yet"
    form.submit()
    rooms.wait()
    (line,) = session_book(around.first).lines
    assert (line.workers, line.signed, line.status) == ("李强", "等社工确认", "submitted")
    assert rooms.window.page_id == "sessions"
    assert words_of(rooms.page.sessions.table)[0][1:3] == ("个别督导", "李强")


def test_wellbeing_is_kept_on_the_page_and_apart_from_the_session(around: Around, make_window: Callable):
    session = a_session(around.first)
    rooms = make_window(around.first)
    box = rooms.go(FORM, FormAsk(SESSION, session)).side.private
    box.level.setFocus()
    press(box.level, Qt.Key.Key_2)
    box.note.setPlainText("晚上睡不好")
    box.keep.click()
    rooms.wait()
    (kept,) = wellbeing_of(around.first, session)
    assert (kept.worker, kept.level, kept.note) == (HIM, 2, "晚上睡不好")
    with around.first.read() as read:
        assert "睡不好" not in str(around.first.stored(read, session).answers)


def test_the_worker_opens_only_the_own_part_and_confirms(around: Around, make_window: Callable):
    as_person(around.one, WORKER)
    session = a_session(around.first)
    keep_wellbeing(around.first, session, HIM, 2, "晚上睡不好")
    around.round()
    around.send(around.first, around.one)
    rooms = make_window(around.one)
    page = rooms.go("sessions")
    assert "1 项督导约定的行动过了期限" in page._late.title.text()
    press(page.sessions.table, Qt.Key.Key_Return)
    rooms.wait()
    form = rooms.page
    assert form.view.editor("process").read_only
    assert not form.view.editor("feedback").read_only
    assert {name for name, one in form.footer.buttons.items() if one.isVisible()} == {"form_drop", "form_submit"}
    assert form.footer.buttons["form_submit"].text() == "确认"
    assert form.side.private.note.toPlainText() == "晚上睡不好"
    typed(form, feedback="讲得明白", rating=4, reservation="第二条做不到")
    form.submit()
    rooms.wait()
    assert session_book(around.one).lines[0].signed == "已确认，有保留意见"


def test_the_lead_reads_the_session_and_sees_nothing_private(around: Around, make_window: Callable):
    as_person(around.one, WORKER)
    session = a_session(around.first)
    keep_wellbeing(around.first, session, HIM, 2, "晚上睡不好")
    around.round()
    around.send(around.first, around.one)
    as_person(around.one, LEAD)
    rooms = make_window(around.one)
    form = rooms.go(FORM, FormAsk(SESSION, session))
    assert form.opened.read_only == "督导记录由督导填写，只能看"
    assert not form.side.private.isVisible()
    assert form.side.private.note.toPlainText() == ""
    listed = rooms.go("list/wellbeing_note")
    assert listed.found.ids == ()


def test_open_actions_stand_beside_the_next_session_and_are_ticked_off(around: Around, make_window: Callable):
    a_session(around.first)
    rooms = make_window(around.first)
    form = rooms.go(FORM, FormAsk(SESSION, answers={"form": "individual", "workers": [HIM]}))
    done = form.side.findChild(Button, "action_done")
    assert TALKED["what"] in done.accessibleName()
    ask.answers.append("都改好了")
    QTest.mouseClick(done, Qt.MouseButton.LeftButton)
    rooms.wait()
    assert form.side.findChild(Button, "action_done") is None
    assert not session_book(around.first).actions
    assert form.opened.draft.answers["workers"] == [HIM], "what is being typed stays"


def test_a_case_is_judged_from_the_ledger(around: Around, make_window: Callable):
    case = a_case(around)
    rooms = make_window(around.first)
    page = rooms.go("sessions", "scores")
    assert page.scores.begin.text() == "评分…（还有 1 套没评）"
    ask.answers.append(0)
    page.scores.begin.click()
    rooms.wait()
    sheet = rooms.page
    assert sheet.lines["C1"].level == 4
    assert "程序建议 4" in sheet.lines["C1"].words.text()
    assert sheet.points.text().startswith("评过的部分 ")
    for code, level in FULL.items():
        sheet.lines[code].levels.setFocus()
        press(sheet.lines[code].levels, Qt.Key(Qt.Key.Key_0.value + level))
    assert sheet.points.text() == "得分 75.0　良"
    assert not sheet.keep_button.isEnabled(), "the program proposed another level and nobody said why"
    assert sheet.lines["C1"].reason.isVisible()
    sheet.lines["C1"].reason.setText("同意书只有一方签名")
    assert "具体且可测" in sheet.lines["C4"].words.text()
    sheet.submit()
    rooms.wait()
    assert [(one.record, one.score) for one in scores(around.first)] == [(case, "75.0")]
    assert words_of(rooms.page.scores.table)[0][2:5:2] == ("丧偶老人的睡眠与情绪支持", "75.0")


def test_the_director_plans_and_reads_what_is_open(around: Around, make_window: Callable):
    rooms = make_window(around.centre)
    page = rooms.go("sessions", "plans")
    rooms.find("plan_new" if rooms.window.findChild(Button, "plan_new") else "plan_first").click()
    rooms.wait()
    assert (rooms.window.page_id, rooms.page.FORM) == (f"form/{PLAN}", PLAN)
    a_plan(around.centre)
    page = rooms.go("sessions", "plans")
    said = [one.text() for one in page.plans.findChildren(type(page.plans.list.empty.text))]
    assert any("没有负责督导。" in one for one in said)
    assert any("1 站・2 人・在办个案 0・等审文书 0" in one for one in said)
    assert "根密钥" in " ".join(said)


def test_everything_fits_where_there_is_little_room(around: Around, make_window: Callable):
    as_person(around.one, WORKER)
    session = a_session(around.first)
    case = a_case(around)
    rooms = make_window(around.first, 1093, 614)
    for page, argument in (
        ("sessions", None), ("sessions", "actions"), ("sessions", "scores"), ("sessions", "plans"),
        (FORM, FormAsk(SESSION, session)), ("score", case),
    ):  # fmt: skip
        assert cut(rooms.go(page, argument)) == []


def test_a_session_confirmed_by_both_is_read_as_such_at_the_centre(around: Around, make_window: Callable):
    as_person(around.one, WORKER)
    session = a_session(around.first)
    around.round()
    draft = draft_of(around.one, session)
    submit(around.one, draft, session)
    around.round()
    rooms = make_window(around.centre)
    page = rooms.go("sessions")
    assert "共 1 次・已确认 1 次" in page.header().context
    press(page.sessions.table, Qt.Key.Key_Return)
    rooms.wait()
    assert not rooms.page.side.private.isVisible()
    assert rooms.page.opened.read_only
