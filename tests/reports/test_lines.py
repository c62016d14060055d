"""Chinese lines: no closing mark at the start, no opening bracket at the end, nothing lost, nothing too wide."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheqi_desktop.reports.lines import NOT_FIRST, NOT_LAST, break_lines, may_break

WIDTH = 100.0
HAN = "上午到家老人在院里晒太阳血压药剩三天"
texts = st.text(alphabet=HAN + "，。：（）“”《》、158/92.%abc \n□☑", max_size=200)


def measure(text: str) -> float:
    return sum(5.0 if char.isascii() else 10.0 for char in text)


@given(texts)
def test_no_character_is_lost(text):
    assert "".join("".join(break_lines(text, WIDTH, measure)).split()) == "".join(text.split())


@given(texts)
def test_no_line_is_wider_than_its_column(text):
    assert all(measure(line) <= WIDTH for line in break_lines(text, WIDTH, measure))


@given(st.lists(st.sampled_from([*HAN, "，", "。", "（药）", "“好”", "《册》", "："]), max_size=120))
def test_a_line_never_begins_with_a_closing_mark_nor_ends_with_an_opening_one(parts):
    text = "上".join(parts)
    lines = break_lines(text, WIDTH, measure)
    for before, after in pairwise(lines):
        assert after[0] not in NOT_FIRST
        assert before[-1] not in NOT_LAST


@given(texts)
def test_a_bad_break_is_made_only_where_the_whole_line_leaves_no_other(text):
    for paragraph in text.split("\n"):
        lines = break_lines(paragraph, WIDTH, measure)
        for before, after in pairwise(lines):
            if before and after and not may_break(before, after):
                assert not any(one in HAN and other in HAN for one, other in pairwise(before))


@pytest.mark.parametrize("word", ["158/92mmHg", "411327101-TF-2023-A0158", "2023-03-08", "wang@example"])
def test_words_and_numbers_stay_whole(word):
    lines = break_lines(f"{'老' * 9}{word}{'人' * 9}", 160, measure)
    assert any(word in line for line in lines)


def test_a_word_longer_than_a_line_is_broken_after_its_strokes():
    assert break_lines("411327101-TF-2023-A0158", 70, measure) == ["411327101-TF-", "2023-A0158"]


def test_a_tick_box_keeps_its_word():
    lines = break_lines("□首次 ☑定期 □需求跟进 □节日慰问", WIDTH, measure)
    assert lines == ["□首次 ☑定期", "□需求跟进", "□节日慰问"]


def test_an_indent_of_full_width_blanks_stays():
    assert break_lines("　　开头", WIDTH, measure) == ["　　开头"]
