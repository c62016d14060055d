"""Find people and records by whatever was typed; nothing typed can be more than words."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sheqi_desktop.store import jsontext
from sheqi_desktop.store.search_index import catch_up, is_han, region_word, says, sql_left, tokens, waiting
from sheqi_desktop.store.sql import Conditions, sql_name
from sheqi_desktop.store.transaction import Read

__all__ = ["Hit", "catch_up", "search_people", "search_records", "waiting"]

_LONGEST = 60
# Never by row numbers: those are others after the tables were made anew.  Of records the latest come first.
_ORDERS = {"people": "r.number, r.id", "words": "r.changed_at DESC, r.id DESC"}
_INDEXES = {"people": "record_number", "words": "record_changed"}
_MANY = 1000
"""From so many answers on they are not sorted: the index that holds their order is walked until enough are found."""
_COLUMNS = "r.id, r.kind, r.name, r.number, r.station, r.village, r.file_state, r.service_date, r.client, r.changed_at"


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: enough to show a line and to open it."""

    record: str
    kind: str
    title: str
    number: str
    station: str
    village: str
    file_state: str
    service_date: str
    client: str
    why: str


def search_people(
    read: Read, text: str, limit: int = 20, stations: Sequence[str] | None = None, places: Sequence[str] = ()
) -> list[Hit]:
    """Find people by name, pinyin, initials, number, the end of a phone, or where they live or are registered.

    ``places`` are the codes of places whose name fits what was typed; the store knows places only by code.
    """
    found: dict[str, Hit] = {}
    typed = _normal(text)
    key = typed.replace(" ", "").replace("'", "")
    if key and not any(is_han(c) for c in key):
        _add(found, _by_key(read, key, limit, stations), "key")
    if len(found) < limit:
        _add(found, _by_words(read, "people", typed, limit, stations, None), "name")
    if places and len(found) < limit:
        _add(found, _by_village(read, places, limit, stations), "village")
    if places and len(found) < limit:
        _add(found, _by_region(read, places, limit, stations), "region")
    return list(found.values())[:limit]


def search_records(
    read: Read,
    text: str,
    limit: int = 20,
    stations: Sequence[str] | None = None,
    kinds: Sequence[str] | None = None,
) -> list[Hit]:
    """Find records by number (also the paper's) or by words in them, the latest first.

    What a merge left for later is looked through here: nothing that came is missing while its words are put in order.
    """
    found: dict[str, Hit] = {}
    typed = _normal(text)
    rows = _by_words(read, "words", typed, limit, stations, kinds)
    if waiting(read):
        rows = [*rows, *_not_in_order_yet(read, typed, limit, stations, kinds)]
        rows.sort(key=lambda row: (row[-1], row[0]), reverse=True)
    _add(found, rows, "words")
    return list(found.values())[:limit]


def sql_order(table: str) -> str:
    """Give the order of an index's answers."""
    return _ORDERS[table]


def sql_matches(table: str) -> str:
    """Give the row numbers an index answers with; what was typed is bound."""
    return f"SELECT rowid FROM {sql_name(table)} WHERE {sql_name(table)} MATCH ?"


def sql_found(table: str, many: bool) -> str:
    """Give the records an index answers with: each looked up, or where they are many met on the way along the order."""
    if many:
        return f"FROM record r INDEXED BY {sql_name(_INDEXES[table])} WHERE r.no IN ({sql_matches(table)})"
    return f"FROM {sql_name(table)} w CROSS JOIN record r ON r.no = w.rowid WHERE {sql_name(table)} MATCH ?"


def _normal(text: str) -> str:
    # Half of a character, as a broken paste leaves it, cannot be asked for.
    whole = text[:_LONGEST].encode("utf-8", "ignore").decode()
    return " ".join(unicodedata.normalize("NFKC", whole).lower().split())


def _add(found: dict[str, Hit], rows: Sequence[tuple[Any, ...]], why: str) -> None:
    for row in rows:
        record, kind, title, number, station, village, state, day, client, _ = row
        found.setdefault(record, Hit(record, kind, title, number, station, village, state, day, client, why))


