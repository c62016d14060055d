"""我的批注: every annotation this person wrote at the stations they supervise, the newest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sheqi_desktop.domain.thread import UNFINISHED, State
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.remarks import remarks_at
from sheqi_desktop.operations.station_threads import ThreadLine, came_of, thread_line
from sheqi_desktop.store import records
from sheqi_desktop.store.remarks import unsent

CHIPS = (
    ("all", "全部"),
    ("answered", "等我确认"),
    ("open", "等社工"),
    ("appealed", "申请复议"),
    ("unsent", "没发回"),
    ("done", "已处理"),
)


@dataclass(frozen=True, slots=True)
class OwnAnnotation:
    """A line, and whether it was sent already."""

    line: ThreadLine
    station: str
    sent: bool

    def shows_in(self, chip: str) -> bool:
        """Tell whether a filter shows it."""
        state = State(self.line.state)
        return {
            "all": True,
            "answered": state == State.ANSWERED,
            "open": self.line.waits_for_worker,
            "appealed": self.line.appealed,
            "unsent": not self.sent,
            "done": state not in UNFINISHED,
        }[chip]


@dataclass(frozen=True, slots=True)
class OwnAnnotations:
    """The lines a filter leaves, and how many each filter would show."""

    lines: tuple[OwnAnnotation, ...]
    counts: Mapping[str, int]


def own_annotations(desk: Desk, chip: str = "all") -> OwnAnnotations:
    """List what this person wrote."""
    with desk.read() as read:
        here = remarks_at(read, desk.stations)
        mine = [one for one in here.annotations.values() if one.by == desk.me.worker_id]
        targets = records.get_many(read, {one.anchor.document for one in mine})
        names = records.get_many(read, {one.client for one in targets.values()} - {""})
        came = came_of(read, here.rows)
        kept = unsent(read, [one.id for one in mine])
        found = [
            OwnAnnotation(
                thread_line(desk, one, here.thread(one), target, names, came),
                desk.unit_name(target.station),
                one.id not in kept,
            )
            for one in mine
            if (target := targets.get(one.anchor.document)) is not None
        ]
    found.sort(key=lambda one: (one.line.at, one.line.annotation), reverse=True)
    counts = Counter(key for key, _ in CHIPS for one in found if one.shows_in(key))
    return OwnAnnotations(tuple(one for one in found if one.shows_in(chip)), counts)
