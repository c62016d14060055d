"""The sentences and cells of the county result table; the numbers are those of the counting, never typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sheqi_desktop.domain.counting.contract import Indicator
from sheqi_desktop.domain.counting.figures import visit_figures
from sheqi_desktop.domain.counting.outcome import NOT_MET, MeasureResult, Outcome
from sheqi_desktop.domain.counting.table import TableRow

NOTHING = "—"
RowOf = Mapping[tuple[str, str], TableRow]


def by_place(rows: Sequence[TableRow]) -> RowOf:
    """Find the printed row of a unit (the county or a station) and a measure."""
    return {(row.scope_code, row.measure_code): row for row in rows}


def chinese_day(day: date) -> str:
    """Write 2023年9月30日."""
    return f"{day.year}年{day.month}月{day.day}日"


def period(outcome: Outcome) -> str:
    """Name the period in force and the amendment it follows from."""
    contract = outcome.contract
    changed = contract.amendments_on(outcome.as_of)
    basis = f"（按第{changed}次变更后的合同计算）" if changed else ""
    return f"服务期：{chinese_day(contract.start_date)}至{chinese_day(contract.end_date)}{basis}"


def verdict(outcome: Outcome) -> str:
    """Say how many of the contract's measures are reached; 全部 only when all are."""
    return f"{outcome.headline}。"


def results_of(outcome: Outcome, indicator: Indicator) -> list[MeasureResult]:
    """Give the measures of one line of the contract."""
    codes = {measure.code for measure in indicator.measures}
    return [result for result in outcome.results if result.measure.code in codes]


def actual(outcome: Outcome, result: MeasureResult, rows: RowOf) -> str:
    """Say what was reached, in the fixed patterns of the report; 均 only when all stations reach it."""
    measure = result.measure
    row = rows[outcome.contract.county_code, measure.code]
    if result.lacking:
        return f"{measure.label}：{result.lacking}。"
    if measure.listed:
        return f"{measure.label}{row.actual}{row.unit}（列示）。"
    if measure.scope == "worker":
        return f"驻站社工{row.units_total}人，达到{row.target_each}{measure.unit}的{row.actual}人。"
    if measure.scope == "station":
        return _of_stations(outcome, result, rows, row)
    return f"{measure.label}{row.actual}{row.unit}（目标{row.target_each}{row.unit}）。"


def _of_stations(outcome: Outcome, result: MeasureResult, rows: RowOf, row: TableRow) -> str:
    measure = result.measure
    total = f"全县合计{row.actual}{row.unit}，完成率{row.rate_pct}%。"
    if result.passed:
        reached = f"{row.units_total}个乡镇（街道）社工站{measure.label}均达到{row.target_each}{row.unit}以上，{total}"
    else:
        short = [rows[unit.code, measure.code] for unit in result.units if not unit.passed]
        names = "、".join(f"{one.scope_name}（{one.actual}/{one.target_each}）" for one in short)
        reached = f"{row.units_total}站中{row.units_met}站达到，未达到：{names}。{total}"
    if measure.source != "visit_client":
        return reached
    figures = visit_figures(result)
    split = f"其中上门{figures.door}人次、通话{figures.call}人次"
    return f"{reached}{split}；服务{figures.persons}人，{figures.household_times}户次。"


def rate(result: MeasureResult, row: TableRow) -> str:
    """Give the rate as printed."""
    return f"{row.rate_pct}%" if row.rate_pct and not result.silent else NOTHING


def met(result: MeasureResult, row: TableRow) -> str:
    """Give how many units reach their target."""
    return f"{row.units_met}/{row.units_total}" if row.units_met and not result.silent else NOTHING


def station_cell(result: MeasureResult, row: TableRow | None) -> str:
    """Give actual, target and rate of a station in two short lines."""
    if row is None or result.silent:
        return NOTHING
    if not row.target_each:
        return row.actual
    warning = f" {NOT_MET}" if row.status == NOT_MET else ""
    return f"{row.actual}/{row.target_each}\n{row.rate_pct}%{warning}"
