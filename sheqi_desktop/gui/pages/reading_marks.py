"""Where the annotations of a document stand in the words of one of its answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sheqi_desktop.domain.annotation import Path, nfc
from sheqi_desktop.domain.thread import State
from sheqi_desktop.gui.marked_runs import Mark
from sheqi_desktop.gui.widgets.card_acts import GROUNDS
from sheqi_desktop.operations.document_threads import Card
from sheqi_desktop.operations.laid_out import ReadLine


def by_question(cards: Iterable[Card]) -> Mapping[str, Sequence[Card]]:
    """Lay the cards of a document to the questions they are shown at, once for all of its lines."""
    found: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        found[Path.read(card.spot.field).field].append(card)
    return found


def marks_of(line: ReadLine, cards: Iterable[Card]) -> list[Mark]:
    """Give the marks of the annotations about an answer, or about a cell of it; ``cards`` are those of its question.

    Words are lit only where they are those the annotation quotes; else the whole answer is.
    """
    texts = {one.path: nfc(one.text) for one in line.parts if one.path and one.text}
    found = []
    for card in cards:
        spot = card.spot
        if card.thread.state == State.WITHDRAWN:
            continue
        path = spot.field if spot.field in texts else line.field
        text, start, end = texts.get(path, ""), spot.start, spot.end
        true = start is not None and end is not None and text[start:end] == nfc(card.annotation.anchor.quote)
        tone = GROUNDS.get(card.annotation.kind, "must")
        found.append(Mark(card.annotation.id, card.number, tone, path, *((start, end) if true else (None, None))))
    return found
