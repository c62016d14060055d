"""Read records: one, a few, or a list; the answers are unpacked only when somebody asks for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.change import ChangeRef
from sheqi_desktop.store import jsontext
from sheqi_desktop.store.lids import SHIFT, ref_of
from sheqi_desktop.store.rows import COLUMNS, NEVER_CONFIRMED
from sheqi_desktop.store.sql import Conditions
from sheqi_desktop.store.transaction import Read

_AT_ONCE = 500
_MOST_NUMBERS = 50
SELECT = f"SELECT {COLUMNS} FROM record"


class StoredRecord:
    """A record as all its changes together make it, with the columns lists and checks need."""

    __slots__ = (
        "_answers", "_confirmed", "_counted", "_first", "_last", "author", "birth_date", "changed_at", "changed_by",
        "client", "conflicts", "correcting", "created", "entered_at", "file_state", "first_confirmed_at",
        "first_signed_at", "form", "heads", "held", "household", "id", "kind", "name", "next_due", "number", "parent",
        "period_adjust", "person", "restricted", "revision", "risk", "service_date", "station", "status", "village",
        "void_reason", "voided", "worker",
    )  # fmt: skip

    id: str
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
    period_adjust: str
    entered_at: str
    parent: str
    voided: bool
    void_reason: str
    restricted: bool
    created: ChangeRef
    heads: tuple[ChangeRef, ...]
    first_confirmed_at: int | None
    first_signed_at: int | None
    correcting: bool
    revision: int
    changed_at: int
    changed_by: str
    author: str
    held: int
    conflicts: int

    def __init__(self, row: Sequence[Any], read: Read) -> None:
        """Take a row as COLUMNS names it; two columns are there to be looked up only."""
        (
            self.id, self.kind, self.station, self.status, self.number, self.service_date, self.form, self.worker,
            self.person, self.client, self.household, self.name, self.village, self.birth_date, self.file_state,
            self.risk, self.next_due, self.period_adjust, self.entered_at, self.parent, _, _, voided, self.void_reason,
            restricted, created, head, first, first_at, signed, signed_at, last, self._counted, correcting,
            self.revision, self.changed_at, self.changed_by, self.author, self.held, self.conflicts, self._answers,
            self._confirmed,
        ) = row  # fmt: skip
        self.voided, self.restricted, self.correcting = bool(voided), bool(restricted), bool(correcting)
        self.created = ref_of(read, created)
        self.heads = (ref_of(read, head),) if head else _heads(read, self.id)
        self._first = ref_of(read, first) if first else None
        self._last = ref_of(read, last) if last else None
        self.first_confirmed_at = first_at if first else None
        self.first_signed_at = signed_at if signed else None

    @property
    def answers(self) -> dict[str, Any]:
        """What the record says now."""
        if isinstance(self._answers, str):
            self._answers = jsontext.value(self._answers)
        told: dict[str, Any] = self._answers
        return told

    @property
    def confirmed(self) -> dict[str, Any] | None:
        """The part that counts: the record as its last confirming change knew it; None if there is none."""
        if self._counted == NEVER_CONFIRMED:
            return None
        if isinstance(self._confirmed, str):
            self._confirmed = jsontext.value(self._confirmed)
        told: dict[str, Any] = self.answers if self._confirmed is None else self._confirmed
        return told

    @property
    def last_confirmed(self) -> ChangeRef | None:
        """The change by which the part that counts came to count: its confirmation, or a later 恢复."""
        return self._last

    @property
    def first_confirmed(self) -> ChangeRef | None:
        """The change that first handed the record in."""
        return self._first

    def saying(self, answers: Answers, confirmed: Answers | None) -> StoredRecord:
        """Give the same record with other words for what it says and for the part that counts."""
        other = copy(self)
        other._answers, other._confirmed = dict(answers), None if confirmed is None else dict(confirmed)
        return other

    def __repr__(self) -> str:
        return f"StoredRecord({self.kind} {self.number or self.id})"


def _heads(read: Read, record: str) -> tuple[ChangeRef, ...]:
    return tuple(sorted(ref_of(read, lid) for (lid,) in read.rows("SELECT lid FROM head WHERE record = ?", record)))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list asks for; None means whatever."""

    kind: str | None = None
    stations: Sequence[str] | None = None
    statuses: Sequence[str] | None = None
    since: str | None = None
    until: str | None = None
    worker: str | None = None
    client: str | None = None
    person: str | None = None
    household: str | None = None
    parent: str | None = None
    parents: Sequence[str] | None = None
    file_states: Sequence[str] | None = None
    village: str | None = None
    risk: int | None = None
    due_until: str | None = None
    number: str | None = None
    voided: bool | None = False
    restricted: bool = False
    conflicts_only: bool = False
    correcting: bool | None = None
    order: str = "service_date"
    descending: bool = True
    limit: int | None = None
    offset: int = 0


_COLUMN_OF = {"service_date": "service_date", "name": "name", "doc_no": "number", "status": "status"}
_ORDERS = {
    "service_date": "service_date {0}, number {0}",
    "number": "number {0}",
    "changed": "changed_at {0}, created {0}",
    "entered": "entered_at {0}",
    "name": "name {0}",
    "due": "next_due {0}",
}


def list_records(read: Read, wanted: Wanted) -> list[StoredRecord]:
    """List records in the order asked for."""
    where = _where(wanted)
    limit = -1 if wanted.limit is None else wanted.limit
    cursor = read.driver.execute(
        f"{SELECT} WHERE {where.sql_where()} ORDER BY {sql_order(wanted)}, id LIMIT ? OFFSET ?",
        (*where.values, limit, wanted.offset),
    )
    return [StoredRecord(row, read) for row in cursor]


