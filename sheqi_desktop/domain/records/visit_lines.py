"""The persons of one visit in the plainest form, for the store to keep beside the record.

A merge passes a year of a county through here, so nothing is parsed and no object is made that is not kept.
``domain/records/visit.py`` makes the rows that are counted out of these.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sheqi_desktop.domain.codes import VisitOutcome

NOTE_AT_LEAST = 5
REACHED = frozenset({int(VisitOutcome.SEEN), int(VisitOutcome.CARER_ANSWERED)})

Line = tuple[int, str, str, str, int, int, int, str, int]
"""place (0 = main), client, service date, start, minutes (-1 unknown), mode, row outcome, signature, has a reason."""


def lines(answers: Mapping[str, Any]) -> list[Line]:
    """List the main client, then everyone visited in the same home; an answer of the wrong type counts as none.

    A housemate was reached only if met in person and given a finding of their own, on a visit that reached somebody.
    """
    day, start = _text(answers.get("service_date")), _text(answers.get("start_at"))
    minutes = _minutes(start, _text(answers.get("end_at")))
    mode, outcome = _number(answers.get("mode")), _number(answers.get("outcome"))
    sign = answers.get("client_sign")
    state, reason = (_text(sign.get("state")), int(bool(sign.get("reason")))) if isinstance(sign, dict) else ("", 0)
    found: list[Line] = []
    client = _text(answers.get("client_id"))
    if client:
        found.append((0, client, day, start, minutes, mode, outcome, state, reason))
    mates = answers.get("co_clients")
    if isinstance(mates, list):
        for place, mate in enumerate(mates, start=1):
            if not isinstance(mate, dict) or not _text(mate.get("client_id")):
                continue
            told = len(_text(mate.get("co_note")).strip()) >= NOTE_AT_LEAST
            met = mate.get("met") is True and told and outcome in REACHED
            reached = int(VisitOutcome.SEEN if met else VisitOutcome.NOT_HOME)
            found.append((place, mate["client_id"], day, start, minutes, mode, reached, state, reason))
    return found


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _number(value: Any) -> int:
    return value if type(value) is int and 0 <= value < 1 << 31 else 0


def _minutes(start: str, end: str) -> int:
    try:
        return (int(end[:2]) - int(start[:2])) * 60 + int(end[3:5]) - int(start[3:5])
    except ValueError:
        return -1
