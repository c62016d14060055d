"""Look at what opens no other way: what is left of a damaged file, or a file of a newer program (TRUST F20, F16).

The file is read page by page and never written to.  What can be read goes into a new file beside it, sealed with the
same key and opened for looking only: people read, print and carry out, and every change is answered with a sentence.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sheqi_desktop.catalog.assets import db_dir
from sheqi_desktop.domain.change import Sealed
from sheqi_desktop.domain.clock import COUNTY, Clock
from sheqi_desktop.domain.trouble import DatabaseDamaged, RosterBroken, Trouble
from sheqi_desktop.operations.copy_out import FILES
from sheqi_desktop.operations.decoding import decode_kept
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.kinds import words_of
from sheqi_desktop.operations.library import Library
from sheqi_desktop.operations.place import PLACE, Place, keep_place
from sheqi_desktop.operations.unlock import LOOK_ONLY, unlock
from sheqi_desktop.store import backup, meta, rosters
from sheqi_desktop.store.database import DATA, Database, Write
from sheqi_desktop.store.files import copy_checked
from sheqi_desktop.store.folder import FolderLock
from sheqi_desktop.store.redo import KEPT
from sheqi_desktop.store.redo_again import all_rows
from sheqi_desktop.store.salvage import Rescued, Shape, merged, rescue
from sheqi_desktop.store.salvaged import Result, fill, shapes
from sheqi_desktop.store.sealed_pages import SealedPages
from sheqi_desktop.store.vault import Vault
from sheqi_desktop.sync.bytes import Unreadable
from sheqi_desktop.sync.roster import Book
from sheqi_desktop.sync.segment import decode, make_sealed

RESULT = "salvage"
_COPIES = 3
_OF_COPIES = frozenset(
    {"chain", "segment", "open_change", "roster", "device_key", "meta", "blob", "journal", "number_counter", "record"}
)
"""What a copy may add: drafts and what waited may have been dealt with since."""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What was saved, opened for looking, and what is known to be missing."""

    desk: Desk
    result: Result

    @property
    def lines(self) -> list[str]:
        """Say it line by line, for people; numbers and counts, never a name."""
        return report(self.result, self.desk.library)


def salvage(
    folder: Path, worker: str, password: str, clock: Clock | None = None, library: Library | None = None
) -> Salvaged:
    """Save what can be read of a damaged workspace into a new folder beside it, and open that for looking.

    The damaged files stay as they are.  Raises WrongPassword, AlreadyOpen, DiskFull, and DatabaseDamaged where not
    even the list of people is left.
    """
    stamp = f"{(clock or Clock()).now().astimezone(COUNTY):%Y%m%d%H%M%S}"
    into = folder.with_name(f"{folder.name}-{stamp}-salvaged")
    result = _read_out(folder, into, worker, password, clock or Clock(), library or Library(), copies=True)
    return Salvaged(unlock(into, worker, password, clock, library), result)


def look_at_newer(
    folder: Path, worker: str, password: str, clock: Clock | None = None, library: Library | None = None
) -> Desk:
    """Open a workspace of a newer program for looking; it is neither written to nor changed in any way.

    What this program does not know is left out.  Raises WrongPassword, AlreadyOpen, DiskFull, DatabaseDamaged.
    """
    into = folder.with_name(f"{folder.name}-look")
    if into.exists():
        # It was made from the file for the last look, and holds nothing of its own.
        with FolderLock(into):
            pass
        shutil.rmtree(into)
    _read_out(folder, into, worker, password, clock or Clock(), library or Library(), copies=False)
    return unlock(into, worker, password, clock, library)


def result_of(desk: Desk) -> Result | None:
    """Give what was found when this workspace was saved from a damaged one, None for any other."""
    with desk.read() as read:
        row = meta.get(read, RESULT)
    return Result.from_row(row) if row else None


# ------------------------------------------------------------------------------ reading out
def _read_out(
    folder: Path, into: Path, worker: str, password: str, clock: Clock, library: Library, *, copies: bool
) -> Result:
    vault = Vault.open(folder, clock)
    dek = vault.unlock(worker or vault.people[0][0], password).dek
    with FolderLock(folder):
        try:
            with Database.create(into, dek, db_dir(), decode_kept, ballast=False) as made:
                made.only_look(None)
                for name in FILES[2:]:
                    if (folder / name).exists():
                        copy_checked(folder / name, into / name, folder)
                with made.write() as write:
                    return _fill(write, folder, dek, library, copies=copies)
        except BaseException:
            shutil.rmtree(into, ignore_errors=True)
            raise


