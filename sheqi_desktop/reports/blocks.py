"""What can stand in a box of a form: words, a label, a small table, a stack of rows.

A block knows the height it needs, can be cut where a page ends without losing a line, and draws itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from sheqi_desktop.reports.page import HEI, MM, Sheets, Style

PAD = 1.5 * MM
PAD_ABOVE = 0.8 * MM
LEAST_ROW = 7 * MM
CONTINUED = "（续）"
BODY = Style()
LABEL = Style(face=HEI)
SMALL_LABEL = Style(face=HEI, size=9, leading=10.5)
SMALL = Style(size=9, leading=12.0)
NOTE = Style(size=7.5, leading=9.5, grey=0.45)
_LINES_BEFORE_A_CUT = 2
_MIDDLE = 0.5


class Block(Protocol):
    """Something with a height that can be drawn into a box."""

    @property
    def height(self) -> float:
        """The height it needs, padding included."""

    def cut(self, room: float) -> tuple[Block, Block] | None:
        """Give the part that fits and the rest, None if it cannot be cut there."""

    def draw(self, sheets: Sheets, x: float, top: float, width: float, height: float) -> None:
        """Draw into a box."""


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of text, in the middle of their box; ``above`` are small grey lines at its upper edge (电子确认)."""

    lines: tuple[str, ...]
    style: Style = BODY
    align: float = 0.0
    above: tuple[str, ...] = ()
    upper: bool = False

    @property
    def height(self) -> float:
        """The lines and a little air."""
        text = len(self.lines) * self.style.leading + len(self.above) * NOTE.leading
        return text + 2 * PAD_ABOVE if text else 0.0

    def cut(self, room: float) -> tuple[Block, Block] | None:
        """Cut between two lines; never after the first or before the last alone."""
        if self.above:
            return None
        fits = int((room - 2 * PAD_ABOVE + 0.01) // self.style.leading)
        fits = min(fits, len(self.lines) - _LINES_BEFORE_A_CUT)
        if fits < _LINES_BEFORE_A_CUT:
            return None
        return replace(self, lines=self.lines[:fits]), replace(self, lines=self.lines[fits:])

    def draw(self, sheets: Sheets, x: float, top: float, width: float, height: float) -> None:
        """Set the lines."""
        y = top + PAD_ABOVE
        for line in self.above:
            sheets.text(x + PAD, y, line, NOTE)
            y += NOTE.leading
        if not self.upper:
            y += max(0.0, (top + height - PAD_ABOVE - y - len(self.lines) * self.style.leading) / 2)
        for line in self.lines:
            sheets.text(x + PAD, y, line, self.style, self.align, width - 2 * PAD)
            y += self.style.leading


@dataclass(frozen=True, slots=True)
class Seal:
    """Room for a round seal at the lower right, a pale ring around the word that asks for it."""

    across: float

    @property
    def height(self) -> float:
        """The ring and a little air."""
        return self.across + 2 * PAD

    def cut(self, room: float) -> tuple[Block, Block] | None:
        """A seal stays whole."""
        return None

    def draw(self, sheets: Sheets, x: float, top: float, width: float, height: float) -> None:
        """Draw the ring, and the word in its middle."""
        left, upper = x + width - PAD - self.across, top + height - PAD - self.across
        sheets.ring(left + self.across / 2, upper + self.across / 2, self.across / 2)
        middle = upper + (self.across - SMALL.leading) / 2
        sheets.text(left, middle, "（盖章处）", NOTE, _MIDDLE, self.across)


@dataclass(frozen=True, slots=True)
class Box:
    """A box of a row; ``again`` is what its continuation on the next page says (a label with （续）)."""

    width: float
    block: Block
    again: Block | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """Boxes side by side; ``wanted`` is the height drawn on the blank form."""

    boxes: tuple[Box, ...]
    wanted: float
    least: float = LEAST_ROW
    framed: bool = True

    @property
    def height(self) -> float:
        """The height its fullest box needs."""
        return max([self.least, *(box.block.height for box in self.boxes)])

    def cut(self, room: float) -> tuple[Row, Row] | None:
        """Cut every box where the page ends; None if one of them cannot be cut."""
        upper, lower = [], []
        for box in self.boxes:
            if box.again is not None:
                if box.block.height > room:
                    return None
                upper.append(box)
                lower.append(Box(box.width, box.again, box.again))
            elif box.block.height <= room:
                upper.append(box)
                lower.append(Box(box.width, Words(())))
            elif (parts := box.block.cut(room)) is not None:
                upper.append(Box(box.width, parts[0]))
                lower.append(Box(box.width, parts[1]))
            else:
                return None
        return Row(tuple(upper), room, 0.0), Row(tuple(lower), 0.0, 0.0)

    def draw(self, sheets: Sheets, x: float, top: float, height: float) -> None:
        """Draw the frames and what is in them."""
        for box in self.boxes:
            box.block.draw(sheets, x, top, box.width, height)
            if self.framed:
                sheets.frame(x, top, box.width, height)
            x += box.width


@dataclass(frozen=True, slots=True)
class Stack:
    """Rows on top of each other inside one box: findings, tables of people."""

    rows: tuple[Row, ...]
    heads: int = 0

    @property
    def height(self) -> float:
        """All rows together."""
        return sum(row.height for row in self.rows)

    def cut(self, room: float) -> tuple[Block, Block] | None:
        """Cut between two rows, or inside a very long one; the headings come again."""
        used = 0.0
        for place, row in enumerate(self.rows):
            if used + row.height > room + 0.01:
                parts = row.cut(room - used) if row.height > 30 * MM and room - used > 20 * MM else None
                upper = (*self.rows[:place], parts[0]) if parts else self.rows[:place]
                rest = (parts[1], *self.rows[place + 1 :]) if parts else self.rows[place:]
                if len(upper) <= self.heads:
                    return None
                return replace(self, rows=upper), replace(self, rows=(*self.rows[: self.heads], *rest))
            used += row.height
        return None

    def draw(self, sheets: Sheets, x: float, top: float, width: float, height: float) -> None:
        """Draw the rows, stretched to fill the box."""
        for row, its_height in zip(self.rows, stretched(self.rows, height), strict=True):
            row.draw(sheets, x, top, its_height)
            top += its_height


@dataclass(frozen=True, slots=True)
class Face:
    """A face in the middle of a box and its word below: 5 laughs, 1 weeps; for who does not read."""

    mark: int
    words: str = ""
    side: float = 9 * MM

    @property
    def height(self) -> float:
        """The face and a little air."""
        return self.side + NOTE.leading + 2 * PAD_ABOVE

    def cut(self, room: float) -> tuple[Block, Block] | None:
        """Never."""
        return None

    def draw(self, sheets: Sheets, x: float, top: float, width: float, height: float) -> None:
        """Draw it."""
        middle = top + (height - NOTE.leading) / 2
        sheets.face(x + width / 2, middle, self.side / 2, self.mark)
        sheets.text(x, middle + self.side / 2 + PAD_ABOVE, self.words, replace(NOTE, grey=0.0), 0.5, width)


@dataclass(frozen=True, slots=True)
class CutLine:
    """A dashed line across the sheet with its words in the middle."""

    words: str

    @property
    def height(self) -> float:
        """One small line."""
        return NOTE.leading + 2 * PAD_ABOVE

    def cut(self, room: float) -> tuple[Block, Block] | None:
        """Never."""
        return None

    def draw(self, sheets: Sheets, x: float, top: float, width: float, height: float) -> None:
        """Draw the line in two parts, the words between them."""
        middle = top + height / 2
        part = (width - sheets.measure(NOTE)(self.words)) / 2 - 2 * PAD
        sheets.dashed(x, middle, x + part)
        sheets.dashed(x + width - part, middle, x + width)
        sheets.text(x, middle - NOTE.leading / 2, self.words, NOTE, 0.5, width)


def stretched(rows: Sequence[Row], room: float, *, fill: bool = True) -> list[float]:
    """Give each row the same part of its height on the blank form, or more where its words need more.

    With ``fill`` all of the room is used; without, no row becomes higher than on the blank form or its words ask.
    """
    needed = [row.height for row in rows]
    wanted = [row.wanted for row in rows]
    part = 1.0
    if sum(map(max, needed, wanted)) > room:
        low, part = 0.0, 1.0
        for _ in range(40):
            middle = (low + part) / 2
            if sum(max(need, want * middle) for need, want in zip(needed, wanted, strict=True)) > room:
                part = middle
            else:
                low = middle
        part = low
    heights = [max(need, want * part) for need, want in zip(needed, wanted, strict=True)]
    left = room - sum(heights)
    if fill and left > 0 and heights:
        heights = [height + left / len(heights) for height in heights]
    return heights
