"""The shape of what is kept, as rows that judge nothing: the log, keys and local facts.

The migrations in db/ carry these tables through time.  What follows from the log is in tables_derived.py.
This module loads the ORM (0.3 s): it is imported inside the functions that need it, never while the window opens.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import Index, Text, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import AutoString, Field, SQLModel


class Kept(SQLModel, registry=registry()):
    """A table the migrations carry through time."""


def strict(*parts: Any, rowid: bool = True) -> tuple[Any, ...]:
    """Make a table STRICT: SQLite then refuses a value of another type."""
    return (*parts, {"sqlite_strict": True, "sqlite_with_rowid": rowid})


# ------------------------------------------------------------------------------ the log
class Chain(Kept, table=True):
    """One writer's log as far as we hold it; ``no`` is our own short number for it and never leaves this file.

    ``step`` is the step of the record of what was saved that last wrote this row; where it is told: store/redo.py.
    """

    __table_args__: ClassVar[Any] = strict(Index("chain_id", "chain"))
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
    step: str = Field(sa_column_kwargs={"server_default": ""})


class Segment(Kept, table=True):
    """A sealed piece of a chain, byte for byte as it was signed."""

    __table_args__: ClassVar[Any] = strict(Index("segment_place", "chain", "first", "last"))
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
    __table_args__: ClassVar[Any] = strict()
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

    __table_args__: ClassVar[Any] = strict()
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

    __table_args__: ClassVar[Any] = strict()
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

    __table_args__: ClassVar[Any] = strict()
    version: int = Field(primary_key=True)
    signed: bytes


class RosterRequest(Kept, table=True):
    """A machine that asks to be let in."""

    __tablename__: ClassVar[Any] = "roster_request"
    __table_args__: ClassVar[Any] = strict()
    device: str = Field(primary_key=True)
    data: bytes
    at: int
    state: str


class Blob(Kept, table=True):
    """A photo or scan, known by its hash and by nothing else."""

    __table_args__: ClassVar[Any] = strict()
    sha256: str = Field(primary_key=True)
    type: str
    size: int
    at: int
    data: bytes


# ------------------------------------------------------------------------------ keys and local facts
class DeviceKey(Kept, table=True):
    """The private keys of this machine; they move with the data and lie nowhere else."""

    __tablename__: ClassVar[Any] = "device_key"
    __table_args__: ClassVar[Any] = strict()
    device: str = Field(primary_key=True)
    seed: bytes
    age_secret: str
    epoch: str
    generation: int
    current: int


class Meta(Kept, table=True):
    """A fact about this file: generation, shape of the derived tables, digest of the last backup."""

    __table_args__: ClassVar[Any] = strict()
    key: str = Field(primary_key=True)
    value: str


class Setting(Kept, table=True):
    """A choice a person made on this machine."""

    __table_args__: ClassVar[Any] = strict()
    key: str = Field(primary_key=True)
    value: str


class WindowState(Kept, table=True):
    """Where a window stood."""

    __tablename__: ClassVar[Any] = "window_state"
    __table_args__: ClassVar[Any] = strict()
    key: str = Field(primary_key=True)
    value: str


class Draft(Kept, table=True):
    """What is being typed, before 保存; one open (0) per form, record and user, and each that was given up."""

    __table_args__: ClassVar[Any] = strict(UniqueConstraint("form", "record", "user", "put_away_at"))
    id: str = Field(primary_key=True)
    form: str
    form_version: int
    record: str
    user: str
    answers: str
    note: str
    at: int
    put_away_at: int
    began: str = Field(sa_column_kwargs={"server_default": ""})


class ImportLog(Kept, table=True):
    """A file that was read, and what became of it."""

    __tablename__: ClassVar[Any] = "import_log"
    __table_args__: ClassVar[Any] = strict()
    sha256: str = Field(primary_key=True)
    file: str
    sender: str
    counter: int
    kind: str
    at: int
    result: str
    summary: str


class MergeRun(Kept, table=True):
    """A time files were brought in: its report, kept for ever, and the copy made before it."""

    __tablename__: ClassVar[Any] = "merge_run"
    __table_args__: ClassVar[Any] = strict()
    n: int = Field(primary_key=True)
    at: int
    who: str
    copy_name: str
    state: str
    told: str


class Outgoing(Kept, table=True):
    """A bundle this machine wrote."""

    __table_args__: ClassVar[Any] = strict()
    counter: int = Field(primary_key=True)
    receivers: str
    file: str
    sha256: str
    kind: str
    at: int
    positions: str


class Receipt(Kept, table=True):
    """How far a receiver has acknowledged a chain."""

    __table_args__: ClassVar[Any] = strict()
    receiver: str = Field(primary_key=True)
    chain: str = Field(primary_key=True)
    seq: int
    at: int


class SentBlob(Kept, table=True):
    """An attachment that travelled in the bundle of that number."""

    __tablename__: ClassVar[Any] = "sent_blob"
    __table_args__: ClassVar[Any] = strict()
    counter: int = Field(primary_key=True)
    sha256: str = Field(primary_key=True)


class BlobReceipt(Kept, table=True):
    """An attachment that another machine is known to hold."""

    __tablename__: ClassVar[Any] = "blob_receipt"
    __table_args__: ClassVar[Any] = strict()
    receiver: str = Field(primary_key=True)
    sha256: str = Field(primary_key=True)
    at: int


class Journal(Kept, table=True):
    """Who did what, each entry chained to the one before; triggers refuse to change or delete any."""

    __table_args__: ClassVar[Any] = strict()
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
    __table_args__: ClassVar[Any] = strict()
    series: str = Field(primary_key=True)
    highest: int


class ReservedNumber(Kept, table=True):
    """A number printed on a blank form."""

    __tablename__: ClassVar[Any] = "reserved_number"
    __table_args__: ClassVar[Any] = strict()
    number: str = Field(primary_key=True)
    series: str
    by: str
    at: int
    used: int


def as_text(rows: type[SQLModel]) -> None:
    """Make every text column TEXT: SQLModel writes VARCHAR, which a STRICT table refuses."""
    for table in rows.metadata.tables.values():
        for column in table.columns:
            if isinstance(column.type, AutoString):
                column.type = Text()


as_text(Kept)
