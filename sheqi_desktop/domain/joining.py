"""Answers about the writing itself, not about the work: where two machines differ in them, nobody has to decide.

Who wrote and when, why it was corrected, which warnings were confirmed, how far the record has come.  No number hangs
on them: counting asks what a confirmation knew, so the furthest state never counts what its writer had not seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.attachment import REPLACED
from sheqi_desktop.domain.change import Change
from sheqi_desktop.domain.history import display_order

Write: TypeAlias = tuple[Change, Value]
Join: TypeAlias = Callable[[Sequence[Write]], tuple[Value, ...]]
"""Give the one answer of several in a tuple, or nothing where a person has to decide after all."""

_ON_THE_WAY = frozenset({"draft", "submitted", "signed"})
_JUDGED = frozenset({"signed", "returned"})


def _first(writes: Sequence[Write]) -> tuple[Value, ...]:
    return (min(writes, key=lambda each: display_order(each[0]))[1],)


def _last(writes: Sequence[Write]) -> tuple[Value, ...]:
    return (max(writes, key=lambda each: display_order(each[0]))[1],)


def _taken_back(writes: Sequence[Write]) -> tuple[Value, ...]:
    """Whoever wrote without the signature wrote something that is not signed."""
    return (None,) if any(value is None for _, value in writes) else _last(writes)


def _any(writes: Sequence[Write]) -> tuple[Value, ...]:
    """Where one of them waits for a signature, all of it does."""
    return (True if any(value is True for _, value in writes) else None,)


def _texts(writes: Sequence[Write]) -> tuple[Value, ...]:
    said = [str(value) for _, value in _in_order(writes) if value]
    return ("；".join(dict.fromkeys(said)) or None,)


def _all(writes: Sequence[Write]) -> tuple[Value, ...]:
    said = [str(one) for _, value in _in_order(writes) if isinstance(value, list) for one in value]
    return (list(dict.fromkeys(said)) or None,)


def _state(writes: Sequence[Write]) -> tuple[Value, ...]:
    """A hand-in beside a draft is handed in; beside a signature or a return it is a new version that waits.

    Who judged an older version did not judge the newer; of two who judged the same one, the safe side stands (14 §6).
    """
    said = {value for _, value in writes}
    if said <= _JUDGED:
        return ("returned",)
    if said <= _ON_THE_WAY or ("submitted" in said and said <= _ON_THE_WAY | _JUDGED):
        return ("submitted",)
    return ()


def _in_order(writes: Iterable[Write]) -> list[Write]:
    return sorted(writes, key=lambda each: display_order(each[0]))


JOINS: Mapping[str, Join] = {
    # A record two machines made (the one roster of a group) was entered by the first and handed in by the last.
    "entered_at": _first,
    "entered_by": _first,
    "signed_at": _last,
    "signed_by": _last,
    "lead_signed_at": _taken_back,
    "lead_signed_by": _taken_back,
    "approved_at": _last,
    "approved_by": _last,
    "approval_note": _texts,
    "return_note": _texts,
    "correction_reason": _texts,
    "settled_by": _last,
    "settled_on": _last,
    "settled_why": _texts,
    "asked_back_by": _taken_back,
    "asked_back_on": _taken_back,
    "asked_back_why": _taken_back,
    "same_by": _last,
    "same_on": _last,
    "same_why": _texts,
    "same_asked_by": _taken_back,
    "same_asked_on": _taken_back,
    "same_asked_why": _taken_back,
    "not_same_as": _all,
    "after_closure": _any,
    "status": _state,
    "_confirmed": _all,
    REPLACED: _all,
    "_form": _last,
}
"""Answer → how several become one."""


def joined(path: str, writes: Sequence[Write]) -> tuple[Value, ...]:
    """Give the answer several writers together gave, in a tuple; nothing where a person has to decide."""
    join = JOINS.get(path)
    return join(writes) if join is not None else ()
