"""Open one encrypted file and hand out its transactions.

One writer at a time, by a lock in this program and BEGIN IMMEDIATE in the file; readers have connections of their own
and are never kept waiting.  The ORM is loaded only when somebody asks for a session, so the window opens fast.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlcipher3 import dbapi2

from sheqi_desktop.domain.trouble import FolderNotEmpty, NoWorkspace, Trouble
from sheqi_desktop.store import derived, redo
from sheqi_desktop.store.ballast import take_on
from sheqi_desktop.store.copying import Copying
from sheqi_desktop.store.engine import (
    Driver,
    connect,
    durable_alone,
    flush_log,
    keep_at_hand,
    number,
    refuse_damage,
    refuse_old_engine,
    settle_in,
    told_in_words,
)
from sheqi_desktop.store.files import mend, size_of
from sheqi_desktop.store.folder import FolderLock, refuse_unsafe
from sheqi_desktop.store.migrate import CURRENT, migrate
from sheqi_desktop.store.opening import ours
from sheqi_desktop.store.redo import Redo
from sheqi_desktop.store.redo_again import Since, do_all_again, since
from sheqi_desktop.store.redo_file import Point
from sheqi_desktop.store.segments import Decode
from sheqi_desktop.store.session import session_of
from sheqi_desktop.store.transaction import Read, Write

__all__ = ["Database", "Read", "Write"]

DATA = "data.db"
CHECKED_WHOLE_BYTES = 64 * 1024 * 1024
"""Up to this size a file is checked page by page at every start; a larger one, which takes seconds, after a bad end."""
_IDLE_READERS = 3


class Database:
    """One open workspace file."""

    def __init__(self, folder: Path, dek: bytes, lock: FolderLock, writer: Driver, decode: Decode | None) -> None:
        """Hold what was opened; :meth:`create` and :meth:`open` are the ways to get one."""
        self.folder = folder
        self.path = folder / DATA
        self.decode = decode
        self.was_closed_badly = False
        self.needs_rebuild = False
        """Whether what is derived has to be made anew before anything is shown."""
        self.redone = 0
        """Steps that were acknowledged and missing in the file; they were put into it again."""
        self.was_older = False
        """Whether more was missing than a power cut takes, the end of a session: an earlier file was put in by hand."""
        self._dek = dek
        self._redo = Redo(folder, dek)
        self._copying = Copying(self.path, dek)
        self._lock = lock
        self._writer: Driver | None = writer
        self._writing = threading.Lock()
        self._writing_thread: int | None = None
        self._idle: list[Driver] = []
        self._pool = threading.Lock()

    # -------------------------------------------------------------------------- opening and closing
    @classmethod
    def create(
        cls, folder: Path, dek: bytes, db_dir: Path, decode: Decode | None = None, ballast: bool = True
    ) -> Database:
        """Make the file of a new workspace."""
        refuse_old_engine()
        refuse_unsafe(folder)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise mend(error, folder) from error
        if (folder / DATA).exists():
            raise FolderNotEmpty(place=folder)
        return cls._open(folder, dek, db_dir, decode, ballast, new=True)

    @classmethod
    def open(
        cls, folder: Path, dek: bytes, db_dir: Path, decode: Decode | None = None, ballast: bool = True
    ) -> Database:
        """Open an existing workspace; an older shape is brought up to date after a verified copy."""
        refuse_old_engine()
        refuse_unsafe(folder)
        if not (folder / DATA).exists():
            raise NoWorkspace(place=folder)
        return cls._open(folder, dek, db_dir, decode, ballast, new=False)

    @classmethod
    def _open(cls, folder: Path, dek: bytes, db_dir: Path, decode: Decode | None, ballast: bool, new: bool) -> Database:
        lock = FolderLock(folder)
        try:
            badly = size_of(folder / (DATA + "-wal")) > 0
            with told_in_words(folder):
                writer = ours(folder / DATA, dek, new, CURRENT)
            self = cls(folder, dek, lock, writer, decode)
            self.was_closed_badly = badly
            try:
                with told_in_words(folder):
                    self._bring_up_to_date(db_dir, new)
            except BaseException:
                self.close()
                raise
        except BaseException:
            lock.release()
            raise
        if ballast:
            take_on(folder)
        return self

    def _bring_up_to_date(self, db_dir: Path, new: bool) -> None:
        assert self._writer is not None
        if self.was_closed_badly or self.size <= CHECKED_WHOLE_BYTES:
            refuse_damage(self._writer)
        if number(self._writer, "user_version") < CURRENT:
            if not new:
                from sheqi_desktop.store.backup import before_migration

                before_migration(self, self._dek)
            migrate(self._writer, db_dir)
        self.needs_rebuild = not derived.fits(self._writer)
        if self.needs_rebuild and new:
            derived.create(self._writer)
            self.needs_rebuild = False
        if not new:
            self._redo_missing()
        self._redo.watch(self._writer)
        # From here on every step is durable in the record before it is committed.
        durable_alone(self._writer, False)

    def _redo_missing(self) -> None:
        """Put back what was acknowledged and is not in the file: its log beside it was lost, or taken away by hand."""
        assert self._writer is not None
        way = since(self.folder, [self._dek], redo.point_of(self._writer))
        if way is not None and way.ahead:
            refuse_damage(self._writer)
            self._do_again(way)

    def point(self) -> Point | None:
        """Give the step of the record of what was saved that this file has come to."""
        with self._writing, told_in_words(self.folder):
            return redo.point_of(self._writer)

    def do_again(self, way: Since) -> None:
        """Put the steps after a backup upon it; what is derived has to be made anew afterwards."""
        with self._writing, told_in_words(self.folder):
            self._do_again(way)

    def _do_again(self, way: Since) -> None:
        assert self._writer is not None
        do_all_again(self._writer, way, self._redo)
        self._flush_log()
        self.redone += way.steps
        self.was_older = self.was_older or way.across_a_start
        self.needs_rebuild = self.needs_rebuild or way.steps > 0

    def _flush_log(self) -> None:
        # Where this fails the record has what it would bring.
        with suppress(OSError):
            flush_log(self.path)

    def close(self) -> None:
        """Bring the write-ahead log into the file and let go of everything."""
        with self._pool:
            for reader in self._idle:
                reader.close()
            self._idle.clear()
        writer, self._writer = self._writer, None
        if writer is not None:
            # What cannot be checkpointed now (full disk, stick gone) stays safe in the log beside the file.
            with suppress(dbapi2.DatabaseError):
                writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            self._flush_log()
            writer.close()
        self._copying.close()
        self._redo.close()
        self._lock.release()

    def __enter__(self) -> Database:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -------------------------------------------------------------------------- transactions
    @contextmanager
    def write(self) -> Iterator[Write]:
        """Run the one transaction that writes: durable when the block ends, undone if anything goes wrong in it."""
        me = threading.get_ident()
        if self._writing_thread == me:
            raise RuntimeError("a transaction is already open in this thread")
        with self._writing:
            if self._writer is None:
                raise RuntimeError("the database is closed")
            self._writing_thread = me
            try:
                with told_in_words(self.folder):
                    yield from self._transaction(self._writer)
            finally:
                self._writing_thread = None

    def _transaction(self, driver: Driver) -> Iterator[Write]:
        driver.execute("BEGIN IMMEDIATE")
        write = Write(driver, session_of, self.decode)
        try:
            yield write
            write.flush()
            self._redo.write_down(driver)
            driver.execute("COMMIT")
            self._redo.settle()
            if self._redo.twice:
                self._flush_log()
            for do in write.afterwards:
                do()
        except BaseException:
            # A full disk may have rolled back by itself already.
            self._redo.take_back()
            if driver.in_transaction:
                with suppress(dbapi2.DatabaseError):
                    driver.execute("ROLLBACK")
            raise
        finally:
            write.close()

    @contextmanager
    def read(self) -> Iterator[Read]:
        """Look at the file as it is at this moment, from any thread, also while somebody writes."""
        if self._writer is None:
            raise RuntimeError("the database is closed")
        with self._pool:
            driver = self._idle.pop() if self._idle else None
        with told_in_words(self.folder):
            if driver is None:
                driver = self._new_reader()
            driver.execute("BEGIN")
            read = Read(driver, session_of, self.decode)
            try:
                yield read
            finally:
                read.close()
                with suppress(dbapi2.DatabaseError):
                    driver.execute("ROLLBACK")
                with self._pool:
                    keep = self._writer is not None and len(self._idle) < _IDLE_READERS
                    if keep:
                        self._idle.append(driver)
                if not keep:
                    driver.close()

    def _new_reader(self) -> Driver:
        driver = connect(self.path, self._dek)
        settle_in(driver)
        driver.execute("PRAGMA query_only = ON")
        return driver

    # -------------------------------------------------------------------------- care
    @property
    def is_open(self) -> bool:
        """Tell whether it was closed meanwhile."""
        return self._writer is not None

    @property
    def size(self) -> int:
        """The bytes a copy of the file will need."""
        return size_of(self.path) + size_of(self.folder / (DATA + "-wal"))

    def checkpoint(self) -> None:
        """Bring the write-ahead log into the file, so that the file alone is whole."""
        with self._writing, told_in_words(self.folder):
            if self._writer is not None:
                self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    @property
    def refuses(self) -> Callable[[], Trouble] | None:
        """What is said to whoever wants to change something in a file that is only looked at."""
        return self._redo.refuse

    def only_look(self, refuse: Callable[[], Trouble] | None) -> None:
        """Keep no record of this file: it is made from another one; with ``refuse`` nothing in it can be changed."""
        self._redo.off, self._redo.refuse = True, refuse
        if self._writer is not None:
            durable_alone(self._writer, True)

    def bring_to_disk(self) -> None:
        """Have what was saved in both places: then a power cut leaves nothing to be put back."""
        with self._writing:
            self._flush_log()

    def keep_aside(self, table: str, key: Sequence[Any], row: dict[str, Any]) -> None:
        """Write down outside the file what it no longer takes, damaged as it is: what replaces it will have the row."""
        with self._writing:
            self._redo.keep_aside(table, key, row)

    def turn_redo(self) -> None:
        """Begin another file of steps: a backup holds everything up to here, or to where the open transaction began."""
        mine = self._writing_thread == threading.get_ident()
        with nullcontext() if mine else self._writing:
            self._flush_log()
            self._redo.turn()

    def keep_at_hand(self, size: int) -> None:
        """Choose how many bytes of pages the writer keeps deciphered in memory."""
        with self._writing:
            if self._writer is not None:
                keep_at_hand(self._writer, size)

    def check(self) -> None:
        """Raise DatabaseDamaged unless the file passes its own checks."""
        with self._writing:
            if self._writer is not None:
                refuse_damage(self._writer)

    def copy_to(self, path: Path, tell: Callable[[int, int], None]) -> None:
        """Copy everything into another file with the same key, while others go on reading.

        ``tell`` hears how much is done and of how much; what it raises ends the copying.
        """
        with self._writing, told_in_words(self.folder):
            if self._writer is not None:
                self._copying.copy(self._writer, path, tell)

    def begin_copy(self, path: Path) -> Callable[[], None]:
        """Begin to copy everything as it is at this moment; give what another thread does to finish that.

        Others go on reading and writing meanwhile.
        """
        with self._writing, told_in_words(self.folder):
            if self._writer is None:
                raise RuntimeError("the database is closed")
            return self._copying.begin(self._writer, self._new_reader(), path)
