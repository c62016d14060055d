"""Papers of referral, crisis and survey: the line to cut along, 机密 on every side, faces and boxes to tick."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sheqi_desktop.reports.paper import print_blank, print_record
from tests.builders import World, a_client, form
from tests.builders_events import EVENTS, a_crisis, a_referral, a_survey
from tests.reports.papers import context, fonts, page_texts, place_of, squeezed, text_of

NUMBER = "411327101-ZJ-2023-A0001"


def printed(kind: str, /, **said: Any) -> bytes:
    known = replace(context(), facts=World(records={"c1": a_client()}), restricted=said.get("restricted", False))
    return print_record(form(kind), "", {"doc_no": NUMBER, **EVENTS[kind](), **said}, known, fonts()).data


def blank(kind: str) -> bytes:
    paper = form(kind).paper()
    assert paper is not None
    return print_blank(form(kind), paper.id, 1, None, context(), fonts()).data


@pytest.mark.parametrize(
    ("kind", "sides"),
    [
        ("referral", 1),
        ("resource_link", 1),
        ("crisis", 2),
        ("complaint", 1),
        ("incident", 1),
        ("survey", 1),
        ("survey_draw", 1),
    ],
)
def test_blank_and_filled_lie_on_as_many_sides(kind: str, sides: int) -> None:
    assert [len(page_texts(data)) for data in (blank(kind), printed(kind))] == [sides, sides]


def test_the_receipt_stands_below_the_line_to_cut_along_with_the_same_number() -> None:
    data = printed("referral")
    line, receipt = place_of(data, "请沿线剪开，下联由接收机构填写后退回"), place_of(data, f"编号：{NUMBER}")
    assert line
    assert receipt
    assert text_of(data).count(NUMBER) == 2


def test_only_ticked_parts_are_handed_over() -> None:
    told = squeezed(text_of(printed("referral")))
    assert "154****0001" in told
    silent = squeezed(text_of(printed("referral", **a_referral(documents=None) | {"documents": []})))
    assert "154****0001" not in silent
    assert "王玉兰" in silent


def test_an_exception_of_the_law_is_named_beside_its_box() -> None:
    said = a_referral(consent_id=None, no_consent_reason="life_in_danger")
    words = squeezed(text_of(printed("referral", **{**said, "consent_id": None})))
    assert "√法定例外：危及生命" in words


def test_a_crisis_says_secret_on_every_side_and_carries_the_watermark() -> None:
    for data in (blank("crisis"), printed("crisis", restricted=True)):
        assert all("「机密」" in page for page in page_texts(data))
    assert all("限阅" in page for page in page_texts(printed("crisis", restricted=True)))


def test_the_second_side_of_a_crisis_has_follow_ups_and_the_conclusion() -> None:
    said = a_crisis(
        follow_ups=[{"on": "2023-03-09", "note": "孩子暂住姑姑家", "result": "安全", "worker": "张敏"}],
        moves=[{"id": "m", "move": "close", "on": "2023-04-20", "by": "w2", "comment": "监护已变更，孩子返校"}],
    )
    second = squeezed(page_texts(printed("crisis", **said))[1])
    assert "孩子暂住姑姑家" in second
    assert "监护已变更，孩子返校" in second
    assert "确认关闭" in second


def test_each_question_has_a_box_under_each_face_and_one_is_ticked() -> None:
    assert text_of(printed("survey", **a_survey(q1="very_good"))).count("√") == text_of(printed("survey")).count("√")
    assert text_of(blank("survey")).count("√") == 0
    words = squeezed(text_of(blank("survey")))
    assert all(word in words for word in ("非常满意", "很不满意", "说不清", "您的回答会保密"))


def test_gifts_are_marked_as_estimates_and_money_is_not() -> None:
    assert "180.00元（估值）" in squeezed(text_of(printed("resource_link")))
    assert "估值" not in squeezed(text_of(printed("resource_link", kind=2)))
