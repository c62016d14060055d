"""撤销这次合并: the automatic copy made before it comes back, while nothing else was written (ARCHITECTURE §5)."""

from __future__ import annotations

from dataclasses import dataclass

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.trouble import CannotUndo
from sheqi_desktop.operations.decoding import decode_kept, lines_of, use_lines
from sheqi_desktop.operations.desk import Desk, changes_of
from sheqi_desktop.operations.merge_run import copy_of, finish_open
from sheqi_desktop.operations.progress import Progress, quiet
from sheqi_desktop.store import backup, laid_aside, outbox, records, rosters, runs
from sheqi_desktop.store.database import Write
from sheqi_desktop.store.give_back import ended_last, fits, look_into, put_back, touched_by
from sheqi_desktop.sync.roster import Book

NOTED = "undo_merge"
STEPS = 3
NOTHING = "还没有合并过数据包。"
UNDONE = "最近一次合并已经撤销了。"
NO_COPY = "合并前的备份已经不在了。"
WRITTEN = "合并以后又写了别的内容（保存、导出、草稿或者又一次合并）。"
OTHERWISE = "备份与现在的文件对不上，什么也没有改。"


@dataclass(frozen=True, slots=True)
class Offer:
    """The last run and whether it can still be taken back; if not, why."""

    n: int
    why: str
    comes_out: tuple[str, ...] = ()
    """The bundles whose content comes out again: whose, and which number."""

    @property
    def open(self) -> bool:
        """Tell whether the way back is open."""
        return not self.why


def can_undo(desk: Desk) -> Offer:
    """Tell whether the last run can be taken back; nothing is written and only what came after it is read."""
    with desk.read() as read:
        run = runs.last(read)
    if run is None:
        return Offer(0, NOTHING)
    if run.state == runs.UNDONE:
        return Offer(run.n, UNDONE)
    copy = copy_of(desk, run)
    if copy is None:
        return Offer(run.n, NO_COPY)
    if not ended_last(desk.database, desk.dek, copy, run.n):
        return Offer(run.n, WRITTEN)
    return Offer(run.n, "", _brought(desk, run))


def _brought(desk: Desk, run: runs.Run) -> tuple[str, ...]:
    """Name the bundles of a run, also while its report is still owed."""
    found = []
    with desk.read() as read:
        for sha256 in run.told.get("taken", ()):
            if (one := outbox.imported(read, sha256)) is not None:
                found.append((one.summary.get("station"), one.summary.get("slot"), one.counter))
    found += [
        (one["code"], one["slot"], one["counter"]) for one in run.told.get("files", ()) if one["result"] == "merged"
    ]
    return tuple(f"{desk.unit_name(str(code or ''))} {slot or ''} 机第 {number} 号" for code, slot, number in found)


def undo_merge(desk: Desk, progress: Progress | None = None) -> Changes:
    """Take the last run back, all or nothing; the journal goes on, and one more entry says that it was.

    Raises CannotUndo in words, DatabaseDamaged for a spoilt copy, Cancelled; the file is then as it was.
    """
    desk.require("bundle.import")
    told = progress or quiet()
    offer = can_undo(desk)
    if not offer.open:
        raise CannotUndo(why=offer.why)
    # What the run did is told for ever, also after it was taken back.
    finish_open(desk)
    with desk.read() as read:
        run = runs.get(read, offer.n)
    copy = copy_of(desk, run) if run else None
    if run is None or copy is None:
        raise CannotUndo(why=NO_COPY)
    told.tell(1, STEPS, "核对合并前的备份")
    backup.verify(copy.path, desk.dek)
    decode = desk.database.decode
    try:
        with desk.write() as write:
            waited = _give_back(desk, write, copy, run, told)
            book = Book.load(rosters.all(write))
            desk.note(write, NOTED, str(run.n), files=len(run.told.get("files", ())))
            touched = changes_of(write)
    except BaseException:
        desk.database.decode = decode
        raise
    desk.book, desk.me = book, book.newest.person(desk.me.worker_id) or desk.me
    laid_aside.bring_back(desk.folder, waited)
    desk.step_witness()
    return touched


def _give_back(desk: Desk, write: Write, copy: backup.Backup, run: runs.Run, told: Progress) -> dict[str, str]:
    """Do it inside the transaction and check that what is here now is what the copy says; gives what waits again."""
    told.tell(2, STEPS, "看看合并动了哪些内容")
    keys = touched_by(desk.database, desk.dek, copy, run.n)
    if keys is None:
        raise CannotUndo(why=WRITTEN)
    with look_into(copy, desk.dek) as before:
        if not fits(before) or not put_back(write, before, keys):
            raise CannotUndo(why=OTHERWISE)
        digest = records.digest(before)
    write.remembered.clear()
    desk.database.decode = decode_kept
    use_lines(desk.database, lines_of(write))
    write.decode = desk.database.decode
    records.rebuild(write, lambda done, of: told.tell(3, STEPS, "按合并前的样子重新排好", done, of))
    if records.digest(write) != digest:
        raise CannotUndo(why=OTHERWISE)
    runs.put(write, runs.Run(run.n, run.at, run.who, run.copy, runs.UNDONE, run.told))
    taken = {str(key).strip('[]"') for table, key in keys if table == "import_log"}
    found = {sha256: outbox.imported(write, sha256) for sha256 in taken}
    return {sha256: one.result for sha256, one in found.items() if one is not None}
