"""Records on their printed forms: what stands where, what is masked, what goes on to the next page."""

from __future__ import annotations

import builtins
from dataclasses import replace

import pytest

from sheqi_desktop.domain.privacy import mask_phone
from sheqi_desktop.reports.context import Correction, Move, Signature
from sheqi_desktop.reports.page import MM
from sheqi_desktop.reports.paper import print_blank, print_list, print_record
from tests.reports import papers
from tests.reports.papers import (
    HOSTILE,
    World,
    a_call,
    a_client,
    a_visit,
    context,
    drawn_lines,
    fonts,
    form,
    page_texts,
    place_of,
    squeezed,
    text_of,
)


def visit_pdf(answers=None, **said):
    return print_record(form("visit"), "", answers or a_visit(), context(**said), fonts()).data


def client_pdf(answers=None, **said):
    return print_record(form("client"), "", answers or a_client(), context(**said), fonts()).data


# ------------------------------------------------------------------------------ what stands there
def test_a_home_visit_stands_on_its_form():
    text = text_of(visit_pdf())
    for said in (
        "社旗县桥头镇社工站",
        "编号：411327101-TF-2023-A0158",
        "居家探访记录表",
        "服务对象王玉兰",
        "女/81岁",
        "独居老年人",
        "10:00至10:45",
        "演示村一村委会西侧第三户，红铁门",
        "血压偏高，药剩3天；血压158/92mmHg",
        "断药断医",
        "续药张敏2023-03-11",
        "电子确认：张敏2023-03-0816:20",
        "打印时间：2023-06-1415:20·张敏",
        "第1页/共1页",
        "修订版次：第1版",
    ):
        assert squeezed(said) in text, said


def test_the_chosen_option_is_ticked_and_the_others_are_printed_empty():
    text = text_of(visit_pdf())
    assert "□首次√定期□跟进□慰问□排查□宣传□回访□个案" in text
    assert "√见到□未遇□拒访" in text


def test_a_call_is_printed_on_the_call_form():
    text = text_of(visit_pdf(a_call()))
    assert "电话访问记录表" in text
    assert "√本人□家属" in text
    assert mask_phone("15412345678") in text


def test_a_client_file_has_its_family_and_its_back():
    printed = print_record(
        form("client"), "", a_client(), context(moves=(Move("2023-01-02", "风险等级", "中", "高", "张敏"),)), fonts()
    )
    text = text_of(printed.data)
    assert printed.pages == 2
    assert "√农村低保" in text
    assert "□城市低保" in text
    assert "√独居老人" in text
    assert "王建民" in text
    assert "动态变更记录" in text
    assert "2023-01-02风险等级中高张敏" in text


def test_the_label_is_left_of_its_answer_and_the_number_right_above():
    data = visit_pdf()
    label, answer = place_of(data, "服务对象"), place_of(data, "王玉兰")
    number, title = place_of(data, "编号"), place_of(data, "居家探访记录表")
    assert label[2] < answer[0]
    assert abs((label[1] + label[3]) / 2 - (answer[1] + answer[3]) / 2) < 3
    assert number[1] > title[3]
    assert abs((title[0] + title[2]) / 2 - (25 + 85) * MM) < 3


# ------------------------------------------------------------------------------ blank and filled
@pytest.mark.parametrize("name", ["visit", "client"])
def test_blank_and_filled_have_the_same_grid(name):
    answers = {"visit": a_visit(), "client": a_client()}[name]
    filled = print_record(form(name), "", answers, context(), fonts()).data
    blank = print_blank(form(name), "", 1, None, context(), fonts()).data
    assert drawn_lines(filled) == drawn_lines(blank)


def test_every_blank_has_its_own_reserved_number():
    numbers = ["411327101-TF-2023-A0200", "411327101-TF-2023-A0201"]
    printed = print_blank(form("visit"), "home", 2, numbers, context(), fonts())
    assert [number in text for text, number in zip(page_texts(printed.data), numbers, strict=True)] == [True, True]


