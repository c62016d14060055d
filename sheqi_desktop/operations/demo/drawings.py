"""Small drawings of activities: a hall and people without faces, the same bytes on every computer.

A picture is made from its name alone, so whoever types a form can keep the bytes its answer points to.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from struct import pack
from typing import Any

from sheqi_desktop.operations.demo.dice import Dice
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.store import blobs

WIDE, HIGH = 64, 40
_PALETTE = (0xDCE8EE, 0xC9B79A, 0x8A6F4D, 0x1F6F78, 0xB5532B, 0xD8A33C, 0x5B7F3A, 0x6B5B95, 0x2F3E46, 0xF2EFE6)
_FLOOR = 24


def picture(name: str) -> bytes:
    """Draw the picture of a name as a PNG of sixteen colours, uncompressed."""
    dice = Dice("picture", name)
    rows = [[0 if line < _FLOOR else 1 for _ in range(WIDE)] for line in range(HIGH)]
    for _ in range(dice.between(5, 11)):
        left, top, coat = dice.below(WIDE - 5), _FLOOR - 8 + dice.below(14), dice.between(3, 8)
        for down in range(9):
            for across in range(4):
                if top + down < HIGH and (down > 2 or across in (1, 2)):
                    rows[top + down][left + across] = 2 if down < 3 else coat
    pixels = b"".join(b"\0" + bytes(row[at] << 4 | row[at + 1] for at in range(0, WIDE, 2)) for row in rows)
    colours = b"".join(colour.to_bytes(3, "big") for colour in _PALETTE)
    head = pack(">IIBBBBB", WIDE, HIGH, 4, 3, 0, 0, 0)
    told = _chunk(b"tEXt", b"Comment\0" + name.encode("ascii", "backslashreplace"))
    parts = (_chunk(b"IHDR", head), _chunk(b"PLTE", colours), told, _chunk(b"IDAT", _stored(pixels)))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts) + _chunk(b"IEND", b"")


def _stored(data: bytes) -> bytes:
    """Wrap bytes as zlib does without compressing: every version of the library would give its own bytes."""
    size = len(data)
    return b"\x78\x01\x01" + pack("<HH", size, size ^ 0xFFFF) + data + pack(">I", zlib.adler32(data))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))


def picture_answer(name: str, taken_on: date, kind: str = "photo") -> dict[str, Any]:
    """Give the answer that points to the picture of a name, as somebody described it: nobody is recognisable."""
    data = picture(name)
    own = {"hash": sha256(data).hexdigest(), "type": "image/png", "name": name, "size": len(data)}
    said = {"kind": kind, "shows_client": False, "shows_minor": False}
    return own | said | ({"taken_on": taken_on.isoformat()} if kind == "photo" else {})


def keep_pictures(desk: Desk, value: Any) -> None:
    """Keep the bytes of every picture some answers point to."""
    if isinstance(value, Mapping):
        if {"hash", "name", "size"} <= value.keys():
            name = str(value["name"])
            with desk.write() as write:
                blobs.put(write, picture(name), str(value["type"]), desk.clock.ms())
        for inner in value.values():
            keep_pictures(desk, inner)
    elif isinstance(value, list):
        for inner in value:
            keep_pictures(desk, inner)
