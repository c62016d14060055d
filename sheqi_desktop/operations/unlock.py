"""解锁: who has a 口令 here, and the desk that opens with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sheqi_desktop.catalog.assets import db_dir
from sheqi_desktop.domain.clock import Clock, at
from sheqi_desktop.domain.trouble import DatabaseDamaged, MadeByNewer, NobodyHere, SalvagedOnly, Trouble
from sheqi_desktop.operations.copied_here import ask
from sheqi_desktop.operations.decoding import decode_kept, lines_of, use_lines
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.epoch import begin_epoch
from sheqi_desktop.operations.library import Library
from sheqi_desktop.operations.place import load_place
from sheqi_desktop.operations.reserve import with_reserve
from sheqi_desktop.store import ballast, drafts, journal, keys, meta, records, rosters
from sheqi_desktop.store.database import DATA, Database, Write
from sheqi_desktop.store.rekey import finish
from sheqi_desktop.store.vault import Unlocked, Vault
from sheqi_desktop.store.witness import CopyState, Witness
from sheqi_desktop.sync.machine import Machine
from sheqi_desktop.sync.roster import Book, Person

LOOK_ONLY = "look_only"


def _of_salvaged() -> Trouble:
    return SalvagedOnly()


def _of_newer() -> Trouble:
    return MadeByNewer()


ONLY_LOOKED_AT = {"salvaged": _of_salvaged, "newer": _of_newer}
"""A file that was made from another one to be looked at, and what a change in it is answered with."""


@dataclass(frozen=True, slots=True)
class Seat:
    """One person's place at a machine that is already open: who, and the key they sign with."""

    person: Person
    signing_seed: bytes


def seat(desk: Desk, worker: str, password: str) -> Seat:
    """Check another person's 口令 on an open machine; raise WrongPassword, NobodyHere."""
    unlocked = desk.vault.unlock(worker, password)
    person = desk.book.newest.person(worker)
    if person is None:
        raise NobodyHere(worker=worker)
    return Seat(person, unlocked.signing_seed)


def switch(desk: Desk, worker: str, password: str) -> None:
    """Let a colleague take over the same machine; what was half typed stays a draft of the one who typed it."""
    taken = seat(desk, worker, password)
    desk.me, desk.signing_seed, desk.searched = taken.person, taken.signing_seed, ""
    with desk.write() as write:
        _note_login(desk, write)


def _note_login(desk: Desk, write: Write) -> None:
    """Note who came in, and first every wrong try since the last time: until now the file was closed."""
    missed = desk.vault.missed()
    for one in missed:
        journal.add(write, "unlock_failed", one.who, one.at_ms)
    desk.note(write, "login")
    if missed:
        write.afterwards.append(desk.vault.forget_missed)


def _copied(desk: Desk) -> CopyState:
    """Tell whether this file was put back from a backup or brought from elsewhere (TRUST §4.4)."""
    with desk.read() as read:
        return Witness.of(desk.machine.device).compare(read)


def unlock(
    folder: Path, worker: str, password: str, clock: Clock | None = None, library: Library | None = None
) -> Desk:
    """Open a workspace for one person.

    Without a clock handed in, a demo workspace stands on its own last day, everything else on the wall clock.
    Raises WrongPassword, WaitBeforeTrying, NobodyHere, AlreadyOpen, DatabaseDamaged, DatabaseTooNew,
    DiskFull …  On a full disk the reserve is given up first.
    """
    vault = Vault.open(folder)
    if not worker:
        worker = vault.people[0][0] if vault.people else ""
    unlocked = vault.unlock(worker, password)
    return with_reserve(folder, lambda: _sit_down(vault, unlocked, worker, clock, library or Library()))


def _sit_down(vault: Vault, unlocked: Unlocked, worker: str, clock: Clock | None, library: Library) -> Desk:
    folder = vault.folder
    if not (folder / DATA).exists():
        raise DatabaseDamaged(why="找不到数据文件")
    database = Database.open(folder, unlocked.dek, db_dir(), decode_kept, ballast=False)
    try:
        if unlocked.other_keys:
            # A change of the key was cut short; the lock of the folder is held from here on.
            finish(folder, vault, unlocked)
        with database.read() as read:
            refuse = ONLY_LOOKED_AT.get(meta.get(read, LOOK_ONLY, ""))
            place = load_place(read)
            own = keys.device(read)
            book = Book.load(rosters.all(read))
            use_lines(database, lines_of(read))
        if refuse is not None:
            database.only_look(None)
        _make_anew(database)
        if not place.demo and refuse is None:
            ballast.take_on(folder)
        if own is None and refuse is None:
            raise DatabaseDamaged(why="缺少本机密钥")
        me = book.newest.person(unlocked.worker_id)
        if me is None:
            raise NobodyHere(worker=worker)
        now = clock or (at(place.demo_day) if place.demo and place.demo_day else Clock())
        desk = Desk(
            folder,
            database,
            vault,
            unlocked.dek,
            library,
            place,
            Machine.load(own.seed, own.age_secret) if own else Machine.make(),
            me,
            unlocked.signing_seed,
            now,
            book,
        )
        with desk.read() as read:
            desk.left_behind = drafts.left_behind(read)
        if refuse is not None:
            with desk.write() as write:
                desk.note(write, "look")
            database.only_look(refuse)
            return desk
        # A power cut takes the end of a session, nothing of which anybody else has: put back, it goes on as it was.
        found = _copied(desk)
        if found not in (CopyState.SAME, CopyState.NEW) or database.was_older:
            begin_epoch(desk)
            if found in (CopyState.OTHER_MACHINE, CopyState.MISSING):
                with desk.write() as write:
                    ask(desk, write)
        else:
            desk.start_witness()
            desk.went_on = True
        with desk.write() as write:
            _note_login(desk, write)
    except BaseException:
        database.close()
        raise
    return desk


def _make_anew(database: Database) -> None:
    """Make what follows from the log anew where another version of the program left it in another shape."""
    if database.needs_rebuild:
        with database.write() as write:
            records.rebuild(write)
        database.needs_rebuild = False
