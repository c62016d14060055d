"""作废刹车: a bundle that would void many records waits until a person of the centre has looked (TRUST S12).

Voids are undoable and lose nothing; but a station whose records vanish by mistake, or by intent, must be noticed on the
day and not at the evaluation.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from sheqi_desktop.domain.trouble import MassVoid, NotYours, ReasonTooShort
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.seal_bundle import read_whole
from sheqi_desktop.store import meta, records
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import Wanted
from sheqi_desktop.sync import bundle
from sheqi_desktop.sync.bundle import Opened
from sheqi_desktop.sync.planned import Accept

MOST, SHARE_PCT, FEW = 20, 5, 5
"""More than 20, or more than 5 % of what the station has; up to five are never a wave, however young the station."""
ALLOWED = "voids_allowed"
REASON_AT_LEAST = 5


def too_many(voided: int, held: int) -> bool:
    """Tell whether a bundle that voids so many of a station's records waits for a person."""
    return voided > MOST or (voided > FEW and voided * 100 > SHARE_PCT * held)


def refuse_many_voids(desk: Desk, read: Read, opened: Opened, accepts: Collection[Accept]) -> None:
    """Stop a bundle at the centre that voids many records of one station, whoever brings it; raise MassVoid.

    Whose voids they are is said by the machine that wrote them: a mate or a 督导 may carry them along.  Somebody of the
    centre may have allowed this very file.
    """
    if desk.place.kind != "centre" or opened.sha256 in meta.setting(read, ALLOWED, {}):
        return
    for unit, (new, voided) in _by_unit(opened, accepts).items():
        if voided <= FEW or unit == desk.station:
            continue
        held = records.count_records(read, Wanted(None, stations=[unit], voided=False, restricted=True)) + new
        if too_many(voided, held):
            raise MassVoid(station=desk.unit_name(unit), count=voided, held=held)


def _by_unit(opened: Opened, accepts: Collection[Accept]) -> dict[str, tuple[int, int]]:
    """Count what is new and what is voided by the unit of the machine that wrote it."""
    found: dict[str, tuple[int, int]] = {}
    for accept in accepts:
        device = opened.book.newest.device(accept.header.device)
        unit = device.station_code if device else opened.sender.station_code
        counts = [one for stations in accept.body().counts().values() for one in stations.values()]
        new, voided = found.get(unit, (0, 0))
        found[unit] = new + sum(one[0] for one in counts), voided + sum(one[2] for one in counts)
    return found


def allow_voids(desk: Desk, path: Path, reason: str) -> None:
    """Let one bundle through, by name and with a reason of at least five characters; raise ReasonTooShort, NotYours."""
    desk.require("service.void")
    if desk.place.kind != "centre":
        raise NotYours(who="县中心", contact="作废很多记录的包由县中心放行。")
    if len(reason.strip()) < REASON_AT_LEAST:
        raise ReasonTooShort(what="放行")
    sha256 = bundle.seen(read_whole(path))
    with desk.write() as write:
        allowed = dict(meta.setting(write, ALLOWED, {}))
        allowed[sha256] = {"by": desk.me.worker_id, "at": desk.clock.ms(), "why": reason.strip()}
        meta.set_setting(write, ALLOWED, allowed)
        desk.note(write, "allow_voids", sha256[:16], why=reason.strip())
