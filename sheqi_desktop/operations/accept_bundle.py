"""确认合并: a copy first, then a whole bundle is brought in, read back, and only then made durable: all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.trouble import AlreadyImported, BundleDamaged, Trouble
from sheqi_desktop.operations.attachments_owed import keep_attachments
from sheqi_desktop.operations.clocks_ahead import keep_ahead
from sheqi_desktop.operations.decoding import use_judged, use_lines
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.epoch import begin_epoch
from sheqi_desktop.operations.import_note import note_import
from sheqi_desktop.operations.judge_late import judge_late
from sheqi_desktop.operations.lay_aside import lay_aside
from sheqi_desktop.operations.merge_run import Running, finish_open
from sheqi_desktop.operations.progress import Progress, Step, quiet
from sheqi_desktop.operations.read_bundle import Preview, preview, read_file, refuse_repeat
from sheqi_desktop.store import laid_aside, log, outbox, records
from sheqi_desktop.store.bulk import with_room_for, without_collecting
from sheqi_desktop.store.copy_meanwhile import CopyMeanwhile
from sheqi_desktop.store.database import Write
from sheqi_desktop.store.files import size_of
from sheqi_desktop.store.log import Kept
from sheqi_desktop.sync.merge import Accept

STEPS = 4
UNPACKED = 10
"""Records take at least so many times the room in the file that they take in a bundle."""
ENOUGH = 30_000
"""So many records in one transaction are enough: what is durable early need not be done again after a power cut."""


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
    attachments: int
    ahead: Mapping[str, int]
    """Computers whose clock runs more than 48 hours ahead, and by how many milliseconds."""
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
    _refuse_at_once(desk, path)
    run = Running(copy=_copy(desk, progress) if copy_first else None)
    with room_for(desk, [path]):
        (result,) = _together(desk, [(path, progress)], run)
    if isinstance(result, Refused):
        raise result.trouble
    return result


def accept_bundles(
    desk: Desk, paths: Sequence[Path], progress: Progress | None = None, left_out: Sequence[tuple[str, Trouble]] = ()
) -> list[Accepted | Refused]:
    """Bring many files in, in whatever order; one that is refused is kept aside and stops none of the others.

    One copy is made before the first, and read back before anything becomes durable.  A file seen before comes back
    as refused with AlreadyImported: nothing changes.
    After 取消 the files that are in stay in; the one at work and those behind it come back as refused with Cancelled.
    ``left_out`` are files of the same run that were looked at before and not taken: the report names them too.
    Small files share a transaction, each in a part of its own: they become durable together, and fail one by one.
    """
    progress = progress or quiet()
    results: list[Accepted | Refused] = []
    run = Running()
    waiting = [(path, _inner(progress, number, paths)) for number, path in enumerate(paths, start=1)]
    with without_collecting(), room_for(desk, paths):
        while waiting:
            path, tell = waiting[0]
            try:
                desk.require("bundle.import")
                _refuse_at_once(desk, path)
                run.copy = run.copy or _copy(desk, tell)
                done = _together(desk, waiting, run)
            except Trouble as trouble:
                done = [Refused(path, trouble)]
            for one in done:
                if isinstance(one, Refused):
                    lay_aside(desk, one.path, one.trouble)
            results += done
            del waiting[: len(done)]
        # The files are in, whatever becomes of the list of those that are not.
        with suppress(Trouble):
            run.end(desk, [*left_out, *((one.path.name, one.trouble) for one in results if isinstance(one, Refused))])
    return results


def room_for(desk: Desk, paths: Iterable[Path]) -> AbstractContextManager[None]:
    """Keep as many pages at hand as bringing these files in will touch."""
    return with_room_for(desk.database, UNPACKED * sum(map(size_of, paths)))


def _refuse_at_once(desk: Desk, path: Path) -> None:
    data = read_file(path)
    with desk.read() as read:
        refuse_repeat(read, data)


def _copy(desk: Desk, progress: Progress) -> CopyMeanwhile:
    progress.tell(1, STEPS, "先备份一份")
    with suppress(Trouble):
        finish_open(desk)
    laid_aside.forget_taken(desk.folder)
    return CopyMeanwhile(desk.database, desk.dek, "import", desk.clock.now())


class Ahead(Exception):
    """The sender holds more of our own chains than we do: this is an old copy, which must not reuse numbers."""


class _Spoilt(Exception):
    """One of the files failed after it had begun to write: those before it are undone with it."""

    def __init__(self, place: int, trouble: Trouble) -> None:
        super().__init__(place)
        self.place, self.trouble = place, trouble


def _together(desk: Desk, waiting: Sequence[tuple[Path, Progress]], run: Running) -> list[Accepted | Refused]:
    """Bring the first of some files in, as many as one transaction should hold; give what became of them.

    Nearly every refusal comes before a file has written anything.  Where one comes later, those before it are brought
    in again without it; to keep the state before each of them at hand would cost every merge more than that.
    Where the transaction as a whole fails (a full disk), the first file is tried alone.
    """
    try:
        return _bring_in_some(desk, waiting, run)
    except _Spoilt as spoilt:
        good = [(path, quiet()) for path, _ in waiting[: spoilt.place]]
        return [*_bring_in_some(desk, good, run), Refused(waiting[spoilt.place][0], spoilt.trouble)]
    except Ahead:
        begin_epoch(desk)
    except Trouble:
        if len(waiting) == 1:
            raise
    try:
        return _bring_in_some(desk, waiting[:1], run)
    except Ahead:
        raise BundleDamaged(file=waiting[0][0].name, why="本机的记录与它对不上") from None


def _bring_in_some(desk: Desk, waiting: Sequence[tuple[Path, Progress]], run: Running) -> list[Accepted | Refused]:
    results: list[Accepted | Refused] = []
    taken: dict[Path, str] = {}
    brought = 0
    with desk.write() as write:
        for path, progress in waiting:
            try:
                seen = _look(desk, write, path, read_file(path), progress)
            except Ahead:
                if not results:
                    raise
                break
            except Trouble as trouble:
                results.append(Refused(path, trouble))
                continue
            try:
                results.append(_take(desk, write, seen, progress))
            except Trouble as trouble:
                raise _Spoilt(len(results), trouble) from trouble
            taken[path] = seen.opened.sha256
            # What was unpacked of it is not needed while the next one is.
            del seen
            brought += len(write.touched.records)
            if brought > ENOUGH:
                break
        run.see_the_copy()
        if taken:
            run.keep(desk, write, taken)
    if taken:
        desk.step_witness()
        run.settle(desk.folder, taken)
    return results


def bring_in(desk: Desk, write: Write, path: Path, data: bytes, progress: Progress) -> Accepted:
    """Do all of one bundle in a part of a transaction; raise Ahead when a new epoch has to begin first."""
    with desk.part(write):
        return _take(desk, write, _look(desk, write, path, data, progress), progress)


def _look(desk: Desk, write: Write, path: Path, data: bytes, progress: Progress) -> Preview:
    """Check all of one bundle; nothing is written."""
    progress.tell(2, STEPS, "核对签名和内容")
    seen = preview(desk, write, path, data)
    if seen.plan.ahead:
        raise Ahead
    return seen


def _take(desk: Desk, write: Write, seen: Preview, progress: Progress) -> Accepted:
    """Write what a checked bundle brings; what it touches is noted apart from what those before it did."""
    before, write.touched = records.conflict_count(write), Changes()
    decode = write.decode
    try:
        _keep(desk, write, seen, progress)
    finally:
        write.decode = decode
    progress.tell(4, STEPS, "读回核对")
    _read_back(write, seen.plan.accept)
    conflicts = records.conflict_count(write) - before
    came = keep_attachments(desk, write, seen.opened)
    note_import(desk, write, seen, conflicts, came)
    keep_ahead(desk, write, seen.opened, seen.ahead)
    return Accepted(
        seen.path,
        seen.sender,
        seen.opened.manifest.counter,
        seen.new,
        seen.changed,
        seen.voided,
        len(seen.plan.park),
        conflicts,
        tuple(seen.plan.missing),
        came,
        seen.ahead,
        write.touched,
    )


def _inner(progress: Progress, number: int, paths: Sequence[Path]) -> Progress:
    """Tell the steps of one file as part of the whole; 取消 is the same for all."""
    if len(paths) == 1:
        return progress

    def show(step: Step) -> None:
        words = f"{paths[number - 1].name}：{step.text}"
        progress.show(Step(number, len(paths), words, step.number, step.steps))

    return Progress(show, progress.stop)


def is_repeat(result: Accepted | Refused) -> bool:
    """Tell a file that came before from one that was refused."""
    return isinstance(result, Refused) and isinstance(result.trouble, AlreadyImported)


def _keep(desk: Desk, write: Write, seen: Preview, progress: Progress) -> None:
    plan = seen.plan
    desk.adopt(write, plan.book)
    use_lines(desk.database, plan.lines)
    use_judged(write, plan)
    for rename in plan.renames:
        log.rename_branch(write, rename.old, rename.first, rename.new)
    judge_late(desk, write, seen)
    kept = [_keep_segment(write, accept, desk.machine.device) for accept in plan.accept]
    tell = _teller(progress)
    records.apply_segments(write, kept, tell)
    if plan.renames:
        records.rebuild(write, tell)
    for accept in plan.accept:
        if accept.from_waiting:
            log.unpark(write, accept.sealed.hash)
    for waiting in plan.park:
        log.park(write, waiting.sealed, waiting.header.chain, waiting.reason, waiting.missing, desk.clock.ms())
    for gone in plan.dropped:
        log.unpark(write, gone)
    for held in plan.quarantine:
        log.quarantine(write, held.sealed, held.reason, desk.clock.ms())
    manifest = seen.opened.manifest
    outbox.note_receipt(write, seen.opened.sender.id, manifest.counter, plan.acknowledged, desk.clock.ms())
    outbox.note_seen(write, (counter for device, counter in manifest.bundles if device == desk.machine.device))


def _teller(progress: Progress) -> Callable[[int, int], None]:
    return lambda done, of: progress.tell(3, STEPS, f"写入 {done} / {of} 条", done, of)


def _keep_segment(write: Write, accept: Accept, me: str) -> Kept:
    header = accept.header
    return log.keep_segment(
        write,
        accept.sealed,
        name=accept.chain,
        device=header.device,
        epoch=header.epoch,
        audience=header.audience,
        prev=header.prev,
        schema=header.schema,
        excluded=accept.excluded,
        mine=header.device == me,
    )


def _read_back(write: Write, accepts: Sequence[Accept]) -> None:
    """Read every segment back from the file and compare, before anything is durable (as Fossil does)."""
    for accept in accepts:
        kept = log.segment(write, accept.sealed.hash)
        if kept is None or kept.sealed != accept.sealed:
            raise BundleDamaged(file=accept.chain, why="写入后读回不一致")
