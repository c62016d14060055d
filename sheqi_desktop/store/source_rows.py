"""Keep beside each record what counting and searching read: its persons, its categories, its words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from sheqi_desktop.domain.attachment import pointers
from sheqi_desktop.domain.records.visit_lines import lines, lines_of
from sheqi_desktop.store import jsontext, search_index
from sheqi_desktop.store.answer_text import answers_at
from sheqi_desktop.store.transaction import Read, Write

VISIT, CLIENT = "visit", "client"
_LINE = (
    "INSERT OR FAIL INTO visit_client"
    " (record, place, client, service_date, start_at, minutes, mode, outcome, sign, sign_reason, signal, complete)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)"
)
_CATEGORY = "INSERT OR FAIL INTO client_category (client, place, code, since, until) VALUES (?, ?, ?, ?, ?)"


_FILE = "INSERT OR IGNORE INTO file_of (sha256, record) VALUES (?, ?)"
_MENTION = "INSERT OR IGNORE INTO mention (client, record) VALUES (?, ?)"
_ABOUT_ONE = frozenset({VISIT, CLIENT, "household", "period_close"})
"""Kinds whose people have tables of their own, or that name nobody."""


class Fresh(NamedTuple):
    """A record whose row was just written: what it says now, and the part of it that counts."""

    no: int
    id: str
    kind: str
    answers: dict[str, Any]
    counted: dict[str, Any]
    recount: bool = True
    """Whether the part that counts may have changed."""
    disputed: Sequence[Any] = ()
    """Values nobody has chosen yet: their files are needed as well."""
    files: bool = True
    """Whether it may name files at all."""


class New(NamedTuple):
    """Records of one kind that were just made, none of them known before, as columns."""

    kind: str
    numbers: range
    ids: Sequence[str]
    columns: Mapping[str, Sequence[Any]]
    kinds: Mapping[str, Collection[type]]
    """The types that are in each column."""


_NAMES_A_FILE = '"hash":'


def may_name_files(text: str | None) -> bool:
    """Tell whether answers as they were written can point to a file; looking for that is quick."""
    return text is not None and _NAMES_A_FILE in text


def refresh_new(write: Write, new: New) -> None:
    """Write the rows beside many new records at once, column by column; their words are left for later."""
    kind, numbers = new.kind, new.numbers
    nested = {name: new.columns[name] for name, kinds in new.kinds.items() if not {list, dict}.isdisjoint(kinds)}
    if may_name_files(jsontext.text(nested)):
        held = [answers_at(nested, i) for i in range(len(numbers))]
        _add_files(write, [Fresh(no, id_, kind, one, one) for no, id_, one in zip(numbers, new.ids, held, strict=True)])
    if kind == VISIT:
        write.many(_LINE, lines_of(new.columns, new.kinds, numbers))
    elif kind == CLIENT:
        people = [(numbers[i], answers_at(new.columns, i)) for i in range(len(numbers))]
        each = zip(new.ids, people, strict=True)
        write.many(_CATEGORY, [(id_, *row) for id_, (_, told) in each for row in category_rows(told)])
        search_index.put_people(write, people, new=True)
    if kind not in _ABOUT_ONE:
        every = (mentioned(answers_at(new.columns, i)) for i in range(len(numbers)))
        write.many(_MENTION, [(who, no) for no, clients in zip(numbers, every, strict=True) for who in clients])
    search_index.put_off(write, numbers)


def refresh(write: Write, fresh: Sequence[Fresh], *, new: bool) -> None:
    """Bring the rows beside some records up to date; their words are left for a quiet moment."""
    if not new and write.value("SELECT 1 FROM file_of LIMIT 1") is not None:
        write.many("DELETE FROM file_of WHERE record = ?", [(each.no,) for each in fresh])
    _add_files(write, fresh)
    visits = [each for each in fresh if each.kind == VISIT and each.recount]
    clients = [each for each in fresh if each.kind == CLIENT]
    if visits:
        if not new:
            write.many("DELETE FROM visit_client WHERE record = ?", [(each.no,) for each in visits])
        write.many(_LINE, [(each.no, *line) for each in visits for line in lines(each.counted)])
    if clients:
        if not new:
            write.many("DELETE FROM client_category WHERE client = ?", [(each.id,) for each in clients])
        write.many(_CATEGORY, [(each.id, *row) for each in clients for row in category_rows(each.counted)])
        search_index.put_people(write, [(each.no, each.answers) for each in clients], new=new)
    others = [each for each in fresh if each.kind not in _ABOUT_ONE]
    if others:
        if not new:
            write.many("DELETE FROM mention WHERE record = ?", [(each.no,) for each in others])
        write.many(_MENTION, [(client, each.no) for each in others for client in mentioned(each.answers)])
    search_index.put_off(write, [each.no for each in fresh])


def _add_files(write: Write, fresh: Sequence[Fresh]) -> None:
    """Note which files each record names, in what it says now, in what counts, and in what is disputed."""
    found: list[tuple[str, int]] = []
    for each in (each for each in fresh if each.files):
        counted = () if each.counted is each.answers else each.counted.values()
        for value in chain(each.answers.values(), counted, each.disputed):
            if type(value) is dict or type(value) is list:
                found += ((sha256, each.no) for sha256 in files_in(value))
    if found:
        write.many(_FILE, found)


def files_in(value: Any) -> Iterable[str]:
    """Give the names of the files an answer points to."""
    return (one["hash"] for one in pointers(value))


def mentioned(answers: dict[str, Any]) -> set[str]:
    """Give the clients named in the rows of a record, or in its list of clients."""
    found: set[str] = set()
    for name, value in answers.items():
        if isinstance(value, list):
            for one in value:
                told = one.get("client_id") if isinstance(one, dict) else one if name == "clients" else None
                if isinstance(told, str):
                    found.add(told)
    return found


def unjudged(read: Read) -> list[tuple[int, str]]:
    """List confirmed visits (row number, id) nobody has judged for completeness since they last changed."""
    return read.rows(
        "SELECT DISTINCT r.no, r.id FROM visit_client v JOIN record r ON r.no = v.record"
        " WHERE v.complete IS NULL AND r.counted <> 0"
    )


def judged(read: Read) -> list[tuple[int, str, int]]:
    """List confirmed visits that were judged (row number, id, 1 where complete)."""
    return read.rows(
        "SELECT DISTINCT r.no, r.id, v.complete FROM visit_client v JOIN record r ON r.no = v.record"
        " WHERE v.complete IS NOT NULL AND r.counted <> 0"
    )


def keep_judgement(write: Write, judged: Sequence[tuple[int, bool]]) -> None:
    """Note which visits are complete by their form; the store itself knows no forms."""
    write.many("UPDATE visit_client SET complete = ? WHERE record = ?", [(int(fine), no) for no, fine in judged])


def category_rows(answers: dict[str, Any]) -> list[tuple[int, str, str, str]]:
    """List the categories of a client with the days on which they are valid, both ends included."""
    told = answers.get("categories")
    if not isinstance(told, list):
        return []
    rows = [row for row in told if isinstance(row, dict) and isinstance(row.get("category"), str)]
    return [(i, row["category"], _day(row.get("start")), _day(row.get("end"))) for i, row in enumerate(rows)]


def _day(value: Any) -> str:
    return value if isinstance(value, str) else ""
