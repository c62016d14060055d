"""The floor: the finished rows of a merge put into the same kind of encrypted file by ``executemany``, nothing else.

Nothing is checked, nothing is kept of who said what, no copy is made first.  One transaction, durable at its end, and
its log brought into the file.  Driver, key, 16 KiB pages, WAL, synchronous FULL, cache, tables and indexes are ours.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.store import jsontext
from sheqi_desktop.store.bulk import without_collecting
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.engine import Driver, connect, settle_in
from sheqi_desktop.store.search_index import people_words

Rows = Mapping[str, Sequence[tuple[Any, ...]]]
RECORDS = ("record",)
"""The narrow floor: the records with their answers and indexes."""
ALL = ("record", "visit_client", "client_category", "mention", "file_of", "name_key", "people")
"""The full floor: also what is needed to count visits and to find people, as any program would keep it."""
LOG = ("segment", "edit", "search_todo", "head", "conflict")
EVERYTHING = ALL + LOG
"""Every row of some size that a merge leaves: the log that can be shown to anybody, and what is at odds, as well."""

_KEYS = {"record": 1, "visit_client": 2}
"""How many of the first columns name a row."""


@dataclass(frozen=True)
class Floor:
    """The finished rows of a merged workspace, and the shape of the tables they go into."""

    shape: Mapping[str, Sequence[str]]
    rows: Rows
    place: Path

    def empty(self, tables: Sequence[str]) -> Driver:
        """Make a file with these tables and nothing in them."""
        self.place.unlink(missing_ok=True)
        driver = connect(self.place, os.urandom(32))
        settle_in(driver)
        for statement in (statement for table in tables for statement in self.shape[table]):
            driver.execute(statement)
        return driver

    def insert(self, driver: Driver, tables: Sequence[str]) -> None:
        """Put every row in; this is what is measured."""
        _durably(
            driver, {_inserting(table, self.rows[table]): self.rows[table] for table in tables if self.rows[table]}
        )

    def overwrite(self, driver: Driver, changed: Rows) -> None:
        """Overwrite the rows that say something else now, and put in those that are new; this is what is measured."""
        work = {}
        for table, rows in changed.items():
            if table in _KEYS:
                work[_overwriting(driver, table)] = [(*row, *row[: _KEYS[table]]) for row in rows]
            elif rows:
                work[_inserting(table, rows)] = rows
        _durably(driver, work)


def _durably(driver: Driver, work: Mapping[str, Sequence[tuple[Any, ...]]]) -> None:
    # As in a merge: what was collected of all the rows in memory would be measured along.
    with without_collecting():
        driver.execute("BEGIN IMMEDIATE")
        for statement, rows in work.items():
            driver.executemany(statement, rows)
        driver.execute("COMMIT")
    driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _inserting(table: str, rows: Sequence[tuple[Any, ...]]) -> str:
    columns = " (rowid, text)" if table == "people" else ""
    return f"INSERT INTO {table}{columns} VALUES ({', '.join('?' * len(rows[0]))})"


def _overwriting(driver: Driver, table: str) -> str:
    names = [row[1] for row in driver.execute(f"PRAGMA table_info({table})")]
    keys = " AND ".join(f"{name} = ?" for name in names[: _KEYS[table]])
    return f"UPDATE {table} SET ({', '.join(names)}) = ({', '.join('?' * len(names))}) WHERE {keys}"


def floor_of(desk: Desk, place: Path) -> Floor:
    """Take the finished rows of a merged workspace."""
    with desk.read() as read:
        rows = {table: read.rows(f"SELECT * FROM {table}") for table in EVERYTHING if table != "people"}
        people = read.rows("SELECT no, answers FROM record WHERE kind = 'client' AND restricted = 0")
        rows["people"] = [(no, people_words(jsontext.value(answers))) for no, answers in people]
        return Floor({table: _shape(read, table) for table in EVERYTHING}, rows, place)


def _shape(read: Read, table: str) -> list[str]:
    asked = "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY type DESC"
    return [sql for (sql,) in read.rows(asked, table)]


def rows_that_differ(before: Floor, after: Floor) -> Rows:
    """Give the rows that a second merge changed, and those it added to the log."""
    then = set(before.rows["record"])
    changed = [row for row in after.rows["record"] if row not in then]
    numbers = {row[0] for row in changed}
    seen = {table: set(before.rows[table]) for table in LOG}
    added = {table: [row for row in after.rows[table] if row not in seen[table]] for table in LOG}
    return {
        "record": changed,
        "visit_client": [row for row in after.rows["visit_client"] if row[0] in numbers],
        # What waited to be made findable after the first merge has been by now.
        **added,
        "search_todo": [(number,) for number in sorted(numbers)],
    }
