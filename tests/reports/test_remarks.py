"""督导批注 on paper: the marks stand behind their words, the box says what they mean, however long it is."""

from __future__ import annotations

import unicodedata

import pytest

from sheqi_desktop.reports.paper import print_record
from sheqi_desktop.reports.remarks import Remark, Said, mark, marked
from tests.reports.papers import HOSTILE, a_client, a_visit, context, fonts, form, page_texts, squeezed, text_of


def remark(**said) -> Remark:
    return Remark(
        **{"kind": "必改", "body": "请写清量了几次", "by": "吴督导", "on": "6月12日", "state": "待处理"} | said
    )


def printed(answers, *remarks: Remark, kind: str = "visit", **said) -> bytes:
    return print_record(form(kind), "", answers, context(remarks=remarks, **said), fonts()).data


def at_end_of(answers, field: str, words: str) -> int:
    return str(answers[field]).index(words) + len(words)


def test_a_mark_stands_behind_the_words_and_the_box_says_what_is_meant():
    visit = a_visit()
    text = text_of(
        printed(visit, remark(field="summary", end=at_end_of(visit, "summary", "血压"), where="服务小结", quote="血压"))
    )
    assert "血压①" in text
    assert squeezed("督导批注①【必改】请写清量了几次服务小结・“血压”吴督导6月12日待处理") in text


def test_marks_of_one_text_keep_their_order_and_none_moves_another():
    answers = marked(
        form("visit"),
        {"summary": "一二三四五"},
        [remark(field="summary", end=4), remark(field="summary", end=2), remark(field="summary", end=2), remark()],
    )
    assert answers["summary"] == "一二②③三四①五"


def test_places_are_counted_in_the_composed_text():
    decomposed = unicodedata.normalize("NFD", "café好的")
    assert marked(form("visit"), {"summary": decomposed}, [remark(field="summary", end=5)])["summary"] == "café好①的"


def test_a_row_is_found_by_its_id():
    rows = [{"id": "a", "name": "王强", "note": "甲"}, {"id": "b", "name": "李梅", "note": "乙"}]
    household = form("household")
    question = next(one for one in household.fields if any(column.type in ("text", "memo") for column in one.columns))
    column = next(one.id for one in question.columns if one.type in ("text", "memo") and not one.mask)
    told = marked(
        household,
        {question.id: [dict(row) | {column: row["note"]} for row in rows]},
        [remark(field=f"{question.id}[b].{column}", end=1)],
    )
    assert [row[column] for row in told[question.id]] == ["甲", "乙①"]


@pytest.mark.parametrize("field", ["", "no_such_question", "mode", "rows[x].gone"])
def test_what_is_about_no_written_words_is_in_the_box_alone(field):
    text = text_of(printed(a_visit(), remark(field=field)))
    assert text.count("①") == 1
    assert "①【必改】" in text


def test_a_mark_never_splits_a_number_that_is_masked():
    client = a_client()
    text = text_of(printed(client, remark(field="phone", end=3), kind="client"))
    assert str(client["phone"]) not in text
    assert f"{client['phone'][:3]}****{client['phone'][-4:]}①" in text


def test_the_whole_thread_is_printed_with_names_and_days():
    said = (Said("张敏", "6月13日", "已补写两次的数值"), Said("吴督导", "6月15日", "可以了"))
    assert squeezed("张敏6月13日：已补写两次的数值吴督导6月15日：可以了") in text_of(
        printed(a_visit(), remark(said=said))
    )


def test_a_remark_longer_than_a_page_goes_on_and_nothing_is_lost():
    body = "".join(f"第{place}句说一件要改的事。" for place in range(900))
    pages = page_texts(printed(a_visit(), remark(body=body), remark(body="后面这一条")))
    assert len(pages) >= 3
    whole = squeezed("".join(pages))
    assert all(f"第{place}句说一件要改的事。" in whole for place in (0, 450, 899))
    assert "②【必改】后面这一条" in squeezed(pages[-1])


def test_more_than_fifty_remarks_have_a_mark_each():
    text = text_of(printed(a_visit(), *(remark(body=f"第{n}条的意见") for n in range(1, 54))))
    assert "㊿【必改】第50条的意见" in text
    assert "(53)【必改】第53条的意见" in text
    assert mark(51) == "(51)"


def test_hostile_words_are_printed_as_they_are():
    text = text_of(printed(a_visit(), *(remark(body=one, quote=one) for one in HOSTILE)))
    assert all(text.count(squeezed(one)) >= 2 for one in HOSTILE)
