"""Records of closed months the centre has something to say of: found by their rows, judged by their changes."""

from __future__ import annotations

from collections.abc import Sequence

from sheqi_desktop.store.closes import KIND, Closes
from sheqi_desktop.store.lids import ref_of
from sheqi_desktop.store.sql import sql_marks
from sheqi_desktop.store.transaction import Read


def candidates(read: Read, closed: Closes, stations: Sequence[str] | None = None) -> list[str]:
    """Give the records that were handed in, corrected, voided or decided about after a month was closed."""
    wanted = [one for one in closed.of if stations is None or one in stations]
    rows = read.driver.execute(
        "SELECT id, station, service_date, first_confirmed, last_confirmed, voided, adjust FROM record"
        f" WHERE station IN ({sql_marks(wanted)}) AND first_confirmed <> 0 AND kind <> ? ORDER BY service_date, id",
        (*wanted, KIND),
    )
    found = []
    for record, station, day, first, last, voided, adjusted in rows:
        start, end = ref_of(read, first), ref_of(read, last) if last else None
        late = closed.late(station, day, start)
        if late or closed.look_closer(station, start, end, bool(voided), adjusted):
            found.append(record)
    return found
