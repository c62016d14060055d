"""However long a thread is, the box one writes in is in sight, and a click in a long card does not make it jump."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui.pages.document_ask import DocumentAsk
from sheqi_desktop.gui.pages.review import ReviewAsk
from sheqi_desktop.gui.widgets.card import ScrollColumn
from sheqi_desktop.operations.annotate import Selected, annotate
from sheqi_desktop.operations.case_file import case_file
from sheqi_desktop.operations.confirm import reopen
from sheqi_desktop.operations.document_threads import document_threads
from sheqi_desktop.operations.give_verdict import give_verdict
from sheqi_desktop.operations.reply import reply
from tests.gui.pages.conftest import Rooms
from tests.supervising import MUST, QUESTION, Around, a_case, around

__all__ = ["around"]
LONG = "班主任每周打一次电话，心理辅导室两周一次；<i>家长</i>也在群里 http://example.org/" + "a" * 60
BACK = "还没写清楚谁来联系学校，请写名字和日期。" * 4


def exchange(around: Around, *way: str) -> None:
    for sender, receiver in pairwise(way):
        around.send(getattr(around, sender), getattr(around, receiver))


@pytest.fixture
def argued(around: Around) -> str:
    """Leave a case with a question that was answered and handed back four times, and another behind it."""
    case = a_case(around)
    asked = annotate(around.first, case, QUESTION, "学校怎么配合？", Selected("presenting_problem", 0, 4)).annotation
    annotate(around.first, case, QUESTION, "村里怎么配合？", Selected("presenting_problem", 5, 8))
    exchange(around, "first", "centre", "one")
    for _ in range(4):
        reply(around.one, asked, LONG * 2)
        exchange(around, "one", "centre", "first")
        reopen(around.first, asked, BACK)
        exchange(around, "first", "centre", "one")
    return case


def in_sight(part: QWidget, area: ScrollColumn) -> bool:
    top = part.mapTo(area.viewport(), part.rect().topLeft()).y()
    return top >= 0 and top + part.height() <= area.viewport().height()


def test_the_box_of_an_answer_opens_in_sight_below_a_long_thread(
    argued: str, around: Around, make_window: Callable[..., Rooms]
):
    rooms = make_window(around.one)
    page = rooms.go("case", DocumentAsk(argued, "", argued))
    page.margin.show_remarks()
    rooms.wait()
    card = next(one for one in page.panel.column.cards.values() if one.card.lines)
    area = page.panel._scroll
    assert card.height() > area.viewport().height()
    card.buttons["reply"].click()
    rooms.wait(300)
    assert in_sight(card.box, area)
    at = area.verticalScrollBar().value()
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=card.rect().center())
    rooms.wait(300)
    assert area.verticalScrollBar().value() == at, "what one reads does not jump away under the mouse"
    assert page.panel.go_to(list(page.panel.column.cards)[1])
    rooms.wait(300)
    assert in_sight(list(page.panel.column.cards.values())[1], area)


def test_at_the_supervisor_s_the_box_opens_in_sight_too(argued: str, around: Around, make_window: Callable[..., Rooms]):
    reply(around.one, next(iter(case_annotations(around, argued))), LONG)
    exchange(around, "one", "centre", "first")
    rooms = make_window(around.first)
    page = rooms.go("queue", ReviewAsk(argued))
    card = next(one for one in page.notes.cards.cards.values() if one.card.lines)
    card.buttons["reopen"].click()
    rooms.wait(300)
    assert in_sight(card.box, page.notes.rolling)


@pytest.mark.parametrize("size", [(1366, 768), (1093, 614)], ids=str)
def test_the_button_of_a_new_annotation_stays_in_sight_below_a_long_thread(
    argued: str, around: Around, make_window: Callable[..., Rooms], size: tuple[int, int]
):
    rooms = make_window(around.first)
    rooms.window.resize(*size)
    page = rooms.go("queue", ReviewAsk(argued))
    rooms.wait(300)
    notes = page.notes
    assert notes.rolling.verticalScrollBar().maximum() > 0
    for _ in range(2):
        below = notes.new.add.mapTo(rooms.window, notes.new.add.rect().bottomRight()).y()
        assert below < rooms.window.status.mapTo(rooms.window, rooms.window.status.rect().topLeft()).y()
        assert not notes.new.add.visibleRegion().isEmpty()
        assert notes.rolling.viewport().height() >= 60
        notes.new.more.click()
        rooms.wait(300)


def case_annotations(around: Around, case: str) -> list[str]:
    return [one.annotation.id for one in document_threads(around.one, case).cards if one.lines]


def test_the_stage_says_on_which_day_its_paper_was_handed_back(around: Around):
    case = a_case(around)
    annotate(around.first, case, MUST, "写清楚是哪几天不想做饭。")
    give_verdict(around.first, case, "returned")
    exchange(around, "first", "centre", "one")
    told = case_file(around.one, case)
    assert (told.stages[0].words, told.stages[0].tone) == ("6月14日 退回", "bad")
    assert told.steps[0].words == "提交第 2 版"
