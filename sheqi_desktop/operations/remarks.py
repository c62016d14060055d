"""The remarks about a file as they stand: annotations with their threads, decisions, the versions they are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.change import Change
from sheqi_desktop.domain.clock import COUNTY
from sheqi_desktop.domain.document import Document
from sheqi_desktop.domain.records import FILES
from sheqi_desktop.domain.records.annotation import (
    ANNOTATION,
    BY_HAND_OF,
    REPLY,
    Annotation,
    annotation,
    event,
    ref_text,
    verdict,
)
from sheqi_desktop.domain.records.case_story import CASE, CLOSURE, Story
from sheqi_desktop.domain.revisions import Revisions
from sheqi_desktop.domain.staff import HEAD
from sheqi_desktop.domain.thread import Event, Note, Thread, open_musts, thread
from sheqi_desktop.domain.trouble import NotYours
from sheqi_desktop.domain.verdict import Verdict
from sheqi_desktop.operations.came_before import arrived
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.documents import document, gather
from sheqi_desktop.operations.identifiers import uuid7
from sheqi_desktop.operations.restricted import roles_at
from sheqi_desktop.store import records
from sheqi_desktop.store.database import Read, Write
from sheqi_desktop.store.records import StoredRecord, Wanted
from sheqi_desktop.store.remarks import Remark, all_remarks, closed_files, remarks_of, revisions_of

SUPERVISOR = "supervisor"


class Remarks:
    """Everything remarked about some documents, read at once and sorted by what it is about."""

    def __init__(self, read: Read, rows: Iterable[Remark], closed: frozenset[str] = frozenset()) -> None:
        """Sort the rows; ``closed`` names the files whose 结案 is signed."""
        self._read = read
        self._closed = closed
        self.annotations: dict[str, Annotation] = {}
        self.events: dict[str, list[Event]] = defaultdict(list)
        self.verdicts: dict[str, list[Verdict]] = defaultdict(list)
        self._threads: dict[str, Thread] = {}
        self.rows = list(rows)
        for row in self.rows:
            if row.answers.get(BY_HAND_OF[row.kind]) != row.author:
                continue  # somebody wrote in another's name: authority lets no such row through
            if row.kind == ANNOTATION:
                self.annotations[row.id] = annotation(row.id, row.answers)
            elif row.kind == REPLY:
                self.events[str(row.answers.get("annotation_id"))].append(event(row.id, row.answers, row.at))
            else:
                self.verdicts[str(row.answers.get("target_id"))].append(verdict(row.id, row.answers, row.at))

    @cached_property
    def revisions(self) -> dict[str, Revisions]:
        """The versions of every document that something was said about."""
        return revisions_of(self._read, {one.anchor.document for one in self.annotations.values()} | set(self.verdicts))

    def of(self, target: str) -> list[Annotation]:
        """Give the annotations of one document, the first written first."""
        found = [one for one in self.annotations.values() if one.anchor.document == target]
        return sorted(found, key=lambda one: (one.at, one.id))

    def thread(self, one: Annotation) -> Thread:
        """Give how far an annotation has come."""
        if one.id not in self._threads:
            versions = self.revisions.get(one.anchor.document)
            newer = versions.newer if versions is not None else _never
            closed = one.file in self._closed
            self._threads[one.id] = thread(one.note, self.events.get(one.id, ()), newer, closed=closed)
        return self._threads[one.id]

    def told(self, target: str) -> list[tuple[Note, Thread]]:
        """Give the annotations of one document with how far each has come."""
        return [(one.note, self.thread(one)) for one in self.of(target)]

    def musts_open(self, target: str) -> int:
        """Count the 必改 that stand in the way of a signature of one document."""
        return open_musts(self.told(target))


def _never(old: str, new: str) -> bool:
    return False


def file_of(stored: StoredRecord) -> str:
    """Name the file a document lies in; a document of no file is one itself."""
    return stored.parent or stored.id


def remarks(read: Read, stored: StoredRecord) -> Remarks:
    """Give everything remarked about the documents of the file a document lies in."""
    file = file_of(stored)
    rows = remarks_of(read, [file])
    closed = frozenset({file}) if rows and case_closed(read, stored) is not None else frozenset()
    return Remarks(read, rows, closed)


def remarks_at(read: Read, stations: list[str] | None) -> Remarks:
    """Give everything remarked at some stations, or everywhere."""
    rows = all_remarks(read, stations)
    about = {str(row.answers.get("file_id") or "") for row in rows}
    ended = records.get_many(read, about.intersection(closed_files(read, stations)) if about else ())
    closed = frozenset(file for file, stored in ended.items() if case_closed(read, stored) is not None)
    return Remarks(read, rows, closed)


# ------------------------------------------------------------------------------ the case a document lies in
def story_around(read: Read, stored: StoredRecord) -> Story | None:
    """Give the case a document lies in, None for one that lies in none."""
    file = stored if stored.kind == CASE else records.get(read, stored.parent) if stored.parent else None
    if file is None or file.kind != CASE or file.kind not in FILES:
        return None
    papers = gather(read, records.list_records(read, Wanted(parent=file.id, restricted=True))).under(file.id)
    return Story(document(file), papers)


def case_closed(read: Read, stored: StoredRecord) -> Document | None:
    """Give the signed 结案 of the case a document lies in, None while it is open or where it was re-opened since."""
    story = story_around(read, stored)
    return story.signed(CLOSURE) if story is not None else None


# ------------------------------------------------------------------------------ who
def supervises(desk: Desk, station: str) -> bool:
    """Tell whether this person is the 督导 of a station today, or the director."""
    return SUPERVISOR in roles_at(desk, station) or HEAD in roles_at(desk, desk.library.centre_unit)


def refuse_others(desk: Desk, station: str) -> None:
    """Let only the 督导 of a station, or the director, through; raise NotYours."""
    if not supervises(desk, station):
        raise NotYours(who=f"{desk.unit_name(station)}的督导", contact="批注由负责这个站的督导写。")


# ------------------------------------------------------------------------------ writing a row
def put_row(desk: Desk, write: Write, kind: str, target: StoredRecord, said: Mapping[str, Value]) -> Change:
    """Put one row of supervision about a document into the log: it belongs to the station of that document."""
    at = desk.clock.now().isoformat(timespec="seconds")
    answers: dict[str, Any] = {
        "station_code": target.station,
        "entered_at": at,
        "entered_by": desk.me.worker_id,
        "worker_id": desk.me.worker_id,
        "status": "submitted",
        "at": at,
        "_form": desk.library.form(kind).version,
        **said,
        **arrived(write, kind, target, said),
    }
    if target.restricted:
        answers["restricted"] = True
    return desk.append(write, kind, uuid7(desk.clock.ms()), (), answers)


def newest_ref(read: Read, stored: StoredRecord) -> tuple[str, int]:
    """Give the change reference and the number of a document's newest version."""
    versions = revisions_of(read, [stored.id])[stored.id]
    return versions.newest or ref_text(stored.created), max(1, len(versions.refs))


def moment_words(told: object) -> str:
    """Give a moment as people read it, on the county's clock: 2023-06-14 09:00; '' for what is none."""
    try:
        return datetime.fromisoformat(str(told)).astimezone(COUNTY).strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return ""
