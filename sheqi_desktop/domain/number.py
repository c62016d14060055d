"""编号: ``411327101-TF-2023-A0158``, station, type, calendar year, machine letter and running number (domain 00 §5).

A number is for people; it is never a key, never changes and is never given twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Machine letters: no I and no O, which read like digits."""
_SHAPE = re.compile(r"^(\d{9}(?:-[2-9])?)-([A-Z]{2})-(\d{4})-([A-HJ-NP-Z])(\d{4,5})(-[A-Z]{2}\d*|-J\d{2})?$")

USED = "该编号已使用，请核对纸质表编号。"
NOT_RESERVED = "该编号不在本机预留号段内，请检查是否抄错。"


@dataclass(frozen=True, slots=True)
class DocNo:
    """One document number, taken apart."""

    station: str
    type: str
    year: int
    letter: str
    serial: int
    suffix: str = ""

    def __str__(self) -> str:
        """Write it as the paper prints it; after 9999 the running number grows to five digits."""
        return f"{self.station}-{self.type}-{self.year}-{self.letter}{self.serial:04d}{self.suffix}"

    @property
    def short(self) -> str:
        """The number without the station, as lists of one station show it."""
        return f"{self.type}-{self.year}-{self.letter}{self.serial:04d}{self.suffix}"


def parse(text: str) -> DocNo | None:
    """Take a number apart; None when it is not one."""
    found = _SHAPE.match(text.strip().upper())
    if found is None:
        return None
    station, kind, year, letter, serial, suffix = found.groups()
    return DocNo(station, kind, int(year), letter, int(serial), suffix or "")


def reserved_elsewhere(letter: str) -> str:
    """Say that another computer reserved the paper's number and it was kept as 原纸质编号."""
    return f"该编号由{letter}号电脑预留，已作为“原纸质编号”保存。"
