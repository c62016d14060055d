"""Create and drop what follows from the log; its shape has a number of its own and is never migrated."""

from __future__ import annotations

from sheqi_desktop.store.engine import Driver
from sheqi_desktop.store.sql import sql_name

SHAPE = "8"
_KEY = "derived_shape"
# The words of records and the names of people, one token per Han character; contentless: the text is in the record.
_SEARCH = (
    "CREATE VIRTUAL TABLE words USING fts5(text, content='', contentless_delete=1, detail=full, tokenize='unicode61')",
    "CREATE VIRTUAL TABLE people USING fts5(text, content='', contentless_delete=1, detail=full, tokenize='unicode61')",
)


def fits(driver: Driver) -> bool:
    """Tell whether the derived tables are there in today's shape."""
    told = driver.execute("SELECT value FROM meta WHERE key = ?", (_KEY,)).fetchone()
    return bool(told) and told[0] == SHAPE


def create(driver: Driver) -> None:
    """Make the derived tables anew and empty, in a transaction of its own unless one is open."""
    if driver.in_transaction:
        _create(driver)
        return
    driver.execute("BEGIN IMMEDIATE")
    try:
        _create(driver)
        driver.execute("COMMIT")
    except BaseException:
        driver.execute("ROLLBACK")
        raise


def _create(driver: Driver) -> None:
    from sqlalchemy.dialects import sqlite
    from sqlalchemy.schema import CreateIndex, CreateTable

    from sheqi_desktop.store.tables_derived import Derived

    dialect = sqlite.dialect()
    for name in ("words", "people"):
        driver.execute(f"DROP TABLE IF EXISTS {name}")
    for table in Derived.metadata.sorted_tables:
        driver.execute(f"DROP TABLE IF EXISTS {sql_name(table.name)}")
        driver.execute(str(CreateTable(table).compile(dialect=dialect)))
        for index in sorted(table.indexes, key=lambda each: str(each.name)):
            driver.execute(str(CreateIndex(index).compile(dialect=dialect)))
    for statement in _SEARCH:
        driver.execute(statement)
    # No record's words are in the index yet (search_index.put_off).
    driver.execute("INSERT INTO search_todo (record) VALUES (0)")
    driver.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (_KEY, SHAPE))
