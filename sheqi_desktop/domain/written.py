"""Who wrote which answer, and what follows where people did not know of each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sheqi_desktop.domain.answers import Value, canonical
from sheqi_desktop.domain.change import VOIDED, Change, ChangeRef
from sheqi_desktop.domain.history import History, display_order
from sheqi_desktop.domain.joining import joined

Writes: TypeAlias = dict[int, Value]
"""What each writing change (its place in the history) put there."""

Disagreement: TypeAlias = tuple[tuple[ChangeRef, Value], ...]
"""The writes that differ, the one to show first at the front."""


def same(one: Value, other: Value) -> bool:
    """Tell whether two answers are equal, minding that True is not 1."""
    if isinstance(one, list | dict) or isinstance(other, list | dict):
        return type(one) is type(other) and canonical(one) == canonical(other)
    return type(one) is type(other) and one == other


def are_rows(value: Value) -> bool:
    """Tell whether an answer is a list of rows with ids."""
    return isinstance(value, list) and bool(value) and all(isinstance(row, dict) and row.get("id") for row in value)


def as_answers(answers: Mapping[str, Value]) -> dict[str, Value]:
    """Drop what is not answered, also inside rows, so that null and absent are the same."""
    told: dict[str, Value] = {}
    for name, value in answers.items():
        if value is not None:
            told[name] = without_blanks(value) if type(value) is list else value
    return told


def without_blanks(value: Any) -> Any:
    """Drop what is not answered inside rows."""
    if isinstance(value, list) and are_rows(value):
        return [{column: cell for column, cell in row.items() if cell is not None} for row in value]
    return value


def _path(answer: tuple[str, Value]) -> str:
    return answer[0]


@dataclass(slots=True)
class _Row:
    """One row of a list: who added or removed it, where it stood when added, and who wrote its cells."""

    stands: dict[int, bool] = field(default_factory=dict)
    listed: dict[int, int] = field(default_factory=dict)
    cells: dict[str, Writes] = field(default_factory=dict)


class Written:
    """Every write of one record, by what it is about."""

    def __init__(self, history: History) -> None:
        """Sort the writes of a history."""
        self._history = history
        self._plain: dict[str, Writes] = {}
        self._rows: dict[str, dict[str, _Row]] = {}
        self._voids: dict[int, bool] = {}
        for i, step in enumerate(history.steps):
            for path, value in sorted(step.answers.items(), key=_path):
                if type(value) is list or "/" in path or path == VOIDED or path in self._rows:
                    self._note(i, step, path, value)
                elif value is not None or not step.creates:
                    self._plain.setdefault(path, {})[i] = value

    def answers(self, within: int) -> tuple[dict[str, Value], dict[str, Disagreement]]:
        """Give the answers that a set of changes makes, and where they disagree."""
        told: dict[str, Value] = {}
        conflicts: dict[str, Disagreement] = {}
        for path, writes in self._plain.items():
            if len(writes) == 1:
                # The everyday answer, written once.
                ((only, value),) = writes.items()
                told[path] = value if within >> only & 1 else None
            else:
                told[path] = self._settle(path, writes, within, conflicts)
        for name, rows in self._rows.items():
            standing = []
            for row_id, row in rows.items():
                answer = self._row(name, row_id, row, within, conflicts)
                if answer is not None:
                    standing.append((self._first_listed(row, within), row_id, answer))
            if standing:
                told[name] = [answer for _, _, answer in sorted(standing, key=lambda each: each[:2])]
        return as_answers(told), conflicts

    def void(self, within: int) -> tuple[Change | None, Disagreement]:
        """Give the change that voids the record, or the disagreement about it.

        A void made without knowing of somebody's edit does not take effect: the record stays until a person
        confirms the deletion, because a disappearing page is the one loss nobody notices.
        """
        live = self._history.newest(i for i in self._voids if within >> i & 1)
        voiding = [i for i in live if self._voids[i]]
        if not voiding:
            return None, ()
        edits = [
            j
            for j, step in enumerate(self._history.steps)
            if within >> j & 1
            and step.answers.keys() != {VOIDED}
            and all(self._history.strangers(j, i) for i in voiding)
        ]
        against = [i for i in live if not self._voids[i]] + self._history.newest(edits)
        if against:
            return None, self._shown([(i, True) for i in voiding] + [(i, False) for i in dict.fromkeys(against)])
        return max((self._history.steps[i] for i in voiding), key=display_order), ()

    # ---------------------------------------------------------------- sorting the writes
    def _note(self, i: int, step: Change, path: str, value: Value) -> None:
        parts = path.split("/")
        if path == VOIDED:
            self._voids[i] = value is True
        elif len(parts) == 2:
            if isinstance(value, dict):
                self._add_row(i, parts[0], parts[1], value, 0)
            elif value is None:
                self._row_of(parts[0], parts[1]).stands[i] = False
        elif len(parts) == 3:
            self._row_of(parts[0], parts[1]).cells.setdefault(parts[2], {})[i] = value
        else:
            self._note_whole(i, path, value, step.creates)

    def _note_whole(self, i: int, name: str, value: Value, creates: bool) -> None:
        """Note an answer given as a whole; a whole list of rows replaces the rows its writer knew."""
        rows = {str(row["id"]): row for row in value} if isinstance(value, list) and are_rows(value) else {}
        for row_id, row in self._rows.get(name, {}).items():
            if row_id not in rows and self._known(i, row.stands):
                row.stands[i] = False
        for place, (row_id, row_value) in enumerate(rows.items()):
            self._add_row(i, name, row_id, row_value, place)
        if not rows and not (creates and value is None):
            self._plain.setdefault(name, {})[i] = value
        elif rows and name in self._plain and self._known(i, self._plain[name]):
            self._plain[name][i] = None

    def _add_row(self, i: int, name: str, row_id: str, value: Mapping[str, Any], place: int) -> None:
        row = self._row_of(name, row_id)
        row.stands[i] = True
        row.listed[i] = place
        for column, cell in value.items():
            if column != "id":
                row.cells.setdefault(column, {})[i] = cell
        for column, writes in row.cells.items():
            if column not in value and self._known(i, writes):
                writes[i] = None

    def _row_of(self, name: str, row_id: str) -> _Row:
        return self._rows.setdefault(name, {}).setdefault(row_id, _Row())

    def _known(self, i: int, writes: Iterable[int]) -> bool:
        return any(self._history.knew(i, earlier) for earlier in writes)

    # ---------------------------------------------------------------- what follows from them
    def _settle(self, path: str, writes: Writes, within: int, conflicts: dict[str, Disagreement]) -> Value:
        """Give the answer at a path; where writers differ, note it and keep what they all knew."""
        if len(writes) == 1:
            ((only, value),) = writes.items()
            return value if within >> only & 1 else None
        inside = [i for i in writes if within >> i & 1]
        live = self._history.newest(inside)
        if not live:
            return None
        if len(live) > 1 and not all(same(writes[i], writes[live[0]]) for i in live):
            if told := joined(path, [(self._history.steps[i], writes[i]) for i in live]):
                return told[0]
            conflicts[path] = self._shown([(i, writes[i]) for i in live])
        while live:
            if all(same(writes[i], writes[live[0]]) for i in live):
                return writes[live[0]]
            live = self._history.newest(j for j in inside if all(self._history.knew(i, j) for i in live))
        return None

    def _row(
        self, name: str, row_id: str, row: _Row, within: int, conflicts: dict[str, Disagreement]
    ) -> dict[str, Value] | None:
        """Give a row, or None if it was removed; a row edited by someone who did not know stays, to be settled."""
        live = self._history.newest(i for i in row.stands if within >> i & 1)
        removed = [i for i in live if not row.stands[i]]
        if not any(within >> i & 1 for i in row.listed):
            return None
        keepers = [i for i in live if row.stands[i]]
        if removed:
            edits = {i for writes in row.cells.values() for i in writes if within >> i & 1 and i not in row.stands}
            keepers += self._history.newest(
                sorted(j for j in edits if all(self._history.strangers(j, i) for i in removed))
            )
        if not keepers:
            return None
        answer: dict[str, Value] = {"id": row_id}
        for column, writes in row.cells.items():
            answer[column] = self._settle(f"{name}/{row_id}/{column}", writes, within, conflicts)
        answer = {column: cell for column, cell in answer.items() if cell is not None}
        if removed:
            shown: list[tuple[int, Value]] = [(i, None) for i in removed]
            conflicts[f"{name}/{row_id}"] = self._shown(shown + [(i, answer) for i in keepers])
        return answer

    def _first_listed(self, row: _Row, within: int) -> tuple[Any, int]:
        """Give the place of a row in its list: in the order in which rows were first added."""
        steps = self._history.steps
        return min((display_order(steps[i]), place) for i, place in row.listed.items() if within >> i & 1)

    def _shown(self, entries: Sequence[tuple[int, Value]]) -> Disagreement:
        steps = self._history.steps
        entries = sorted(entries, key=lambda each: display_order(steps[each[0]]), reverse=True)
        return tuple((steps[i].ref, value) for i, value in entries)
