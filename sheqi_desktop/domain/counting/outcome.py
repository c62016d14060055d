"""What a count gives: per measure and unit the rows that count, those that do not and why, and the verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sheqi_desktop.domain.counting.contract import Contract, Indicator, Measure
from sheqi_desktop.domain.counting.reasons import Failure
from sheqi_desktop.domain.counting.sources import Row

Number = int | Decimal

MET, NOT_MET, LISTED, NO_DATA = "达标", "未达标", "列示", "尚无数据"


def status_word(passed: bool | None) -> str:
    """Give the word of the 状态 column."""
    return LISTED if passed is None else MET if passed else NOT_MET


@dataclass(frozen=True, slots=True)
class Uncounted:
    """A row that is not counted; the first failure is the reason shown, the others are for the detail view."""

    row: Row
    failures: tuple[Failure, ...]

    @property
    def first(self) -> Failure:
        """The reason shown."""
        return self.failures[0]


@dataclass(frozen=True, slots=True)
class UnitResult:
    """One measure at one station, at the county, or of one worker."""

    code: str
    name: str
    counted: tuple[Row, ...]
    uncounted: tuple[Uncounted, ...]
    value: Number
    target: Decimal | None = None
    rate: Decimal | None = None
    passed: bool | None = None

    @property
    def status(self) -> str:
        """达标, 未达标 or 列示."""
        return status_word(self.passed)


@dataclass(frozen=True, slots=True)
class MeasureResult:
    """One measure over the whole county, with its units."""

    measure: Measure
    indicator: Indicator
    units: tuple[UnitResult, ...]
    value: Number
    target: Decimal | None
    target_total: Decimal | None
    rate: Decimal | None
    passed: bool | None
    supplied: bool
    note: str = ""
    silent: bool = False
    """Its source has no row at all and the period still runs: nobody can say anything yet."""

    @property
    def status(self) -> str:
        """达标, 未达标 or 列示; 尚无数据 while there is nothing to judge.  The one place that says so."""
        return NO_DATA if self.silent and self.passed is not None else status_word(self.passed)

    @property
    def lacking(self) -> str:
        """Say 尚无数据 or 数据未录入 where nothing can be judged, '' where something can.

        The one rule: paper, Excel, terminal, the boards and the home page ask here.
        """
        return NO_DATA if self.silent else "" if self.supplied else self.note

    @property
    def units_total(self) -> int:
        """How many stations, workers or counties are asked."""
        return len(self.units)

    @property
    def units_met(self) -> int:
        """How many of them reach their target."""
        return sum(unit.passed is True for unit in self.units)

    @property
    def lowest(self) -> UnitResult | None:
        """The unit with the smallest value, the first in code order among equals."""
        return min(self.units, key=lambda unit: (unit.value, unit.code), default=None)

    @property
    def counted(self) -> tuple[Row, ...]:
        """All counted rows, unit by unit."""
        return tuple(row for unit in self.units for row in unit.counted)

    @property
    def uncounted(self) -> tuple[Uncounted, ...]:
        """All rows not counted, unit by unit."""
        return tuple(left_out for unit in self.units for left_out in unit.uncounted)

    def unit(self, code: str) -> UnitResult:
        """Give one unit by its code; KeyError when it is not asked of this measure."""
        for unit in self.units:
            if unit.code == code:
                return unit
        raise KeyError(code)


@dataclass(frozen=True, slots=True)
class ExternalResult:
    """A value that an evaluator outside this program found, with the document it stands in."""

    value: Decimal
    n: int
    document: str
    on: date


@dataclass(frozen=True, slots=True)
class Outcome:
    """The whole count as of a day."""

    contract: Contract
    as_of: date
    results: tuple[MeasureResult, ...]
    by_code: Mapping[str, MeasureResult] = field(default_factory=dict)

    def result(self, code: str) -> MeasureResult:
        """Give one measure's result; KeyError when the contract has no such measure."""
        return self.by_code[code]

    def knows(self, result: MeasureResult, station: str) -> bool:
        """Tell whether a station's number says anything: its source has rows, and something came from that station."""
        return result.supplied and any(
            unit.code == station and (unit.counted or unit.uncounted) for one in self.results for unit in one.units
        )

    @property
    def passing(self) -> tuple[int, int]:
        """How many measures of the contract pass, and how many there are."""
        asked = [result for result in self.results if result.measure.basis == "contract"]
        return sum(result.passed is True for result in asked), len(asked)

    @property
    def headline(self) -> str:
        """The overall line under the county table."""
        met, total = self.passing
        if met == total:
            return f"{total}项合同指标全部达标"
        silent = sum(one.silent and one.passed is not None for one in self.results)
        failing = total - met - silent
        parts = (f"{met}项达标", f"{failing}项未达标" if failing else "", f"{silent}项{NO_DATA}" if silent else "")
        return f"{total}项合同指标中{'，'.join(part for part in parts if part)}"
