"""Bulk work: many rows go to one statement, and nothing that is in use until the end is put away before."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from sheqi_desktop.store.engine import CACHE_BYTES, Driver

if TYPE_CHECKING:
    from sheqi_desktop.store.database import Database

_MOST_AT_HAND = 96_000_000
_TOGETHER = 32
_PUTS_IN = ("INSERT OR IGNORE ", "INSERT OR FAIL ")
_NUMBERED = re.compile(r"\?(\d+)")


def change_many(driver: Driver, sql: str, rows: Iterable[Sequence[Any]]) -> int:
    """Run a statement for many rows; give how many were changed.

    What puts rows in and says what becomes of one that cannot be (OR IGNORE, OR FAIL) takes many at once: the engine
    opens the table and all its indexes for each statement anew.  Of any other it would keep a way back each time.
    """
    if not sql.startswith(_PUTS_IN):
        return int(driver.executemany(sql, rows).rowcount)
    rows, changed = iter(rows), 0
    while some := list(islice(rows, _TOGETHER)):
        if len(some) < _TOGETHER:
            return changed + int(driver.executemany(sql, some).rowcount)
        values = list(chain.from_iterable(some))
        changed += int(driver.execute(_for_many(sql, len(some[0])), values).rowcount)
    return changed


@lru_cache(256)
def _for_many(sql: str, width: int) -> str:
    """Say for many rows what a statement says for one; numbered marks go on counting."""
    head, values, marks = sql.rpartition(" VALUES ")
    return head + values + ", ".join(_counted_on(marks, row * width) for row in range(_TOGETHER))


def _counted_on(marks: str, past: int) -> str:
    return _NUMBERED.sub(lambda one: f"?{int(one[1]) + past}", marks)


@contextmanager
def without_collecting() -> Iterator[None]:
    """Keep the garbage collector out: it would walk through every object alive, again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@contextmanager
def with_room_for(database: Database, size: int) -> Iterator[None]:
    """Keep more pages at hand while about so many bytes are brought in: rows go everywhere into the indexes."""
    database.keep_at_hand(min(max(CACHE_BYTES, size), _MOST_AT_HAND))
    try:
        yield
    finally:
        database.keep_at_hand(CACHE_BYTES)
