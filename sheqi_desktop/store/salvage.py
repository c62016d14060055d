"""What can still be read of a damaged file, table by table; nothing is written to it (TRUST F20).

A table is followed from its first page down.  Where a page on the way is gone, the leaves below it still lie in the
file: they are known again by the shape of their rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sheqi_desktop.store.leaves import INNER, LEAF, children, kind_of, rows
from sheqi_desktop.store.sealed_pages import SealedPages

TWINS = (frozenset({"parked", "quarantine"}), frozenset({"meta", "setting"}), frozenset({"open_change", "edit"}))
"""Tables whose rows have the same shape: the page alone does not tell which one it is of."""
_SERIES = re.compile(r"\d{9}(-\d)?-[A-Z]{2}-\d{4}-[A-Z]")
_HASH = re.compile(r"[0-9a-f]{64}")


def _any(_: Sequence[Any]) -> bool:
    return True


_LOOKS: dict[str, Callable[[Sequence[Any]], bool]] = {
    "roster": lambda row: bytes(row[-1] or b"").startswith(b"{"),
    "number_counter": lambda row: bool(_SERIES.fullmatch(str(row[0]))),
    "blob": lambda row: bool(_HASH.fullmatch(str(row[0]))),
    "sent_blob": lambda row: bool(_HASH.fullmatch(str(row[-1]))),
    "blob_receipt": lambda row: bool(_HASH.fullmatch(str(row[1]))),
    "record": lambda row: str(row[-2]).startswith("{"),
}
"""What the values of some tables look like: the word index has rows of the same shape."""
_TAKEN_FOR = {"parked": "", "meta": "meta", "open_change": "open_change"}


@dataclass(frozen=True, slots=True)
class Shape:
    """A table as today's program makes it: its columns, their types, and the one that is the row's own number."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    number: int | None = None


@dataclass(slots=True)
class Rescued:
    """The rows of every table that could be read, and how much could not."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    pages: int = 0
    damaged: int = 0
    broken: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    """What could be read of the rows that are not whole."""


def rescue(pages: SealedPages, shapes: Mapping[str, Shape]) -> Rescued:
    """Read every table that has a shape, skipping what is damaged."""
    found = Rescued(pages=pages.count)
    seen: set[int] = set()
    torn: set[str] = set()
    for name, root in _roots(pages).items():
        if name in shapes:
            _walk(pages, root, name, shapes[name], found, seen, torn)
    lost = set(shapes) - set(_roots(pages)) | torn
    if lost:
        _strays(pages, {name: shapes[name] for name in lost}, found, seen)
    for number in range(1, pages.count + 1):
        if number not in seen and number not in pages.damaged:
            pages.get(number)
    found.damaged = len(pages.damaged)
    return found


def _roots(pages: SealedPages) -> dict[str, int]:
    """Read from the first page where each table begins; empty if that page is gone."""
    found = {}
    for number in _leaves(pages, 1, set(), set()):
        page = pages.get(number)
        for _, values, whole in rows(page, number, pages.get) if page else ():
            if whole and len(values) >= 4 and values[0] == "table" and type(values[3]) is int and values[3] > 0:
                found[str(values[1])] = values[3]
    return found


def _leaves(pages: SealedPages, root: int, seen: set[int], gone: set[int]) -> Iterator[int]:
    """Give the leaves below a page, in order, and note the pages on the way that are gone."""
    waiting = [root]
    while waiting:
        number = waiting.pop()
        if number in seen or not 0 < number <= pages.count:
            continue
        seen.add(number)
        page = pages.get(number)
        kind = kind_of(page, number) if page else 0
        if page is None or kind not in (LEAF, INNER):
            gone.add(number)
        elif kind == LEAF:
            yield number
        else:
            waiting += reversed(children(page, number))


def merged(*sources: Rescued) -> Rescued:
    """Put together what several files still hold: a row is taken from the first that has it."""
    found = Rescued(pages=sources[0].pages, damaged=sources[0].damaged, broken=sources[0].broken)
    for one in sources:
        for name, there in one.rows.items():
            found.rows.setdefault(name, []).extend(there)
    return found


def _walk(
    pages: SealedPages, root: int, name: str, shape: Shape, found: Rescued, seen: set[int], torn: set[str]
) -> None:
    gone: set[int] = set()
    for number in _leaves(pages, root, seen, gone):
        page = pages.get(number)
        assert page is not None
        for row, values, whole in rows(page, number, pages.get):
            _keep(found, name, shape, row, values, whole)
    if gone:
        torn.add(name)


def _keep(found: Rescued, name: str, shape: Shape, row: int, values: Sequence[Any], whole: bool) -> None:
    told = dict(zip(shape.columns, values, strict=False))
    if shape.number is not None:
        told[shape.columns[shape.number]] = row
    (found.rows if whole else found.broken).setdefault(name, []).append(told)


def _strays(pages: SealedPages, shapes: Mapping[str, Shape], found: Rescued, seen: set[int]) -> None:
    """Look at every page nobody led to, and keep its rows where their shape tells whose they are."""
    for number in range(1, pages.count + 1):
        page = None if number in seen else pages.get(number)
        if page is None or kind_of(page, number) != LEAF:
            continue
        there = list(rows(page, number, pages.get))
        name = _whose(there, shapes)
        if name:
            for row, values, whole in there:
                if fits(values, shapes[name]) or not whole:
                    _keep(found, name, shapes[name], row, values, whole)


def _whose(there: Sequence[tuple[int, Sequence[Any], bool]], shapes: Mapping[str, Shape]) -> str:
    whole = [values for _, values, all_ in there if all_]
    fitting = {
        name
        for name, shape in shapes.items()
        if whole and all(fits(values, shape) and _LOOKS.get(name, _any)(values) for values in whole)
    }
    for twins in TWINS:
        if fitting and fitting <= twins:
            return next((_TAKEN_FOR[name] for name in twins if name in _TAKEN_FOR), "")
    return fitting.pop() if len(fitting) == 1 else ""


def fits(values: Sequence[Any], shape: Shape) -> bool:
    """Tell whether a row could be one of a table: as many values, each of its column's type."""
    if len(values) != len(shape.columns):
        return False
    for place, (value, type_) in enumerate(zip(values, shape.types, strict=True)):
        wanted = {"INTEGER": int, "TEXT": str, "BLOB": bytes}.get(type_, object)
        if place == shape.number:
            if value is not None:
                return False
        elif not isinstance(value, wanted) and value is not None:
            return False
    return True
