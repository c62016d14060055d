"""The manual: every form has its page, whatever a page names exists, and only known marks are read."""

from __future__ import annotations

import re

import pytest

from sheqi_desktop.catalog.assets import manual_dir
from sheqi_desktop.catalog.manual import Grid, Manual, Passage, Points, Span, load_manual, read_page
from sheqi_desktop.domain.trouble import CatalogTrouble
from sheqi_desktop.operations.kinds import KINDS
from sheqi_desktop.operations.library import Library

LIBRARY = Library()
PAGES = LIBRARY.manual.pages
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,:;!?()]|[,:;!?()][\u4e00-\u9fff]")
BANNED = ("同步", "缓存", "数据库异常", "非法", "请联系管理员", "操作成功")


@pytest.mark.parametrize("kind", sorted({*LIBRARY.kinds(), *KINDS}))
def test_every_form_has_a_page(kind):
    assert kind in PAGES, f"write resources/manual/{kind}.md"


@pytest.mark.parametrize("name", sorted(PAGES))
def test_whatever_a_page_names_exists(name):
    page = PAGES[name]
    assert [one for one in page.pages if one not in PAGES] == []
    assert name not in page.pages, "a page does not lead to itself"
    assert [one for one in page.pictures if not (manual_dir() / one).is_file()] == []


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_is_short_and_says_it_in_our_words(name):
    page = PAGES[name]
    lines = [page.title, *page.lines]
    assert 2 <= len(lines) <= 45
    assert [line for line in lines if len(line) > 130] == []
    assert [line for line in lines if HALF_WIDTH.search(line)] == []
    assert [word for word in BANNED if any(word in line for line in lines)] == []


def test_titles_differ():
    titles = [page.title for page in PAGES.values()]
    assert len(titles) == len(set(titles))


def test_the_title_is_found_before_the_text():
    assert LIBRARY.manual.search("编号")[0].page == "numbers"
    assert {"forgot", "unlock"} <= {one.page for one in LIBRARY.manual.search("恢复单")}
    assert LIBRARY.manual.search("Ctrl+Ｄ")[0].page == "shortcuts"
    assert LIBRARY.manual.search("没有这样的词") == LIBRARY.manual.search("  ") == []


def test_blocks_are_plain(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("# 题\n\n先**做**，见[别处](b)。\n\n1. 一\n2. 二\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n", "utf-8")
    paragraph, points, grid = read_page(path).blocks
    assert paragraph == Passage((Span("先"), Span("做", True), Span("，见"), Span("别处", page="b"), Span("。")))
    assert points == Points(((Span("一"),), (Span("二"),)), numbered=True)
    assert isinstance(grid, Grid)
    assert len(grid.rows) == 2


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("没有标题", 1),
        ("# 题\n\n先<b>做</b>", 3),
        ("# 题\n\n见 `x`", 3),
        ("# 题\n\n- 一\n二", 4),
        ("# 题\n\n| 甲 | 乙 |\n| 1 |", 3),
        ("# 题\n\n![图](http://x/a.png)", 3),
        ("# 题\n\n![图](../a.png)", 3),
    ],
)
def test_a_mark_nobody_knows_is_refused_with_its_line(tmp_path, text, line):
    path = tmp_path / "a.md"
    path.write_text(text, "utf-8")
    with pytest.raises(CatalogTrouble) as told:
        load_manual(tmp_path)
    assert (told.value.facts["file"], told.value.facts["line"]) == ("a.md", line)


def test_an_unknown_topic_opens_the_first_page():
    manual: Manual = LIBRARY.manual
    assert manual.page("nowhere").name == "start"
    assert manual.page("nowhere", "visit").name == "visit"
