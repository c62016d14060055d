"""Small questions about the shape of JSON that came from outside; any wrong answer is Unreadable, never a crash."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from functools import cache
from typing import Any, TypeVar

from sheqi_desktop.sync.bytes import Unreadable, is_hex
from sheqi_desktop.sync.envelope import is_recipient

T = TypeVar("T")
_TYPES: dict[str, type] = {"int": int, "str": str}


def need(said: Any, types: Mapping[str, type]) -> None:
    """Demand an object with these members of these types; others are let be."""
    if not isinstance(said, dict):
        raise Unreadable("不是规定的结构")
    for name, kind in types.items():
        if name not in said or type(said[name]) is not kind:
            raise Unreadable(f"“{name}”不对")


def hexes(value: Any, length: int) -> str:
    """Demand text of so many hex digits."""
    if not is_hex(value, length):
        raise Unreadable("编号不对")
    return str(value)


def whole(value: Any, least: int = 0) -> int:
    """Demand a whole number, not below a limit."""
    if type(value) is not int or value < least:
        raise Unreadable("数字不对")
    return value


def is_address(value: Any) -> bool:
    """Tell whether a text is where bundles can be addressed to."""
    return is_recipient(value)


def build(cls: type[T], said: Any, **readers: Callable[[Any], Any]) -> T:
    """Make a frozen value from an object with the same names.

    Members it does not know are let be, as the format wants under the same version; those it knows must be there,
    with the right type, unless they have a default.
    """
    if not isinstance(said, dict):
        raise Unreadable("不是规定的结构")
    read: dict[str, Any] = {}
    for name, kind, needed in _members(cls):  # type: ignore[arg-type]
        if name not in said:
            if needed:
                raise Unreadable(f"缺“{name}”")
            continue
        read[name] = _member(kind, said[name], readers.get(name), name)
    return cls(**read)


@cache
def _members(cls: type) -> tuple[tuple[str, str, bool], ...]:
    """Give the names and types of what a frozen value holds, and whether each has to be there."""
    return tuple(
        (one.name, str(one.type), one.default is MISSING and one.default_factory is MISSING) for one in fields(cls)
    )


def _member(kind: str, value: Any, reader: Callable[[Any], Any] | None, name: str) -> Any:
    if kind in _TYPES:
        if type(value) is not _TYPES[kind]:
            raise Unreadable(f"“{name}”不对")
        return value
    if kind.startswith("Mapping"):
        if not isinstance(value, dict):
            raise Unreadable(f"“{name}”不对")
        return value
    # All others are lists: of texts, or of objects with a reader of their own.
    if not isinstance(value, list):
        raise Unreadable(f"“{name}”不对")
    if reader is not None:
        return tuple(reader(each) for each in value)
    if not all(isinstance(each, str) for each in value):
        raise Unreadable(f"“{name}”不对")
    return tuple(value)
