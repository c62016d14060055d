"""What the board's cells say: words for each row of the contract, a number and a share for each station."""

from __future__ import annotations

from decimal import Decimal

from sheqi_desktop.domain.counting.contract import Indicator
from sheqi_desktop.domain.counting.outcome import MeasureResult, Outcome, UnitResult
from sheqi_desktop.gui.record_table import BadgeCell, Row
from sheqi_desktop.gui.widgets.heat_table import HeatCell, HeatHead, HeatRow

SHORT = {
    "ind_plan_station": "计划",
    "ind_visit": "探访",
    "ind_case": "个案",
    "ind_group": "小组",
    "ind_group_session": "节数",
    "ind_activity": "活动",
    "ind_vol_team": "志愿队",
    "ind_vol_team_hours": "时长",
}


def plan_rows(outcome: Outcome) -> list[Row]:
    """Give one row for each row of the contract, as its first measure with a target opens it."""
    rows = []
    for indicator in outcome.contract.indicators:
        results = [one for one in outcome.results if one.indicator.code == indicator.code]
        lead = next((one for one in results if one.measure.target is not None), results[0])
        rows.append(
            Row(lead.measure.code, (indicator.name, _plan(indicator, results), _actual(results), (_state(results),)))
        )
    return rows


def heat_heads(outcome: Outcome) -> list[HeatHead]:
    """Give a column for each measure that is counted by station."""
    heads = []
    for one in outcome.results:
        if one.measure.scope == "station":
            under = f"{'≥' if one.measure.op == '>=' else '≤'}{one.measure.target}" if one.measure.target else "列示"
            heads.append(HeatHead(SHORT.get(one.measure.code, one.measure.label[:3]), under))
    return heads


def heat_rows(outcome: Outcome, only: str = "") -> list[HeatRow]:
    """Give a row for each station, or only one station's own."""
    measures = [one for one in outcome.results if one.measure.scope == "station"]
    stations = [one for one in outcome.contract.stations_on(outcome.as_of) if not only or one.code == only]
    return [
        HeatRow(station.code, station.name, tuple(_cell(one, one.unit(station.code)) for one in measures))
        for station in stations
    ]


def _cell(result: MeasureResult, unit: UnitResult) -> HeatCell:
    if not result.supplied:
        return HeatCell("—", None, unknown=True, words=f"{unit.name} {result.measure.label}：数据不足")
    words = f"{unit.name} {result.measure.label} {unit.value} {result.measure.unit}"
    if unit.target is None or not unit.target:
        return HeatCell(_number(unit.value), None, words=words)
    percent = int(Decimal(unit.value) * 100 / Decimal(unit.target))
    mark = "" if unit.passed else "未达"
    return HeatCell(_number(unit.value), percent, mark, words=f"{words}，目标 {unit.target}")


def _plan(indicator: Indicator, results: list[MeasureResult]) -> str:
    aims = [one for one in results if one.measure.target is not None]
    each = {"station": "每站 ", "worker": "每人 ", "county": ""}
    return "，".join(
        f"{each[one.measure.scope]}≥{one.measure.target} {one.measure.unit.split('/')[0]}{_whole(one)}" for one in aims
    )


def _whole(result: MeasureResult) -> str:
    if result.measure.scope != "station" or len(result.units) < 2:
        return ""
    return f"（全县 {_number(result.target_total)}）"


def _actual(results: list[MeasureResult]) -> str:
    parts = []
    for one in results:
        if not one.supplied:
            continue
        met = (
            f"・{one.units_met}/{one.units_total} 站"
            if one.measure.scope == "station" and one.passed is not None
            else ""
        )
        parts.append(f"{_number(one.value)} {one.measure.unit.split('/')[0]}{met}")
    return "，".join(parts) or "还没有记录"


def _state(results: list[MeasureResult]) -> BadgeCell:
    judged = [one for one in results if one.passed is not None]
    if not any(one.supplied for one in results):
        return BadgeCell("数据不足", "mute", "circle-help")
    if judged and all(one.passed for one in judged):
        rate = judged[0].rate
        return BadgeCell(f"达标 {rate}%" if rate is not None else "达标", "ok", "check")
    return BadgeCell("未达标", "bad", "x")


def _number(value: object) -> str:
    if value is None:
        return "—"
    number = Decimal(str(value))
    return str(int(number)) if number == number.to_integral_value() else str(number)
