"""The rules of children: which sessions, notes, members and hours of a record are good enough to be counted for it.

Most are the rules of rows under their own names.  Three look at all children of one parent together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from sheqi_desktop.domain.counting.contract import RuleCall
from sheqi_desktop.domain.counting.rules import RULES, Check, Setting, last_day
from sheqi_desktop.domain.counting.sources import VIEWS, Row

MINUTES_A_DAY = 960
ROW_RULES = ("not_void", "confirmed", "adjust_ok", "complete", "in_period", "min_attendance", "verified", "has_file")

Choose = Callable[[Iterable[Row]], list[Row]]


def active_at_period_end_or_as_of(to: Setting) -> Choose:
    """The member had joined and not left on the last day; leaving on that very day means gone."""
    last = last_day(to.contract, to.as_of)

    def active(row: Row) -> bool:
        joined: date | None = row.joined_on
        left: date | None = row.left_on
        return (joined is None or joined <= last) and (left is None or left > last)

    return lambda rows: [row for row in rows if active(row)]


def distinct_person(to: Setting) -> Choose:
    """One person is one member, however often the roll names them."""
    return lambda rows: list({row.person_id: row for row in rows}.values())


def positive_minutes(to: Setting) -> Choose:
    """The record has time in it, and the person's day stays within sixteen hours."""

    def choose(rows: Iterable[Row]) -> list[Row]:
        kept: list[Row] = []
        worked: dict[tuple[str, date | None], int] = {}
        for row in rows:
            day = (row.person_id, row.service_date)
            if row.minutes > 0 and worked.get(day, 0) + row.minutes <= MINUTES_A_DAY:
                worked[day] = worked.get(day, 0) + row.minutes
                kept.append(row)
        return kept

    return choose


SET_RULES: dict[str, Callable[[Setting], Choose]] = {
    "active_at_period_end_or_as_of": active_at_period_end_or_as_of,
    "distinct_person": distinct_person,
    "positive_minutes": positive_minutes,
}
SET_RULE_COLUMNS = {
    "active_at_period_end_or_as_of": ("joined_on", "left_on"),
    "distinct_person": ("person_id",),
    "positive_minutes": ("minutes", "person_id", "service_date"),
}
CHILD_RULES = frozenset(ROW_RULES) | frozenset(SET_RULES)


def family(names: Sequence[str], to: Setting) -> Callable[[Sequence[Row]], int]:
    """Give the function that counts the passing children of one parent."""
    day = VIEWS[to.view].day
    checks: list[Check] = [RULES[name].make(RuleCall(name, field=day), to) for name in names if name in ROW_RULES]
    chosen = [SET_RULES[name](to) for name in names if name in SET_RULES]

    def count(children: Sequence[Row]) -> int:
        left = [row for row in children if all(check(row) is None for check in checks)]
        for choose in chosen:
            left = choose(left)
        return len(left)

    return count
