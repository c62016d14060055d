"""合并报告 is exactly one sheet, however long the run was and whatever stands in it."""

from __future__ import annotations

import pytest

from sheqi_desktop.reports.merge_sheet import MergePaper, Part, merge_sheet
from tests.reports.papers import HOSTILE, fonts, page_texts, squeezed

HEADS = (("站点", 0.3), ("新增", 0.3), ("说明", 0.4))


def part(title: str, rows: int, words: str = "说明") -> Part:
    return Part(title, HEADS, tuple((f"{title}{number}站", str(number), words) for number in range(rows)))


def printed(*parts: Part) -> list[str]:
    paper = MergePaper(
        "县中心合并报告 第 3 次", ("时间：2023-07-02 09:00", "冲突 0 处"), parts, "打印：林主任", demo=True
    )
    return [squeezed(page) for page in page_texts(merge_sheet(paper, fonts()))]


@pytest.mark.parametrize("rows", [0, 1, 16, 45, 400])
def test_it_is_one_sheet_and_what_is_left_out_is_counted(rows: int):
    (said,) = printed(part("甲", rows), part("乙", 12), part("丙", rows))
    assert "打印：林主任" in said
    assert "乙0站" in said
    shown = sum(f"甲{number}站" in said for number in range(rows))
    if rows <= 1:
        assert "其余" not in said
    elif shown < rows:
        assert f"其余{rows - shown}行见“合并报告”页。" in said
    assert shown >= min(rows, 2)
    assert ("没有" in said) is (rows == 0)


def test_what_does_not_fit_into_a_cell_ends_with_dots():
    (said,) = printed(part("甲", 1, "很长的原因" * 40))
    assert "很长的原因很长的原因" in said
    assert "…" in said


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stand_on_it_as_they_are(words: str):
    (said,) = printed(Part("甲", HEADS, ((words, words, words),)))
    assert squeezed(words)[:6] in said
