"""Breaking Chinese text into lines (避头尾).

A line never begins with closing punctuation and never ends with an opening bracket.  Words and numbers, and a tick
box with its word, stay whole unless they are longer than a line.  Nothing is lost: the lines joined are the text,
the blanks at a break aside.
"""

from __future__ import annotations

import re
from collections.abc import Callable

NOT_FIRST = frozenset("，。、；：？！）》〉】』」〕”’…—～·％‰℃°,.;:?!)]}%．")
NOT_LAST = frozenset("（《〈【『「〔“‘([{￥$＄#№")
_PIECES = re.compile(
    r"\n|[ \t]+|……|——|[□☐☑][^□☐☑\s]{0,14}|[A-Za-z0-9À-ɏ@_+\-*/=.:&'\\~^|<>]+(?:[,%][A-Za-z0-9][A-Za-z0-9.]*)*%?|.",
    re.DOTALL,
)

_STROKES = re.compile(r"[^-/]+[-/]*|[-/]+", re.DOTALL)

Measure = Callable[[str], float]


def break_lines(text: str, width: float, measure: Measure) -> list[str]:
    """Give the lines of a text in a column of that width; an empty paragraph is an empty line."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _paragraph(paragraph, width, measure)
    return lines


def may_break(before: str, after: str) -> bool:
    """Tell whether a line may end with the one piece and the next begin with the other."""
    return bool(before) and bool(after) and before[-1] not in NOT_LAST and after[0] not in NOT_FIRST


def _paragraph(text: str, width: float, measure: Measure) -> list[str]:
    pieces = [part for piece in _PIECES.findall(text) for part in _fitting(piece, width, measure)]
    widths = [measure(piece) for piece in pieces]
    lines: list[str] = []
    start = 0
    while start < len(pieces):
        end, used = start, 0.0
        while end < len(pieces) and (end == start or used + widths[end] <= width or _blank(pieces[end])):
            used += widths[end]
            end += 1
        if end < len(pieces):
            end = _good_break(pieces, start, end)
        line = "".join(pieces[start:end])
        lines.append(line.rstrip(" \t"))
        start = end
        while start < len(pieces) and _blank(pieces[start]):
            start += 1
    return lines or [""]


def _blank(piece: str) -> bool:
    """Tell whether a piece may vanish at a break; the full-width blank of an indent may not."""
    return not piece.strip(" \t")


def _fitting(piece: str, width: float, measure: Measure) -> list[str]:
    """Keep a word whole if a line can hold it; else break it after its strokes, and where there are none anywhere."""
    if len(piece) < 2 or measure(piece) <= width:
        return [piece]
    parts = _STROKES.findall(piece)
    return [bit for part in parts for bit in ([part] if measure(part) <= width else list(part))]


def _good_break(pieces: list[str], start: int, end: int) -> int:
    """Go back to the last place where a line may end; where there is none, break where the line is full."""
    for place in range(end, start, -1):
        if may_break(pieces[place - 1], pieces[place]):
            return place
    return end
