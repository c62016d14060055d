"""忘了口令, through the centre by files: the machine asks, two persons of the centre answer, a code is told by phone.

For the day the printed code is gone and no colleague can open the machine.  Opening the box is an act of two at the
centre and stands in its journal with both names (TRUST §4.2).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sheqi_desktop.domain.clock import Clock
from sheqi_desktop.domain.trouble import (
    AnswerWrong,
    FingerprintDiffers,
    NotFound,
    NotYours,
    SecondPersonMissing,
    VaultDamaged,
)
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.forgotten import ByCode, people_here
from sheqi_desktop.operations.read_bundle import read_file
from sheqi_desktop.operations.set_up import RECOVERY_BOXES, RECOVERY_PRIVATE
from sheqi_desktop.operations.unlock import seat
from sheqi_desktop.store import asked, files, meta
from sheqi_desktop.store.engine import opens_with
from sheqi_desktop.store.recovery import open_recovery
from sheqi_desktop.store.vault import Vault
from sheqi_desktop.sync.bytes import fingerprint, same_fingerprint

DATA = "data.db"
Asked = asked.Asked


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer on disk, and the code that is told by telephone and written nowhere."""

    path: Path
    code: str


# ------------------------------------------------------------------------------ at the machine
def ask_centre(folder: Path, file: Path, clock: Clock, place: str = "") -> str:
    """Write the question for the centre; gives the five groups to read by telephone.  Raises NotWritable, DiskFull."""
    try:
        vault = Vault.open(folder)
        box, people = vault.recovery_blob, [name for _, name in vault.people]
    except VaultDamaged:
        box, people = None, []
    return fingerprint(asked.write_ask(folder, file, box, place, people, clock.ms()))


def open_with_answer(folder: Path, file: Path, code: str, desk: Desk | None = None) -> ByCode:
    """Open a workspace with the centre's answer; slots that cannot be read are made anew around the key.

    Raises AnswerWrong, BundleDamaged, NotReadable.
    """
    dek = asked.open_answer(folder, read_file(file), code, file.name)
    if (folder / DATA).exists() and not opens_with(folder / DATA, dek):
        raise AnswerWrong(why="中心存的钥匙是换钥匙以前的")
    if desk is not None:
        vault = desk.vault
    else:
        try:
            vault = Vault.open(folder)
        except VaultDamaged:
            vault, _ = Vault.rebuild(folder, dek)
    asked.forget(folder)
    return ByCode(folder, vault, dek, people_here(folder, vault, dek, desk))


# ------------------------------------------------------------------------------ at the centre
def look_at_ask(file: Path) -> tuple[Asked, str]:
    """Read a question and give its five groups, to be compared by telephone.  Raises BundleDamaged, NotReadable."""
    found = asked.read_ask(read_file(file), file.name)
    return found, fingerprint(found.public)


def answer_ask(
    desk: Desk, file: Path, fingerprint_read: str, second: str, second_password: str, folder: Path, device: str = ""
) -> Answered:
    """Open the box of a machine's database key and seal the key for whoever asked.

    ``device`` names the machine where the question has no box of its own: then the one of its last bundle is opened.
    Raises NotYours, FingerprintDiffers, SecondPersonMissing, WrongPassword, NotFound, AnswerWrong, NotWritable …
    """
    if desk.place.kind != "centre":
        raise NotYours(who="县中心", contact="请打县中心的电话。")
    desk.require("device.enrol", approved=bool(second))
    found = asked.read_ask(read_file(file), file.name)
    if not same_fingerprint(fingerprint_read, found.public):
        raise FingerprintDiffers()
    if second == desk.me.worker_id or second not in {one.worker_id for one in desk.approvers("device.enrol")}:
        raise SecondPersonMissing()
    seat(desk, second, second_password)
    with desk.read() as read:
        private = bytes.fromhex(meta.get(read, RECOVERY_PRIVATE))
        kept = meta.get(read, RECOVERY_BOXES, {}).get(device)
    box = found.box or (bytes.fromhex(kept) if kept else None)
    if box is None:
        raise NotFound(what="这台电脑的恢复钥匙", key=found.place or device[:8])
    try:
        dek = open_recovery(box, private)
    except ValueError as wrong:
        raise AnswerWrong(why="求助文件里的钥匙不是给本县中心的") from wrong
    code = asked.new_code()
    path = folder / f"YD-{desk.clock.today():%Y%m%d}-{fingerprint(found.public)[-4:]}.sqans"
    files.write_checked(path, asked.answer(found, dek, code), desk.folder)
    with desk.write() as write:
        desk.note(write, "recovery_opened", found.place, second=second, people=len(found.people))
    return Answered(path, code)
