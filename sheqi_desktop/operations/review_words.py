"""The words of a document as it is reviewed: question by question, each stretch with the answer it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sheqi_desktop.domain.annotation import Path
from sheqi_desktop.domain.answers import Answers, Value, rows
from sheqi_desktop.domain.fieldtype import show
from sheqi_desktop.domain.form import Field, Form
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.record_list import ref_words

WRITTEN = frozenset({"text", "memo"})
PICTURES = frozenset({"file", "files"})
GAP, LINE = "　", "\n"
"""Between two cells of a row, and between two rows."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of the answer at ``path`` (as an annotation names it), or of ours without one.

    ``exact``: letter by letter what was written, so that a part of it can be annotated.
    """

    text: str
    path: str = ""
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with its answer; ``files`` are photos and papers that stand as cards."""

    field: str
    label: str
    stretches: tuple[Stretch, ...]
    files: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the paper with at least one answer."""

    title: str
    asked: tuple[Asked, ...]


def parts_of(desk: Desk, form: Form, answers: Answers, names: Mapping[str, str]) -> tuple[Part, ...]:
    """Give the answers of a document in the order of its form; questions without an answer are left out."""
    found = (
        Part(
            section.title,
            tuple(
                asked
                for field in section.fields
                if (asked := _asked(desk, field, answers, names)) is not None
            ),
        )
        for section in form.sections
    )  # fmt: skip
    return tuple(one for one in found if one.asked)


def _asked(desk: Desk, field: Field, answers: Answers, names: Mapping[str, str]) -> Asked | None:
    value = answers.get(field.id)
    if value in (None, "", []):
        return None
    if field.type in PICTURES:
        told = value if isinstance(value, list) else [value]
        files = tuple(one for one in told if isinstance(one, dict))
        return Asked(field.id, field.label_with_unit, (), files) if files else None
    if field.type == "rows":
        stretches = tuple(_rows(desk, field, answers, names))
    else:
        stretches = tuple(_answer(desk, field, value, field.id, names))
    return Asked(field.id, field.label_with_unit, stretches) if stretches else None


def _answer(desk: Desk, field: Field, value: Value, path: str, names: Mapping[str, str]) -> Iterator[Stretch]:
    exact = field.type in WRITTEN and field.mask in ("", "name") and isinstance(value, str)
    words = str(value) if exact else _words(desk, field, value, names)
    if words:
        yield Stretch(words, path, exact)


def _words(desk: Desk, field: Field, value: Value, names: Mapping[str, str]) -> str:
    if value in (None, "", []):
        return ""
    if field.type in ("ref", "refs"):
        given = value if isinstance(value, list) else [value]
        return "、".join(words for one in given if (words := ref_words(desk, field.refers, str(one), names)))
    return show(value, field, desk.clock.today())


def _rows(desk: Desk, field: Field, answers: Answers, names: Mapping[str, str]) -> Iterator[Stretch]:
    """Put each row on lines of its own, every cell with the name of its column."""
    for place, row in enumerate(rows(answers, field.id), 1):
        cells = list(_cells(desk, field, row, names))
        if cells:
            yield Stretch(("" if place == 1 else LINE) + f"{place}. ")
            yield from cells


def _cells(desk: Desk, field: Field, row: Answers, names: Mapping[str, str]) -> Iterator[Stretch]:
    first = True
    for column in field.columns:
        path = str(Path(field.id, str(row.get("id") or ""), column.id))
        told = list(_answer(desk, column, row.get(column.id), path, names))
        if told:
            yield Stretch(("" if first else GAP) + f"{column.label_with_unit}：")
            yield from told
            first = False
