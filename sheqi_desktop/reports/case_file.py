"""卷宗: every paper of a file bound into one document, behind a 封面 and a 目录 with the pages of each.

All parts are laid out twice: once to count their sheets, once to be drawn with the page numbers of the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.form import Form
from sheqi_desktop.reports.blocks import LABEL, PAD, Box, Row, Words
from sheqi_desktop.reports.context import PaperContext, Printed
from sheqi_desktop.reports.fonts import HEI, Fonts
from sheqi_desktop.reports.page import MM, UPRIGHT, Sheets, Style
from sheqi_desktop.reports.paper import draw_record, print_record

LACKING = "缺"
TITLE = Style(face=HEI, size=26, leading=40)
SUBTITLE = Style(face=HEI, size=16, leading=24)
BODY = Style(size=12, leading=18)
FOOT = Style(size=8, leading=10, grey=0.25)
_COVER_ROW, _LINE = 14 * MM, 9 * MM
_COVER_LABEL = 45 * MM
_COLUMNS = ((13, "序号"), (59, "文书"), (60, "编号"), (25, "日期"), (13, "页"))


@dataclass(frozen=True, slots=True)
class Part:
    """One paper of the file."""

    title: str
    form: Form
    paper: str
    answers: Answers
    context: PaperContext
    number: str = ""
    on: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the contents; without ``part`` nothing is bound in for it, ``page`` then says 缺 or nothing."""

    title: str
    part: Part | None = None
    number: str = ""
    page: str = LACKING


def bind(
    title: str,
    facts: Sequence[tuple[str, str]],
    lines: Sequence[Line],
    context: PaperContext,
    fonts: Fonts,
    tell: Callable[[str, int, int], object] = lambda title, done, total: None,
) -> Printed:
    """Bind a file: ``facts`` stand on the cover; {pages} in one of them is how many pages there are.

    ``tell`` hears the title of each paper laid out, which one it is and how many there are to do.
    """
    work = 2 * len(lines)
    lengths = []
    for place, line in enumerate(lines):
        tell(line.title, place, work)
        lengths.append(_length(line, fonts))
    sheets = Sheets(fonts, UPRIGHT, title)
    contents = _contents_rows(sheets, [(line, "") for line in lines])
    room = UPRIGHT.floor - UPRIGHT.top - 2 * SUBTITLE.leading
    fronts = 1 + len(_pages(contents, room))
    starts, page = [], fronts
    for length in lengths:
        starts.append(page + 1)
        page += length
    whole = replace(context, leaves=page)
    _cover(sheets, title, [(label, said.replace("{pages}", f"{page}页")) for label, said in facts], whole)
    numbered = [(line, str(at) if line.part else line.page) for line, at in zip(lines, starts, strict=True)]
    for place, rows in enumerate(_pages(_contents_rows(sheets, numbered), room)):
        sheets.turn()
        _contents(sheets, rows, replace(whole, leaf=2 + place))
    for place, (line, at) in enumerate(zip(lines, starts, strict=True)):
        tell(line.title, len(lines) + place, work)
        if line.part is not None:
            sheets.turn()
            draw_record(
                line.part.form,
                line.part.paper,
                line.part.answers,
                replace(line.part.context, leaf=at, leaves=page),
                sheets,
            )
    return Printed(sheets.finish(), sheets.missing, page)


def _length(line: Line, fonts: Fonts) -> int:
    part = line.part
    return print_record(part.form, part.paper, part.answers, part.context, fonts).pages if part else 0


# ------------------------------------------------------------------------------ cover
def _cover(sheets: Sheets, title: str, facts: Sequence[tuple[str, str]], context: PaperContext) -> None:
    page = sheets.page
    if context.watermarks:
        sheets.watermark(context.watermarks)
    top = page.top + 25 * MM
    sheets.text(page.left, top, context.house, SUBTITLE, 0.5, page.inner)
    top += 2 * SUBTITLE.leading
    sheets.text(page.left, top, title, TITLE, 0.5, page.inner)
    top += TITLE.leading + 20 * MM
    for label, said in facts:
        words = Words(tuple(sheets.lines(said, page.inner - _COVER_LABEL - 2 * PAD, BODY)), BODY)
        row = Row((Box(_COVER_LABEL, Words((label,), LABEL, 0.5)), Box(page.inner - _COVER_LABEL, words)), _COVER_ROW)
        high = max(row.height, _COVER_ROW)
        row.draw(sheets, page.left, top, high)
        top += high
    _foot(sheets, replace(context, leaf=1))


# ------------------------------------------------------------------------------ contents
def _contents_rows(sheets: Sheets, lines: Sequence[tuple[Line, str]]) -> list[Row]:
    told = []
    for place, (line, page) in enumerate(lines, start=1):
        part = line.part
        number, on = (part.number, part.on) if part else (line.number, "")
        told.append(_row(sheets, (str(place), line.title, number, on, page)))
    return told


def _row(sheets: Sheets, cells: Sequence[str], style: Style = BODY) -> Row:
    small = replace(style, size=10.5, leading=14)
    boxes = []
    for (wide, _), text in zip(_COLUMNS, cells, strict=True):
        width = wide * MM
        boxes.append(Box(width, Words(tuple(sheets.lines(text, width - 2 * PAD, small)), small)))
    return Row(tuple(boxes), _LINE, _LINE)


def _pages(rows: Sequence[Row], room: float) -> list[list[Row]]:
    pages: list[list[Row]] = [[]]
    left = room - _LINE
    for row in rows:
        if row.height > left:
            pages.append([])
            left = room - _LINE
        pages[-1].append(row)
        left -= row.height
    return pages


def _contents(sheets: Sheets, rows: Sequence[Row], context: PaperContext) -> None:
    page = sheets.page
    if context.watermarks:
        sheets.watermark(context.watermarks)
    top = page.top
    sheets.text(page.left, top, "卷内目录", SUBTITLE, 0.5, page.inner)
    top += 2 * SUBTITLE.leading
    for row in (_row(sheets, [head for _, head in _COLUMNS], Style(face=HEI)), *rows):
        row.draw(sheets, page.left, top, row.height)
        top += row.height
    _foot(sheets, context)


def _foot(sheets: Sheets, context: PaperContext) -> None:
    page = sheets.page
    sheets.text(page.left, page.floor + 3 * MM, f"第{context.leaf}页/共{context.leaves}页", FOOT, 0.5, page.inner)
