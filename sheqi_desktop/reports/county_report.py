"""The county result table as people know it: 服务项目, 计划目标, 实际达成; then station by station."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sheqi_desktop.domain.counting.outcome import NO_DATA, MeasureResult, Outcome
from sheqi_desktop.domain.counting.table import TableRow
from sheqi_desktop.reports import county_words as words
from sheqi_desktop.reports.blocks import LABEL, SMALL, SMALL_LABEL, Box, Row, Stack, Words
from sheqi_desktop.reports.context import minute
from sheqi_desktop.reports.flow import flow
from sheqi_desktop.reports.fonts import HEI, Fonts
from sheqi_desktop.reports.page import MM, THICK, UPRIGHT, Sheets, Style
from sheqi_desktop.reports.workbook import Book, heads, put, put_across, put_number

TITLE = Style(face=HEI, size=16, leading=24)
FACTS = Style(size=10.5, leading=16)
FOOT = Style(size=8, leading=10, grey=0.25)
PLAN_COLUMNS = (
    ("序号", 10),
    ("服务项目", 22),
    ("计划目标", 51),
    ("实际达成", 48),
    ("完成率", 15),
    ("达标数", 12),
    ("结果", 12),
)
STATION_COLUMN = 20
_PLAN_PARTS = 3
_MIDDLE = 0.5


@dataclass(frozen=True, slots=True)
class CountyContext:
    """Who prints the table, when, and up to which day it counts."""

    printed_by: str
    printed_at: datetime
    as_of: date
    demo: bool = False


def county_pdf(outcome: Outcome, rows: Sequence[TableRow], context: CountyContext, fonts: Fonts) -> bytes:
    """Print the county result table with its stations and room for signatures."""
    return _Report(outcome, rows, context, fonts).print()


def county_xlsx(outcome: Outcome, rows: Sequence[TableRow], context: CountyContext) -> bytes:
    """Write the same tables as an Excel file: numbers as numbers, codes as text."""
    book = Book()
    placed = words.by_place(rows)
    _county_sheet(book, outcome, placed, context)
    _station_sheet(book, outcome, placed, context)
    return book.finish()


def _title(outcome: Outcome) -> str:
    return f"{outcome.contract.county_name}社工站服务项目合同指标完成情况表"


def _facts(outcome: Outcome, context: CountyContext) -> list[str]:
    contract = outcome.contract
    return [
        f"项目名称：{contract.title}",
        f"{words.period(outcome)}    数据截至：{words.chinese_day(context.as_of)}",
        f"结果：{words.verdict(outcome)}",
    ]


def _station_results(outcome: Outcome) -> list[MeasureResult]:
    return [result for result in outcome.results if result.measure.scope == "station"]


class _Report:
    """One printing of the table."""

    def __init__(self, outcome: Outcome, rows: Sequence[TableRow], context: CountyContext, fonts: Fonts) -> None:
        self._outcome = outcome
        self._rows = words.by_place(rows)
        self._context = context
        self._sheets = Sheets(fonts, UPRIGHT, _title(outcome))

    def print(self) -> bytes:
        """Lay out both tables, then draw sheet after sheet."""
        head, plan = self._plan_rows()
        station_head, stations = self._station_rows()
        top = TITLE.leading + 2 * MM + FACTS.leading * len(self._fact_lines())
        room = UPRIGHT.floor - UPRIGHT.top - head.height
        pages = [([head, *(row for row, _ in page)], page) for page in flow(plan, room - top, room - TITLE.leading)]
        total = len(pages) + 1
        for place, (_, page) in enumerate(pages):
            self._begin(place)
            y = self._heading(UPRIGHT.top, place)
            self._table(head, page, y)
            self._footer(place + 1, total)
        self._begin(total - 1)
        y = UPRIGHT.top
        self._sheets.text(UPRIGHT.left, y, "各站完成情况", TITLE, _MIDDLE, UPRIGHT.inner)
        y = self._table(station_head, [(row, row.height) for row in stations], y + TITLE.leading + 2 * MM)
        self._signatures(y + 12 * MM)
        self._footer(total, total)
        return self._sheets.finish()

    # ------------------------------------------------------------------------------ laying out
    def _words(self, text: str, width: float, style: Style = SMALL, align: float = 0.0) -> Words:
        return Words(tuple(self._sheets.lines(text, width - 3 * MM, style)), style, align)

    def _fact_lines(self) -> list[str]:
        facts = _facts(self._outcome, self._context)
        return [line for fact in facts for line in self._sheets.lines(fact, UPRIGHT.inner, FACTS)]

    def _plan_rows(self) -> tuple[Row, list[Row]]:
        widths = [width * MM for _, width in PLAN_COLUMNS]
        titles = [
            self._words(title, width, SMALL_LABEL, _MIDDLE)
            for (title, _), width in zip(PLAN_COLUMNS, widths, strict=True)
        ]
        head = Row(tuple(Box(width, title) for width, title in zip(widths, titles, strict=True)), 0.0, 9 * MM)
        rows = []
        for indicator in self._outcome.contract.indicators:
            boxes = [
                Box(widths[0], self._words(str(indicator.no), widths[0], SMALL, _MIDDLE)),
                Box(widths[1], self._words(indicator.name, widths[1], SMALL_LABEL, _MIDDLE)),
                Box(widths[2], self._words(indicator.plan_text, widths[2])),
            ]
            results = words.results_of(self._outcome, indicator)
            stack = Stack(tuple(self._measure_row(result, widths[_PLAN_PARTS:]) for result in results))
            rows.append(Row((*boxes, Box(sum(widths[_PLAN_PARTS:]), stack)), 0.0))
        return head, rows

    def _measure_row(self, result: MeasureResult, widths: Sequence[float]) -> Row:
        row = self._rows[self._outcome.contract.county_code, result.measure.code]
        cells = (words.rate(result, row), words.met(result, row), row.status)
        said = self._words(words.actual(self._outcome, result, self._rows), widths[0])
        small = [self._words(cell, width, SMALL, _MIDDLE) for cell, width in zip(cells, widths[1:], strict=True)]
        return Row(tuple(Box(width, cell) for width, cell in zip(widths, (said, *small), strict=True)), 0.0)

    def _station_rows(self) -> tuple[Row, list[Row]]:
        results = _station_results(self._outcome)
        first = STATION_COLUMN * MM
        each = (UPRIGHT.inner - first) / max(len(results), 1)
        heads_of = [f"{result.measure.label}（{result.measure.unit}）" for result in results]
        head = Row(
            (
                Box(first, self._words("社工站", first, LABEL, _MIDDLE)),
                *(Box(each, self._words(title, each, SMALL_LABEL, _MIDDLE)) for title in heads_of),
            ),
            0.0,
        )
        rows = []
        for station in self._outcome.contract.stations_on(self._outcome.as_of):
            cells = [
                words.station_cell(result, self._rows.get((station.code, result.measure.code))) for result in results
            ]
            boxes = (Box(each, self._words(cell, each, SMALL, _MIDDLE)) for cell in cells)
            rows.append(Row((Box(first, self._words(station.name, first, SMALL, _MIDDLE)), *boxes), 0.0))
        return head, rows

    # ------------------------------------------------------------------------------ drawing
    def _begin(self, place: int) -> None:
        if place:
            self._sheets.turn()
        if self._context.demo:
            self._sheets.watermark(["演示数据"])

    def _heading(self, top: float, place: int) -> float:
        title = _title(self._outcome) + ("（续）" if place else "")
        self._sheets.text(UPRIGHT.left, top, title, TITLE, _MIDDLE, UPRIGHT.inner)
        top += TITLE.leading
        if place:
            return top
        for line in self._fact_lines():
            self._sheets.text(UPRIGHT.left, top, line, FACTS)
            top += FACTS.leading
        return top + 2 * MM

    def _table(self, head: Row, rows: Sequence[tuple[Row, float]], top: float) -> float:
        start = top
        for row, height in [(head, head.height), *rows]:
            row.draw(self._sheets, UPRIGHT.left, top, height)
            top += height
        self._sheets.frame(UPRIGHT.left, start, UPRIGHT.inner, top - start, THICK)
        return top

    def _signatures(self, top: float) -> None:
        """Leave room for those who answer for the table."""
        for place, who in enumerate(("填表人：", "审核人：", "指导中心负责人：")):
            self._sheets.text(UPRIGHT.left + place * UPRIGHT.inner / 3, top, who, FACTS)
        seal = f"{self._outcome.contract.centre_name}（盖章）"
        self._sheets.text(UPRIGHT.left, top + 14 * MM, seal, FACTS, 1.0, UPRIGHT.inner)
        self._sheets.text(UPRIGHT.left, top + 22 * MM, "　　　　年　　月　　日", FACTS, 1.0, UPRIGHT.inner)

    def _footer(self, place: int, of: int) -> None:
        context, top = self._context, UPRIGHT.floor + 3 * MM
        printed = f"打印时间：{minute(context.printed_at)}·{context.printed_by}"
        self._sheets.text(UPRIGHT.left, top, printed, FOOT)
        self._sheets.text(UPRIGHT.left, top, f"第{place}页/共{of}页", FOOT, _MIDDLE, UPRIGHT.inner)
        self._sheets.text(UPRIGHT.left, top, f"数据截至{context.as_of.isoformat()}", FOOT, 1.0, UPRIGHT.inner)


# ------------------------------------------------------------------------------ Excel
_COUNTY_HEADS = (
    ("序号", 6), ("服务项目", 16), ("计划目标", 44), ("指标", 18), ("单位", 8), ("每站（人）目标", 12),
    ("合计目标", 12),
    ("实际达成", 12), ("完成率（%）", 12), ("达标数", 10), ("应达标数", 10), ("结果", 10), ("说明", 44),
)  # fmt: skip


def _county_sheet(book: Book, outcome: Outcome, rows: words.RowOf, context: CountyContext) -> None:
    sheet = book.sheet("合同指标完成情况")
    _top(book, sheet, _title(outcome), outcome, context, len(_COUNTY_HEADS))
    heads(sheet, 2, _COUNTY_HEADS, book.head)
    at = 3
    for indicator in outcome.contract.indicators:
        for result in words.results_of(outcome, indicator):
            row = rows[outcome.contract.county_code, result.measure.code]
            given = [str(indicator.no), indicator.name, indicator.plan_text, row.measure_label, row.unit]
            numbers = [row.target_each, row.target_total, row.actual, row.rate_pct, row.units_met, row.units_total]
            if result.silent:
                numbers = [row.target_each, row.target_total, NO_DATA, "", "", row.units_total]
            for column, text in enumerate(given):
                put(sheet, at, column, text, book.cell)
            for column, text in enumerate(numbers, start=len(given)):
                put_number(sheet, at, column, text, book)
            put(sheet, at, len(given) + len(numbers), row.status, book.middle)
            put(sheet, at, len(given) + len(numbers) + 1, words.actual(outcome, result, rows), book.cell)
            at += 1


def _station_sheet(book: Book, outcome: Outcome, rows: words.RowOf, context: CountyContext) -> None:
    sheet = book.sheet("各站完成情况")
    results = [result for result in _station_results(outcome) if not result.silent]
    titles = [("站码", 12), ("社工站", 14)]
    for result in results:
        titles += [
            (f"{result.measure.label}（{result.measure.unit}）", 12),
            ("目标", 8),
            ("完成率（%）", 10),
            ("结果", 10),
        ]
    _top(book, sheet, "各站完成情况", outcome, context, len(titles))
    heads(sheet, 2, titles, book.head)
    for at, station in enumerate(outcome.contract.stations_on(outcome.as_of), start=3):
        put(sheet, at, 0, station.code, book.middle)
        put(sheet, at, 1, station.name, book.middle)
        for place, result in enumerate(results):
            row = rows.get((station.code, result.measure.code))
            texts = (row.actual, row.target_each, row.rate_pct, row.status) if row else ("", "", "", "")
            for column, text in enumerate(texts, start=2 + 4 * place):
                put_number(sheet, at, column, text, book)


def _top(book: Book, sheet: object, title: str, outcome: Outcome, context: CountyContext, columns: int) -> None:
    demo = "【演示数据】" if context.demo else ""
    put_across(sheet, 0, columns, demo + title, book.title)
    facts = [*_facts(outcome, context), f"导出：{minute(context.printed_at)} {context.printed_by}"]
    put_across(sheet, 1, columns, "    ".join(facts), book.note)
