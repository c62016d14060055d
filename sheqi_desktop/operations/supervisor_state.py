"""What the edge of a supervisor's window shows: how much waits, what was not sent back yet, when it was backed up."""

from __future__ import annotations

from dataclasses import dataclass

from sheqi_desktop.domain.records.annotation import ANNOTATION, SCORE, SESSION, VERDICT
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.review_queue import review_queue
from sheqi_desktop.operations.station_state import station_state

WRITTEN = ((SESSION, "督导记录"), (SCORE, "文书评分"))
"""What a 督导 writes besides, and that has to travel too."""


@dataclass(frozen=True, slots=True)
class SupervisorState:
    """Ready words; ``unsent`` counts documents remarked or decided on, sessions and scores that were not packed yet."""

    waiting: int
    unsent: int
    returning: str
    tone: str
    backup: str
    backup_late: bool
    saved: str


def supervisor_state(desk: Desk) -> SupervisorState:
    """Read what waits; quick enough for every page change."""
    edge = station_state(desk)
    waiting = len(review_queue(desk).lines)
    with desk.read() as read:
        asked = (
            "SELECT count(DISTINCT json_extract(r.answers, '$.target_id')) FROM record AS r"
            " JOIN open_change AS o ON o.lid = r.created WHERE r.kind IN (?, ?)"
        )
        papers = int(read.value(asked, ANNOTATION, VERDICT) or 0)
        counted = (
            "SELECT count(DISTINCT r.id) FROM record AS r JOIN open_change AS o ON o.lid = r.created WHERE r.kind = ?"
        )
        written = [(int(read.value(counted, kind) or 0), words) for kind, words in WRITTEN]
    last = edge.reporting.partition("上次报送")[2].strip()
    parts = [f"{number} 份{words}" for number, words in ((papers, "文书的批注"), *written) if number]
    unsent = papers + sum(number for number, _ in written)
    words = f"{'、'.join(parts)}未发回" if parts else "批注都已发回" if last else "还没有发回过批注"
    back = f"・上次发回 {last}" if last else ""
    return SupervisorState(
        waiting, unsent, words + back, "warn" if edge.tone == "bad" else edge.tone, edge.backup, edge.backup_late,
        edge.saved,
    )  # fmt: skip
