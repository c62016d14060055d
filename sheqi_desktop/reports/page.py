"""One door to paper: A4 sheets, text that is never markup, drawn tick boxes, frames, watermark.

Everything is measured in points from the top left corner.  No ReportLab paragraph is used anywhere, so nothing a record
says can be read as an instruction.  The same input gives the same bytes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from sheqi_desktop.reports.fonts import BOXES, HEI, HEI_LIGHT, SONG, Fonts
from sheqi_desktop.reports.lines import break_lines

__all__ = ["HEI", "HEI_LIGHT", "MM", "SONG", "Fonts", "Page", "Sheets", "Style", "plain"]

MM: float = mm
THIN, THICK = 0.5, 1.0
_WATERMARK = 0.9
_INVISIBLE = 3
_BOX_PART = 0.76
_BASELINE = 0.36
"""Half of the height of a Chinese character above its baseline: puts a line of text into the middle of its leading."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: face, size, distance of lines, and how grey it is (0 black, 1 white)."""

    face: str = SONG
    size: float = 10.5
    leading: float = 14.0
    grey: float = 0.0


def plain(text: str) -> str:
    """Give a text as it can stand on paper: one form of every letter, tabs as blanks, nothing that cannot be seen."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))


@dataclass(frozen=True, slots=True)
class Page:
    """The size of a sheet and its margins, in points."""

    width: float = A4[0]
    height: float = A4[1]
    left: float = 25 * mm
    right: float = 15 * mm
    top: float = 20 * mm
    bottom: float = 15 * mm

    @property
    def inner(self) -> float:
        """The width between the margins: 170 mm on an upright sheet."""
        return self.width - self.left - self.right

    @property
    def floor(self) -> float:
        """Where the bottom margin begins."""
        return self.height - self.bottom


UPRIGHT = Page()
LANDSCAPE = Page(width=A4[1], height=A4[0], left=15 * mm, right=15 * mm, top=25 * mm, bottom=15 * mm)
"""Bound at its upper edge."""


class Sheets:
    """A document being drawn, sheet after sheet; the only place that speaks to the PDF canvas."""

    def __init__(self, fonts: Fonts, page: Page, title: str) -> None:
        """Begin a document; the title is that of the form and never says whose it is."""
        self.fonts = fonts
        self.page = page
        self._bytes = BytesIO()
        self._canvas: Any = Canvas(
            self._bytes, pagesize=(page.width, page.height), invariant=1, pageCompression=1, lang="zh-CN"
        )
        self._canvas.setTitle(plain(title))
        self._canvas.setAuthor("")
        self._canvas.setCreator("")
        self._canvas.setProducer("")
        self._missing: dict[str, None] = {}

    @property
    def missing(self) -> tuple[str, ...]:
        """The characters that were left blank because no face has them."""
        return tuple(self._missing)

    def measure(self, style: Style) -> Callable[[str], float]:
        """Give the measure of a style for the line breaker."""
        return lambda text: self.fonts.width(text, style.face, style.size)

    def lines(self, text: str, width: float, style: Style) -> list[str]:
        """Break a text into the lines it takes in a column."""
        return break_lines(plain(text), width, self.measure(style))

    # ------------------------------------------------------------------------------ drawing
    def text(self, x: float, top: float, line: str, style: Style, align: float = 0.0, width: float = 0.0) -> None:
        """Set one line whose leading begins at ``top``; ``align`` puts it left (0) to right (1) in ``width``."""
        line = plain(line)
        x += (width - self.fonts.width(line, style.face, style.size)) * align
        base = self.page.height - top - style.leading / 2 - style.size * _BASELINE
        self._canvas.setFillGray(style.grey)
        for kind, group in groupby(line, key=lambda char: "box" if char in BOXES else self._face(char, style.face)):
            run = "".join(group)
            if kind == "box":
                for place, char in enumerate(run):
                    self._box(x + place * style.size, base, char, style)
            elif kind:
                self._canvas.setFont(kind, style.size)
                self._canvas.drawString(x, base, run)
            x += self.fonts.width(run, style.face, style.size)

    def _face(self, char: str, face: str) -> str:
        found = self.fonts.face_for(char, face)
        if not found and not char.isspace():
            self._missing[char] = None
        return found

    def _box(self, x: float, base: float, char: str, style: Style) -> None:
        """Draw a tick box, and in it the unseen character (√ or □) that search and copy find."""
        canvas, size = self._canvas, style.size * _BOX_PART
        left, low = x + style.size * 0.04, base + style.size * (_BASELINE - _BOX_PART / 2)
        canvas.saveState()
        hidden = canvas.beginText(x, base)
        hidden.setTextRenderMode(_INVISIBLE)
        hidden.setFont(SONG, style.size)
        hidden.textOut("√" if char == "☑" else "□")
        canvas.drawText(hidden)
        canvas.setStrokeGray(style.grey)
        canvas.setLineWidth(0.6)
        canvas.rect(left, low, size, size, stroke=1, fill=0)
        if char == "☑":
            canvas.setLineWidth(1.2)
            canvas.setLineCap(1)
            path = canvas.beginPath()
            path.moveTo(left + size * 0.16, low + size * 0.52)
            path.lineTo(left + size * 0.42, low + size * 0.2)
            path.lineTo(left + size * 0.98, low + size * 1.04)
            canvas.drawPath(path)
        canvas.restoreState()

    def rule(self, x1: float, y1: float, x2: float, y2: float, weight: float = THIN, grey: float = 0.0) -> None:
        """Draw a line."""
        self._canvas.setLineWidth(weight)
        self._canvas.setLineCap(2)
        self._canvas.setStrokeGray(grey)
        self._canvas.line(x1, self.page.height - y1, x2, self.page.height - y2)

    def dashed(self, x1: float, y: float, x2: float) -> None:
        """Draw a dashed line, as sheets are cut apart along."""
        self._canvas.saveState()
        self._canvas.setDash(4, 3)
        self.rule(x1, y, x2, y)
        self._canvas.restoreState()

    def face(self, x: float, y: float, radius: float, mark: int) -> None:
        """Draw a face around a point; ``mark`` from 5 (laughing) to 1 (sad) bends its mouth."""
        canvas, middle = self._canvas, self.page.height - y
        canvas.saveState()
        canvas.setStrokeGray(0)
        canvas.setFillGray(0)
        canvas.setLineWidth(1)
        canvas.circle(x, middle, radius, stroke=1, fill=0)
        for side in (-1, 1):
            canvas.circle(x + side * radius * 0.36, middle + radius * 0.28, radius * 0.09, stroke=0, fill=1)
        bend = (mark - 3) * radius * 0.15
        path = canvas.beginPath()
        path.moveTo(x - radius * 0.5, middle - radius * 0.32 + bend * 0.5)
        low = middle - radius * 0.32 - bend
        path.curveTo(
            x - radius * 0.25, low, x + radius * 0.25, low, x + radius * 0.5, middle - radius * 0.32 + bend * 0.5
        )
        canvas.drawPath(path)
        canvas.restoreState()

    def frame(self, x: float, top: float, width: float, height: float, weight: float = THIN) -> None:
        """Draw a box of the grid."""
        self._canvas.setLineWidth(weight)
        self._canvas.setStrokeGray(0)
        self._canvas.rect(x, self.page.height - top - height, width, height, stroke=1, fill=0)

    def ring(self, x: float, middle: float, radius: float) -> None:
        """Draw a pale ring around a point: where a seal goes."""
        self._canvas.saveState()
        self._canvas.setLineWidth(0.6)
        self._canvas.setStrokeGray(0.6)
        self._canvas.setDash(3, 2)
        self._canvas.circle(x, self.page.height - middle, radius, stroke=1, fill=0)
        self._canvas.restoreState()

    def picture(
        self, x: float, top: float, width: float, height: float, data: bytes
    ) -> tuple[float, float, float, float]:
        """Draw a whole picture in the middle of a box, no larger than fits; give its left, top, width and height."""
        image = ImageReader(BytesIO(data))
        wide, high = image.getSize()
        part = min(width / wide, height / high)
        left, low = x + (width - wide * part) / 2, self.page.height - top - (height + high * part) / 2
        self._canvas.drawImage(image, left, low, wide * part, high * part)
        return left, self.page.height - low - high * part, wide * part, high * part

    def outline(self, x: float, top: float, width: float, height: float) -> None:
        """Draw a frame that is seen on light and on dark: a black line between two white ones."""
        for weight, grey in ((2.8, 1.0), (1.2, 0.0)):
            self._canvas.setLineWidth(weight)
            self._canvas.setStrokeGray(grey)
            self._canvas.rect(x, self.page.height - top - height, width, height, stroke=1, fill=0)

    def shade(self, x: float, top: float, width: float, height: float, grey: float) -> None:
        """Fill a box with grey."""
        self._canvas.setFillGray(grey)
        self._canvas.rect(x, self.page.height - top - height, width, height, stroke=0, fill=1)

    def watermark(self, words: Sequence[str]) -> None:
        """Write pale words across the sheet; drawn first, so that they lie below everything."""
        canvas = self._canvas
        canvas.saveState()
        canvas.translate(self.page.width / 2, self.page.height / 2)
        canvas.rotate(35)
        canvas.setFillGray(_WATERMARK)
        canvas.setFont(HEI, 64)
        for place, word in enumerate(words):
            canvas.drawCentredString(0, -24 + 110 * ((len(words) - 1) / 2 - place), word)
        canvas.restoreState()

    def turn(self) -> None:
        """Go on to the next sheet."""
        self._canvas.showPage()

    def finish(self) -> bytes:
        """Close the document and give its bytes."""
        self._canvas.save()
        return self._bytes.getvalue()
