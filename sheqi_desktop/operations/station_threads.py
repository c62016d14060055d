"""督导批注 at a station: what waits for its workers, what was answered, and what the last 回传包 brought."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sheqi_desktop.domain.clock import county_day
from sheqi_desktop.domain.codes_annotation import AnnotationKind
from sheqi_desktop.domain.lifecycle import RETURNED
from sheqi_desktop.domain.records.annotation import Annotation
from sheqi_desktop.domain.thread import UNFINISHED, WAITS_FOR_WORKER, Thread
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.headline import cut, saying
from sheqi_desktop.operations.remarks import Remarks, file_of, moment_words, remarks_at
from sheqi_desktop.operations.responsible import responsible
from sheqi_desktop.operations.restricted import HIDDEN, may_see, shown_name
from sheqi_desktop.store import records
from sheqi_desktop.store.arrivals import Arrivals
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord, Wanted
from sheqi_desktop.store.remarks import Remark

ANSWER_WITHIN = 7
"""So many days after its arrival a 必改 is due (14 §8)."""


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """One annotation in the list of a station: about which document of whom, how far it is, how long it waits here."""

    annotation: str
    record: str
    file: str
    """The file the document lies in, itself where it lies in none."""
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
class ReturnedPaper:
    """A document whose newest version was handed back, and what stands in the way of handing it in again."""

    record: str
    file: str
    document_kind: str
    title: str
    number: str
    who: str
    worker: str
    note: str
    musts: int
    """必改 that were not answered yet."""
    days: int
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
    papers: tuple[ReturnedPaper, ...] = ()
    """Those documents, the one that waits longest first."""

    @property
    def waiting_for_me(self) -> int:
        """Count what the person here has to answer: their own documents', 肯定 aside, which asks for nothing."""
        return sum(one.waits_for_worker and one.mine and one.kind != AnnotationKind.PRAISE for one in self.lines)


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
            thread_line(desk, one, each, targets[one.anchor.document], names, came)
            for one, each in wanted
            if one.anchor.document in targets
        ]
        papers = [one for one in _returned(desk, read, here) if one.mine or not mine]
    lines = [one for one in lines if one.mine or not mine]
    lines.sort(key=lambda one: (not one.waits_for_worker, one.kind != AnnotationKind.MUST, -one.days, one.at))
    waiting = [one for one in lines if one.waits_for_worker]
    return StationThreads(
        tuple(lines),
        len(waiting),
        sum(one.kind == AnnotationKind.MUST for one in waiting),
        sum(one.unread for one in lines),
        len(papers),
        tuple(papers),
    )


def waiting_for_me(desk: Desk) -> int:
    """Count the annotations the person here has to answer; cheap enough for every page change."""
    with desk.read() as read:
        here = remarks_at(read, [desk.station])
        asked = [one for one in here.annotations.values() if one.kind != AnnotationKind.PRAISE]
        waits = [one for one in asked if here.thread(one).state in WAITS_FOR_WORKER]
        targets = records.get_many(read, {one.anchor.document for one in waits})
    mine = {key for key, one in targets.items() if is_mine(desk, one)}
    return sum(one.anchor.document in mine for one in waits)


def is_mine(desk: Desk, stored: StoredRecord) -> bool:
    """Tell whether the person here answers for a document, or wrote it."""
    return desk.me.worker_id in (responsible(stored), stored.author)


def came_of(read: Read, rows: Iterable[Remark]) -> dict[str, int]:
    """Give when each row came here, in milliseconds: its arrival, or its writing where it was written here."""
    arrived = Arrivals.of(read)
    return {row.id: arrived.at(row.ref) or row.at for row in rows}


def thread_line(
    desk: Desk,
    one: Annotation,
    told: Thread,
    target: StoredRecord,
    names: dict[str, StoredRecord],
    came: dict[str, int],
) -> ThreadLine:
    """Give one annotation as a line of a list; of a document this person may not see only that there is one."""
    seen = may_see(desk, target)
    days = max(0, (desk.clock.today() - county_day(came.get(one.id, 0))).days)
    waits = told.state in WAITS_FOR_WORKER
    return ThreadLine(
        annotation=one.id,
        record=target.id,
        file=file_of(target),
        document_kind=target.kind,
        title=desk.library.form(target.kind).title,
        number=target.number,
        who=about_whom(desk, target, names),
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
        mine=is_mine(desk, target),
    )


def about_whom(desk: Desk, target: StoredRecord, names: dict[str, StoredRecord]) -> str:
    """Name whom a document is about, else what it says of itself: a 小组, an 活动."""
    if not may_see(desk, target):
        return HIDDEN
    person = names.get(target.client)
    return shown_name(desk, person) if person is not None else target.name or saying(target.kind, target.answers)


def _returned(desk: Desk, read: Read, here: Remarks) -> list[ReturnedPaper]:
    wanted = Wanted(stations=[desk.station], statuses=[RETURNED], restricted=True)
    found = list(records.list_records(read, wanted))
    names = records.get_many(read, {one.client for one in found} - {""})
    today = desk.clock.today()
    lines = [
        ReturnedPaper(
            record=one.id,
            file=file_of(one),
            document_kind=one.kind,
            title=desk.library.form(one.kind).title,
            number=one.number,
            who=about_whom(desk, one, names),
            worker=desk.person_name(responsible(one)),
            note=cut(str(one.answers.get("return_note") or "")) if may_see(desk, one) else HIDDEN,
            musts=sum(
                note.kind == AnnotationKind.MUST and told.state in WAITS_FOR_WORKER for note, told in here.told(one.id)
            ),
            days=max(0, (today - county_day(one.changed_at)).days),
            mine=is_mine(desk, one),
        )
        for one in found
    ]
    return sorted(lines, key=lambda one: (-one.days, one.number, one.record))
