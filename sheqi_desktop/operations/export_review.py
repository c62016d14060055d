"""核对: what the next bundle would carry, who can open it, and what to look at before it leaves the house."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sheqi_desktop.domain.change import Change
from sheqi_desktop.domain.reporting import LAST_DAY_TO_SEND
from sheqi_desktop.operations.attachments_owed import attachments_owed
from sheqi_desktop.operations.circles import alike, own_chains_for
from sheqi_desktop.operations.decoding import decode_kept
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.kinds import words_of
from sheqi_desktop.operations.seal_bundle import min_acknowledged, recipients_of
from sheqi_desktop.store import blobs, drafts, log, outbox, records
from sheqi_desktop.store.database import Read
from sheqi_desktop.sync.roster import Device


def report_ends(today: date) -> date:
    """Give the last day to send what was just written: of this window, or of the next (domain 17)."""
    if today.day <= LAST_DAY_TO_SEND:
        return today.replace(day=LAST_DAY_TO_SEND)
    later = today.replace(day=1) + timedelta(days=31)
    return later.replace(day=LAST_DAY_TO_SEND)


@dataclass(frozen=True, slots=True)
class KindLine:
    """One line of the review: how many records of a kind are new, how many changed."""

    kind: str
    title: str
    new: int
    changed: int


@dataclass(frozen=True, slots=True)
class ExportReview:
    """Everything the second step of 导出数据包 shows."""

    to: str
    to_name: str
    fingerprint: str
    slot: str
    number: int
    as_of: date
    lines: tuple[KindLine, ...]
    drafts: tuple[str, ...]
    late: int
    unfinished: int
    attachments: int = 0
    """Photos and scans the receiver is not known to hold."""
    attachment_bytes: int = 0
    sheets: int = 0
    """Those of them that go even when the photos follow later."""
    to_mate: bool = False
    """It goes to another machine of the same station, without the centre."""
    missing: int = 0
    """Photos and scans that records name and that are not on this machine."""

    @property
    def total(self) -> int:
        """How many records are on the way."""
        return sum(line.new + line.changed for line in self.lines)

    @property
    def new(self) -> int:
        """How many of them the receiver has never seen."""
        return sum(line.new for line in self.lines)


def review_export(desk: Desk, to: str) -> ExportReview:
    """Say what would be sent to a unit now; nothing is sealed.  Raises NotFound when nobody there can open it."""
    receivers, mate = recipients_of(desk, to), is_mate(desk, to)
    with desk.read() as read:
        new, changed = going_to(desk, read, receivers)
        kinds = [kind for kind in desk.library.kinds() if new.get(kind) or changed.get(kind)]
        lines = tuple(
            KindLine(kind, desk.library.form(kind).title, len(new.get(kind, ())), len(changed.get(kind, ())))
            for kind in kinds
        )
        moving = {record for found in (new, changed) for ids in found.values() for record in ids}
        stored = records.get_many(read, sorted(moving))
        half = tuple(
            words_of(draft.form).words for draft in drafts.all_of(read, desk.me.worker_id) if draft.put_away_at is None
        )
        number = outbox.next_counter(read)
        each = [attachments_owed(desk, read, group) for group in alike(desk, read, receivers)]
        owed = {one.sha256: one for group in each for one in group}.values()
        missing = len(blobs.missing(read))
    return ExportReview(
        to=to,
        to_name=mates_words(receivers) if mate else desk.unit_name(to),
        to_mate=mate,
        fingerprint=receivers[0].fingerprint,
        slot=desk.place.slot,
        number=number,
        as_of=desk.clock.today(),
        lines=lines,
        drafts=half,
        late=sum(bool(one.answers.get("late_entry")) for one in stored.values()),
        unfinished=sum(one.status == "draft" and not one.voided for one in stored.values()),
        attachments=len(owed),
        attachment_bytes=sum(one.size for one in owed),
        sheets=sum(one.first for one in owed),
        missing=missing,
    )


def is_mate(desk: Desk, unit: str) -> bool:
    """Tell whether a unit is the own station's other machines; a supervisor's unit is the centre itself."""
    return desk.place.kind == "station" and unit == desk.station


def mates_of(desk: Desk) -> list[Device]:
    """Give the station's other machines that are in use, as far as this one has heard of them."""
    active = desk.book.newest.active() if desk.place.kind == "station" else []
    return [one for one in active if one.station_code == desk.station and one.id != desk.machine.device]


def mates_words(mates: Sequence[Device]) -> str:
    """Name them: 同站 B 机."""
    return f"同站 {'、'.join(sorted(one.slot for one in mates))} 机"


def going_to(desk: Desk, read: Read, receivers: Sequence[Device]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Sort what some machines have not signed for, each of what it may have, into new and changed records, by kind."""
    new: dict[str, set[str]] = {}
    changed: dict[str, set[str]] = {}
    for group in alike(desk, read, receivers):
        told = on_the_way(read, min_acknowledged(read, group), own_chains_for(desk, read, group))
        for into, found in zip((new, changed), told, strict=True):
            for kind, ids in found.items():
                into.setdefault(kind, set()).update(ids)
    for kind, ids in changed.items():
        ids -= new.get(kind, set())
    return new, changed


def on_the_way(
    read: Read, has: dict[str, int], chains: Iterable[str]
) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Sort the records of unacknowledged changes in some own chains into new and changed, by kind."""
    new: dict[str, set[str]] = {}
    changed: dict[str, set[str]] = {}
    for chain in chains:
        for change in _after(read, chain, has.get(chain, 0)):
            into = new if change.creates else changed
            into.setdefault(change.kind, set()).add(change.record)
    for kind, ids in changed.items():
        ids -= new.get(kind, set())
    return new, changed


def _after(read: Read, chain: str, seq: int) -> list[Change]:
    sealed = [
        change
        for kept in log.segments(read, chain)
        if kept.sealed.last > seq
        for change in decode_kept(kept).changes(lambda ref: log.record_of(read, ref))
        if change.ref.seq > seq
    ]
    return [*sealed, *log.open_changes(read, chain)]
