"""Changes turned into the columns of a segment body: one list per question, which is small and quick to read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sheqi_desktop.domain.change import Change, ChangeRef

CreationOf = Callable[[str], "ChangeRef | None"]
AddressOf = Callable[[ChangeRef], "tuple[str, str] | None"]
"""A change of another chain → that chain's id and the first eight hex digits of the hash of its sealed segment."""


class _Refs:
    """The numbered list of other chains, each with the checks of the segments that are named.

    A chain that forked stands there again for a number that means another branch now.
    """

    def __init__(self, own: str, address_of: AddressOf) -> None:
        self._own = own
        self._address_of = address_of
        self._places: dict[str, list[int]] = {}
        self._table: list[tuple[str, dict[str, str]]] = []

    def number(self, ref: ChangeRef) -> list[int]:
        """Give a change as two numbers; 0 is the own chain."""
        if ref.chain == self._own:
            return [0, ref.seq]
        address = self._address_of(ref)
        if address is None:
            raise ValueError(f"change {ref} is not sealed yet, so no other chain can name it")
        chain, check = address
        places = self._places.setdefault(chain, [])
        for at in places:
            if self._table[at - 1][1].setdefault(str(ref.seq), check) == check:
                return [at, ref.seq]
        self._table.append((chain, {str(ref.seq): check}))
        places.append(len(self._table))
        return [len(self._table), ref.seq]

    def table(self) -> list[Any]:
        """Give the list as it stands in the body."""
        return [[chain, checks] for chain, checks in self._table]


def compose(changes: Sequence[Change], creation_of: CreationOf, address_of: AddressOf) -> dict[str, Any]:
    """Give the body of a segment as plain JSON values."""
    refs = _Refs(changes[0].ref.chain, address_of)
    people: dict[str, int] = {}
    for change in changes:
        people.setdefault(change.author, len(people))
    here = {change.record: change.ref for change in reversed(changes) if change.creates}
    create: dict[str, Any] = {}
    patch: dict[str, Any] = {}
    for kind, group in _by_kind(change for change in changes if change.creates).items():
        create[kind] = _common(group, people) | {
            "id": [change.record for change in group],
            "f": _full_columns(group),
        }
    for kind, group in _by_kind(change for change in changes if not change.creates).items():
        patch[kind] = _common(group, people) | {
            "rec": [refs.number(_creation(change, here, creation_of)) for change in group],
            "par": [[refs.number(parent) for parent in change.parents] for change in group],
            "f": _sparse_columns(group),
        }
    return {"refs": refs.table(), "people": list(people), "create": create, "patch": patch}


def _creation(change: Change, here: dict[str, ChangeRef], creation_of: CreationOf) -> ChangeRef:
    """Find the change that created a patched record: earlier in this segment, or known elsewhere."""
    local = here.get(change.record)
    found = local if local is not None and local.seq < change.ref.seq else creation_of(change.record)
    if found is None:
        raise ValueError(f"nobody knows which change created record {change.record}")
    return found


def _by_kind(changes: Iterable[Change]) -> dict[str, list[Change]]:
    groups: dict[str, list[Change]] = {}
    for change in changes:
        groups.setdefault(change.kind, []).append(change)
    return groups


def _common(group: list[Change], people: dict[str, int]) -> dict[str, Any]:
    columns: dict[str, Any] = {
        "seq": _differences([change.ref.seq for change in group]),
        "t": _differences([change.at for change in group]),
        "by": [people[change.author] for change in group],
    }
    reasons = {str(i): change.reason for i, change in enumerate(group) if change.reason}
    signatures = {str(i): change.signature for i, change in enumerate(group) if change.signature}
    return columns | ({"why": reasons} if reasons else {}) | ({"sig": signatures} if signatures else {})


def _differences(numbers: list[int]) -> list[int]:
    return [now - before for now, before in zip(numbers, [0, *numbers], strict=False)]


def _full_columns(group: list[Change]) -> dict[str, list[Any]]:
    names = {name for change in group for name, value in change.answers.items() if value is not None}
    return {name: [change.answers.get(name) for change in group] for name in names}


def _sparse_columns(group: list[Change]) -> dict[str, list[list[Any]]]:
    columns: dict[str, list[list[Any]]] = {}
    for row, change in enumerate(group):
        for path, value in change.answers.items():
            column = columns.setdefault(path, [[], []])
            column[0].append(row)
            column[1].append(value)
    return columns
