"""Where the words of an annotation are after any edit, against the four steps of domain 14 §3 written out plainly."""

from __future__ import annotations

import unicodedata

from hypothesis import assume, example, given
from hypothesis import strategies as st

from sheqi_desktop.domain.annotation import Anchor, How, Path, Spot, make_anchor, nfc, place, re_anchor

LETTERS = "头晕头晕睡，\né\u0301e𠮷𬇕\U00030edd가ᄀ"
"""Few letters, so that everything comes up twice: accents that join their neighbour, planes two and three, Hangul."""
WORDS = st.text(alphabet=LETTERS, max_size=24)
SILENT = frozenset({How.KEPT, How.MOVED})


@st.composite
def annotated(draw: st.DrawFn) -> tuple[str, Anchor]:
    text = nfc(draw(WORDS.filter(bool)))
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return text, make_anchor("process_note", "n1", "c:1", "process", text, start, end)


def places(text: str, words: str) -> list[int]:
    """List every place of some words, also those that overlap."""
    return [at for at in range(len(text) - len(words) + 1) if text[at : at + len(words)] == words]


def by_the_rule(anchor: Anchor, new: str) -> tuple[How, int | None]:
    """Domain 14 §3 word by word."""
    text = nfc(new)
    assert anchor.start is not None
    if anchor.start in places(text, anchor.quote):
        return How.KEPT, anchor.start
    around = places(text, anchor.prefix + anchor.quote + anchor.suffix)
    if len(around) == 1:
        return How.MOVED, around[0] + len(anchor.prefix)
    alone = places(text, anchor.quote)
    return (How.ADJUSTED, alone[0]) if len(alone) == 1 else (How.CHANGED, None)


def edited(text: str, start: int, end: int, put: str) -> str:
    return text[:start] + put + text[end:]


# ------------------------------------------------------------------------------ one text
@given(annotated(), WORDS, st.data())
@example(("头晕，头晕", make_anchor("n", "n", "c:1", "process", "头晕，头晕", 3, 5)), "头晕，", None)
def test_any_edit_gives_what_the_rule_says(made: tuple[str, Anchor], put: str, data: st.DataObject | None) -> None:
    text, anchor = made
    start = data.draw(st.integers(0, len(text))) if data is not None else 0
    end = data.draw(st.integers(start, len(text))) if data is not None else 0
    new = edited(text, start, end, put)
    spot, (how, at) = re_anchor(anchor, text, new), by_the_rule(anchor, new)
    assert (spot.how, spot.field, spot.start) == (how, "process", at)
    assert spot.end == (None if at is None else at + len(anchor.quote))


@given(annotated(), WORDS)
def test_behind_the_words_anything_may_be_written(made: tuple[str, Anchor], put: str) -> None:
    text, anchor = made
    new = nfc(text[: anchor.end] + put)
    assume(new[: anchor.end] == text[: anchor.end])  # an accent that joins the last letter changes it
    assert re_anchor(anchor, text, new) == Spot(How.KEPT, "process", anchor.start, anchor.end)


@given(annotated(), WORDS)
def test_before_the_words_anything_may_be_written_and_they_are_found(made: tuple[str, Anchor], put: str) -> None:
    text, anchor = made
    assert anchor.start is not None
    new = put + text
    assume(nfc(new) == nfc(put) + text and len(places(nfc(new), anchor.quote)) == 1)
    spot, moved = re_anchor(anchor, text, new), anchor.start + len(nfc(put))
    assert (spot.start, spot.end) == (moved, moved + len(anchor.quote))
    assert spot.how in SILENT
    assert spot.words == ""


@given(annotated(), WORDS, st.data())
def test_of_words_that_were_cut_into_no_others_are_taken_without_saying_so(
    made: tuple[str, Anchor], put: str, data: st.DataObject
) -> None:
    """Inside and across: only equal letters at the same place, or with all of their neighbours, pass without a word."""
    text, anchor = made
    assert anchor.start is not None
    assert anchor.end is not None
    start = data.draw(st.integers(0, anchor.end - 1))
    end = data.draw(st.integers(max(start, anchor.start) + 1, len(text)))
    new = nfc(edited(text, start, end, put))
    spot = re_anchor(anchor, text, new)
    if not places(new, anchor.quote):
        assert (spot.how, spot.start, spot.words) == (How.CHANGED, None, "原文已修改")
    elif spot.how in SILENT and spot.start != anchor.start:
        assert spot.start is not None
        before = spot.start - len(anchor.prefix)
        whole = anchor.prefix + anchor.quote + anchor.suffix
        assert new[before : before + len(whole)] == whole
    elif spot.how == How.ADJUSTED:
        assert spot.words == "位置已调整"


