"""What counts of a record whose month the centre has closed: the record as it was then, until the centre accepts more.

A close says how far each chain had been seen.  What those changes made of a record goes on counting, whatever is
confirmed, voided or handed back later, until the centre accepts that confirmation by its name.  A record that did not
count at the close counts for the first time when the centre accepts it.  A signature may come later than the close
(domain 11 §3): it confirms what had been handed in in time.  What was void at the close stays void until the centre
accepts that it is back.

A pure function of the set of a record's changes and of the closes: every machine that holds them gives the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.change import VOIDED, Change, ChangeRef
from sheqi_desktop.domain.fold import BOOKKEEPING, CONFIRMING, State, fold, waits_for_consent
from sheqi_desktop.domain.history import History
from sheqi_desktop.domain.written import same

ACCEPTED, REFUSED, PENDING = "accepted", "refused", "pending"
DECISIONS = frozenset({ACCEPTED, REFUSED})
Positions = Mapping[str, int]
"""How far each chain had been seen."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What counts of a record.

    ``adjust`` is that of the record as a whole: while it is ``pending`` or ``refused`` nothing of it counts.
    ``waiting`` names the confirmation or void the centre has not accepted, ``decided`` says ``refused`` where it said
    no.  ``late`` tells that an earlier version goes on counting meanwhile.  ``void_at_close``: it was void when its
    month was closed, and is so still or waits to be back.
    """

    whole: State
    counted: Answers | None
    voided: bool
    adjust: str = ""
    waiting: ChangeRef | None = None
    decided: str = ""
    late: bool = False
    void_at_close: bool = False


def seen(ref: ChangeRef, positions: Positions) -> bool:
    """Tell whether a change lies within what had been seen."""
    return ref.seq <= positions.get(ref.chain, 0)


def seen_of(changes: Iterable[Change], history: History, positions: Positions) -> set[ChangeRef]:
    """Give what had been seen of a history's steps; what stands in two branches was seen when it was in either."""
    return {history.twins.get(one.ref, one.ref) for one in changes if seen(one.ref, positions)}


def adjust_ref(ref: ChangeRef) -> str:
    """Write the name of the change a decision is about."""
    return f"{ref.chain}:{ref.seq}"


def standing(changes: Iterable[Change], closed: Mapping[str, Positions]) -> Standing:
    """Say what counts; ``closed`` are the closed months (2023-03) of the station that owns the record."""
    changes = list(changes)
    history = History.of(changes)
    steps = history.steps
    whole = fold(steps)
    decided = decisions(steps)
    known_at = {month: seen_of(changes, history, positions) for month, positions in closed.items()}
    base = _as_closed(steps, whole, known_at)
    if base is None:
        month = _month(whole.confirmed)
        if whole.first_confirmed is None or month not in closed:
            return _plain(whole)
        known = known_at[month]
        then = fold(step for step in steps if step.ref in known)
        if then.voided and then.confirmed is not None:
            return _back(steps, whole, known, decided)
        if _needs_signature(steps, whole) and whole.first_confirmed in known:
            return _plain(whole)
    accepted = {ref for ref, said in decided.items() if said == ACCEPTED}
    allowed = fold(with_what_they_knew(steps, (base or set()) | accepted))
    if allowed.voided == whole.voided and _alike(allowed.confirmed, whole.confirmed):
        return _plain(whole, ACCEPTED if whole.confirmed_ref in accepted else "")
    waiting = _waiting(steps, whole, allowed)
    said = decided.get(waiting, "") if waiting else ""
    if allowed.confirmed is None:
        return Standing(whole, whole.confirmed, whole.voided, said or PENDING, waiting, said)
    return Standing(whole, allowed.confirmed, allowed.voided, "", waiting, said, late=True)


