"""A part of a photo is remarked on: kept with its photo through every version, and drawn on paper as a frame."""

from __future__ import annotations

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from sheqi_desktop.domain.annotation import MILLE, How, PhotoRect
from sheqi_desktop.domain.thread import State
from sheqi_desktop.domain.trouble import ReviewRefused
from sheqi_desktop.operations.annotate import NOT_THIS_PHOTO, Selected, annotate
from sheqi_desktop.operations.confirm import withdraw
from sheqi_desktop.operations.document_threads import document_threads
from sheqi_desktop.operations.print_choices import PrintChoices
from sheqi_desktop.operations.print_record import print_record
from sheqi_desktop.operations.save_record import draft_of, submit
from tests.photo_remarks import CORNER, a_photo, a_visit_with_photos, back_to_station, remarked, replace_first
from tests.reports.papers import squeezed, text_of
from tests.supervising import MUST, Around, around, only

__all__ = ["around"]
WITH = PrintChoices(remarks=True)


def test_the_part_is_the_same_at_the_worker_s(around: Around):
    visit, photos = a_visit_with_photos(around)
    remarked(around, visit, photos[0])
    back_to_station(around)
    card = only(document_threads(around.one, visit))
    assert (card.annotation.anchor.photo, card.annotation.anchor.file) == (CORNER, photos[0]["hash"])
    assert (card.spot.how, card.label, card.moved, card.file["name"]) == (How.KEPT, "照片", "", "灶台.jpg")


def test_photos_in_another_order_and_with_other_captions_keep_it(around: Around):
    visit, photos = a_visit_with_photos(around)
    remarked(around, visit, photos[0])
    back_to_station(around)
    draft = draft_of(around.one, visit)
    draft.answer("photos", [photos[1], photos[0] | {"caption": "6月12日 灶台"}])
    submit(around.one, draft, visit)
    card = only(document_threads(around.one, visit))
    assert (card.spot.how, card.spot.field) == (How.KEPT, f"photos[{photos[0]['hash']}]")
    assert card.file["caption"] == "6月12日 灶台"


def test_of_a_replaced_photo_it_stays_as_changed_with_the_old_photo(around: Around):
    visit, photos = a_visit_with_photos(around)
    remarked(around, visit, photos[0])
    back_to_station(around)
    new = replace_first(around, visit)
    told = document_threads(around.one, visit)
    card = only(told)
    assert (card.moved, card.for_version, card.spot.field) == ("原文已修改", "针对第1版", "photos")
    assert card.file["hash"] == photos[0]["hash"] != new["hash"]
    assert card.compared == ()
    assert told.fields == {"photos"}
    older = only(document_threads(around.one, visit, told.versions[0]))
    assert (older.spot.how, older.for_version) == (How.KEPT, "")


@pytest.mark.parametrize(
    ("field", "rect"),
    [
        ("photos[00]", CORNER),
        ("photos", CORNER),
        ("", CORNER),
        ("{photo}", PhotoRect(1, 9000, 0, 2000, 100)),
        ("{photo}", PhotoRect(0, 0, 0, 100, 100)),
    ],
)
def test_what_is_on_no_photo_of_the_document_is_refused(around: Around, field: str, rect: PhotoRect):
    visit, photos = a_visit_with_photos(around)
    at = Selected(field.format(photo=f"photos[{photos[0]['hash']}]"), photo=rect)
    with pytest.raises(ReviewRefused) as refused:
        annotate(around.first, visit, MUST, "灶台边的药瓶要问清楚。", at)
    assert NOT_THIS_PHOTO in refused.value.sentence
    assert not document_threads(around.first, visit).cards


def test_another_photo_answers_what_must_be_changed_and_only_a_further_one_does_not(around: Around):
    visit, photos = a_visit_with_photos(around)
    must = remarked(around, visit, photos[0])
    back_to_station(around)
    draft = draft_of(around.one, visit)
    draft.answer("photos", [*photos, a_photo(around, "又一张.jpg", "tomato")])
    submit(around.one, draft, visit)
    told = document_threads(around.one, visit)
    assert (told.version, only(told).thread.state) == (1, State.OPEN)
    replace_first(around, visit)
    told = document_threads(around.one, visit)
    assert (told.version, only(told).thread.state, only(told).annotation.id) == (2, State.ANSWERED, must)
    around.send(around.one, around.centre)
    around.send(around.centre, around.first)
    told = document_threads(around.first, visit)
    assert (told.version, told.review.words, only(told).state) == (2, "待审第2版", "已修改")


