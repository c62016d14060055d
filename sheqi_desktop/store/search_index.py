"""What may be typed to find something, kept so that 50,000 people answer within a few milliseconds.

A word index cuts text at spaces, so every Han character gets a space on both sides: then 村医 is the phrase 村 医,
and one character alone is found too.  Pinyin, initials, the end of a phone and numbers are keys asked by their start.
Restricted records (限阅) are in no index.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from typing import Any

from sheqi_desktop.domain.pinyin import spellings
from sheqi_desktop.store import jsontext
from sheqi_desktop.store.transaction import Read, Write

_PEOPLE_WORDS = ("name", "former_name", "address_detail", "hukou_note", "paper_no", "doc_no")
_REGION = "hukou_region"
_NOT_WORDS = frozenset(
    {"station_code", "entered_at", "entered_by", "worker_id", "status", "source", "signed_at", "signed_by", "id_no"}
    | {"phone", "contact2_phone", "phone_called", "late_reason", "client_id", "household_id", "person_id", "id"}
)
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_DATE = re.compile(r"\d{4}-\d\d-\d\d(T.*)?|\d\d:\d\d")
_LAST = 4
_HAN = "\u3400-\u9fff\uf900-\ufaff〇"
_BEYOND = "\U00010000-\U0010ffff"
_PIECES = re.compile(f"[{_HAN}]|[^\\W_{_HAN}{_BEYOND}]+|[^\\W_\\x00-\uffff]|[\U00020000-\U0010ffff]")
_NEWEST = re.compile(f"[{_BEYOND}]")


def is_han(letter: str) -> bool:
    """Tell a Chinese character, rare ones included."""
    return "\u3400" <= letter <= "\u9fff" or "\uf900" <= letter <= "\ufaff" or letter == "〇" or letter >= "\U00020000"


def tokens(text: str) -> str:
    """Give a text as the word index takes it: one token per Han character, letters and digits as they stand."""
    told = unicodedata.normalize("NFKC", text).lower()
    pieces = _PIECES.findall(told)
    if _NEWEST.search(told):
        # The index does not know the newest characters; their number stands for them.
        pieces = [f"u{ord(piece):x}" if piece > "\uffff" else piece for piece in pieces]
    return " ".join(pieces)


# ------------------------------------------------------------------------------ people
def put_people(write: Write, people: Sequence[tuple[int, Mapping[str, Any]]], *, new: bool) -> None:
    """Make some people findable as they are now."""
    if not new:
        write.many("DELETE FROM name_key WHERE record = ?", [(no,) for no, _ in people])
        write.many("DELETE FROM people WHERE rowid = ?", [(no,) for no, _ in people])
    open_to_all = [(no, told) for no, told in people if told.get("restricted") is not True]
    write.many("INSERT OR IGNORE INTO name_key (key, record) VALUES (?, ?)", _keys(open_to_all))
    write.many(
        "INSERT INTO people (rowid, text) VALUES (?, ?)",
        [(no, people_words(told)) for no, told in open_to_all],
    )


def people_words(told: Mapping[str, Any]) -> str:
    """Give the words by which a person is found, as the index takes them."""
    return tokens(" ".join(_people_words(told)))


def region_word(region: str) -> str:
    """Give the one word that stands for a place in the index of people; no number anybody types is one."""
    return f"region{region}"


def _people_words(told: Mapping[str, Any]) -> Iterator[str]:
    yield from _texts(told.get(name) for name in _PEOPLE_WORDS)
    for region in _texts([told.get(_REGION)]):
        # Files of before the list of places hold its name.
        yield region_word(region) if region.isdigit() else region


def _keys(people: Iterable[tuple[int, Mapping[str, Any]]]) -> Iterator[tuple[str, int]]:
    for no, told in people:
        for name in ("name", "former_name"):
            if isinstance(told.get(name), str):
                for full, initials in spellings(told[name], reading):
                    yield full.lower(), no
                    yield initials.lower(), no
                    if "v" in full:
                        yield full.replace("v", "u").lower(), no
        for name in ("phone", "contact2_phone"):
            digits = "".join(c for c in str(told.get(name) or "") if c.isdigit())
            if len(digits) >= _LAST:
                yield digits, no
                yield digits[-_LAST:], no
        for name in ("doc_no", "paper_no", "id_no"):
            if isinstance(told.get(name), str):
                yield told[name].lower(), no
        number = told.get("doc_no")
        if isinstance(number, str) and "-" in number:
            yield number.rpartition("-")[2].lower(), no


@cache
def reading(letter: str) -> tuple[str, ...]:
    """Give the toneless readings of one character, the most common first."""
    told = _characters().get(ord(letter), "")
    return tuple(dict.fromkeys(_toneless(one) for one in told.split(",") if one))


@cache
def _characters() -> Mapping[int, str]:
    """Give the readings of single characters, read in when somebody saves or merges people.

    Taken past the package where that can be done: the package itself reads in 40 MB of phrases, which names are not.
    """
    whole = find_spec("pypinyin")
    alone = PathFinder.find_spec("pinyin_dict", whole.submodule_search_locations) if whole else None
    if alone is None or alone.loader is None:
        return import_module("pypinyin.pinyin_dict").pinyin_dict  # type: ignore[no-any-return]
    table = module_from_spec(alone)
    alone.loader.exec_module(table)
    return table.pinyin_dict  # type: ignore[no-any-return]


def _toneless(said: str) -> str:
    bare = unicodedata.normalize("NFD", said).replace("u\u0308", "v")
    return "".join(c for c in bare if not unicodedata.combining(c))


# ------------------------------------------------------------------------------ words of records
def put_words(write: Write, records: Sequence[tuple[int, Mapping[str, Any]]], *, new: bool = False) -> None:
    """Make the words of some records findable as they are now; of ``new`` ones there are none to take out before."""
    if not new:
        write.many("DELETE FROM words WHERE rowid = ?", [(no,) for no, _ in records])
    write.many(
        "INSERT INTO words (rowid, text) VALUES (?, ?)",
        [(no, tokens(" ".join(_words(told)))) for no, told in records if told.get("restricted") is not True],
    )


def put_off(write: Write, records: Sequence[int]) -> None:
    """Leave the words of some records for later; of new ones nothing need be written, they come after all that is done.

    ``search_todo`` holds the numbers of records to be done, and one number not above zero: up to
    there all others are done.
    """
    if records and records[-1] - records[0] == len(records) - 1:
        done = done_up_to(write)
        if done is not None and records[0] > done:
            return
        write.run(
            "INSERT OR IGNORE INTO search_todo (record) SELECT no FROM record WHERE no BETWEEN ? AND ?",
            records[0],
            records[-1],
        )
    else:
        write.many("INSERT OR IGNORE INTO search_todo (record) VALUES (?)", [(no,) for no in records])


def done_up_to(read: Read) -> int | None:
    """Give the number up to which every record's words are in the index save those noted, None if all are noted."""
    told = read.value("SELECT record FROM search_todo WHERE record <= 0 ORDER BY record LIMIT 1")
    return None if told is None else -int(told)


