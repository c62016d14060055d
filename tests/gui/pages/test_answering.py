"""督导批注 at the station: what came back, the cards beside a document, and the answers that travel."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from sheqi_desktop.gui.pages.document_ask import NEWS, way_to
from sheqi_desktop.gui.pages.import_card import ImportCard
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.operations.annotate import annotate
from sheqi_desktop.operations.confirm import confirm
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.document_threads import document_threads
from sheqi_desktop.operations.drafts import all_drafts
from sheqi_desktop.operations.save_record import draft_of, submit
from tests.cases import LEAD, WORKER
from tests.groups import as_person
from tests.gui.hands import commit, press
from tests.gui.pages.answer_world import ADVICE, Loop, a_loop, reopened


@pytest.fixture(scope="session")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Loop:
    """Let a 督导 answer a station once for all tests."""
    folder = tmp_path_factory.mktemp("answered")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHEQI_CONFIG_DIR", str(tmp_path_factory.mktemp("answered-config")))
        loop = a_loop(folder)
        loop.close()
    return loop


@pytest.fixture
def loop(answered: Loop, tmp_path: Path, config_dir: Path) -> Iterator[Loop]:
    assert config_dir
    made = reopened(answered, tmp_path)
    yield made
    made.close()


@pytest.fixture
def open_desk(loop: Loop) -> Callable[[], Desk]:
    return lambda: loop.one


@pytest.fixture
def came(loop: Loop) -> Loop:
    """The return bundle was read."""
    assert loop.coming is not None
    loop.take(loop.one, loop.coming)
    return loop


def paper(loop: Loop, card: str = "") -> tuple[str, object]:
    return way_to("case_assessment", loop.said["assessment"], loop.said["case"], card and loop.said[card])


def revise(loop: Loop) -> None:
    draft = draft_of(loop.one, loop.said["assessment"])
    draft.answer("sys_family", "独居三年，" + str(draft.answers["sys_family"]).removeprefix("独居，"))
    submit(loop.one, draft, loop.said["assessment"], confirming=[one for one in draft.problems() if one.confirmable])


def focused(rooms) -> QWidget:
    rooms.window.activateWindow()
    rooms.wait()
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


# ------------------------------------------------------------------------------ what came back
def test_what_a_return_bundle_brought_is_listed_and_each_line_opens_its_document(make_window, loop: Loop):
    as_person(loop.one, LEAD)
    rooms = make_window(loop.one)
    page = rooms.go("import", [loop.coming])
    page.submit()
    rooms.wait()
    assert page.news.words.text() == "本次回传：新批注6，必改2，退回1份，签批0份"
    assert isinstance(next(iter(page._cards.values())), ImportCard)
    rooms.find(f"news_{loop.said['must']}").click()
    rooms.wait()
    assert rooms.window.page_id == "case"
    assert rooms.page.panel.column.chosen == loop.said["must"]


def test_the_home_page_tells_of_it_until_it_was_looked_at(make_window, came: Loop):
    rooms = make_window(came.one)
    rooms.go("home")
    rooms.find("home_news").click()
    rooms.wait()
    assert rooms.page.chips.current == NEWS
    assert rooms.page.table.model().rowCount() == 7
    assert focused(rooms) is rooms.page.table
    rows = {row.id: row.cells for row in rooms.page.table.records.rows}
    assert rows[came.said["must"]][5] == "李强"
    assert rows[came.said["must"]][6][0].text.startswith("还有")
    rooms.go("home")
    assert rooms.window.findChild(QWidget, "home_news") is None


def test_what_one_is_told_again_and_again_is_shown_to_this_worker_alone(make_window, came: Loop):
    for paper_ in ("assessment", "visit"):
        annotate(came.guide, came.said[paper_], ADVICE, "依据写在哪里？", None, [2])
    came.send(came.guide, came.centre)
    came.send(came.centre, came.one)
    rooms = make_window(came.one)
    page = rooms.go("annotations")
    assert page.often.text() == "这个季度常被指出的：缺少依据（2 份文书）。只有你和督导看得到。"
    assert page.often.isVisible()
    as_person(came.one, LEAD)
    rooms.go("home")
    page = rooms.go("annotations")
    assert len(page.found.board.lines) == 8, "the same annotations, and no word of whose they are"
    assert (page.often.text(), page.often.isVisible()) == ("", False)


def test_the_list_shows_what_waits_and_enter_opens_the_document_at_the_card(make_window, came: Loop):
    rooms = make_window(came.one)
    page = rooms.go("annotations")
    assert page.header().context == "5 条等你处理"
    assert rooms.find("nav_annotations").accessibleName() == "督导批注，5 件待处理"
    page.table.choose(came.said["ethics"])
    press(page.table, Qt.Key.Key_Return)
    rooms.wait()
    assert rooms.window.page_id == "annotated"
    assert rooms.page.header().title == "探访记录表"
    assert focused(rooms).accessibleName().startswith("第 1 条")
    rooms.window.back()
    rooms.wait()
    assert page.table.current_id == came.said["ethics"]


def test_a_returned_paper_and_praise_have_their_own_lists(make_window, came: Loop):
    rooms = make_window(came.one)
    page = rooms.go("annotations")
    rooms.find("chip_returned").click()
    assert [page.table.model().rowCount(), page.table.current_id] == [1, came.said["assessment"]]
    rooms.find("chip_praise").click()
    assert page.table.model().rowCount() == 1
    page.table.opened.emit(came.said["praise"])
    rooms.wait()
    told = document_threads(came.one, came.said["assessment"])
    assert next(one.state for one in told.cards if one.annotation.id == came.said["praise"]) == "已阅"


# ------------------------------------------------------------------------------ beside the document
def test_number_and_words_lead_to_each_other(make_window, came: Loop):
    rooms = make_window(came.one)
    page = rooms.go(*paper(came))
    marked = next(one for one in page.paper.marked if "独居●" in one.toPlainText())
    assert page.margin.tabs.current == "remarks"
    marked.mark_pressed.emit(came.said["must"])
    rooms.wait()
    assert page.panel.column.chosen == came.said["must"]
    press(focused(rooms), Qt.Key.Key_F8)
    rooms.wait()
    assert page.panel.column.chosen == came.said["question"]
    assert any("村医每月量血压●" in one.toPlainText() for one in page.paper.marked)


def test_a_reply_is_written_by_keyboard_and_says_how_far_it_is(make_window, came: Loop):
    rooms = make_window(came.one)
    page = rooms.go(*paper(came, "question"))
    card = page.panel.column.cards[came.said["question"]]
    card.buttons["reply"].setFocus()
    press(card.buttons["reply"], Qt.Key.Key_Space)
    commit(focused(rooms), "村医每月上门，学校不涉及。")
    press(focused(rooms), Qt.Key.Key_Return, control=True)
    rooms.wait()
    card = page.panel.column.cards[came.said["question"]]
    assert card.way.text() == "已回复，等下次报送带走"
    assert page.panel.count.text() == "2 条待处理"
    assert page.panel.column.chosen == came.said["question"]
    assert all_drafts(came.one) == []
    came.there()
    page = rooms.go(*paper(came, "question"))
    assert page.panel.column.cards[came.said["question"]].way.text() == "已回复，已装包，等县中心收到"


def test_half_a_reply_comes_back_and_stands_among_the_drafts(make_window, came: Loop):
    rooms = make_window(came.one)
    page = rooms.go(*paper(came, "question"))
    page.panel.column.cards[came.said["question"]].begin("reply")
    commit(focused(rooms), "村医每月")
    rooms.go("home")
    assert [one.what for one in all_drafts(came.one)] == ["批注往来"]
    again = make_window(came.one)
    drafts = again.go("drafts")
    press(drafts.table, Qt.Key.Key_Return)
    again.wait()
    assert again.window.page_id == "case"
    box = again.page.panel.column.cards[came.said["question"]].box
    assert box is not None
    assert box.value() == ("村医每月", "")


def test_a_suggestion_is_put_off_only_with_a_reason(make_window, came: Loop):
    rooms = make_window(came.one)
    page = rooms.go(*paper(came, "advice"))
    card = page.panel.column.cards[came.said["advice"]]
    card.begin("reply")
    assert card.box is not None
    card.box.choice.setCurrentIndex(card.box.choice.findData("not_now"))
    card.box.send.click()
    rooms.wait()
    assert card.box.why.text() == "不采纳建议时请写明理由。"
    card.box.field.setPlainText("老人不愿意别人画她家。")
    card.box.send.click()
    rooms.wait()
    assert page.panel.card_of(came.said["advice"]).state == "已修改"


def test_a_must_leads_to_the_form_and_is_answered_by_handing_it_in_again(make_window, came: Loop):
    rooms = make_window(came.one)
    page = rooms.go(*paper(came, "must"))
    card = page.panel.column.cards[came.said["must"]]
    assert list(card.buttons) == ["revise", "appeal"]
    card.buttons["revise"].click()
    rooms.wait()
    assert rooms.window.page_id == "form/case_assessment"
    assert rooms.find(f"remarked_{came.said['assessment']}").text() == "看批注"
    view = rooms.page.view
    assert view.here_field == "sys_family"
    said = [one.text() for one in view.editor("sys_family").findChildren(PlainLabel)]
    assert [one for one in said if one.startswith("必改：")]
    revise(came)
    page = rooms.go(*paper(came, "must"))
    card = page.panel.column.cards[came.said["must"]]
    assert card.way.text() == "已修改（第2版），等下次报送带走"
    assert page.paper.marked[0].toPlainText().startswith("独居●2三年，儿子")
    assert page.paper.badge.text == "待审第2版"
    came.there()
    confirm(came.guide, came.said["must"])
    came.send(came.guide, came.centre)
    came.send(came.centre, came.one)
    as_person(came.one, WORKER)
    page = rooms.go(*paper(came, "must"))
    assert page.panel.column.cards[came.said["must"]].way.text() == "督导已确认"


def test_what_the_supervisor_looked_at_and_what_was_changed_since_stand_on_the_panel(make_window, came: Loop):
    draft = draft_of(came.one, came.said["assessment"])
    draft.answer("sys_family", "和女儿同住，儿子在东莞打工，每周打一次电话，春节回来；邻居也常来坐坐。")
    submit(came.one, draft, came.said["assessment"], confirming=[one for one in draft.problems() if one.confirmable])
    rooms = make_window(came.one)
    page = rooms.go(*paper(came, "must"))
    assert page.panel.note.text() == "督导审阅的是第1版，新的一版还没看。"
    card = page.panel.column.cards[came.said["must"]]
    assert card.where.text() == "家庭系统・针对第1版・原文已修改"
    assert card.quote.text() == "“独居”"


def test_the_page_of_a_group_leads_to_the_annotations_of_its_papers(make_window, came: Loop):
    rooms = make_window(came.one)
    rooms.go("group", came.said["group"])
    rooms.find(f"remarked_{came.said['group']}").click()
    rooms.wait()
    assert rooms.window.page_id == "annotated"
    assert rooms.page.panel.column.chosen == came.said["group_must"]
    assert rooms.page.header().title == "小组计划书"