def _fill(write: Write, folder: Path, dek: bytes, library: Library, *, copies: bool) -> Result:
    known = shapes(write.driver)
    pages = SealedPages(folder / DATA, dek)
    found = [_written_down(folder, dek)] if copies else []
    found.append(rescue(pages, known))
    found += [_of_copy(one.path, dek, known) for one in backup.backups(folder)[:_COPIES]] if copies else []
    all_ = merged(*found)
    all_.pages, all_.damaged, all_.broken = pages.count, len(pages.damaged), found[int(copies)].broken
    result = fill(write, all_, _sound)
    result.proved = pages.proved
    if not _names_people(write):
        raise DatabaseDamaged(why="连人员名单也读不出，救不出能看的内容")
    if meta.get(write, PLACE) is None:
        keep_place(write, _guessed_place(write, library))
    meta.put(write, LOOK_ONLY, "salvaged" if copies else "newer")
    if copies:
        meta.put(write, RESULT, result.as_row())
    return result


def _names_people(write: Write) -> bool:
    """Tell whether the list of people is whole: each version proves the next, so one that is lost takes the rest."""
    try:
        Book.load(rosters.all(write))
    except RosterBroken:
        return False
    return True


def _written_down(folder: Path, dek: bytes) -> Rescued:
    """Take what was written down a second time: for a row it names it is the newest word."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for (table, _), row in all_rows(folder, [dek]).items():
        if row is not None and table in KEPT:
            rows.setdefault(table, []).append(row)
    return Rescued(rows)


def _of_copy(path: Path, dek: bytes, known: Mapping[str, Shape]) -> Rescued:
    """Take what a copy still holds, sound or not; one under another key gives nothing."""
    try:
        return rescue(SealedPages(path / DATA, dek), {name: known[name] for name in _OF_COPIES})
    except (OSError, Trouble):
        return Rescued()


def _sound(row: Mapping[str, Any]) -> Sealed | None:
    try:
        sealed = make_sealed(bytes(row["header"]), bytes(row["signature"]), bytes(row["body"]))
        body = decode(sealed)
        for _ in body.creations():
            pass
    except (Unreadable, Trouble, KeyError, TypeError, ValueError):
        return None
    return sealed


def _guessed_place(write: Write, library: Library) -> Place:
    """Say which unit this is from its records, where the file no longer says it."""
    units = write.rows("SELECT station, count(*) FROM record WHERE station <> '' GROUP BY station ORDER BY 2 DESC")
    unit = str(units[0][0]) if units else ""
    kind = "station" if len(units) < 2 else "centre"
    return Place(kind, unit, "A", library.unit_name(unit) if unit else "", "", "")


# ------------------------------------------------------------------------------ saying it
def report(result: Result, library: Library) -> list[str]:
    """Say what was saved and what is missing, by kind and number where they are known."""
    saved = "，".join(f"{words_of(kind).words} {count} 条" for kind, count in result.saved.items())
    photos = f"；附件 {result.photos} 个" if result.photos else ""
    lines = [f"能看的：{saved or '没有'}{photos}。"]
    if result.last_only:
        lines.append(f"其中 {result.last_only} 条只剩最后的样子，以前怎么改的已经读不出。")
    titles = {library.form(kind).number: words_of(kind).words for kind in library.kinds()}
    for letters, numbers in _by_kind(result.missing).items():
        lines.append(f"缺 {titles.get(letters, letters)} {len(numbers)} 条：{'、'.join(numbers)}")
    if result.changes and not result.missing:
        lines.append(f"有 {result.changes} 步改动读不出，不知道是哪些记录的。")
    if result.photos_missing:
        lines.append(f"缺附件 {result.photos_missing} 个。")
    if not (result.last_only or result.missing or result.changes or result.photos_missing):
        lines.append("没有发现缺什么。")
    proved = "" if result.proved else "文件开头坏了，其余各页没法逐页核对，用前请对照纸质表。"
    lines.append(f"文件共 {result.pages} 页，坏了 {result.damaged} 页。{proved}")
    return lines


def _by_kind(missing: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for letters, number in missing:
        found.setdefault(letters, []).append(number)
    return found
