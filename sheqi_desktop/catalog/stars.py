"""The hours of service for each star, as a table the county may edit: local schemes differ (domain 06 §6)."""

from __future__ import annotations

import csv
from pathlib import Path

from sheqi_desktop.domain.service_time import STAR_NAMES
from sheqi_desktop.domain.trouble import CatalogTrouble


def load_star_hours(path: Path) -> tuple[int, ...]:
    """Read the thresholds, one star a line, each higher than the one before."""
    found: list[int] = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        table = csv.DictReader(file)
        if list(table.fieldnames or ()) != ["stars", "hours"]:
            raise CatalogTrouble(file=path.name, line=1, why="表头应为stars,hours")
        for row in table:
            hours = str(row["hours"] or "")
            right = row["stars"] == str(len(found) + 1) and hours.isascii() and hours.isdigit()
            if not right or len(found) == len(STAR_NAMES) or (found and int(hours) <= found[-1]):
                raise CatalogTrouble(file=path.name, line=table.line_num, why="应为一至五星，小时数一行比一行多")
            found.append(int(hours))
    return tuple(found)