# ------------------------------------------------------------------------------ on paper
def test_on_paper_a_numbered_frame_stands_on_the_photo(around: Around):
    visit, photos = a_visit_with_photos(around)
    remarked(around, visit, photos[0])
    back_to_station(around)
    data = print_record(around.one, "visit", visit, WITH).data
    text = text_of(data)
    assert squeezed("①【必改】灶台边的药瓶要问清楚是谁的。") in text
    assert "批注提到的照片" in text
    (picture,) = pictures(data)
    left, low, right, high = picture
    wide, tall = right - left, high - low
    wanted = (
        left + CORNER.x * wide / MILLE,
        high - (CORNER.y + CORNER.h) * tall / MILLE,
        left + (CORNER.x + CORNER.w) * wide / MILLE,
        high - CORNER.y * tall / MILLE,
    )
    assert any(all(abs(a - b) < 2 for a, b in zip(frame, wanted, strict=True)) for frame in frames(data))
    marks = [box for box in boxes_of(data, "①") if left <= box[0] <= right and low <= box[1] <= high]
    assert len(marks) == 1
    assert abs(marks[0][0] - wanted[0]) < 6
    assert 0 <= wanted[3] - marks[0][3] < 10


def test_without_the_remarks_the_paper_has_no_photo_and_no_frame(around: Around):
    visit, photos = a_visit_with_photos(around)
    before = print_record(around.first, "visit", visit).data
    remarked(around, visit, photos[0])
    after = print_record(around.first, "visit", visit).data
    assert text_of(before) == text_of(after)
    assert pictures(after) == []


def test_what_was_withdrawn_is_on_no_photo(around: Around):
    visit, photos = a_visit_with_photos(around)
    withdraw(around.first, remarked(around, visit, photos[0]), "框错了地方。")
    data = print_record(around.first, "visit", visit, WITH).data
    assert pictures(data) == []


def test_the_old_photo_is_printed_with_its_frame_after_it_was_replaced(around: Around):
    visit, photos = a_visit_with_photos(around)
    remarked(around, visit, photos[0])
    back_to_station(around)
    replace_first(around, visit)
    data = print_record(around.one, "visit", visit, WITH).data
    assert "针对第1版，原文已修改" in text_of(data)
    assert len(pictures(data)) == 1
    assert len(boxes_of(data, "①")) == 2


def test_a_photo_that_is_covered_shows_no_frame_either(around: Around):
    visit, photos = a_visit_with_photos(around)
    remarked(around, visit, photos[0])
    back_to_station(around)
    draft = draft_of(around.one, visit)
    draft.answer("photos", [photos[0] | {"shows_client": True}, photos[1]])
    submit(around.one, draft, visit)
    data = print_record(around.one, "visit", visit, WITH).data
    assert pictures(data) == []
    assert squeezed("①【必改】灶台边的药瓶要问清楚是谁的。") in text_of(data)


def _objects(data: bytes, kind: int) -> list[tuple[float, float, float, float]]:
    with pypdfium2.PdfDocument(data) as document:
        return [one.get_bounds() for page in document for one in page.get_objects([kind])]


def pictures(data: bytes) -> list[tuple[float, float, float, float]]:
    return _objects(data, pdfium.FPDF_PAGEOBJ_IMAGE)


def frames(data: bytes) -> list[tuple[float, float, float, float]]:
    return _objects(data, pdfium.FPDF_PAGEOBJ_PATH)


def boxes_of(data: bytes, sign: str) -> list[tuple[float, float, float, float]]:
    found = []
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            text = page.get_textpage()
            whole = text.get_text_range()
            found += [text.get_charbox(at) for at, letter in enumerate(whole) if letter == sign]
    return found
