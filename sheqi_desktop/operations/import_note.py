"""What is noted of a file that is in: a line of the list of files with what it brought, and one of the journal."""

from __future__ import annotations

from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.read_bundle import Preview
from sheqi_desktop.operations.set_up import RECOVERY_BOXES
from sheqi_desktop.store import meta, outbox
from sheqi_desktop.store.database import Write


def note_import(desk: Desk, write: Write, seen: Preview, conflicts: int, attachments: int) -> None:
    """Note a file as brought in, with what it brought, in the very transaction that does it."""
    manifest = seen.opened.manifest
    summary = {
        "new": seen.new,
        "changed": seen.changed,
        "voided": seen.voided,
        "unchanged": _known_before(seen),
        "conflicts": conflicts,
        "parked": len(seen.plan.park),
        "attachments": attachments,
        "as_of": manifest.as_of,
        "roster": manifest.roster,
        "by_kind": {kind: dict(stations) for kind, stations in seen.by_kind.items()},
        "missing": [list(one) for one in seen.plan.missing],
        "seqs": _seqs(seen),
        "came": [counter for device, counter in manifest.bundles if device == desk.machine.device],
        "slot": seen.opened.sender.slot,
        "station": seen.sender,
        "heads": {chain: list(head) for chain, head in manifest.have.items()},
    }
    if manifest.recovery and desk.place.kind == "centre":
        boxes = meta.get(write, RECOVERY_BOXES, {})
        meta.put(write, RECOVERY_BOXES, boxes | {seen.opened.sender.id: manifest.recovery.hex()})
    outbox.note_import(
        write,
        seen.opened.sha256,
        seen.path.name,
        seen.opened.sender.id,
        manifest.counter,
        manifest.kind,
        desk.clock.ms(),
        "merged",
        summary,
    )
    desk.note(write, "merge", seen.opened.sha256[:16], new=seen.new, changed=seen.changed, conflicts=conflicts)


def _known_before(seen: Preview) -> int:
    """Count the changes in a file that were here already: what is not acknowledged is always sent again."""
    plan = seen.plan
    taken = {one.sealed.hash for one in plan.accept}
    taken |= {one.sealed.hash for one in plan.park} | {one.sealed.hash for one in plan.quarantine}
    return sum(one.last - one.first + 1 for one in seen.opened.sealed if one.hash not in taken)


def _seqs(seen: Preview) -> list[list[int]]:
    """Give from which to which of the sender's own changes came."""
    own = [one.sealed for one in seen.plan.accept if one.header.device == seen.opened.sender.id]
    return [[min(one.first for one in own), max(one.last for one in own)]] if own else []
