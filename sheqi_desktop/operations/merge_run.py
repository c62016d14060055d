"""One run of bringing files in: kept with its files in one transaction, its report written right afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sheqi_desktop.domain.same_person import suspects
from sheqi_desktop.domain.trouble import AlreadyImported, Cancelled, Trouble
from sheqi_desktop.operations.accept_adjustment import adjustments_in
from sheqi_desktop.operations.compare import differences
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.effect import effect
from sheqi_desktop.operations.restricted import may_see
from sheqi_desktop.store import backup, blobs, derived, laid_aside, outbox, records, runs, same_people
from sheqi_desktop.store.copy_meanwhile import CopyMeanwhile
from sheqi_desktop.store.database import Read, Write
from sheqi_desktop.store.give_back import ended_last, look_into

MOST_CORRECTED = 200
SHOWN = 24


@dataclass(slots=True)
class Running:
    """A run on its way: its number, the copy made before it, and which files are in."""

    n: int = 0
    copy: CopyMeanwhile | None = None
    taken: dict[Path, str] = field(default_factory=dict)

    def see_the_copy(self) -> None:
        """Wait until the copy was read back; raise what is wrong with it: then nothing of this becomes durable."""
        if self.copy is not None:
            self.copy.finish()

    def keep(self, desk: Desk, write: Write, taken: Mapping[Path, str]) -> None:
        """Keep in the very transaction that brings files in that they came in this run."""
        self.n = self.n or runs.next_run(write)
        told = {"taken": [*self.taken.values(), *taken.values()]}
        runs.put(write, self._row(desk, runs.OPEN, told))

    def settle(self, folder: Path, taken: Mapping[Path, str]) -> None:
        """The transaction is durable: what waited here waits no more, and comes back if the run is taken back."""
        self.taken |= taken
        for sha256 in taken.values():
            laid_aside.set_by(folder, sha256)

    def end(self, desk: Desk, refused: Sequence[tuple[str, Trouble]]) -> None:
        """Keep what was not taken in the same run; one that brought nothing new takes nobody's way back.

        The rest of the report is counted afterwards (``finish_open``): bringing files in does not wait for it.
        """
        turned_away = [_refused(name, trouble) for name, trouble in refused if not isinstance(trouble, Cancelled)]
        if not turned_away:
            return
        told: dict[str, Any] = {"files": turned_away}
        if self.taken:
            told["taken"] = [*self.taken.values()]
        with desk.write() as write:
            self.n = self.n or runs.next_run(write)
            runs.put(write, self._row(desk, runs.OPEN if self.taken else runs.SAME, told))

    def _row(self, desk: Desk, state: str, told: Mapping[str, Any]) -> runs.Run:
        copy = self.copy.finish().path.name if self.copy else ""
        return runs.Run(self.n, desk.clock.ms(), desk.me.worker_id, copy, state, told)


def note_repeat(desk: Desk, repeated: Sequence[tuple[str, Trouble]]) -> None:
    """Keep a report of a run in which every file had come before: 无变化."""
    if repeated and all(isinstance(trouble, AlreadyImported) for _, trouble in repeated):
        Running().end(desk, repeated)


def finish_open(desk: Desk) -> None:
    """Write the report of the last run, right after it; or when it is asked for, if a power cut came between."""
    with desk.read() as read:
        last = runs.last(read)
    if last is None or last.state != runs.OPEN or desk.only_look:
        return
    copy = copy_of(desk, last)
    at_once = copy is None or ended_last(desk.database, desk.dek, copy, last.n)
    told = gather(desk, list(last.told.get("taken", ())), copy, last.told.get("files", ())) | {"late": not at_once}
    with desk.write() as write:
        runs.put(write, runs.Run(last.n, last.at, last.who, last.copy, runs.DONE, told))


def copy_of(desk: Desk, run: runs.Run) -> backup.Backup | None:
    """Give the copy made before a run, None if it is not there any more."""
    return next((one for one in backup.backups(desk.folder) if run.copy and one.path.name == run.copy), None)


# ------------------------------------------------------------------------------ what the report says
def gather(
    desk: Desk, taken: Sequence[str], copy: backup.Backup | None, refused: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """Put together all of domain 17 §4: each file, and what is otherwise than in the copy made before."""
    with desk.read() as read:
        missing = {station: len(found) for station, found in blobs.missing_by_station(read).items()}
        found = [outbox.imported(read, sha256) for sha256 in taken]
        files = [_taken(desk, one, missing) for one in found if one is not None]
        told: dict[str, Any] = {"files": [*files, *refused]}
        if copy is not None and any(one["kinds"] or one["parked"] for one in files):
            with suppress(Trouble), _before(desk, copy) as before:
                told |= _compared(desk, before, read)
    return told


@contextmanager
def _before(desk: Desk, copy: backup.Backup) -> Iterator[Read]:
    with look_into(copy, desk.dek) as before:
        before.decode = desk.database.decode
        yield before


def _compared(desk: Desk, before: Read, now: Read) -> dict[str, Any]:
    if not derived.fits(before.driver):
        return {}  # made before the program was exchanged: it cannot be read as the file of today is
    pairs = {(one.first, one.second) for one in suspects(same_people.known(before))}
    new = [one for one in suspects(same_people.known(now)) if (one.first, one.second) not in pairs]
    return {
        "effect": [list(one) for one in effect(desk, before, now)],
        "corrected": _corrected(desk, before, now),
        "suspects": len(new),
    }


def _corrected(desk: Desk, before: Read, now: Read) -> list[dict[str, Any]]:
    """Give what came after a month was closed, with what was written before and what is now."""
    known = {(one.record, one.at) for one in adjustments_in(desk, before, decided=True)}
    new = [one for one in adjustments_in(desk, now, decided=True) if (one.record, one.at) not in known]
    then = records.get_many(before, [one.record for one in new])
    here = records.get_many(now, [one.record for one in new])
    found = []
    for one in new[:MOST_CORRECTED]:
        old, changed = then.get(one.record), here[one.record]
        said: Iterable[tuple[str, str, str]] = ()
        if old is not None and may_see(desk, changed) and not changed.restricted:
            said = _otherwise(desk, changed.kind, old.answers, changed.answers)
        facts = {"number": one.number, "station": desk.unit_name(one.station), "on": one.on, "what": one.what}
        found.append(facts | {"kind": changed.kind, "said": [list(each) for each in said]})
    return found


def _otherwise(desk: Desk, kind: str, old: Any, new: Any) -> Iterator[tuple[str, str, str]]:
    for one in differences(desk, kind, old, new):
        before = "".join(piece.text for piece in one.pieces if piece.part != "new")
        after = "".join(piece.text for piece in one.pieces if piece.part != "gone")
        yield one.label, _short(before), _short(after)


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def _taken(desk: Desk, one: outbox.ImportLog, missing: Mapping[str, int]) -> dict[str, Any]:
    said = one.summary
    station = str(said.get("station", ""))
    kinds: dict[str, list[int]] = {}
    for kind, stations in dict(said.get("by_kind") or {}).items():
        kinds[kind] = [sum(counts[place] for counts in stations.values()) for place in range(3)]
    return {
        "file": one.file,
        "result": "merged",
        "station": desk.unit_name(station),
        "code": station,
        "slot": said.get("slot", ""),
        "counter": one.counter,
        "changes": said.get("seqs", []),
        "as_of": said.get("as_of", ""),
        "kinds": kinds,
        "unchanged": said.get("unchanged", 0),
        "conflicts": said.get("conflicts", 0),
        "parked": said.get("parked", 0),
        "attachments": said.get("attachments", 0),
        "missing": missing.get(station, 0),
    }


def _refused(name: str, trouble: Trouble) -> dict[str, Any]:
    same = isinstance(trouble, AlreadyImported)
    return {
        "file": name,
        "result": "same" if same else "refused",
        "why": trouble.happened.format(**trouble.facts),
        "code": trouble.code,
    }