def test_a_long_list_of_words_is_printed_on_the_blank_and_only_the_chosen_when_filled():
    blank = text_of(print_blank(form("visit"), "home", 1, None, context(), fonts()).data)
    filled = text_of(visit_pdf())
    assert "□跌倒/突发疾病□断药断医" in blank
    assert "断药断医" in filled
    assert "诈骗" not in filled


def test_three_call_forms_share_a_sheet():
    printed = print_blank(form("visit"), "phone", 7, None, context(), fonts())
    assert [text.count("电话访问记录表") for text in page_texts(printed.data)] == [3, 3, 1]


def test_the_call_list_holds_fifteen_lines_and_goes_on():
    blank = print_blank(form("visit"), "call_sheet", 1, None, context(), fonts())
    assert blank.pages == 1
    calls = [
        a_call(doc_no=f"411327101-TF-2023-A{n:04}", summary="本人接听，声音清楚。", next_due=None) for n in range(20)
    ]
    text = text_of(print_list(form("visit"), "call_sheet", calls, context(), fonts()).data)
    assert all(f"A{n:04}" in text for n in range(20))
    assert text.count("接听人") == 2


# ------------------------------------------------------------------------------ long, nothing lost
def test_a_full_memo_goes_on_with_its_label_and_loses_nothing():
    full = {"summary": "上午到家，老人说（药）吃完了。" * 53 + "终了", "immediate_action": "联系村医，" * 40}
    full |= {
        f"{one}_note": "有变化，" * 50 for one in ("f_health", "f_mood", "f_care", "f_income", "f_housing", "f_family")
    }
    pages = page_texts(visit_pdf(a_visit(**full)))
    text = squeezed("".join(pages))
    assert len(pages) > 1
    assert "居家探访记录表（续）" in squeezed(pages[1])
    assert text.count("（续）") >= 2
    assert text.count("（药）") == full["summary"].count("（药）")
    assert text.count("联系村医") == 40
    assert text.count("有变化，") == 6 * 50
    assert "终了" in text


@pytest.mark.parametrize(("name", "answers"), [("visit", a_visit()), ("visit", a_call()), ("client", a_client())])
def test_every_text_may_be_as_long_as_it_is_allowed_to_be(name, answers):
    for one in form(name).fields:
        if one.type in ("text", "memo") and one.size and one.printed:
            answers = answers | {one.id: ("长文，" * one.size)[: one.size - 1] + "止"}
    printed = print_record(form(name), "", answers, context(masks=False), fonts())
    text = text_of(printed.data)
    assert printed.pages < 12
    if "summary" in form(name):
        assert text.count("长文") >= ("长文，" * 800)[:799].count("长文")


def test_many_people_take_more_pages_and_none_is_lost():
    members = [{"id": f"m{n}", "name": f"王家{n:03}号", "relation": 3} for n in range(80)]
    world = World(home={"head_name": "王玉兰", "members": members})
    text = text_of(client_pdf(facts=world))
    assert all(f"王家{n:03}号" in text for n in range(80))


