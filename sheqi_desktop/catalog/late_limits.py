"""Read after how many days an entry is 补录 (domain 00 §6.3); a complaint names file and line."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from sheqi_desktop.catalog.toml_lines import TomlFile

MOST_DAYS = 60


def load_late_limits(path: Path, kinds: Collection[str]) -> dict[str, int]:
    """Give the days by kind of record; a kind nobody made a form for, or a number that is no number, is refused."""
    file = TomlFile(path)
    file.only(file.data, frozenset({"days"}), "", "录入期限")
    file.need(file.data, ("days",), "", "录入期限")
    for kind, days in file.data["days"].items():
        if kind not in kinds:
            raise file.complain(f"没有“{kind}”这种表单", "days", kind)
        if not isinstance(days, int) or isinstance(days, bool) or not 0 <= days <= MOST_DAYS:
            raise file.complain(f"录入期限应为0至{MOST_DAYS}天", "days", kind)
    return dict(file.data["days"])
