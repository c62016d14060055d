"""A computer whose clock runs ahead: what it sends is kept, its dates move nothing here, and people are told (SYNC §7).

Order comes from what each change knew, never from a clock, so nothing is refused.  What such a computer calls today is
left out where this computer's own date is judged, or one wrong clock would make every other look wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.store import meta
from sheqi_desktop.store.database import Read, Write
from sheqi_desktop.sync.bundle import Opened
from sheqi_desktop.sync.merge import Plan

MOST = timedelta(hours=48)
KEPT = "clocks_ahead"
NOTED = "clock_ahead"
_DAY = int(timedelta(days=1).total_seconds() * 1000)
_MOST_DAYS = 36_500


def ahead_in(desk: Desk, opened: Opened, plan: Plan) -> dict[str, int]:
    """Give, by device, how far ahead of this computer a bundle's dates are, in milliseconds; only beyond 48 hours."""
    latest = {opened.sender.id: opened.manifest.made}
    for one in plan.accept:
        latest[one.header.device] = max(latest.get(one.header.device, 0), one.header.until_ms)
    now, most = desk.clock.ms(), int(MOST.total_seconds() * 1000)
    return {device: at - now for device, at in latest.items() if at - now > most}


def keep_ahead(desk: Desk, write: Write, opened: Opened, found: Mapping[str, int]) -> None:
    """Flag the computers whose clock runs ahead, and take the flag from a sender whose dates are right again."""
    known: dict[str, int] = meta.get(write, KEPT, {})
    now = known | dict(found)
    if opened.sender.id in known and opened.sender.id not in found:
        # What it wrote under the wrong date stays written: it is never again a measure of today.
        now[opened.sender.id] = 0
    if now != known:
        meta.put(write, KEPT, now)
    for device, ahead in found.items():
        if known.get(device, 0) < ahead:
            desk.note(write, NOTED, device, days=days(ahead))


def flagged(read: Read) -> dict[str, int]:
    """Give the computers whose clock ran ahead when they were last heard of, and by how many milliseconds."""
    known: dict[str, int] = meta.get(read, KEPT, {})
    return {device: ahead for device, ahead in known.items() if ahead}


def ever_ahead(read: Read) -> list[str]:
    """Give every computer whose clock was ahead once."""
    return sorted(meta.get(read, KEPT, {}))


def days(ahead: int) -> int:
    """Give whole days, as people say it."""
    return min(max(ahead // _DAY, 1), _MOST_DAYS)


def words(desk: Desk, found: Mapping[str, int]) -> tuple[str, ...]:
    """Say whose clock runs ahead, that nothing is lost by it, and what to do."""
    told = []
    for device, ahead in sorted(found.items()):
        known = desk.book.newest.device(device)
        name = f"{desk.unit_name(known.station_code)} {known.slot} 机" if known else "对方"
        told.append(
            f"{name}的电脑日期比本机快 {days(ahead)} 天。记录照收，先后不看日期；"
            "请看看本机日期对不对，再打电话请那边校准。"
        )
    return tuple(told)
