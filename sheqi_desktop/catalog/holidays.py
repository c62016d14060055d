"""The working days of the county: the public calendar, and above it the table the county may edit.

``resources/holidays/county.csv`` has one line for each day the county knows better: ``day,works,why`` with 是 or 否.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from chinese_calendar import holidays, workdays

from sheqi_desktop.domain.trouble import CatalogTrouble
from sheqi_desktop.domain.working_days import WorkingDays

COUNTY = "county.csv"
_COLUMNS = ["day", "works", "why"]
_WORKS = {"是": True, "否": False}


def load_working_days(folder: Path) -> WorkingDays:
    """Read the county's table and lay it over the public calendar; a complaint names file and line."""
    known = dict.fromkeys(holidays, False) | dict.fromkeys(workdays, True)
    own: dict[date, bool] = {}
    with (folder / COUNTY).open(encoding="utf-8-sig", newline="") as file:
        table = csv.DictReader(file)
        if list(table.fieldnames or ()) != _COLUMNS:
            raise CatalogTrouble(file=COUNTY, line=1, why="表头应为day,works,why")
        for row in table:
            on, works = _read(row, table.line_num)
            if on in own:
                raise CatalogTrouble(file=COUNTY, line=table.line_num, why=f"“{on}”重复了")
            own[on] = works
    years = {on.year for on in holidays} | {on.year for on in own}
    return WorkingDays(known | own, frozenset(years))


def _read(row: dict[str, str], line: int) -> tuple[date, bool]:
    if None in row or row["works"] not in _WORKS:
        raise CatalogTrouble(file=COUNTY, line=line, why="works应为“是”或“否”，一行三列")
    try:
        return date.fromisoformat(row["day"]), _WORKS[row["works"]]
    except ValueError:
        raise CatalogTrouble(file=COUNTY, line=line, why=f"“{row['day']}”应写成2023-10-01这样的日期") from None
