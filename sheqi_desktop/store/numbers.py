"""编号: the next number of a series, numbers printed on blank forms, and never the same one twice."""

from __future__ import annotations

from sheqi_desktop.domain.number import NOT_RESERVED, USED, DocNo, parse
from sheqi_desktop.domain.trouble import NumberTaken
from sheqi_desktop.store import keys
from sheqi_desktop.store.transaction import Read, Write
from sheqi_desktop.store.witness import CopyState, Witness

__all__ = [
    "CopyState",
    "Witness",
    "is_reserved",
    "next_in_file",
    "next_number",
    "note_number",
    "reserve",
    "take_reserved",
]

_SERIAL = "CAST(substr(number, ?) AS INTEGER)"
_IN_SERIES = "FROM record WHERE number >= ? AND number < ?"
_ORDERED = 5_000
"""Half of what four digits hold: a series with a fifth digit has surely come past this."""


def next_number(write: Write, station: str, type_: str, year: int, letter: str) -> str:
    """Give the next number of a series: above every one this file or the witness outside it has seen."""
    series = _series(station, type_, year, letter)
    serial = _highest(write, series) + 1
    _raise_to(write, series, serial)
    return str(DocNo(station, type_, year, letter, serial))


def next_in_file(write: Write, file_number: str, suffix: str) -> str:
    """Give the next number of a document in its file: ``…-YG`` then ``…-YG2``, ``…-JH1``, ``…-GC01`` (domain 00 §5).

    ``suffix`` is that of the form; voided documents keep their numbers.
    """
    letters, places = suffix.rstrip("#"), suffix.count("#")
    stem = f"{file_number}-{letters}"
    taken = [0]
    for (number,) in write.rows("SELECT number FROM record WHERE number >= ? AND number < ?", stem, stem + ":"):
        tail = number[len(stem) :]
        if tail == "" or tail.isdigit():
            taken.append(int(tail or 1))
    serial = max(taken) + 1
    return stem if not places and serial == 1 else f"{stem}{serial:0{places or 1}d}"


def reserve(
    write: Write, station: str, type_: str, year: int, letter: str, count: int, at_ms: int, by: str
) -> list[str]:
    """Set numbers aside for blank forms."""
    numbers = [next_number(write, station, type_, year, letter) for _ in range(count)]
    series = _series(station, type_, year, letter)
    write.many(
        "INSERT INTO reserved_number (number, series, by, at, used) VALUES (?, ?, ?, ?, 0)",
        [(number, series, by, at_ms) for number in numbers],
    )
    return numbers


def take_reserved(write: Write, number: str, letter: str) -> None:
    """Use a number that was printed on a blank form by this machine; raise NumberTaken if that cannot be."""
    used = write.value("SELECT used FROM reserved_number WHERE number = ?", number)
    if used or write.value("SELECT 1 FROM record WHERE number = ?", number) is not None:
        raise NumberTaken(sentence_=USED)
    said = parse(number)
    if used is None or said is None or said.letter != letter:
        raise NumberTaken(sentence_=NOT_RESERVED)
    write.run("UPDATE reserved_number SET used = 1 WHERE number = ?", number)


def is_reserved(read: Read, number: str) -> bool:
    """Tell whether a number waits on a blank form of this machine."""
    return bool(read.value("SELECT used = 0 FROM reserved_number WHERE number = ?", number))


def note_number(write: Write, number: str) -> None:
    """Go on above a number that was seen."""
    said = parse(number)
    if said is not None:
        _raise_to(write, _series(said.station, said.type, said.year, said.letter), said.serial)


def _series(station: str, type_: str, year: int, letter: str) -> str:
    return f"{station}-{type_}-{year:04d}-{letter}"


def _highest(read: Read, series: str) -> int:
    told = int(read.value("SELECT highest FROM number_counter WHERE series = ?", series) or 0)
    # Numbers that came back from the centre after a restore.
    stored = _last_stored(read, series)
    own = keys.device(read)
    witnessed = Witness.of(own.device).highest.get(series, 0) if own else 0
    return max(told, stored, witnessed)


def _last_stored(read: Read, series: str) -> int:
    """Give the highest number of a series among the records.

    Up to four digits the order of the text is that of the numbers, and the index gives the last at once; long before
    the fifth, all are looked at.
    """
    values = (len(series) + 1, series + "0", series + ":")
    last = int(read.value(f"SELECT {_SERIAL} {_IN_SERIES} ORDER BY number DESC LIMIT 1", *values) or 0)
    return last if last < _ORDERED else int(read.value(f"SELECT max({_SERIAL}) {_IN_SERIES}", *values))


def _raise_to(write: Write, series: str, serial: int) -> None:
    write.run(
        "INSERT INTO number_counter (series, highest) VALUES (?, ?) ON CONFLICT (series)"
        " DO UPDATE SET highest = max(highest, excluded.highest)",
        series,
        serial,
    )
