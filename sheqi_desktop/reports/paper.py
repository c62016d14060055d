"""Any record on its printed form, filled or blank, from the grid its form file draws.

The same rows stand on both, so that a form filled by hand and one filled by the program look alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.change import VOIDED
from sheqi_desktop.domain.conditions import rows as rows_of
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.form import Form
from sheqi_desktop.domain.paper import GRID, Paper
from sheqi_desktop.domain.seen import Seen
from sheqi_desktop.domain.trouble import NotFound
from sheqi_desktop.reports.blocks import CONTINUED, NOTE, SMALL, Box, Row, Words
from sheqi_desktop.reports.cells import Filler
from sheqi_desktop.reports.context import Correction, Move, PaperContext, Printed, Signature, minute
from sheqi_desktop.reports.flow import Placed, flow, listed
from sheqi_desktop.reports.fonts import HEI, Fonts
from sheqi_desktop.reports.masking import MaskedFacts, masked
from sheqi_desktop.reports.page import LANDSCAPE, MM, THICK, UPRIGHT, Page, Sheets, Style
from sheqi_desktop.reports.photos import photo_rows, remarked_rows
from sheqi_desktop.reports.remarks import marked, remark_rows
from sheqi_desktop.reports.row_pages import row_pages

__all__ = [
    "Correction",
    "Move",
    "PaperContext",
    "Printed",
    "Signature",
    "draw_record",
    "print_blank",
    "print_list",
    "print_record",
]

OPINION = "approval_note"  # 督导意见, on whatever paper it stands
HEAD = Style()
TITLE = Style(face=HEI, size=16, leading=24)
LATER_TITLE = Style(face=HEI, size=12, leading=18)
FOOT = Style(size=8, leading=10, grey=0.25)
MARK = Style(face=HEI, size=12, leading=16)
REMARK = replace(NOTE, size=8, leading=11, grey=0.0)
HEAD_ROOM = HEAD.leading + TITLE.leading + 2 * MM
LATER_ROOM = HEAD.leading + LATER_TITLE.leading + 2 * MM
LIST = Style(size=8, leading=10)
BETWEEN_FORMS = 6 * MM
NO_NUMBER = "编号：" + " " * 34


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a sheet: what stands above its grid, and its rows."""

    title: str
    number: str
    rows: tuple[Placed, ...]
    marks: tuple[str, ...] = ()
    paper_no: str = ""
    later: bool = False


def print_record(form: Form, paper_id: str, answers: Answers, context: PaperContext, fonts: Fonts) -> Printed:
    """Print one record; without a paper's name the one that fits it is taken.  Its back follows if it has one."""
    paper = form.paper(paper_id) if paper_id else form.paper_for(answers) or form.paper()
    if paper is None:
        raise NotFound(what="纸质表", key=paper_id or form.title)
    if paper.kind == "list":
        return print_list(form, paper.id, [answers], context, fonts)
    press = _Press(form, paper, context, fonts)
    sides = press.sides(answers, "")
    if back := press.back():
        sides += press.back_sides(back, answers, "")
    press.draw([sides])
    return press.finished()


def draw_record(form: Form, paper_id: str, answers: Answers, context: PaperContext, sheets: Sheets) -> None:
    """Draw one record onto the current sheet of a document and the sheets after it."""
    paper = form.paper(paper_id)
    if paper is None:
        raise NotFound(what="纸质表", key=paper_id or form.title)
    press = _Press(form, paper, context, sheets.fonts, sheets)
    press.draw([press.sides(answers, "")])


def print_blank(
    form: Form, paper_id: str, copies: int, numbers: Sequence[str] | None, context: PaperContext, fonts: Fonts
) -> Printed:
    """Print empty forms; with reserved numbers each copy carries its own."""
    paper = form.paper(paper_id)
    if paper is None:
        raise NotFound(what="纸质表", key=paper_id or form.title)
    if paper.kind == "list":
        return _print_lists(form, paper, [], copies, context, fonts)
    press = _Press(form, paper, context, fonts)
    back = press.back()
    documents = []
    for copy in range(copies):
        number = numbers[copy] if numbers else ""
        sides = press.sides(None, number)
        documents.append(sides + (press.back_sides(back, None, number) if back else []))
    press.draw(documents)
    return press.finished()


def print_list(form: Form, paper_id: str, records: Sequence[Answers], context: PaperContext, fonts: Fonts) -> Printed:
    """Print many records on a list, one a line."""
    paper = form.paper(paper_id)
    if paper is None or paper.kind != "list":
        raise NotFound(what="纸质表", key=paper_id or form.title)
    return _print_lists(form, paper, records, 1, context, fonts)


def _print_lists(
    form: Form, paper: Paper, records: Sequence[Answers], copies: int, context: PaperContext, fonts: Fonts
) -> Printed:
    press = _Press(form, paper, context, fonts)
    press.draw([press.list_sides(records) for _ in range(copies)])
    return press.finished()


