"""From a cell of the form file to a box on paper: labels, answers, options with boxes, tables, signatures."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sheqi_desktop.domain.answers import Answers, Value
from sheqi_desktop.domain.conditions import asked_on
from sheqi_desktop.domain.derived import DERIVED, GATHERED, ROW_DERIVED
from sheqi_desktop.domain.derived_client import UNTICKED
from sheqi_desktop.domain.form import Field
from sheqi_desktop.domain.paper import GRID, PHOTOS_AT_MOST, Cell, Paper, PaperRow, TableColumn
from sheqi_desktop.domain.seen import Seen
from sheqi_desktop.reports.blocks import (
    BODY,
    CONTINUED,
    LABEL,
    LEAST_ROW,
    NOTE,
    PAD,
    PAD_ABOVE,
    SMALL,
    SMALL_LABEL,
    Block,
    Box,
    CutLine,
    Face,
    Row,
    Seal,
    Stack,
    Words,
)
from sheqi_desktop.reports.context import PaperContext, minute
from sheqi_desktop.reports.page import MM, Sheets, Style
from sheqi_desktop.reports.photos import Photos, frames_across, photos_of, places

ALL_SHOWN = 8
"""Up to so many options are printed with their boxes; of a longer list only what was chosen."""
LEAST_TABLE_ROW = 5.5 * MM
CENTRED_UP_TO = 3
_SIZES = ((10.5, 14.0, "  "), (9.0, 10.5, "  "), (9.0, 10.5, " "), (7.5, 9.5, " "), (7.5, 9.5, ""))
_SMALL_SIZES = ((9.0, 12.0, " "), (7.5, 9.5, " "))
_BOXED = re.compile(r"[□☑][^□☑]*[^□☑ ]")
_AT_STROKES = re.compile(r"[^/]+/?|/")
_MIDDLE = 0.5
SUPERVISOR = "supervisor"
TICK = Style(size=18, leading=24)
"""Boxes elders can see."""


class Filler:
    """Fills the cells of one paper with one record, or with nothing."""

    def __init__(self, sheets: Sheets, seen: Seen, answers: Answers | None, context: PaperContext, unit: float) -> None:
        """Take what the cells ask for; without answers the form stays blank."""
        self._sheets = sheets
        self._seen = seen
        self._blank = answers is None
        self._hand = self._blank or context.blanks  # Every blank form has room for a pen.
        self._answers: Answers = answers or {}
        self._context = context
        self._unit = unit

    # ------------------------------------------------------------------------------ rows
    def row(self, given: PaperRow, paper: Paper | None = None) -> Row:
        """Lay out one row of the grid; a row to sign in never becomes lower."""
        high = given.height * MM
        if given.cut:
            return Row((Box(GRID * self._unit, CutLine(given.cut)),), high, LEAST_ROW, framed=False)
        boxes = tuple(Box(cell.span * self._unit, *self._block(cell, high, paper)) for cell in given.cells)
        return Row(boxes, high, high if self._hand and any(cell.sign for cell in given.cells) else LEAST_ROW)

    def unsigned(self, given: PaperRow) -> bool:
        """Tell whether a row is there for signatures only, none was given, and no room for them is wanted."""
        signs = [cell for cell in given.cells if cell.sign]
        if self._hand or not signs or not all(cell.label or cell.sign for cell in given.cells):
            return False
        return not any(self._signature(cell, cell.span * self._unit - 2 * PAD).height for cell in signs)

    def _block(self, cell: Cell, high: float, paper: Paper | None) -> tuple[Block, Block | None]:
        width = cell.span * self._unit - 2 * PAD
        if cell.label:
            return self._label(cell.label, width, high, cell.vertical), self._again(cell, width, high)
        if cell.stack:
            return Stack(tuple(self.row(one, paper) for one in cell.stack)), None
        if cell.seal:
            return Seal(cell.seal * MM), None
        if cell.table or cell.gathered:
            return self._table(cell, high), None
        if cell.photos:
            return self._photos(cell, high), None
        if cell.sign:
            return self._signature(cell, width), None
        if cell.face:
            return Face(cell.face, cell.tail), None
        if cell.choice is not None:
            ticked = self._answers.get(cell.field) == cell.choice
            return Words(("☑" if ticked else "□",), TICK, _MIDDLE), None
        return self._answer(cell, width, high, paper), None

    # ------------------------------------------------------------------------------ labels
    def _again(self, cell: Cell, width: float, high: float) -> Block:
        return self._label(cell.label + CONTINUED, width, high, cell.vertical)

    def _label(self, label: str, width: float, high: float, vertical: bool) -> Words:
        if vertical:
            body = label.removesuffix(CONTINUED)
            lines = list(body) + ([CONTINUED] if body != label else [])
            style = LABEL if len(lines) * LABEL.leading + 2 * PAD_ABOVE <= high else SMALL_LABEL
            return Words(tuple(lines), style, _MIDDLE)
        if len(lines := self._sheets.lines(label, width, LABEL)) == 1:
            return Words(tuple(lines), LABEL, _MIDDLE)
        return self._heading(label, width)

    def _heading(self, label: str, width: float) -> Words:
        return Words(tuple(self._balanced(label, width)), SMALL_LABEL, _MIDDLE)

    def _balanced(self, label: str, width: float) -> list[str]:
        """Break a label after its strokes if that gives no more lines, else into lines of like length."""
        lines = self._sheets.lines(label, width, SMALL_LABEL)
        measure = self._sheets.measure(SMALL_LABEL)
        packed: list[str] = []
        for part in _AT_STROKES.findall(label):
            if packed and measure(packed[-1] + part) <= width:
                packed[-1] += part
            else:
                packed.append(part)
        if len(packed) <= len(lines) and all(measure(line) <= width for line in packed):
            return packed
        while len(again := self._sheets.lines(label, width, SMALL_LABEL)) == len(lines) and width > SMALL_LABEL.size:
            lines, width = again, width - SMALL_LABEL.size / 2
        return lines

    # ------------------------------------------------------------------------------ answers
    def _answer(self, cell: Cell, width: float, high: float, paper: Paper | None) -> Words:
        if cell.options and cell.field:
            return self._options(cell, width, high, paper)
        text = self._said(cell) or _to_write_in(cell.blank)
        if cell.derived and UNTICKED in text:
            return self._boxed(_BOXED.findall(text), "", width, high)
        return self._words(text, width, cell.span)

    def _said(self, cell: Cell) -> str:
        main = DERIVED[cell.derived](self._answers, self._seen) if cell.derived else self._field_said(cell.field)
        if cell.tail and (main or self._blank or cell.also):
            main = f"{main or '    '}{cell.tail}"
        return self._with_others(main, cell)

    def _field_said(self, name: str) -> str:
        return self._seen.say(name, self._answers) if not self._blank else ""

    def _with_others(self, main: str, cell: Cell) -> str:
        for name in cell.also:
            said = self._field_said(name)
            rows = name in self._seen.form and self._seen.form.field(name).type in ("rows", "memo")
            if said:
                main += ("\n" if rows and main else "  " if main and not main.endswith("：") else "") + said
        return main

    def _words(self, text: str, width: float, span: int, style: Style = BODY) -> Words:
        lines = self._sheets.lines(text, width, style) if text else []
        centred = span <= CENTRED_UP_TO and len(lines) == 1
        return Words(tuple(lines), style, _MIDDLE if centred else 0.0)

    # ------------------------------------------------------------------------------ options
    def _options(self, cell: Cell, width: float, high: float, paper: Paper | None) -> Words:
        one = self._seen.form.field(cell.field)
        value = self._answers.get(cell.field)
        picked = value if isinstance(value, list) else [value]
        options = self._option_words(one, picked, paper)
        many = len(options) > ALL_SHOWN
        if many and not self._blank:
            return self._words(self._said(cell), width, cell.span)
        after = cell.tail + "".join(f"{self._field_said(name)}" for name in cell.also)
        if many:
            return replace(self._boxed(options, "", width, high, _SMALL_SIZES), upper=bool(cell.also))
        return self._boxed(options, after, width, high)

    def _option_words(self, one: Field, picked: Sequence[Value], paper: Paper | None) -> list[str]:
        if one.vocabulary is None:
            return [f"{'☑' if value in picked else '□'}{word}" for value, word in ((True, "是"), (False, "否"))]
        group = self._seen.form.group_for(one, self._deciding(one, paper))
        on = asked_on(self._answers, self._seen.facts)
        offered = list(one.vocabulary.offered(group))
        offered += [entry for entry in one.vocabulary if entry.code in picked and entry not in offered]
        return [
            ("☑" if entry.code in picked else "□") + (entry.short_for(group) if entry.short else entry.label_on(on))
            for entry in offered
        ]

    def _deciding(self, one: Field, paper: Paper | None) -> Answers:
        """Give the answer that decides what is offered; on a blank form the first the paper is meant for."""
        form = self._seen.form
        if not self._blank or not one.offered_by or one.offered_by not in form or paper is None:
            return self._answers
        meant = dict(paper.used_if).get(one.offered_by, frozenset())
        decider = form.field(one.offered_by).vocabulary
        return {one.offered_by: next((entry.code for entry in decider or () if entry.code in meant), None)}

    def _boxed(
        self,
        options: Sequence[str],
        after: str,
        width: float,
        high: float,
        sizes: Sequence[tuple[float, float, str]] = _SIZES,
    ) -> Words:
        """Set options in the largest size that the height of the blank form allows."""
        for size, leading, gap in sizes:
            style = Style(size=size, leading=leading)
            text = gap.join(options)
            lines = self._sheets.lines(text, width, style)
            if len(lines) * leading + 2 * PAD_ABOVE <= high + 0.1:
                break
        if after:
            lines = self._sheets.lines(f"{text}  {after}", width, style)
        return Words(tuple(lines), style)

    # ------------------------------------------------------------------------------ tables
    def _table(self, cell: Cell, high: float) -> Stack:
        source = self._seen.form.field(cell.table) if cell.table in self._seen.form else None
        rows = [] if self._blank else self._rows_of(cell)
        texts = [[self._table_text(column, row, source) for column in cell.columns] for row in rows]
        texts += [["" for _ in cell.columns]] * max(0, cell.lines - len(texts))
        footed = any(column.foot for column in cell.columns)
        if footed:
            texts.append([self._foot(column) for column in cell.columns])
        wanted = high / (max(cell.lines, 1) + 1 + footed)
        return self.table_of(cell.columns, texts, cell.span * self._unit, wanted)

    def row_texts(self, paper: Paper, row: Mapping[str, Any]) -> list[str]:
        """Give the words of one line of a list that has pages of its own."""
        source = self._seen.form.field(paper.table)
        return [self._table_text(column, row, source) for column in paper.columns]

    def _foot(self, column: TableColumn) -> str:
        return DERIVED[column.foot](self._answers, self._seen) if column.foot and not self._blank else ""

    def _rows_of(self, cell: Cell) -> list[Mapping[str, Any]]:
        """Give the rows of a list answer, of this record or of the one it links to."""
        if cell.gathered:
            return list(GATHERED[cell.gathered](self._answers, self._seen))
        holder = self._answers
        if cell.of:
            linked = self._answers.get(cell.of)
            holder = (self._seen.facts.record(linked) if isinstance(linked, str) else None) or {}
        value = holder.get(cell.table)
        return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []

    def table_of(
        self,
        columns: Sequence[TableColumn],
        texts: Sequence[Sequence[str]],
        width: float,
        wanted: float,
        style: Style = SMALL,
    ) -> Stack:
        """Lay out a small table: a line of headings and a line for each row."""
        part = width / sum(column.width for column in columns)
        head = Row(
            tuple(
                Box(column.width * part, self._heading(column.label, column.width * part - 2 * PAD))
                for column in columns
            ),
            wanted,
            LEAST_TABLE_ROW,
        )
        lines = [
            Row(
                tuple(
                    Box(column.width * part, self._small(text, column.width * part - 2 * PAD, style))
                    for column, text in zip(columns, row, strict=True)
                ),
                wanted,
                LEAST_TABLE_ROW,
            )
            for row in texts
        ]
        return Stack((head, *lines), heads=1)

    def _small(self, text: str, width: float, style: Style) -> Words:
        lines = self._sheets.lines(text, width, style) if text else []
        return Words(tuple(lines), style, _MIDDLE if len(lines) == 1 else 0.0)

    def _table_text(self, column: TableColumn, row: Mapping[str, Any], source: Field | None) -> str:
        if column.derived:
            return ROW_DERIVED[column.derived](row, self._answers, self._seen)
        inner = source.column(column.field) if source is not None else None
        if inner is not None:
            said = self._seen.said(inner, row.get(column.field), asked_on(self._answers, self._seen.facts))
            return self._seen.facts.person_name(said) or said if column.field == "worker" else said
        return self._foreign(column.field, row.get(column.field))

    def _foreign(self, name: str, value: Any) -> str:
        """Put an answer of another form's row into words."""
        if isinstance(value, bool):
            return "是" if value else "否"
        vocabulary = {"health": "health_status", "occupation": "occupation_status"}.get(name, name)
        return self._seen.label(vocabulary, value) if vocabulary in self._seen.words else str(value or "")

    def list_text(self, column: TableColumn) -> str:
        """Give the words of one column of a list that has one record a line."""
        if column.derived:
            return DERIVED[column.derived](self._answers, self._seen)
        return self._field_said(column.field) if column.field else ""

    # ------------------------------------------------------------------------------ pictures
    def _photos(self, cell: Cell, high: float) -> Photos:
        most = cell.lines or PHOTOS_AT_MOST
        across = frames_across(cell.span, most)
        value = self._answers.get(cell.photos)
        return photos_of(value, self._context, most, across, high) if value else places(most, across, high)

    # ------------------------------------------------------------------------------ signatures
    def _signature(self, cell: Cell, width: float) -> Words:
        role = cell.sign.removesuffix("s")
        hidden = self._blank or (role == SUPERVISOR and not self._context.opinions)
        signed = [] if hidden else [one for one in self._context.signatures if one.role == role]
        above = [
            line for one in signed for line in self._sheets.lines(f"电子确认：{one.name} {minute(one.at)}", width, NOTE)
        ]
        text = _to_write_in(cell.blank) if self._hand else ""
        if cell.sign == "date" and not self._blank:
            by_worker = next((one for one in self._context.signatures if one.role == "worker"), None)
            text = minute(by_worker.at)[:10] if by_worker else text
        if cell.sign == "client_sign" and not self._blank:
            text = self._client_signed()
        words = self._words(text, width, CENTRED_UP_TO)
        return replace(words, above=tuple(above))

    def _client_signed(self) -> str:
        """Say why nobody signed; a signature itself is on the paper, never printed."""
        value = self._answers.get("client_sign")
        if "client_sign" not in self._seen.form or not isinstance(value, dict):
            return ""
        return (
            self._field_said("client_sign")
            if value.get("reason") or value.get("state") in ("unable", "refused")
            else ""
        )


def _to_write_in(blank: str) -> str:
    """Make the gaps of 年 月 日 wide enough for a pen."""
    return blank.replace("  ", "　 ")
