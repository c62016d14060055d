"""督导季度报告 from real records: what is in it, for whom, and that nobody is named in its examples."""

from __future__ import annotations

import io

import openpyxl
import pytest

from sheqi_desktop.domain import trouble as t
from sheqi_desktop.operations.annotate import annotate
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.print_supervision import examples_to_choose, print_supervision
from sheqi_desktop.operations.second_person import Second
from sheqi_desktop.operations.supervision_facts import gather_facts
from sheqi_desktop.store import journal
from tests.builders_supervision import a_supervision_session
from tests.desks import PASSWORD
from tests.groups import as_person
from tests.operations.test_supervision_figures import Q2, held, told
from tests.reports.papers import squeezed, text_of
from tests.supervising import LEAD, MUST, Around, around

__all__ = ["around", "told"]
OTHER = Second("w-centre-2", PASSWORD)


def test_the_report_of_the_county_says_the_figures_topics_and_chosen_examples(told: Around):
    (document,) = gather_facts(told.first, Q2).documents
    annotate(told.first, document, MUST, "王玉英6月14日说的话要写原话，电话13800001234不用写。", None, [2])
    told.send(told.first, told.centre)
    offered = examples_to_choose(told.centre, Q2)
    assert len(offered) == 2
    text = squeezed(text_of(print_supervision(told.centre, Q2, examples=[offered[0][0]], second=OTHER)))
    for words in (
        "督导季度报告（2023年第2季度・全县）", "批注周转（社工）中位2.0天", "其中路上（导出到导入）中位2.0天",
        "退回率1/1（100.0%）",
        "缺少依据002", "按站点", "某某某日说的话要写原话，电话＊＊不用写。",
    ):  # fmt: skip
        assert squeezed(words) in text.replace("｜", ""), words
    assert not [one for one in ("王玉英", "13800001234", "6月14日说") if one in text]


def test_the_examples_are_read_by_two_persons_each_by_their_own_password(told: Around):
    centre = told.centre
    chosen = [examples_to_choose(centre, Q2)[0][0]]
    refused = {
        t.ReadByOne: (None, Second("", PASSWORD), Second("s-1", PASSWORD)),
        t.OwnApproval: (Second("w-centre-1", PASSWORD),),
        t.WrongPassword: (Second("w-centre-2", "不是他的口令呀"),),
    }
    for trouble, words in refused.items():
        for second in words:
            with pytest.raises(trouble):
                print_supervision(centre, Q2, examples=chosen, second=second)
    assert prints(centre) == []
    print_supervision(centre, Q2, examples=chosen, second=OTHER)
    print_supervision(centre, Q2)
    assert prints(centre) == [("w-centre-1", None, None), ("w-centre-1", "w-centre-2", chosen)]
    with pytest.raises(t.ReadByOne) as alone:
        print_supervision(told.first, Q2, examples=chosen, second=OTHER)
    assert "还差另一位" in alone.value.sentence


def prints(desk: Desk) -> list[tuple[str, object, object]]:
    with desk.read() as read:
        rows = [one for one in journal.entries(read) if one.what == "print_supervision"]
    return [(one.who, one.detail.get("second"), one.detail.get("examples")) for one in rows]


def test_what_was_agreed_and_done_is_told_and_how_a_worker_fares_never(told: Around):
    said = a_supervision_session(supervisor_id="s-1", workers=["w-411327101-2"], session_on="2023-06-19")
    said["supervisor_signed_at"] = said["worker_signed_at"] = "2023-06-19T10:00:00+08:00"
    done = {"id": "r1", "what": "把王玉英的目标改写", "who": "w-411327101-2", "due": "2023-06-25"}
    held(told.first, {**said, "actions": [{**done, "done_on": "2023-06-22"}, {**done, "id": "r2", "what": "没做的"}]})
    with told.first.write() as write:
        fares = {"station_code": told.first.station, "supervisor_id": "s-1", "wellbeing": 2, "note": "最近睡不着"}
        told.first.append(write, "wellbeing_note", "f" * 32, (), fares)
    book = openpyxl.load_workbook(io.BytesIO(print_supervision(told.first, Q2, shape="xlsx")))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "把某某的目标改写" in cells
    assert not [one for one in cells if "没做的" in one or "睡不着" in one or "王玉英" in one]
    assert [one[:2] for one in book.sheetnames] == ["一、", "二、", "三、", "四、", "五、", "六、", "七、"]
    assert "二、按站点" in book.sheetnames


def test_only_what_was_offered_may_stand_in_it_and_only_the_own_report_is_a_supervisors(told: Around):
    with pytest.raises(t.NotFound):
        print_supervision(told.centre, Q2, examples=["nothing"])
    with pytest.raises(t.NotFound):
        print_supervision(told.centre, Q2, "nobody")
    with pytest.raises(t.NotYours):
        print_supervision(told.first, Q2, "s-2")
    as_person(told.one, LEAD)
    with pytest.raises(t.NotYours):
        print_supervision(told.one, Q2)


def test_a_restricted_document_is_no_example(told: Around):
    (document,) = gather_facts(told.centre, Q2).documents
    with told.centre.write() as write:
        write.run("UPDATE record SET restricted = 1 WHERE id = ?", document)
    assert examples_to_choose(told.centre, Q2) == []
