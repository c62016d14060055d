"""What checks, counting and the home page ask of records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sheqi_desktop.store.closes import closes
from sheqi_desktop.store.listing import SELECT, StoredRecord
from sheqi_desktop.store.rows import COLUMNS
from sheqi_desktop.store.sql import Conditions
from sheqi_desktop.store.transaction import Read


# ------------------------------------------------------------------------------ closed months
def month_closed(read: Read, station: str, year: int, month: int) -> bool:
    """Tell whether the centre has closed a month of a station."""
    return closes(read).closed(station, f"{year:04d}-{month:02d}")


# ------------------------------------------------------------------------------ who is due
@dataclass(frozen=True, slots=True)
class Due:
    """One client on the list of visits to make; ``next_due`` '' means never visited."""

    client: str
    person: str
    station: str
    number: str
    name: str
    village: str
    risk: int
    next_due: str
    last_visit: str
    worker: str
    phone: str


def due_list(read: Read, stations: Sequence[str] | None = None, until: str | date | None = None) -> list[Due]:
    """List the active clients by the day their next visit is due, those never visited first."""
    only = Conditions()
    only.one_of("c.station", stations)
    rows = read.rows(
        "SELECT c.id, c.person, c.station, c.number, c.name, c.village, c.risk, coalesce(l.next_due, ''),"
        " coalesce(l.day, ''), c.worker, coalesce(json_extract(c.answers, '$.phone'), '') FROM record c"
        " LEFT JOIN (SELECT v.client AS who, max(v.service_date) AS day, r.next_due AS next_due FROM visit_client v"
        "   JOIN record r ON r.no = v.record WHERE r.voided = 0 AND r.next_due <> ''"
        "   GROUP BY v.client) l ON l.who = c.id"
        f" WHERE c.kind = 'client' AND c.voided = 0 AND c.restricted = 0 AND c.file_state IN ('', 'active')"
        f"{only.sql_and()}"
        " ORDER BY coalesce(l.next_due, ''), c.risk DESC, c.village, c.id",
        *only.values,
    )
    found = [Due(*row) for row in rows]
    return found if until is None else [due for due in found if due.next_due <= str(until)]


def last_visits(read: Read, stations: Sequence[str] | None = None) -> dict[str, tuple[str, str]]:
    """Give for each client the day of the last visit that reached them, and when the next is due."""
    only = Conditions()
    only.one_of("r.station", stations)
    rows = read.rows(
        "SELECT v.client, max(v.service_date), r.next_due FROM visit_client v JOIN record r ON r.no = v.record"
        f" WHERE r.voided = 0 AND v.outcome IN (1, 6){only.sql_and()} GROUP BY v.client",
        *only.values,
    )
    return {client: (day, due) for client, day, due in rows}


# ------------------------------------------------------------------------------ what checks ask
_ASKED = {
    "parent_id": "parent", "client_id": "client", "service_date": "service_date", "name": "name",
    "worker_id": "worker", "household_id": "household",
}  # fmt: skip
"""Answers that have a column of their own."""


def related(read: Read, kind: str, answer: str, value: Any, not_record: str = "") -> list[StoredRecord]:
    """Give the records of a kind that answer a question so, in the order of their numbers, void ones left out."""
    column = _ASKED.get(answer)
    asked = f"{column} = ?" if column else "json_extract(answers, ?) = ?"
    given = (value,) if column else (f'$."{answer}"', value)
    return _some(read, f"kind = ? AND voided = 0 AND id <> ? AND {asked} ORDER BY number, id", kind, not_record, *given)


def of_kinds(
    read: Read, kinds: Sequence[str], stations: Sequence[str] | None = None, since: str = ""
) -> list[StoredRecord]:
    """Give every record of some kinds, void ones too: what counting makes its rows of; ``since`` a day of service."""
    only = Conditions()
    only.one_of("kind", kinds)
    only.one_of("station", stations)
    if since:
        only.ask("service_date >= ?", since)
    return _some(read, only.sql_where(), *only.values)


_PREFIXED = ", ".join(f"r.{name.strip()}" for name in COLUMNS.split(","))


def visits_of(read: Read, client: str, limit: int = 20) -> list[StoredRecord]:
    """Give the latest visits of a client, newest first, without drafts and voids."""
    rows = read.rows(
        f"SELECT {_PREFIXED} FROM visit_client v JOIN record r ON r.no = v.record WHERE v.client = ?"
        " AND r.voided = 0 AND r.status NOT IN ('', 'draft') ORDER BY v.service_date DESC, v.start_at DESC LIMIT ?",
        client,
        limit,
    )
    return [StoredRecord(row, read) for row in rows]


def about(read: Read, client: str) -> list[StoredRecord]:
    """Give everything about a person but visits, as it was entered: their own records, and those that name them."""
    own = _some(read, "client = ? AND kind <> 'visit' AND voided = 0 AND restricted = 0", client)
    rows = read.rows(
        f"SELECT {_PREFIXED} FROM mention m JOIN record r ON r.no = m.record WHERE m.client = ?"
        " AND r.voided = 0 AND r.restricted = 0",
        client,
    )
    named = [StoredRecord(row, read) for row in rows]
    found = {one.id: one for one in (*own, *named)}
    return sorted(found.values(), key=lambda one: (one.entered_at, one.id))


ACTED_IN = ("visit", "process_note", "group_session", "activity")
"""Kinds whose worker was there; the worker of any other kind, such as 志愿服务记录, only wrote it down."""


def visits_on(read: Read, worker: str, day: str | date) -> list[StoredRecord]:
    """Give what a worker did on a day, in every kind of record that puts them at a place."""
    kinds = ", ".join("?" * len(ACTED_IN))
    where = f"kind IN ({kinds}) AND worker = ? AND service_date = ? AND voided = 0 ORDER BY entered_at"
    return _some(read, where, *ACTED_IN, worker, str(day))


def summaries(read: Read, worker: str, limit: int) -> list[tuple[str, str, str]]:
    """Give the latest summaries of a worker, newest first: of which visit, of what day, what it says."""
    # The index gives them in order: what is read does not grow with what this worker has written over the years.
    return read.rows(
        "SELECT id, service_date, json_extract(answers, '$.summary') FROM record INDEXED BY record_worker"
        " WHERE worker = ? AND service_date > '' AND kind = 'visit' AND voided = 0 AND restricted = 0"
        " AND coalesce(json_extract(answers, '$.summary'), '') <> '' ORDER BY service_date DESC LIMIT ?",
        worker,
        limit,
    )


def same_id_no(read: Read, id_no: str, not_record: str = "") -> list[StoredRecord]:
    """Find client files with this resident ID; restricted ones too, since a second file must not be made."""
    return _some(
        read,
        "kind = 'client' AND voided = 0 AND id <> ? AND id_no <> '' AND id_no = ? ORDER BY id",
        not_record,
        id_no,
    )


def namesakes(
    read: Read, name: str, gender: int | None, birth_year: int, village: str, not_record: str = ""
) -> list[StoredRecord]:
    """Find files with the same name, gender, village and a birth year at most one apart."""
    found = _some(
        read, "kind = 'client' AND voided = 0 AND id <> ? AND name = ? AND village = ?", not_record, name, village
    )
    return [one for one in found if _like(one, gender, birth_year)]


def _like(one: StoredRecord, gender: int | None, birth_year: int) -> bool:
    year = one.birth_date[:4]
    near = year.isdigit() and abs(int(year) - birth_year) <= 1
    return near and (gender is None or one.answers.get("gender") == gender)


def household_clients(read: Read, household: str) -> list[str]:
    """Give the ids of the clients that live in a household."""
    rows = read.rows(
        "SELECT id FROM record WHERE kind = 'client' AND voided = 0 AND household = ? ORDER BY id", household
    )
    return [record for (record,) in rows]


def _some(read: Read, where: str, *values: Any) -> list[StoredRecord]:
    return list(_walk(read, where, values))


def _walk(read: Read, where: str, values: Sequence[Any]) -> Iterator[StoredRecord]:
    for row in read.rows(f"{SELECT} WHERE {where}", *values):
        yield StoredRecord(row, read)
