"""How a form lies on A4 and in Excel: a grid of 12 columns, rows of cells, and ledger columns.

Nothing here draws; reports/ does.  The widths of the cells of a row add up to 12, in a stack to the width of its cell.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sheqi_desktop.domain.answers import Value

GRID = 12
PHOTOS_AT_MOST = 2
"""Pictures a cell prints where it does not say how many."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a small table on paper: heading, answer of the row (or a derivation of it), width in parts.

    ``foot`` is a derivation of the record that stands below the column.
    """

    label: str
    field: str = ""
    derived: str = ""
    width: int = 1
    foot: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One box of the grid; exactly one of the questions below says what is in it (``catalog/papers``).

    ``options`` prints all choices as □ with ☑ for the chosen; ``sign`` leaves room for a signature and names whose;
    ``of`` takes the rows of the table from the record this question links to (the household's members).
    ``photos`` prints the pictures of a question, two at most or as many as ``lines`` says, two side by side.
    ``choice`` prints one box for one word of the question's list, large, so that it can be ticked at a distance;
    ``face`` draws the face of a mark from 5 to 1.
    ``gathered`` names a table whose lines are other records (``domain/derived.GATHERED``); ``seal`` leaves a round of
    so many mm for the seal.
    ``blank`` is the text a blank form shows (``年  月  日``); ``tail`` is text after the answer.
    """

    span: int
    label: str = ""
    field: str = ""
    also: tuple[str, ...] = ()
    derived: str = ""
    sign: str = ""
    options: bool = False
    vertical: bool = False
    blank: str = ""
    tail: str = ""
    table: str = ""
    of: str = ""
    columns: tuple[TableColumn, ...] = ()
    lines: int = 0
    photos: str = ""
    stack: tuple[PaperRow, ...] = ()
    choice: Value = None
    face: int = 0
    gathered: str = ""
    seal: int = 0


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A row of the grid; ``height`` in mm on the blank form.

    With ``new_page`` it begins the next sheet; ``cut`` is said on the line to cut along.
    """

    height: int
    cells: tuple[Cell, ...]
    new_page: bool = False
    cut: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """One printed form.

    ``kind`` record: one record fills it. ``per_page`` forms stand on one sheet.  ``kind`` list: one record a line,
    ``lines`` lines a page.  ``kind`` rows: the list ``table`` of one record, ``lines`` lines a page.  ``kind`` back:
    the second sheet of the paper named in ``back_of``, a grid of its own or a list of what has changed.  ``mark``
    stands beside the title of every copy (机密).
    ``confirmed_by`` names who confirmed it, where that is not who signed the record (``domain/approvals``).
    ``photo_page`` names a question whose pictures that have no place in the grid follow on sheets of their own.
    ``suffix`` stands behind the number of the record: the plan of a group is its file, and printed as …-JH.
    """

    id: str
    title: str
    kind: Literal["record", "list", "rows", "back"] = "record"
    landscape: bool = False
    per_page: int = 1
    lines: int = 0
    table: str = ""
    back_of: str = ""
    suffix: str = ""
    used_if: tuple[tuple[str, frozenset[Value]], ...] = ()
    rows: tuple[PaperRow, ...] = ()
    columns: tuple[TableColumn, ...] = ()
    mark: str = ""
    confirmed_by: str = ""
    photo_page: str = ""

    def photos_in_grid(self, question: str) -> int:
        """Tell how many pictures of a question have a place in the grid."""
        cells = [cell for row in self.rows for cell in row.cells]
        return sum(cell.lines or PHOTOS_AT_MOST for cell in cells if cell.photos == question)


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """A column of the Excel 台账: an answer or a named derivation; ``mask`` id_no, phone or address."""

    header: str
    field: str = ""
    derived: str = ""
    width: int = 10
    total: bool = False
    mask: str = ""
    imported: bool = False


@dataclass(frozen=True, slots=True)
class Ledger:
    """The Excel 台账 of a form; ``footer`` names the derivations written in the last row beside 合计."""

    title: str
    columns: tuple[LedgerColumn, ...]
    footer: tuple[str, ...] = ()
