"""The answers of a record laid out to be read: question by question, every word with the answer it belongs to.

The one way for whoever reads a record, the worker and the 督导 alike, with annotations or without.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sheqi_desktop.domain.annotation import Path
from sheqi_desktop.domain.answers import Answers, Value
from sheqi_desktop.domain.attachment import is_attachment
from sheqi_desktop.domain.fieldtype import show
from sheqi_desktop.domain.form import Field, Form
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.record_list import ref_words

UNANSWERED = "没填"
NEXT_ROW = "\n"
WRITTEN = frozenset({"text", "memo"})
FILES = frozenset({"file", "files"})
_BARE = frozenset({"text", "int", "dec1", "dec2"})


@dataclass(frozen=True, slots=True)
class ReadPart:
    """Words that belong together: the answer at ``path`` (``rows[id].column`` in a list), or words of ours without one.

    ``exact``: letter by letter what was written, so that a part of it can be annotated and found again by its place.
    """

    text: str
    path: str = ""
    exact: bool = False


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A question and what was answered; a list answers in several lines of text.

    ``parts`` are its words, each with the answer it belongs to; ``files`` are photos and papers that stand as cards.
    """

    field: str
    label: str
    parts: tuple[ReadPart, ...] = ()
    files: tuple[Mapping[str, Any], ...] = ()

    @property
    def text(self) -> str:
        """Give all its words."""
        return "".join(one.text for one in self.parts)


@dataclass(frozen=True, slots=True)
class ReadSection:
    """A part of the record with at least one answer."""

    title: str
    lines: tuple[ReadLine, ...]


@dataclass(frozen=True, slots=True)
class Cells:
    """How the cells of a row stand beside one another: what is between them, and whether every column is named."""

    between: str
    named: bool


SHORT = Cells("，", named=False)
"""As a worker reads it: only a bare number says what it is."""
NAMED = Cells("　", named=True)
"""As it is reviewed."""


def lay_out(
    desk: Desk,
    form: Form,
    answers: Answers,
    names: Mapping[str, str],
    cells: Cells = SHORT,
    also: Collection[str] = (),
) -> tuple[ReadSection, ...]:
    """Give the answers of a record in the order of its form; questions without an answer are left out.

    Those of ``also`` are shown all the same: somebody remarked on them.  ``names`` are the names of people and files.
    """
    laid = _Laying(desk, names, cells)
    found = []
    for section in form.sections:
        lines = []
        for field in section.fields:
            line = laid.line(field, answers.get(field.id))
            if line is None and field.id in also:
                line = ReadLine(field.id, field.label_with_unit, (ReadPart(UNANSWERED), ReadPart("", field.id)))
            if line is not None:
                lines.append(line)
        if lines:
            found.append(ReadSection(section.title, tuple(lines)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Laying:
    desk: Desk
    names: Mapping[str, str]
    cells: Cells

    def line(self, field: Field, value: Value) -> ReadLine | None:
        parts = tuple(self._parts(field, value))
        told = value if isinstance(value, list) else [value]
        files = (
            tuple(one for one in told if isinstance(one, dict) and is_attachment(one)) if field.type in FILES else ()
        )
        return ReadLine(field.id, field.label_with_unit, parts, files) if parts or files else None

    def _parts(self, field: Field, value: Value) -> Iterator[ReadPart]:
        if field.type == "rows" and isinstance(value, list):
            yield from self._rows(field, value)
        elif words := self._words(field, value):
            yield ReadPart(words, field.id, _exact(field, words, value))

    def _rows(self, field: Field, value: list[Any]) -> Iterator[ReadPart]:
        """Put each row on a line of its own; behind the last is the place of the list as a whole."""
        rows = [list(self._row(field, row)) for row in value if isinstance(row, dict)]
        told = [(place, row) for place, row in enumerate(rows, 1) if row]
        for place, row in told:
            yield ReadPart(f"{'' if place == told[0][0] else NEXT_ROW}{place}. ")
            for turn, cell in enumerate(row):
                if turn:
                    yield ReadPart(self.cells.between)
                yield from cell
        if told:
            yield ReadPart("", field.id)

    def _row(self, field: Field, row: Answers) -> Iterator[list[ReadPart]]:
        for column in field.columns:
            value = row.get(column.id)
            if words := self._words(column, value):
                path = str(Path(field.id, str(row.get("id") or ""), column.id)) if row.get("id") else ""
                label = self._label(column, words)
                yield [*([ReadPart(label)] if label else []), ReadPart(words, path, _exact(column, words, value))]

    def _label(self, column: Field, words: str) -> str:
        """Name a cell; 5，1，2 tells nobody which is the baseline and which the target."""
        if self.cells.named:
            return f"{column.label_with_unit}："
        return f"{column.label} " if words[:1].isdigit() and column.type in _BARE else ""

    def _words(self, field: Field, value: Value) -> str:
        if value in (None, "", []):
            return ""
        if field.type in ("ref", "refs"):
            given = value if isinstance(value, list) else [value]
            told = (ref_words(self.desk, field.refers, str(one), self.names) for one in given)
            return "、".join(words for words in told if words)
        return show(value, field, self.desk.clock.today())


def _exact(field: Field, words: str, value: Value) -> bool:
    """Tell whether words are the very letters that were written: neither a label nor a number shown short."""
    return field.type in WRITTEN and field.mask in ("", "name") and words == value
