"""Is the workspace sound: the file, the journal, the derived tables, the digest two workspaces are compared by."""

from __future__ import annotations

from dataclasses import dataclass

from sheqi_desktop.domain.trouble import DatabaseDamaged
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.store import blobs, journal, log, records


@dataclass(frozen=True, slots=True)
class Health:
    """What a check found."""

    records: int
    journal: int
    conflicts: int
    parked: int
    attachments: int = 0
    missing: int = 0
    """Photos and scans that records name and that have not come yet."""


def check_health(desk: Desk) -> Health:
    """Check every page, every link of the journal and every photo against its name; raise DatabaseDamaged."""
    desk.database.check()
    with desk.read() as read:
        entries = journal.verify(read)
        if wrong := blobs.damaged(read):
            numbers = "、".join(number for one in wrong for _, number in blobs.uses(read, one) if number)
            raise DatabaseDamaged(why=f"{len(wrong)}个附件的内容与指纹不符（{numbers or '没有记录用到'}）")
        return Health(
            records.total(read),
            entries,
            records.conflict_count(read),
            len(log.parked(read)),
            blobs.count(read),
            len(blobs.missing(read)),
        )


def still_sound(desk: Desk) -> bool:
    """Tell whether the open file passes its own checks: some work met damage, perhaps in a copy or in a photo only."""
    try:
        desk.database.check()
    except DatabaseDamaged:
        return False
    return True


def state_digest(desk: Desk) -> str:
    """Give the canonical hash of the merged state: equal on two workspaces that hold the same log."""
    with desk.read() as read:
        return records.digest(read)


def rebuild_all(desk: Desk) -> tuple[bool, str]:
    """Throw away everything derived and make it anew from the log; tell whether it came out the same."""
    before = state_digest(desk)
    with desk.write() as write:
        records.rebuild(write)
        desk.note(write, "rebuild")
    after = state_digest(desk)
    return before == after, after


def verify_journal(desk: Desk) -> int:
    """Check the hash chain of the journal; give how many entries it has, raise DatabaseDamaged where it breaks."""
    with desk.read() as read:
        return journal.verify(read)
