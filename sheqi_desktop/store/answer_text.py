"""The answers of many records as JSON text, put together from columns: no record is made only to be written down.

Whatever the road, each text reads as the answers of its record; the order of the questions in it means nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import NoneType
from typing import Any

from sheqi_desktop.store import jsontext


def answers_at(columns: Mapping[str, Sequence[Any]], row: int) -> dict[str, Any]:
    """Give the answers of one record; a question nobody answered leaves no trace."""
    return {name: column[row] for name, column in columns.items() if column[row] is not None}


def answer_texts(columns: Mapping[str, Sequence[Any]], kinds: Mapping[str, Collection[type]], count: int) -> list[str]:
    """Write the answers of every record; ``kinds`` are the types in each column.

    One form is filled in for all of them: what all answered alike stands in it, the rest is a gap.
    """
    form: list[str] = []
    tail = ""
    gaps: list[Sequence[Any]] = []
    late: list[Sequence[Any]] = []
    for name, column in columns.items():
        key = f"{jsontext.text(name)}:"
        if NoneType in kinds[name]:
            tail += "%s"
            late.append(["" if value is None else f",{key}{jsontext.text(value)}" for value in column])
            continue
        gap, values = _gap(column, kinds[name])
        form.append((key if gap else key + values[0]).replace("%", "%%") + gap)
        if gap:
            gaps.append(values)
    if not form:
        return ["{" + "".join(row)[1:] + "}" for row in zip(*late, strict=True)] if late else ["{}"] * count
    whole = "{" + ",".join(form) + tail + "}"
    if not gaps and not late:
        return [whole % ()] * count
    return [whole % row for row in zip(*gaps, *late, strict=True)]


def _gap(column: Sequence[Any], kinds: Collection[type]) -> tuple[str, Sequence[Any]]:
    """Give how a column's gap is written and what fills it; no gap where all said the same."""
    if column[0] == column[-1] and kinds in ({int}, {str}) and column.count(column[0]) == len(column):
        return "", [jsontext.text(column[0])]
    if kinds == {int}:
        return "%s", column
    if kinds == {str} and jsontext.text(column) == '["' + '","'.join(column) + '"]':
        return '"%s"', column  # nothing in it needs an escape
    for type_, between, gap in ((list, "],[", "[%s]"), (dict, "},{", "{%s}")):
        # All in one, cut where one ends and the next begins; the same signs inside a value make too many pieces.
        if kinds == {type_} and len(pieces := jsontext.text(column)[2:-2].split(between)) == len(column):
            return gap, pieces
    return "%s", jsontext.texts(column)
