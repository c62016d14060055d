"""督导批注 at a station: what waits for its workers, what was answered, and what the last 回传包 brought."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sheqi_desktop.domain.clock import county_day
from sheqi_desktop.domain.codes_annotation import AnnotationKind
from sheqi_desktop.domain.records.annotation import Annotation
from sheqi_desktop.domain.thread import UNFINISHED, WAITS_FOR_WORKER, Thread
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.headline import cut
from sheqi_desktop.operations.ownership import responsible
from sheqi_desktop.operations.remarks import moment_words, remarks_at
from sheqi_desktop.operations.restricted import HIDDEN, may_see, shown_name
from sheqi_desktop.store import records
from sheqi_desktop.store.arrivals import Arrivals
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord
from sheqi_desktop.store.remarks import Remark

ANSWER_WITHIN = 7
"""So many days after its arrival a 必改 is due (14 §8)."""


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """One annotation in the list of a station: about which document of whom, how far it is, how long it waits here."""

    annotation: str
    record: str
    document_kind: str
    title: str
    number: str
    who: str
    worker: str
    kind: int
    kind_words: str
    body: str
    by: str
    at: str
    state: str
    state_words: str
    days: int
    overdue: bool
    waits_for_worker: bool
    unread: bool
    appealed: bool
    at_odds: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class StationThreads:
    """What waits for the workers of this station, what they wait for, and what is done."""

    lines: tuple[ThreadLine, ...]
    waiting: int
    musts: int
    unread: int
    returned: int
    """Documents whose newest version was handed back."""


def station_threads(desk: Desk, *, mine: bool = False, finished: bool = False) -> StationThreads:
    """List the annotations of this station's documents, what waits longest first.

    ``mine`` keeps the documents this person answers for; ``finished`` adds what is confirmed, read or withdrawn.
    """
    with desk.read() as read:
        here = remarks_at(read, [desk.station])
        told = [(one, here.thread(one)) for one in here.annotations.values()]
        wanted = [(one, each) for one, each in told if finished or each.state in UNFINISHED]
        targets = records.get_many(read, {one.anchor.document for one, _ in wanted})
        names = records.get_many(read, {one.client for one in targets.values()} - {""})
        came = came_of(read, here.rows)
        lines = [
            _line(desk, one, each, targets[one.anchor.document], names, came)
            for one, each in wanted
            if one.anchor.document in targets
        ]
        returned = _returned(read, desk.station)
    lines = [one for one in lines if one.mine or not mine]
    lines.sort(key=lambda one: (not one.waits_for_worker, one.kind != AnnotationKind.MUST, -one.days, one.at))
    waiting = [one for one in lines if one.waits_for_worker]
    return StationThreads(
        tuple(lines),
        len(waiting),
        sum(one.kind == AnnotationKind.MUST for one in waiting),
        sum(one.unread for one in lines),
        returned,
    )


def came_of(read: Read, rows: Iterable[Remark]) -> dict[str, int]:
    """Give when each row came here, in milliseconds: its arrival, or its writing where it was written here."""
    arrived = Arrivals.of(read)
    return {row.id: arrived.at(row.ref) or row.at for row in rows}


def _line(
    desk: Desk,
    one: Annotation,
    told: Thread,
    target: StoredRecord,
    names: dict[str, StoredRecord],
    came: dict[str, int],
) -> ThreadLine:
    seen, person = may_see(desk, target), names.get(target.client)
    days = max(0, (desk.clock.today() - county_day(came.get(one.id, 0))).days)
    waits = told.state in WAITS_FOR_WORKER
    me = desk.me.worker_id
    return ThreadLine(
        annotation=one.id,
        record=target.id,
        document_kind=target.kind,
        title=desk.library.form(target.kind).title,
        number=target.number,
        who=(shown_name(desk, person) if person is not None else target.name) if seen else HIDDEN,
        worker=desk.person_name(responsible(target)),
        kind=one.kind,
        kind_words=desk.library.label("annotation_kind", one.kind),
        body=cut(one.body) if seen else HIDDEN,
        by=desk.person_name(one.by),
        at=moment_words(one.at),
        state=told.state.value,
        state_words=told.words,
        days=days,
        overdue=waits and one.kind == AnnotationKind.MUST and days > ANSWER_WITHIN,
        waits_for_worker=waits,
        unread=waits and not told.events,
        appealed=told.appealed,
        at_odds=told.at_odds,
        mine=me in (responsible(target), target.author),
    )


def _returned(read: Read, station: str) -> int:
    asked = "SELECT count(*) FROM record WHERE station = ? AND status = 'returned' AND voided = 0"
    return int(read.value(asked, station))
