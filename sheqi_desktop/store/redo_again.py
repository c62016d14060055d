"""Put upon a backup what was saved after it, step by step, as it was written down (store/redo.py)."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sheqi_desktop.store import jsontext
from sheqi_desktop.store.engine import Driver
from sheqi_desktop.store.redo import KEPT, STARTS, Redo, files, key_of, places, put_point
from sheqi_desktop.store.redo_file import Point, RedoFile, Row, Step
from sheqi_desktop.store.sql import sql_marks, sql_name, sql_names, sql_same, sql_taken_over


@dataclass(slots=True)
class Since:
    """The steps after a point, in order; what came of reading them is known once all were taken."""

    _path: list[tuple[RedoFile, int | None]]
    _from: int
    whole: bool
    """Whether nothing that was saved is missing from them."""
    point: Point | None = None
    """The last step taken."""
    steps: int = 0
    saved: set[int] = field(default_factory=set)
    """The own changes among them, by their local numbers."""
    last_ms: int = 0
    across_a_start: bool = False
    """Whether a start is among them that was gone on from: more than the end of one session was missing."""
    _starts: bool = False

    @property
    def ahead(self) -> bool:
        """Tell whether there is anything to do again."""
        file, until = self._path[0]
        return until is not None or len(self._path) > 1 or any(step.n > self._from for step in file.steps())

    def __iter__(self) -> Iterator[list[Row]]:
        n = self._from
        for file, until in self._path:
            for step in file.steps():
                if step.n <= n or (until is not None and step.n > until):
                    continue
                rows = self._read(file, step) if step.n == n + 1 else None
                if rows is None:
                    self.whole = False
                    return
                n, self.point = step.n, (file.id, step.n)
                self._count(rows)
                yield rows
            if n < until if until is not None else file.tail():
                self.whole = False
                return

    def backwards(self) -> Iterator[Iterator[Row]]:
        """Give the rows of each step, the newest step first, read as they are asked for.

        Raises ValueError where a step is missing or is not as it was written.
        """
        expected: int | None = None
        for place, (file, until) in reversed(list(enumerate(self._path))):
            for step in reversed(file.steps()):
                if until is not None and step.n > until:
                    continue
                if place == 0 and step.n <= self._from:
                    break
                if expected is not None and step.n != expected:
                    raise ValueError("a step is missing")
                expected = step.n - 1
                yield file.rows(step)
        if expected is not None and expected != self._from:
            raise ValueError("a step is missing")

    def _read(self, file: RedoFile, step: Step) -> list[Row] | None:
        try:
            return list(file.rows(step))
        except (ValueError, OSError):
            return None

    def _count(self, rows: Iterable[Row]) -> None:
        self.steps += 1
        # A start that is the last of all may be just where the power went.
        self.across_a_start = self.across_a_start or self._starts
        for one in rows:
            self._starts = self._starts or one["table"] == STARTS
            if one["table"] == "open_change" and one["row"]:
                self.saved.add(one["key"][0])
                self.last_ms = max(self.last_ms, one["row"]["at"])


def since(folder: Path, keys: Sequence[bytes], point: Point | None) -> Since | None:
    """Find the way from a point to the newest step; None if there is no way: nothing was written down from there on."""
    there = files(folder, keys)
    if point is None or not there:
        return None
    by_name = {file.id: file for file in there}
    # A newest file that no key opens may hold more than was read.
    whole = there[-1].path == places(folder)[-1]
    way: list[tuple[RedoFile, int | None]] = [(there[-1], None)]
    while way[0][0].id != point[0]:
        previous = way[0][0].previous
        if previous == point:
            # The file goes on from just there; the one before it is not needed.
            break
        before = by_name.get(previous[0]) if previous else None
        if previous is None or before is None or any(before is file for file, _ in way):
            return None
        way.insert(0, (before, previous[1]))
    until = way[0][1]
    if way[0][0].id == point[0] and until is not None and point[1] > until:
        return None
    return Since(way, point[1], whole)


# ------------------------------------------------------------------------------ doing it again
def do_all_again(driver: Driver, way: Since, record: Redo) -> None:
    """Put all the steps of a way into the database in one transaction, and note where it has come to."""
    driver.execute("BEGIN IMMEDIATE")
    try:
        for rows in way:
            do_again(driver, rows)
        if way.point is not None:
            put_point(driver, way.point)
        # Not written down a second time: these are the very steps that were.
        record.forget(driver)
        driver.execute("COMMIT")
    except BaseException:
        if driver.in_transaction:
            driver.execute("ROLLBACK")
        raise


def do_again(driver: Driver, rows: Sequence[Row]) -> None:
    """Put the rows one step left into an open transaction; a column this program does not know is left out."""
    for one in sorted(rows, key=lambda row: row["row"] is not None):
        if one["table"] in KEPT:
            put_row(driver, one["table"], one["key"], one["row"])


def put_row(driver: Driver, table: str, key: Sequence[Any], row: Row | None) -> None:
    """Make one row what is told of it, None to let it go; an entry of the journal that is there stays as it is."""
    names = key_of(driver, table)
    if row is None:
        driver.execute(f"DELETE FROM {sql_name(table)} WHERE {sql_same(names)}", key)
        return
    if table == "journal" and driver.execute("SELECT 1 FROM journal WHERE n = ?", key).fetchone():
        # It only grows: an entry that is there stays as it is.
        return
    known = {one[1] for one in driver.execute(f"PRAGMA table_info({sql_name(table)})")}
    told = {name: _in(value) for name, value in row.items() if name in known}
    driver.execute(
        f"INSERT INTO {sql_name(table)} ({sql_names(list(told))}) VALUES ({sql_marks(told)})"
        f" ON CONFLICT ({sql_names(names)}) DO {sql_taken_over([name for name in told if name not in names])}",
        list(told.values()),
    )


def _in(value: Any) -> Any:
    return base64.b64decode(value["bytes"]) if isinstance(value, dict) else value


def all_rows(folder: Path, keys: Sequence[bytes]) -> dict[tuple[str, str], Row | None]:
    """Give every row that was written down, as it was last, None for one that is gone; by table and key.

    Files that follow each other are all read, damaged ones as far as they go: whoever asks saves what can be saved.
    """
    found: dict[tuple[str, str], Row | None] = {}
    for file in files(folder, keys):
        with suppress(ValueError, OSError):
            for step in file.steps():
                for one in file.rows(step):
                    row = one["row"]
                    told = None if row is None else {name: _in(value) for name, value in row.items()}
                    found[str(one["table"]), jsontext.text(one["key"])] = told
    return found
