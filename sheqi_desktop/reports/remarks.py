"""督导批注 on paper: ①②… where the words stand, and what they say in a box below the form (domain 03 §4, 14 §9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sheqi_desktop.domain.annotation import Path, PhotoRect, nfc
from sheqi_desktop.domain.answers import Answers, Value
from sheqi_desktop.domain.form import Field, Form
from sheqi_desktop.reports.blocks import LABEL, PAD, SMALL, Box, Row, Words
from sheqi_desktop.reports.page import MM, Sheets, Style

TITLE = "督导批注"
HEAD = 8 * MM
INDENT = "　　"
STYLE: Style = replace(SMALL, leading=13.0)
_WRITTEN = frozenset({"text", "memo"})
_CIRCLED = (
    *(chr(0x2460 + n) for n in range(20)),
    *(chr(0x3251 + n) for n in range(15)),
    *(chr(0x32B1 + n) for n in range(15)),
)


@dataclass(frozen=True, slots=True)
class Said:
    """One line of the thread below an annotation."""

    by: str
    on: str
    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """One annotation as the paper shows it, where it stands in the text that is printed.

    ``field`` is '' for the whole document, a question, or ``rows[id].column``; ``end`` counts code points after NFC,
    None for the whole answer.  ``where`` names the question, ``note`` is 位置已调整, 原文已修改, 针对第n版 or nothing.
    """

    kind: str
    body: str
    by: str
    on: str
    state: str
    field: str = ""
    end: int | None = None
    where: str = ""
    quote: str = ""
    note: str = ""
    said: tuple[Said, ...] = ()
    photo: PhotoRect | None = None
    """The part of a photo it is about, and the photo as an answer points to it."""
    file: Mapping[str, Any] | None = None


def mark(number: int) -> str:
    """Give the mark of the n-th remark of a paper, from 1: ① to ㊿, then (51)."""
    return _CIRCLED[number - 1] if number <= len(_CIRCLED) else f"({number})"


def marked(form: Form, answers: Answers, remarks: Sequence[Remark]) -> dict[str, Value]:
    """Give the answers with the mark of each remark behind the words it is about.

    Answers that are no text carry none, the box names their question; nor does a masked one stand where its words did,
    so its mark goes to the end.
    """
    told: dict[str, Any] = dict(answers)
    for path, marks in _by_place(remarks).items():
        where = Path.read(path)
        field = form.field(where.field) if where.field in form else None
        if field is None:
            continue
        if not where.row:
            told[where.field] = _with_marks(field, told.get(where.field), marks)
        elif (column := field.column(where.column)) is not None and isinstance(told.get(where.field), list):
            told[where.field] = [
                {**row, where.column: _with_marks(column, row.get(where.column), marks)}
                if isinstance(row, dict) and row.get("id") == where.row
                else row
                for row in told[where.field]
            ]
    return told


def frames_on(remarks: Sequence[Remark], sha256: str, page: int = 1) -> tuple[tuple[PhotoRect, str], ...]:
    """Give the parts of a photo or of a page that are remarked on, each with its mark."""
    return tuple(
        (one.photo, mark(number))
        for number, one in enumerate(remarks, start=1)
        if one.photo is not None and one.photo.page == page and one.file is not None and one.file["hash"] == sha256
    )


def _by_place(remarks: Sequence[Remark]) -> dict[str, list[tuple[int | None, str]]]:
    found: dict[str, list[tuple[int | None, str]]] = {}
    for number, one in enumerate(remarks, start=1):
        found.setdefault(one.field, []).append((one.end, mark(number)))
    return found


def _with_marks(field: Field, value: Value, marks: Iterable[tuple[int | None, str]]) -> Value:
    if not isinstance(value, str) or field.type not in _WRITTEN:
        return value
    text, told, done = nfc(value), "", 0
    last = len(text)
    placed = [(last if end is None or field.mask or end > last else end, sign) for end, sign in marks]
    for end, sign in sorted(placed, key=lambda one: one[0]):
        told, done = told + text[done:end] + sign, end
    return told + text[done:]


def remark_rows(remarks: Sequence[Remark], sheets: Sheets, width: float) -> list[Row]:
    """Give the box below the grid: a head, then a row for each remark; a long one goes on where the page ends."""
    if not remarks:
        return []
    head = Row((Box(width, Words((TITLE,), LABEL, 0.5)),), HEAD, HEAD)
    return [head, *(_row(number, one, sheets, width) for number, one in enumerate(remarks, start=1))]


def _row(number: int, one: Remark, sheets: Sheets, width: float) -> Row:
    parts = [f"{mark(number)}【{one.kind}】{one.body}"]
    where = "・".join(part for part in (one.where, f"“{one.quote}”" if one.quote else "", one.note) if part)
    if where:
        parts.append(f"{INDENT}{where}")
    parts.append(f"{INDENT}{one.by}　{one.on}　{one.state}")
    parts += [f"{INDENT}{said.by}　{said.on}：{said.text}" for said in one.said]
    lines = [line for part in parts for line in sheets.lines(part, width - 2 * PAD, STYLE)]
    return Row((Box(width, Words(tuple(lines), STYLE, upper=True)),), 0.0, 0.0)
