"""The figures shown beside a count: 人次, 人数 and 户次 of visits, breakdowns, sessions not counted yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sheqi_desktop.domain.codes import VisitOutcome
from sheqi_desktop.domain.counting.aggregate import half_up
from sheqi_desktop.domain.counting.contract import Measure
from sheqi_desktop.domain.counting.outcome import MeasureResult, UnitResult
from sheqi_desktop.domain.counting.sources import VIEWS, Row

DERIVED_COLUMNS = ("month", "client_category")
FINISHED_GROUP = frozenset({"completed", "archived", "terminated", "cancelled"})
FAILED_OUTCOMES = frozenset(
    {VisitOutcome.NOT_HOME, VisitOutcome.NO_ANSWER, VisitOutcome.WRONG_NUMBER, VisitOutcome.REFUSED}
)
GROUPS = {"A": "社会救助", "B": "社会救助", "C": "一小", "D": "一弱", "E": "一老", "F": "流浪"}
OTHERS = "其他"
CHILD_BELOW, ELDER_FROM = 18, 60


@dataclass(frozen=True, slots=True)
class VisitFigures:
    """What is shown wherever visits appear."""

    person_times: int
    persons: int
    household_times: int
    records: int
    door: int
    call: int
    unreached: int

    @property
    def phone_share_pct(self) -> Decimal | None:
        """The share of calls among the counted rows; None while nothing is counted."""
        return half_up(Fraction(self.call * 100, self.person_times), 1) if self.person_times else None


def visit_figures(unit: UnitResult | MeasureResult) -> VisitFigures:
    """Give 人次, 人数, 户次, 份数, the two ways of visiting and the attempts that reached nobody."""
    counted = unit.counted
    seen = [*counted, *(left_out.row for left_out in unit.uncounted)]
    records = {row.visit_id: row for row in seen if not row.void and row.is_main}
    records.update((row.visit_id, row) for row in seen if not row.void and row.visit_id not in records)
    doors = sum(row.mode_group == "door" for row in counted)
    return VisitFigures(
        person_times=len(counted),
        persons=len({row.person_id or row.client_id for row in counted}),
        household_times=len(
            {(getattr(row, "household_id", "") or row.client_id, row.service_date, row.mode_group) for row in counted}
        ),
        records=len(records),
        door=doors,
        call=len(counted) - doors,
        unreached=sum(row.is_main and row.confirmed and row.row_outcome in FAILED_OUTCOMES for row in records.values()),
    )


def report_groups(categories: Iterable[str], age: int | None) -> frozenset[str]:
    """Give the report groups of a person; one may be in several, and who is in none is under 其他."""
    groups = {GROUPS[category[0]] for category in categories if category and category[0] in GROUPS}
    if age is not None and age < CHILD_BELOW:
        groups.add("一小")
    if age is not None and age >= ELDER_FROM:
        groups.add("一老")
    return frozenset(groups or {OTHERS})


def month_of(view: str, row: Row) -> str:
    """Give the month (2023-03) in which a row is counted."""
    day = getattr(row, VIEWS[view].day)
    return f"{day:%Y-%m}" if day else ""


def breakdown(measure: Measure, rows: Sequence[Row]) -> dict[str, dict[Any, int]]:
    """Count the counted rows by each column the contract asks for, keys in order."""
    tables: dict[str, dict[Any, int]] = {}
    for column in measure.breakdown:
        tally = Counter(key for row in rows for key in _keys(measure.source, column, row))
        tables[column] = dict(sorted(tally.items(), key=lambda item: str(item[0])))
    return tables


def _keys(view: str, column: str, row: Row) -> Iterator[Any]:
    if column == "month":
        yield month_of(view, row)
    elif column == "client_category":
        categories = getattr(row, "categories", None) or (getattr(row, "primary_category", ""),)
        yield from report_groups(categories, getattr(row, "age", None))
    else:
        yield getattr(row, column)


def session_figures(sessions: UnitResult | MeasureResult, groups: Iterable[Row]) -> tuple[int, int]:
    """Give 在办小组节数 and 未成组节数: eligible sessions of groups still going, and of groups that did not make it."""
    finished = {group.group_id for group in groups if group.status in FINISHED_GROUP}
    waiting = [u.row for u in sessions.uncounted if [f.code for f in u.failures] == ["NC_PARENT"]]
    below = sum(row.group_id in finished for row in waiting)
    return len(waiting) - below, below
