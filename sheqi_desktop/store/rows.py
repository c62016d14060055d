"""A record as one row: which answers get a column of their own, so that lists and searches need not open the rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.fold import BOOKKEEPING, CONFIRMING
from sheqi_desktop.domain.written import same
from sheqi_desktop.store import jsontext

COLUMNS = (
    "id, kind, station, status, number, service_date, form, worker, person, client, household, name, village,"
    " birth_date, file_state, risk, next_due, entered_at, voided, void_reason, restricted, created, head,"
    " first_confirmed, first_confirmed_at, counted, correcting, revision, changed_at, changed_by, author, held,"
    " conflicts, answers, confirmed"
)
COLUMN_COUNT = COLUMNS.count(",") + 1
_LARGEST = 1 << 62

# ``counted``: is there a version that counts, and is it the one shown?
NEVER_CONFIRMED, AS_SHOWN, AS_KEPT = 0, 1, 2


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""


def _number(value: Value) -> int:
    return value if type(value) is int and -_LARGEST < value < _LARGEST else 0


def shown(answers: Mapping[str, Value]) -> tuple[Any, ...]:
    """Give the columns from station to entered_at; an answer of the wrong type shows as unanswered."""
    get = answers.get
    return (
        _text(get("station_code")),
        _text(get("status")),
        _text(get("doc_no")),
        _text(get("service_date")),
        _number(get("_form")),
        _text(get("worker_id")),
        _text(get("person_id")),
        _text(get("client_id")),
        _text(get("household_id")),
        _text(get("name")) or _text(get("head_name")),
        _text(get("village")),
        _text(get("birth_date")),
        _text(get("file_state")),
        _number(get("risk_level")),
        _text(get("next_due")),
        _text(get("entered_at")),
    )


def restricted(answers: Mapping[str, Value]) -> int:
    """Tell whether only named people may see the record (限阅)."""
    return int(answers.get("restricted") is True)


def differs(answers: Mapping[str, Value], confirmed: Mapping[str, Value]) -> bool:
    """Tell whether anything of substance was written after the last confirmation."""
    names = (answers.keys() | confirmed.keys()) - BOOKKEEPING
    return any(not same(answers.get(name), confirmed.get(name)) for name in names)


def confirms(answers: Mapping[str, Value]) -> bool:
    """Tell whether these answers hand the record in."""
    status = answers.get("status")
    return isinstance(status, str) and status in CONFIRMING


def equal(one: Mapping[str, Value], other: Mapping[str, Value]) -> bool:
    """Tell whether two sets of answers are the same, minding that True is not 1."""
    return one == other and jsontext.ordered(one) == jsontext.ordered(other)


def of_substance(answers: Mapping[str, Value]) -> bool:
    """Tell a change of what happened from one that only says how far the record has come."""
    return any(name not in BOOKKEEPING for name in answers)