def sql_left() -> str:
    """Give the numbers of the records whose words are not in the index."""
    return (
        "SELECT record FROM search_todo WHERE record > 0 UNION SELECT no FROM record"
        " WHERE no > (SELECT -min(record) FROM search_todo WHERE record <= 0)"
    )


def waiting(read: Read) -> bool:
    """Tell whether any words were left for later."""
    return read.value(f"SELECT 1 FROM ({sql_left()}) LIMIT 1") is not None


def says(told: Mapping[str, Any], phrases: Iterable[str]) -> bool:
    """Tell whether a record says all of these, as the index would: a phrase that ends in letters may go on."""
    if told.get("restricted") is True:
        return False
    text = f" {tokens(' '.join(_words(told)))} "
    return all((f" {one} " if is_han(one[-1]) else f" {one}") in text for one in phrases)


def catch_up(write: Write, limit: int | None = None) -> int:
    """Index what was left for later, newest records first; gives how many are still left."""
    rows = write.rows(
        f"SELECT t.record, r.answers FROM ({sql_left()}) t LEFT JOIN record r ON r.no = t.record"
        " ORDER BY t.record DESC LIMIT ?",
        -1 if limit is None else limit,
    )
    write.run(f"INSERT OR IGNORE INTO search_todo (record) {sql_left()}")
    put_words(write, [(no, jsontext.value(answers)) for no, answers in rows if answers is not None])
    write.many("DELETE FROM search_todo WHERE record = ?", [(no,) for no, _ in rows])
    write.run("DELETE FROM search_todo WHERE record <= 0")
    write.run("INSERT INTO search_todo (record) SELECT -coalesce(max(no), 0) FROM record")
    return int(write.value("SELECT count(*) FROM search_todo WHERE record > 0"))


def _words(told: Mapping[str, Any]) -> Iterator[str]:
    for name, value in told.items():
        if name in _NOT_WORDS or name.startswith("_"):
            continue
        if isinstance(value, list):
            for row in value:
                yield from _words(row) if isinstance(row, dict) else _texts([row])
        else:
            yield from _texts([value])


def _texts(values: Iterable[Any]) -> list[str]:
    return [v for v in values if isinstance(v, str) and v and not _UUID.fullmatch(v) and not _DATE.fullmatch(v)]
