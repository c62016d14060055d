"""What is known of the copies, in words: the last one here, the last one carried to another drive, the last drill."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sheqi_desktop.domain.clock import COUNTY
from sheqi_desktop.operations.back_up import CARRIED, DRILLED
from sheqi_desktop.operations.day_words import short_day
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.store import backup, meta

BACKUP_DAYS, DRILL_DAYS = 7, 31


@dataclass(frozen=True, slots=True)
class BackupState:
    """Ready words, and what a person should do next."""

    here: str
    here_late: bool
    away: str
    """When a copy was last carried to another drive."""
    carried: bool
    """Whether one ever was."""
    away_days: int
    """How many days nothing was carried to another drive, when that is too long; 0 while it is not."""
    drill: str
    drill_late: bool

    @property
    def late(self) -> bool:
        """Tell whether to warn about the copies."""
        return self.here_late or bool(self.away_days)

    @property
    def words(self) -> str:
        """Say it in the status bar."""
        missing = f"{self.away_days} 天没拷到 U 盘" if self.carried else "还没拷到 U 盘"
        return f"{self.here}・{missing}" if self.away_days else self.here


def backup_state(desk: Desk) -> BackupState:
    """Read it; cheap enough for every page change.  A workspace without records misses nothing yet."""
    today = desk.clock.today()
    made = next(iter(backup.backups(desk.folder)), None)
    with desk.read() as read:
        first = str(read.value("SELECT min(entered_at) FROM record") or "")
        carried, drilled = meta.get(read, CARRIED), meta.get(read, DRILLED)
    began = _day(first) if first and not desk.only_look else today
    last = _day(carried["at"]) if carried else None
    tested = _day(drilled["at"]) if drilled else None
    passed = bool(drilled and drilled["passed"])
    away = (today - (last or began)).days
    return BackupState(
        here=_here(made.made_at, today) if made else "还没有备份",
        here_late=(today - (made.made_at.astimezone(COUNTY).date() if made else began)).days > BACKUP_DAYS,
        away=short_day(last.isoformat(), today) if last else "还没有拷过",
        carried=last is not None,
        away_days=away if away > BACKUP_DAYS else 0,
        drill=f"{'通过' if passed else '没有通过'}（{tested.year}年{tested.month}月{tested.day}日）"
        if tested
        else "还没有试过",
        drill_late=(today - (tested or began)).days > DRILL_DAYS or (tested is not None and not passed),
    )


def _day(moment: str) -> date:
    return datetime.fromisoformat(moment).astimezone(COUNTY).date()


def _here(made_at: datetime, today: date) -> str:
    at = made_at.astimezone(COUNTY)
    words = {0: f"今日已备份 {at:%H:%M}", 1: "昨天已备份"}
    return words.get((today - at.date()).days, f"上次备份 {short_day(at.date().isoformat(), today)}")
