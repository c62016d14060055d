"""Where an annotation stands: the words it is about, and where those words are in a newer revision (domain 14 §3).

Places are counted in code points after NFC, never in bytes or units of UTF-16.  A row is named by its own id, not by
its place.  An annotation is never dropped, and never put silently on other words: what cannot be found for certain is
shown at its question, with the old words beside the new ones.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sheqi_desktop.domain.answers import Answers, Value, canonical, rows
from sheqi_desktop.domain.attachment import pointers

QUOTE_AT_MOST = 200
AROUND = 20
"""So many code points before and after are kept to tell one place from another."""
MILLE = 10_000
"""A place on a photo is kept in whole ten-thousandths of its width and height: no floats anywhere."""
_ROW = re.compile(r"(?P<field>\w+)\[(?P<row>[^\[\]]+)\](?:\.(?P<column>\w+))?")


class How(StrEnum):
    """What became of the words of an annotation in the text looked at."""

    KEPT = "kept"
    MOVED = "moved"
    ADJUSTED = "adjusted"
    CHANGED = "changed"


HOW_WORDS = {How.KEPT: "", How.MOVED: "", How.ADJUSTED: "位置已调整", How.CHANGED: "原文已修改"}
"""What the card says about it; nothing where the words stand as they stood."""


@dataclass(frozen=True, slots=True)
class PhotoRect:
    """A part of a photo or of a page of a scan; the four numbers in ten-thousandths, 0 to 10000."""

    page: int
    x: int
    y: int
    w: int
    h: int

    def text(self) -> str:
        """Write it as it is kept: ``1 1250 2000 3000 1000``."""
        return f"{self.page} {self.x} {self.y} {self.w} {self.h}"

    def turned(self, degrees: int) -> PhotoRect:
        """Give the same part after the picture was turned to the right by quarters; 270 turns 90 back."""
        x, y, w, h = self.x, self.y, self.w, self.h
        for _ in range(degrees % 360 // 90):
            x, y, w, h = MILLE - y - h, x, h, w
        return PhotoRect(self.page, x, y, w, h)


def photo_rect(told: object) -> PhotoRect | None:
    """Read a part of a photo; None for what lies outside it or is none."""
    parts = told.split() if isinstance(told, str) and len(told) <= 40 else []
    if len(parts) != 5 or not all(part.isascii() and part.isdecimal() for part in parts):
        return None
    page, x, y, w, h = map(int, parts)
    inside = w > 0 and h > 0 and x + w <= MILLE and y + h <= MILLE
    return PhotoRect(page, x, y, w, h) if inside and page >= 1 else None


@dataclass(frozen=True, slots=True)
class Anchor:
    """What an annotation is about.

    ``revision`` is the change reference (``chain:seq``) of the revision its writer read.  ``field`` is '' for the whole
    document, a question, or ``rows[id].column``.  Without ``start`` it is about the whole answer.  A part of a photo or
    of a page (``photo``) names its file by its hash: ``photos[9f…]``.
    """

    table: str
    document: str
    revision: str
    field: str = ""
    start: int | None = None
    end: int | None = None
    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    photo: PhotoRect | None = None

    @property
    def file(self) -> str:
        """The hash of the file a part of which it is about, '' for none."""
        return Path.read(self.field).row if self.photo is not None else ""


@dataclass(frozen=True, slots=True)
class Path:
    """A question, or a column of one row of a list."""

    field: str
    row: str = ""
    column: str = ""

    @classmethod
    def read(cls, text: str) -> Path:
        """Read ``process`` or ``objectives[3f…].measure``."""
        found = _ROW.fullmatch(text)
        return cls(found["field"], found["row"], found["column"] or "") if found else cls(text)

    def __str__(self) -> str:
        """Write it as an anchor keeps it."""
        if not self.row:
            return self.field
        return f"{self.field}[{self.row}].{self.column}" if self.column else f"{self.field}[{self.row}]"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an annotation is shown in the text looked at: ``start`` and ``end`` are None for the whole answer.

    ``field`` is the question, or the table where the row is gone.
    """

    how: How
    field: str
    start: int | None = None
    end: int | None = None
    row_gone: bool = False

    @property
    def words(self) -> str:
        """What the card says: 位置已调整, 原文已修改 or nothing."""
        return HOW_WORDS[self.how]


def nfc(text: str) -> str:
    """Give the text in which places are counted."""
    return unicodedata.normalize("NFC", text)


