"""交接单: what was handed over, with the fingerprint both ends compare, and who gave and who took it."""

from __future__ import annotations

from dataclasses import dataclass

from sheqi_desktop.reports.fonts import HEI, Fonts
from sheqi_desktop.reports.page import UPRIGHT, Sheets, Style

TITLE = Style(face=HEI, size=16, leading=26)
BODY = Style(size=10.5, leading=20)
HEAD = Style(face=HEI, size=10.5, leading=20)
DIGITS = Style(face=HEI, size=18, leading=30)
SMALL = Style(size=9, leading=14, grey=0.3)
ROW = 22.0
FACTS_AT = 78.0
WAYS = ("□ U盘", "□ 政务邮箱", "□ 内网")
WORDS = (
    "1. 县中心导入时会显示同样的五组数字，电话里念一遍，一样才是这一份。",
    "2. 已导出不等于已收：县中心的回传包导入以后，记录才显示“已收”。没收到回传包前，请留好本单。",
)


@dataclass(frozen=True, slots=True)
class SheetFile:
    """One file of the bundle."""

    name: str
    size: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Handover:
    """Everything the sheet says."""

    title: str
    machine: str
    number: str
    to: str
    by: str
    at: str
    as_of: str
    files: tuple[SheetFile, ...]
    counts: tuple[tuple[str, int, int], ...]
    """(kind in words, new, changed)"""
    attachments: str
    demo: bool = False


def handover_sheet(said: Handover, fonts: Fonts) -> bytes:
    """Print the sheet of one bundle."""
    sheets = Sheets(fonts, UPRIGHT, "数据包交接单")
    page = sheets.page
    if said.demo:
        sheets.watermark(("演示数据",))
    top = page.top
    sheets.text(page.left, top, said.title, TITLE, 0.5, page.inner)
    top += 1.6 * TITLE.leading
    facts = (
        ("数据包", f"{said.machine} {said.number}"),
        ("交给", said.to),
        ("数据截至", said.as_of),
        ("导出", f"{said.at}，{said.by}"),
    )
    for name, words in facts:
        sheets.text(page.left, top, name, HEAD)
        sheets.text(page.left + FACTS_AT, top, words, BODY)
        top += BODY.leading
    for file in said.files:
        top = _file(sheets, file, top + 6)
    top = _counts(sheets, said, top + 14)
    for words in WORDS:
        for line in sheets.lines(words, page.inner, SMALL):
            sheets.text(page.left, top, line, SMALL)
            top += SMALL.leading
    _signatures(sheets, top + 18)
    return sheets.finish()


def _file(sheets: Sheets, file: SheetFile, top: float) -> float:
    """Draw one file: its name and size, and its fingerprint in a frame."""
    page = sheets.page
    if top + BODY.leading + DIGITS.leading + 20 > page.floor:
        sheets.turn()
        top = page.top
    sheets.text(page.left, top, f"文件 {file.name}", HEAD)
    sheets.text(page.left, top, file.size, BODY, 1.0, page.inner)
    top += BODY.leading
    sheets.frame(page.left, top, page.inner, DIGITS.leading + 6)
    digits = "".join(one for one in file.fingerprint if one.isdigit())
    groups = "   ".join(digits[at : at + 4] for at in range(0, len(digits), 4))
    sheets.text(page.left + 8, top + 3, "指纹", SMALL)
    sheets.text(page.left, top + 3, groups, DIGITS, 0.5, page.inner)
    return top + DIGITS.leading + 10


def _counts(sheets: Sheets, said: Handover, top: float) -> float:
    """Draw what is inside: a line for each kind, and the sum."""
    whole = [("内容", "新增", "修改"), *((words, str(new), str(changed)) for words, new, changed in said.counts)]
    new, changed = sum(one[1] for one in said.counts), sum(one[2] for one in said.counts)
    whole.append((f"合计 {new + changed} 项", str(new), str(changed)))
    page = sheets.page
    wide = (page.inner * 0.6, page.inner * 0.2, page.inner * 0.2)
    for place, cells in enumerate(whole):
        if top + ROW > page.floor:
            sheets.turn()
            top = page.top
        left = page.left
        for width, words in zip(wide, cells, strict=True):
            sheets.frame(left, top, width, ROW)
            style = HEAD if place in (0, len(whole) - 1) else BODY
            sheets.text(
                left + 6, top + 1, words, style, 0.0 if width == wide[0] else 0.5, 0 if width == wide[0] else width - 12
            )
            left += width
        top += ROW
    sheets.text(page.left, top + 4, said.attachments, BODY)
    return top + BODY.leading + 12


def _signatures(sheets: Sheets, top: float) -> None:
    page = sheets.page
    if top + 4 * BODY.leading > page.floor:
        sheets.turn()
        top = page.top
    sheets.text(page.left, top, "送交方式：" + "　　".join(WAYS), BODY)
    for place, words in enumerate(("交出人签名", "收到人签名")):
        x = page.left + place * page.inner / 2
        sheets.text(x, top + 1.8 * BODY.leading, f"{words}：______________", BODY)
        sheets.text(x, top + 3.2 * BODY.leading, "日期：______________", BODY)