def newest_entry(read: Read, among: int, without: str, not_by: Sequence[str] = ()) -> str:
    """Give the latest ``entered_at`` of the last records that came here.

    Those with the answer ``without`` are left out, and those begun on one of the devices ``not_by``.
    """
    devices = jsontext.text(list(not_by))
    asked = (
        "SELECT max(entered_at) FROM (SELECT entered_at, answers, created FROM record ORDER BY no DESC LIMIT ?) r"
        " LEFT JOIN chain c ON c.no = r.created >> ? WHERE json_extract(r.answers, ?) IS NULL"
        " AND coalesce(c.device, '') NOT IN (SELECT value FROM json_each(?))"
    )
    return str(read.value(asked, among, SHIFT, f'$."{without}"', devices) or "")


def list_ids(read: Read, wanted: Wanted, answer: str = "", among: Sequence[str] | None = None) -> list[str]:
    """List ids only, so that a hundred thousand can be shown at once; in the order of an answer if one is named.

    ``among`` keeps only these records.
    """
    where = _where(wanted)
    given = (f'$."{answer}"',) if answer and answer not in _COLUMN_OF else ()
    cursor = read.driver.execute(
        f"SELECT id FROM record WHERE {where.sql_where()} ORDER BY {sql_answer_order(wanted, answer)}, id",
        (*where.values, *given),
    )
    ids = [row[0] for row in cursor]
    if among is None:
        return ids
    kept = set(among)
    return [one for one in ids if one in kept]


def sql_answer_order(wanted: Wanted, answer: str) -> str:
    """Give the order by one answer, whose path is bound; that of the list when none is named."""
    if not answer:
        return sql_order(wanted)
    by = _COLUMN_OF.get(answer, "json_extract(answers, ?)")
    return f"{by} DESC" if wanted.descending else by


def sql_order(wanted: Wanted) -> str:
    """Give the order a list asks for."""
    return _ORDERS[wanted.order].replace("{0}", "DESC" if wanted.descending else "ASC")


def count_records(read: Read, wanted: Wanted) -> int:
    """Tell how many records a list has."""
    where = _where(wanted)
    return int(read.value(f"SELECT count(*) FROM record WHERE {where.sql_where()}", *where.values))


def _where(wanted: Wanted) -> Conditions:
    found = Conditions()
    for column in ("kind", "worker", "client", "person", "household", "parent", "village", "risk"):
        value = getattr(wanted, column)
        if value is not None:
            found.ask(f"{column} = ?", value)
    found.one_of("station", wanted.stations)
    found.one_of("status", wanted.statuses)
    found.one_of("file_state", wanted.file_states)
    found.one_of("parent", wanted.parents)
    if wanted.since is not None:
        found.ask("service_date >= ?", wanted.since)
    if wanted.until is not None:
        found.ask("service_date <= ?", wanted.until)
    if wanted.due_until is not None:
        found.ask("next_due <> '' AND next_due <= ?", wanted.due_until)
    if wanted.number is not None:
        found.ask("number >= ? AND number < ?", wanted.number, wanted.number + "\U0010ffff")
    if wanted.voided is not None:
        found.ask("voided = ?", int(wanted.voided))
    if not wanted.restricted:
        found.ask("restricted = 0")
    if wanted.conflicts_only:
        found.ask("conflicts > 0")
    if wanted.correcting is not None:
        found.ask("correcting = ?", int(wanted.correcting))
    return found


def get(read: Read, record: str) -> StoredRecord | None:
    """Give one record by its id."""
    row = read.row(f"{SELECT} WHERE id = ?", record)
    return StoredRecord(row, read) if row else None


def get_many(read: Read, records: Iterable[str]) -> dict[str, StoredRecord]:
    """Give several records by their ids; unknown ones are left out."""
    ids = list(records)
    found: dict[str, StoredRecord] = {}
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        for row in read.driver.execute(f"{SELECT} WHERE id IN ({','.join('?' * len(some))})", some):
            found[row[0]] = StoredRecord(row, read)
    return found


def kinds_of(read: Read, records: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Tell whose these records are and of which kind; unknown ones are left out."""
    # One list is bound, not thousands of ids.
    asked = "SELECT r.id, r.station, r.kind FROM json_each(?) one CROSS JOIN record r ON r.id = one.value"
    return {id_: (station, kind) for id_, station, kind in read.rows(asked, jsontext.text(list(records)))}


def whose(read: Read, record: str) -> tuple[str, str, bool]:
    """Tell which station's and which worker's a record is, and whether it is 限阅; ('', '', False) for none here."""
    found = read.row("SELECT station, worker, restricted FROM record WHERE id = ?", record) or ("", "", 0)
    station, worker, restricted = found
    return station, worker, bool(restricted)


def secret(read: Read, station: str) -> list[str]:
    """Name the 限阅 records of a station, void ones too."""
    return [
        id_ for (id_,) in read.rows("SELECT id FROM record WHERE station = ? AND restricted = 1 ORDER BY id", station)
    ]


def by_number(read: Read, number: str) -> list[StoredRecord]:
    """Find records by their number, or by the number a paper form carried."""
    typed = number.strip()
    rows = read.rows(f"{SELECT} WHERE number = ? ORDER BY entered_at, id", typed)
    if not rows and typed:
        from sheqi_desktop.store.search import search_records

        ids = [hit.record for hit in search_records(read, typed, _MOST_NUMBERS)]
        return [one for one in get_many(read, ids).values() if one.answers.get("paper_no") == typed]
    return [StoredRecord(row, read) for row in rows]