# ------------------------------------------------------------------------------ hostile words
@pytest.mark.parametrize("words", HOSTILE)
def test_what_a_record_says_is_only_text(words, monkeypatch):
    context_, fonts_, visit = context(masks=False), fonts(), form("visit")
    print_record(visit, "", a_visit(), context_, fonts_)  # everything is loaded now
    opened = []
    monkeypatch.setattr(builtins, "open", lambda *given, **more: opened.append(given))
    answers = {one.id: words for one in visit.fields if one.type in ("text", "memo")}
    data = print_record(visit, "", a_visit(**answers), context_, fonts_).data
    monkeypatch.undo()
    assert text_of(data).count(squeezed(words)) >= 4
    assert opened == []
    for sign in (b"/URI", b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/Annot"):
        assert sign not in data


def test_the_same_record_gives_the_same_bytes():
    assert visit_pdf() == visit_pdf()
    assert client_pdf() == client_pdf()


# ------------------------------------------------------------------------------ what may be read
def test_numbers_are_masked_unless_asked_otherwise():
    masked, plain = text_of(client_pdf()), text_of(client_pdf(masks=False))
    assert "4113**********123X" in masked
    assert "154****5678" in masked
    assert "41132719410312123X" not in masked
    assert "15400005678" not in masked
    assert "41132719410312123X" in plain
    assert "15400005678" in plain


def test_without_names_nobody_is_named():
    text = text_of(client_pdf(names=False))
    assert "王某某" in text
    assert "王玉兰" not in text
    assert "王建民" not in text
    assert "王玉兰" not in text_of(visit_pdf(names=False))


def test_the_marks_of_a_paper_are_printed():
    assert "「待签」" in text_of(visit_pdf(unsigned=True, signatures=()))
    assert "演示数据" in text_of(visit_pdf(demo=True))
    assert "限阅" in text_of(visit_pdf(a_visit(restricted=True)))
    assert "「作废」" in text_of(visit_pdf(a_visit(_deleted=True)))
    assert "原纸质编号：411327101-TF-2023-B0009" in text_of(visit_pdf(a_visit(paper_no="411327101-TF-2023-B0009")))
    assert "演示数据" not in text_of(visit_pdf())


def test_a_correction_stands_at_the_foot():
    made = Correction(2, "2023-03-20", "张敏", "日期写错了一天", "李站长")
    text = text_of(visit_pdf(corrections=(made,), revision=2))
    assert "更正记录：第2版2023-03-20张敏日期写错了一天签批人：李站长" in text
    assert "修订版次：第2版" in text


def test_a_name_that_cannot_be_printed_is_told_in_a_sentence():
    world = World(wang=a_client(name="王\U0001f600兰"))
    printed = print_record(form("visit"), "", a_visit(), replace(context(), facts=world), fonts())
    assert printed.warnings == ("“\U0001f600”无法打印，将以空白显示，请手写补上。",)


@pytest.mark.parametrize("name", ["visit", "client", "household"])
def test_every_paper_can_be_printed_blank(name):
    for paper in form(name).papers:
        if paper.kind != "back":
            assert squeezed(paper.title) in text_of(
                print_blank(form(name), paper.id, 1, None, context(), papers.fonts()).data
            )


# ------------------------------------------------------------------------------ what may be left to the pen
def test_without_room_to_sign_only_what_was_confirmed_is_printed():
    row, confirmed = "探访社工签名（两人）", "电子确认：张敏"
    assert row in text_of(visit_pdf(signatures=()))
    without = text_of(visit_pdf(signatures=(), blanks=False))
    assert row not in without
    signed = text_of(visit_pdf(blanks=False))
    assert row in signed
    assert confirmed in signed


def test_a_blank_form_always_has_room_to_sign():
    data = print_blank(form("visit"), "", 1, None, context(blanks=False), fonts()).data
    assert "探访社工签名（两人）" in text_of(data)


def test_without_the_supervisors_opinion_its_place_stays_open():
    said = {"approval_note": "同意，注意防跌倒。", "status": "signed"}
    signed = (Signature("周督导", papers.SIGNED_AT, "supervisor"), Signature("张敏", papers.SIGNED_AT))
    plan = lambda **more: text_of(  # noqa: E731
        print_record(form("case_plan"), "", said, context(signatures=signed, **more), fonts()).data
    )
    assert "同意，注意防跌倒。" in plan()
    assert "电子确认：周督导" in plan()
    without = plan(opinions=False)
    assert "督导意见" in without
    assert "电子确认：张敏" in without
    assert "同意，注意防跌倒。" not in without
    assert "周督导" not in without
