"""What must not be read is taken out of the answers before they are put into words.

Whatever is derived or printed afterwards can only show what is left.  Which answers are somebody's name or number the
form says (``mask``): the title of an activity is a ``name`` as well, and stays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from sheqi_desktop.domain.answers import Answers, Value
from sheqi_desktop.domain.document import Document
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.form import Field, Form
from sheqi_desktop.domain.privacy import mask_id, mask_name, mask_phone

FormOf = Callable[[str, Answers], Form | None]
"""Gives the form a record of a kind was written with."""

NAME = "name"
_NUMBERS = {"id_no": mask_id, "phone": mask_phone}
VISIT = "visit"


def no_form(kind: str, answers: Answers) -> Form | None:
    """Know no form: a record nobody can shorten is not shown."""
    return None


def masked(form: Form, answers: Answers, *, numbers: bool = True, names: bool = False) -> dict[str, Value]:
    """Give the answers with the numbers and names of people shortened, also in lists of people."""
    return {
        key: _masked(form.field(key), value, numbers, names) if key in form else value for key, value in answers.items()
    }


def masked_value(field: Field, value: Value) -> Value:
    """Give one answer, or one row of a list, with the numbers of people shortened."""
    told: Value = (
        _masked_row(field, value, True, False) if isinstance(value, dict) else _masked(field, value, True, False)
    )
    return told


def _masked(field: Field, value: Any, numbers: bool, names: bool) -> Any:
    if field.columns and isinstance(value, list):
        return [_masked_row(field, row, numbers, names) if isinstance(row, dict) else row for row in value]
    if not isinstance(value, str):
        return value
    if numbers and field.mask in _NUMBERS:
        return _NUMBERS[field.mask](value)
    return mask_name(value) if names and field.mask == NAME else value


def _masked_row(field: Field, row: Answers, numbers: bool, names: bool) -> dict[str, Value]:
    columns = ((key, value, field.column(key)) for key, value in row.items())
    return {key: value if column is None else _masked(column, value, numbers, names) for key, value, column in columns}


class MaskedFacts:
    """The world with its numbers and names shortened; everything else is asked of the facts behind it."""

    def __init__(self, facts: Facts, form_of: FormOf, *, numbers: bool, names: bool) -> None:
        """Stand before the facts."""
        self._facts, self._form_of, self._numbers, self._names = facts, form_of, numbers, names
        self._seen: dict[str, Document | None] = {}

    def record(self, record: str) -> Answers | None:
        """Give another record, shortened."""
        found = self.document(record)
        return None if found is None else found.answers

    def document(self, record: str) -> Document | None:
        """Give another record with how far it has come, shortened; a ledger asks for the same person many times."""
        if record not in self._seen:
            found = self._facts.document(record)
            self._seen[record] = None if found is None else self._document(found)
        return self._seen[record]

    def related(self, kind: str, answer: str, value: Value) -> Sequence[Document]:
        """Give the records of a kind that answer a question so, shortened."""
        found = (self._document(one) for one in self._facts.related(kind, answer, value))
        return [one for one in found if one is not None]

    def visits_of(self, client: str, limit: int) -> Sequence[tuple[str, Answers]]:
        """Give the visits of a client, shortened."""
        visits = ((ref, self._shortened(VISIT, one)) for ref, one in self._facts.visits_of(client, limit))
        return [(ref, one) for ref, one in visits if one is not None]

    def _document(self, found: Document) -> Document | None:
        answers = self._shortened(found.kind, found.answers)
        if answers is None:
            return None
        counted = None if found.confirmed is None else self._shortened(found.kind, found.confirmed)
        return replace(found, answers=answers, confirmed=counted)

    def _shortened(self, kind: str, answers: Answers) -> Answers | None:
        """Give what may be read of a record, None where nobody can tell what of it is a name or a number."""
        if not (self._numbers or self._names):
            return answers
        form = self._form_of(kind, answers)
        return None if form is None else masked(form, answers, numbers=self._numbers, names=self._names)

    def __getattr__(self, name: str) -> Any:
        """Ask the facts behind."""
        return getattr(self._facts, name)
