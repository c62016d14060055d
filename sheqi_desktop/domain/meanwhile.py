"""What others wrote into a record while somebody had its form open: what clashes, what goes together.

A form is a question about the record as it was when the form was opened.  What a person typed is the difference to
that state, never to today's: else every answer they did not touch would take back what was saved meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sheqi_desktop.domain.answers import Answers, Value
from sheqi_desktop.domain.change import Change, ChangeRef
from sheqi_desktop.domain.fold import fold
from sheqi_desktop.domain.history import History
from sheqi_desktop.domain.written import same

Patch = Mapping[str, Value]
"""Answers by path: ``note``, ``members/<row id>``, ``members/<row id>/<column>``; None takes one back."""


@dataclass(frozen=True, slots=True)
class Began:
    """The record as a form was opened on it: what it said, and the newest changes it followed from."""

    heads: tuple[ChangeRef, ...] = ()
    answers: Answers = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Clash:
    """Two people answered the same thing differently; ``path`` is a whole row where one of them took it out."""

    path: str
    mine: Value
    theirs: Value


def touches(one: str, other: str) -> bool:
    """Tell whether two paths are about the same answer: a row and a cell of it are."""
    return one == other or one.startswith(f"{other}/") or other.startswith(f"{one}/")


def clashes(mine: Patch, theirs: Patch, typed: Answers, now: Answers) -> list[Clash]:
    """Give what both changed, and differently, in the order of the form.

    ``typed`` is the form as it stands, ``now`` the record as the others left it.
    """
    found: dict[str, Clash] = {}
    for path, value in mine.items():
        against = [other for other in theirs if touches(path, other)]
        if not against or (against == [path] and same(value, theirs[path])):
            continue
        if against == [path]:
            found[path] = Clash(path, value, theirs[path])
        else:
            row = "/".join(path.split("/")[:2])
            found[row] = Clash(row, _at(typed, row), _at(now, row))
    return list(found.values())


def together(now: Answers, mine: Patch, given: Iterable[Clash] = (), leaving: Iterable[str] = ()) -> dict[str, Value]:
    """Put what a person changed onto the record as it is; of what clashes, ``leaving`` names what stays theirs."""
    theirs = set(leaving)
    patch = {path: value for path, value in mine.items() if not any(touches(path, one) for one in theirs)}
    for one in given:
        if one.path not in theirs:
            patch = {path: value for path, value in patch.items() if not path.startswith(f"{one.path}/")}
            patch[one.path] = one.mine
    if not patch:
        return dict(now)
    first, second = ChangeRef("", 1), ChangeRef("", 2)
    steps = (Change(first, "", "", (), now, "", 1), Change(second, "", "", (first,), patch, "", 2))
    return dict(fold(steps).answers)


def newer(changes: Iterable[Change], heads: Iterable[ChangeRef]) -> list[Change]:
    """Give the changes that somebody who had seen these heads did not know, oldest first."""
    history = History.of(changes)
    place = {step.ref: i for i, step in enumerate(history.steps)}
    seen = [place[ref] for ref in heads if ref in place]
    return [
        step for i, step in enumerate(history.steps) if i not in seen and not any(history.knew(one, i) for one in seen)
    ]


def _at(answers: Answers, path: str) -> Value:
    name, _, row = path.partition("/")
    told = answers.get(name)
    rows = told if isinstance(told, list) else []
    return next((one for one in rows if isinstance(one, dict) and one.get("id") == row), None) if row else told
