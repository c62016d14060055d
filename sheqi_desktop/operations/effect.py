"""What bringing files in does to the contract's numbers: the same count over two states, measure by measure."""

from __future__ import annotations

from typing import NamedTuple

from sheqi_desktop.domain.counting.outcome import Outcome
from sheqi_desktop.domain.counting.table import TableRow, county_rows, station_rows
from sheqi_desktop.operations.count_contract import count_seen
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.store.database import Read


class Effect(NamedTuple):
    """One measure: what it was and what it is."""

    code: str
    label: str
    unit: str
    before: str
    after: str

    @property
    def moved(self) -> bool:
        """Tell whether the number is another one."""
        return self.before != self.after


def effect(desk: Desk, before: Read, now: Read) -> list[Effect]:
    """Count both states with the one set of rules and put the numbers side by side, in the order of the contract."""
    return beside(desk, numbers(desk, before), numbers(desk, now))


def beside(desk: Desk, before: dict[str, TableRow], now: dict[str, TableRow]) -> list[Effect]:
    """Put two counts side by side."""
    return [
        Effect(code, row.measure_label, row.unit, before[code].actual if code in before else "", row.actual)
        for code, row in now.items()
    ]


def numbers(desk: Desk, read: Read) -> dict[str, TableRow]:
    """Count what a transaction sees: a station its own numbers, the others the sums of what they look at."""
    return {row.measure_code: row for row in _rows(desk, count_seen(desk, read))}


def _rows(desk: Desk, outcome: Outcome) -> list[TableRow]:
    if desk.place.kind != "station":
        return county_rows(outcome)
    return [row for row in station_rows(outcome) if row.scope_code == desk.station]
