"""核对数据包: every check of a file before anything is written, and a preview of what accepting it would do."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sheqi_desktop.domain.change import ChangeRef, Sealed
from sheqi_desktop.domain.clock import county_day
from sheqi_desktop.domain.trouble import (
    AlreadyImported,
    BundleTrouble,
    FileTooLarge,
    SignerPending,
    SignerRevoked,
)
from sheqi_desktop.operations.clocks_ahead import ahead_in
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.judge_bundle import judge
from sheqi_desktop.operations.own_chain import unopened
from sheqi_desktop.operations.void_brake import refuse_many_voids
from sheqi_desktop.store import blobs, log, outbox, records, rosters
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.files import not_read
from sheqi_desktop.sync import bundle, enrol, merge
from sheqi_desktop.sync.bundle import Opened
from sheqi_desktop.sync.circles import address_of
from sheqi_desktop.sync.envelope import MAX_FILE
from sheqi_desktop.sync.merge import Accept, Link, Plan


@dataclass(frozen=True, slots=True)
class Preview:
    """What one file holds and what accepting it would do; nothing is written yet."""

    path: Path
    opened: Opened
    plan: Plan
    new: int
    changed: int
    voided: int
    by_kind: Mapping[str, Mapping[str, list[int]]]
    acknowledged: int
    signed_for: int = 0
    """Changes of this machine that the sender's receipt covers and no earlier one did."""
    attachments: int = 0
    """Photos and scans in it that are not here yet."""
    ahead: Mapping[str, int] = field(default_factory=dict)
    """Computers whose clock runs more than 48 hours ahead, and by how many milliseconds."""

    @property
    def sender(self) -> str:
        """Where the file comes from: the 9-digit unit, or the machine of a 督导."""
        return address_of(self.opened.sender)

    @property
    def unchanged(self) -> bool:
        """Tell whether accepting would bring nothing that is not here."""
        return not (self.plan.accept or self.plan.park or self.plan.quarantine or self.attachments)


class Held:
    """What this workspace holds, as the merge asks for it."""

    def __init__(self, desk: Desk, read: Read) -> None:
        """Look from a desk inside one transaction."""
        self._read = read
        self._created_by = records.CreatedBy(read)
        self._circles = list(desk.book.newest.circles)
        self.device = desk.machine.device

    def links(self) -> Iterator[Link]:
        """Every sealed segment held."""
        return (Link(*row) for row in log.links(self._read))

    def waiting(self) -> Iterator[Sealed]:
        """Segments parked earlier: behind a gap, or of a machine not yet approved."""
        return (one.sealed for one in log.parked(self._read))

    def record_of(self, ref: ChangeRef) -> str | None:
        """The record a creating change made."""
        return self._created_by(ref)

    def my_chains(self) -> Mapping[str, int]:
        """How far the chains this machine is writing now go, unsealed changes included; one not begun goes nowhere."""
        begun = log.current_chains(self._read)
        return dict.fromkeys(unopened(self._read, self._circles), 0) | begun


def read_file(path: Path) -> bytes:
    """Read a bundle file; raise FileTooLarge or NotReadable."""
    try:
        if path.stat().st_size > MAX_FILE:
            raise FileTooLarge(file=path.name, limit=MAX_FILE >> 20)
        return path.read_bytes()
    except OSError as failure:
        raise not_read(failure, path.name) from failure


def read_bundle(desk: Desk, path: Path) -> Preview:
    """Check a file completely and say what it would do; nothing is written.

    Raises the leaf of BundleTrouble that fits (SYNC §6), AlreadyImported for the very same file.
    """
    desk.require("bundle.import")
    data = read_file(path)
    with desk.read() as read:
        return preview(desk, read, path, data)


def preview(desk: Desk, read: Read, path: Path, data: bytes) -> Preview:
    """Check the bytes of a file against what a transaction sees."""
    refuse_repeat(read, data)
    opened = open_file(desk, read, path, data)
    try:
        return _tried(desk, read, path, opened)
    except BundleTrouble as trouble:
        # The signature was right: whoever lists what was not taken may name the machine.
        trouble.facts.setdefault("sender", opened.sender.id)
        raise


def _tried(desk: Desk, read: Read, path: Path, opened: Opened) -> Preview:
    """Say what accepting a bundle of a known machine would do."""
    held = Held(desk, read)
    plan = merge.plan(opened, held, judge(desk, read, opened))
    by_kind = _counts(plan.accept)
    new, changed, voided = (sum(n[i] for stations in by_kind.values() for n in stations.values()) for i in range(3))
    refuse_many_voids(desk, read, opened, plan.accept)
    before = outbox.acknowledged(read, opened.sender.id)
    mine = log.own_chains(read)
    signed_for = sum(
        max(min(seq, mine.get(chain, 0)) - before.get(chain, 0), 0) for chain, seq in plan.acknowledged.items()
    )
    came = sum(not blobs.there(read, sha256) for sha256 in opened.blobs)
    ahead = ahead_in(desk, opened, plan)
    return Preview(path, opened, plan, new, changed, voided, by_kind, len(plan.acknowledged), signed_for, came, ahead)


def open_file(desk: Desk, read: Read, path: Path, data: bytes) -> Opened:
    """Check the envelope, the sender and every signature; a machine that is named is named as people know it."""
    asked = rosters.requests(read, "pending")
    try:
        return bundle.open_bundle(
            data, file=path.name, machine=desk.machine, book=desk.book, requests=[one.device for one in asked]
        )
    except (SignerPending, SignerRevoked) as trouble:
        sender = trouble.facts["sender"]
        known = desk.book.newest.device(sender)
        place = (known.station_code, known.slot) if known else None
        place = place or next((enrol.place_asked(one.data) for one in asked if one.device == sender), None)
        if place is not None:
            trouble.facts["device"] = f"{desk.unit_name(place[0])} {place[1]} 机"
        raise


def refuse_repeat(read: Read, data: bytes) -> None:
    """Say when the very same file came before; raise AlreadyImported."""
    before = outbox.imported(read, bundle.seen(data))
    if before is not None and before.result == "merged":
        raise AlreadyImported(on=_short_day(before.at))


def _counts(accepts: Collection[Accept]) -> dict[str, dict[str, list[int]]]:
    total: dict[str, dict[str, list[int]]] = {}
    for accept in accepts:
        for kind, stations in accept.body().counts().items():
            for station, counts in stations.items():
                into = total.setdefault(kind, {}).setdefault(station, [0, 0, 0])
                for place, number in enumerate(counts):
                    into[place] += number
    return total


def _short_day(ms: int) -> str:
    day = county_day(ms)
    return f"{day.month}月{day.day}日"
