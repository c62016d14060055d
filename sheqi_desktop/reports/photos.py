"""Pictures on paper: 80 × 50 mm, two side by side, whole and upright in their frames, what they show below them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sheqi_desktop.domain.annotation import MILLE, PhotoRect
from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.attachment import PHOTO, attachment_of, pointers
from sheqi_desktop.domain.paper import Paper
from sheqi_desktop.reports.blocks import LABEL, NOTE, PAD, PAD_ABOVE, Block, Box, Row, Words
from sheqi_desktop.reports.context import PaperContext
from sheqi_desktop.reports.page import MM, Sheets
from sheqi_desktop.reports.remarks import frames_on

WIDE, HIGH = 80 * MM, 50 * MM
GAP = 3 * MM
HEAD = 8 * MM
COVERED = "照片已遮盖"
PLACE = "贴照片处"
REMARKED = "批注提到的照片"
SIGN = replace(NOTE, size=9, grey=0.0)


@dataclass(frozen=True, slots=True)
class Frame:
    """One place for a picture: the picture, or words in its stead, and one line below."""

    picture: bytes = b""
    words: str = ""
    caption: str = ""
    marks: tuple[tuple[PhotoRect, str], ...] = ()
    """Parts that are remarked on, each with its ①."""


@dataclass(frozen=True, slots=True)
class Photos:
    """Frames side by side, in as many rows as they need."""

    frames: tuple[Frame, ...]
    across: int
    high: float

    @property
    def height(self) -> float:
        """All rows of frames with the line below each."""
        rows = -(-len(self.frames) // self.across)
        return rows * (self.high + NOTE.leading + PAD_ABOVE) + PAD_ABOVE if rows else 0.0

    def cut(self, room: float) -> tuple[Block, Block] | None:
        """A picture is never cut."""
        return None

    def draw(self, sheets: Sheets, x: float, top: float, width: float, height: float) -> None:
        """Draw the frames in the middle of the box."""
        wide = min(WIDE, (width - 2 * PAD - (self.across - 1) * GAP) / self.across)
        step = self.high + NOTE.leading + PAD_ABOVE
        y = top + max(PAD_ABOVE, (height - self.height) / 2 + PAD_ABOVE)
        for first in range(0, len(self.frames), self.across):
            row = self.frames[first : first + self.across]
            left = x + (width - len(row) * wide - (len(row) - 1) * GAP) / 2
            for frame in row:
                self._one(sheets, frame, left, y, wide)
                left += wide + GAP
            y += step

    def _one(self, sheets: Sheets, frame: Frame, left: float, top: float, wide: float) -> None:
        if frame.picture:
            _mark(sheets, sheets.picture(left, top, wide, self.high, frame.picture), frame.marks)
        else:
            sheets.frame(left, top, wide, self.high, 0.3)
            lines = sheets.lines(frame.words, wide - 2 * PAD, NOTE)
            y = top + (self.high - len(lines) * NOTE.leading) / 2
            for line in lines:
                sheets.text(left, y, line, NOTE, 0.5, wide)
                y += NOTE.leading
        if frame.caption:
            first = sheets.lines(frame.caption, wide, NOTE)[0]
            sheets.text(left, top + self.high, first, NOTE, 0.5, wide)


def _mark(sheets: Sheets, area: tuple[float, float, float, float], marks: Sequence[tuple[PhotoRect, str]]) -> None:
    """Draw the frames of the remarks over a picture, their numbers in the upper left corner."""
    x, top, width, height = area
    beside: dict[tuple[int, int], float] = {}
    for rect, sign in marks:
        left, upper = x + rect.x * width / MILLE, top + rect.y * height / MILLE
        sheets.outline(left, upper, rect.w * width / MILLE, rect.h * height / MILLE)
        corner = (rect.x, rect.y)
        at = beside.get(corner, left)
        wide = sheets.fonts.width(sign, SIGN.face, SIGN.size) + 2
        sheets.shade(at, upper, wide, SIGN.leading, 1.0)
        sheets.text(at, upper, sign, SIGN, 0.5, wide)
        beside[corner] = at + wide


def photos_of(value: Any, context: PaperContext, most: int, across: int, room: float) -> Photos:
    """Give the pictures of one answer."""
    high = min(HIGH, room - NOTE.leading - 3 * PAD_ABOVE)
    files = list(pointers(value))[:most]
    frames = tuple(_frame(one, context) for one in files)
    return Photos(frames, across, high)


def photo_rows(label: str, value: Any, context: PaperContext, after: int, width: float) -> list[Row]:
    """Give a head and the pictures after the first ``after``, a row each two; nothing where all would be covered."""
    return picture_rows(label, list(pointers(value))[after:], context, width)


def picture_rows(label: str, files: Sequence[Mapping[str, Any]], context: PaperContext, width: float) -> list[Row]:
    """Give a head and these pictures, a row each two; nothing where all would be covered."""
    frames = [_frame(one, context) for one in files]
    if all(frame.words == COVERED for frame in frames):
        return []
    pairs = [Photos(tuple(frames[first : first + 2]), 2, HIGH) for first in range(0, len(frames), 2)]
    head = Row((Box(width, Words((label,), LABEL, 0.5)),), HEAD, HEAD)
    return [head, *(Row((Box(width, one),), one.height, one.height) for one in pairs)]


def remarked_rows(answers: Answers, paper: Paper, context: PaperContext, width: float) -> list[Row]:
    """Give the pictures a part of which is remarked on and that stand nowhere else on this paper."""
    files = {str(one.file["hash"]): one.file for one in context.remarks if one.file is not None}
    printed = {one["hash"] for name, value in answers.items() for one in _on_paper(paper, name, value)}
    left = [file for sha256, file in files.items() if sha256 not in printed]
    return picture_rows(REMARKED, left, context, width) if left else []


def _on_paper(paper: Paper, question: str, value: Any) -> list[dict[str, Any]]:
    """Give the files of an answer on a paper: all on the page for them, else as many as the grid has places."""
    files = list(pointers(value))
    return files if question == paper.photo_page else files[: paper.photos_in_grid(question)]


def places(most: int, across: int, room: float) -> Photos:
    """Give the places to paste them: on a blank form, and while there are none."""
    return Photos((Frame(words=PLACE),) * most, across, min(HIGH, room - NOTE.leading - 3 * PAD_ABOVE))


def _frame(value: Mapping[str, Any], context: PaperContext) -> Frame:
    """A masked paper shows only photos of which somebody said that nobody can be recognised on them."""
    one = attachment_of(value)
    harmless = one.kind == PHOTO and one.said_who and not (one.shows_client or one.shows_minor)
    caption = one.caption if context.names else ""
    if context.masks and not harmless:
        return Frame(words=COVERED, caption="")
    found = context.photo(value)
    marks = frames_on(context.remarks, one.hash)
    return Frame(found, "", caption, marks) if isinstance(found, bytes) else Frame(b"", found or one.name, caption)


def frames_across(span: int, most: int) -> int:
    """Give how many stand side by side in so many columns of the grid."""
    return min(2, most) if span > 6 else 1
