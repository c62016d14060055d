"""The columns of a sheet with which records are typed in Excel: those of the 台账, then what else the form asks for.

A column takes an answer, helps to find what another one points to (the village of a person), or is worked out by the
program and left empty.  A list question takes its rows in one cell: rows parted by ；, the answers of a row by ／.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sheqi_desktop.domain.form import Field, Form

HELPS = "@"
TYPED_AS = {
    "client_name": "client_id",
    "client_village": "client_id@village",
    "worker_names": "workers",
    "other_categories": "categories",
    "case_client": "client_id",
    "subject_name": "client_id",
}
"""Worked-out columns of the 台账 in which a person types what they are worked out from."""
OLD_SHEETS_SAY = frozenset({"hukou_region"})
"""Questions that need no answer and stand in no 台账, but in the lists people kept before this program."""
NEVER = frozenset({"file", "files", "signature"})
_ROWS = re.compile(r"[；;\n]")
_PARTS = re.compile(r"[/／]")
PROBLEMS = "问题"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column: its heading, and the answer it takes; '' where the program fills it in by itself."""

    header: str
    answer: str = ""
    width: int = 14

    @property
    def field(self) -> str:
        """The question it is about."""
        return self.answer.partition(HELPS)[0]

    @property
    def helps(self) -> str:
        """What it adds to find what the question points to."""
        return self.answer.partition(HELPS)[2]


def sheet_columns(form: Form) -> tuple[SheetColumn, ...]:
    """Give the columns in which records of this form are typed."""
    ledger = form.ledger.columns if form.ledger is not None else ()
    first = []
    for column in ledger:
        answer = column.field if column.imported and column.field in form else TYPED_AS.get(column.derived, "")
        known = answer.partition(HELPS)[0] in form
        first.append(SheetColumn(column.header, answer if known else "", column.width))
    taken = {one.answer for one in first}
    more = [SheetColumn(one.label_with_unit, one.id) for one in _further(form) if one.id not in taken]
    return (*first, *more)


def _further(form: Form) -> Iterator[Field]:
    """Give the questions that must be answered before handing in, and what old lists say, as far as it can be typed."""
    for one in form:
        if (one.need in ("save", "submit") or one.id in OLD_SHEETS_SAY) and one.type not in NEVER:
            yield one


def row_parts(text: str) -> list[list[str]]:
    """Part what one cell says of a list question into rows, and each row into answers."""
    return [[part.strip() for part in _PARTS.split(row)] for row in (one.strip() for one in _ROWS.split(text)) if row]


def typed_columns(field: Field) -> list[Field]:
    """Give the columns of a list question in the order in which one cell names them: what is needed comes first."""
    can = [one for one in field.columns if one.type not in NEVER and one.type != "rows"]
    return [*(one for one in can if one.need != "optional"), *(one for one in can if one.need == "optional")]
