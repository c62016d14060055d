"""结账: the centre closes a station's month; what is confirmed later waits for the centre's acceptance.

``locked`` is written into no record.  It follows from this one: station, month, and how far each chain had been seen.
"""

from __future__ import annotations

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.trouble import WrongState
from sheqi_desktop.operations.desk import Desk, changes_of
from sheqi_desktop.operations.identifiers import uuid7
from sheqi_desktop.store import log, sources
from sheqi_desktop.store.database import Read

KIND = "period_close"


def close_month(desk: Desk, station: str, year: int, month: int) -> Changes:
    """Close one month of one station at the centre.  Raises NotYours elsewhere, WrongState when closed already."""
    desk.require("period.close")
    with desk.write() as write:
        if sources.month_closed(write, station, year, month):
            raise WrongState(state="已结账", step="再结一次账", hint="")
        form = desk.library.form(KIND)
        answers: dict[str, Value] = {
            "station_code": station,
            "year": year,
            "month": month,
            "positions": dict(positions_of(desk, write, station)),
            "entered_at": desk.clock.now().isoformat(timespec="seconds"),
            "entered_by": desk.me.worker_id,
            "worker_id": desk.me.worker_id,
            "status": "submitted",
            "_form": form.version,
        }
        desk.append(write, KIND, uuid7(desk.clock.ms()), (), answers)
        desk.note(write, "period_close", station, year=year, month=month)
        touched = changes_of(write)
    desk.step_witness()
    return touched


def positions_of(desk: Desk, read: Read, station: str) -> dict[str, int]:
    """Give how far every chain of a station's machines has been merged here."""
    found = {}
    for name, head in log.chains(read).items():
        device = desk.book.newest.device(head.device)
        if device is not None and device.station_code == station:
            found[name] = head.seq
    return found
