"""Who did what: entries that only grow, each chained to the one before.  Ids and counts, never contents."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sheqi_desktop.domain.answers import canonical
from sheqi_desktop.domain.clock import county_moment
from sheqi_desktop.domain.trouble import DatabaseDamaged
from sheqi_desktop.store import jsontext
from sheqi_desktop.store.transaction import Read, Write

START = "0" * 64
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal."""

    n: int
    at: int
    what: str
    who: str
    subject: str
    detail: Mapping[str, Any]
    hash: str


def add(
    write: Write, what: str, who: str, at_ms: int, subject: str = "", detail: Mapping[str, Any] | None = None
) -> int:
    """Add an entry and give its number."""
    n, before = head(write) or (0, START)
    told = canonical(dict(detail or {})).decode()
    n += 1
    hash_ = _hash(before, n, at_ms, what, who, subject, told)
    write.run(
        "INSERT INTO journal (n, at, what, who, subject, detail, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
        n,
        at_ms,
        what,
        who,
        subject,
        told,
        hash_,
    )
    return n


def head(read: Read) -> tuple[int, str] | None:
    """Give number and hash of the last entry, None while there is none; it travels with every bundle."""
    row = read.row("SELECT n, hash FROM journal ORDER BY n DESC LIMIT 1")
    return (row[0], row[1]) if row else None


def verify(read: Read) -> int:
    """Follow the chain from the first entry and give how many there are; raise DatabaseDamaged where it breaks."""
    before, count = START, 0
    for n, at, what, who, subject, detail, hash_ in read.driver.execute(
        "SELECT n, at, what, who, subject, detail, hash FROM journal ORDER BY n"
    ):
        count += 1
        if n != count or hash_ != _hash(before, n, at, what, who, subject, detail):
            raise DatabaseDamaged(why=f"操作日志第{count}条对不上")
        before = hash_
    return count


def entries(read: Read, since: int | None = None, limit: int | None = None) -> list[Entry]:
    """List entries, the latest first; ``since`` is a moment in milliseconds."""
    rows = read.rows(
        "SELECT n, at, what, who, subject, detail, hash FROM journal WHERE at >= ? ORDER BY n DESC LIMIT ?",
        since or 0,
        -1 if limit is None else limit,
    )
    return [
        Entry(n, at, what, who, subject, jsontext.value(detail), hash_)
        for n, at, what, who, subject, detail, hash_ in rows
    ]


def about(read: Read, what: str, since: int) -> list[Entry]:
    """List the entries of one sort since a moment in milliseconds, the latest first; nothing older is looked at."""
    found = []
    for n, at, sort, who, subject, detail, hash_ in read.driver.execute(
        "SELECT n, at, what, who, subject, detail, hash FROM journal ORDER BY n DESC"
    ):
        if at < since:
            break
        if sort == what:
            found.append(Entry(n, at, sort, who, subject, jsontext.value(detail), hash_))
    return found


def export_csv(read: Read) -> bytes:
    """Give the whole journal as CSV for Excel; nothing in it can become a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["序号", "时间", "操作", "人员", "对象", "说明", "校验"])
    for entry in reversed(entries(read)):
        moment = county_moment(entry.at).isoformat(sep=" ", timespec="seconds")
        detail = jsontext.text(dict(entry.detail)) if entry.detail else ""
        cells = [str(entry.n), moment, entry.what, entry.who, entry.subject, detail, entry.hash]
        writer.writerow(["'" + cell if cell.startswith(_FORMULA) else cell for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def _hash(before: str, n: int, at: int, what: str, who: str, subject: str, detail: str) -> str:
    return hashlib.sha256(bytes.fromhex(before) + canonical([n, at, what, who, subject, detail])).hexdigest()
