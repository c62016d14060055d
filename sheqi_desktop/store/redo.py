"""Everything that was saved since a backup, a second time and outside the database (TRUST F20).

Each transaction that changes what is kept is written here as the rows it leaves, sealed and durable, before it is
committed: what was acknowledged is in this record, and at most one step more.  Put upon a backup it gives the database
as it was.  The database names the file and the step it has come to, so that no step is ever put upon another state: in
``meta``, or beside a chain that the step wrote.  Every save writes its chain: that spares it the page of ``meta``.

So the log beside the database need not reach the disk at every save: a power cut may take the end of it, whole
transactions only, and the next start puts them back from here.  What others may rely on (what is sealed, sent or taken
in) and where a start is noted reach the disk in both places before anybody hears of it.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.store import jsontext
from sheqi_desktop.store.engine import Driver, number
from sheqi_desktop.store.redo_file import Point, RedoFile, Row, name_of
from sheqi_desktop.store.sql import sql_name, sql_names, sql_same

FOLDER, ENDING = "redo", ".redo"
KEY = "redo"
KEPT = (
    "chain",
    "segment",
    "open_change",
    "parked",
    "quarantine",
    "roster",
    "roster_request",
    "blob",
    "device_key",
    "meta",
    "setting",
    "draft",
    "import_log",
    "merge_run",
    "outgoing",
    "receipt",
    "sent_blob",
    "blob_receipt",
    "journal",
    "number_counter",
    "reserved_number",
)
"""The kept tables, save where windows stood: nobody misses that."""
NOTES = frozenset({"journal", "setting"})
"""Where it is noted that somebody looked, and how."""
EVERYDAY = frozenset({"chain", "open_change", "draft", "number_counter", "reserved_number", "meta"}) | NOTES
"""What is written while somebody works, and nobody outside has heard of; once durable is enough for it."""
STARTS = "device_key"
"""The table that counts every start."""
_OWN_FACTS = frozenset({KEY, "derived_shape"})
_BESIDE_SINCE = 6
"""The shape of the file that had a place for it first; a copy of before is looked at as well."""
_TOUCHED = "CREATE TEMP TABLE touched (name TEXT NOT NULL, row TEXT NOT NULL)"


class Redo:
    """The record of one open database."""

    def __init__(self, folder: Path, dek: bytes) -> None:
        """Belong to a workspace; nothing is written before the first transaction."""
        self._folder, self._dek = folder / FOLDER, dek
        self._file: RedoFile | None = None
        self._turned = False
        self.twice = False
        """Whether the last step written down has to be durable in the database as well."""
        self._end = self._before = self._n = 0
        self._selects: dict[str, tuple[str, list[str]]] = {}
        """How a row of each table is read by its key, and the names of its columns."""
        self.off = False
        """Whether nothing is written down: the file is itself made from other files, and only looked at."""
        self.refuse: Callable[[], Trouble] | None = None
        """What is said to whoever wants to change more than notes of having looked."""

    # -------------------------------------------------------------------------- noticing
    def watch(self, driver: Driver) -> None:
        """Notice from now on which kept rows a transaction changes; nothing of this lies in the file itself."""
        driver.execute(_TOUCHED)
        for table in KEPT:
            key = key_of(driver, table)
            select = f"SELECT * FROM {sql_name(table)} WHERE {sql_same(key)}"
            self._selects[table] = select, [one[1] for one in driver.execute(f"PRAGMA table_info({sql_name(table)})")]
            for verb, row in (("INSERT", "NEW."), ("UPDATE", "NEW."), ("DELETE", "OLD.")):
                driver.execute(
                    f"CREATE TEMP TRIGGER {sql_name(table)}_{sql_name(verb.lower())} AFTER {sql_name(verb.lower())}"
                    f" ON main.{sql_name(table)} BEGIN"
                    f" INSERT INTO touched VALUES ('{sql_name(table)}', json_array({sql_names(key, row)})); END"
                )

    # -------------------------------------------------------------------------- writing
    def write_down(self, driver: Driver) -> None:
        """Write what the open transaction leaves, just before it is committed; raise DiskFull, NotWritable."""
        rows: dict[tuple[str, str], None] = dict.fromkeys(driver.execute("SELECT name, row FROM temp.touched"))
        self.twice = not EVERYDAY.issuperset(name for name, _ in rows)
        if self.refuse is not None and not {name for name, _ in rows} <= NOTES:
            raise self.refuse()
        if not rows or self.off:
            self.forget(driver)
            return
        file = self._file or self._at(point_of(driver))
        self._before = self._end
        # Before the rows are looked at: what is written down of a chain has the step in it, as the database will.
        put_point(driver, (file.id, self._n + 1), _chains_in(rows))
        self._end = file.append(self._end, self._n + 1, self._images(driver, rows))
        self._n += 1
        self.forget(driver)

    def keep_aside(self, table: str, key: Sequence[Any], row: Row) -> None:
        """Write down a row the damaged database no longer takes, so that it is there when that one is replaced."""
        if self._file is not None and not self.off:
            self._end = self._file.append(self._end, self._n + 1, [{"table": table, "key": list(key), "row": row}])
            self._before = self._end
            self._n += 1

    def forget(self, driver: Driver) -> None:
        """Let what the open transaction touched be written down no more."""
        if self._selects:
            driver.execute("DELETE FROM temp.touched")

    def take_back(self) -> None:
        """The transaction did not come about after all."""
        if self._file is not None and self._end != self._before:
            self._file.cut(self._before)
            self._end = self._before
            self._n -= 1

    def settle(self) -> None:
        """The transaction is over: what it wrote stays."""
        self._before = self._end

    def turn(self) -> None:
        """Begin another file with the next step: a backup was made."""
        self.close()
        self._turned = True

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _images(self, driver: Driver, rows: Iterable[tuple[str, str]]) -> Iterator[Row]:
        for table, row in rows:
            key = jsontext.value(row)
            if table == "meta" and key[0] in _OWN_FACTS:
                continue
            select, names = self._selects[table]
            found = driver.execute(select, key).fetchone()
            if found and bytes in map(type, found):
                found = tuple(map(_out, found))
            yield {"table": table, "key": key, "row": found and dict(zip(names, found, strict=True))}

    def _at(self, point: Point | None) -> RedoFile:
        """Open the file to write to: the one the database names if it ends just there, else another one."""
        last = self._named(point) if point and not self._turned else None
        steps = last.steps() if last else []
        if last is not None and point is not None and (steps[-1].n if steps else last.start) == point[1]:
            file, self._end = last, last.end
        else:
            there = places(self._folder.parent)
            number = int(there[-1].stem) + 1 if there else 1
            file = RedoFile.begin(self._folder / f"{number:06d}{ENDING}", self._dek, point)
            self._end = file.path.stat().st_size
        self._file, self._before, self._turned = file, self._end, False
        self._n = point[1] if point else 0
        return file

    def _named(self, point: Point) -> RedoFile | None:
        return next((file for file in files(self._folder.parent, [self._dek]) if file.id == point[0]), None)


# ------------------------------------------------------------------------------ where a database stands
def _chains_in(rows: Iterable[tuple[str, str]]) -> list[int]:
    return [jsontext.value(row)[0] for table, row in rows if table == "chain"]


def point_of(driver: Driver) -> Point | None:
    """Give the step a database has come to, None if nothing was ever written down for it.

    Steps are counted on from file to file, so the highest that is noted is the one.
    """
    noted = driver.execute("SELECT value FROM meta WHERE key = ?", (KEY,)).fetchall()
    if number(driver, "user_version") >= _BESIDE_SINCE:
        noted += driver.execute("SELECT step FROM chain WHERE step <> ''").fetchall()
    points = [(str(file), int(n)) for file, n in (jsontext.value(told) for (told,) in noted)]
    return max(points, key=lambda point: point[1], default=None)


def put_point(driver: Driver, point: Point, chains: Iterable[int] = ()) -> None:
    """Note the step a database has come to, in its open transaction: beside a chain it wrote, else in ``meta``."""
    told = jsontext.text(list(point))
    for no in chains:
        if driver.execute("UPDATE chain SET step = ? WHERE no = ?", (told, no)).rowcount:
            return
    if not driver.execute("UPDATE meta SET value = ? WHERE key = ?", (told, KEY)).rowcount:
        driver.execute("INSERT INTO meta (value, key) VALUES (?, ?)", (told, KEY))


# ------------------------------------------------------------------------------ finding again
def places(folder: Path) -> list[Path]:
    """List the files of a workspace by their places, the oldest first."""
    found = (folder / FOLDER).glob(f"*{ENDING}") if (folder / FOLDER).is_dir() else ()
    return sorted((path for path in found if path.stem.isdigit()), key=lambda path: int(path.stem))


def files(folder: Path, keys: Sequence[bytes]) -> list[RedoFile]:
    """List the files of a workspace that one of the keys opens, the oldest first."""
    found = []
    for path in places(folder):
        for dek in keys:
            # Sealed with another key, or damaged: whoever asks sees that it is not among them.
            with suppress(ValueError, OSError):
                found.append(RedoFile(path, dek))
                break
    return found


def let_go(folder: Path, needed: Collection[str]) -> None:
    """Throw away the files older than all that backups still need; none if one of these is not found."""
    there = [(path, name_of(path)) for path in places(folder)]
    if not set(needed) <= {name for _, name in there}:
        return
    for path, name in there:
        if name in needed:
            return
        path.unlink(missing_ok=True)


def key_of(driver: Driver, table: str) -> tuple[str, ...]:
    """Name the columns that tell the rows of a table apart."""
    rows = [(one[5], one[1]) for one in driver.execute(f"PRAGMA table_info({sql_name(table)})")]
    return tuple(name for place, name in sorted(rows) if place)


def _out(value: Any) -> Any:
    return {"bytes": base64.b64encode(value).decode()} if isinstance(value, bytes) else value
