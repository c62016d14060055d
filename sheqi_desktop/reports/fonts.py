"""The three bundled faces on paper: their widths, what they cannot print, and how their text is found again.

``makeToUnicodeCMap`` of ReportLab writes names outside the basic plane (𬱖, 𫖯) so that they print but copy wrongly;
it is replaced here by one that writes UTF-16 and keeps the blocks as short as the PDF format asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics, ttfonts

from sheqi_desktop.domain.trouble import FontMissing

rl_config.invariant = 1

SONG = "SheqiSong"
"""宋体 (also 仿宋 and 楷体): the body of a form."""
HEI = "SheqiHei"
"""黑体, bold: titles and labels."""
HEI_LIGHT = "SheqiHeiLight"
"""黑体 in ordinary weight: small print, and the second chance for a rare character."""

_FILES = {SONG: "NotoSerifSC-Regular.ttf", HEI: "NotoSansSC-Bold.ttf", HEI_LIGHT: "NotoSansSC-Regular.ttf"}
_BLOCK = 100
BOXES = frozenset("□☐☑")
"""Drawn as lines, because no face has them all."""


def _to_unicode(fontname: str, subset: Sequence[int]) -> str:
    """Give the map from the bytes of a font subset to the characters they stand for."""
    pairs = [f"<{code:02X}> <{_utf16(value)}>" for code, value in enumerate(subset)]
    blocks = [pairs[start : start + _BLOCK] for start in range(0, len(pairs), _BLOCK)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo",
            f"<< /Registry ({fontname})",
            f"/Ordering ({fontname})",
            "/Supplement 0",
            ">> def",
            f"/CMapName /{fontname} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            f"<00> <{len(subset) - 1:02X}>",
            "endcodespacerange",
            *(line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )


def _utf16(value: int) -> str:
    if 0xD800 <= value <= 0xDFFF:
        return "FFFD"
    return chr(value).encode("utf-16-be").hex().upper()


ttfonts.makeToUnicodeCMap = _to_unicode


@cache
def _load(folder: Path) -> dict[str, Any]:
    """Register the faces of a folder once for the life of the program."""
    faces: dict[str, Any] = {}
    for name, file in _FILES.items():
        if not (folder / file).is_file():
            raise FontMissing(font=file)
        faces[name] = ttfonts.TTFont(name, str(folder / file))
        pdfmetrics.registerFont(faces[name])
    return faces


@dataclass(frozen=True, slots=True)
class Fonts:
    """The faces of one folder.  Asking for them the first time reads the files; FontMissing says which is not there."""

    folder: Path
    _faces: dict[str, Any] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Load the faces."""
        object.__setattr__(self, "_faces", _load(self.folder))

    def has(self, char: str, face: str) -> bool:
        """Tell whether a face can draw a character."""
        return char in BOXES or ord(char) in self._faces[face].face.charToGlyph

    def face_for(self, char: str, face: str) -> str:
        """Give the face that draws a character: the wanted one, another, or '' if none can."""
        if self.has(char, face):
            return face
        return next((other for other in (SONG, HEI_LIGHT) if self.has(char, other)), "")

    def width(self, text: str, face: str, size: float) -> float:
        """Give the width of a text in points; what cannot be drawn takes the room of one Chinese character."""
        total = 0
        for char in text:
            found = "" if char in BOXES else self.face_for(char, face)
            total += self._faces[found].face.charWidths.get(ord(char), 1000) if found else 1000
        return total * size / 1000

    def missing(self, text: str) -> tuple[str, ...]:
        """Give the characters no face can draw, each once, in order."""
        return tuple(dict.fromkeys(char for char in text if not char.isspace() and not self.face_for(char, SONG)))
