"""The shape of the file, as rows; they judge nothing.

Two groups.  Kept: the log, keys and local facts, carried through time by the migrations in db/.  Derived: what follows
from the log, dropped and built anew whenever its shape changes (store/derived.py).
This module loads the ORM (0.3 s): it is imported inside the functions that need it, never while the window opens.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import Index, Text, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import AutoString, Field, SQLModel


class Kept(SQLModel, registry=registry()):
    """A table the migrations carry through time."""


class Derived(SQLModel, registry=registry()):
    """A table that follows from the log."""


def _strict(*parts: Any, rowid: bool = True) -> tuple[Any, ...]:
    return (*parts, {"sqlite_strict": True, "sqlite_with_rowid": rowid})


# ------------------------------------------------------------------------------ the log
class Chain(Kept, table=True):
    """One writer's log as far as we hold it; ``no`` is our own short number for it and never leaves this file."""

    __table_args__: ClassVar[Any] = _strict(Index("chain_id", "chain"))
    no: int = Field(primary_key=True)
    name: str = Field(unique=True)
    chain: str
    device: str
    epoch: str
    audience: str
    mine: int
    current: int
    seq: int
    hash: str
    last: int
    at: int


class Segment(Kept, table=True):
    """A sealed piece of a chain, byte for byte as it was signed."""

    __table_args__: ClassVar[Any] = _strict(Index("segment_place", "chain", "first", "last"))
    no: int = Field(primary_key=True)
    chain: int
    first: int
    last: int
    hash: str = Field(unique=True)
    prev: str
    schema_: int = Field(sa_column_kwargs={"name": "schema"})
    excluded: str
    unresolved: int
    header: bytes
    signature: bytes
    body: bytes


class OpenChange(Kept, table=True):
    """A change of this machine that is not sealed yet."""

    __tablename__: ClassVar[Any] = "open_change"
    __table_args__: ClassVar[Any] = _strict()
    lid: int = Field(primary_key=True)
    at: int
    kind: str
    record: str
    parents: str
    answers: str
    author: str
    reason: str
    signature: str


class Parked(Kept, table=True):
    """A segment that waits: a gap before it, or a machine not approved yet."""

    __table_args__: ClassVar[Any] = _strict()
    hash: str = Field(primary_key=True)
    name: str
    chain: str
    first: int
    last: int
    reason: str
    missing: str
    at: int
    header: bytes
    signature: bytes
    body: bytes


class Quarantine(Kept, table=True):
    """A segment held apart: its machine was revoked."""

    __table_args__: ClassVar[Any] = _strict()
    hash: str = Field(primary_key=True)
    name: str
    chain: str
    first: int
    last: int
    reason: str
    missing: str
    at: int
    header: bytes
    signature: bytes
    body: bytes


class Roster(Kept, table=True):
    """One signed version of who exists and what they may do."""

    __table_args__: ClassVar[Any] = _strict()
    version: int = Field(primary_key=True)
    signed: bytes


class RosterRequest(Kept, table=True):
    """A machine that asks to be let in."""

    __tablename__: ClassVar[Any] = "roster_request"
    __table_args__: ClassVar[Any] = _strict()
    device: str = Field(primary_key=True)
    data: bytes
    at: int
    state: str


class Blob(Kept, table=True):
    """A photo or scan, known by its hash and by nothing else."""

    __table_args__: ClassVar[Any] = _strict()
    sha256: str = Field(primary_key=True)
    type: str
    size: int
    at: int
    data: bytes


# ------------------------------------------------------------------------------ keys and local facts
class DeviceKey(Kept, table=True):
    """The private keys of this machine; they move with the data and lie nowhere else."""

    __tablename__: ClassVar[Any] = "device_key"
    __table_args__: ClassVar[Any] = _strict()
    device: str = Field(primary_key=True)
    seed: bytes
    age_secret: str
    epoch: str
    generation: int
    current: int


class Meta(Kept, table=True):
    """A fact about this file: generation, shape of the derived tables, digest of the last backup."""

    __table_args__: ClassVar[Any] = _strict()
    key: str = Field(primary_key=True)
    value: str


class Setting(Kept, table=True):
    """A choice a person made on this machine."""

    __table_args__: ClassVar[Any] = _strict()
    key: str = Field(primary_key=True)
    value: str


class WindowState(Kept, table=True):
    """Where a window stood."""

    __tablename__: ClassVar[Any] = "window_state"
    __table_args__: ClassVar[Any] = _strict()
    key: str = Field(primary_key=True)
    value: str


class Draft(Kept, table=True):
    """What is being typed, before 保存; one per form, record and user."""

    __table_args__: ClassVar[Any] = _strict(UniqueConstraint("form", "record", "user"))
    id: str = Field(primary_key=True)
    form: str
    form_version: int
    record: str
    user: str
    answers: str
    note: str
    at: int
    put_away_at: int


class ImportLog(Kept, table=True):
    """A file that was read, and what became of it."""

    __tablename__: ClassVar[Any] = "import_log"
    __table_args__: ClassVar[Any] = _strict()
    sha256: str = Field(primary_key=True)
    file: str
    sender: str
    counter: int
    kind: str
    at: int
    result: str
    summary: str


