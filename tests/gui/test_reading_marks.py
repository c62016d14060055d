"""Every annotation stays in sight in the text of any version, on its own words or on the whole of its answer."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from sample_cards import a_card

from sheqi_desktop.domain.annotation import Anchor, Path, make_anchor, nfc, place
from sheqi_desktop.domain.thread import State
from sheqi_desktop.gui.marked_runs import Laid, Run
from sheqi_desktop.gui.marked_text import MarkedText
from sheqi_desktop.gui.pages.reading_marks import by_question, marks_of
from sheqi_desktop.operations.document_threads import Card
from sheqi_desktop.operations.laid_out import ReadLine, ReadPart

LETTERS = st.text(alphabet="头晕睡，<b>é\u0301𠮷\U00030edd", min_size=1, max_size=20)


def card_of(anchor: Anchor, number: int, new: dict[str, object], old: dict[str, object]) -> Card:
    card = a_card(number=number)
    told = replace(card.annotation, id=f"a{number}", anchor=anchor)
    return replace(card, annotation=told, spot=place(anchor, old, new))


@st.composite
def selections(draw: st.DrawFn, text: str) -> tuple[int, int]:
    start = draw(st.integers(0, len(text) - 1))
    return start, draw(st.integers(start + 1, len(text)))


def laid_out(new: str, cards: list[Card]) -> tuple[ReadLine, Laid, dict[str, tuple[int | None, int | None]]]:
    line = ReadLine("process", "过程", (ReadPart(new, "process", exact=True),))
    marks = marks_of(line, by_question(cards).get("process", ()))
    laid = Laid([Run(one.text, one.path, one.exact) for one in line.parts], marks)
    return line, laid, {one.annotation: (one.start, one.end) for one in marks}


@given(LETTERS, LETTERS, st.data())
def test_none_is_lost_from_the_text_and_only_its_own_words_are_lit(old: str, new: str, data: st.DataObject) -> None:
    before = nfc(old)
    anchors = [
        make_anchor("n", "n", "c:1", "process", before, *data.draw(selections(before))) for _ in range(3)
    ] + [Anchor("n", "n", "c:1", "process")]  # fmt: skip
    cards = [card_of(one, n, {"process": new}, {"process": old}) for n, one in enumerate(anchors, 1)]
    _, laid, marks = laid_out(new, cards)
    for card in cards:
        assert f"●{card.number}" in laid.text
        start, end = marks[card.annotation.id]
        if start is not None:
            assert nfc(new)[start:end] == card.annotation.anchor.quote
    assert laid.text.replace("●", "").translate({ord(str(n)): None for n in range(1, 5)}) == nfc(new)


def test_letters_of_two_units_before_the_words_do_not_shift_the_light(qtbot, dressed) -> None:
    new = "𠮷𬇕\U00030edd家里，e\u0301老人头晕。"
    anchor = make_anchor("n", "n", "c:1", "process", "老人头晕。", 2, 4)
    line, laid, marks = laid_out(new, [card_of(anchor, 1, {"process": new}, {"process": "老人头晕。"})])
    assert marks == {"a1": (nfc(new).index("头晕"), nfc(new).index("头晕") + 2)}
    text = MarkedText([Run(one.text, one.path, one.exact) for one in line.parts], marks_of(line, [
        card_of(anchor, 1, {"process": new}, {"process": "老人头晕。"})
    ]))  # fmt: skip
    qtbot.addWidget(text)
    assert [one.cursor.selectedText() for one in text.extraSelections()] == ["头晕"]
    assert laid.text[laid.lights[0].start : laid.lights[0].end] == "头晕"


def test_of_a_cell_that_is_empty_now_the_number_stands_at_its_table() -> None:
    old = {"goals": [{"id": "r1", "measure": "量血压"}]}
    new = {"goals": [{"id": "r1", "measure": ""}]}
    anchor = make_anchor("n", "n", "c:1", str(Path("goals", "r1", "measure")), "量血压", 0, 3)
    line = ReadLine("goals", "目标", (ReadPart("1. 每天走路"), ReadPart("", "goals")))
    (mark,) = marks_of(line, [card_of(anchor, 7, new, old)])
    assert (mark.path, mark.start) == ("goals", None)
    assert "●7" in Laid([Run(one.text, one.path, one.exact) for one in line.parts], [mark]).text


def test_what_was_withdrawn_has_no_mark() -> None:
    anchor = make_anchor("n", "n", "c:1", "process", "头晕", 0, 2)
    card = card_of(anchor, 1, {"process": "头晕"}, {"process": "头晕"})
    gone = replace(card, thread=replace(card.thread, state=State.WITHDRAWN))
    assert laid_out("头晕", [gone])[1].text == "头晕"
