"""结账: the centre closes a station's month; what is confirmed later waits for the centre's acceptance.

``locked`` is written into no record.  It follows from this one: station, month, and how far each chain had been seen.
"""

from __future__ import annotations

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.circles import ALL, restricted_circle, station_circle
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
            **seen_of(desk, write, station),
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


def seen_of(desk: Desk, read: Read, station: str) -> dict[str, Value]:
    """Give how far every chain has been merged here that may say something of a station's records.

    These are the chains of its own machines, and what the centre and its 督导 wrote for it: a void or a decision of the
    centre's own was seen as much as anything else.  ``heads`` names the last sealed segment of each: where a chain
    turns out to have branches later, that says which of them had been seen.
    """
    mine, circles = log.own_chains(read), {ALL, station_circle(station), restricted_circle(station)}
    positions: dict[str, Value] = {}
    heads: dict[str, Value] = {}
    for name, head in log.chains(read).items():
        device = desk.book.newest.device(head.device)
        beside = device is not None and device.station_code == desk.station and head.audience in circles
        if beside or (device is not None and device.station_code == station):
            positions[name] = max(head.seq, mine.get(name, 0))
            if head.hash:
                heads[name] = head.hash
    return {"positions": positions, "heads": heads}
