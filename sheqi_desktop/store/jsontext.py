"""JSON text as it is kept in the file: Chinese as Chinese, no spaces; the fast library where there is one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

try:
    import orjson as _orjson
except ModuleNotFoundError:  # pragma: no cover - a machine for which no wheel exists
    _fast: Any = None
else:
    _fast = _orjson


def text(value: Any) -> str:
    """Write a value."""
    return utf8(value).decode()


def utf8(value: Any) -> bytes:
    """Write a value as the bytes that lie in the file."""
    if _fast is not None:
        told: bytes = _fast.dumps(value)
        return told
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def many_utf8(values: Iterable[Any]) -> list[bytes]:
    """Write many values so."""
    return list(map(utf8 if _fast is None else _fast.dumps, values))


def ordered(value: Any) -> bytes:
    """Write a value with its keys in order, so that equal values give equal bytes."""
    if _fast is not None:
        told: bytes = _fast.dumps(value, option=_fast.OPT_SORT_KEYS)
        return told
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def value(written: str | bytes) -> Any:
    """Read what was written."""
    return _fast.loads(written) if _fast is not None else json.loads(written)
