"""Closed months: what was confirmed beyond what the centre had seen when it closed one waits for its acceptance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sheqi_desktop.domain.change import ChangeRef
from sheqi_desktop.domain.standing import ACCEPTED, PENDING, REFUSED, Positions, Standing, seen, standing
from sheqi_desktop.store import jsontext
from sheqi_desktop.store.history import changes_of
from sheqi_desktop.store.transaction import Read

__all__ = ["ACCEPTED", "PENDING", "REFUSED", "Closes", "closes", "standing_of"]

KIND = "period_close"
_SEGMENT = "SELECT c.name, s.last, s.prev FROM segment s JOIN chain c ON c.no = s.chain WHERE s.hash = ?"


@dataclass(frozen=True, slots=True)
class Closes:
    """Every closed month: by station and month, how far each chain had been seen."""

    of: Mapping[str, Mapping[str, Positions]] = field(default_factory=dict)
    branches: frozenset[str] = frozenset()
    """Branches of chains that two computers wrote: a change may stand in one and have been seen in another."""

    def closed(self, station: str, month: str) -> bool:
        """Tell whether a month (2023-03) of a station is closed."""
        return month in self.of.get(station, {})

    def late(self, station: str, service_date: str, ref: ChangeRef | None) -> bool:
        """Tell whether a record of a day, first confirmed by a change, came after its month was closed."""
        positions = self.of.get(station, {}).get(service_date[:7])
        return positions is not None and ref is not None and not seen(ref, positions)

    def all_saw(self, station: str, ref: ChangeRef) -> bool:
        """Tell whether every close of a station had seen a change."""
        return all(seen(ref, positions) for positions in self.of.get(station, {}).values())

    def look_closer(
        self, station: str, first: ChangeRef | None, last: ChangeRef | None, voided: bool, decided: str
    ) -> bool:
        """Tell whether the row alone does not say what counts of a record, so that its changes have to be asked.

        Few records: those the centre decided about, those corrected, handed back or voided after a close that had
        seen them, and those of a branch.
        """
        months = self.of.get(station)
        if not months or first is None:
            return False
        if self.branches and (first.chain in self.branches or (last is not None and last.chain in self.branches)):
            return True
        if decided:
            return True
        if voided:
            return any(seen(first, positions) for positions in months.values())
        if last is None:
            return any(seen(first, positions) for positions in months.values())
        return first != last and any(seen(first, one) and not seen(last, one) for one in months.values())


def standing_of(read: Read, closed: Closes, record: str, station: str) -> Standing:
    """Say what counts of one record, from all its changes."""
    return standing(changes_of(read, record), closed.of.get(station, {}))


def closes(read: Read) -> Closes:
    """Read every month close that is in force; where two were written, what either had seen counts as seen."""
    found: dict[str, dict[str, dict[str, int]]] = {}
    branches = frozenset(row[0] for row in read.rows("SELECT name FROM chain WHERE name <> chain"))
    for (answers,) in read.rows("SELECT answers FROM record WHERE kind = ? AND voided = 0 ORDER BY id", KIND):
        told = jsontext.value(answers)
        station, month = told.get("station_code"), _month(told)
        if not isinstance(station, str) or not month:
            continue
        into = found.setdefault(station, {}).setdefault(month, {})
        positions = dict(_positions(told.get("positions")))
        if branches:
            positions = _by_their_names_now(read, positions, told.get("heads"))
        for chain, seq in positions.items():
            into[chain] = max(seq, into.get(chain, 0))
    return Closes(found, branches)


def _by_their_names_now(read: Read, positions: dict[str, int], heads: Any) -> dict[str, int]:
    """Say it by branches where a chain turned out to have some: only the one that had come was seen (FORMAT §5)."""
    if not isinstance(heads, dict):
        return positions
    found = dict(positions)
    for chain, head in heads.items():
        line = _line(read, head)
        if line and line[0][0] != chain:
            found.pop(chain, None)
            for name, last in line:
                found[name] = max(last, found.get(name, 0))
    return found


def _line(read: Read, segment: Any) -> list[tuple[str, int]]:
    """Give the chain of a segment held here and of all before it, by name, with the last number; newest first."""
    line = []
    while (row := read.row(_SEGMENT, segment)) is not None:
        name, last, segment = row
        line.append((str(name), int(last)))
    return line


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
