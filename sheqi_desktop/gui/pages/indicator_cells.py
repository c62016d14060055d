"""What the board's cells say: words for each row of the contract, a number and a share for each station."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sheqi_desktop.domain.counting.contract import Measure
from sheqi_desktop.domain.counting.outcome import MeasureResult, Outcome, UnitResult
from sheqi_desktop.domain.counting.pace import Pace, PaceState, pace_of
from sheqi_desktop.domain.counting.table import plain, shown
from sheqi_desktop.gui.record_table import BadgeCell, Reached, Row
from sheqi_desktop.gui.widgets.heat_table import HeatCell, HeatHead, HeatRow
from sheqi_desktop.gui.widgets.pace_bar import PaceLine

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
EACH = {"station": "每站 ", "worker": "每人 ", "county": ""}
NEXT_GREEN = 100
"""The lightest green: on the way, or just there."""


def plan_rows(outcome: Outcome) -> list[Row]:
    """Give one row for each row of the contract for the whole county; its first measure with a target opens it."""
    rows = []
    for results in _by_indicator(outcome):
        lead = _lead(results)
        cells = (results[0].indicator.name, _plan(results), _actual(results), _reached(outcome, results, lead))
        rows.append(Row(lead.measure.code, cells))
    return rows


def own_rows(outcome: Outcome, station: str) -> list[Row]:
    """Give the same rows for one station: its own numbers, and what only the county is asked for."""
    rows = []
    for results in _by_indicator(outcome):
        lead = _lead(results)
        shown: tuple[str, Reached | tuple[BadgeCell, ...]]
        own = [(one, one.unit(station)) for one in results if one.measure.scope == "station"]
        if not own:
            shown = ("由县中心统一计数", (BadgeCell("全县", "mute"),))
        else:
            actual = "，".join(_value(one, unit) for one, unit in own if one.supplied) or lead.lacking
            mine = next((unit for one, unit in own if one is lead), own[0][1])
            shown = (actual, _own_reached(outcome, lead, mine))
        rows.append(Row(lead.measure.code, (results[0].indicator.name, _plan(results), *shown)))
    return rows


def heat_heads(outcome: Outcome) -> list[HeatHead]:
    """Give a column for each measure that is counted by station."""
    heads = []
    for one in outcome.results:
        if one.measure.scope == "station":
            sign = "≥" if one.measure.op == ">=" else "≤"
            under = f"{sign}{plain(one.target)}" if one.target is not None else "列示"
            heads.append(HeatHead(SHORT.get(one.measure.code, one.measure.label[:3]), under))
    return heads


def heat_rows(outcome: Outcome) -> list[HeatRow]:
    """Give a row for each station, in code order."""
    measures = [one for one in outcome.results if one.measure.scope == "station"]
    return [
        HeatRow(station.code, station.name, tuple(_cell(outcome, one, one.unit(station.code)) for one in measures))
        for station in outcome.contract.stations_on(outcome.as_of)
    ]


def summary(outcome: Outcome) -> str:
    """Give the remark beside the title: rows, promises, how many are kept and how many have no records yet."""
    passed, total = outcome.passing
    rows = f"{len(outcome.contract.indicators)} 行 {total} 项"
    if passed == total:
        return f"{rows}・全部达标"
    empty = sum(one.measure.basis == "contract" and bool(one.lacking) for one in outcome.results)
    return f"{rows}・{passed} 项达标" + (f"，{empty} 项还没有录入" if empty else "")


def months_longer(first: date, last: date) -> int:
    """Count the months a period was made longer by."""
    return (last.year - first.year) * 12 + last.month - first.month


# ---------------------------------------------------------------------- the words of a row
def _by_indicator(outcome: Outcome) -> list[list[MeasureResult]]:
    codes = [indicator.code for indicator in outcome.contract.indicators]
    return [[one for one in outcome.results if one.indicator.code == code] for code in codes]


def _lead(results: Sequence[MeasureResult]) -> MeasureResult:
    return next((one for one in results if one.target is not None), results[0])


def _plan(results: Sequence[MeasureResult]) -> str:
    aims = [one for one in results if one.target is not None]
    named = len(aims) > 1 and all(one.measure.scope == "county" for one in aims)
    said = []
    for one in aims:
        label = f"{_bare(one.measure)} " if named else ""
        words = f"{label}{EACH[one.measure.scope]}≥{plain(one.target)} {_unit(one.measure)}".replace(" %", "%")
        said.append(words)
    total = _whole(aims[0]) if aims else ""
    return "，".join(dict.fromkeys(said)) + total


def _bare(measure: Measure) -> str:
    return measure.label.partition("（")[0].removeprefix("社会救助").removeprefix("专业探索").removeprefix("项目成果")


def _unit(measure: Measure) -> str:
    return measure.unit.partition("/")[0]


def _whole(result: MeasureResult) -> str:
    several = result.measure.scope == "station" and len(result.units) > 1
    return f"（全县 {plain(result.target_total)}）" if several else ""


def _actual(results: Sequence[MeasureResult]) -> str:
    supplied = [one for one in results if not one.lacking]
    met = next((one for one in supplied if one.measure.scope == "station" and one.passed is not None), None)
    words = "、".join(f"{shown(one.measure, one.value)} {_unit(one.measure)}".replace(" %", "%") for one in supplied)
    return (words + (f"・{met.units_met}/{met.units_total} 站" if met else "")) or _lead(results).lacking


def _value(result: MeasureResult, unit: UnitResult) -> str:
    return f"{shown(result.measure, unit.value)} {_unit(result.measure)}"


def _reached(
    outcome: Outcome, results: Sequence[MeasureResult], lead: MeasureResult
) -> Reached | tuple[BadgeCell, ...]:
    judged = [one for one in results if one.passed is not None]
    if all(one.lacking for one in judged or results):
        return (BadgeCell((judged or results)[0].lacking, "mute", "circle-help"),)
    if not judged:
        return (BadgeCell("列示", "mute"),)
    passed = all(one.passed for one in judged)
    if len(judged) == 1 and lead.rate is not None and not lead.measure.is_ratio:
        return _bar(lead.measure.label, lead.rate, passed, _over(outcome))
    return (_verdict(passed, _over(outcome)),)


def _own_reached(outcome: Outcome, lead: MeasureResult, unit: UnitResult) -> Reached | tuple[BadgeCell, ...]:
    if not lead.supplied:
        return (BadgeCell(lead.lacking, "mute", "circle-help"),)
    if unit.rate is None:
        return (BadgeCell("列示", "mute"),)
    return _bar(lead.measure.label, unit.rate, bool(unit.passed), _over(outcome))


def _bar(label: str, rate: Decimal, passed: bool, over: bool) -> Reached:
    """Draw a share with 100 % at the middle tick, so that what is far beyond still shows."""
    state = "done" if passed else "missed" if over else "normal"
    line = PaceLine(label, state, f"{rate}%", "100%", min(int(rate * 5), 1000), 500)
    return Reached(line, f"{rate}%", "ok" if passed else "bad" if over else "info")


def _verdict(passed: bool, over: bool) -> BadgeCell:
    if passed:
        return BadgeCell("达标", "ok", "check")
    return BadgeCell("未达标", "bad", "x") if over else BadgeCell("还没达到", "info", "hourglass")


def _over(outcome: Outcome) -> bool:
    return outcome.as_of >= outcome.contract.end_date


# ---------------------------------------------------------------------- the cells of the heat map
def _cell(outcome: Outcome, result: MeasureResult, unit: UnitResult) -> HeatCell:
    label = result.measure.label
    if result.lacking:
        return HeatCell("—", None, unknown=True, words=f"{unit.name} {label}：{result.lacking}")
    if not outcome.knows(result, unit.code):
        return HeatCell("—", None, unknown=True, words=f"{unit.name} {label}：{PaceState.UNKNOWN.label}")
    number = shown(result.measure, unit.value)
    words = f"{unit.name} {label} {number} {_unit(result.measure)}"
    if not unit.target:
        return HeatCell(number, None, words=words)
    words += f"，目标 {plain(unit.target)}"
    percent = int(Decimal(unit.value) * 100 / Decimal(unit.target))
    if unit.passed:
        return HeatCell(number, max(percent, NEXT_GREEN), words=words)
    if _over(outcome):
        return HeatCell(number, min(percent, 99), "✖", words=f"{words}，未达")
    return _on_the_way(outcome, result, unit, number, words)


def _on_the_way(outcome: Outcome, result: MeasureResult, unit: UnitResult, number: str, words: str) -> HeatCell:
    """During the year the mark of the pace stands in the cell; only what is behind is red."""
    judged = pace_of(outcome.contract, result.measure, unit, outcome.as_of)
    if not isinstance(judged, Pace):
        return HeatCell(number, None, words=words)
    words = f"{words}，{judged.state.label}"
    if judged.state is PaceState.UNKNOWN:
        return HeatCell(number, None, "?", words=words)
    behind = judged.state in (PaceState.BEHIND, PaceState.FAR_BEHIND)
    return HeatCell(number, 99 if behind else None, judged.state.mark, words=words)
