"""Tells what several machines wrote about one record."""

from __future__ import annotations

import uuid
from typing import Any

from sheqi_desktop.domain.change import Change, ChangeRef
from sheqi_desktop.domain.fold import State, fold

RECORD = str(uuid.UUID(int=1))
ROW, ROW2, ROW3 = (str(uuid.UUID(int=i)) for i in (11, 12, 13))


class Story:
    """Tells what several machines wrote about one record, each knowing only what it is said to know."""

    def __init__(self) -> None:
        self.changes: list[Change] = []

    def __call__(self, device: str, knowing: list[Change] | None = None, reason: str = "", **answers: Any) -> Change:
        seq = 1 + sum(1 for change in self.changes if change.device == device)
        at = 1000 + len(self.changes)
        parents = tuple(change.ref for change in knowing or ())
        answers = {path.replace("__", "/"): value for path, value in answers.items()}
        made = Change(ChangeRef(device, seq), "visit", RECORD, parents, answers, f"人{device}", at, reason, "", device)
        self.changes.append(made)
        return made

    def patch(self, device: str, knowing: list[Change], answers: dict[str, Any], reason: str = "") -> Change:
        made = self(device, knowing, reason)
        self.changes[-1] = made = Change(
            made.ref, made.kind, made.record, made.parents, answers, made.author, made.at, reason, "", device
        )
        return made

    @property
    def state(self) -> State:
        return fold(self.changes)


def refs(state: State, path: str) -> set[ChangeRef]:
    return {ref for ref, _ in state.conflicts[path]}
