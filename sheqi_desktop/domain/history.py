"""The changes of one record put in an order in which everyone comes after what he knew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from heapq import heapify, heappop, heappush

from sheqi_desktop.domain.answers import canonical
from sheqi_desktop.domain.change import Change, ChangeRef


def display_order(change: Change) -> tuple[int, str, int, str]:
    """Order changes for display where knowledge does not: logical time, then machine, number, chain."""
    return change.at, change.device, change.ref.seq, change.ref.chain


@dataclass(frozen=True, slots=True)
class History:
    """The changes that stand on firm ground, parents first; and those that wait for a parent.

    ``is_a_line`` is the everyday case: everyone knew everything before him.  Otherwise ``known_to[i]`` is the set
    of changes that change ``i`` knew, as the bits of an integer: asking whether one change knew another is then a
    single machine operation, even for a record with hundreds of changes.  ``twins`` names for a change that stands in
    two branches of a chain the one of the two that is in ``steps``.
    """

    steps: tuple[Change, ...]
    known_to: tuple[int, ...]
    heads: tuple[ChangeRef, ...]
    held: tuple[ChangeRef, ...]
    is_a_line: bool
    twins: Mapping[ChangeRef, ChangeRef] = field(default_factory=dict)

    @classmethod
    def of(cls, changes: Iterable[Change]) -> History:
        """Order a set of changes; the same set gives the same history, however it was listed."""
        known: dict[ChangeRef, Change] = {}
        for change in changes:
            twin = known.get(change.ref)
            known[change.ref] = change if twin is None or twin == change else min(twin, change, key=_content)
        known, strange = _of_its_kind(known)
        known, twins = _without_twins(known)
        steps, held = _parents_first(known)
        held = tuple(sorted((*held, *strange))) if strange else held
        place = {step.ref: i for i, step in enumerate(steps)}
        covered = {parent for step in steps for parent in step.parents}
        heads = tuple(sorted(ref for ref in place if ref not in covered))
        # Rows are addressed one by one, which simple overwriting cannot do: such a history is not treated as a line.
        line = all(
            steps[i - 1].ref in steps[i].parents and not any("/" in path for path in steps[i].answers)
            for i in range(1, len(steps))
        )
        known_to: list[int] = []
        for step in () if line else steps:
            mask = 0
            for parent in step.parents:
                mask |= known_to[place[parent]] | 1 << place[parent]
            known_to.append(mask)
        return cls(tuple(steps), tuple(known_to), heads, held, line, twins)

    @property
    def everything(self) -> int:
        """The set of all changes that have an effect."""
        return (1 << len(self.steps)) - 1

    def knew(self, later: int, earlier: int) -> bool:
        """Tell whether the change at one place was made by someone who had seen the one at the other."""
        return earlier < later if self.is_a_line else bool(self.known_to[later] >> earlier & 1)

    def strangers(self, one: int, other: int) -> bool:
        """Tell whether two changes were made without knowing of each other."""
        return one != other and not self.knew(one, other) and not self.knew(other, one)

    def newest(self, places: Iterable[int]) -> list[int]:
        """Keep those that none of the others knew."""
        among = list(places)
        seen = 0
        for i in among:
            seen |= self.known_to[i]
        return [i for i in among if not seen >> i & 1]


def _of_its_kind(known: dict[ChangeRef, Change]) -> tuple[dict[ChangeRef, Change], list[ChangeRef]]:
    """Set aside what says it is about another kind of record: who may write it was judged by that kind."""
    kinds = {one.kind for one in known.values()}
    if len(kinds) < 2:
        return known, []
    kinds = {one.kind for one in known.values() if one.creates} or kinds
    strange = [ref for ref, one in known.items() if one.kind not in kinds]
    return {ref: one for ref, one in known.items() if one.kind in kinds}, strange


def _without_twins(
    known: dict[ChangeRef, Change],
) -> tuple[dict[ChangeRef, Change], dict[ChangeRef, ChangeRef]]:
    """Take what one machine did once as one change, where a restored disk wrote it into two branches of its chain.

    What was not sealed when a disk was copied is sealed in both lives of the machine: word for word the same, in the
    same place.  Taken as two, everything changed since would be at odds with its own beginning.
    """
    by_device: dict[str, str] = {}
    if all(by_device.setdefault(one.device, one.ref.chain) == one.ref.chain for one in known.values()):
        return known, {}
    order = sorted(known, key=lambda ref: (ref.seq, ref.chain))
    same: dict[ChangeRef, ChangeRef] = {}
    while (found := _twins(known, order, same)) != same:
        same = found
    left = {ref: replace(one, parents=_renamed(one.parents, same)) for ref, one in known.items() if ref not in same}
    return (left, same) if same else (known, {})


def _twins(
    known: dict[ChangeRef, Change], order: Iterable[ChangeRef], same: dict[ChangeRef, ChangeRef]
) -> dict[ChangeRef, ChangeRef]:
    """Name for every change that stands twice the one it is taken as; parents known as twins count as the same."""
    first: dict[tuple[object, ...], ChangeRef] = {}
    found: dict[ChangeRef, ChangeRef] = {}
    for ref in order:
        one = known[ref]
        said = (one.kind, canonical(dict(one.answers)), one.author, one.reason, one.at)
        twin = first.setdefault((one.device, ref.seq, _renamed(one.parents, same | found), *said), ref)
        if twin != ref:
            found[ref] = twin
    return found


def _renamed(parents: Iterable[ChangeRef], same: dict[ChangeRef, ChangeRef]) -> tuple[ChangeRef, ...]:
    return tuple(dict.fromkeys(same.get(parent, parent) for parent in parents))


def _parents_first(known: dict[ChangeRef, Change]) -> tuple[list[Change], tuple[ChangeRef, ...]]:
    """List changes with every parent before its children; what names an unknown change is held back."""
    if len(known) == 1:
        (only,) = known.values()
        return ([only], ()) if only.creates else ([], (only.ref,))
    children: dict[ChangeRef, list[Change]] = {}
    missing: dict[ChangeRef, int] = {}
    ready: list[tuple[tuple[int, str, int, str], ChangeRef]] = []
    for change in known.values():
        parents = set(change.parents)
        missing[change.ref] = len(parents)
        for parent in parents:
            children.setdefault(parent, []).append(change)
        if not parents:
            ready.append((display_order(change), change.ref))
    heapify(ready)
    steps: list[Change] = []
    while ready:
        _, ref = heappop(ready)
        steps.append(known[ref])
        for child in children.get(ref, ()):
            missing[child.ref] -= 1
            if not missing[child.ref]:
                heappush(ready, (display_order(child), child.ref))
    held = tuple(sorted(ref for ref, lacking in missing.items() if lacking))
    return steps, held


def _content(change: Change) -> tuple[object, ...]:
    """Give something to choose by when two changes claim the same place, which no honest log contains."""
    return (*display_order(change), change.parents, canonical(dict(change.answers)), change.author, change.reason)
