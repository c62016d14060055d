"""What the edge of the window shows: saved or not, reported or not, backed up or not."""

from __future__ import annotations

from dataclasses import dataclass

from sheqi_desktop.domain.clock import county_moment
from sheqi_desktop.operations.backup_state import backup_state
from sheqi_desktop.operations.crises import alarms
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.home import reporting
from sheqi_desktop.operations.station_threads import waiting_for_me
from sheqi_desktop.operations.to_sign import how_many_to_sign
from sheqi_desktop.store import drafts


@dataclass(frozen=True, slots=True)
class StationState:
    """Ready words."""

    unsent: int
    reporting: str
    tone: str
    backup: str
    backup_late: bool
    saved: str
    alarms: int = 0
    to_sign: int = 0
    annotations: int = 0


def station_state(desk: Desk) -> StationState:
    """Read what waits; cheap enough for every page change."""
    today = desk.clock.today()
    copies = backup_state(desk)
    with desk.read() as read:
        said = reporting(desk, read, today)
        kept = drafts.all_of(read, desk.me.worker_id)
        last = int(read.value("SELECT max(changed_at) FROM record") or 0)
    newest = max([last, *(one.at for one in kept)])
    saved = ""
    if newest:
        at = county_moment(newest)
        saved = f"已自动保存 {at:%H:%M}" if at.date() == today else f"已自动保存 {at.month}月{at.day}日 {at:%H:%M}"
    sent = f"・上次报送 {said.last_sent}" if said.last_sent else ""
    words = f"{said.unsent} 处改动未报送{sent}" if said.unsent else f"没有未报送的改动{sent}"
    waiting = (len(alarms(desk)), how_many_to_sign(desk), waiting_for_me(desk))
    return StationState(said.unsent, words, said.tone, copies.words, copies.late, saved, *waiting)
