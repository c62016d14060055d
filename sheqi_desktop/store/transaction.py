"""What a piece of work holds while it reads, or reads and writes: one connection inside one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.store.bulk import change_many
from sheqi_desktop.store.engine import Driver

if TYPE_CHECKING:
    from sqlmodel import Session

    from sheqi_desktop.store.segments import Decode


class Read:
    """A view of the file that does not change while it is looked at."""

    def __init__(self, driver: Driver, session_of: Callable[[Driver], Session], decode: Decode | None) -> None:
        """Belong to one transaction; made by the Database only."""
        self.driver = driver
        self.decode = decode
        self.remembered: dict[Any, Any] = {}
        """What was looked up once in this transaction (decoded segments, chain numbers)."""
        self._session_of = session_of
        self._session: Session | None = None

    @property
    def session(self) -> Session:
        """An SQLModel session in this very transaction; the library is loaded when it is first asked for."""
        if self._session is None:
            self._session = self._session_of(self.driver)
        return self._session

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Give all rows of a query."""
        found: list[tuple[Any, ...]] = self.driver.execute(sql, values).fetchall()
        return found

    def row(self, sql: str, *values: Any) -> tuple[Any, ...] | None:
        """Give the first row of a query, None if there is none."""
        found: tuple[Any, ...] | None = self.driver.execute(sql, values).fetchone()
        return found

    def value(self, sql: str, *values: Any) -> Any:
        """Give the first column of the first row, None if there is no row."""
        found = self.driver.execute(sql, values).fetchone()
        return found[0] if found else None

    def close(self) -> None:
        """Let go of the session; the transaction itself ends in the Database."""
        if self._session is not None:
            self._session.close()
            self._session = None


class Write(Read):
    """The one transaction that may change the file."""

    def __init__(self, driver: Driver, session_of: Callable[[Driver], Session], decode: Decode | None) -> None:
        """Begin with nothing touched."""
        super().__init__(driver, session_of, decode)
        self.touched = Changes()
        self.afterwards: list[Callable[[], None]] = []
        """What to do once everything is durable."""

    def run(self, sql: str, *values: Any) -> int:
        """Change rows and tell how many."""
        return int(self.driver.execute(sql, values).rowcount)

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> int:
        """Change many rows at once, past the ORM, and tell how many."""
        return change_many(self.driver, sql, rows)

    @contextmanager
    def part(self) -> Iterator[Changes]:
        """Do a piece that is undone alone when it fails, the rest of the transaction stays; gives what it touches."""
        self.flush()
        before, later, decode = self.touched, len(self.afterwards), self.decode
        self.touched = Changes()
        self.driver.execute("SAVEPOINT part")
        try:
            yield self.touched
            self.flush()
        except BaseException:
            # A full disk may have undone the whole transaction already.
            if self.driver.in_transaction:
                self.driver.execute("ROLLBACK TO part")
                self.driver.execute("RELEASE part")
            self.close()
            self.remembered.clear()
            del self.afterwards[later:]
            self.touched = before
            raise
        finally:
            self.decode = decode
        self.driver.execute("RELEASE part")
        before.records |= self.touched.records
        before.kinds |= self.touched.kinds
        before.facts |= self.touched.facts
        self.touched = before

    def flush(self) -> None:
        """Bring what the session still holds back into the transaction."""
        if self._session is not None:
            self._session.flush()
