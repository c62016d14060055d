"""督导季度报告: titled tables one under the other on A4, as many pages as needed; the same in Excel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sheqi_desktop.reports.blocks import SMALL, SMALL_LABEL, Box, Row, Stack, Words
from sheqi_desktop.reports.context import minute
from sheqi_desktop.reports.flow import flow
from sheqi_desktop.reports.fonts import HEI, Fonts
from sheqi_desktop.reports.page import MM, UPRIGHT, Sheets, Style
from sheqi_desktop.reports.workbook import Book, heads, put, put_across, put_number

TITLE = Style(face=HEI, size=16, leading=26)
FACTS = Style(size=10.5, leading=16)
PART = Style(face=HEI, size=11, leading=17)
FOOT = Style(size=8, leading=10, grey=0.25)
_MIDDLE = 0.5


@dataclass(frozen=True, slots=True)
class Table:
    """One part: its heads with their share of the width in hundredths, its rows; without rows one sentence."""

    title: str
    heads: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, ...], ...]
    none: str = "没有。"


@dataclass(frozen=True, slots=True)
class SupervisionPaper:
    """Everything the report says."""

    title: str
    facts: tuple[str, ...]
    tables: tuple[Table, ...]
    printed_by: str
    printed_at: datetime
    demo: bool = False


def supervision_pdf(said: SupervisionPaper, fonts: Fonts) -> bytes:
    """Print the report."""
    sheets = Sheets(fonts, UPRIGHT, said.title)
    facts = [line for words in said.facts for line in sheets.lines(words, UPRIGHT.inner, FACTS)]
    top = TITLE.leading + FACTS.leading * len(facts) + 2 * MM
    rows = [row for table in said.tables for row in _rows(sheets, table)]
    room = UPRIGHT.floor - UPRIGHT.top
    pages = flow(rows, room - top, room)
    for place, page in enumerate(pages, start=1):
        if place > 1:
            sheets.turn()
        if said.demo:
            sheets.watermark(["演示数据"])
        y = UPRIGHT.top
        if place == 1:
            sheets.text(UPRIGHT.left, y, said.title, TITLE, _MIDDLE, UPRIGHT.inner)
            y += TITLE.leading
            for line in facts:
                sheets.text(UPRIGHT.left, y, line, FACTS)
                y += FACTS.leading
            y += 2 * MM
        for row, height in page:
            row.draw(sheets, UPRIGHT.left, y, height)
            y += height
        _footer(sheets, said, place, len(pages))
    return sheets.finish()


def _rows(sheets: Sheets, table: Table) -> list[Row]:
    whole = UPRIGHT.inner
    title = Words(tuple(sheets.lines(table.title, whole - 3 * MM, PART)), PART)
    found = [Row((Box(whole, title),), 0.0, 11 * MM, framed=False)]
    if not table.rows:
        found.append(Row((Box(whole, Words(tuple(sheets.lines(table.none, whole - 3 * MM, SMALL)), SMALL)),), 0.0))
        return [_kept_together(whole, found)]
    widths = [whole * share / 100 for _, share in table.heads]
    lines = [(tuple(head for head, _ in table.heads), SMALL_LABEL), *((row, SMALL) for row in table.rows)]
    for cells, style in lines:
        boxes = (
            Box(width, Words(tuple(sheets.lines(cell, width - 3 * MM, style)), style))
            for cell, width in zip(cells, widths, strict=True)
        )
        found.append(Row(tuple(boxes), 0.0))
    return [_kept_together(whole, found[:3]), *found[3:]]


def _kept_together(whole: float, rows: Sequence[Row]) -> Row:
    """A title does not stand alone at the foot of a page."""
    return Row((Box(whole, Stack(tuple(rows))),), 0.0, framed=False)


def _footer(sheets: Sheets, said: SupervisionPaper, place: int, of: int) -> None:
    top = UPRIGHT.floor + 3 * MM
    sheets.text(UPRIGHT.left, top, f"打印时间：{minute(said.printed_at)}·{said.printed_by}", FOOT)
    sheets.text(UPRIGHT.left, top, f"第{place}页/共{of}页", FOOT, _MIDDLE, UPRIGHT.inner)


def supervision_xlsx(said: SupervisionPaper) -> bytes:
    """Write the same parts, a sheet each: numbers as numbers, everything else as text."""
    book = Book()
    for table in said.tables:
        sheet = book.sheet(table.title)
        columns = len(table.heads)
        put_across(sheet, 0, columns, ("【演示数据】" if said.demo else "") + said.title, book.title)
        facts = [*said.facts, f"导出：{minute(said.printed_at)} {said.printed_by}"]
        put_across(sheet, 1, columns, "    ".join(facts), book.note)
        heads(sheet, 2, [(title, max(10, share)) for title, share in table.heads], book.head)
        _sheet_rows(book, sheet, table.rows or ((table.none, *("" for _ in table.heads[1:])),))
    return book.finish()


def _sheet_rows(book: Book, sheet: object, rows: Sequence[tuple[str, ...]]) -> None:
    for at, row in enumerate(rows, start=3):
        put(sheet, at, 0, row[0], book.cell)
        for column, text in enumerate(row[1:], start=1):
            if text.isascii():
                put_number(sheet, at, column, text, book)
            else:
                put(sheet, at, column, text, book.cell)
