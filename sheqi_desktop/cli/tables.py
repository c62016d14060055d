"""The county table on a terminal: figures right, Chinese widths respected."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sheqi_desktop.domain.counting.outcome import NO_DATA

if TYPE_CHECKING:
    from sheqi_desktop.domain.counting.table import TableRow
    from sheqi_desktop.operations.count_contract import Counted

NOTHING = "—"
HEADS = ("指标", "范围", "目标", "达标站", "实际", "达成率", "结果")


def county_lines(counted: Counted) -> list[str]:
    """Give the county rows of the table, then the visits of each station."""
    county = [row for row in counted.rows if row.scope == "county"]
    stations = [row for row in counted.rows if row.scope == "station" and row.measure_code == "ind_visit"]
    lines = grid(HEADS, [_county_line(row) for row in county])
    lines += ["", "各站探访人次（目标每站 160）"]
    rates = [(row.scope_name, row.actual, _percent(row), row.status) for row in stations]
    return [*lines, *grid(("站点", "人次", "达成率", "结果"), rates)]


def _county_line(row: TableRow) -> tuple[object, ...]:
    met = row.units_total if row.units_met in ("", None) else f"{row.units_met}/{row.units_total}"
    return (
        row.measure_label, row.scope_name, row.target_total, met, _reached(row), _percent(row),
        f"{row.status}（{row.note}）" if row.note else row.status,
    )  # fmt: skip


def _reached(row: TableRow) -> str:
    return NOTHING if row.status == NO_DATA else f"{row.actual} {row.unit}"


def _percent(row: TableRow) -> str:
    return "" if row.rate_pct in ("", None) or row.status == NO_DATA else f"{row.rate_pct}%"


def grid(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    """Lay cells out in columns; a Chinese character is two wide."""
    cells = [tuple(str(cell) if cell is not None else "" for cell in row) for row in [tuple(heads), *rows]]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    return ["  ".join(_pad(cell, wide) for cell, wide in zip(row, widths, strict=True)).rstrip() for row in cells]


def width(text: str) -> int:
    """Count the cells a text takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def _pad(text: str, wide: int) -> str:
    return text + " " * (wide - width(text))
