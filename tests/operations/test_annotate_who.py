"""Who annotates, answers, takes back and decides; what is wrong is said in the exact words of domain 03 and 14."""

from __future__ import annotations

import pytest

from sheqi_desktop.domain import trouble as t
from sheqi_desktop.domain.codes_annotation import AnnotationKind
from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.annotate import annotate, rewrite
from sheqi_desktop.operations.confirm import decide_appeal, withdraw
from sheqi_desktop.operations.document_threads import document_threads
from sheqi_desktop.operations.due import due_rows
from sheqi_desktop.operations.give_verdict import give_verdict
from sheqi_desktop.operations.reply import appeal, read_praise, reply
from tests.groups import as_person
from tests.operations.refusing import nothing_changes
from tests.supervising import ADVICE, DECIDED, LEAD, MUST, PRAISE, WORKER, Around, a_case, only


def test_a_must_is_due_a_week_after_it_came_and_a_risk_the_same_day_for_the_lead_too(around: Around):
    case = a_case(around)
    annotate(around.first, case, MUST, "请补写日期和时间。")
    annotate(around.first, case, int(AnnotationKind.RISK), "老人夜里出走过，请马上核实。")
    around.hands.to("2023-06-20T09:00:00")
    around.round()
    as_person(around.one, LEAD)
    rows = due_rows(around.one).rows
    told = sorted((row.what, row.badge) for row in rows if "批注" in row.what or "提醒" in row.what)
    assert told == [("必改批注没改", "6月27日"), ("风险提醒没处理", "今天"), ("风险提醒没处理", "今天")]
    as_person(around.one, WORKER)
    assert len([row for row in due_rows(around.one).rows if row.what == "风险提醒没处理"]) == 1


def test_only_the_supervisor_of_the_station_and_the_director_annotate(around: Around):
    case = a_case(around)
    for place in (LEAD, WORKER):
        as_person(around.one, place)
        with nothing_changes(around.one), pytest.raises(t.NotYours):
            annotate(around.one, case, ADVICE, "建议写得再具体一些。")
    director = annotate(around.centre, case, ADVICE, "建议写得再具体一些。").annotation
    around.send(around.centre, around.one, around.first)
    with pytest.raises(t.NotYours):
        reply(around.first, director, "我来回复一句话")
    assert only(document_threads(around.one, case)).by == "林主任"
    with pytest.raises(t.ReviewRefused) as told:
        reply(around.one, director, "嗯", "not_now")
    assert told.value.sentence == "不采纳建议时请写明理由。"
    with pytest.raises(t.ReviewRefused):
        reply(around.one, director, "", "adopted")
    reply(around.one, director, "老人不愿意多说，先不写。", "not_now")
    assert only(document_threads(around.one, case)).state == "已修改"


def test_ones_own_words_are_changed_until_they_were_sent_and_taken_back_while_open(around: Around):
    case = a_case(around)
    made = annotate(around.first, case, MUST, "请补写日期和时间。").annotation
    rewrite(around.first, made, ADVICE, "请补写每次的日期。")
    card = only(document_threads(around.first, case))
    assert (card.annotation.kind, card.annotation.body) == (ADVICE, "请补写每次的日期。")
    assert {"rewrite", "withdraw"} <= card.may
    around.send(around.first, around.centre)
    around.send(around.centre, around.second)
    for desk in (around.first, around.second):
        with pytest.raises(t.RowSent):
            rewrite(desk, made, ADVICE, "换一句话写在这里。")
    with pytest.raises(t.ReviewRefused):
        withdraw(around.second, made, "不是我写的我也撤")
    withdraw(around.first, made, "写错了文书，撤回。")
    assert only(document_threads(around.first, case)).state == "已撤回"


def test_an_appeal_waits_for_another_and_praise_is_read(around: Around):
    case = a_case(around)
    made = annotate(around.first, case, MUST, "主诉不要引原话。").annotation
    good = annotate(around.first, case, PRAISE, "好").annotation
    around.round()
    read_praise(around.one, good)
    appeal(around.one, made, "原话就是这样说的")
    around.round()
    with pytest.raises(t.NotYours):
        decide_appeal(around.first, made, True, "可以保留原话")
    decide_appeal(around.second, made, True, "可以保留原话")
    around.round()
    told = {card.annotation.id: card.state for card in document_threads(around.one, case).cards}
    assert told == {made: "复议不改", good: "已阅"}
    give_verdict(around.first, case, "signed", decided=DECIDED)
    assert look_up.get(around.first, case).status == "signed"


@pytest.mark.parametrize(
    ("kind", "body", "why"),
    [(ADVICE, "太短", "批注内容不少于5个字。"), (9, "没有这种类型的", "请选择“类型”。"),
     (MUST, "字" * 801, "“批注内容”最多800个字，已超出1个字。")],
)  # fmt: skip
def test_what_is_wrong_is_said_in_the_exact_words(around: Around, kind: int, body: str, why: str):
    case = a_case(around)
    with nothing_changes(around.first), pytest.raises(t.ReviewRefused) as told:
        annotate(around.first, case, kind, body)
    assert told.value.sentence == why
    with pytest.raises(t.ReviewRefused) as told:
        give_verdict(around.first, case, "returned")
    assert told.value.sentence == "退回时请至少写一条“必改”批注。"
