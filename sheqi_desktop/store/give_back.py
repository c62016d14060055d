"""Take back what one run brought in: its rows become again what the copy made before it says (ARCHITECTURE §5).

Which rows these are is read from the record of what was saved (store/redo.py), newest first; so is whether anything
else was written since.  It is an ordinary transaction: a power cut leaves the file before it or after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from sheqi_desktop.domain.trouble import DatabaseDamaged
from sheqi_desktop.store import jsontext
from sheqi_desktop.store.backup import DATA, Backup
from sheqi_desktop.store.engine import connect, keep_at_hand, number
from sheqi_desktop.store.migrate import CURRENT
from sheqi_desktop.store.redo import key_of
from sheqi_desktop.store.redo_again import Since, put_row, since
from sheqi_desktop.store.redo_file import Row
from sheqi_desktop.store.session import session_of
from sheqi_desktop.store.sql import sql_name, sql_same
from sheqi_desktop.store.transaction import Read, Write

if TYPE_CHECKING:
    from sheqi_desktop.store.database import Database

RUNS = "merge_run"
GIVEN_BACK = frozenset(
    {"chain", "segment", "parked", "quarantine", "roster", "roster_request", "blob", "meta", "import_log", "receipt"}
    | {"sent_blob", "blob_receipt", "open_change"}
)
"""What a run writes and the copy tells otherwise; in an open change it is the names of forked chains."""
STAYS = frozenset({"journal", "setting", "device_key", "number_counter", RUNS})
"""What goes on growing whatever is taken back: numbers and generations are never given twice."""
NOTED = frozenset({"redo", "derived_shape", "judged_by", "carried", "drilled"})
"""Facts of the file that say nothing of what people wrote."""

Key = tuple[str, str]
"""A table, and the key of a row in it as JSON."""


def touched_by(database: Database, dek: bytes, copy: Backup, run: int) -> set[Key] | None:
    """Give the rows a run touched, None if anything else was written since its copy, or if that cannot be told."""
    way = _way(database, dek, copy)
    if way is None:
        return None
    found: set[Key] = set()
    ended = False
    try:
        for rows in way.backwards():
            step = {(str(row["table"]), jsontext.text(row["key"])): row for row in rows}
            ended = ended or (RUNS, jsontext.text([run])) in step
            if ended:
                if not all(key[0] in GIVEN_BACK or key[0] in STAYS or key[0] == "draft" for key in step):
                    return None
                found |= {key for key, row in step.items() if _goes_back(row)}
            elif not all(_harmless(row) for row in step.values()):
                return None
    except (ValueError, OSError):
        return None
    return found if ended and way.whole else None


def ended_last(database: Database, dek: bytes, copy: Backup, run: int) -> bool:
    """Tell whether a run is still the last thing that was written; quick, as only what came later is read."""
    way = _way(database, dek, copy)
    if way is None or not way.whole:
        return False
    try:
        for rows in way.backwards():
            step: list[Row] = []
            for row in rows:
                if row["table"] == RUNS and row["key"] == [run]:
                    return True
                step.append(row)
            if not all(_harmless(row) for row in step):
                return False
    except (ValueError, OSError):
        return False
    return False


def _way(database: Database, dek: bytes, copy: Backup) -> Since | None:
    return since(database.folder, [dek], copy.redo) if copy.redo is not None else None


def _harmless(row: Row) -> bool:
    """Tell whether a row written after a run is only a note, or a file that was looked at and not taken in."""
    if row["table"] == "meta":
        return row["key"][0] in NOTED
    if row["table"] == "import_log":
        return row["row"] is not None and row["row"]["result"] != "merged"
    if row["table"] == RUNS:
        return row["row"] is not None and row["row"]["state"] == "same"
    return row["table"] in STAYS


def _goes_back(row: Row) -> bool:
    if row["table"] == "meta":
        return row["key"][0] not in NOTED
    if row["table"] == "import_log":
        return row["row"] is None or row["row"]["result"] == "merged"
    return row["table"] in GIVEN_BACK


# ------------------------------------------------------------------------------ giving back
@contextmanager
def look_into(copy: Backup, dek: bytes) -> Iterator[Read]:
    """Read in a copy as it lies there; nothing in it is changed.  Raises DatabaseDamaged when it cannot be opened."""
    try:
        driver = connect(copy.path / DATA, dek)
    except dbapi2.DatabaseError as error:
        raise DatabaseDamaged(why="备份打不开，密钥不对或者文件损坏") from error
    try:
        # No more is set than reading needs: a log beside the copy would change the copy.
        driver.execute("PRAGMA query_only = ON")
        keep_at_hand(driver)
        read = Read(driver, session_of, None)
        try:
            yield read
        finally:
            read.close()
    finally:
        driver.close()


def fits(copy: Read) -> bool:
    """Tell whether a copy has the shape of today: rows of another one are not put back."""
    return number(copy.driver, "user_version") == CURRENT


def put_back(write: Write, copy: Read, keys: Iterable[Key]) -> bool:
    """Make rows again what the copy says; False, and nothing should be kept, if a chain of this machine would change.

    What is derived has to be made anew in the same transaction.
    """
    images = [_image(copy, key) for key in sorted(keys)]
    mine = dict(write.rows("SELECT no, last FROM chain WHERE mine = 1"))
    # Rows that go first: what comes back may need their name.
    for one in sorted(images, key=lambda row: row["row"] is not None):
        put_row(write.driver, one["table"], one["key"], one["row"])
    return mine == dict(write.rows("SELECT no, last FROM chain WHERE mine = 1"))


def _image(copy: Read, key: Key) -> Row:
    table, told = key[0], jsontext.value(key[1])
    cursor = copy.driver.execute(f"SELECT * FROM {sql_name(table)} WHERE {sql_same(key_of(copy.driver, table))}", told)
    found = cursor.fetchone()
    names = [one[0] for one in cursor.description]
    return {"table": table, "key": told, "row": found and dict(zip(names, found, strict=True))}
