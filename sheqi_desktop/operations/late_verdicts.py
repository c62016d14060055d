"""A-ANNOT: documents that wait more than 14 days for a verdict, for the director, who may reassign (domain 14 §5.7)."""

from __future__ import annotations

from dataclasses import dataclass

from sheqi_desktop.domain.staff import HEAD
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.restricted import roles_at
from sheqi_desktop.operations.review_queue import CONFIRM, review_queue
from sheqi_desktop.sync.circles import assigned


@dataclass(frozen=True, slots=True)
class LateVerdict:
    """One document, how many days its newest version waits, and who supervises its station."""

    record: str
    kind: str
    number: str
    title: str
    station: str
    supervisors: str
    days: int


def late_verdicts(desk: Desk) -> list[LateVerdict]:
    """List them, the longest waiting first; nothing for whoever is not the director."""
    if HEAD not in roles_at(desk, desk.library.centre_unit):
        return []
    today = desk.clock.today().isoformat()
    posts = [(one.name, assigned(one, today)) for one in desk.book.newest.people]
    return [
        LateVerdict(
            one.record,
            one.kind,
            one.number,
            one.title,
            one.station_name,
            "、".join(name for name, stations in posts if one.station in stations) or "没有负责督导",
            one.days,
        )
        for one in review_queue(desk).lines
        if one.late and one.why != CONFIRM
    ]
