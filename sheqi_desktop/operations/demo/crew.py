"""The people of the demo at work side by side, as on laptops of their own: two at a time on two cores."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import lru_cache
from multiprocessing import get_context
from types import TracebackType
from typing import TypeVar

from sheqi_desktop.operations.library import Library

T = TypeVar("T")
R = TypeVar("R")


class Crew:
    """Processes that stay for the whole demo; none at all where one would do."""

    def __init__(self, tasks: int) -> None:
        """Take as many as there are cores, and no more than tasks."""
        workers = min(tasks, os.cpu_count() or 1)
        # "spawn" on every platform: a forked child would share the parent's open database.
        self._pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn")) if workers > 1 else None

    def __enter__(self) -> Crew:
        """Work for as long as a ``with`` lasts."""
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        """Let everybody go home; after trouble, without waiting for those who have not begun."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=kind is not None)

    def run(self, work: Callable[[T], R], tasks: Sequence[T]) -> Iterable[R]:
        """Give the results as they come."""
        if self._pool is None:
            yield from map(work, tasks)
            return
        for done in as_completed([self._pool.submit(work, task) for task in tasks]):
            yield done.result()


@lru_cache(maxsize=1)
def library() -> Library:
    """Read forms and vocabularies once in each process."""
    return Library()
