"""An SQLModel session on the very connection and transaction the raw driver uses.

SQLAlchemy would commit, roll back and return the connection by itself; here it may not: the Database alone begins and
ends transactions, so the connection it is given ignores those three words.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sheqi_desktop.store.engine import Driver

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlmodel import Session


class _Lent:
    """The driver's connection, lent out: everything works except ending the transaction."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def __getattr__(self, name: str) -> Any:
        return getattr(self._driver, name)

    def commit(self) -> None:
        """Leave it to the Database."""

    def rollback(self) -> None:
        """Leave it to the Database."""

    def close(self) -> None:
        """Leave it to the Database."""


def as_json(value: Any) -> str:
    """Write JSON with Chinese as Chinese; escaped, the search would be blind."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def engine_on(driver: Driver) -> Engine:
    """Make an SQLAlchemy engine that has this one connection and never ends its transactions."""
    from sqlalchemy import create_engine
    from sqlalchemy.pool import StaticPool
    from sqlcipher3 import dbapi2

    lent = _Lent(driver)
    return create_engine(
        "sqlite://", module=dbapi2, creator=lambda: lent, poolclass=StaticPool, json_serializer=as_json
    )


def session_of(driver: Driver) -> Session:
    """Give a session inside the transaction that is open on this connection."""
    from sqlmodel import Session

    return Session(engine_on(driver), expire_on_commit=False)
