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


def answer_texts(
    columns: Mapping[str, Sequence[Any]], kinds: Mapping[str, Collection[type]], count: int
) -> list[bytearray]:
    """Write the answers of every record; ``kinds`` are the types in each column.

    What stands between two answers is the same in every record, and so is an answer all gave alike.  They stay the
    bytes that lie in the file: as text each Chinese sign would be put into two bytes, and back into three.  The driver
    takes a ``bytearray`` as it is; of ``bytes`` it asks every time whether they want to be something else.
    """
    parts: list[Iterable[bytes]] = []
    sometimes: list[Sequence[bytes]] = []
    same = b"{"
    for name, column in columns.items():
        key = jsontext.utf8(name) + b":"
        if NoneType in kinds[name]:
            sometimes.append([b"" if value is None else b"," + key + jsontext.utf8(value) for value in column])
        elif column[0] == column[-1] and kinds[name] in ({int}, {str}) and column.count(column[0]) == len(column):
            same += key + jsontext.utf8(column[0]) + b","
        else:
            before, texts, after = _texts(column, kinds[name])
            parts += (repeat(same + key + before), texts)
            same = after + b","
    if same == b"{":
        # Each of them begins with a comma, and the first that is there must not.
        rows: Iterable[tuple[bytes, ...]] = zip(*sometimes, strict=True) if sometimes else repeat((), count)
        return [bytearray(b"{%b}" % b"".join(row)[1:]) for row in rows]
    parts += (repeat(same[:-1]), *sometimes, repeat(b"}", count))
    return list(map(bytearray().join, zip(*parts, strict=False)))


_CUTS: tuple[tuple[type, bytes, bytes, bytes], ...] = (
    (str, b'"', b'","', b'"'),
    (int, b"", b",", b""),
    (list, b"[", b"],[", b"]"),
    (dict, b"{", b"},{", b"}"),
)
"""How a column of one type is written: what each value begins with, what is between two, what each ends with."""


def _texts(column: Sequence[Any], kinds: Collection[type]) -> tuple[bytes, Sequence[bytes], bytes]:
    """Write the values of a column; give what stands before and after every one of them apart."""
    for type_, before, between, after in _CUTS:
        # All in one, cut where one ends and the next begins; the same signs inside a value make too many pieces.
        if kinds == {type_}:
            whole = jsontext.utf8(column)
            pieces = whole[1 + len(before) : len(whole) - 1 - len(after)].split(between)
            if len(pieces) == len(column):
                return before, pieces, after
    return b"", jsontext.many_utf8(column), b""
