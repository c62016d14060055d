"""The values of a column, checked at once instead of one by one, because a year of a county passes through here."""

from __future__ import annotations

import re
from itertools import chain
from types import NoneType
from typing import Any

from sheqi_desktop.sync.bytes import MAX_DEPTH, MAX_INT, MAX_TEXT, Unreadable, check_text

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_ID = re.compile(UUID)
_DIGITS = bytes.maketrans(b"123456789abcdef", b"0" * 15)
_ZEROS = b"00000000-0000-0000-0000-000000000000"
_SIMPLE: set[type] = {str, int, bool, NoneType}
_KNOWN: set[type] = _SIMPLE | {list, dict}


def types_of(values: list[Any]) -> set[type]:
    """Give the types in a list; nearly every list holds one alone, which is seen quicker than a set is made."""
    found = list(map(type, values))
    return {found[0]} if found and found == found[:1] * len(found) else set(found)


def are_ids(texts: list[str]) -> bool:
    """Tell whether texts are record ids, each once: with every digit made 0 all of them are the same."""
    lines = "\n".join(texts).encode("ascii", "replace").translate(_DIGITS)
    return lines == b"\n".join([_ZEROS] * len(texts)) and len(set(texts)) == len(texts)


def check_values(values: list[Any], depth: int, size: int) -> set[type]:
    """Check a column of answers level by level, each at once: no value is looked at alone while all are in order.

    Gives the types that are in the column.
    """
    level, kinds = values, types_of(values)
    outermost = kinds
    while True:
        if int in kinds:
            _check_numbers(level, kinds)
        if str in kinds and size > MAX_TEXT:
            _check_texts(level, kinds)
        if kinds <= _SIMPLE:
            return outermost
        if not kinds <= _KNOWN:
            raise Unreadable("有小数" if float in kinds else "有不认识的值")
        if depth > MAX_DEPTH:
            raise Unreadable("嵌套太深")
        inside = _inside(level, kinds)
        within = types_of(inside)
        if level is values and dict in within:
            for value in values:
                if type(value) is list:
                    _check_rows(value)
        level, kinds, depth = inside, within, depth + 1


def _inside(level: list[Any], kinds: set[type]) -> list[Any]:
    """Give what stands in the lists and objects of a level."""
    if kinds == {list}:
        return list(chain.from_iterable(level))
    if kinds == {dict}:
        return list(chain.from_iterable(map(dict.values, level)))
    lists = (value for value in level if type(value) is list)
    objects = (value.values() for value in level if type(value) is dict)
    return [*chain.from_iterable(lists), *chain.from_iterable(objects)]


def _check_numbers(level: list[Any], kinds: set[type]) -> None:
    numbers = level if kinds == {int} else [number for number in level if type(number) is int]
    try:
        # Codes and small counts fit a byte each, which is seen without comparing one by one.
        bytes(numbers)
    except ValueError:
        if max(numbers) > MAX_INT or min(numbers) < -MAX_INT - 1:
            raise Unreadable("数字太大") from None


def _check_texts(level: list[Any], kinds: set[type]) -> None:
    texts = filter(None, level) if kinds <= {str, NoneType} else (text for text in level if type(text) is str)
    if max(map(len, texts), default=0) * 4 > MAX_TEXT:
        for text in level:
            if type(text) is str:
                check_text(text)


def _check_rows(value: list[Any]) -> None:
    """Refuse rows without an id, or two with the same; a list of anything else is no table."""
    if any(type(row) is dict and "id" in row for row in value):
        ids = [row.get("id") if type(row) is dict else None for row in value]
        if not all(type(one) is str and _ID.fullmatch(one) for one in ids) or len(set(ids)) != len(ids):
            raise Unreadable("表格的行不对")
