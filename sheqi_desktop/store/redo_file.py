"""One file of what was saved, sealed piece by piece: a power cut leaves whole steps and at most half a one.

magic, name of the file, then pieces: length, step, place in the step, what it is, sealed content.  The key follows from
the database key and the name of the file; step, place and what it is are authenticated with the content, so that no
piece can be taken out, doubled or put elsewhere unnoticed.  A small step is one piece, a large one has a piece a row.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from typing import Any

from sheqi_desktop.store import jsontext
from sheqi_desktop.store.files import mend, write_whole
from sheqi_desktop.store.sealing import derive, lock_up, unlock

MAGIC = b"SQREDO1\n"
ID_BYTES = 16
_PURPOSE = b"sheqi redo file v1"
_PLACE = struct.Struct(">QIB")
_LENGTH = struct.Struct(">I")
_ROW, _LAST, _HEAD, _WHOLE = 0, 1, 2, 3
_LEVEL = 1
_FEW = 32
"""So many rows, none with bytes in it, go into one piece."""
_SMALL = 4096
"""What is smaller takes one block of the disk however well it is compressed."""
_LARGEST = 1 << 30

Row = dict[str, Any]
Point = tuple[str, int]
"""A file by its name, and a step in it: how far a database had come."""


@dataclass(frozen=True, slots=True)
class Step:
    """One whole transaction: its number and where it lies in the file."""

    n: int
    start: int
    end: int


class RedoFile:
    """One file, by its place; nothing of it is believed before its key opened it."""

    def __init__(self, path: Path, dek: bytes) -> None:
        """Look at a file that is there; raise ValueError for one that is not ours."""
        self.path = path
        self.id = name_of(path)
        if not self.id:
            raise ValueError("not a file of steps")
        self._key = derive(dek, _PURPOSE, bytes.fromhex(self.id))
        self._open: int | None = None
        self._size = -1
        """How long the file is, -1 where that is not known."""
        self.end = 0
        """Where the last whole step ends."""
        self.previous, self.start = self._read_head()

    @classmethod
    def begin(cls, path: Path, dek: bytes, previous: Point | None) -> RedoFile:
        """Make a new, empty file that goes on where another ended."""
        name = os.urandom(ID_BYTES)
        key = derive(dek, _PURPOSE, name)
        piece = _sealed(key, previous[1] if previous else 0, 0, _HEAD, {"previous": previous})
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise mend(error, path) from error
        # Wholly there or not at all: a file without its head would look like one that can no longer be read.
        write_whole(path, MAGIC + name + piece)
        return cls(path, dek)

    # -------------------------------------------------------------------------- finding
    def steps(self) -> list[Step]:
        """List the steps that are wholly there; nothing is deciphered for it."""
        found, begun, size = [], 0, self.path.stat().st_size
        with self.path.open("rb") as file:
            at = len(MAGIC) + ID_BYTES
            while (piece := _piece_at(file, at, size)) is not None:
                (n, place, what), end = piece
                begun = at if place == 0 else begun
                if what in (_LAST, _WHOLE):
                    found.append(Step(n, begun, end))
                # The head ends where the first step begins; anywhere else such a piece is a damaged one.
                self.end = end if what in (_LAST, _WHOLE) or at == len(MAGIC) + ID_BYTES else self.end
                at = end
        return found

    def tail(self) -> bool:
        """Tell whether something lies behind the last whole step that may have been acknowledged.

        The beginning of one more step, as far as it came when the program was killed, never was.
        """
        steps = self.steps()
        with self.path.open("rb") as file:
            file.seek(self.end)
            rest = file.read()
        return bool(rest) and not self._only_begun((steps[-1].n if steps else self.start) + 1, rest)

    def _only_begun(self, n: int, rest: bytes) -> bool:
        """Tell whether some bytes are the beginning of a step: its first pieces as written, and part of the next."""
        at = place = 0
        while (piece := _piece_at(BytesIO(rest), at, len(rest))) is not None:
            if piece[0] != (n, place, _ROW) or not self._as_written(rest[at : piece[1]]):
                return False
            at, place = piece[1], place + 1
        head = rest[at:][_LENGTH.size : _LENGTH.size + _PLACE.size]
        if not any(_PLACE.pack(n, place, what).startswith(head) for what in (_ROW, _LAST, _WHOLE)):
            return False
        # Where a length was damaged, that piece ends here, or the end of that step or of the next lies in what is left.
        return not self._as_written(rest[at:]) and not any(self._ends_in(rest[at:], one) for one in (n, n + 1))

    def _ends_in(self, rest: bytes, n: int) -> bool:
        at = _LENGTH.size - 1
        while (at := rest.find(n.to_bytes(8, "big"), at + 1)) >= 0:
            begun = at - _LENGTH.size
            piece = _piece_at(BytesIO(rest), begun, len(rest))
            if piece is not None and piece[0][2] in (_LAST, _WHOLE) and self._as_written(rest[begun : piece[1]]):
                return True
        return False

    def _as_written(self, piece: bytes) -> bool:
        place, sealed = piece[_LENGTH.size :][: _PLACE.size], piece[_LENGTH.size + _PLACE.size :]
        return unlock(self._key, sealed, _PURPOSE + place) is not None

    def rows(self, step: Step) -> Iterator[Row]:
        """Give what a step wrote; raise ValueError where a byte is not as it was written."""
        with self.path.open("rb") as file:
            at, count = step.start, 0
            while at < step.end:
                file.seek(at)
                (length,) = _LENGTH.unpack(file.read(_LENGTH.size))
                place, sealed = file.read(_PLACE.size), file.read(length)
                n, number, what = _PLACE.unpack(place)
                told = unlock(self._key, sealed, _PURPOSE + place)
                if told is None or (n, number) != (step.n, count):
                    raise ValueError("not as it was written")
                if what == _ROW:
                    yield _loaded(told)
                elif what == _WHOLE:
                    yield from _loaded(told)["rows"]
                count += 1
                at += _LENGTH.size + _PLACE.size + length

    def _read_head(self) -> tuple[Point | None, int]:
        with self.path.open("rb") as file:
            file.seek(len(MAGIC) + ID_BYTES)
            length = file.read(_LENGTH.size)
            place = file.read(_PLACE.size)
            if len(place) < _PLACE.size:
                raise ValueError("no head")
            sealed = file.read(min(*_LENGTH.unpack(length), 4096))
        told = unlock(self._key, sealed, _PURPOSE + place)
        if told is None or _PLACE.unpack(place)[2] != _HEAD:
            raise ValueError("sealed with another key, or damaged")
        previous = _loaded(told)["previous"]
        return (None if previous is None else (str(previous[0]), int(previous[1]))), _PLACE.unpack(place)[0]

    # -------------------------------------------------------------------------- writing
    def append(self, at: int, n: int, rows: Iterable[Row]) -> int:
        """Write one step from a place in the file on, durable when this returns; gives where it ends.

        Whatever lay behind that place was never acknowledged.  Raises DiskFull, NotWritable; then nothing was added.
        """
        before = at
        try:
            if self._open is None:
                # Kept open, as the lock of the folder is: a virus scanner may hold a file that was just closed.
                self._open = os.open(self.path, os.O_RDWR | getattr(os, "O_BINARY", 0))
            if self._size != at:
                os.ftruncate(self._open, at)
                os.lseek(self._open, at, os.SEEK_SET)
            self._size = -1
            for piece in self._pieces(n, rows):
                at += _write(self._open, piece)
            os.fsync(self._open)
            self._size = at
            return at
        except OSError as error:
            self.cut(before)
            raise mend(error, self.path) from error

    def _pieces(self, n: int, rows: Iterable[Row]) -> Iterator[bytes]:
        left = iter(rows)
        few = list(islice(left, _FEW + 1))
        if len(few) <= _FEW and not any(map(_holds_bytes, few)):
            yield _sealed(self._key, n, 0, _WHOLE, {"rows": few})
            return
        place = 0
        for place, row in enumerate(chain(few, left), start=1):
            yield _sealed(self._key, n, place - 1, _ROW, row)
        yield _sealed(self._key, n, place, _LAST, {})

    def cut(self, at: int) -> None:
        """Take a step back that did not come about, for good: it must not come back with the power."""
        self._size = -1
        try:
            if self._open is not None:
                os.ftruncate(self._open, at)
                os.fsync(self._open)
        except OSError:
            # The step stays behind; the next one is written over it.
            return

    def close(self) -> None:
        """Let go of the file."""
        if self._open is not None:
            os.close(self._open)
            self._open, self._size = None, -1


def name_of(path: Path) -> str:
    """Give the name a file goes by, '' if it is not one of ours or cannot be read."""
    try:
        with path.open("rb") as file:
            head = file.read(len(MAGIC) + ID_BYTES)
    except OSError:
        return ""
    return head[len(MAGIC) :].hex() if head.startswith(MAGIC) and len(head) == len(MAGIC) + ID_BYTES else ""


def _write(handle: int, data: bytes) -> int:
    """Write everything and give how much that was: a full disk may take only part of it at a time."""
    left = memoryview(data)
    while left:
        left = left[os.write(handle, left) :]
    return len(data)


def _piece_at(file: Any, at: int, size: int) -> tuple[tuple[int, int, int], int] | None:
    file.seek(at)
    head = file.read(_LENGTH.size + _PLACE.size)
    if len(head) < _LENGTH.size + _PLACE.size:
        return None
    (length,) = _LENGTH.unpack(head[: _LENGTH.size])
    end = at + len(head) + length
    if length > _LARGEST or end > size:
        return None
    return _PLACE.unpack(head[_LENGTH.size :]), end


def _sealed(key: bytes, n: int, place: int, what: int, told: Row) -> bytes:
    head = _PLACE.pack(n, place, what)
    sealed = lock_up(key, _packed(told), _PURPOSE + head)
    return _LENGTH.pack(len(sealed)) + head + sealed


def _packed(told: Row) -> bytes:
    """Compress what is much and text; what lies in the file as bytes (segments, photos) was compressed before."""
    data = jsontext.text(told).encode()
    return zlib.compress(data, 0 if len(data) < _SMALL or _holds_bytes(told) else _LEVEL)


def _holds_bytes(told: Row) -> bool:
    return dict in map(type, (told.get("row") or {}).values())


def _loaded(told: bytes) -> Row:
    found: Row = jsontext.value(zlib.decompress(told))
    return found
