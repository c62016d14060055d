"""Bulk work in peace: what it makes and writes is in use until the end, and is kept at hand for so long."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sheqi_desktop.store.engine import CACHE_BYTES

if TYPE_CHECKING:
    from sheqi_desktop.store.database import Database

_MOST_AT_HAND = 96_000_000


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
