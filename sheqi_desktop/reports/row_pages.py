"""A list within one record on pages of its own (签到表): the head comes again, every page says how many stand on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sheqi_desktop.domain.paper import Paper
from sheqi_desktop.reports.blocks import Box, Row, Words
from sheqi_desktop.reports.cells import Filler
from sheqi_desktop.reports.flow import Placed
from sheqi_desktop.reports.page import MM, Style

LINE = 9 * MM
FOOT = Style()
PLACE = "sign_in_place"


def row_pages(
    filler: Filler, paper: Paper, rows: Sequence[Mapping[str, Any]], width: float, *, blank: bool
) -> list[list[Placed]]:
    """Give the pages of a list: ``paper.lines`` lines each, empty ones to write on after the last name."""
    heads = [(row, max(row.height, row.wanted)) for row in (filler.row(one, paper) for one in paper.rows)]
    pages = []
    for start in range(0, max(len(rows), 1), paper.lines):
        here = rows[start : start + paper.lines]
        texts = [filler.row_texts(paper, row) for row in here]
        texts += [_spare(paper, start + place + 1) for place in range(len(here), paper.lines)]
        table = filler.table_of(paper.columns, texts, width, LINE)
        lines = [(replace(row, least=LINE), max(row.height, LINE)) for row in table.rows]
        said = "本页　　　人　　累计　　　人" if blank else f"本页 {len(here)} 人　　累计 {start + len(here)} 人"
        foot = Row((Box(width, Words((said,), FOOT, 1.0)),), LINE, LINE)
        pages.append([*heads, *lines, (foot, LINE)])
    return pages


def _spare(paper: Paper, place: int) -> list[str]:
    return [str(place) if column.derived == PLACE else "" for column in paper.columns]
