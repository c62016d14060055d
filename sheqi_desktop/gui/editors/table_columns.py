"""Which columns of a list stand in its table, how wide, and how a cell is read aloud; the rest stands in the detail."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.fieldtype import show
from sheqi_desktop.domain.form import Field

NUMBER_WIDTH = 44
_KINDS = {"int": 64, "dec1": 76, "dec2": 84, "date": 112, "time": 72, "datetime": 150, "bool": 64, "ref": 120}
_LETTER, _HEAD_LETTER, _AIR = 14, 13, 22
_BY_SIZE = ((10, 72), (20, 112), (30, 92), (40, 128))
"""Of texts: a phone number is short but wide, a name may have thirty characters and has three."""
_LONGEST = 148
RIGHT = frozenset({"int", "dec1", "dec2"})


def head_of(column: Field) -> str:
    """Give the words over a column, with a star where every row needs an answer."""
    return column.label_with_unit + (" *" if always_needed(column) else "")


def always_needed(column: Field) -> bool:
    """Tell whether every row needs an answer."""
    return column.need != "optional" and not column.need_when and not column.need_if


def width_of(column: Field) -> int:
    """Give the width of a column in design pixels: what it holds, and the words over it."""
    if column.type == "code" and column.vocabulary is not None:
        words = max((len(entry.label) for entry in column.vocabulary.offered()), default=2)
        wide = words * _LETTER + _AIR
    elif column.type == "text":
        wide = next((px for size, px in _BY_SIZE if (column.size or 0) <= size), _LONGEST)
    else:
        wide = _KINDS.get(column.type, _LONGEST)
    return max(min(wide, _LONGEST), len(head_of(column)) * _HEAD_LETTER + _AIR)


def standing(columns: Sequence[Field], room: float) -> list[Field]:
    """Give the columns a table so wide has room for: what every row needs first, then the others in their order.

    What is asked only in some rows has no column: it would be empty in all the others.
    """
    asked = [column for column in columns if not column.shown_if and not column.shown_when]
    left = room - NUMBER_WIDTH
    taken: set[str] = set()
    for wanted in (filter(always_needed, asked), asked):
        for column in wanted:
            if column.id in taken:
                continue
            if width_of(column) > left and taken:
                break
            taken.add(column.id)
            left -= width_of(column)
    return [column for column in asked if column.id in taken]


def said(column: Field, value: Value, name: str = "") -> str:
    """Give what a cell says; what was typed and is no answer is shown as it is."""
    if value is None:
        return ""
    if column.type == "ref":
        return name or str(value)
    return show(value, column) or (str(value) if not isinstance(value, bool) else "")


def spread(columns: Iterable[Field], room: float) -> list[float]:
    """Give the widths of the columns of a table: what room is left goes to words."""
    some = list(columns)
    widths = [float(width_of(column)) for column in some]
    wordy = [place for place, column in enumerate(some) if column.type in ("text", "ref", "code")] or [len(some) - 1]
    spare = max(room - NUMBER_WIDTH - sum(widths), 0.0)
    for place in wordy:
        widths[place] += spare / len(wordy)
    return widths
