"""确认合并: a copy first, then one transaction that brings a whole bundle in, reads it back, and only then commits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.trouble import AlreadyImported, BundleDamaged, Cancelled, Trouble
from sheqi_desktop.operations.desk import Desk, changes_of
from sheqi_desktop.operations.progress import Progress, quiet
from sheqi_desktop.operations.read_bundle import Preview, preview, read_file
from sheqi_desktop.store import backup, log, outbox, records, search
from sheqi_desktop.store.database import Write
from sheqi_desktop.store.log import Kept
from sheqi_desktop.sync.merge import Accept

STEPS = 4
INDEX_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Accepted:
    """One file that is in: what it brought."""

    path: Path
    sender: str
    counter: int
    new: int
    changed: int
    voided: int
    parked: int
    conflicts: int
    missing: tuple[tuple[str, int, int], ...]
    changes: Changes = field(compare=False)


@dataclass(frozen=True, slots=True)
class Refused:
    """One file that changed nothing, and why."""

    path: Path
    trouble: Trouble


def accept_bundle(desk: Desk, path: Path, progress: Progress | None = None, *, copy_first: bool = True) -> Accepted:
    """Bring one bundle in, all or nothing.

    Raises every Trouble of ``read_bundle``; whatever happens before the end leaves the file as it was.
    """
    desk.require("bundle.import")
    progress = progress or quiet()
    data = read_file(path)
    progress.tell(1, STEPS, "先备份一份")
    if copy_first:
        backup.make(desk.database, desk.dek, "import", desk.clock.now())
    with desk.write() as write:
        progress.tell(2, STEPS, "核对签名和内容")
        seen = preview(desk, write, path, data)
        before = records.conflict_count_of(write)
        _keep(desk, write, seen, progress)
        progress.tell(4, STEPS, "读回核对")
        _read_back(write, seen.plan.accept)
        conflicts = records.conflict_count_of(write) - before
        _remember(desk, write, seen, conflicts)
        touched = changes_of(write)
    desk.step_witness()
    return Accepted(
        path,
        seen.sender,
        seen.opened.manifest.counter,
        seen.new,
        seen.changed,
        seen.voided,
        len(seen.plan.park),
        conflicts,
        tuple(seen.plan.missing),
        touched,
    )


def accept_bundles(
    desk: Desk, paths: Sequence[Path], progress: Progress | None = None
) -> list[Accepted | Refused]:
    """Bring many files in, in whatever order; one that is refused stops none of the others.

    One copy is made before the first.  A file seen before is reported as refused with AlreadyImported and changes nothing.
    """
    progress = progress or quiet()
    results: list[Accepted | Refused] = []
    copied = False
    for number, path in enumerate(paths, start=1):
        progress.tell(number, len(paths), path.name, number, len(paths))
        try:
            results.append(accept_bundle(desk, path, copy_first=not copied))
            copied = True
        except Cancelled:
            raise
        except Trouble as trouble:
            results.append(Refused(path, trouble))
    return results


def is_repeat(result: Accepted | Refused) -> bool:
    """Tell a file that came before from one that was refused."""
    return isinstance(result, Refused) and isinstance(result.trouble, AlreadyImported)


def _keep(desk: Desk, write: Write, seen: Preview, progress: Progress) -> None:
    plan = seen.plan
    desk.adopt(write, plan.book)
    kept = [_keep_segment(write, accept) for accept in plan.accept]
    records.apply_segments(
        write, kept, lambda done, of: progress.tell(3, STEPS, f"写入 {done} / {of} 条", done, of)
    )
    search.catch_up(write, INDEX_AT_ONCE)
    for accept in plan.accept:
        if accept.from_waiting:
            log.unpark(write, accept.sealed.hash)
    for waiting in plan.park:
        log.park(write, waiting.sealed, waiting.header.chain, waiting.reason, waiting.missing, desk.clock.ms())
    for held in plan.quarantine:
        log.quarantine(write, held.sealed, held.reason, desk.clock.ms())
    if plan.acknowledged:
        outbox.note_receipt(write, seen.opened.sender.id, plan.acknowledged, desk.clock.ms())


def _keep_segment(write: Write, accept: Accept) -> Kept:
    header = accept.header
    log.keep_segment(
        write,
        accept.sealed,
        name=accept.name,
        device=header.device,
        epoch=header.epoch,
        audience=header.audience,
        prev=header.prev,
        schema=header.schema,
        excluded=accept.excluded,
    )
    kept = log.segment(write, accept.sealed.hash)
    if kept is None:
        raise BundleDamaged(file="", why="写入后读不回来")
    return kept


def _read_back(write: Write, accepts: Sequence[Accept]) -> None:
    """Read every segment back from the file and compare, before anything is durable (as Fossil does)."""
    for accept in accepts:
        kept = log.segment(write, accept.sealed.hash)
        if kept is None or kept.sealed != accept.sealed:
            raise BundleDamaged(file=accept.name, why="写入后读回不一致")


def _remember(desk: Desk, write: Write, seen: Preview, conflicts: int) -> None:
    manifest = seen.opened.manifest
    summary = {
        "new": seen.new,
        "changed": seen.changed,
        "voided": seen.voided,
        "conflicts": conflicts,
        "parked": len(seen.plan.park),
        "as_of": manifest.as_of,
        "by_kind": {kind: dict(stations) for kind, stations in seen.by_kind.items()},
        "missing": [list(one) for one in seen.plan.missing],
        "slot": seen.opened.sender.slot,
        "station": seen.sender,
        "heads": {chain: list(head) for chain, head in manifest.have.items()},
    }
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
