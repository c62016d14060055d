"""From what lies in the file to the facts the figures of supervision are made of: everything is read at once.

How a worker fares (wellbeing_note) is never read here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sheqi_desktop.domain.answers import rows as answer_rows
from sheqi_desktop.domain.change import ChangeRef
from sheqi_desktop.domain.clock import COUNTY
from sheqi_desktop.domain.codes_annotation import VerdictCode
from sheqi_desktop.domain.dates import county_day_of, day
from sheqi_desktop.domain.records.annotation import SCORE, SESSION, Annotation
from sheqi_desktop.domain.supervision import session_counts
from sheqi_desktop.domain.supervision_facts import (
    About,
    Awaited,
    Decided,
    Facts,
    Met,
    Quarter,
    Remarked,
    Scored,
    Step,
    Worker,
    milestones,
)
from sheqi_desktop.domain.thread import Event
from sheqi_desktop.operations.came_before import ARRIVED
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.remarks import Remarks, remarks_at
from sheqi_desktop.operations.review_queue import undecided
from sheqi_desktop.operations.supervised import responsible_for
from sheqi_desktop.store import outbox, segments
from sheqi_desktop.store.arrivals import Arrivals
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.remarks import Remark
from sheqi_desktop.store.review_list import ReviewRow
from sheqi_desktop.store.supervision_list import DocumentRow, KindRow, documents_of, of_kind
from sheqi_desktop.sync.circles import SUPERVISED, SUPERVISOR
from sheqi_desktop.sync.header import read_header
from sheqi_desktop.sync.roster import Person, Role


@dataclass(frozen=True, slots=True)
class Gathered:
    """The facts, and the documents and annotations they speak of."""

    facts: Facts
    documents: Mapping[str, DocumentRow]
    annotations: Mapping[str, Annotation]
    sessions: Mapping[str, KindRow]


def gather_facts(desk: Desk, quarter: Quarter) -> Gathered:
    """Read everything remarked, decided, talked about and scored at the stations this desk looks at."""
    with desk.read() as read:
        here = remarks_at(read, desk.stations)
        sessions = [one for one in of_kind(read, SESSION) if one.author == one.answers.get("supervisor_id")]
        scores = of_kind(read, SCORE, desk.stations)
        ids = {one.anchor.document for one in here.annotations.values()} | set(here.verdicts)
        ids |= {str(one.answers.get("target_id") or "") for one in scores}
        waiting = undecided(desk, read, here, quarter.since) if desk.place.kind != "station" else []
        ids |= {one.id for one in waiting}
        documents = documents_of(read, ids)
        way = _Way(desk, read, here)
        facts = Facts(
            remarked=tuple(_remarked(here, documents, way)),
            decided=tuple(_decided(here, documents, way)),
            awaited=tuple(_awaited(desk, waiting, documents)),
            met=tuple(met for row in sessions if (met := _met(row)) is not None),
            scored=tuple(score for row in scores if (score := _scored(row, documents)) is not None),
            workers=tuple(_workers(desk, quarter)),
            today=desk.clock.today(),
        )
    return Gathered(facts, documents, here.annotations, {one.id: one for one in sessions})


class _Way:
    """When what was written somewhere had come to where it went."""

    def __init__(self, desk: Desk, read: Read, here: Remarks) -> None:
        self._read = read
        self._station = desk.station if desk.place.kind == "station" else ""
        self._centre = desk.place.kind == "centre"
        self._arrived = Arrivals.of(read)
        self._exports = sorted(outbox.exports(read), key=lambda one: one.at)
        self._of = {one.id: one.station_code for one in desk.book.newest.devices}
        self._rows: dict[str, Remark] = {one.id: one for one in here.rows}

    def told(self, row: str) -> int | None:
        """Give when what this row answers had come to its writer, as its writer said."""
        return _ms(self._rows[row].answers.get(ARRIVED)) if row in self._rows else None

    def to_station(self, row: Remark) -> tuple[int | None, bool]:
        """Give when an annotation nobody answered was at its station; where only the file is known, when that was made.

        The second tells that it is the making of the file.
        """
        if self._station:
            return self._arrived.at(row.ref) or row.at, False
        found = next((one.at for one in self._exports if self._holds(one, row.ref, row.station)), None)
        return found, found is not None

    def sent(self, row: str) -> int | None:
        """Give when the writer of this row packed it to go, None while it is with its writer."""
        one = self._rows.get(row)
        header = segments.header_at(self._read, one.ref) if one is not None else None
        sealed = _ms(read_header(header).sealed) if header is not None else None
        if one is None or sealed is None:
            return None
        # A header tells whole seconds.
        return max(sealed, one.at) if sealed + 1000 > one.at else sealed

    def _holds(self, one: outbox.Export, ref: ChangeRef, station: str) -> bool:
        there = not self._centre or any(self._of.get(device) == station for device in one.to)
        return there and one.positions.get(ref.chain, 0) >= ref.seq

    def written(self, row: str) -> Remark | None:
        """Give a row as it was written."""
        return self._rows.get(row)


def _remarked(here: Remarks, documents: Mapping[str, DocumentRow], way: _Way) -> Iterator[Remarked]:
    for one in here.annotations.values():
        about, row = documents.get(one.anchor.document), way.written(one.id)
        if about is None or row is None:
            continue
        told = here.thread(one)
        versions = here.revisions.get(one.anchor.document)
        found = milestones(one.note, told.events, versions.newer if versions is not None else lambda old, new: False)
        events = {each.id: each for each in told.events}
        answered = _step(events, found.answered, way)
        came, assumed = (answered.came, False) if answered is not None else way.to_station(row)
        last = events.get(found.confirmed)
        yield Remarked(
            one.id, _about(about), one.by, one.kind, row.at, told.state, came, assumed, answered,
            _step(events, found.decided, way), last.at if last is not None else None, one.issue_tags, one.phrase,
            way.sent(one.id),
        )  # fmt: skip


def _step(events: Mapping[str, Event], id_: str, way: _Way) -> Step | None:
    return Step(events[id_].at, way.told(id_), way.sent(id_)) if id_ in events else None


def _decided(here: Remarks, documents: Mapping[str, DocumentRow], way: _Way) -> Iterator[Decided]:
    for record, verdicts in here.verdicts.items():
        about = documents.get(record)
        if about is None:
            continue
        ordered = sorted(verdicts, key=lambda one: (one.at, one.id))
        first = next((one.id for one in ordered if one.verdict != VerdictCode.NOTED), "")
        for one in ordered:
            yield Decided(one.id, _about(about), one.by, one.verdict, one.at, way.told(one.id), one.id == first)


def _awaited(desk: Desk, waiting: Iterable[ReviewRow], documents: Mapping[str, DocumentRow]) -> Iterator[Awaited]:
    there = responsible_for(desk)
    for one in waiting:
        if one.id in documents:
            yield Awaited(_about(documents[one.id]), one.changed_at, there.get(one.station, frozenset()))


def _about(row: DocumentRow) -> About:
    return About(row.id, row.kind, row.station, row.leader or row.worker or row.author)


def _met(row: KindRow) -> Met | None:
    said, on = row.answers, day(row.answers.get("session_on"))
    if on is None:
        return None
    workers = said.get("workers")
    names = tuple(one for one in workers if isinstance(one, str)) if isinstance(workers, list) else ()
    done = tuple(
        (str(one.get("what") or ""), str(one.get("who") or ""), str(one.get("due") or ""), str(one["done_on"]))
        for one in answer_rows(said, "actions")
        if one.get("done_on")
    )
    minutes = _minutes(said.get("start_at"), said.get("end_at"))
    return Met(row.id, row.author, on, str(said.get("form") or ""), names, minutes, session_counts(said), done)


def _minutes(start: Any, end: Any) -> int:
    told = [_clock(start), _clock(end)]
    if told[0] is None or told[1] is None:
        return 0
    return max(0, told[1] - told[0])


def _clock(told: Any) -> int | None:
    hour, _, minute = str(told or "").partition(":")
    plain = all(one.isascii() and one.isdecimal() and len(one) < 3 for one in (hour, minute[:2]))
    return int(hour) * 60 + int(minute[:2]) if plain else None


def _scored(row: KindRow, documents: Mapping[str, DocumentRow]) -> Scored | None:
    said = row.answers
    about, on = documents.get(str(said.get("target_id") or "")), county_day_of(said.get("at"))
    whole, _, tenth = str(said.get("score") or "").partition(".")
    if about is None or on is None or said.get("supervisor_id") != row.author or not whole.isascii():
        return None
    if not whole.isdecimal() or len(whole) > 3:
        return None
    points = int(whole) * 10 + (int(tenth[:1]) if tenth[:1].isascii() and tenth[:1].isdecimal() else 0)
    second = said.get("second") is True
    return Scored(row.id, _about(about), row.author, str(said.get("rubric_set") or ""), points, on, second)


def _workers(desk: Desk, quarter: Quarter) -> Iterator[Worker]:
    """Give who worked at each station on some day of the quarter, and who supervised it then."""
    people = desk.book.newest.people
    wanted = desk.stations
    for one in people:
        units = {role.unit for role in one.roles if role.role in SUPERVISED and _then(role, quarter)}
        for unit in sorted(units):
            if wanted is None or unit in wanted:
                yield Worker(one.worker_id, unit, frozenset(_leading(people, unit, quarter)))


def _leading(people: Iterable[Person], unit: str, quarter: Quarter) -> Iterator[str]:
    for one in people:
        if any(role.role == SUPERVISOR and role.unit == unit and _then(role, quarter) for role in one.roles):
            yield one.worker_id


def _then(role: Role, quarter: Quarter) -> bool:
    return (role.since or "") <= quarter.until.isoformat() and (not role.until or role.until >= str(quarter.since))


def _ms(told: Any) -> int | None:
    try:
        read = datetime.fromisoformat(str(told))
        return int((read if read.tzinfo else read.replace(tzinfo=COUNTY)).timestamp() * 1000)
    except (ValueError, OverflowError):
        return None
