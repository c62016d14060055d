"""Rows of a list question copied from Excel or WPS: a line each, under headings or in the order of the form.

Nothing typed is lost: what is no day, number or word of a list stays in its cell as it was written, where the form
says what is wrong with it; what cannot be linked or ticked goes into 备注 and is told.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sheqi_desktop.domain.answers import Value, is_empty
from sheqi_desktop.domain.dates import day, half_width
from sheqi_desktop.domain.fieldtype import Unreadable, parse
from sheqi_desktop.domain.form import Field
from sheqi_desktop.domain.sheet import NEVER
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.sheet_links import Links
from sheqi_desktop.store import records

MOST = 200
"""Lines taken at once."""
LINKED = frozenset({"ref", "refs", "bool"})
NUMBERED = frozenset({"序", "序号", "编号", "NO"})
AGE, BIRTH_YEAR, NOTE, CLIENT, NAME = "年龄", "birth_year", "note", "client_id", "name"
OTHER_WORDS = {
    "phone": ("联系电话", "手机", "手机号", "联系方式"),
    "village": ("村居", "村", "住址"),
    "name": ("名字",),
}
"""What people's own lists call a column."""
_WORD = re.compile(r"[\s*()（）【】\[\]／/]")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pasted:
    """The rows that were read, each with an id, and what a person should know about them."""

    rows: tuple[Row, ...] = ()
    says: tuple[str, ...] = ()


def pasted_rows(desk: Desk, field: Field, text: str) -> Pasted:
    """Read what lies on the clipboard as rows of a list question; no rows where it is no list."""
    lines = _lines(text)
    if not lines:
        return Pasted()
    heads = _heads(field, lines[0])
    says: list[str] = []
    if heads:
        strange = [
            cell for at, cell in enumerate(lines[0]) if cell and at not in heads and _plain(cell) not in NUMBERED
        ]
        says += [f"没认出“{'”“'.join(strange)}”这几列，没有贴上。"] if strange else []
        lines = lines[1:]
    else:
        heads = _in_order(field, lines)
    if len(lines) > MOST:
        says.append(f"一次最多贴 {MOST} 行，后面 {len(lines) - MOST} 行没有贴上。")
    reader = _Reader(desk, field, says)
    made = [reader.row(place, {heads[at]: cell for at, cell in enumerate(line) if at in heads and cell})
            for place, line in enumerate(lines[:MOST], 1)]  # fmt: skip
    return Pasted(tuple(made), tuple(says))


def _lines(text: str) -> list[list[str]]:
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    cells = [[cell.strip().strip('"').strip() for cell in row.split("\t")] for row in rows]
    return [line for line in cells if any(line)]


def _plain(text: str) -> str:
    return _WORD.sub("", half_width(text)).upper()


def _can(field: Field) -> list[Field]:
    return [one for one in field.columns if one.type not in NEVER and one.type != "rows"]


def _heads(field: Field, line: Sequence[str]) -> dict[int, str]:
    """Give the column under each heading by its place; none where the first line is no line of headings."""
    words: dict[str, str] = {}
    for one in _can(field):
        for said in (one.label, one.label_with_unit, *OTHER_WORDS.get(one.id, ())):
            words.setdefault(_plain(said), one.id)
    if field.column(BIRTH_YEAR) is not None:
        words.setdefault(AGE, AGE)
    found = {at: words[_plain(cell)] for at, cell in enumerate(line) if _plain(cell) in words}
    enough = len(found) >= 2 or (len(found) == 1 and sum(map(bool, line)) == 1)
    return found if enough else {}


def _in_order(field: Field, lines: Sequence[Sequence[str]]) -> dict[int, str]:
    """Give the columns as the form shows them; numbers that only count the lines are passed over.

    A list of people begins with their names: whom the name means is looked up.
    """
    named = field.column(NAME) is not None
    shown = [one.id for one in _can(field) if not (named and one.id == CLIENT)]
    counted = len(lines[0]) > 1 and [line[0] for line in lines] == [str(n) for n in range(1, len(lines) + 1)]
    return {at + counted: name for at, name in enumerate(shown)}


class _Reader:
    """Reads the lines of one paste; what is pointed to is looked up once."""

    def __init__(self, desk: Desk, field: Field, says: list[str]) -> None:
        self._desk, self._field, self._says = desk, field, says
        self._links = Links(desk)
        self._today = desk.clock.today()

    def row(self, place: int, cells: Mapping[str, str]) -> Row:
        row: Row = {"id": str(uuid.uuid4())}
        for name, text in cells.items():
            column = self._field.column(BIRTH_YEAR if name == AGE else name)
            assert column is not None
            try:
                value = self._read(column, text)
            except Unreadable:
                value = self._as_typed(place, column, text, row)
            if name == AGE and isinstance(value, int):
                value = self._today.year - value
            if not is_empty(value):
                row[column.id] = f"{row[NOTE]}；{value}" if column.id == NOTE and row.get(NOTE) else value
        self._link(row)
        return row

    def _read(self, column: Field, text: str) -> Value:
        if column.type in ("ref", "refs"):
            return self._links.read(column, text)
        return parse(text, column, self._today)

    def _as_typed(self, place: int, column: Field, text: str, row: Row) -> Value:
        """Keep what cannot be read: in its cell where that can hold it, else in 备注."""
        if column.type not in LINKED:
            return text
        self._says.append(f"贴上的第 {place} 行“{column.label}”没认出“{text}”，请在这一格重选。")
        if self._field.column(NOTE) is not None:
            row[NOTE] = "；".join(one for one in (row.get(NOTE), f"{column.label}：{text}") if one)
        return None

    def _link(self, row: Row) -> None:
        """Point to the file of this name where there is one only and nothing that was typed speaks against it."""
        column = self._field.column(CLIENT)
        if column is None or row.get(CLIENT) or not isinstance(row.get(NAME), str):
            return
        try:
            found = self._links.read(column, row[NAME])
        except Unreadable:
            return
        with self._desk.read() as read:
            person = records.get(read, str(found))
        if person is not None and _fits(row, person.answers):
            row[CLIENT] = person.id


def _fits(row: Mapping[str, Any], told: Mapping[str, Any]) -> bool:
    """Tell whether the year of birth, the sex and the village that were typed are those of a file."""
    born = day(told.get("birth_date"))
    known = {**told, BIRTH_YEAR: born.year if born else None}
    return all(
        row.get(name) in (None, known.get(name)) or known.get(name) is None
        for name in (BIRTH_YEAR, "birth_date", "gender", "village")
    )