class Outgoing(Kept, table=True):
    """A bundle this machine wrote."""

    __table_args__: ClassVar[Any] = _strict()
    counter: int = Field(primary_key=True)
    receivers: str
    file: str
    sha256: str
    kind: str
    at: int
    positions: str


class Receipt(Kept, table=True):
    """How far a receiver has acknowledged a chain."""

    __table_args__: ClassVar[Any] = _strict()
    receiver: str = Field(primary_key=True)
    chain: str = Field(primary_key=True)
    seq: int
    at: int


class Journal(Kept, table=True):
    """Who did what, each entry chained to the one before; triggers refuse to change or delete any."""

    __table_args__: ClassVar[Any] = _strict()
    n: int = Field(primary_key=True)
    at: int
    what: str
    who: str
    subject: str
    detail: str
    hash: str


class NumberCounter(Kept, table=True):
    """The highest 流水 given so far in a series (station, type, year, letter)."""

    __tablename__: ClassVar[Any] = "number_counter"
    __table_args__: ClassVar[Any] = _strict()
    series: str = Field(primary_key=True)
    highest: int


class ReservedNumber(Kept, table=True):
    """A number printed on a blank form."""

    __tablename__: ClassVar[Any] = "reserved_number"
    __table_args__: ClassVar[Any] = _strict()
    number: str = Field(primary_key=True)
    series: str
    by: str
    at: int
    used: int


# ------------------------------------------------------------------------------ derived
class Record(Derived, table=True):
    """A record as all its changes together make it."""

    __table_args__: ClassVar[Any] = _strict(
        Index("record_listed", "kind", "station", "service_date"),
        Index("record_client", "client", "service_date"),
        Index("record_number", "number"),
        Index("record_created", "created"),
        Index("record_changed", "changed_at"),
    )
    no: int = Field(primary_key=True)
    id: str = Field(unique=True)
    kind: str
    station: str
    status: str
    number: str
    service_date: str
    form: int
    worker: str
    person: str
    client: str
    household: str
    name: str
    village: str
    birth_date: str
    file_state: str
    risk: int
    next_due: str
    adjust: str
    entered_at: str
    voided: int
    void_reason: str
    restricted: int
    created: int
    head: int
    first_confirmed: int
    first_confirmed_at: int
    counted: int
    correcting: int
    revision: int
    changed_at: int
    changed_by: str
    author: str
    held: int
    conflicts: int
    answers: str
    confirmed: str | None = None


class Edit(Derived, table=True):
    """One change of an existing record; the creation itself lies in its segment only."""

    __table_args__: ClassVar[Any] = _strict(Index("edit_record", "record"))
    lid: int = Field(primary_key=True)
    at: int
    kind: str
    record: str
    parents: str
    answers: str
    author: str
    reason: str
    signature: str


class Head(Derived, table=True):
    """One of several heads of a record; a record with a single head has none here."""

    __table_args__: ClassVar[Any] = _strict(rowid=False)
    record: str = Field(primary_key=True)
    lid: int = Field(primary_key=True)


class Conflict(Derived, table=True):
    """One of the values that disagree; it stays until a person settles it."""

    __table_args__: ClassVar[Any] = _strict(rowid=False)
    record: str = Field(primary_key=True)
    field: str = Field(primary_key=True)
    place: int = Field(primary_key=True)
    lid: int
    value: str


class VisitRow(Derived, table=True):
    """One person on one visit, without what is joined when it is read."""

    __tablename__: ClassVar[Any] = "visit_client"
    __table_args__: ClassVar[Any] = _strict(Index("visit_client_client", "client", "service_date"), rowid=False)
    record: int = Field(primary_key=True)
    place: int = Field(primary_key=True)
    client: str
    service_date: str
    start_at: str
    minutes: int
    mode: int
    outcome: int
    sign: str
    sign_reason: int
    complete: int | None = None


class ClientCategory(Derived, table=True):
    """A category of a client and the days on which it is valid; '' = no limit."""

    __tablename__: ClassVar[Any] = "client_category"
    __table_args__: ClassVar[Any] = _strict(rowid=False)
    client: str = Field(primary_key=True)
    place: int = Field(primary_key=True)
    code: str
    since: str
    until: str


class NameKey(Derived, table=True):
    """What may be typed to find a person: pinyin, initials, the last four of a phone, a number."""

    __tablename__: ClassVar[Any] = "name_key"
    __table_args__: ClassVar[Any] = _strict(Index("name_key_record", "record"), rowid=False)
    key: str = Field(primary_key=True)
    record: int = Field(primary_key=True)


class SearchTodo(Derived, table=True):
    """A record whose words are not in the search index yet."""

    __tablename__: ClassVar[Any] = "search_todo"
    __table_args__: ClassVar[Any] = _strict()
    record: int = Field(primary_key=True)


def _as_text() -> None:
    # SQLModel writes VARCHAR, which a STRICT table refuses.
    for rows in (Kept, Derived):
        for table in rows.metadata.tables.values():
            for column in table.columns:
                if isinstance(column.type, AutoString):
                    column.type = Text()


_as_text()
