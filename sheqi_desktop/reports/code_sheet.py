"""一次性代码单: the centre's fingerprint on top, below it a strip for each person with the code and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from sheqi_desktop.reports.fonts import HEI, Fonts
from sheqi_desktop.reports.page import UPRIGHT, Sheets, Style

TITLE = Style(face=HEI, size=16, leading=24)
BODY = Style(size=10.5, leading=18)
DIGITS = Style(face=HEI, size=20, leading=32)
NAME = Style(face=HEI, size=12, leading=20)
LABEL = Style(size=9, leading=14, grey=0.3)
STRIP = 112.0
WORDS = (
    "1. 第一次打开程序时选登记包，把屏幕上的五组数字念给县中心听，和上面一样才往下走。",
    "2. 输入本人的一次性代码，设自己的口令。代码只能用一次，不要给别人看。",
)


def code_sheet(
    place: str,
    file: str,
    fingerprint: str,
    people: Sequence[tuple[str, str, str]],
    until: str,
    made_on: str,
    fonts: Fonts,
) -> bytes:
    """Print the codes of one 登记包; ``people`` are (name, role, code)."""
    sheets = Sheets(fonts, UPRIGHT, "一次性代码单")
    page = sheets.page
    top = page.top
    sheets.text(page.left, top, "一次性代码单", TITLE, 0.5, page.inner)
    top += 1.5 * TITLE.leading
    sheets.text(page.left, top, f"电脑：{place}", BODY)
    sheets.text(page.left, top, f"制作日期：{made_on}", BODY, 1.0, page.inner)
    top += BODY.leading
    sheets.text(page.left, top, f"登记包：{file}，{until}前有效", BODY)
    top += 1.5 * BODY.leading
    sheets.text(page.left, top, "县中心指纹（站里念，中心听）", LABEL)
    top += LABEL.leading
    sheets.frame(page.left, top, page.inner, DIGITS.leading + 8)
    sheets.text(page.left, top + 4, _grouped(fingerprint), DIGITS, 0.5, page.inner)
    top += DIGITS.leading + 24
    for name, role, code in people:
        if top + STRIP > page.floor:
            sheets.turn()
            top = page.top
        top = _strip(sheets, top, name, role, code, place)
    return sheets.finish()


def _grouped(digits: str) -> str:
    plain = "".join(one for one in digits if one.isdigit())
    return "   ".join(plain[at : at + 4] for at in range(0, len(plain), 4))


def _strip(sheets: Sheets, top: float, name: str, role: str, code: str, place: str) -> float:
    """Draw one strip between two lines along which it is cut."""
    page = sheets.page
    sheets.rule(page.left, top, page.left + page.inner, top, grey=0.6)
    y = top + 10
    sheets.text(page.left, y, f"{name}（{role}）", NAME)
    sheets.text(page.left, y, place, BODY, 1.0, page.inner)
    y += NAME.leading
    sheets.text(page.left, y, code, DIGITS)
    y += DIGITS.leading
    for words in WORDS:
        for line in sheets.lines(words, page.inner, LABEL):
            sheets.text(page.left, y, line, LABEL)
            y += LABEL.leading
    return max(y + 8, top + STRIP)
