"""恢复包: everything of a station for its replacement machine, and what may be missing after it (domain 17 §7).

It is an ordinary bundle that leaves nothing out, under a name and kind of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sheqi_desktop.domain.clock import county_day
from sheqi_desktop.domain.trouble import NotFound, NotYours
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.progress import Progress
from sheqi_desktop.operations.report_lost import NEVER, machine_words, on_machine
from sheqi_desktop.operations.seal_bundle import Exported, seal_bundle
from sheqi_desktop.store import log, meta
from sheqi_desktop.store.database import Read
from sheqi_desktop.sync.header import header_of
from sheqi_desktop.sync.roster import Device

SETTLED = "gaps_settled"
"""Ids of lost machines after which everything was typed in again from paper."""
LOST = frozenset({"lost", "revoked"})


@dataclass(frozen=True, slots=True)
class Packed:
    """A 恢复包 that lies there, read back, and how far it reaches in words."""

    exported: Exported
    machine: str
    reaches: str


@dataclass(frozen=True, slots=True)
class Gap:
    """What may be missing of a lost machine: it was not in the centre's hands when it went."""

    device: str
    machine: str
    since: str
    until: str

    @property
    def words(self) -> str:
        """Give 可能缺失 {from}–{to}."""
        return f"可能缺失 {self.since}–{self.until}"


def recovery_pack(desk: Desk, station: str, slot: str, folder: Path, progress: Progress | None = None) -> Packed:
    """Write the 恢复包 for one approved machine of a station; only the centre can.

    Raises NotYours, NotFound when no such machine is in use, NotWritable, DiskFull, StickFull, StickGone, Cancelled.
    """
    if desk.place.kind != "centre":
        raise NotYours(who="县中心", contact="请县中心制作恢复包。")
    device = desk.book.newest.station_device(station, slot)
    if device is None or device.status != "active":
        raise NotFound(what="在用的电脑", key=f"{desk.unit_name(station)} {slot} 机")
    done = seal_bundle(desk, station, folder, progress, whole_for=device.id)
    with desk.write() as write:
        desk.note(write, "recovery_pack", device.id[:16], counter=done.counter)
    lost = [one for one in desk.book.newest.devices if one.station_code == station and one.status in LOST]
    said = [f"{machine_words(desk, one)}：{_last(desk, one)}" for one in lost]
    return Packed(done, machine_words(desk, device), "；".join(said))


def _last(desk: Desk, device: Device) -> str:
    last = on_machine(desk, device.id).last_bundle
    return last if last == NEVER else f"中心最后收到{last}，之后的记录不在中心"


def gaps(desk: Desk) -> list[Gap]:
    """List what may be missing here after machines of this station were lost, until somebody says it is typed in."""
    with desk.read() as read:
        settled = set(meta.get(read, SETTLED, []))
        lost = [
            one
            for one in desk.book.newest.devices
            if one.station_code == desk.station and one.status in LOST and one.lost_at and one.id not in settled
        ]
        return [_gap(desk, read, one) for one in lost]


def _gap(desk: Desk, read: Read, device: Device) -> Gap:
    heads = [one for one in log.chains(read).values() if one.device == device.id and one.seq]
    kept = [log.segment(read, one.hash) for one in heads]
    times = [header_of(one.sealed).sealed_ms or 0 for one in kept if one is not None]
    since = county_day(max(times)).isoformat() if times else "第一天"
    return Gap(device.id, machine_words(desk, device), since, county_day(device.lost_at).isoformat())


def settle_gap(desk: Desk, device: str) -> None:
    """Say that what was missing is typed in again from paper, or that nothing was."""
    desk.require("bundle.import")
    with desk.write() as write:
        meta.put(write, SETTLED, sorted({*meta.get(write, SETTLED, []), device}))
        desk.note(write, "gap_settled", device[:16])
