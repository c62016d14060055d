"""Records of closed months the centre has something to say of: found by their rows, judged by their changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sheqi_desktop.domain.standing import Positions
from sheqi_desktop.store.closes import KIND, Closes
from sheqi_desktop.store.lids import MASK, SHIFT, number_of, ref_of
from sheqi_desktop.store.rows import TOUCHED
from sheqi_desktop.store.source_rows import CLIENT
from sheqi_desktop.store.transaction import Read

_ROWS = "SELECT id, service_date, first_confirmed, last_confirmed, voided, adjust FROM record WHERE no IN ("
_TOUCHED = (
    f"SELECT no FROM record WHERE station = ? AND {TOUCHED} AND"
    " (adjust <> '' OR voided <> 0 OR last_confirmed = 0 OR {beyond})"
)
_LATE = "SELECT no FROM record WHERE station = ? AND first_confirmed <> 0 AND {beyond}"


def candidates(read: Read, closed: Closes, stations: Sequence[str] | None = None) -> list[str]:
    """Give the records that were handed in, corrected, voided or decided about after a month was closed.

    Two narrow indexes leave out what every close had seen as it is; the rows of whole years are not deciphered.
    """
    found: dict[str, str] = {}
    for station in (one for one in closed.of if stations is None or one in stations):
        months = closed.of[station]
        for query, (beyond, values) in ((_TOUCHED, _corrected(read, months)), (_LATE, _late(read, months))):
            asked = f"{_ROWS}{query.format(beyond=beyond)}) AND kind NOT IN (?, ?)"
            for record, day, first, last, voided, adjusted in read.driver.execute(
                asked, (station, *values, KIND, CLIENT)
            ):
                start, end = ref_of(read, first), ref_of(read, last) if last else None
                late = closed.late(station, day, start)
                if late or closed.look_closer(station, start, end, bool(voided), adjusted):
                    found[record] = day
    return sorted(found, key=lambda record: (found[record], record))


def _corrected(read: Read, months: Mapping[str, Positions]) -> tuple[str, list[Any]]:
    """Ask for what was last confirmed beyond what some close had seen."""
    chains = {chain for positions in months.values() for chain in positions}
    least = {chain: min(positions.get(chain, 0) for positions in months.values()) for chain in chains}
    seen, values = _seen(read, "last_confirmed", least.items())
    return f"(last_confirmed & {MASK}) > {seen}", values


def _late(read: Read, months: Mapping[str, Positions]) -> tuple[str, list[Any]]:
    """Ask for what was first confirmed beyond what the close of its own month had seen."""
    values: list[Any] = []
    cases = []
    for month, positions in months.items():
        seen, inside = _seen(read, "first_confirmed", positions.items())
        cases.append(f"WHEN ? THEN {seen}")
        values += [month, *inside]
    return f"(first_confirmed & {MASK}) > CASE substr(service_date, 1, 7) {' '.join(cases)} ELSE {MASK} END", values


def _seen(read: Read, column: str, positions: Iterable[tuple[str, int]]) -> tuple[str, list[Any]]:
    """Put into SQL how far the chain of a change had been seen."""
    known = [(no, seq) for chain, seq in positions if (no := number_of(read, chain)) is not None]
    if not known:
        return "0", []
    cases = " ".join("WHEN ? THEN ?" for _ in known)
    return f"CASE {column} >> {SHIFT} {cases} ELSE 0 END", [value for pair in known for value in pair]
