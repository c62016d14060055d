"""The answers of many records as JSON text, put together from columns: no record is made only to be written down.

Whatever the road, each text reads as the answers of its record; the order of the questions in it means nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import repeat
from types import NoneType
from typing import Any

from sheqi_desktop.store import jsontext


def answers_at(columns: Mapping[str, Sequence[Any]], row: int) -> dict[str, Any]:
    """Give the answers of one record; a question nobody answered leaves no trace."""
    return {name: column[row] for name, column in columns.items() if column[row] is not None}


def answer_texts(columns: Mapping[str, Sequence[Any]], kinds: Mapping[str, Collection[type]], count: int) -> list[str]:
    """Write the answers of every record; ``kinds`` are the types in each column.

    What stands between two answers is the same in every record, and so is an answer all gave alike.
    """
    parts: list[Iterable[str]] = []
    sometimes: list[Sequence[str]] = []
    same = "{"
    for name, column in columns.items():
        key = f"{jsontext.text(name)}:"
        if NoneType in kinds[name]:
            sometimes.append(["" if value is None else f",{key}{jsontext.text(value)}" for value in column])
        elif column[0] == column[-1] and kinds[name] in ({int}, {str}) and column.count(column[0]) == len(column):
            same += f"{key}{jsontext.text(column[0])},"
        else:
            before, texts, after = _texts(column, kinds[name])
            parts += (repeat(f"{same}{key}{before}"), texts)
            same = f"{after},"
    if same == "{":
        # Each of them begins with a comma, and the first that is there must not.
        return ["{" + "".join(row)[1:] + "}" for row in zip(*sometimes, strict=True)] if sometimes else ["{}"] * count
    parts += (repeat(same[:-1]), *sometimes, repeat("}", count))
    return list(map("".join, zip(*parts, strict=False)))


_CUTS: tuple[tuple[type, str, str, str], ...] = (
    (str, '"', '","', '"'),
    (int, "", ",", ""),
    (list, "[", "],[", "]"),
    (dict, "{", "},{", "}"),
)
"""How a column of one type is written: what each value begins with, what is between two, what each ends with."""


def _texts(column: Sequence[Any], kinds: Collection[type]) -> tuple[str, Sequence[str], str]:
    """Write the values of a column; give what stands before and after every one of them apart."""
    for type_, before, between, after in _CUTS:
        # All in one, cut where one ends and the next begins; the same signs inside a value make too many pieces.
        if kinds == {type_}:
            whole = jsontext.text(column)
            pieces = whole[1 + len(before) : len(whole) - 1 - len(after)].split(between)
            if len(pieces) == len(column):
                return before, pieces, after
    return "", jsontext.texts(column), ""
