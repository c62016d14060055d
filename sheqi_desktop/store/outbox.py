"""What was sent, what came, and what the others have confirmed.  "Exported" is never "received"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sheqi_desktop.store import jsontext, keys, meta
from sheqi_desktop.store.lids import MASK, SHIFT
from sheqi_desktop.store.sql import sql_marks
from sheqi_desktop.store.transaction import Read, Write
from sheqi_desktop.store.witness import FILES, Witness

LOCAL, PACKED, RECEIVED = "local", "packed", "received"
_AT_ONCE = 500
_SEEN = "files_seen"


@dataclass(frozen=True, slots=True)
class Export:
    """A bundle this machine wrote."""

    counter: int
    to: tuple[str, ...]
    file: str
    sha256: str
    kind: str
    at: int
    positions: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ImportLog:
    """A file that was read here, and what became of it."""

    sha256: str
    file: str
    sender: str
    counter: int
    kind: str
    at: int
    result: str
    summary: Mapping[str, Any]


# ------------------------------------------------------------------------------ sent
def last_counter(read: Read) -> int:
    """Give the number of the last bundle this machine wrote."""
    return int(read.value("SELECT max(counter) FROM outgoing") or 0)


def next_counter(read: Read) -> int:
    """Give the number of the next bundle; a copy that was put back goes on above what anybody saw of this machine.

    Whoever gets a bundle takes the highest number for the latest word: of two with one number one would go unheard.
    """
    own = keys.device(read)
    witnessed = Witness.of(own.device).highest.get(FILES, 0) if own else 0
    return max(last_counter(read), witnessed, int(meta.get(read, _SEEN, 0))) + 1


def note_seen(write: Write, counters: Iterable[int]) -> None:
    """Note which of this machine's bundles somebody has."""
    seen = max(counters, default=0)
    if seen > int(meta.get(write, _SEEN, 0)):
        meta.put(write, _SEEN, seen)


def note_export(
    write: Write,
    counter: int,
    to: Sequence[str],
    file: str,
    sha256: str,
    kind: str,
    at_ms: int,
    positions: Mapping[str, int] | None = None,
) -> None:
    """Remember a written bundle, how far it reaches in each chain, and that it answers what came from its receivers."""
    write.run(
        "INSERT INTO outgoing (counter, receivers, file, sha256, kind, at, positions) VALUES (?, ?, ?, ?, ?, ?, ?)",
        counter,
        jsontext.text(list(to)),
        file,
        sha256,
        kind,
        at_ms,
        jsontext.text(dict(positions or {})),
    )
    for receiver in to:
        meta.put(write, _answered(receiver), _came_from(write, receiver))


def exports(read: Read) -> list[Export]:
    """List what was sent, the latest first."""
    rows = read.rows("SELECT counter, receivers, file, sha256, kind, at, positions FROM outgoing ORDER BY counter DESC")
    return [
        Export(counter, tuple(jsontext.value(to)), file, sha256, kind, at, jsontext.value(positions))
        for counter, to, file, sha256, kind, at, positions in rows
    ]


def owes_receipt(read: Read, devices: Iterable[str]) -> bool:
    """Tell whether something came from one of these machines that no bundle to it has answered yet.

    So it is with a machine that has a bundle of ours this file does not know: one that was put back has to say what it
    holds now, or it is never sent what it lost.
    """
    return any(_came_from(read, one) > meta.get(read, _answered(one), 0) or _forgotten(read, one) for one in devices)


def _forgotten(read: Read, device: str) -> bool:
    there = max(_last_word(read, device).get("came", ()), default=0)
    sent = "SELECT max(o.counter) FROM outgoing o, json_each(o.receivers) one WHERE one.value = ?"
    return there > int(read.value(sent, device) or 0)


def _came_from(read: Read, device: str) -> int:
    # A receipt is not answered by a receipt: two machines would go on for ever.
    return int(read.value("SELECT count(*) FROM import_log WHERE sender = ? AND kind <> 'receipt'", device))


def _answered(device: str) -> str:
    return f"answered {device}"


# ------------------------------------------------------------------------------ confirmed
def note_receipt(write: Write, receiver: str, counter: int, positions: Mapping[str, int], at_ms: int) -> None:
    """Note how far a receiver says in its bundle of that number that it holds our chains.

    An older receipt takes nothing back.  The latest one is the whole truth: a disk that was put back holds less.
    """
    heard = int(write.value("SELECT max(counter) FROM import_log WHERE sender = ?", receiver) or 0)
    if counter >= heard:
        write.run("DELETE FROM receipt WHERE receiver = ?", receiver)
    write.many(
        "INSERT INTO receipt (receiver, chain, seq, at) VALUES (?, ?, ?, ?) ON CONFLICT (receiver, chain)"
        " DO UPDATE SET seq = max(seq, excluded.seq), at = excluded.at",
        [(receiver, chain, seq, at_ms) for chain, seq in positions.items()],
    )


