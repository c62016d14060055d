"""合并报告: one run on exactly one A4 sheet; what does not fit is counted and named as to be seen on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sheqi_desktop.reports.fonts import HEI, Fonts
from sheqi_desktop.reports.page import UPRIGHT, Sheets, Style

TITLE = Style(face=HEI, size=16, leading=26)
BODY = Style(size=9, leading=14)
HEAD = Style(face=HEI, size=9, leading=14)
PART = Style(face=HEI, size=10.5, leading=18)
FOOT = Style(size=8, leading=11, grey=0.3)
GAP, INSET = 6.0, 3.0
LEAST = 2
"""So many rows of every part stay, however long another is."""


@dataclass(frozen=True, slots=True)
class Part:
    """One table of the report: its heads with their share of the width, and its rows; without rows one sentence."""

    title: str
    heads: tuple[tuple[str, float], ...]
    rows: tuple[tuple[str, ...], ...]
    none: str = "没有"


@dataclass(frozen=True, slots=True)
class MergePaper:
    """Everything the sheet says."""

    title: str
    facts: tuple[str, ...]
    parts: tuple[Part, ...]
    foot: str
    demo: bool = False


def merge_sheet(said: MergePaper, fonts: Fonts) -> bytes:
    """Print the report of one run."""
    sheets = Sheets(fonts, UPRIGHT, "合并报告")
    page = sheets.page
    if said.demo:
        sheets.watermark(("演示数据",))
    sheets.text(page.left, page.top, said.title, TITLE, 0.5, page.inner)
    top = page.top + TITLE.leading
    for words in said.facts:
        for line in sheets.lines(words, page.inner, BODY):
            sheets.text(page.left, top, line, BODY)
            top += BODY.leading
    for part, shown in zip(said.parts, _shares(said.parts, page.floor - FOOT.leading - 2 - top), strict=True):
        top = _part(sheets, part, shown, top + GAP)
    sheets.text(page.left, page.floor - FOOT.leading, _fitting(sheets, said.foot, page.inner, FOOT), FOOT)
    return sheets.finish()


def _shares(parts: Sequence[Part], room: float) -> list[int]:
    """Say how many rows of each part are shown: all if they fit, else the longest parts give way first."""
    shown = [len(part.rows) for part in parts]
    while _high(parts, shown) > room and max(shown, default=0) > LEAST:
        shown[shown.index(max(shown))] -= 1
    return shown


def _high(parts: Sequence[Part], shown: Sequence[int]) -> float:
    high = 0.0
    for part, rows in zip(parts, shown, strict=True):
        more = 1 if rows < len(part.rows) else 0
        high += GAP + PART.leading + BODY.leading * (rows + more + 1 if part.rows else 1)
    return high


def _part(sheets: Sheets, part: Part, shown: int, top: float) -> float:
    page = sheets.page
    sheets.text(page.left, top, part.title, PART)
    top += PART.leading
    if not part.rows:
        sheets.text(page.left + INSET, top, _fitting(sheets, part.none, page.inner - 2 * INSET, BODY), BODY)
        return top + BODY.leading
    top = _line(sheets, part, tuple(head for head, _ in part.heads), HEAD, top)
    for row in part.rows[:shown]:
        top = _line(sheets, part, row, BODY, top)
    if shown < len(part.rows):
        words = f"其余 {len(part.rows) - shown} 行见“合并报告”页。"
        sheets.text(page.left + INSET, top, words, BODY)
        top += BODY.leading
    return top


def _line(sheets: Sheets, part: Part, cells: Sequence[str], style: Style, top: float) -> float:
    page = sheets.page
    left = page.left
    for (_, share), cell in zip(part.heads, cells, strict=True):
        wide = page.inner * share
        sheets.text(left + INSET, top, _fitting(sheets, cell, wide - 2 * INSET, style), style)
        left += wide
    sheets.rule(page.left, top + style.leading, page.left + page.inner, top + style.leading, 0.25, 0.6)
    return top + style.leading


def _fitting(sheets: Sheets, text: str, width: float, style: Style) -> str:
    """Give as much of a text as one line takes; that something is left out is shown."""
    lines = sheets.lines(text, width, style)
    if len(lines) <= 1:
        return text
    short = lines[0]
    while short and sheets.measure(style)(f"{short}…") > width:
        short = short[:-1]
    return f"{short}…"
