"""What is still wrong with a form, in the words the person reads.

Three levels: ``must`` (必须改, blocks), ``check`` (请核对, can be confirmed with one click) and ``hint`` (建议).
A problem of stage ``save`` already stops 保存, one of stage ``sign`` only 签批; all others wait for 提交.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["must", "check", "hint"]
Stage = Literal["save", "submit", "sign"]
STAGES: tuple[Stage, ...] = ("save", "submit", "sign")


@dataclass(frozen=True, slots=True)
class Problem:
    """One sentence about one field, and what the person can do with it.

    ``code`` names the check that spoke; confirming a ``check`` stores this code in ``_confirmed``.
    ``row`` is the row id when the sentence is about one row of a list, ``column`` the place in that row.
    """

    field: str
    message: str
    code: str
    level: Level = "must"
    stage: Stage = "submit"
    row: str | None = None
    column: str | None = None

    @property
    def confirmable(self) -> bool:
        """Tell whether one click can settle it."""
        return self.level == "check"


def must(
    field: str, message: str, code: str, *, stage: Stage = "submit", row: str | None = None, column: str | None = None
) -> Problem:
    """Say what has to be changed before the form can go on."""
    return Problem(field, message, code, "must", stage, row, column)


def check(field: str, message: str, code: str, *, row: str | None = None, column: str | None = None) -> Problem:
    """Ask the person to look again; they may confirm that it is right."""
    return Problem(field, message, code, "check", "submit", row, column)


def hint(field: str, message: str, code: str, *, row: str | None = None, column: str | None = None) -> Problem:
    """Suggest something; it never stands in the way."""
    return Problem(field, message, code, "hint", "submit", row, column)
