"""恢复单: ten groups of four digits on one sheet, to be printed twice and sealed in two envelopes."""

from __future__ import annotations

from collections.abc import Sequence

from sheqi_desktop.reports.fonts import HEI, Fonts
from sheqi_desktop.reports.page import UPRIGHT, Sheets, Style

TITLE = Style(face=HEI, size=16, leading=24)
BODY = Style(size=10.5, leading=18)
DIGITS = Style(face=HEI, size=18, leading=30)
LABEL = Style(size=9, leading=12, grey=0.3)
ACROSS, DOWN = 5, 26.0
WORDS = (
    "忘了口令、口令文件坏了时，用这十组数字可以打开本机的资料。",
    "请印两份，分别装进两个信封封好，由两位密钥保管人存放，不要拍照，不要和电脑放在一起。",
    "同事的口令、县中心也能打开资料；这张单子是第三条路。",
)


def recovery_sheet(code: str, place: str, made_on: str, fonts: Fonts) -> bytes:
    """Print the recovery code of a workspace; ``code`` is ten groups of four digits, however they are separated."""
    digits = "".join(one for one in code if one.isdigit())
    groups = [digits[at : at + 4] for at in range(0, len(digits), 4)]
    sheets = Sheets(fonts, UPRIGHT, "恢复单")
    page = sheets.page
    top = page.top
    sheets.text(page.left, top, "恢复单", TITLE, 0.5, page.inner)
    top += 2 * TITLE.leading
    sheets.text(page.left, top, f"工作区：{place}", BODY)
    sheets.text(page.left, top, f"制作日期：{made_on}", BODY, 1.0, page.inner)
    top = _draw(sheets, groups, top + 1.5 * BODY.leading)
    for words in WORDS:
        for line in sheets.lines(words, page.inner, BODY):
            sheets.text(page.left, top, line, BODY)
            top += BODY.leading
    top += BODY.leading
    sheets.text(page.left, top, "保管人签名：____________    封存日期：____________", BODY)
    return sheets.finish()


def _draw(sheets: Sheets, groups: Sequence[str], top: float) -> float:
    wide = sheets.page.inner / ACROSS
    high = LABEL.leading + DIGITS.leading + DOWN / 2
    for place, group in enumerate(groups):
        x = sheets.page.left + place % ACROSS * wide
        y = top + place // ACROSS * high
        sheets.frame(x, y, wide, high)
        sheets.text(x + 4, y + 2, str(place + 1), LABEL)
        sheets.text(x, y + LABEL.leading, group, DIGITS, 0.5, wide)
    return top + -(-len(groups) // ACROSS) * high + BODY.leading
