"""A record as one row: which answers get a column of their own, so that lists and searches need not open the rest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import repeat
from typing import Any

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.attachment import only_added
from sheqi_desktop.domain.fold import BOOKKEEPING, CONFIRMING, SIGNED
from sheqi_desktop.store import jsontext

COLUMNS = (
    "id, kind, station, status, number, service_date, form, worker, person, client, household, name, village,"
    " birth_date, file_state, risk, next_due, adjust, entered_at, parent, id_no, file, voided, void_reason, restricted,"
    " created, head, first_confirmed, first_confirmed_at, first_signed, first_signed_at, last_confirmed, counted,"
    " correcting, revision, changed_at, changed_by, author, held, conflicts, answers, confirmed"
)
TOUCHED = "first_confirmed <> 0 AND (first_confirmed <> last_confirmed OR voided <> 0 OR adjust <> '')"
"""Records that something happened to after they were first confirmed."""
COLUMN_COUNT = COLUMNS.count(",") + 1
_LARGEST = 1 << 62

# ``counted``: is there a version that counts, and is it the one shown?
NEVER_CONFIRMED, AS_SHOWN, AS_KEPT = 0, 1, 2


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""


def _number(value: Value) -> int:
    return value if type(value) is int and -_LARGEST < value < _LARGEST else 0


# The answers that fill the columns from station to file, each with what stands for "not answered".
_SHOWN: tuple[tuple[str, str | int], ...] = (
    ("station_code", ""),
    ("status", ""),
    ("doc_no", ""),
    ("service_date", ""),
    ("_form", 0),
    ("worker_id", ""),
    ("person_id", ""),
    ("client_id", ""),
    ("household_id", ""),
    ("name", ""),
    ("village", ""),
    ("birth_date", ""),
    ("file_state", ""),
    ("risk_level", 0),
    ("next_due", ""),
    ("period_adjust", ""),
    ("entered_at", ""),
    ("parent_id", ""),
    ("id_no", ""),
    ("file_id", ""),
)
STATUS = 1
"""The place of the status among these."""
_NAME, _HEAD_NAME = 9, "head_name"
IN_COLUMNS = frozenset(name for name, _ in _SHOWN) | {_HEAD_NAME, "restricted"}
"""The answers that show in columns of their own."""


def shown(answers: Mapping[str, Value]) -> tuple[Any, ...]:
    """Give the columns from station to file; an answer of the wrong type shows as unanswered."""
    get = answers.get
    found = [_number(get(name)) if blank == 0 else _text(get(name)) for name, blank in _SHOWN]
    found[_NAME] = found[_NAME] or _text(get(_HEAD_NAME))
    return tuple(found)


def shown_columns(columns: Mapping[str, Sequence[Any]], kinds: Mapping[str, Collection[type]]) -> list[Iterable[Any]]:
    """Give the same for many records at once, column by column, without touching a row where a column is plain.

    What nobody answered is a ``repeat`` without end.
    """
    found = [_plain(columns.get(name), kinds.get(name, ()), blank) for name, blank in _SHOWN]
    if _HEAD_NAME in columns:
        heads = _plain(columns[_HEAD_NAME], kinds[_HEAD_NAME], "")
        found[_NAME] = [name or head for name, head in zip(found[_NAME], heads, strict=False)]
    return found


def _plain(column: Sequence[Any] | None, kinds: Collection[type], blank: str | int) -> Iterable[Any]:
    if column is None:
        return repeat(blank)
    if kinds == {str} and blank == "":
        return column
    if kinds == {int} and blank == 0 and -_LARGEST < min(column) <= max(column) < _LARGEST:
        return column
    return [_number(value) if blank == 0 else _text(value) for value in column]


def restricted(answers: Mapping[str, Value]) -> int:
    """Tell whether only named people may see the record (限阅)."""
    return int(answers.get("restricted") is True)


def differs(names: Iterable[str], answers: Mapping[str, Value], confirmed: Mapping[str, Value]) -> bool:
    """Tell whether anything of substance among these answers was written after the last confirmation."""
    for name in names:
        if name not in BOOKKEEPING:
            now, then = answers.get(name), confirmed.get(name)
            if not _same(now, then) and not only_added(now, then):
                return True
    return False


def _same(one: Value, other: Value) -> bool:
    if one is other:
        return True
    if type(one) is not type(other) or one != other:
        return False
    return not isinstance(one, list | dict) or jsontext.ordered(one) == jsontext.ordered(other)


def confirms(answers: Mapping[str, Value]) -> bool:
    """Tell whether these answers hand the record in."""
    status = answers.get("status")
    return isinstance(status, str) and status in CONFIRMING


def signs(answers: Mapping[str, Value]) -> bool:
    """Tell whether these answers sign the record (签批)."""
    return answers.get("status") == SIGNED


def equal(one: Mapping[str, Value], other: Mapping[str, Value]) -> bool:
    """Tell whether two sets of answers are the same, minding that True is not 1."""
    return one == other and jsontext.ordered(one) == jsontext.ordered(other)
