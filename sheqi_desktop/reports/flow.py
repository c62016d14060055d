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
