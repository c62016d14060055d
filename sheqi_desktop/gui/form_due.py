"""When a complaint may be seen, in which cell, and where a digit leads among the findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.problem import Problem
from sheqi_desktop.gui.editors.choices import FindingEditor
from sheqi_desktop.gui.editors.editor import Editor
from sheqi_desktop.gui.editors.row_list import ListEditor


class Due:
    """What was left so far, and which rows came after 提交 was last pressed."""

    def __init__(self) -> None:
        self.touched: set[str] = set()
        self.fresh: set[str | None] = set()
        self._known: set[str] = set()
        self._left: set[tuple[str | None, str | None]] = set()

    def leave_cell(self, row: str, column: str) -> None:
        """Hear that a cell was left."""
        self._left.add((row, column))

    def note_rows(self, value: Value) -> bool:
        """Hear which rows a list has, tell whether any is new; it is not scolded before its cells are left."""
        rows = [str(row.get("id")) for row in value if isinstance(row, dict)] if isinstance(value, list) else []
        new = [row for row in rows if row not in self._known]
        self.fresh.update(new)
        self._known.update(rows)
        return bool(new)

    def shows(self, problem: Problem, asked_all: bool, editor: Editor | None) -> bool:
        """Tell whether a complaint is shown: a list as a whole complains only after 提交."""
        left = (problem.row, problem.column) in self._left
        if asked_all and (problem.row not in self.fresh or left):
            return True
        if problem.code == "missing":
            return False
        return left if isinstance(editor, ListEditor) else problem.field in self.touched


def cells_wrong(problems: Iterable[Problem], field_id: str) -> dict[tuple[str, str], Problem]:
    """Give the first complaint about each cell of a list: by the id of its row, its column."""
    cells: dict[tuple[str, str], Problem] = {}
    for one in problems:
        if one.field == field_id and one.row is not None:
            cells.setdefault((one.row, one.column or ""), one)
    return cells


def first_of_each(problems: Iterable[Problem]) -> dict[str, Problem]:
    """Give the first complaint about each question itself, those about single rows left out."""
    found: dict[str, Problem] = {}
    for problem in problems:
        if problem.row is None:
            found.setdefault(problem.field, problem)
    return found


def down_the_findings(editors: Mapping[str, Editor], after: list[str]) -> list[str]:
    """Give the next finding, past what stands between; after the last one whatever comes."""
    for other in after:
        found = editors[other]
        if isinstance(found, FindingEditor):
            found.arrive()
            return [other]
    return after


def next_wrong(wrong: list[Problem], editors: Mapping[str, Editor], here: str) -> Problem:
    """Give the first complaint behind the field, or the cell, the cursor is in; behind the last one the first."""
    order = list(editors)

    def place(field: str, row: str | None, column: str | None) -> tuple[int, int, int]:
        editor = editors.get(field)
        inside = editor.place(row, column) if isinstance(editor, ListEditor) else (-1, -1)
        return order.index(field) if field in order else -1, *inside

    editor = editors.get(here)
    now = place(here, *(editor.here() if isinstance(editor, ListEditor) else (None, None)))
    return next((one for one in wrong if place(one.field, one.row, one.column) > now), wrong[0])
