"""带批注往来: a paper carries the remarks at their words in the version it prints, a whole file those of all."""

from __future__ import annotations

from sheqi_desktop.operations.annotate import annotate, selected
from sheqi_desktop.operations.confirm import confirm, withdraw
from sheqi_desktop.operations.print_case import print_case
from sheqi_desktop.operations.print_choices import PrintChoices
from sheqi_desktop.operations.print_record import print_record
from sheqi_desktop.operations.save_record import draft_of, submit
from tests.reports.papers import squeezed, text_of
from tests.supervising import MUST, PRAISE, Around, a_case, revise

WITH = PrintChoices(remarks=True)


def of_the_case(around: Around, case: str, choices: PrintChoices = WITH) -> str:
    return text_of(print_record(around.one, "case", case, choices).data)


def test_the_mark_follows_its_words_into_the_version_that_is_printed(around: Around):
    case = a_case(around)
    at = selected(around.first, case, "presenting_problem", "饭也不想做")
    annotate(around.first, case, MUST, "写清楚是哪几天不想做饭。", at)
    around.send(around.first, around.centre)
    around.send(around.centre, around.one)
    assert "饭也不想做①" in of_the_case(around, case)
    draft = draft_of(around.one, case)
    draft.answer("presenting_problem", f"她先说了很久：{draft.answers['presenting_problem']}")
    submit(around.one, draft, case)
    text = of_the_case(around, case)
    assert "饭也不想做①" in text
    assert squeezed("①【必改】写清楚是哪几天不想做饭。") in text
    assert "“饭也不想做”・针对第1版" in text
    assert "已修改" in text


def test_without_it_the_paper_is_as_it_was(around: Around):
    case = a_case(around)
    before = of_the_case(around, case, PrintChoices())
    annotate(around.first, case, MUST, "写清楚是哪几天不想做饭。")
    around.send(around.first, around.centre)
    around.send(around.centre, around.one)
    assert of_the_case(around, case, PrintChoices()) == before
    assert "督导批注" not in before


def test_what_was_withdrawn_is_not_printed_and_the_others_are_numbered_anew(around: Around):
    case = a_case(around)
    gone = annotate(around.first, case, MUST, "这一条写错了地方。").annotation
    annotate(around.first, case, PRAISE, "预案很实在。")
    withdraw(around.first, gone, "写错了文书。")
    text = text_of(print_record(around.first, "case", case, WITH).data)
    assert "这一条写错了地方" not in text
    assert squeezed("①【肯定】预案很实在。") in text


def test_the_whole_file_carries_the_remarks_and_the_answers_to_them(around: Around):
    case = a_case(around)
    made = annotate(around.first, case, MUST, "写清楚是哪几天不想做饭。").annotation
    around.send(around.first, around.centre)
    around.send(around.centre, around.one)
    revise(around.one, case)
    around.send(around.one, around.centre)
    around.send(around.centre, around.first)
    confirm(around.first, made)
    text = text_of(print_case(around.first, case, WITH).data)
    assert squeezed("①【必改】写清楚是哪几天不想做饭。") in text
    assert squeezed("提交修改（第2版）") in text
    assert "已确认" in text


def test_above_a_paper_stands_the_station_that_wrote_it_whoever_prints(around: Around):
    case = a_case(around)
    for desk in (around.one, around.centre, around.first):
        assert text_of(print_record(desk, "case", case).data).startswith("社旗县桥头镇社工站")