def _open_to(stations: Sequence[str] | None, kinds: Sequence[str] | None = None) -> Conditions:
    found = Conditions()
    found.ask("r.voided = 0 AND r.restricted = 0")
    found.one_of("r.station", stations)
    found.one_of("r.kind", kinds)
    return found


def _by_key(read: Read, key: str, limit: int, stations: Sequence[str] | None) -> list[tuple[Any, ...]]:
    only = _open_to(stations)
    return read.rows(
        f"SELECT {_COLUMNS} FROM name_key k CROSS JOIN record r ON r.no = k.record"
        f" WHERE k.key >= ? AND k.key < ?{only.sql_and()} ORDER BY k.key, r.number, r.id LIMIT ?",
        key,
        key + "\U0010ffff",
        *only.values,
        limit * 2,
    )


def _by_words(
    read: Read,
    table: str,
    typed: str,
    limit: int,
    stations: Sequence[str] | None,
    kinds: Sequence[str] | None,
) -> list[tuple[Any, ...]]:
    wanted = _question(typed)
    if not wanted:
        return []
    only = _open_to(stations, kinds)
    if table == "words":
        # What was changed since its words were put in order answers for itself (_not_in_order_yet).
        only.ask("r.no NOT IN (SELECT record FROM search_todo)")
    many = int(read.value(f"SELECT count(*) FROM ({sql_matches(table)} LIMIT ?)", wanted, _MANY)) == _MANY
    return read.rows(
        f"SELECT {_COLUMNS} {sql_found(table, many)}{only.sql_and()} ORDER BY {sql_order(table)} LIMIT ?",
        wanted,
        *only.values,
        limit,
    )


def _not_in_order_yet(
    read: Read, typed: str, limit: int, stations: Sequence[str] | None, kinds: Sequence[str] | None
) -> list[tuple[Any, ...]]:
    """Look through the records whose words are not in the index yet; their Han characters leave few to be read."""
    phrases = [phrase for phrase in map(tokens, typed.split(" ")) if phrase]
    if not phrases:
        return []
    only = _open_to(stations, kinds)
    for letter in dict.fromkeys("".join(phrases)):
        if is_han(letter):
            only.ask("instr(r.answers, ?)", letter)
    found: list[tuple[Any, ...]] = []
    for *columns, answers in read.driver.execute(
        f"SELECT {_COLUMNS}, r.answers FROM ({sql_left()}) t CROSS JOIN record r ON r.no = t.record"
        f" WHERE 1{only.sql_and()} ORDER BY r.changed_at DESC, r.id DESC",
        only.values,
    ):
        if says(jsontext.value(answers), phrases):
            found.append(tuple(columns))
            if len(found) == limit:
                break
    return found


def _by_village(
    read: Read, villages: Sequence[str], limit: int, stations: Sequence[str] | None
) -> list[tuple[Any, ...]]:
    only = _open_to(stations)
    only.one_of("r.village", villages)
    only.ask("r.kind = 'client'")
    return read.rows(
        f"SELECT {_COLUMNS} FROM record r WHERE {only.sql_where()} ORDER BY {sql_order('people')} LIMIT ?",
        *only.values,
        limit,
    )


def _by_region(read: Read, regions: Sequence[str], limit: int, stations: Sequence[str] | None) -> list[tuple[Any, ...]]:
    only = _open_to(stations)
    return read.rows(
        f"SELECT {_COLUMNS} FROM people w CROSS JOIN record r ON r.no = w.rowid"
        f" WHERE people MATCH ?{only.sql_and()} ORDER BY {sql_order('people')} LIMIT ?",
        " OR ".join(f'"{region_word(one)}"' for one in regions),
        *only.values,
        limit,
    )


def _question(typed: str) -> str:
    """Ask for every piece as a quoted phrase: quoted, nothing typed is an operator of the index."""
    phrases = [tokens(piece) for piece in typed.split(" ")]
    return " AND ".join(f'"{phrase}"' + ("" if is_han(phrase[-1]) else "*") for phrase in phrases if phrase)
