"""Which photos and scans go into the next bundle: what a receiver may see and is not known to hold, scans first.

A bundle says which of our files came and which attachments its sender lacks.  What came in an accepted file is held;
what is said to be lacking is sent again, whatever was noted before.  So a lost stick or a restored copy costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sheqi_desktop.domain.attachment import sniff
from sheqi_desktop.domain.circles import About
from sheqi_desktop.operations.circles import concerns
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.store import blobs, outbox
from sheqi_desktop.store.database import Read, Write
from sheqi_desktop.sync.bundle import Opened
from sheqi_desktop.sync.bytes import is_hex
from sheqi_desktop.sync.manifest import MAX_LACKING
from sheqi_desktop.sync.roster import Device

FIRST_KINDS = frozenset({"case_consent", "case_closure"})
"""Their signed sheets go even when the photos follow later."""


@dataclass(frozen=True, slots=True)
class Owed:
    """One attachment on its way, and whether it goes before the photos."""

    sha256: str
    size: int
    first: bool


def attachments_owed(desk: Desk, read: Read, receivers: Sequence[Device]) -> list[Owed]:
    """List what the receivers may have and are not known to hold, consent and closure sheets first."""
    holds = [blobs.held_by(read, one.id) for one in receivers]
    may_have = _For(desk, receivers)
    found: dict[str, bool] = {}
    for sha256, station, kind, worker, restricted in blobs.named(read):
        if may_have(station, kind, worker, restricted) and not all(sha256 in held for held in holds):
            found[sha256] = found.get(sha256, False) or kind in FIRST_KINDS
    owed = [Owed(sha256, blobs.size_of(read, sha256), first) for sha256, first in found.items()]
    return sorted(owed, key=lambda one: not one.first)


def lacking(desk: Desk, read: Read, receivers: Sequence[Device]) -> list[str]:
    """List what this machine lacks and may ask these machines for: of records they may have themselves."""
    may_have = _For(desk, receivers)
    wanted = {
        sha256
        for sha256, station, kind, worker, restricted in blobs.missing_named(read)
        if may_have(station, kind, worker, restricted)
    }
    return sorted(sha256 for sha256 in wanted if is_hex(sha256, 64))[:MAX_LACKING]


class _For:
    """Whether some machines may have what belongs to a record, asked once for all that are alike."""

    def __init__(self, desk: Desk, receivers: Sequence[Device]) -> None:
        self._desk, self._receivers = desk, receivers
        self._told: dict[About, bool] = {}

    def __call__(self, station: str, kind: str, worker: str, restricted: int) -> bool:
        asked = About(kind, station, bool(restricted), worker=worker if restricted else "")
        if asked not in self._told:
            self._told[asked] = concerns(self._desk, self._receivers, asked)
        return self._told[asked]


def keep_attachments(desk: Desk, write: Write, opened: Opened) -> int:
    """Keep what a checked bundle brought and note what its sender says; give how many are new here."""
    at, sender = desk.clock.ms(), opened.sender.id
    new = 0
    for sha256, data in opened.blobs.items():
        if not blobs.there(write, sha256):
            blobs.put(write, data, sniff(data) or "application/octet-stream", at)
            new += 1
    blobs.note_held(write, sender, opened.blobs, at)
    came = [counter for device, counter in opened.manifest.bundles if device == desk.machine.device]
    blobs.note_files_came(write, sender, came, at)
    blobs.note_lacking(write, sender, opened.manifest.lacking)
    return new


def came_from(read: Read, receivers: Iterable[Device]) -> list[tuple[str, int]]:
    """List the files of some machines that were accepted here: each of them is acknowledged by its number."""
    return [(one.id, counter) for one in receivers for counter in outbox.accepted(read, one.id)]
