"""The sheet with which lists are imported: the headings of the 台账 and more, a hidden line of names, lists to choose.

What could not be taken in is written into the same sheet again, each line with its sentence under 问题.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sheqi_desktop.domain.form import Form
from sheqi_desktop.domain.sheet import HELPS, PROBLEMS, SheetColumn, sheet_columns
from sheqi_desktop.domain.trouble import NotFound
from sheqi_desktop.reports.workbook import Book, heads, put, put_across

HEADS_AT = 2
NAMES_AT = 3
EMPTY_LINES = 200
NOTE = (
    "灰色各列由软件自动填写，请留空。日期写成2023-06-14；多项之间用顿号隔开；"
    "一格里有几条的用分号隔开，一条里的几项用斜杠隔开。"
)


@dataclass(frozen=True, slots=True)
class LeftLine:
    """A line that was not taken in: its cells by heading, and why."""

    cells: Mapping[str, str]
    problem: str


def write_template(
    form: Form,
    station_name: str,
    choices: Mapping[str, Sequence[str]] | None = None,
    left: Sequence[LeftLine] = (),
    more_heads: Sequence[str] = (),
) -> bytes:
    """Write the sheet; ``choices`` are words by answer, ``more_heads`` headings of a person's own that are kept."""
    if form.ledger is None:
        raise NotFound(what="台账", key=form.title)
    return _Sheet(form, station_name, choices or {}, left, more_heads).drawn()


class _Sheet:
    """One sheet being written."""

    def __init__(
        self,
        form: Form,
        station_name: str,
        choices: Mapping[str, Sequence[str]],
        left: Sequence[LeftLine],
        more_heads: Sequence[str],
    ) -> None:
        self._form, self._station, self._choices, self._left = form, station_name, choices, left
        self._columns = (*sheet_columns(form), *(SheetColumn(head) for head in more_heads))
        if left:
            self._columns = (*self._columns, SheetColumn(PROBLEMS, width=40))
        self._own = {*more_heads, PROBLEMS}
        self._book = Book()

    def drawn(self) -> bytes:
        book, columns = self._book, self._columns
        assert self._form.ledger is not None
        title = self._form.ledger.title
        sheet = book.sheet(title)
        titles = [("序号", 6), *((column.header, column.width) for column in columns)]
        put_across(sheet, 0, len(titles), f"{self._station}社工站{title}导入表", book.title)
        put_across(sheet, 1, len(titles), NOTE, book.note)
        sheet.set_row(0, 30)
        heads(sheet, HEADS_AT, titles, book.head)
        words = book.sheet("词表")
        for place, column in enumerate(columns, start=1):
            if not column.answer and column.header not in self._own:
                put(sheet, HEADS_AT, place, column.header, book.grey)
            put(sheet, NAMES_AT, place, column.answer, book.cell)
            sheet.set_column(place, place, column.width, book.open)
            if column.answer:
                self._offer(sheet, words, place, column)
        sheet.set_row(NAMES_AT, None, None, {"hidden": True})
        for down, line in enumerate(self._left):
            self._write_line(sheet, NAMES_AT + 1 + down, down + 1, line)
        words.hide()
        return book.finish()

    def _write_line(self, sheet: Any, at: int, number: int, line: LeftLine) -> None:
        sheet.write_number(at, 0, number, self._book.number)
        for place, column in enumerate(self._columns, start=1):
            text = line.problem if column.header == PROBLEMS else line.cells.get(column.header, "")
            put(sheet, at, place, text, self._book.cell)

    def _offer(self, sheet: Any, words: Any, place: int, column: SheetColumn) -> None:
        """Offer the words of a list; several may be joined by hand where several can be true."""
        labels, strict = self._labels(column)
        if not labels:
            return
        for line, label in enumerate(labels):
            put(words, line, place, label, self._book.cell)
        letters = _letters(place)
        sheet.data_validation(
            HEADS_AT + 2,
            place,
            HEADS_AT + 1 + max(EMPTY_LINES, len(self._left)),
            place,
            {
                "validate": "list",
                "source": f"=词表!${letters}$1:${letters}${len(labels)}",
                "ignore_blank": True,
                "show_error": strict,
                "error_title": "请从列表中选择",
                "error_message": "请选择列表中的一项。",
            },
        )

    def _labels(self, column: SheetColumn) -> tuple[list[str], bool]:
        if HELPS in column.answer or column.answer in self._choices:
            return list(self._choices.get(column.helps or column.answer, ())), False
        one = self._form.field(column.field)
        if one.type == "bool":
            return ["是", "否"], True
        labels = [entry.label for entry in one.vocabulary.offered()] if one.vocabulary else []
        return labels, one.type == "code"


def _letters(column: int) -> str:
    """Give the letters Excel calls a column by, the first being A."""
    column, name = column + 1, ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
