"""Where in a record something stands, in words: a question, a row of a list, or one column of such a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sheqi_desktop.domain.answers import Answers, Value
from sheqi_desktop.domain.form import Field, Form
from sheqi_desktop.operations.compare import row_words, words_of_answer
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.record_list import named
from sheqi_desktop.store.database import Read

NOT_FILLED = "没有填"
ENVELOPE = {"status": "状态", "worker_id": "责任社工", "late_reason": "补录原因"}
"""What records say that no form asks."""


def label_at(form: Form, path: str) -> str:
    """Give what people call the answer at a path: the question, and the column where it is one cell of a list."""
    name, _, rest = path.partition("/")
    if name not in form:
        return ENVELOPE.get(name, name)
    inner = field_at(form, path) if "/" in rest else None
    return f"{form.field(name).label}・{inner.label}" if inner is not None else form.field(name).label


def field_at(form: Form, path: str) -> Field | None:
    """Give the question at a path, the column for a cell of a row; None for what no form asks."""
    name, _, rest = path.partition("/")
    if name not in form:
        return None
    column = rest.partition("/")[2]
    return form.field(name).column(column) if column else form.field(name)


def value_at(answers: Mapping[str, Value], path: str) -> Value:
    """Give what a record says at a path; a row as a whole, None where nothing stands."""
    name, _, rest = path.partition("/")
    value = answers.get(name)
    if not rest:
        return value
    row_id, _, column = rest.partition("/")
    rows = [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
    row = next((one for one in rows if one.get("id") == row_id), None)
    return row.get(column) if row is not None and column else row


def words_at(desk: Desk, read: Read, form: Form, path: str, values: Sequence[Value]) -> list[str]:
    """Give several answers to one question in words; a row as one line, nothing as 没有填."""
    field = field_at(form, path)
    if field is None:
        return [NOT_FILLED if value is None else str(value) for value in values]
    rows: list[Answers] = [value for value in values if isinstance(value, dict)] if "/" in path else []
    names = named(desk, read, rows or [{field.id: value} for value in values], field.columns if rows else (field,))
    said = [
        row_words(desk, field, value, names) if rows and isinstance(value, dict)
        else words_of_answer(desk, field, {field.id: value}, names)
        for value in values
    ]  # fmt: skip
    return [one or NOT_FILLED for one in said]
