"""Rows onto sheets: everything on one page where it fits, else cut where the page ends, nothing lost."""

from __future__ import annotations

from collections.abc import Sequence

from sheqi_desktop.reports.blocks import Row, stretched
from sheqi_desktop.reports.page import MM

KEPT_WHOLE = 60 * MM
"""A row lower than this goes to the next page rather than being cut."""
WORTH_A_CUT = 20 * MM

Placed = tuple[Row, float]


def flow(rows: Sequence[Row], first: float, later: float) -> list[list[Placed]]:
    """Give the rows of each page with their heights; ``first`` and ``later`` are the room on the pages.

    A form that fits on one page is drawn as high as the blank one, so that both look the same.
    """
    if sum(row.height for row in rows) <= first + 0.01:
        return [list(zip(rows, stretched(rows, first, fill=False), strict=True))]
    pages: list[list[Placed]] = [[]]
    waiting = list(rows)
    left = first
    while waiting:
        row = waiting.pop(0)
        parts = None
        if row.height > left + 0.01:
            fresh = not pages[-1]
            if left >= WORTH_A_CUT and (fresh or row.height > min(KEPT_WHOLE, later)):
                parts = row.cut(left)
            if parts is None and not fresh:
                pages.append([])
                left = later
                waiting.insert(0, row)
                continue
        if parts:
            pages[-1].append((parts[0], left))
            pages.append([])
            waiting.insert(0, parts[1])
            left = later
        else:
            pages[-1].append((row, row.height))
            left -= row.height
    return pages


def listed(head: Row, rows: Sequence[Row], spare: Row, each: int, room: float) -> list[list[Placed]]:
    """Give the pages of a list: its headings on each, at most ``each`` lines, empty lines to the end of the page."""
    pages: list[list[Placed]] = []
    waiting = list(rows)
    while waiting or not pages:
        placed: list[Placed] = [(head, head.height)]
        left = room - head.height
        while waiting and len(placed) <= each and (waiting[0].height <= left + 0.01 or len(placed) == 1):
            row = waiting.pop(0)
            parts = row.cut(left) if row.height > left else None
            if parts:
                waiting.insert(0, parts[1])
                row = parts[0]
            placed.append((row, max(row.height, min(row.wanted, left))))
            left -= placed[-1][1]
        while not waiting and len(placed) <= each and spare.wanted <= left + 0.01:
            placed.append((spare, spare.wanted))
            left -= spare.wanted
        pages.append(placed)
    return pages
