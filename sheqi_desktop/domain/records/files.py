"""Files that hold documents (个案, 小组, 社区活动 …): their states, and the steps people take with the whole of them.

A file's state is written nowhere.  It follows from its documents and from the steps in ``moves``, so that two machines
that hold the same changes always agree.  A step is a row: its name, who, when, why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sheqi_desktop.domain.document import Document


@dataclass(frozen=True, slots=True)
class Move:
    """A step with a whole file: its words, the states it may start from, who may take it, what must come with it.

    No ``roles`` means everybody at the station.  ``needs`` are columns of the row beside ``comment``; ``why_not`` is
    shown the file, its documents and the row about to be written, and says what is wrong with it; ``refusal`` is what
    somebody of another role reads.
    """

    name: str
    words: str
    before: frozenset[str]
    roles: frozenset[str] = frozenset()
    needs: tuple[str, ...] = ()
    comment_needed: bool = False
    why_not: Callable[[Document, Sequence[Document], Mapping[str, object]], str | None] | None = None
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind of file: what people call it, what its state is, and which steps there are.

    ``state`` is given the file, its documents that are not void, and the day on which it is asked.
    """

    kind: str
    title: str
    states: Mapping[str, str]
    state: Callable[[Document, Sequence[Document], date | None], str]
    moves: Mapping[str, Move] = field(default_factory=dict)
    tones: Mapping[str, str] = field(default_factory=dict)

    def why_not(self, state: str, step: str) -> str | None:
        """Say in the exact words why a step cannot be taken in a state, None when it can."""
        move = self.moves[step]
        if state in move.before:
            return None
        return f"{self.title}当前为“{self.states.get(state, state)}”，不能{move.words}。"


def taken(document: Document, *names: str) -> list[Mapping[str, object]]:
    """Give the steps of some names taken with a file, oldest first."""
    return sorted((row for row in document.moves if row.get("move") in names), key=lambda row: str(row.get("at") or ""))
