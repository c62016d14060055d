"""The ``demo`` part of a contract file: what the invented county must contain; the counting never reads it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sheqi_desktop.catalog.contract_reader import Reader


@dataclass(frozen=True, slots=True)
class DemoStation:
    """What one station of the invented county has to count."""

    code: str
    visits: int
    cases: int
    groups: int
    group_sessions: int
    activities: int
    teams: int


@dataclass(frozen=True, slots=True)
class Decoy:
    """Records that must be there and must not be counted, with the reason they must be given."""

    source: str
    reason: str
    n: int
    note: str


@dataclass(frozen=True, slots=True)
class Demo:
    """The whole invented county in numbers."""

    workers_per_station: int
    centre_staff: int
    monthly_share_pct: tuple[int, ...]
    satisfaction_totals_home: tuple[int, ...]
    satisfaction_totals_phone: tuple[int, ...]
    stations: tuple[DemoStation, ...]
    decoys: tuple[Decoy, ...]


_COUNTS = ("visits", "cases", "groups", "group_sessions", "activities", "teams")
_TOTALS = ("monthly_share_pct", "satisfaction_totals_home", "satisfaction_totals_phone")


def load_demo(path: Path) -> Demo:
    """Read the demo part of a contract file; ContractTrouble with file and line when something is missing."""
    reader = Reader(path)
    demo = reader.top(reader.toml.data).table(
        "demo", ("workers_per_station", "centre_staff", *_TOTALS, "station", "decoy")
    )
    return Demo(
        workers_per_station=demo.integer("workers_per_station"),
        centre_staff=demo.integer("centre_staff"),
        monthly_share_pct=demo.integers("monthly_share_pct"),
        satisfaction_totals_home=demo.integers("satisfaction_totals_home"),
        satisfaction_totals_phone=demo.integers("satisfaction_totals_phone"),
        stations=tuple(
            DemoStation(table.text("code"), *(table.integer(key) for key in _COUNTS))
            for table in demo.tables("station", ("code", *_COUNTS))
        ),
        decoys=tuple(
            Decoy(table.text("source"), table.text("reason"), table.integer("n"), table.text("note", ""))
            for table in demo.tables("decoy", ("source", "reason", "n", "note"))
        ),
    )
