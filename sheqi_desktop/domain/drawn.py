"""What the visits of a closed month draw from a client's file: what the close had seen, until the centre accepts more.

A close locks the records of its month, and what changes their figures later waits for the centre (domain 00 §6.3,
17 §6).  A client's file belongs to no month, yet its categories and the day of birth decide whether a visit counts and
under which group.  A correction of these therefore counts at once for open months, and for a closed one when the
centre has accepted it.  That someone moved or was merged with another file is told of today and is not held back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.change import Change, ChangeRef
from sheqi_desktop.domain.fold import CONFIRMING, State, fold
from sheqi_desktop.domain.history import History
from sheqi_desktop.domain.standing import ACCEPTED, Positions, decisions, seen_of, with_what_they_knew
from sheqi_desktop.domain.written import same

DRAWN = ("categories", "birth_date")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A client's file and, by closed month, what its visits draw from it; other months draw from the file itself.

    ``waiting`` names the confirmation the centre has not accepted, ``decided`` says ``refused`` where it said no.
    """

    whole: State
    held: Mapping[str, Answers]
    waiting: ChangeRef | None = None
    decided: str = ""
    accepted: bool = False


def drawn(changes: Iterable[Change], closed: Mapping[str, Positions]) -> Drawn:
    """Say what each closed month (2023-03) draws; a pure function of the changes and of the closes."""
    changes = list(changes)
    history = History.of(changes)
    steps = history.steps
    whole = fold(steps)
    if whole.confirmed is None:
        return Drawn(whole, {})
    said = decisions(steps)
    accepted = {ref for ref, one in said.items() if one == ACCEPTED}
    held: dict[str, Answers] = {}
    allowed: set[ChangeRef] = set()
    for month, positions in sorted(closed.items()):
        known = seen_of(changes, history, positions)
        if fold(step for step in steps if step.ref in known).confirmed is None:
            continue  # The close knew no such file; there is nothing to hold on to.
        kept = fold(with_what_they_knew(steps, known | accepted)).confirmed
        if kept is not None and not alike(kept, whole.confirmed):
            held[month] = kept
            allowed |= known
    if not held:
        return Drawn(whole, held, accepted=bool(accepted))
    waiting = _waiting(steps, whole, allowed | accepted)
    return Drawn(whole, held, waiting, said.get(waiting, "") if waiting else "")


def alike(one: Answers, other: Answers) -> bool:
    """Tell whether visits draw the same from two versions of a file."""
    return all(same(one.get(name), other.get(name)) for name in DRAWN)


def _waiting(steps: Iterable[Change], whole: State, allowed: set[ChangeRef]) -> ChangeRef | None:
    """Name what the centre would have to accept: the first confirmation that said what the file says now.

    A later one that touches nothing a visit draws does not ask again.
    """
    now = whole.confirmed or {}
    for step in steps:
        if step.ref not in allowed and step.answers.get("status") in CONFIRMING:
            then = fold(with_what_they_knew(steps, {step.ref})).confirmed
            if then is not None and alike(then, now):
                return step.ref
    return whole.confirmed_ref
