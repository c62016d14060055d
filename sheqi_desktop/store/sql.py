"""The few pieces of SQL that are put together: names from our own code, marks to bind, conditions with their values."""

from __future__ import annotations

import re
from collections.abc import Sequence, Sized
from typing import Any

_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)?")


def sql_name(name: str) -> str:
    """Give a table, column or pragma name as it is; anything that is not one is a bug."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"not a name of ours: {name!r}")
    return name


def sql_whole(number: int) -> str:
    """Give a whole number where none can be bound."""
    return str(int(number))


def sql_marks(values: Sized) -> str:
    """Give one mark to bind for each value."""
    return ",".join("?" * len(values))


def sql_names(names: Sequence[str], of: str = "") -> str:
    """Give some columns, one after the other, of a row by that name if one is said."""
    return ", ".join(f'{of}"{sql_name(name)}"' for name in names)


def sql_same(names: Sequence[str]) -> str:
    """Ask that each of some columns has the value bound to it."""
    return " AND ".join(f'"{sql_name(name)}" = ?' for name in names)


def sql_taken_over(names: Sequence[str]) -> str:
    """Say what becomes of a row that is there already: it takes over these columns, if any."""
    taken = ", ".join(f'"{sql_name(name)}" = excluded."{name}"' for name in names)
    return " ".join(("UPDATE SET", taken)) if taken else "NOTHING"


class Conditions:
    """What rows must fulfil, each condition with the values bound to it."""

    def __init__(self) -> None:
        """Ask for nothing yet."""
        self._clauses: list[str] = []
        self.values: list[Any] = []

    def ask(self, clause: str, *values: Any) -> None:
        """Ask for one more thing; the clause is ours, what was typed is bound."""
        self._clauses.append(clause)
        self.values.extend(values)

    def one_of(self, column: str, allowed: Sequence[Any] | None) -> None:
        """Ask that a column has one of some values; None allows every value, an empty list none."""
        if allowed is not None:
            self.ask(f"{sql_name(column)} IN ({sql_marks(allowed)})", *allowed)

    def sql_and(self) -> str:
        """Give the conditions to follow others."""
        return "".join(f" AND {clause}" for clause in self._clauses)

    def sql_where(self) -> str:
        """Give the conditions on their own."""
        return " AND ".join(self._clauses) or "1 = 1"
