"""Documents that may wait for a supervisor, as plain rows: thousands at once, past the ORM, answers left packed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sheqi_desktop.store import jsontext
from sheqi_desktop.store.sql import Conditions
from sheqi_desktop.store.transaction import Read


class ReviewRow(NamedTuple):
    """A document that was handed in and neither handed back nor signed."""

    id: str
    kind: str
    station: str
    number: str
    service_date: str
    worker: str
    client: str
    parent: str
    restricted: int
    revision: int
    changed_at: int
    first_signed: int
    signed_by: str
    lead_signed_by: str
    client_name: str
    client_restricted: int
    risk: int


_ROW = (
    "SELECT r.id, r.kind, r.station, r.number, r.service_date, r.worker, r.client, r.parent, r.restricted, r.revision,"
    " r.changed_at, r.first_signed, coalesce(json_extract(r.answers, '$.signed_by'), ''),"
    " coalesce(json_extract(r.answers, '$.lead_signed_by'), ''), coalesce(c.name, r.name, ''),"
    " coalesce(c.restricted, 0), coalesce(c.risk, 0)"
    " FROM record r LEFT JOIN record c ON c.id = r.client AND r.client <> ''"
)


def handed_in(read: Read, kinds: Sequence[str], stations: Sequence[str] | None, since: str = "") -> list[ReviewRow]:
    """Give the documents of some kinds that are 已提交, of some stations or of all; ``since`` is a day of service."""
    only = Conditions()
    only.one_of("r.kind", kinds)
    only.one_of("r.station", stations)
    only.ask("r.status = 'submitted' AND r.voided = 0")
    if since:
        only.ask("r.service_date >= ?", since)
    return [ReviewRow(*row) for row in read.driver.execute(f"{_ROW} WHERE {only.sql_where()}", only.values)]


def answers_of(read: Read, kind: str, stations: Sequence[str] | None) -> dict[str, dict[str, Any]]:
    """Give the answers of the handed-in documents of one kind, where who signs them depends on what they say."""
    only = Conditions()
    only.ask("kind = ? AND status = 'submitted' AND voided = 0", kind)
    only.one_of("station", stations)
    rows = read.driver.execute(f"SELECT id, answers FROM record WHERE {only.sql_where()}", only.values)
    return {id_: jsontext.value(answers) for id_, answers in rows}
