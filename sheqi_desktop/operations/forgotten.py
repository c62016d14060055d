"""忘了口令: the printed code opens the workspace, a new 口令 is set, and the used code gives way to a new one.

The signing key of whoever forgot is lost with the old 口令 (nobody else may sign as them), so a new one is drawn.
Work goes on at once; what is signed with it counts at the centre once the new key stands in the roster.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sheqi_desktop.catalog.assets import db_dir
from sheqi_desktop.domain.clock import Clock
from sheqi_desktop.domain.staff import RANK, ROLE_NAMES
from sheqi_desktop.domain.trouble import VaultDamaged, WrongRecoveryCode
from sheqi_desktop.operations.decoding import decode_kept
from sheqi_desktop.operations.desk import WORKER_KEYS, Desk
from sheqi_desktop.operations.enrol_centre import note_own_key
from sheqi_desktop.operations.enrol_station import public_key
from sheqi_desktop.operations.place import load_place
from sheqi_desktop.operations.root_key import county_root_keys
from sheqi_desktop.operations.unlock import switch, unlock
from sheqi_desktop.store import meta, rosters
from sheqi_desktop.store.database import Database
from sheqi_desktop.store.passwords import refuse_weak
from sheqi_desktop.store.recovery import new_secret, print_code, wrong_groups
from sheqi_desktop.store.vault import Vault, check_code
from sheqi_desktop.sync.roster import Book

GROUPS = 10


@dataclass(frozen=True, slots=True)
class ByCode:
    """A workspace that the printed code opened: who may set a new 口令 here."""

    folder: Path
    vault: Vault = field(repr=False)
    dek: bytes = field(repr=False)
    people: tuple[tuple[str, str, str], ...]
    """(worker id, name, role in words)"""


def groups_that_cannot_be(typed: Sequence[str]) -> list[int]:
    """Name the groups (from 1) that are wrong as they stand, whatever the others say."""
    return wrong_groups(typed)


def check_digit_says(typed: Sequence[str]) -> str:
    """Say at once what is wrong with a whole code; empty when the check digit fits."""
    return check_code("".join(typed)) or ""


def open_with_code(folder: Path, typed: Sequence[str], desk: Desk | None = None) -> ByCode:
    """Open a workspace with its printed code; on a locked machine the open desk is used.

    Raises WrongRecoveryCode (naming the group where one digit slipped), WaitBeforeTrying, VaultDamaged …
    Slots that cannot be read are made anew around the code, and the damaged files kept aside.
    """
    code = "".join(typed)
    try:
        vault = desk.vault if desk is not None else Vault.open(folder)
    except VaultDamaged:
        vault, dek = Vault.rebuild_from_code(folder, code)
    else:
        _name_the_slip(vault, typed)
        dek = vault.unlock_with_code(code)
    return ByCode(folder, vault, dek, people_here(folder, vault, dek, desk))


def set_password(opened: ByCode, worker: str, password: str, clock: Clock | None, desk: Desk | None = None) -> Desk:
    """Give somebody a new 口令 and open the workspace for them; raise WeakPassword before anything is changed."""
    refuse_weak(password)
    name = next((name for id_, name, _ in opened.people if id_ == worker), worker)
    seed = opened.vault.add_slot(opened.dek, worker, name, password)
    if desk is None:
        desk = unlock(opened.folder, worker, password, clock)
    else:
        switch(desk, worker, password)
    with desk.write() as write:
        meta.put(write, WORKER_KEYS, meta.get(write, WORKER_KEYS, {}) | {worker: public_key(seed)})
        desk.note(write, "password_reset", worker)
    return desk


def next_code(desk: Desk) -> str:
    """Draw the code that will replace the used one; until :func:`keep_code` the old one still opens."""
    return print_code(new_secret())


def keep_code(desk: Desk, code: str) -> None:
    """Take the new code, once it is on paper: the used one is worthless from now on."""
    desk.vault.take_recovery_code(desk.dek, code)
    with desk.write() as write:
        desk.note(write, "recovery_code_replaced")


def sign_own_key(desk: Desk, given: Sequence[tuple[Path, str]]) -> None:
    """At the centre itself: let root keys name the new signing key; raises as county_root_keys."""
    note_own_key(desk, *county_root_keys(desk, given))


def _name_the_slip(vault: Vault, typed: Sequence[str]) -> None:
    """Refuse a code the check digit does not fit, and name the group where one digit slipped."""
    why = check_code("".join(typed))
    if not why:
        return
    bad = wrong_groups(typed)
    group = bad[0] if bad else vault.slip_in("".join(typed))
    raise WrongRecoveryCode(why=f"第 {group} 组抄错了" if group else f"{why}，不止一处", group=group or 0)


def people_here(folder: Path, vault: Vault, dek: bytes, desk: Desk | None) -> tuple[tuple[str, str, str], ...]:
    """Give who has a 口令 here; where every slot was lost, everybody of this unit."""
    if desk is not None:
        book, unit = desk.book, desk.place.unit
    else:
        database = Database.open(folder, dek, db_dir(), decode_kept, ballast=False)
        try:
            with database.read() as read:
                book, unit = Book.load(rosters.all(read)), load_place(read).unit
        finally:
            database.close()
    posts = {
        one.worker_id: sorted((role.role for role in one.roles if role.unit == unit), key=RANK.index)
        for one in book.newest.people
    }
    names = {one.worker_id: one.name for one in book.newest.people}
    here = [worker for worker, _ in vault.people] or [worker for worker, roles in posts.items() if roles]
    return tuple((one, names[one], ROLE_NAMES.get((posts[one] or [""])[0], "")) for one in here if one in names)
