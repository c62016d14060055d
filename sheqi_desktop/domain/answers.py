"""The values an answer may have, and their canonical text.

text str · date ``2023-03-01`` · time ``09:30`` · moment ISO with offset · int · decimal as text · bool ·
code as stored (int or text) · codes as a list · ref = record id · rows = list of dicts each with ``id`` ·
attachment {hash, size, type, name}.  ``None`` means not answered.  No floats anywhere.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from typing import Any, TypeAlias

Value: TypeAlias = "str | int | bool | list[Any] | dict[str, Any] | None"
Answers: TypeAlias = Mapping[str, Value]

_FORBIDDEN = {chr(c) for c in range(32)} - {"\n", "\t"} | {chr(c) for c in range(0x7F, 0xA0)}
_BIDI = set("\u200b\u200c\u200d\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def canonical(value: Any) -> bytes:
    """Give the one JSON text of a value: keys sorted, no spaces, UTF-8, integers only.

    Raises ValueError for a float, NaN or any type that JSON does not know.
    """
    _refuse_floats(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise ValueError("floats have no canonical text")
    if isinstance(value, Mapping):
        for inner in value.values():
            _refuse_floats(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _refuse_floats(inner)


def clean_text(text: str) -> str:
    """Bring typed text to NFC and drop control, zero-width and direction characters that could deceive a reader."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in unicodedata.normalize("NFC", text) if c not in _FORBIDDEN and c not in _BIDI)


def rows(answers: Answers, field: str) -> list[Mapping[str, Value]]:
    """Give the rows of a list answer; nothing answered is no row."""
    value = answers.get(field)
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []


def chosen(answers: Answers, field: str) -> frozenset[Value]:
    """Give what is ticked in a list of choices."""
    value = answers.get(field)
    return frozenset(value) if isinstance(value, list) else frozenset() if value is None else frozenset({value})


def is_shorter(value: Value, least: int) -> bool:
    """Tell whether a text was written with fewer than so many characters, spaces and line breaks aside."""
    return isinstance(value, str) and bool(value) and len("".join(value.split())) < least


def is_empty(value: Value) -> bool:
    """Tell whether nothing was answered: None, blank text, empty list."""
    return value is None or value == [] or (isinstance(value, str) and not value.strip())
