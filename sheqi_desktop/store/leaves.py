"""The rows that lie on the pages of a table (SQLite's file format, sections 1.6 and 2), read one page at a time."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from typing import Any

from sheqi_desktop.store.sealed_pages import USABLE

LEAF, INNER = 0x0D, 0x05
_FIRST_HEAD = 100
Row = tuple[int, list[Any], bool]
"""The number of a row, its values, and whether all of them could be read."""
Get = Callable[[int], bytes | None]
_WHOLE = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


def kind_of(page: bytes, number: int) -> int:
    """Give what a page is: a leaf of a table, an inner page of one, or anything else."""
    return page[_head(number)]


def children(page: bytes, number: int) -> list[int]:
    """List the pages below an inner page of a table."""
    head = _head(number)
    found = [struct.unpack_from(">I", page, place)[0] for place in _places(page, number, 12) if place + 4 <= USABLE]
    return [*found, struct.unpack_from(">I", page, head + 8)[0]]


def rows(page: bytes, number: int, get: Get) -> Iterator[Row]:
    """Give the rows of a leaf; where a page a long row goes on in is gone, what could be read of it."""
    for place in _places(page, number, 8):
        try:
            size, at = _varint(page, place)
            row, at = _varint(page, at)
            data, whole = _payload(page, at, size, get)
            values, all_ = _values(data)
        except (IndexError, struct.error, UnicodeDecodeError, ValueError):
            continue
        yield row if row < 1 << 63 else row - (1 << 64), values, whole and all_


def _head(number: int) -> int:
    return _FIRST_HEAD if number == 1 else 0


def _places(page: bytes, number: int, after: int) -> list[int]:
    head = _head(number)
    (count,) = struct.unpack_from(">H", page, head + 3)
    count = min(count, (USABLE - head - after) // 2)
    return [place for place in struct.unpack_from(f">{count}H", page, head + after) if head + after <= place < USABLE]


def _payload(page: bytes, at: int, size: int, get: Get) -> tuple[bytes, bool]:
    """Gather what a row is made of, from its leaf and the pages it goes on in."""
    most = USABLE - 35
    here = size
    if size > most:
        least = (USABLE - 12) * 32 // 255 - 23
        here = least + (size - least) % (USABLE - 4)
        here = here if here <= most else least
    data = page[at : at + here]
    if here == size:
        return data, len(data) == size
    (after,) = struct.unpack_from(">I", page, at + here)
    parts, seen, left = [data], set(), size - here
    while left > 0:
        more = get(after) if after and after not in seen else None
        if more is None:
            return b"".join(parts), False
        seen.add(after)
        parts.append(more[4 : 4 + min(left, USABLE - 4)])
        left -= USABLE - 4
        (after,) = struct.unpack_from(">I", more, 0)
    return b"".join(parts), True


def _values(data: bytes) -> tuple[list[Any], bool]:
    head, at = _varint(data, 0)
    types = []
    while at < head:
        type_, at = _varint(data, at)
        types.append(type_)
    values: list[Any] = []
    at = head
    for type_ in types:
        length = _length(type_)
        piece = data[at : at + length]
        if len(piece) < length:
            return values, False
        values.append(_value(type_, piece))
        at += length
    return values, at == len(data)


def _length(type_: int) -> int:
    if type_ >= 12:
        return (type_ - 12) // 2
    if type_ in (10, 11):
        raise ValueError("no such type")
    return 8 if type_ == 7 else _WHOLE.get(type_, 0)


def _value(type_: int, piece: bytes) -> Any:
    if type_ == 0:
        return None
    if type_ in (8, 9):
        return type_ - 8
    if type_ == 7:
        return struct.unpack(">d", piece)[0]
    if type_ < 7:
        return int.from_bytes(piece, "big", signed=True)
    return piece.decode() if type_ % 2 else piece


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place in range(8):
        byte = data[at + place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    return value << 8 | data[at + 8], at + 9
