"""Short local numbers for changes: local chain number << 32 | number in the chain; they never leave this file."""

from __future__ import annotations

from dataclasses import dataclass, field

from sheqi_desktop.domain.change import ChangeRef
from sheqi_desktop.store.transaction import Read, Write

SHIFT = 32
MASK = (1 << SHIFT) - 1
_KEY = "chain numbers"


@dataclass(slots=True)
class _Numbers:
    by_name: dict[str, int] = field(default_factory=dict)
    by_no: dict[int, tuple[str, str]] = field(default_factory=dict)
    circles: dict[str, str] = field(default_factory=dict)


def _numbers(read: Read) -> _Numbers:
    known: _Numbers | None = read.remembered.get(_KEY)
    if known is None:
        known = _Numbers()
        for no, name, device, circle in read.rows("SELECT no, name, device, audience FROM chain"):
            known.by_name[name] = no
            known.by_no[no] = (name, device)
            known.circles[name] = circle
        read.remembered[_KEY] = known
    return known


def forget(read: Read) -> None:
    """Look the chains up anew: one was added or renamed."""
    read.remembered.pop(_KEY, None)


def number_of(read: Read, name: str) -> int | None:
    """Give the local number of a chain, None if it was never heard of."""
    return _numbers(read).by_name.get(name)


def number_or_new(write: Write, name: str) -> int:
    """Give the local number of a chain; one merely mentioned by others gets a number too."""
    no = number_of(write, name)
    if no is None:
        write.run(
            "INSERT INTO chain (name, chain, device, epoch, audience, mine, current, seq, hash, last, at)"
            " VALUES (?, ?, '', '', '', 0, 0, 0, '', 0, 0)",
            name,
            name,
        )
        forget(write)
        no = _numbers(write).by_name[name]
    return no


def lid_of(read: Read, ref: ChangeRef) -> int | None:
    """Give the local number of a change, None if its chain was never heard of."""
    no = number_of(read, ref.chain)
    return None if no is None else no << SHIFT | ref.seq


def lid_or_new(write: Write, ref: ChangeRef) -> int:
    """Give the local number of a change, also of one not received yet."""
    return number_or_new(write, ref.chain) << SHIFT | ref.seq


def ref_of(read: Read, lid: int) -> ChangeRef:
    """Give the name of a change that holds everywhere."""
    return ChangeRef(_numbers(read).by_no[lid >> SHIFT][0], lid & MASK)


def device_of(read: Read, lid: int) -> str:
    """Give the machine that made a change, '' if only its chain was mentioned so far."""
    return _numbers(read).by_no[lid >> SHIFT][1]


def circle_of(read: Read, name: str) -> str:
    """Give the circle a chain is for, '' if it was only mentioned so far."""
    return _numbers(read).circles.get(name, "")
