"""Read an encrypted file page by page without the engine, so that one damaged page hides nothing but itself.

A page is sealed on its own (SQLCipher 4): AES-256-CBC, then HMAC-SHA512 over it and its number; the salt of that seal
is the start of the file.  Without the salt a page can still be deciphered, only no longer proved.  What the log beside
the file holds of a page is newer than the file.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from sheqi_desktop.store.engine import PAGE_BYTES

SALT_BYTES, _IV_BYTES, _SEAL_BYTES = 16, 16, 64
USABLE = PAGE_BYTES - _IV_BYTES - _SEAL_BYTES
_FIRST_WORDS = b"SQLite format 3\0"
_MASK = 0x3A
_USER_VERSION, _APPLICATION_ID = 60, 68
_WAL_HEAD, _FRAME_HEAD = struct.Struct(">8I"), struct.Struct(">6I")
_WAL_MAGIC = (0x377F0682, 0x377F0683)


@dataclass(slots=True)
class SealedPages:
    """The pages of one file, deciphered when they are asked for; nothing is written."""

    path: Path
    dek: bytes
    count: int = 0
    damaged: set[int] = field(default_factory=set)
    """The pages that were asked for and are not as they were written."""
    proved: bool = True
    """Whether the seal of a page can be checked at all."""
    _salt: bytes = b""
    _newer: dict[int, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Look how long the file is, and what the log beside it holds."""
        size = self.path.stat().st_size if self.path.exists() else 0
        self._newer = self._in_the_log()
        self.count = max([-(-size // PAGE_BYTES), *self._newer])
        self._find_salt()

    @property
    def log(self) -> Path:
        """The log beside the file."""
        return self.path.with_name(self.path.name + "-wal")

    def get(self, number: int) -> bytes | None:
        """Give a page in clear, None if it is not as it was written."""
        for sealed in self._versions(number):
            page = self._opened(number, sealed)
            if page is not None:
                return page
        self.damaged.add(number)
        return None

    # -------------------------------------------------------------------------- deciphering
    def _opened(self, number: int, sealed: bytes) -> bytes | None:
        if len(sealed) < PAGE_BYTES or not any(sealed):
            return None
        start = SALT_BYTES if number == 1 else 0
        if self.proved and not hmac.compare_digest(self._seal(number, sealed[start:]), sealed[-_SEAL_BYTES:]):
            return None
        vector = sealed[USABLE : USABLE + _IV_BYTES]
        open_ = Cipher(algorithms.AES(self.dek), modes.CBC(vector)).decryptor()
        clear = open_.update(sealed[start:USABLE]) + open_.finalize()
        return (_FIRST_WORDS if start else b"") + clear

    def _seal(self, number: int, rest: bytes) -> bytes:
        key = hashlib.pbkdf2_hmac("sha512", self.dek, bytes(byte ^ _MASK for byte in self._salt), 2, len(self.dek))
        return hmac.digest(key, rest[:-_SEAL_BYTES] + struct.pack("<I", number), "sha512")

    def _find_salt(self) -> None:
        """Take as salt the start of whichever first page proves itself; without one nothing can be proved."""
        for sealed in self._versions(1):
            self._salt = sealed[:SALT_BYTES]
            if len(sealed) == PAGE_BYTES and self._opened(1, sealed) is not None:
                return
        # The start of the first page may be whole although the rest of it is not: then another page proves it.
        for number in range(2, min(self.count, 64) + 1):
            if any(self._opened(number, sealed) is not None for sealed in self._versions(number)):
                return
        self.proved = False

    # -------------------------------------------------------------------------- where the bytes lie
    def _versions(self, number: int) -> list[bytes]:
        found = []
        if places := self._newer.get(number):
            with self.log.open("rb") as file:
                found = [_at(file, place) for place in reversed(places)]
        if self.path.exists():
            with self.path.open("rb") as file:
                found.append(_at(file, (number - 1) * PAGE_BYTES))
        return found

    def _in_the_log(self) -> dict[int, list[int]]:
        """Find the pages of every transaction the log holds to its end; the frames of a half one are left out."""
        found: dict[int, list[int]] = {}
        if not self.log.exists():
            return found
        with self.log.open("rb") as file:
            head = file.read(_WAL_HEAD.size)
            if len(head) < _WAL_HEAD.size or _WAL_HEAD.unpack(head)[0] not in _WAL_MAGIC:
                return found
            salts, waiting, place = _WAL_HEAD.unpack(head)[4:6], [], _WAL_HEAD.size
            while len(frame := file.read(_FRAME_HEAD.size)) == _FRAME_HEAD.size:
                number, commits, *rest = _FRAME_HEAD.unpack(frame)
                if tuple(rest[:2]) != tuple(salts):
                    break
                waiting.append((number, place + _FRAME_HEAD.size))
                place += _FRAME_HEAD.size + PAGE_BYTES
                file.seek(place)
                if commits:
                    for page, where in waiting:
                        found.setdefault(page, []).append(where)
                    waiting = []
        return found


def marks(path: Path, dek: bytes) -> tuple[int, int] | None:
    """Read whose file it is and which shape it has without opening it: opening may already write.

    None if the first page is not as this key sealed it.
    """
    pages = SealedPages(path, dek)
    first = pages.get(1) if pages.proved else None
    return None if first is None else (_mark(first, _APPLICATION_ID), _mark(first, _USER_VERSION))


def _mark(page: bytes, place: int) -> int:
    return int.from_bytes(page[place : place + 4], "big")


def _at(file: BinaryIO, place: int) -> bytes:
    file.seek(place)
    return file.read(PAGE_BYTES)
