"""One table made of many: what a form file calls by name means one thing only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

_T = TypeVar("_T")


def together(*tables: Mapping[str, _T]) -> dict[str, _T]:
    """Join tables of named checks, conditions or derivations.

    Raises ValueError where two of them give one name to different things: the later would silently replace the
    earlier, and a form would be judged by a rule it never named.
    """
    joined: dict[str, _T] = {}
    for table in tables:
        for name, meant in table.items():
            if joined.setdefault(name, meant) is not meant:
                raise ValueError(f"two different things are called {name}")
    return joined
