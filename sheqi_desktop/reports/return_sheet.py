"""回传包清单: which file goes to whom, with a line for everybody who takes theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sheqi_desktop.reports.fonts import HEI, Fonts
from sheqi_desktop.reports.page import UPRIGHT, Sheets, Style

TITLE = Style(face=HEI, size=16, leading=26)
BODY = Style(size=10.5, leading=20)
HEAD = Style(face=HEI, size=10.5, leading=20)
SMALL = Style(size=9, leading=14, grey=0.3)
ROW, LINE = 30.0, 16.0
PARTS = (0.26, 0.44, 0.30)
HEADS = ("给谁", "文件", "收到人签名、日期")
WORDS = "每个文件只有写着的那一家打得开。对方在“导入数据包”里打开以后，记录才显示“已收”。"


@dataclass(frozen=True, slots=True)
class ReturnList:
    """Everything the sheet says; ``rows`` are (to whom, the names of the files)."""

    title: str
    by: str
    at: str
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    demo: bool = False


def return_sheet(said: ReturnList, fonts: Fonts) -> bytes:
    """Print the list; its head stands on every sheet."""
    sheets = Sheets(fonts, UPRIGHT, "回传包清单")
    page = sheets.page
    if said.demo:
        sheets.watermark(("演示数据",))
    sheets.text(page.left, page.top, said.title, TITLE, 0.5, page.inner)
    top = page.top + 1.5 * TITLE.leading
    count = sum(len(files) for _, files in said.rows)
    sheets.text(page.left, top, f"{said.at} 制作，{said.by}，一共 {count} 个文件", BODY)
    top = _head(sheets, top + BODY.leading + 6)
    for whom, files in said.rows:
        names = [line for file in files for line in sheets.lines(file, page.inner * PARTS[1] - 12, BODY)]
        cells: tuple[list[str], ...] = (sheets.lines(whom, page.inner * PARTS[0] - 12, BODY), names, [])
        high = max(ROW, 10 + LINE * max(len(one) for one in cells))
        if top + high > page.floor:
            sheets.turn()
            top = _head(sheets, page.top)
        _row(sheets, top, high, cells, BODY)
        top += high
    for line in sheets.lines(WORDS, page.inner, SMALL):
        if top + SMALL.leading + 6 > page.floor:
            sheets.turn()
            top = page.top
        sheets.text(page.left, top + 6, line, SMALL)
        top += SMALL.leading
    return sheets.finish()


def _head(sheets: Sheets, top: float) -> float:
    _row(sheets, top, ROW - 6, [[one] for one in HEADS], HEAD)
    return top + ROW - 6


def _row(sheets: Sheets, top: float, high: float, cells: Sequence[Sequence[str]], style: Style) -> None:
    left = sheets.page.left
    for part, lines in zip(PARTS, cells, strict=True):
        sheets.frame(left, top, part * sheets.page.inner, high)
        above = (high - LINE * len(lines)) / 2 - (style.leading - LINE) / 2
        for place, line in enumerate(lines):
            sheets.text(left + 6, top + above + place * LINE, line, style)
        left += part * sheets.page.inner
