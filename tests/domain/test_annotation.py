"""An annotation stays with its words through every revision: never lost, never silently on other words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheqi_desktop.domain.annotation import (
    Anchor,
    How,
    Path,
    PhotoRect,
    file_at,
    make_anchor,
    nfc,
    photo_rect,
    place,
    re_anchor,
)

TEXT = "老人说夜里睡不好，白天打盹。社工和她一起看了睡眠记录，约定每天下午去村口散步。"
FEW = st.text(alphabet="的了在老人社工睡𠮷𬇕é\n，。", max_size=40)
"""Few letters, so that the same words come up in several places; rare characters lie outside the basic plane."""


def anchored(text: str, quote: str) -> Anchor:
    start = nfc(text).index(quote)
    return make_anchor("process_note", "n1", "c:1", "process", text, start, start + len(quote))


@st.composite
def selections(draw: st.DrawFn) -> tuple[str, Anchor]:
    text = nfc(draw(FEW.filter(lambda one: nfc(one) != "")))
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return text, make_anchor("process_note", "n1", "c:1", "process", text, start, end)


def points_at_its_words(anchor: Anchor, text: str, spot: object) -> bool:
    start, end = spot.start, spot.end  # type: ignore[attr-defined]
    return start is not None and nfc(text)[start:end] == anchor.quote


# ------------------------------------------------------------------------------ photos
PHOTO, OTHER = ({"hash": name * 64, "size": 9, "type": "image/jpeg", "name": f"{name}.jpg"} for name in "ab")
PART = PhotoRect(1, 1250, 2000, 3000, 1000)


def on_photo() -> Anchor:
    return make_anchor("visit", "v1", "c:1", f"photos[{'a' * 64}]", photo=PART)


@pytest.mark.parametrize("photos", [[PHOTO], [OTHER, PHOTO], [PHOTO | {"caption": "灶台", "name": "b.jpg"}]])
def test_a_part_of_a_photo_stays_with_its_photo_wherever_it_stands(photos: list[dict[str, object]]) -> None:
    spot = place(on_photo(), None, {"photos": photos})
    assert (spot.how, spot.field) == (How.KEPT, f"photos[{'a' * 64}]")


@pytest.mark.parametrize("answers", [{"photos": [OTHER]}, {"photos": []}, {}, {"photos": "a" * 64}])
def test_of_a_photo_that_is_gone_it_stands_at_the_question_as_changed(answers: dict[str, object]) -> None:
    spot = place(on_photo(), {"photos": [PHOTO]}, answers)
    assert (spot.how, spot.field, spot.words, spot.row_gone) == (How.CHANGED, "photos", "原文已修改", False)


def test_a_signed_scan_is_found_in_its_signature() -> None:
    anchor = make_anchor("case_consent", "c1", "c:1", f"client_sign[{'a' * 64}]", photo=PART)
    assert file_at({"client_sign": {"state": "signed", "file": PHOTO}}, anchor.field) == PHOTO
    assert anchor.file == "a" * 64


@given(st.data())
def test_a_part_turned_with_its_picture_and_back_is_the_same_part(data: st.DataObject) -> None:
    x, y = data.draw(st.integers(0, 9999)), data.draw(st.integers(0, 9999))
    rect = PhotoRect(1, x, y, data.draw(st.integers(1, 10000 - x)), data.draw(st.integers(1, 10000 - y)))
    turned = rect.turned(90)
    assert (turned.w, turned.h, turned.x, turned.y) == (rect.h, rect.w, 10000 - rect.y - rect.h, rect.x)
    assert turned.turned(270) == turned.turned(-90) == rect
    assert rect.turned(360) == rect.turned(0) == rect
    assert photo_rect(turned.text()) == turned


# ------------------------------------------------------------------------------ properties
@given(selections())
def test_the_same_text_keeps_the_place(made: tuple[str, Anchor]) -> None:
    text, anchor = made
    spot = re_anchor(anchor, text, text)
    assert (spot.how, spot.start, spot.end) == (How.KEPT, anchor.start, anchor.end)


@given(selections(), FEW, st.data())
def test_after_any_edit_it_is_on_its_own_words_or_says_that_they_changed(
    made: tuple[str, Anchor], put: str, data: st.DataObject
) -> None:
    """Before, inside, after and across the quote: cut anything out, put anything in."""
    text, anchor = made
    a = data.draw(st.integers(0, len(text)))
    b = data.draw(st.integers(a, len(text)))
    new = text[:a] + put + text[b:]
    spot = re_anchor(anchor, text, new)
    if spot.how == How.CHANGED:
        assert (spot.field, spot.start, spot.words) == ("process", None, "原文已修改")
    else:
        assert points_at_its_words(anchor, new, spot)


@given(selections(), FEW)
def test_unrelated_texts_are_never_taken_for_the_words(made: tuple[str, Anchor], other: str) -> None:
    text, anchor = made
    spot = re_anchor(anchor, text, other)
    assert spot.how == How.CHANGED or points_at_its_words(anchor, other, spot)
    if anchor.quote not in nfc(other):
        assert spot.how == How.CHANGED


@given(selections(), FEW)
def test_words_that_stand_once_are_found_wherever_they_went(made: tuple[str, Anchor], before: str) -> None:
    text, anchor = made
    new = nfc(before) + text
    if nfc(new) == new and new.count(anchor.quote) == 1 and len(anchor.quote) > 1:
        assert points_at_its_words(anchor, new, re_anchor(anchor, text, new))


@given(selections())
def test_an_anchor_is_within_its_limits(made: tuple[str, Anchor]) -> None:
    text, anchor = made
    assert anchor.start is not None
    assert text[anchor.start : anchor.end] == anchor.quote
    assert len(anchor.prefix) <= 20
    assert len(anchor.suffix) <= 20


@given(selections(), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), FEW), max_size=6))
def test_revision_after_revision_gives_the_same_as_looking_at_the_last(
    made: tuple[str, Anchor], edits: list[tuple[int, int, str]]
) -> None:
    """An anchor is never rewritten: it is asked of each text anew, so nothing drifts."""
    text, anchor = made
    new = text
    for start, cut, put in edits:
        new = new[:start] + put + new[start + cut :]
        assert re_anchor(anchor, text, new) == re_anchor(anchor, text, new)
    spot = re_anchor(anchor, text, new)
    assert spot.how == How.CHANGED or points_at_its_words(anchor, new, spot)


# ------------------------------------------------------------------------------ the four steps
def test_text_put_in_before_moves_it() -> None:
    anchor = anchored(TEXT, "睡眠记录")
    spot = re_anchor(anchor, TEXT, "上午九点到家。" + TEXT)
    assert (spot.how, spot.start, spot.words) == (How.MOVED, TEXT.index("睡眠记录") + 7, "")


def test_a_new_neighbourhood_is_marked_as_adjusted() -> None:
    anchor = anchored(TEXT, "睡眠记录")
    new = "第二次见面，睡眠记录有三天满五小时。"
    spot = re_anchor(anchor, TEXT, new)
    assert (spot.how, spot.words, new[spot.start : spot.end]) == (How.ADJUSTED, "位置已调整", "睡眠记录")


@pytest.mark.parametrize("new", [TEXT.replace("睡眠记录", "睡眠的记录"), TEXT.replace("睡眠记录", ""), ""])
def test_text_changed_inside_or_deleted_is_said(new: str) -> None:
    spot = re_anchor(anchored(TEXT, "睡眠记录"), TEXT, new)
    assert (spot.how, spot.words, spot.field) == (How.CHANGED, "原文已修改", "process")


def test_two_equal_places_elsewhere_are_not_guessed_between() -> None:
    new = "无。睡眠记录一，睡眠记录二"
    assert re_anchor(anchored(TEXT, "睡眠记录"), TEXT, new).how == How.CHANGED


def test_of_two_equal_words_the_one_with_its_neighbours_is_taken() -> None:
    old = "早上头晕。中午没事。晚上头晕，没吃药。"
    start = old.rindex("头晕")
    anchor = make_anchor("process_note", "n", "c:1", "process", old, start, start + 2)
    spot = re_anchor(anchor, old, "补记：" + old)
    assert (spot.how, spot.start) == (How.MOVED, start + 3)


def test_characters_outside_the_basic_plane_count_as_one() -> None:
    old = "户主姓𠮷，住𬇕河边，常喊头晕。"
    anchor = anchored(old, "头晕")
    assert anchor.start == 12
    spot = re_anchor(anchor, old, "𠮷" + old)
    assert (spot.start, spot.end) == (13, 15)


def test_places_are_counted_after_nfc() -> None:
    anchor = anchored("cafe\u0301 里谈", "里谈")
    assert anchor.start == 5
    assert re_anchor(anchor, None, "café 里谈").how == How.KEPT


def test_a_whole_answer_is_marked_when_it_changes() -> None:
    anchor = Anchor("process_note", "n", "c:1", "process")
    assert re_anchor(anchor, TEXT, TEXT).how == How.KEPT
    assert re_anchor(anchor, TEXT, TEXT + "补。").how == How.CHANGED
    assert re_anchor(anchor, None, TEXT).how == How.CHANGED


# ------------------------------------------------------------------------------ rows and documents
ROWS = {"objectives": [{"id": "r1", "measure": "睡眠记录表"}, {"id": "r2", "measure": "量血压"}]}


def test_a_row_is_known_by_its_id_not_its_place() -> None:
    anchor = make_anchor("case_plan", "p", "c:1", "objectives[r2].measure", "量血压", 0, 3)
    spot = place(anchor, ROWS, {"objectives": [ROWS["objectives"][1], {"id": "r3", "measure": "量血压"}]})
    assert (spot.how, spot.field) == (How.KEPT, "objectives[r2].measure")


def test_an_annotation_of_a_removed_row_is_shown_at_the_table() -> None:
    anchor = make_anchor("case_plan", "p", "c:1", "objectives[r2].measure", "量血压", 0, 3)
    spot = place(anchor, ROWS, {"objectives": ROWS["objectives"][:1]})
    assert (spot.how, spot.field, spot.row_gone) == (How.CHANGED, "objectives", True)


def test_one_of_the_whole_document_stays() -> None:
    assert place(Anchor("case_plan", "p", "c:1"), None, {}).how == How.KEPT


@pytest.mark.parametrize("text", ["process", "objectives[r-1].measure", "objectives[r-1]", "", "坏[的"])
def test_a_path_is_written_as_it_was_read(text: str) -> None:
    assert str(Path.read(text)) == text


def test_a_selection_longer_than_a_quote_is_refused() -> None:
    make_anchor("visit", "v", "c:1", "summary", "字" * 300, 50, 250)
    with pytest.raises(ValueError, match="longer"):
        make_anchor("visit", "v", "c:1", "summary", "字" * 300, 50, 251)
    with pytest.raises(ValueError, match="outside"):
        make_anchor("visit", "v", "c:1", "summary", "字", 0, 2)


@pytest.mark.parametrize(
    "told", ["1 0 0 10001 5", "1 0 0 0 5", "0 0 0 1 1", "1 -1 0 1 1", "1 2 3", None, 5, "١ 1 1 1 1"]
)
def test_a_place_outside_a_photo_is_none(told: object) -> None:
    assert photo_rect(told) is None


def test_a_part_of_a_photo_is_kept_in_whole_numbers() -> None:
    assert photo_rect(PhotoRect(1, 1250, 2000, 3000, 1000).text()) == PhotoRect(1, 1250, 2000, 3000, 1000)