def make_anchor(
    table: str,
    document: str,
    revision: str,
    field: str = "",
    text: str = "",
    start: int | None = None,
    end: int | None = None,
    photo: PhotoRect | None = None,
) -> Anchor:
    """Make the anchor of a selection in an answer; an empty selection is the whole answer.

    ``start`` and ``end`` count code points of ``nfc(text)``.  Raises ValueError for a selection that lies outside the
    text or is longer than 200 code points: who selects is told before (``too_long``).
    """
    if start is None or end is None or start == end:
        return Anchor(table, document, revision, field, photo=photo)
    whole = nfc(text)
    if not 0 <= start < end <= len(whole):
        raise ValueError("the selection lies outside the text")
    if too_long(start, end):
        raise ValueError("the selection is longer than a quote")
    before, after = whole[max(0, start - AROUND) : start], whole[end : end + AROUND]
    return Anchor(table, document, revision, field, start, end, whole[start:end], before, after, photo)


def too_long(start: int, end: int) -> bool:
    """Tell whether a selection is longer than a quote may be."""
    return end - start > QUOTE_AT_MOST


def re_anchor(anchor: Anchor, old: str | None, new: str) -> Spot:
    """Find the words of an annotation in a newer text of the same answer, in the four steps of domain 14 §3.

    (1) the same words at the same place; (2) one single place with what stood before and after; (3) one single place
    with the words alone, marked 位置已调整; (4) else 原文已修改.  ``old`` is the text of the revision that was
    annotated, None where it is not here; only an annotation of a whole answer needs it.
    """
    quote, start = anchor.quote, anchor.start
    if start is None or not quote:
        return Spot(How.KEPT if old is not None and nfc(old) == nfc(new) else How.CHANGED, anchor.field)
    text, long = nfc(new), len(quote)
    if start >= 0 and text[start : start + long] == quote:
        return Spot(How.KEPT, anchor.field, start, start + long)
    around = _only(text, anchor.prefix + quote + anchor.suffix)
    if around is not None:
        at = around + len(anchor.prefix)
        return Spot(How.MOVED, anchor.field, at, at + long)
    alone = _only(text, quote)
    if alone is not None:
        return Spot(How.ADJUSTED, anchor.field, alone, alone + long)
    return Spot(How.CHANGED, anchor.field)


def place(anchor: Anchor, old: Answers | None, new: Answers) -> Spot:
    """Find where an annotation of a document is shown in another of its revisions.

    ``old`` are the answers of the revision that was annotated, None where it is not here.  An annotation of the whole
    document stays where it is; one of a row that was removed is shown at the table (``row_gone``), one of a photo that
    was taken out or replaced at the question of the photo, as 原文已修改.
    """
    if not anchor.field:
        return Spot(How.KEPT, "")
    path = Path.read(anchor.field)
    if anchor.file:
        here = file_at(new, anchor.field) is not None
        return Spot(How.KEPT, anchor.field) if here else Spot(How.CHANGED, path.field)
    if path.row and _row(new, path) is None:
        return Spot(How.CHANGED, path.field, row_gone=True)
    before = None if old is None else text_at(old, anchor.field)
    return re_anchor(anchor, before, text_at(new, anchor.field))


def text_at(answers: Answers, field: str) -> str:
    """Give the text of an answer in which places are counted; of what is not written, its canonical text.

    '' for what was not answered, or whose row is not there.
    """
    path = Path.read(field)
    if not path.row:
        return _text(answers.get(path.field))
    row = _row(answers, path)
    if row is None:
        return ""
    return _text(row.get(path.column) if path.column else dict(row))


def file_at(answers: Answers, field: str) -> Mapping[str, Any] | None:
    """Give the file an anchor names (``photos[hash]``) as an answer describes it, None where it is not there."""
    path = Path.read(field)
    return next((one for one in pointers(answers.get(path.field)) if one["hash"] == path.row), None)


def _row(answers: Answers, path: Path) -> Answers | None:
    return next((row for row in rows(answers, path.field) if row.get("id") == path.row), None)


def _text(value: Value) -> str:
    if value is None:
        return ""
    return nfc(value) if isinstance(value, str) else canonical(value).decode()


def _only(text: str, words: str) -> int | None:
    """Give the place of words that stand in a text exactly once; places that overlap are two."""
    found = list(_first_two(text, words))
    return found[0] if len(found) == 1 else None


def _first_two(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    for _ in range(2):
        if at < 0:
            return
        yield at
        at = text.find(words, at + 1)
