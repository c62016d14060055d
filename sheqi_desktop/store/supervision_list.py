"""What figures of supervision are read from, as plain rows: documents, sessions and scores, past the ORM."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sheqi_desktop.store import jsontext
from sheqi_desktop.store.sql import Conditions, sql_marks, sql_name
from sheqi_desktop.store.transaction import Read

_AT_ONCE = 500
_DOCUMENT = (
    "SELECT r.id, r.kind, r.station, r.number, r.restricted, coalesce(json_extract(r.answers, '$.leader_id'), ''),"
    " r.worker, r.author, r.client, coalesce(c.name, r.name, ''), coalesce(c.restricted, 0)"
    " FROM record r LEFT JOIN record c ON c.id = r.client AND r.client <> '' WHERE r.id IN "
)


class DocumentRow(NamedTuple):
    """A document something was remarked about."""

    id: str
    kind: str
    station: str
    number: str
    restricted: int
    leader: str
    worker: str
    author: str
    client: str
    name: str
    client_restricted: int


class KindRow(NamedTuple):
    """A record of one kind with what it says."""

    id: str
    kind: str
    station: str
    author: str
    number: str
    restricted: int
    answers: dict[str, Any]


def documents_of(read: Read, ids: Iterable[str]) -> dict[str, DocumentRow]:
    """Give documents by id."""
    every = list(dict.fromkeys(ids))
    found: dict[str, DocumentRow] = {}
    for start in range(0, len(every), _AT_ONCE):
        some = every[start : start + _AT_ONCE]
        for row in read.driver.execute(f"{_DOCUMENT}({sql_marks(some)})", some):
            found[row[0]] = DocumentRow(*row)
    return found


def of_kind(read: Read, kind: str, stations: Sequence[str] | None = None) -> list[KindRow]:
    """Give the records of a kind that are not void, of some stations or of all."""
    only = Conditions()
    only.ask("kind = ? AND voided = 0", kind)
    only.one_of("station", stations)
    asked = f"SELECT id, kind, station, author, number, restricted, answers FROM record WHERE {only.sql_where()}"
    rows = read.driver.execute(asked, only.values)
    return [
        KindRow(id_, kind_, station, author, number, restricted, jsontext.value(answers))
        for id_, kind_, station, author, number, restricted, answers in rows
    ]


def said_in(read: Read, kind: str, question: str) -> Iterator[Any]:
    """Give what the records of a kind say to a question: each answer once, a list of rows as it is."""
    asked = "SELECT DISTINCT json_extract(answers, ?) FROM record WHERE kind = ?"
    for (told,) in read.driver.execute(asked, (f"$.{sql_name(question)}", kind)):
        if isinstance(told, str) and told:
            yield jsontext.value(told) if told.startswith("[") else told