@given(annotated(), st.integers(2, 4))
def test_of_words_that_now_stand_several_times_none_is_guessed(made: tuple[str, Anchor], times: int) -> None:
    _, anchor = made
    new = "，无。" + "；".join([anchor.quote] * times)
    spot, (how, at) = re_anchor(anchor, None, new), by_the_rule(anchor, new)
    assert (spot.how, spot.start) == (how, at)
    if anchor.start not in places(nfc(new), anchor.quote) and len(places(nfc(new), anchor.quote)) > 1:
        assert spot.how in (How.CHANGED, How.MOVED)


@given(annotated())
def test_the_same_letters_written_apart_are_the_same_words(made: tuple[str, Anchor]) -> None:
    """One machine writes é as one letter, another as two: nothing was changed."""
    text, anchor = made
    apart = unicodedata.normalize("NFD", text)
    assert re_anchor(anchor, apart, apart) == Spot(How.KEPT, "process", anchor.start, anchor.end)


# ------------------------------------------------------------------------------ a table
CELLS = st.sampled_from(["量血压", "量血压，记下来", "每天量血压", "睡眠记录表", "", "𠮷家量血压"])


@st.composite
def tables(draw: st.DrawFn) -> list[dict[str, str]]:
    return [{"id": f"r{n}", "measure": draw(CELLS), "goal": draw(CELLS)} for n in range(draw(st.integers(1, 5)))]


@given(tables(), tables(), st.randoms(use_true_random=False), st.data())
def test_in_a_table_it_never_leaves_its_row_and_its_column(
    old: list[dict[str, str]], more: list[dict[str, str]], dice, data: st.DataObject
) -> None:
    """Rows change their places, their words and their neighbours; rows come and go; equal words stand everywhere."""
    row = data.draw(st.sampled_from(old))
    column = data.draw(st.sampled_from(["measure", "goal"]))
    text = row[column]
    assume(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    field = str(Path("objectives", row["id"], column))
    anchor = make_anchor("case_plan", "p", "c:1", field, text, start, end)
    kept = [one | data.draw(st.just({}) | st.fixed_dictionaries({column: CELLS})) for one in old if dice.random() < 0.8]
    new = kept + [one | {"id": f"new-{one['id']}"} for one in more]
    dice.shuffle(new)
    spot = place(anchor, {"objectives": old}, {"objectives": new})
    here = next((one for one in new if one["id"] == row["id"]), None)
    if here is None:
        assert (spot.how, spot.field, spot.row_gone, spot.start) == (How.CHANGED, "objectives", True, None)
        return
    assert (spot.field, spot.row_gone) == (field, False)
    assert (spot.how, spot.start) == by_the_rule(anchor, here[column])
    if spot.start is not None:
        assert here[column][spot.start : spot.end] == anchor.quote


@given(tables(), st.randoms(use_true_random=False))
def test_rows_that_only_changed_their_places_change_nothing(old: list[dict[str, str]], dice) -> None:
    new = list(old)
    dice.shuffle(new)
    for row in old:
        for field in (str(Path("objectives", row["id"], "measure")), str(Path("objectives", row["id"]))):
            spot = place(Anchor("case_plan", "p", "c:1", field), {"objectives": old}, {"objectives": new})
            assert (spot.how, spot.field) == (How.KEPT, field)


# ------------------------------------------------------------------------------ a whole document
@given(st.lists(annotated(), min_size=1, max_size=6), WORDS, tables(), st.booleans())
def test_of_many_annotations_none_is_lost(
    made: list[tuple[str, Anchor]], new: str, table: list[dict[str, str]], empty: bool
) -> None:
    """Whatever the newer version says, every annotation has one place in it: at its question, or the whole document."""
    old = {"process": made[0][0], "objectives": table}
    whole = Anchor("case_plan", "p", "c:1")
    cells = [Anchor("case_plan", "p", "c:1", str(Path("objectives", row["id"], "goal"))) for row in table]
    anchors = [*(anchor for _, anchor in made), whole, *cells]
    after = {} if empty else {"process": new, "objectives": table[1:]}
    spots = [place(one, old, after) for one in anchors]
    assert len(spots) == len(anchors)
    for anchor, spot in zip(anchors, spots, strict=True):
        assert Path.read(spot.field).field == Path.read(anchor.field).field
        if spot.start is not None and spot.end is not None:
            assert nfc(str(after["process"]))[spot.start : spot.end] == anchor.quote
