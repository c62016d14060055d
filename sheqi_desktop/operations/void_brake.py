"""作废刹车: a bundle that would void many records waits until a person of the centre has looked (TRUST S12).

Voids are undoable and lose nothing; but a station whose records vanish by mistake, or by intent, must be noticed on the
day and not at the evaluation.
"""

from __future__ import annotations

from pathlib import Path

from sheqi_desktop.domain.trouble import MassVoid, NotYours, ReasonTooShort
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.seal_bundle import read_whole
from sheqi_desktop.store import meta, records
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import Wanted
from sheqi_desktop.sync import bundle

MOST, SHARE_PCT, FEW = 20, 5, 5
"""More than 20, or more than 5 % of what the station has; up to five are never a wave, however young the station."""
ALLOWED = "voids_allowed"
REASON_AT_LEAST = 5


def too_many(voided: int, held: int) -> bool:
    """Tell whether a bundle that voids so many of a station's records waits for a person."""
    return voided > MOST or (voided > FEW and voided * 100 > SHARE_PCT * held)


def refuse_many_voids(desk: Desk, read: Read, sha256: str, unit: str, voided: int, new: int) -> None:
    """Stop a bundle of a station at the centre unless somebody has allowed it; raise MassVoid."""
    if desk.place.kind != "centre" or voided <= FEW or unit == desk.station:
        return
    held = records.count_records(read, Wanted(None, stations=[unit], voided=False, restricted=True)) + new
    if too_many(voided, held) and sha256 not in meta.setting(read, ALLOWED, {}):
        raise MassVoid(station=desk.unit_name(unit), count=voided, held=held)


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
