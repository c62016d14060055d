"""附件核对: which photos and scans have not come, which have not gone, and which prove two records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sheqi_desktop.domain.attachment import attachments
from sheqi_desktop.domain.trouble import NotFound
from sheqi_desktop.operations.attach import where_is
from sheqi_desktop.operations.attachments_owed import attachments_owed
from sheqi_desktop.operations.day_words import near_day
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.headline import saying
from sheqi_desktop.operations.kinds import words_of
from sheqi_desktop.operations.restricted import HIDDEN, may_see
from sheqi_desktop.operations.reused_photos import reused_photos
from sheqi_desktop.operations.seal_bundle import recipients_of
from sheqi_desktop.store import blobs, records
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord


@dataclass(frozen=True, slots=True)
class FileLine:
    """A record and how many of its files are concerned; ``where`` is where they are, ``group`` what it shares."""

    key: str
    record: str
    kind: str
    title: str
    about: str
    number: str
    station: str
    station_name: str
    on: str
    on_words: str
    files: int
    where: str = ""
    group: int = 0
    across: bool = False
    seen: bool = True


@dataclass(frozen=True, slots=True)
class FileLines:
    """The three lists of the page."""

    missing: tuple[FileLine, ...]
    unsent: tuple[FileLine, ...]
    reused: tuple[FileLine, ...]

    @property
    def missing_files(self) -> int:
        """How many files have not come."""
        return sum(one.files for one in self.missing)

    @property
    def unsent_files(self) -> int:
        """How many files have not gone."""
        return sum(one.files for one in self.unsent)


def file_lines(desk: Desk, station: str = "") -> FileLines:
    """Read the three lists, of one station or of all; what was said of a 限阅 record of others is left out."""
    unsent: list[FileLine] = []
    with desk.read() as read:
        missing = _by_record(desk, read, blobs.missing_uses(read))
        if desk.place.kind == "station":
            unsent = _by_record(desk, read, blobs.uses_of(read, _owed(desk, read)))
    missing = [replace(one, where=where_is(desk, one.where)) for one in missing]
    reused = _reused(desk)
    return FileLines(*(tuple(one for one in each if _of(one, station)) for each in (missing, unsent, reused)))


def missing_count(desk: Desk, station: str = "") -> int:
    """Count the files that a station's records name and that have not come."""
    with desk.read() as read:
        by_station = blobs.missing_by_station(read)
    return sum(len(files) for code, files in by_station.items() if not station or code == station)


def _of(one: FileLine, station: str) -> bool:
    return not station or one.station == station


def _owed(desk: Desk, read: Read) -> list[str]:
    """List what the centre is not known to hold; a machine that was not approved yet owes nothing."""
    to = desk.library.centre_unit
    try:
        return [one.sha256 for one in attachments_owed(desk, read, recipients_of(desk, to))]
    except NotFound:
        return []


def _by_record(desk: Desk, read: Read, uses: Iterable[tuple[str, str]]) -> list[FileLine]:
    """Give a line for each record in the order it first comes; ``where`` is the first of its hashes for now."""
    hashes: dict[str, list[str]] = {}
    for record, sha256 in uses:
        hashes.setdefault(record, []).append(sha256)
    stored = records.get_many(read, hashes)
    found = [(stored[record], names) for record, names in hashes.items() if record in stored]
    return [line_of(desk, one, one.id, files=len(names), where=names[0]) for one, names in found if not one.voided]


def _reused(desk: Desk) -> list[FileLine]:
    """Give the records of each photo that proves more than one, the earliest first."""
    photos = reused_photos(desk)
    with desk.read() as read:
        stored = records.get_many(read, {use.record for photo in photos for use in photo.uses})
    lines = []
    for group, photo in enumerate(photos, 1):
        for use in photo.uses:
            one = stored[use.record]
            name = next((file.name for _, file in attachments(one.answers) if file.hash == photo.sha256), "附件")
            line = line_of(desk, one, f"{group}/{one.id}", files=1, where=name, group=group)
            lines.append(replace(line, across=photo.across_stations))
    return lines


def line_of(desk: Desk, one: StoredRecord, key: str, *, files: int, where: str, group: int = 0) -> FileLine:
    """Put one record into words."""
    seen = may_see(desk, one)
    about = (one.name or saying(one.kind, one.answers)) if seen else HIDDEN
    return FileLine(
        key, one.id, one.kind, words_of(one.kind).words, about, one.number.partition("-")[2], one.station,
        desk.unit_name(one.station), one.service_date, near_day(one.service_date, desk.clock.today()), files, where,
        group, seen=seen,
    )  # fmt: skip
