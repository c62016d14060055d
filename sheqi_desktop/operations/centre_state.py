"""What the edge of the centre's window shows: is the file sound, what waits, when it was backed up."""

from __future__ import annotations

from dataclasses import dataclass

from sheqi_desktop.operations.backup_state import backup_state
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.store import records


@dataclass(frozen=True, slots=True)
class CentreState:
    """Ready words."""

    sound: str
    waiting: str
    conflicts: int
    backup: str
    backup_late: bool


def centre_state(desk: Desk) -> CentreState:
    """Read what waits; cheap enough for every page change."""
    copies = backup_state(desk)
    with desk.read() as read:
        total, conflicts = records.total(read), records.conflict_count(read)
    waiting = f"{conflicts} 条冲突待处理・合并前自动备份" if conflicts else "没有冲突・合并前自动备份"
    return CentreState(f"数据库正常・{total} 条", waiting, conflicts, copies.words, copies.late)
