"""Closed months: what was confirmed beyond what the centre had seen when it closed one waits for its acceptance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sheqi_desktop.domain.change import ChangeRef
from sheqi_desktop.store import jsontext
from sheqi_desktop.store.transaction import Read

KIND = "period_close"
ACCEPTED, REFUSED, PENDING = "accepted", "refused", "pending"


@dataclass(frozen=True, slots=True)
class Closes:
    """Every closed month: by station and month, how far each chain had been seen."""

    seen: Mapping[tuple[str, str], Mapping[str, int]] = field(default_factory=dict)

    def closed(self, station: str, month: str) -> bool:
        """Tell whether a month (2023-03) of a station is closed."""
        return (station, month) in self.seen

    def late(self, station: str, service_date: str, ref: ChangeRef | None) -> bool:
        """Tell whether a record of a day, first confirmed by a change, came after its month was closed."""
        positions = self.seen.get((station, service_date[:7]))
        if positions is None or ref is None:
            return False
        return ref.seq > positions.get(ref.chain, 0)


def adjust_state(closed: Closes, station: str, day: str, first: ChangeRef | None, decided: str) -> str:
    """Tell whether a record waits for the centre because its month was closed before it was first handed in.

    Gives ``pending``, ``accepted``, ``refused`` or '' when it does not.
    """
    if first is None or not closed.late(station, day, first):
        return ""
    return decided if decided in (ACCEPTED, REFUSED) else PENDING


def closes(read: Read) -> Closes:
    """Read every month close that is in force; where two were written, what either had seen counts as seen."""
    seen: dict[tuple[str, str], dict[str, int]] = {}
    for (answers,) in read.rows("SELECT answers FROM record WHERE kind = ? AND voided = 0 ORDER BY id", KIND):
        told = jsontext.value(answers)
        station, month = told.get("station_code"), _month(told)
        if not isinstance(station, str) or not month:
            continue
        into = seen.setdefault((station, month), {})
        for chain, seq in _positions(told.get("positions")):
            into[chain] = max(seq, into.get(chain, 0))
    return Closes(seen)


def _month(told: Mapping[str, Any]) -> str:
    year, month = told.get("year"), told.get("month")
    if isinstance(month, str):
        return month[:7]
    if isinstance(year, int) and isinstance(month, int):
        return f"{year:04d}-{month:02d}"
    return ""


def _positions(told: Any) -> list[tuple[str, int]]:
    if isinstance(told, dict):
        return [(chain, seq) for chain, seq in told.items() if isinstance(seq, int)]
    if isinstance(told, list):
        # Kept as rows where a form wants rows: each names a chain and a position.
        rows = (row for row in told if isinstance(row, dict))
        return [(str(row.get("chain")), row["seq"]) for row in rows if isinstance(row.get("seq"), int)]
    return []
