"""The county table: one row per measure for the county, then the station measures station by station."""

from __future__ import annotations

import csv
import io
from dataclasses import astuple, dataclass, fields
from decimal import Decimal

from sheqi_desktop.domain.counting.aggregate import half_up
from sheqi_desktop.domain.counting.contract import Measure
from sheqi_desktop.domain.counting.outcome import NO_DATA, MeasureResult, Number, Outcome, UnitResult

PEOPLE = "人"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line of the county table, every cell as it is printed."""

    scope: str
    scope_code: str
    scope_name: str
    indicator_no: str
    measure_code: str
    measure_label: str
    unit: str
    basis: str
    target_each: str
    units_total: str
    units_met: str
    target_total: str
    actual: str
    rate_pct: str
    status: str
    origin: str = ""
    note: str = ""


COLUMNS = tuple(column.name for column in fields(TableRow))


def county_table(outcome: Outcome) -> list[TableRow]:
    """Give all rows in the order of the report: the contract table, then each station in code order."""
    return [*county_rows(outcome), *station_rows(outcome)]


def county_rows(outcome: Outcome) -> list[TableRow]:
    """Give one row per measure for the whole county."""
    return [_county_row(outcome, result) for result in outcome.results]


def station_rows(outcome: Outcome) -> list[TableRow]:
    """Give the station measures of every station, in code order."""
    asked = [result for result in outcome.results if result.measure.scope == "station"]
    stations = outcome.contract.stations_on(outcome.as_of)
    return [_station_row(result, result.unit(station.code)) for station in stations for result in asked]


def as_csv(rows: list[TableRow]) -> bytes:
    """Write the rows as the report's CSV: UTF-8, LF, header first."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(astuple(row) for row in rows)
    return text.getvalue().encode()


def shown(measure: Measure, value: Number) -> str:
    """Print a value: a number of things as an integer, a ratio or a sum with one decimal."""
    return str(value) if isinstance(value, int) else str(half_up(value, 1))


def plain(number: Decimal | None) -> str:
    """Print a target without empty decimals; nothing when there is none."""
    if number is None:
        return ""
    return str(int(number)) if number == int(number) else f"{number.normalize():f}"


def _county_row(outcome: Outcome, result: MeasureResult) -> TableRow:
    contract, measure = outcome.contract, result.measure
    return TableRow(
        "county",
        contract.county_code,
        contract.county_name,
        *_head(result, PEOPLE if measure.scope == "worker" else measure.unit, result.target),
        units_total=str(result.units_total),
        units_met="" if measure.listed else str(result.units_met),
        target_total=plain(result.target_total),
        actual=shown(measure, result.value),
        rate_pct="" if result.rate is None else str(result.rate),
        status=result.status,
        note=result.note,
    )


def _station_row(result: MeasureResult, unit: UnitResult) -> TableRow:
    measure = result.measure
    return TableRow(
        "station",
        unit.code,
        unit.name,
        *_head(result, measure.unit, unit.target),
        units_total="1",
        units_met="" if unit.passed is None else str(int(unit.passed)),
        target_total=plain(unit.target),
        actual=shown(measure, unit.value),
        rate_pct="" if unit.rate is None else str(unit.rate),
        status=NO_DATA if result.silent and unit.passed is not None else unit.status,
        note=result.note,
    )


def _head(result: MeasureResult, unit: str, target: Decimal | None) -> tuple[str, str, str, str, str, str]:
    measure = result.measure
    return str(result.indicator.no), measure.code, measure.label, unit, measure.basis, plain(target)