def acknowledged(read: Read, receivers: str | Sequence[str] | None = None) -> dict[str, int]:
    """Give how far each chain is confirmed, by one of some receivers or by any."""
    if receivers is None:
        return dict(read.rows("SELECT chain, max(seq) FROM receipt GROUP BY chain"))
    some = [receivers] if isinstance(receivers, str) else list(receivers)
    rows = read.rows(f"SELECT chain, max(seq) FROM receipt WHERE receiver IN ({sql_marks(some)}) GROUP BY chain", *some)
    return dict(rows)


def unsent(read: Read, signed: Mapping[str, int] | None = None) -> int:
    """Tell how many changes of this machine nobody has confirmed, or those who count."""
    signed = acknowledged(read) if signed is None else signed
    rows = read.rows("SELECT name, last FROM chain WHERE mine = 1")
    return sum(max(0, last - signed.get(chain, 0)) for chain, last in rows)


def packed(read: Read) -> dict[str, int]:
    """Give how far each chain is in bundles that were written, whoever they went to and whether they arrived."""
    reached: dict[str, int] = {}
    for export in exports(read):
        for chain, seq in export.positions.items():
            reached[chain] = max(seq, reached.get(chain, 0))
    return reached


def changes_of(read: Read, records: Sequence[str]) -> dict[str, list[tuple[str, int]]]:
    """Name every change of some records: its chain and its number there."""
    names: dict[int, str] = dict(read.rows("SELECT no, name FROM chain"))
    return {
        record: [(names[lid >> SHIFT], lid & MASK) for lid in lids] for record, lids in _lids(read, records).items()
    }


def _lids(read: Read, records: Sequence[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for start in range(0, len(records), _AT_ONCE):
        some = records[start : start + _AT_ONCE]
        for record, lid in read.rows(
            f"SELECT id, created FROM record WHERE id IN ({sql_marks(some)})"
            f" UNION ALL SELECT record, lid FROM edit WHERE record IN ({sql_marks(some)})",
            *some,
            *some,
        ):
            found.setdefault(record, []).append(lid)
    return found


# ------------------------------------------------------------------------------ came
def note_import(
    write: Write,
    sha256: str,
    file: str,
    sender: str,
    counter: int,
    kind: str,
    at_ms: int,
    result: str,
    summary: Mapping[str, Any] | None = None,
) -> None:
    """Remember a file that was read; a file refused once and taken later has its last result, its first name."""
    write.run(
        "INSERT INTO import_log (sha256, file, sender, counter, kind, at, result, summary)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sha256) DO UPDATE SET"
        " sender = excluded.sender, counter = excluded.counter, kind = excluded.kind,"
        " at = excluded.at, result = excluded.result, summary = excluded.summary",
        sha256,
        file,
        sender,
        counter,
        kind,
        at_ms,
        result,
        jsontext.text(dict(summary or {})),
    )


_IMPORT = "SELECT sha256, file, sender, counter, kind, at, result, summary FROM import_log"


def imported(read: Read, sha256: str) -> ImportLog | None:
    """Find what became of a file, None if it never came."""
    row = read.row(f"{_IMPORT} WHERE sha256 = ?", sha256)
    return _import(row) if row else None


def last_heard(read: Read, device: str) -> dict[str, tuple[int, str]] | None:
    """Give what a machine said it held when it last wrote to us (chain → number, segment); None if it never did."""
    told = _last_word(read, device).get("heads")
    return {chain: (int(seq), str(hash_)) for chain, (seq, hash_) in told.items()} if isinstance(told, dict) else None


def _last_word(read: Read, device: str) -> Mapping[str, Any]:
    """Give what was noted of the latest file of a machine; nothing if none ever came."""
    row = read.row(f"{_IMPORT} WHERE sender = ? ORDER BY counter DESC, rowid DESC LIMIT 1", device)
    return _import(row).summary if row else {}


def accepted(read: Read, device: str, at_most: int = 200) -> list[int]:
    """List the numbers of a machine's bundles that were taken in, the latest of them; of mere receipts the last."""
    rows = read.rows(
        "SELECT DISTINCT counter FROM import_log WHERE sender = ? AND result = 'merged' AND kind <> 'receipt'"
        " ORDER BY counter DESC LIMIT ?",
        device,
        at_most,
    )
    last = read.value("SELECT max(counter) FROM import_log WHERE sender = ? AND result = 'merged'", device)
    return sorted({row[0] for row in rows} | ({last} if last else set()))


def imports(read: Read) -> list[ImportLog]:
    """List what came, the latest first."""
    return [_import(row) for row in read.rows(f"{_IMPORT} ORDER BY at DESC, rowid DESC")]


def _import(row: tuple[Any, ...]) -> ImportLog:
    sha256, file, sender, counter, kind, at, result, summary = row
    return ImportLog(sha256, file, sender, counter, kind, at, result, jsontext.value(summary))
