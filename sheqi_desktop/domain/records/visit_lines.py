"""The persons of one visit in the plainest form, for the store to keep beside the record.

A merge passes a year of a county through here, so nothing is parsed and no object is made that is not kept.
``domain/records/visit.py`` makes the rows that are counted out of these.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Any

from sheqi_desktop.domain.codes import VisitOutcome

NOTE_AT_LEAST = 5
_LARGEST = 1 << 31
REACHED = frozenset({int(VisitOutcome.SEEN), int(VisitOutcome.CARER_ANSWERED)})

Line = tuple[int, str, str, str, int, int, int, str, int, int]
"""place (0 = main), client, service date, start, minutes (-1 unknown), mode, row outcome, signature, has a reason,
has a risk signal."""


def lines(answers: Mapping[str, Any]) -> list[Line]:
    """List the main client, then everyone visited in the same home; an answer of the wrong type counts as none.

    A housemate was reached only if met in person and given a finding of their own, on a visit that reached somebody.
    """
    get = answers.get
    day, start, end, client = get("service_date"), get("start_at"), get("end_at"), get("client_id")
    mode, outcome, sign = get("mode"), get("outcome"), get("client_sign")
    if type(day) is not str:
        day = ""
    if type(start) is not str:
        start = ""
    minutes = _lasted(start, end)
    if type(mode) is not int or not 0 <= mode < _LARGEST:
        mode = 0
    if type(outcome) is not int or not 0 <= outcome < _LARGEST:
        outcome = 0
    state, reason = (_text(sign.get("state")), int(bool(sign.get("reason")))) if isinstance(sign, dict) else ("", 0)
    signals = get("risk_signals")
    signal = int(isinstance(signals, list) and any(signals))
    found: list[Line] = []
    if client and type(client) is str:
        found.append((0, client, day, start, minutes, mode, outcome, state, reason, signal))
    mates = get("co_clients")
    if isinstance(mates, list):
        for place, mate in enumerate(mates, start=1):
            if not isinstance(mate, dict) or not _text(mate.get("client_id")):
                continue
            told = len(_text(mate.get("co_note")).strip()) >= NOTE_AT_LEAST
            met = mate.get("met") is True and told and outcome in REACHED
            reached = int(VisitOutcome.SEEN if met else VisitOutcome.NOT_HOME)
            found.append((place, mate["client_id"], day, start, minutes, mode, reached, state, reason, 0))
    return found


def lines_of(
    columns: Mapping[str, Sequence[Any]], kinds: Mapping[str, Collection[type]], names: Sequence[int]
) -> list[tuple[Any, ...]]:
    """Give the lines of many visits, each after the name of its visit; only those with housemates are made one by one.

    ``columns`` are the answers question by question, None where one was not given; ``kinds`` the types in each.
    """
    count = len(names)
    nothing: Sequence[Any] = [None] * count
    day, start, client = (
        columns[name] if kinds.get(name) == {str} else _texts(columns.get(name, nothing))
        for name in ("service_date", "start_at", "client_id")
    )
    signs = columns.get("client_sign", nothing)
    if kinds.get("client_sign") != {dict}:
        signs = [one if type(one) is dict else _UNSIGNED for one in signs]
    # An empty start is no time either.
    lasted = _minutes if kinds.get("end_at") == {str} else _lasted
    told = zip(
        names,
        repeat(0),
        client,
        day,
        start,
        map(lasted, start, columns.get("end_at", nothing)),
        _codes(columns.get("mode"), count),
        _codes(columns.get("outcome"), count),
        _texts([sign.get("state") for sign in signs]),
        [1 if sign.get("reason") else 0 for sign in signs],
        [1 if type(one) is list and any(one) else 0 for one in columns.get("risk_signals", nothing)],
    )
    mates = columns.get("co_clients", nothing)
    if not any(mates):
        return list(told) if all(client) else [line for line in told if line[2]]
    found: list[tuple[Any, ...]] = []
    for i, line in enumerate(told):
        if type(mates[i]) is list and mates[i]:
            found += ((names[i], *each) for each in lines({name: column[i] for name, column in columns.items()}))
        elif line[2]:
            found.append(line)
    return found


_UNSIGNED: Mapping[str, Any] = {}


def _texts(column: Sequence[Any]) -> Sequence[str]:
    return [one if type(one) is str else "" for one in column]


def _codes(column: Sequence[Any] | None, count: int) -> Sequence[int]:
    if column is None:
        return [0] * count
    return [one if type(one) is int and 0 <= one < _LARGEST else 0 for one in column]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _lasted(start: str, end: Any) -> int:
    return _minutes(start, end) if start and type(end) is str else -1


@lru_cache(maxsize=4096)
def _minutes(start: str, end: str) -> int:
    try:
        return (int(end[:2]) - int(start[:2])) * 60 + int(end[3:5]) - int(start[3:5])
    except ValueError:
        return -1
