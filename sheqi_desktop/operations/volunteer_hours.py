"""时长登记: many rows judged one by one, the right ones saved together, the wrong ones kept until they are mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, cast

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.checks_volunteer_hour import LONG_DAY
from sheqi_desktop.domain.document import Document
from sheqi_desktop.domain.draft import Draft
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.problem import Problem
from sheqi_desktop.domain.service_time import counted_minutes
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.grid_rows import Common, GridRow, Names, Wrong, column_of, read_row
from sheqi_desktop.operations.remembering import remembering
from sheqi_desktop.operations.save_record import Saved, submit_many
from sheqi_desktop.operations.world import World
from sheqi_desktop.store import drafts, records
from sheqi_desktop.store.records import Wanted

HOUR = "volunteer_hour"
GRID = "volunteer_hours"
"""Under this name the unfinished rows of a person are kept."""
MISSING = {"title": "请填写“服务内容”。", "content": "请填写“服务内容”。"}
"""Two questions share the column 服务内容."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A row judged: what is wrong with which cell, what to look at again, and how long it counts."""

    row: GridRow
    wrong: tuple[Wrong, ...] = ()
    asked: tuple[Wrong, ...] = ()
    minutes: int = 0
    draft: Draft | None = None

    @property
    def right(self) -> bool:
        """Tell whether the row can be saved."""
        return not self.wrong and not self.row.empty


class Among:
    """The world as one row of a grid sees it: with the rows above it, which are not saved yet."""

    def __init__(self, world: Facts, rows: Sequence[Document]) -> None:
        """Stand before the world."""
        self._world, self._rows = world, rows

    def related(self, kind: str, answer: str, value: Value) -> Sequence[Document]:
        """Give the records that answer so, and the rows above that do."""
        above = [one for one in self._rows if kind == HOUR and one.answers.get(answer) == value]
        return [*self._world.related(kind, answer, value), *above]

    def __getattr__(self, name: str) -> Any:
        """Ask the world."""
        return getattr(self._world, name)


def judge(desk: Desk, rows: Sequence[GridRow], common: Common) -> list[Verdict]:
    """Judge every row as the form would, each with the rows above it; empty rows say nothing."""
    desk.require("service.create")
    names, today = names_of(desk), desk.clock.today()
    found: list[Verdict] = []
    above: list[Document] = []
    world = remembering(World(desk))
    for place, row in enumerate(rows):
        if row.empty:
            found.append(Verdict(row))
            continue
        read = read_row(row, common, names, today)
        draft = Draft(desk.library.form(HOUR), None, cast("Facts", Among(world, list(above))))
        for name, value in read.answers.items():
            draft.answer(name, value)
        verdict = _verdict(row, read.wrong, draft)
        if verdict.right:
            above.append(Document(f"row {place}", HOUR, number=f"第{place + 1}行", answers=draft.kept))
        found.append(verdict)
    return found


def _verdict(row: GridRow, unread: Sequence[Wrong], draft: Draft) -> Verdict:
    problems = draft.problems()
    broken = {one.column for one in unread}
    must = [one for one in problems if one.level == "must" and column_of(one.field) not in broken]
    wrong = [*unread, *(_marked(one) for one in must)]
    if any(one.field == "long_day_reason" for one in must):
        wrong.append(Wrong("length", LONG_DAY))
    asked = [_marked(one) for one in problems if one.confirmable]
    return Verdict(row, _once(wrong), _once(asked), counted_minutes(draft.answers), draft)


def _marked(problem: Problem) -> Wrong:
    said = MISSING.get(problem.field, problem.message) if problem.code == "missing" else problem.message
    return Wrong(column_of(problem.field), said)


def _once(wrong: Sequence[Wrong]) -> tuple[Wrong, ...]:
    return tuple(dict.fromkeys(wrong))


def names_of(desk: Desk) -> Names:
    """Give the volunteers of the station by name, those who left too: the check says since when."""
    found: dict[str, list[tuple[str, str]]] = {}
    with desk.read() as read:
        for one in records.list_records(read, Wanted("volunteer", stations=[desk.station], order="number")):
            found.setdefault(one.name, []).append((one.id, one.number))
    return Names(found)


# ------------------------------------------------------------------------------ saving
@dataclass(frozen=True, slots=True)
class SavedRows:
    """What a save did: the records it made, and the rows that wait."""

    saved: tuple[Saved, ...]
    waiting: tuple[GridRow, ...]
    changes: Changes
    verdicts: tuple[Verdict, ...] = ()
    """What is wrong with each row that waits, in the same order."""


def save_rows(desk: Desk, rows: Sequence[GridRow], common: Common) -> SavedRows:
    """Hand in the right rows together; the wrong ones are kept for this person and stay in the grid.

    What the program asks to look at again counts as looked at: the person saw the marks and pressed 保存.
    """
    verdicts = [one for one in judge(desk, rows, common) if not one.row.empty]
    right = [one.draft for one in verdicts if one.right and one.draft is not None]
    for draft in right:
        for problem in draft.problems():
            if problem.confirmable:
                draft.confirm(problem)
    saved = submit_many(desk, right) if right else []
    wrong = tuple(one for one in verdicts if not one.right)
    waiting = tuple(one.row for one in wrong)
    keep_rows(desk, waiting, common)
    return SavedRows(tuple(saved), waiting, saved[0].changes if saved else Changes(), wrong)


def keep_rows(desk: Desk, rows: Sequence[GridRow], common: Common) -> int:
    """Keep the rows that are not saved yet; they never travel.  Gives the moment in milliseconds."""
    given = [asdict(one) for one in rows if not one.empty]
    at = desk.clock.ms()
    with desk.write() as write:
        if given:
            kept = {"rows": given, "common": asdict(common)}
            drafts.keep(write, GRID, "", desk.me.worker_id, kept, at)
        else:
            drafts.drop(write, GRID, "", desk.me.worker_id)
    return at


def kept_rows(desk: Desk) -> tuple[list[GridRow], Common | None]:
    """Give the rows this person left unfinished, and what they shared."""
    with desk.read() as read:
        kept = drafts.get(read, GRID, "", desk.me.worker_id)
    if kept is None:
        return [], None
    rows = [GridRow(**row) for row in kept.answers.get("rows", ())]
    return rows, Common(**kept.answers.get("common", {}))
