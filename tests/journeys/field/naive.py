"""What must be there, by other means than the program's: sync/FORMAT.md §5 and §6 written down once more, plainly.

Slow and short on purpose: every question walks over all changes of a record.  Only visits are told in full; who is
asked about nothing else is told whether a record is void.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

from sheqi_desktop.domain.answers import canonical
from sheqi_desktop.domain.change import Change
from tests.desks import LIBRARY

Node = tuple[Any, ...]
"""A change, named by everything it says and by what it knew: a twin in another branch has the same name."""
AsItCounts = Callable[["Record", str], "Record | None"]
COUNTY_TIME = timedelta(hours=8)


def said(change: Change) -> tuple[object, ...]:
    """Name a change by what it says: where a restored disk made two branches of a chain, its place has two names."""
    told = {name: value for name, value in change.answers.items() if value is not None or not change.creates}
    return change.device, change.at, change.record, canonical(told)


@dataclass
class Record:
    """One record, from the set of its changes."""

    changes: tuple[Change, ...]

    @cached_property
    def nodes(self) -> dict[Node, Change]:
        """Every change that stands on firm ground, once."""
        by_ref = {one.ref: one for one in self.changes}
        named: dict[Any, Node | None] = {}

        def name(ref: Any) -> Node | None:
            if ref not in named:
                one = by_ref.get(ref)
                parents = [name(parent) for parent in one.parents] if one else [None]
                whole = one is not None and all(parent is not None for parent in parents)
                named[ref] = (*_own(one), frozenset(parents)) if whole and one else None
            return named[ref]

        return {node: one for ref, one in by_ref.items() if (node := name(ref)) is not None}

    def before(self, node: Node) -> set[Node]:
        """Everything a change knew."""
        if node not in self._before:
            found = set(node[-1])
            for parent in node[-1]:
                found |= self.before(parent)
            self._before[node] = found
        return self._before[node]

    @cached_property
    def _before(self) -> dict[Node, set[Node]]:
        return {}

    def newest(self, nodes: Iterable[Node]) -> list[Node]:
        """Those none of the others knew."""
        among = list(nodes)
        return [one for one in among if not any(one in self.before(other) for other in among)]

    @cached_property
    def silent(self) -> set[Node]:
        """Decisions that were taken back: each taking back is of the last one that stood."""
        decisions = [one for one, change in self.nodes.items() if change.answers.get("settled_by") is not None]
        gone: dict[Node, set[Node]] = {}
        undoings = [one for one, change in self.nodes.items() if change.answers.get("settled_by", "") is None]
        for one in sorted(undoings, key=lambda each: len(self.before(each))):
            earlier = set().union(*(places for other, places in gone.items() if other in self.before(one)))
            gone[one] = set(self.newest(each for each in decisions if each in self.before(one) and each not in earlier))
        return set().union(*gone.values())

    def writes(self, name: str, within: set[Node]) -> dict[Node, Any]:
        return {
            one: self.nodes[one].answers[name]
            for one in within
            if name in self.nodes[one].answers and one not in self.silent
        }

    def value(self, name: str, within: set[Node]) -> Any:
        """The answer as some changes make it; where they differ, what all of them knew."""
        writes = self.writes(name, within)
        live = self.newest(writes)
        while live:
            if len({canonical({"": writes[one]}) for one in live}) == 1:
                return writes[live[0]]
            live = self.newest(one for one in writes if all(one in self.before(other) for other in live))
        return None

    @cached_property
    def void(self) -> bool:
        """Void, unless somebody wrote something without knowing of it."""
        everything = set(self.nodes)
        voids = self.writes("_deleted", everything)
        live = self.newest(voids)
        voiding = [one for one in live if voids[one] is True]
        against = [one for one in live if voids[one] is not True]
        edits = [
            one
            for one, change in self.nodes.items()
            if (set(change.answers) if one not in self.silent else set()) != {"_deleted"}
            and all(one != void and one not in self.before(void) and void not in self.before(one) for void in voiding)
        ]
        return bool(voiding) and not against and not edits

    @cached_property
    def _handed_in(self) -> list[Node]:
        writes = self.writes("status", set(self.nodes))
        return [one for one, value in writes.items() if value == "submitted"]

    @cached_property
    def counting(self) -> set[Node] | None:
        """What the last handing in knew, None if it was never handed in; nobody signs or returns in these schedules."""
        last = self.newest(self._handed_in)
        return set().union(*({one} | self.before(one) for one in last)) if last else None

    @cached_property
    def first_handed_in(self) -> datetime:
        """The moment of the handing in that knew no other."""
        first = [one for one in self._handed_in if not any(other in self.before(one) for other in self._handed_in)]
        at = min(self.nodes[one].at for one in first)
        return datetime.fromtimestamp(at / 1000, UTC) + COUNTY_TIME


def _own(change: Change) -> Node:
    told = {name: value for name, value in change.answers.items() if value is not None or not change.creates}
    return (change.device, change.ref.seq, change.kind, canonical(told), change.author, change.reason, change.at)


def records_of(changes: Iterable[Change]) -> Iterator[tuple[str, Record]]:
    """Give every record that some changes make."""
    by_record: dict[str, list[Change]] = {}
    for one in changes:
        by_record.setdefault(one.record, []).append(one)
    for name, some in by_record.items():
        yield name, Record(tuple(some))


def visits_counted(changes: Iterable[Change], as_it_counts: AsItCounts = lambda record, unit: record) -> dict[str, int]:
    """Count 探访人次 by station, from the contract as it is written: each person once a day, in the period, in time.

    ``as_it_counts`` gives the record as closed months leave it (closing.py), None where nothing of it counts.
    """
    contract = LIBRARY.contract
    seen: set[tuple[str, str, str]] = set()
    for _, whole in records_of(one for one in changes if one.kind == "visit"):
        if whole.counting is None:
            continue
        unit = whole.value("station_code", whole.counting)
        record = as_it_counts(whole, unit)
        if record is None or record.counting is None or record.void:
            continue
        day = record.value("service_date", record.counting)
        in_period = contract.start_date.isoformat() <= (day or "") <= contract.end_date.isoformat()
        if in_period and whole.first_handed_in.date() <= contract.data_cutoff:
            seen.add((unit, record.value("client_id", record.counting), day))
    return {unit: sum(one[0] == unit for one in seen) for unit in {one[0] for one in seen}}
