"""The door to paper: rare names can be copied, what no face has is told, the same words give the same bytes."""

from __future__ import annotations

import pytest

from sheqi_desktop.domain.trouble import FontMissing
from sheqi_desktop.reports.fonts import Fonts
from sheqi_desktop.reports.page import UPRIGHT, Sheets, Style
from sheqi_desktop.reports.preview import page_count, page_picture
from tests.reports.papers import fonts, page_texts


def a_page(*lines: str) -> Sheets:
    sheets = Sheets(fonts(), UPRIGHT, "试")
    for place, line in enumerate(lines):
        sheets.text(100, 100 + 20 * place, line, Style())
    return sheets


@pytest.mark.parametrize("name", ["𬱖", "𫖯", "䶮", "㛃", "王玉兰", "买买提·艾力"])
def test_a_rare_name_is_found_by_copy_and_search(name):
    sheets = a_page(f"姓名{name}完")
    assert f"姓名{name}完" in page_texts(sheets.finish())[0]
    assert sheets.missing == ()


def test_a_character_no_face_has_is_told_and_left_blank():
    sheets = a_page("王😀兰")
    text = page_texts(sheets.finish())[0]
    assert sheets.missing == ("😀",)
    assert "😀" not in text
    assert "王" in text


def test_the_ticked_box_can_be_told_from_the_empty_one_in_the_text():
    text = "".join(page_texts(a_page("□见到 ☑未遇").finish())[0].split())
    assert text == "□见到√未遇"


def test_the_same_page_gives_the_same_bytes():
    assert a_page("一", "𬱖二").finish() == a_page("一", "𬱖二").finish()


def test_invisible_and_direction_characters_do_not_reach_paper():
    assert "王玉兰" in page_texts(a_page("王\u202e玉\u200b兰\x00").finish())[0]


def test_a_missing_font_is_named(tmp_path):
    with pytest.raises(FontMissing, match=r"NotoSerifSC-Regular\.ttf"):
        Fonts(tmp_path)


def test_a_sheet_becomes_a_picture_in_memory():
    data = a_page("一").finish()
    picture = page_picture(data, 0, dpi=72)
    assert page_count(data) == 1
    assert (picture.width, picture.height) == (596, 842)
    assert len(picture.rgb) == picture.width * picture.height * 3
    assert sum(byte < 128 for byte in picture.rgb) > 3
