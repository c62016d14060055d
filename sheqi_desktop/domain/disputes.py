"""冲突处理: what two machines wrote differently, and what the centre decides about it (domain 17 §5).

A decision is a change like any other, with all branches as its parents, marked by who decided.  It is undone by a
change that takes the mark back: then the decision counts as never written, and the disagreement is there again, whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.change import VOIDED, Change, ChangeRef
from sheqi_desktop.domain.history import History
from sheqi_desktop.domain.lifecycle import AFTER_CLOSURE

BY, ON, WHY = "settled_by", "settled_on", "settled_why"
ASKED_BY, ASKED_ON, ASKED_WHY = "asked_back_by", "asked_back_on", "asked_back_why"
SETTLING = frozenset({BY, ON, WHY})
ASKING_BACK = frozenset({ASKED_BY, ASKED_ON, ASKED_WHY})
MARKS = SETTLING | ASKING_BACK
"""What the centre says about a disagreement, beside the answers it is about."""
NOT_BEFOREHAND = frozenset({"risk_level", "id_no", "id_type", "file_state", "death_on", "moved_on", VOIDED})
"""风险、身份证、死亡、迁出: nothing is suggested for these (DESIGN, mock-up 09)."""


def is_decision(change: Change) -> bool:
    """Tell a decision about a disagreement."""
    return change.answers.get(BY) is not None


def without_undone(history: History) -> History:
    """Give a history in which the decisions that were undone later say nothing; each undoing is of the last one."""
    if history.is_a_line:
        return history
    decisions = [i for i, step in enumerate(history.steps) if is_decision(step)]
    undone: dict[int, set[int]] = {}
    for j, step in enumerate(history.steps):
        if BY in step.answers and step.answers[BY] is None:
            gone = {i for k, places in undone.items() if history.knew(j, k) for i in places}
            undone[j] = set(history.newest(i for i in decisions if history.knew(j, i) and i not in gone))
    silent = set().union(*undone.values())
    return silenced(history, silent) if silent else history


def undecided(history: History) -> History:
    """Give a history in which nobody has decided anything: its disagreements are those people had."""
    return silenced(history, {i for i, step in enumerate(history.steps) if is_decision(step)})


def silenced(history: History, places: Collection[int]) -> History:
    """Give a history in which the changes at some places say nothing; that they were made is still known."""
    steps = tuple(replace(step, answers={}) if i in places else step for i, step in enumerate(history.steps))
    return replace(history, steps=steps)


def known_to(changes: Iterable[Change], parents: Iterable[ChangeRef]) -> list[Change]:
    """Give the changes that stand before some others: themselves and all their ancestors that are here."""
    by_ref = {one.ref: one for one in changes}
    found: dict[ChangeRef, Change] = {}
    waiting = list(parents)
    while waiting:
        one = by_ref.get(waiting.pop())
        if one is not None and one.ref not in found:
            found[one.ref] = one
            waiting += one.parents
    return list(found.values())


def stands(known: Iterable[Change], parents: Iterable[ChangeRef]) -> bool:
    """Tell whether some changes and all their ancestors, as ``known_to`` gave them, are there."""
    found = list(known)
    named = {parent for one in found for parent in one.parents} | set(parents)
    return named <= {one.ref for one in found}


@dataclass(frozen=True, slots=True)
class Choice:
    """What was decided about one answer: which side, or a value put together by hand."""

    value: Value
    how: str
    """``left``, ``right``, ``both`` or ``typed``."""


def settling(
    choices: Mapping[str, Choice], by: str, on: str, why: str, stands: Mapping[str, Value]
) -> dict[str, Value]:
    """Give the answers of a decision about a record that ``stands`` so; what was handed in stays handed in.

    What waits for a signature, the settled version of it waits for that signature too.
    """
    told: dict[str, Value] = {path: choice.value for path, choice in choices.items()}
    told |= {BY: by, ON: on, WHY: why}
    told |= dict.fromkeys(ASKING_BACK)
    if stands.get("status") not in ("submitted", "signed"):
        return told
    return told | {"status": "submitted"} | ({AFTER_CLOSURE: True} if stands.get(AFTER_CLOSURE) is True else {})
