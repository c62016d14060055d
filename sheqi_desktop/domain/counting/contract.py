"""The contract as the counting reads it: who is under it, for how long, and what is promised.

A contract is data.  Amendments are only ever added; what holds on a day follows from them, so a new end date
or a new target changes results without touching a record.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Station:
    """A station under this contract; ``since`` and ``until`` only where it joined or left midway."""

    code: str
    name: str
    kind: str
    since: date | None = None
    until: date | None = None

    def is_in(self, day: date) -> bool:
        """Tell whether the station is under the contract on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Amendment:
    """One agreed change of the contract, never edited afterwards."""

    no: int
    kind: str
    decided_on: date
    decided_by: str
    targets_changed: bool
    reason: str
    effective_from: date | None = None
    measure: str = ""
    old_target: Decimal | None = None
    new_target: Decimal | None = None
    station: str = ""
    old_end_date: date | None = None
    new_end_date: date | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def since(self) -> date:
        """The first day on which it holds."""
        return self.effective_from or self.decided_on


@dataclass(frozen=True, slots=True)
class RuleCall:
    """A counting rule as the contract names it, with its arguments."""

    rule: str
    field: str = ""
    values: tuple[int | str, ...] = ()
    parts: tuple[str, ...] = ()
    kind: str = ""
    n: int = 1
    child: str = ""
    child_rules: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    cap: int = 1
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Population:
    """The workers a worker measure is asked of."""

    posting_kind: str
    on_post_at: str
    min_days_in_period: int


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is counted; without a target it is only listed."""

    code: str
    label: str
    unit: str
    basis: str
    scope: str
    source: str
    aggregate: str
    op: str
    eligibility: tuple[RuleCall, ...]
    target: Decimal | None = None
    value_field: str = ""
    population: Population | None = None
    params: Mapping[str, Any] = field(default_factory=dict)
    breakdown: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    reported_actual: Decimal | None = None

    @property
    def listed(self) -> bool:
        """Tell a measure that is only shown from one that is passed or failed."""
        return self.target is None

    @property
    def is_ratio(self) -> bool:
        """Tell a percentage from a number of things."""
        return self.aggregate in RATIOS

    def reaches(self, value: Decimal, target: Decimal) -> bool:
        """Compare a value with a target, unrounded; reaching it exactly is enough."""
        return value <= target if self.op == "<=" else value >= target


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row of the contract table in the words people know."""

    no: int
    code: str
    name: str
    plan_text: str
    actual_text: str
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A line of the budget, in 分."""

    code: str
    name: str
    amount_fen: int


@dataclass(frozen=True, slots=True)
class ResultRules:
    """How the total is printed and judged."""

    county_pass_rule: str
    rate_decimals: int = 1
    never_show_100_when_below: bool = True


@dataclass(frozen=True, slots=True)
class Contract:
    """The whole contract; ``end_date`` is the end in force after all extensions."""

    contract_id: str
    title: str
    procurement_no: str
    purchaser: str
    contractor: str
    evaluator: str
    county_code: str
    county_name: str
    centre_name: str
    start_date: date
    end_date_original: date
    end_date: date
    data_cutoff: date
    amount_fen: int
    principles: tuple[str, ...]
    amendments: tuple[Amendment, ...]
    stations: tuple[Station, ...]
    indicators: tuple[Indicator, ...]
    result: ResultRules
    budget_lines: tuple[BudgetLine, ...]
    reported_facts: Mapping[str, Any]
    file_version: int

    @property
    def measures(self) -> tuple[Measure, ...]:
        """All measures in the order of the contract table."""
        return tuple(measure for _, measure in self.rows())

    def rows(self) -> Iterator[tuple[Indicator, Measure]]:
        """Walk the contract table, each measure with its indicator."""
        for indicator in self.indicators:
            for measure in indicator.measures:
                yield indicator, measure

    def measure(self, code: str) -> Measure:
        """Give a measure by its code; KeyError when the contract has none."""
        for measure in self.measures:
            if measure.code == code:
                return measure
        raise KeyError(code)

    @property
    def centre_code(self) -> str:
        """The county centre's own place code."""
        return f"{self.county_code}000"

    @property
    def days(self) -> int:
        """How many days the service period in force has, both ends included."""
        return (self.end_date - self.start_date).days + 1

    def elapsed(self, as_of: date) -> int:
        """How many days of the period have passed on a day, that day included."""
        return max(0, min((as_of - self.start_date).days + 1, self.days))

    def stations_on(self, as_of: date) -> tuple[Station, ...]:
        """The stations under the contract on a day, judged at its last day once it is over."""
        day = max(self.start_date, min(as_of, self.end_date))
        stations = (self._amended(station) for station in self.stations)
        return tuple(sorted((s for s in stations if s.is_in(day)), key=lambda s: s.code))

    def _amended(self, station: Station) -> Station:
        for amendment in self.amendments:
            if amendment.station != station.code:
                continue
            if amendment.kind == "add_station" and station.since is None:
                station = replace(station, since=amendment.since)
            if amendment.kind == "remove_station" and station.until is None:
                station = replace(station, until=amendment.since - timedelta(days=1))
        return station

    def target(self, measure: Measure, as_of: date, station_code: str = "") -> Decimal | None:
        """Give what a measure must reach as the contract stood on a day.

        Before its day an amendment leaves the old target, from that day the new one holds for the whole period.
        A station that joins midway has the full target unless the amendment names another.
        """
        if measure.target is None:
            return None
        target = measure.target
        changes = [a for a in self.amendments if a.kind == "change_target" and a.measure == measure.code]
        changes.sort(key=lambda a: (a.since, a.no))
        if changes:
            in_force = [a for a in changes if a.since <= as_of]
            target = (in_force[-1].new_target if in_force else changes[0].old_target) or target
        for amendment in self.amendments:
            named = amendment.kind == "add_station" and amendment.station == station_code
            if named and amendment.measure == measure.code and amendment.new_target is not None:
                target = amendment.new_target
        return target

    def amendments_on(self, as_of: date) -> int:
        """The number in “按第{n}次变更后的合同计算”; an extension holds for the whole period at once."""
        return max((a.no for a in self.amendments if a.kind == "extend_period" or a.since <= as_of), default=0)

    def original(self) -> Contract:
        """The contract before any extension, for 原合同期."""
        return replace(self, end_date=self.end_date_original)


RATIOS = ("score_ratio", "top2_share")
AGGREGATES = ("count", "sum", *RATIOS)
SCOPES = ("county", "station", "worker")
BASES = ("contract", "reported", "design")
OPERATORS = (">=", "<=")
AMENDMENT_KINDS = (
    "extend_period",
    "change_target",
    "change_rule",
    "add_station",
    "remove_station",
    "change_amount",
)
