"""The shape of what follows from the log, as rows that judge nothing.

Dropped and built anew whenever its shape changes (store/derived.py); it has no migration.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import Index, text
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from sheqi_desktop.store.rows import TOUCHED
from sheqi_desktop.store.tables import as_text, strict


class Derived(SQLModel, registry=registry()):
    """A table that follows from the log."""


A_CLIENT = "kind = 'client'"
LISTED = ("kind", "station", "service_date", "voided", "status", "number", "id", "client", "worker", "restricted")


class Record(Derived, table=True):
    """A record as all its changes together make it."""

    __table_args__: ClassVar[Any] = strict(
        # Long lists are made of this index alone; a record itself is wide, and deciphering 100,000 takes seconds.
        Index("record_listed", *LISTED),
        Index("record_client", "client", "service_date"),
        # A save asks what its worker did that day, and wrote lately: that must not grow with the years.
        Index("record_worker", "worker", "service_date"),
        # Whether somebody has a file already is asked before every new one.
        Index("record_name", "name", sqlite_where=text(A_CLIENT)),
        # Columns, not expressions: those make the engine keep a way back for every statement of several rows.
        Index("record_id_no", "id_no", sqlite_where=text("id_no <> ''")),
        # A file is shown with everything that was remarked about its documents (store/remarks.py).
        Index("record_file", "file", sqlite_where=text("file <> ''")),
        Index("record_parent", "parent", sqlite_where=text("parent <> ''")),
        Index("record_number", "number"),
        Index("record_created", "created"),
        Index("record_changed", "changed_at"),
        # What came after a month was closed is found by these two alone (store/adjustments.py).
        Index("record_confirmed", "station", "first_confirmed", "service_date"),
        Index(
            "record_touched",
            *("station", "first_confirmed", "last_confirmed", "voided", "adjust"),
            sqlite_where=text(TOUCHED),
        ),
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
    parent: str
    id_no: str
    file: str
    voided: int
    void_reason: str
    restricted: int
    created: int
    head: int
    first_confirmed: int
    first_confirmed_at: int
    first_signed: int
    first_signed_at: int
    last_confirmed: int
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

    __table_args__: ClassVar[Any] = strict(Index("edit_record", "record"))
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

    __table_args__: ClassVar[Any] = strict(rowid=False)
    record: str = Field(primary_key=True)
    lid: int = Field(primary_key=True)


class Conflict(Derived, table=True):
    """One of the values that disagree; it stays until a person settles it."""

    __table_args__: ClassVar[Any] = strict(rowid=False)
    record: str = Field(primary_key=True)
    field: str = Field(primary_key=True)
    place: int = Field(primary_key=True)
    lid: int
    value: str


class VisitRow(Derived, table=True):
    """One person on one visit, without what is joined when it is read."""

    __tablename__: ClassVar[Any] = "visit_client"
    __table_args__: ClassVar[Any] = strict(Index("visit_client_client", "client", "service_date"), rowid=False)
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
    signal: int
    complete: int | None = None


class ClientCategory(Derived, table=True):
    """A category of a client and the days on which it is valid; '' = no limit."""

    __tablename__: ClassVar[Any] = "client_category"
    __table_args__: ClassVar[Any] = strict(rowid=False)
    client: str = Field(primary_key=True)
    place: int = Field(primary_key=True)
    code: str
    since: str
    until: str


class Mention(Derived, table=True):
    """A client named in a row of a record that is not about them alone: a member of a group, somebody given goods."""

    __table_args__: ClassVar[Any] = strict(Index("mention_record", "record"), rowid=False)
    client: str = Field(primary_key=True)
    record: int = Field(primary_key=True)


class FileOf(Derived, table=True):
    """A photo or scan that a record names, whether its content is here or not."""

    __tablename__: ClassVar[Any] = "file_of"
    __table_args__: ClassVar[Any] = strict(Index("file_of_record", "record"), rowid=False)
    sha256: str = Field(primary_key=True)
    record: int = Field(primary_key=True)


class NameKey(Derived, table=True):
    """What may be typed to find a person: pinyin, initials, the last four of a phone, a number."""

    __tablename__: ClassVar[Any] = "name_key"
    __table_args__: ClassVar[Any] = strict(Index("name_key_record", "record"), rowid=False)
    key: str = Field(primary_key=True)
    record: int = Field(primary_key=True)


class SearchTodo(Derived, table=True):
    """A record whose words are not in the search index yet."""

    __tablename__: ClassVar[Any] = "search_todo"
    __table_args__: ClassVar[Any] = strict()
    record: int = Field(primary_key=True)


as_text(Derived)
