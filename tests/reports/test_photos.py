"""Photos are printed whole, two side by side, 80 × 50 mm; what must not be seen stays covered."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from sheqi_desktop.catalog.forms import load_forms
from sheqi_desktop.reports.context import PaperContext
from sheqi_desktop.reports.paper import print_blank, print_record
from tests.pictures import a_jpeg
from tests.reports.papers import PRINTED_AT, fonts, words

FORM = """
id = "trial"
version = 1
title = "试用表"
number = "SY"

[[section]]
id = "one"
title = "一"

[[section.field]]
id = "photos"
label = "照片"
type = "files"
privacy = "sensitive"

[[paper]]
id = "trial"
title = "试用表"
photo_page = "photos"

[[paper.row]]
height = 56
cells = [{ photos = "photos", span = 12 }]
"""
PHOTO = {"hash": "ab" * 32, "size": 9, "name": "院子.jpg", "type": "image/jpeg", "caption": "2023-06-14 院子"}
NOBODY = PHOTO | {"shows_client": False, "shows_minor": False}
CONTEXT = PaperContext("桥头镇", "张敏", PRINTED_AT, photo=lambda file: a_jpeg(1600, 900))


@pytest.fixture
def trial(tmp_path):
    (tmp_path / "trial.v1.toml").write_text(FORM, "utf-8")
    return load_forms(tmp_path, words())["trial", 1]


def images(data: bytes, sheet: int = 0) -> list[tuple[float, float]]:
    """Give the sizes in mm of every picture on a sheet."""
    page = pypdfium2.PdfDocument(data)[sheet]
    found = [one.get_bounds() for one in page.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE])]
    return [(round((right - left) / 72 * 25.4), round((top - low) / 72 * 25.4)) for left, low, right, top in found]


def text(data: bytes, sheet: int = 0) -> str:
    return pypdfium2.PdfDocument(data)[sheet].get_textpage().get_text_bounded()


def printed(trial, photos, **more):
    answers = {"photos": photos, "status": "submitted"}
    return print_record(trial, "trial", answers, replace(CONTEXT, **more), fonts()).data


def test_two_photos_stand_side_by_side_and_further_ones_on_a_sheet_of_their_own(trial):
    data = printed(trial, [NOBODY] * 13)
    assert [len(images(data, sheet)) for sheet in range(3)] == [2, 8, 3]
    assert set(images(data, 1)) == {(80, 45)}
    assert text(data).count("2023-06-14 院子") == 2
    assert "照片（续）" in text(data, 1)
    assert "第3页/共3页" in text(data, 2)
    assert len(pypdfium2.PdfDocument(printed(trial, [NOBODY] * 2))) == 1


def test_no_sheet_is_taken_for_photos_that_are_all_covered(trial):
    covered = printed(trial, [NOBODY, NOBODY, PHOTO, PHOTO])
    assert len(pypdfium2.PdfDocument(covered)) == 1
    mixed = printed(trial, [NOBODY, NOBODY, PHOTO, NOBODY])
    assert (len(images(mixed, 1)), text(mixed, 1).count("照片已遮盖")) == (1, 1)


def test_a_question_without_a_place_in_the_grid_prints_all_its_photos_behind(tmp_path):
    form = FORM.replace('cells = [{ photos = "photos", span = 12 }]', 'cells = [{ label = "一", span = 12 }]')
    (tmp_path / "trial.v1.toml").write_text(form, "utf-8")
    data = printed(load_forms(tmp_path, words())["trial", 1], [NOBODY] * 3)
    assert [len(images(data, sheet)) for sheet in range(2)] == [0, 3]
    assert "照片（续）" not in text(data, 1)


def test_an_upright_photo_is_as_high_as_its_frame(trial):
    ((wide, high),) = images(printed(trial, [NOBODY], photo=lambda file: a_jpeg(900, 1600)))
    assert high == 50
    assert wide == 28


@pytest.mark.parametrize("photo", [PHOTO, NOBODY | {"shows_client": True}, NOBODY | {"kind": "genogram"}])
def test_a_masked_paper_covers_faces_and_what_nobody_judged(trial, photo):
    covered = printed(trial, [photo])
    assert images(covered) == []
    assert "照片已遮盖" in text(covered)
    assert len(images(printed(trial, [photo], masks=False))) == 1


def test_a_photo_that_is_not_here_says_where_it_is(trial):
    data = printed(trial, [NOBODY], photo=lambda file: "原件在饶良镇A机")
    assert images(data) == []
    assert "原件在饶良镇A机" in text(data)


def test_a_blank_form_has_places_to_paste_them(trial):
    data = print_blank(trial, "trial", 1, None, CONTEXT, fonts()).data
    assert text(data).count("贴照片处") == 2
