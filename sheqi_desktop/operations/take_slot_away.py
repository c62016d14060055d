"""Whoever has handed everything over no longer gets in here: their 口令 is taken away and the database gets a new key.

Copies made earlier stay openable with the key of their day, by whoever had a 口令 then: the copies are old, not lost.
"""

from __future__ import annotations

from sheqi_desktop.catalog.assets import db_dir
from sheqi_desktop.domain.answers import rows
from sheqi_desktop.domain.records.handover import COMPLETE, KIND
from sheqi_desktop.domain.staff import HEAD
from sheqi_desktop.domain.trouble import NotFound, NotYours, WrongFileState
from sheqi_desktop.operations.back_up import back_up
from sheqi_desktop.operations.decoding import decode_kept, lines_of, use_lines
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.progress import Progress, Step, quiet
from sheqi_desktop.store import meta, records, rekey
from sheqi_desktop.store.database import Database, Read
from sheqi_desktop.store.records import Wanted

OWED = "new_key_owed"
"""Somebody's 口令 was taken away and the database still has the key they could have copied."""
STEPS = 4
_WORDS = {
    rekey.BOTH_KEYS: "备好新钥匙",
    rekey.WRITING: "用新钥匙抄一份资料",
    rekey.CHECKED: "核对抄好的一份",
    rekey.SWAPPED: "换上新的一份",
}
OLD_COPIES = "以前的备份还用以前的钥匙，照样能恢复，也照样要锁好。"


def left_with_slot(desk: Desk) -> list[tuple[str, str]]:
    """Give who handed everything over, whose day has come, and who has a 口令 here still: id and name."""
    here = dict(desk.vault.people)
    with desk.read() as read:
        gone = _gone(desk, read)
    return [(worker, here[worker]) for worker in here if worker in gone and worker != desk.me.worker_id]


def new_key_owed(desk: Desk) -> bool:
    """Tell whether a 口令 was taken away and the database key is still the same."""
    with desk.read() as read:
        return bool(meta.get(read, OWED, False))


def take_slot_away(desk: Desk, worker: str, progress: Progress | None = None) -> None:
    """Take somebody's 口令 away, then change the database key; after 取消 only the second is left to do.

    Nobody else may use the desk meanwhile: the file is closed and opened anew.  Raises NotYours, NotFound, LastSlot,
    WrongFileState while their work is not handed over, DiskFull, Cancelled.
    """
    _require(desk)
    if worker not in dict(desk.vault.people):
        raise NotFound(what="口令", key=desk.person_name(worker))
    with desk.read() as read:
        gone = _gone(desk, read)
    if worker == desk.me.worker_id or (desk.place.kind == "station" and worker not in gone):
        raise WrongFileState(why="先完成工作移交，生效日期过了，再移除口令。")
    desk.vault.remove_slot(desk.dek, worker)
    with desk.write() as write:
        meta.put(write, OWED, True)
        desk.note(write, "slot_removed", worker)
    change_key(desk, progress)


def change_key(desk: Desk, progress: Progress | None = None) -> None:
    """Write the data anew under a new key and swap it in; then make a copy under that key.

    Raises NotYours, DiskFull, NotWritable, Cancelled; each leaves the workspace open as it was.
    """
    _require(desk)
    told = progress or quiet()

    def tell(step: int, done: int, total: int) -> None:
        if step == rekey.SWAPPED:
            # The new file stands: it is too late for 取消.
            told.show(Step(step, STEPS, _WORDS[step]))
        else:
            told.tell(step, STEPS, _WORDS[step], done, total)

    desk.database.close()
    try:
        desk.dek = rekey.rotate_key(desk.folder, desk.vault, desk.dek, tell)
    finally:
        desk.database = Database.open(desk.folder, desk.dek, db_dir(), decode_kept, ballast=False)
        with desk.read() as read:
            use_lines(desk.database, lines_of(read))
    with desk.write() as write:
        meta.put(write, OWED, False)
        desk.note(write, "key_changed")
    desk.step_witness()
    back_up(desk, kind="daily")


def _require(desk: Desk) -> None:
    if desk.role not in ("station_lead", HEAD):
        raise NotYours(who="站负责人" if desk.place.kind == "station" else "中心主任", contact="")


def _gone(desk: Desk, read: Read) -> frozenset[str]:
    today = desk.clock.today().isoformat()
    done = records.list_records(read, Wanted(KIND, stations=[desk.station], restricted=True))
    return frozenset(
        str(one.answers.get("from_id"))
        for one in done
        if str(one.answers.get("effective_on") or "") < today
        and any(row.get("move") == COMPLETE for row in rows(one.answers, "moves"))
    )