def _back(steps: Sequence[Change], whole: State, known: set[ChangeRef], decided: Mapping[ChangeRef, str]) -> Standing:
    """Say what counts of a record that was void when its month was closed: nothing, until the centre accepts it."""
    accepted = {ref for ref, said in decided.items() if said == ACCEPTED}
    allowed = fold(with_what_they_knew(steps, known | accepted))
    if allowed.voided and whole.voided:
        return Standing(whole, whole.confirmed, True, void_at_close=True)
    if not whole.voided and not allowed.voided and _alike(allowed.confirmed, whole.confirmed):
        return _plain(whole, ACCEPTED)
    waiting = _waiting(steps, whole, allowed)
    said = decided.get(waiting, "") if waiting else ""
    if allowed.voided:
        return Standing(whole, whole.confirmed, whole.voided, said or PENDING, waiting, said, void_at_close=True)
    return Standing(whole, allowed.confirmed, allowed.voided, "", waiting, said, late=True)


def _plain(whole: State, adjust: str = "") -> Standing:
    return Standing(whole, whole.confirmed, whole.voided, adjust)


def _needs_signature(steps: Iterable[Change], whole: State) -> bool:
    """Tell a record that counts by signatures; of what is signed only when its file was closed, the hand-in counted."""
    return whole.first_signed is not None and not any(waits_for_consent(step) for step in steps)


def _as_closed(steps: Sequence[Change], whole: State, known_at: Mapping[str, set[ChangeRef]]) -> set[ChangeRef] | None:
    """Give the changes that had been seen when a month in which the record counted was first closed."""
    found, needs = [], _needs_signature(steps, whole)
    for month, known in sorted(known_at.items()):
        then = fold(step for step in steps if step.ref in known)
        signed = not needs or then.first_signed is not None
        if signed and not then.voided and then.confirmed is not None and _month(then.confirmed) == month:
            found.append(known)
    return min(found, key=len, default=None)


def _month(answers: Answers | None) -> str:
    day = (answers or {}).get("service_date")
    return day[:7] if isinstance(day, str) else ""


def decisions(steps: Iterable[Change]) -> dict[ChangeRef, str]:
    """Give what the centre said of each change; whoever decided later, knowing the earlier, is right.

    A void that carries a decision is the centre's own and needs no other.
    """
    found: dict[ChangeRef, str] = {}
    steps = list(steps)
    for step in steps:
        said = step.answers.get("period_adjust")
        if not isinstance(said, str) or said not in DECISIONS:
            continue
        if VOIDED in step.answers:
            found[step.ref] = said
            continue
        chain, _, seq = str(step.answers.get("adjust_ref") or "").rpartition(":")
        if seq.isdecimal():
            found[_named_now(steps, step, ChangeRef(chain, int(seq)))] = said
    return found


def _named_now(steps: Sequence[Change], decision: Change, ref: ChangeRef) -> ChangeRef:
    """Give the change a decision names: where its chain turned out later to have branches, it stands in one of them.

    It is what the centre knew, by this number, that confirmed or voided.
    """
    if any(step.ref == ref for step in steps):
        return ref
    known = with_what_they_knew(steps, set(decision.parents))
    asked = [step.ref for step in known if step.ref.seq == ref.seq and (VOIDED in step.answers or _confirms(step))]
    return asked[0] if len(asked) == 1 else ref


def _confirms(step: Change) -> bool:
    return step.answers.get("status") in CONFIRMING


def with_what_they_knew(steps: Iterable[Change], refs: set[ChangeRef]) -> list[Change]:
    """Give some changes and everything their writers knew."""
    by_ref = {step.ref: step for step in steps}
    todo, kept = [ref for ref in refs if ref in by_ref], set()
    while todo:
        ref = todo.pop()
        if ref not in kept:
            kept.add(ref)
            todo += by_ref[ref].parents
    return [step for ref, step in by_ref.items() if ref in kept]


def _alike(one: Answers | None, other: Answers | None) -> bool:
    if one is None or other is None:
        return one is other
    names = (one.keys() | other.keys()) - BOOKKEEPING
    return all(same(one.get(name), other.get(name)) for name in names)


def _waiting(steps: Iterable[Change], whole: State, allowed: State) -> ChangeRef | None:
    """Name what the centre would have to accept: the void, or the last confirmation."""
    if whole.voided != allowed.voided:
        return next((step.ref for step in reversed(list(steps)) if VOIDED in step.answers), None)
    return whole.confirmed_ref
