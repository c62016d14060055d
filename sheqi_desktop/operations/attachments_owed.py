"""Which photos and scans go into the next bundle: what a receiver may see and is not known to hold, scans first.

A bundle says which of our files came and which attachments its sender lacks.  What came in an accepted file is held;
what is said to be lacking is sent again, whatever was noted before.  So a lost stick or a restored copy costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sheqi_desktop.domain.attachment import sniff
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


def attachments_owed(desk: Desk, read: Read, to: str, receivers: Sequence[Device]) -> list[Owed]:
    """List what the machines of a unit are not known to hold, consent and closure sheets first."""
    holds = [blobs.held_by(read, one.id) for one in receivers]
    found: dict[str, bool] = {}
    stations = (to, desk.station) if desk.place.kind == "centre" else (None,)
    for station in dict.fromkeys(stations):
        for sha256, _, kind in blobs.named(read, station):
            if not all(sha256 in held for held in holds):
                found[sha256] = found.get(sha256, False) or kind in FIRST_KINDS
    owed = [Owed(sha256, blobs.size_of(read, sha256), first) for sha256, first in found.items()]
    return sorted(owed, key=lambda one: not one.first)


def lacking(desk: Desk, read: Read, to: str) -> list[str]:
    """List what this machine lacks and may ask a unit for: the centre asks each station for its own."""
    station = to if desk.place.kind == "centre" else None
    by_station = blobs.missing_by_station(read)
    wanted = by_station.get(to, []) if station else [one for each in by_station.values() for one in each]
    return sorted({sha256 for sha256, _ in wanted if is_hex(sha256, 64)})[:MAX_LACKING]


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
