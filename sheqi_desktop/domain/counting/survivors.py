"""The two rules that look at all rows left over: one per key, and the share of phone calls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from operator import attrgetter
from typing import Any

from sheqi_desktop.domain.counting.contract import RuleCall
from sheqi_desktop.domain.counting.moments import instant_of
from sheqi_desktop.domain.counting.reasons import PHONE_SURPLUS, Failure, fail
from sheqi_desktop.domain.counting.rules import Setting, id_of
from sheqi_desktop.domain.counting.sources import VIEWS, Row, View

Lost = list[tuple[Row, Failure]]
SURVIVOR_RULES = {"dedup": ("key",), "phone_share": ()}
"""The rules of survivors with the arguments each must have."""
SIGNED_COLUMNS = ("signed_at", "closure_signed_at", "summary_signed_at", "entered_at")


def survivor_order(view: View) -> Callable[[Row], Any]:
    """Give the order in which rows of one key survive.

    Earliest start, then main client before companion, then first confirmation, then smallest id; rows without
    a start time by date, first confirmation, id.
    """
    name, day = id_of(view), view.day
    signed = next((column for column in SIGNED_COLUMNS if column in view.columns), "")

    def order(row: Row) -> Any:
        return (
            (getattr(row, day) if day else None) or date.max,
            getattr(row, "start_at", None) or "~",
            not getattr(row, "is_main", True),
            instant_of(getattr(row, signed) if signed else None),
            name(row),
        )

    return order


def dedup(rows: Sequence[Row], call: RuleCall, to: Setting) -> tuple[list[Row], Lost]:
    """Keep ``cap`` rows of each key; the others name the one that stays."""
    view, groups = VIEWS[to.view], defaultdict[Any, list[Row]](list)
    key_of, name, order = attrgetter(*call.key), id_of(view), survivor_order(view)
    for row in rows:
        groups[key_of(row)].append(row)
    lost: Lost = []
    gone: set[Any] = set()
    for group in groups.values():
        if len(group) > call.cap:
            group.sort(key=order)
            doc_no = (
                getattr(group[0], "doc_no", "") or f"{view.name}“{getattr(group[0], 'title', '') or name(group[0])}”"
            )
            why = fail("dedup", "NC_DUPLICATE", doc_no=doc_no)
            for row in group[call.cap :]:
                lost.append((row, why))
                gone.add(name(row))
    return ([row for row in rows if name(row) not in gone] if gone else list(rows)), lost


def phone_share(rows: Sequence[Row], call: RuleCall, to: Setting) -> tuple[list[Row], Lost]:
    """Keep the calls of a station within their share of its rows; the latest calls fall out first."""
    share = Fraction(to.params.get("max_phone_share_pct", 100))
    if share >= 100:
        return list(rows), []
    view = VIEWS[to.view]
    name, order = id_of(view), survivor_order(view)
    calls = defaultdict[str, list[Row]](list)
    doors = defaultdict[str, int](int)
    for row in rows:
        if row.mode_group == "call":
            calls[row.station_code].append(row)
        else:
            doors[row.station_code] += 1
    why = Failure("phone_share", "NC_FIELD", PHONE_SURPLUS)
    lost: Lost = []
    for station, called in calls.items():
        room = int(doors[station] * share / (100 - share))
        lost += [(row, why) for row in sorted(called, key=order)[room:]]
    gone = {name(row) for row, _ in lost}
    return [row for row in rows if name(row) not in gone], lost


MAKERS: dict[str, Callable[[Sequence[Row], RuleCall, Setting], tuple[list[Row], Lost]]] = {
    "dedup": dedup,
    "phone_share": phone_share,
}