class _Press:
    """One printing: lays out all sides first, because each says how many there are."""

    def __init__(
        self, form: Form, paper: Paper, context: PaperContext, fonts: Fonts, sheets: Sheets | None = None
    ) -> None:
        self._form = form
        self._paper = paper
        self._context = context
        self._page: Page = LANDSCAPE if paper.landscape else UPRIGHT
        self._sheets = sheets or Sheets(fonts, self._page, paper.title)
        self._restricted = context.restricted
        self._drawn = 0
        facts = MaskedFacts(context.facts, context.form_of, numbers=context.masks, names=not context.names)
        self._seen = Seen(form, cast(Facts, facts), context.words, context.record_id)

    # ------------------------------------------------------------------------------ laying out
    def sides(self, answers: Answers | None, number: str) -> list[_Side]:
        """Lay out the rows of the grid over as many sides as they need."""
        shown = self._shown(answers)
        filler = self._filler(shown)
        beneath = self._beneath() if answers is not None else []
        if self._paper.kind == "rows":
            told = rows_of(shown or {}, self._paper.table)
            pages = row_pages(filler, self._paper, told, self._page.inner, blank=answers is None)
            room = self._page.floor - self._page.top - LATER_ROOM
            return self._as_sides(pages + (flow(beneath, room, room) if beneath else []), shown, number)
        parts: list[list[Row]] = [[]]
        for given in self._paper.rows:
            if given.new_page:
                parts.append([])
            if not filler.unsigned(given):
                parts[-1].append(filler.row(given, self._paper))
        parts[-1] += beneath
        room = self._page.floor - self._page.top
        slot = self._slot if sum(row.height for row in parts[0]) <= self._slot - HEAD_ROOM else room
        pages = flow(parts[0], slot - HEAD_ROOM, room - LATER_ROOM)
        remarked = remarked_rows(shown or {}, self._paper, self._context, self._page.inner)
        parts += [rows for rows in (self._photo_page(shown), remarked) if rows]
        for part in parts[1:]:
            pages += flow(part, room - LATER_ROOM, room - LATER_ROOM)
        return self._as_sides(pages, shown, number)

    def _photo_page(self, answers: Answers | None) -> list[Row]:
        """The pictures that have no place in the grid, on sheets of their own, two side by side."""
        question = self._paper.photo_page
        if answers is None or not question:
            return []
        after = self._paper.photos_in_grid(question)
        label = self._seen.form.field(question).label + (CONTINUED if after else "")
        return photo_rows(label, answers.get(question), self._context, after, self._page.inner)

    def _shown(self, answers: Answers | None) -> Answers | None:
        """Give what may be read of the answers; a 限阅 record is printed with its watermark."""
        if answers is None:
            return None
        self._restricted = self._restricted or answers.get("restricted") is True
        if not self._context.opinions:
            answers = {name: value for name, value in answers.items() if name != OPINION}
        shown = masked(self._form, answers, numbers=self._context.masks, names=not self._context.names)
        return marked(self._form, shown, self._context.remarks)

    def _filler(self, answers: Answers | None) -> Filler:
        return Filler(self._sheets, self._seen, answers, self._context, self._page.inner / GRID)

    @property
    def _slot(self) -> float:
        """The height one form may take where several stand on a sheet."""
        each = self._paper.per_page
        return (self._page.floor - self._page.top - (each - 1) * BETWEEN_FORMS) / each

    def back(self) -> Paper | None:
        """Find the back of the paper."""
        return next((one for one in self._form.papers if one.back_of == self._paper.id), None)

    def back_sides(self, back: Paper, answers: Answers | None, number: str) -> list[_Side]:
        """Lay out the back: what has changed in the file, a line each, and empty lines to write on."""
        moves = () if answers is None else self._context.moves
        lines = [[move.on, move.what, move.before, move.after, move.by][: len(back.columns)] for move in moves]
        return self._table_sides(back, lines, answers, number)

    def list_sides(self, records: Sequence[Answers]) -> list[_Side]:
        """Lay out a list, one record a line."""
        fillers = [self._filler(self._shown(one)) for one in records]
        lines = [[filler.list_text(column) for column in self._paper.columns] for filler in fillers]
        return self._table_sides(self._paper, lines, None, "")

    def _table_sides(self, paper: Paper, lines: list[list[str]], answers: Answers | None, number: str) -> list[_Side]:
        if paper.rows:
            return self._grid_sides(paper, answers, number)
        each = paper.lines or 1
        room = self._page.floor - self._page.top - HEAD_ROOM
        head_high = 10 * MM
        wanted = min(12 * MM, (room - head_high) / each)
        style = SMALL if paper.kind == "back" else LIST
        empty = [""] * len(paper.columns)
        table = self._filler(answers).table_of(paper.columns, [*lines, empty], self._page.inner, wanted, style)
        head, spare = replace(table.rows[0], wanted=head_high, least=head_high), table.rows[-1]
        pages = listed(head, list(table.rows[1:-1]), spare, each, room)
        return self._as_sides(pages, answers, number, paper.title)

    def _grid_sides(self, paper: Paper, answers: Answers | None, number: str) -> list[_Side]:
        """Lay out a back that is a grid of its own."""
        shown = self._shown(answers)
        filler = self._filler(shown)
        room = self._page.floor - self._page.top
        rows = [filler.row(row, paper) for row in paper.rows]
        return self._as_sides(flow(rows, room - HEAD_ROOM, room - LATER_ROOM), shown, number, paper.title)

    def _beneath(self) -> list[Row]:
        """The corrections of the record below the grid, and what the supervisors wrote about it."""
        lines = []
        for one in self._context.corrections:
            text = f"更正记录：第{one.revision}版 {one.on} {one.by} {one.reason}"
            lines += self._sheets.lines(
                text + (f" 签批人：{one.signed_by}" if one.signed_by else ""), self._page.inner, REMARK
            )
        words = Words(tuple(lines), REMARK, upper=True)
        corrections = [Row((Box(self._page.inner, words),), 0.0, 0.0, framed=False)] if lines else []
        return corrections + remark_rows(self._context.remarks, self._sheets, self._page.inner)

    def _as_sides(
        self, pages: list[list[Placed]], answers: Answers | None, number: str, title: str = ""
    ) -> list[_Side]:
        known = answers or {}
        marks = [mark for mark, on in (("作废", known.get(VOIDED) is True), ("待签", self._context.unsigned)) if on]
        marks = marks if answers is not None else []
        if self._paper.mark:
            marks.insert(0, self._paper.mark)
        number = number or str(known.get("doc_no") or "")
        if self._paper.kind == "list":
            number, said = "", ""
        else:
            tail = f"-{self._paper.suffix}" if self._paper.suffix else ""
            said = f"编号：{number}{tail}" if number else NO_NUMBER
        return [
            _Side(
                title or self._paper.title,
                said,
                tuple(placed),
                tuple(marks),
                str(known.get("paper_no") or ""),
                later=place > 0,
            )
            for place, placed in enumerate(pages)
        ]

    # ------------------------------------------------------------------------------ drawing
    def draw(self, documents: Sequence[list[_Side]]) -> None:
        """Draw every copy; small forms share a sheet."""
        each = self._paper.per_page
        short = each > 1 and all(len(sides) == 1 and self._height(sides[0]) <= self._slot for sides in documents)
        if not short:
            for sides in documents:
                for place, side in enumerate(sides, start=1):
                    self._begin()
                    self._side(side, self._page.top)
                    self._footer(place, len(sides))
            return
        sheets = [documents[start : start + each] for start in range(0, len(documents), each)]
        for place, sheet in enumerate(sheets, start=1):
            self._begin()
            for slot, sides in enumerate(sheet):
                top = self._page.top + slot * (self._slot + BETWEEN_FORMS)
                if slot:
                    middle = top - BETWEEN_FORMS / 2
                    self._sheets.rule(self._page.left, middle, self._page.width - self._page.right, middle, 0.4, 0.7)
                self._side(sides[0], top)
            self._footer(place, len(sheets))

    def _height(self, side: _Side) -> float:
        return HEAD_ROOM + sum(height for _, height in side.rows)

    def _begin(self) -> None:
        if self._drawn:
            self._sheets.turn()
        self._drawn += 1
        context = replace(self._context, restricted=self._restricted)
        if context.watermarks:
            self._sheets.watermark(context.watermarks)

    def _side(self, side: _Side, top: float) -> None:
        """Draw the heads and the grid."""
        sheets, page = self._sheets, self._page
        sheets.text(page.left, top, self._context.house, HEAD)
        sheets.text(page.left, top, side.number, HEAD, 1.0, page.inner)
        top += HEAD.leading
        style = LATER_TITLE if side.later else TITLE
        sheets.text(page.left, top, side.title + (CONTINUED if side.later else ""), style, 0.5, page.inner)
        if side.paper_no:
            sheets.text(page.left, top + 2, f"原纸质编号：{side.paper_no}", REMARK, 1.0, page.inner)
        if side.marks:
            sheets.text(page.left, top + 3, "".join(f"「{mark}」" for mark in side.marks), MARK)
        top += style.leading + 2 * MM
        start, end = top, top
        for row, height in side.rows:
            if not row.framed and end > start:
                sheets.frame(page.left, start, page.inner, end - start, THICK)
                start = end = top + height
            row.draw(sheets, page.left, top, height)
            top += height
            end = top if row.framed else end
        if end > start:
            sheets.frame(page.left, start, page.inner, end - start, THICK)

    def _footer(self, place: int, of: int) -> None:
        """Draw when and by whom it was printed, the page, the version."""
        page, context = self._page, self._context
        top = page.floor + 3 * MM
        if context.footer:
            self._sheets.text(page.left, top, f"打印时间：{minute(context.printed_at)}·{context.printed_by}", FOOT)
        if context.leaves:
            place, of = context.leaf + place - 1, context.leaves
        self._sheets.text(page.left, top, f"第{place}页/共{of}页", FOOT, 0.5, page.inner)
        self._sheets.text(page.left, top, f"修订版次：第{context.revision}版", FOOT, 1.0, page.inner)

    def finished(self) -> Printed:
        """Close the document."""
        return Printed(self._sheets.finish(), self._sheets.missing, self._drawn)
