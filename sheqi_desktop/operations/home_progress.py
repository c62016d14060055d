"""合同进度 of one station, in the words of the home page: this month's ring and one line for each promise."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil

from sheqi_desktop.domain.counting.contract import Contract, Measure
from sheqi_desktop.domain.counting.outcome import NO_DATA, Outcome, UnitResult
from sheqi_desktop.domain.counting.pace import INDEX_FROM_DAY, Pace, PaceState, Step, pace_of
from sheqi_desktop.domain.staff import may
from sheqi_desktop.operations.count_contract import count_contract
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.elder_rate import elder_rate

VISITS = "ind_visit"
SHOWN = (
    (VISITS, "探访", "人次"),
    ("ind_case", "个案", "例"),
    ("ind_group", "小组", "个"),
    ("ind_activity", "社区活动", "场"),
    ("ind_vol_team", "志愿队", "支"),
    ("ind_ce_hours", "继续教育", "学时"),
)
STATE_KEYS = {
    PaceState.DONE: "done",
    PaceState.MISSED: "missed",
    PaceState.FAR_BEHIND: "far_behind",
    PaceState.BEHIND: "behind",
    PaceState.NORMAL: "normal",
    PaceState.AHEAD: "ahead",
    PaceState.UNKNOWN: "unknown",
}


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """One promise of the contract: numbers in words, ``part`` and ``tick`` in thousandths of the target."""

    code: str
    label: str
    state: str
    words: str
    done: str
    target: str
    part: int
    tick: int | None


@dataclass(frozen=True, slots=True)
class MonthRing:
    """The visits of the month against an even share of the year."""

    month: int
    done: int
    target: int
    title: str
    words: str
    remark: str
    elders: str = ""
    """How many of the 特殊困难老年人 were seen this month."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What the card 合同进度 shows."""

    ring: MonthRing | None
    lines: tuple[ProgressLine, ...]


def station_progress(desk: Desk) -> Progress:
    """Count this station's contract as of today; nobody without the right to see it gets numbers."""
    if not may(desk.role, "indicator.read"):
        return Progress(None, ())
    today = desk.clock.today()
    outcome = count_contract(desk, today).outcome
    lines = [one for code, label, unit in SHOWN if (one := _line(desk, outcome, code, label, unit)) is not None]
    return Progress(_ring(desk, outcome, today), tuple(lines))


def contract_words(contract: Contract, today: date) -> str:
    """Give “合同期第 10 个月，还剩 2 个半月”, or that it has not begun or is over."""
    if today < contract.start_date:
        return f"合同期{contract.start_date.month}月{contract.start_date.day}日开始"
    if today > contract.end_date:
        return "合同期已满"
    month = (today.year - contract.start_date.year) * 12 + today.month - contract.start_date.month + 1
    left = (contract.end_date - today).days + 1
    halves = max(round(left / 15.2), 1)
    whole, half = divmod(halves, 2)
    words = f"{left} 天" if left < 30 else f"{whole} 个半月" if half else f"{whole} 个月"
    return f"合同期第 {month} 个月，还剩 {words}"


def _line(desk: Desk, outcome: Outcome, code: str, label: str, unit: str) -> ProgressLine | None:
    try:
        result = outcome.result(code)
    except KeyError:
        return None
    measure = result.measure
    target = outcome.contract.target(measure, outcome.as_of, desk.station)
    wanted = f"{_number(target)} {unit}" if target is not None else unit
    if not result.supplied:
        return ProgressLine(code, label, "unknown", result.lacking, "—", wanted, 0, None)
    one = _own(desk, result.units, measure)
    if one is None or one.target is None:
        return None
    judged = pace_of(outcome.contract, measure, one, outcome.as_of, outcome.knows(result, desk.station))
    part = min(int(Fraction(one.value) / Fraction(one.target) * 1000), 1000) if one.target else 1000
    state, words, tick = _judged(judged, one, unit)
    return ProgressLine(code, label, state, words, _number(one.value), wanted, part, tick)


def _own(desk: Desk, units: tuple[UnitResult, ...], measure: Measure) -> UnitResult | None:
    """Give this station's unit; of a measure per worker the one who is furthest behind."""
    if measure.scope == "worker":
        ours = {one.worker_id for one in desk.colleagues()}
        mine = [unit for unit in units if unit.code in ours]
        return min(mine, key=lambda unit: (unit.value, unit.code), default=None)
    return next((unit for unit in units if unit.code == desk.station), None)


def _judged(judged: Pace | Step | None, one: UnitResult, unit: str) -> tuple[str, str, int | None]:
    if isinstance(judged, Step):
        return ("done" if judged.done else "normal"), f"还有 {judged.days_left} 天" if not judged.done else "", None
    if judged is None:
        return "unknown", "", None
    tick = int(judged.time_progress * 1000)
    state = STATE_KEYS[judged.state]
    lacking = ceil(Fraction(one.target or 0) - Fraction(one.value))
    due = Decimal(int(judged.due * 10)) / 10
    if judged.state in (PaceState.BEHIND, PaceState.FAR_BEHIND):
        words = f"本周需 {judged.weekly_need} {unit}" if judged.weekly_need is not None else f"还需 {lacking} {unit}"
    elif judged.state is PaceState.DONE:
        words = "" if Fraction(one.value) == Fraction(one.target or 0) else f"超出 {_number(-lacking)} {unit}"
    elif judged.state is PaceState.MISSED:
        words = f"差 {lacking} {unit}"
    elif judged.state is PaceState.UNKNOWN:
        words = "合同期头半个月" if judged.elapsed < INDEX_FROM_DAY else NO_DATA
    else:
        words = f"应完成 {due}"
    return state, words, (None if judged.state is PaceState.MISSED else tick)


def _ring(desk: Desk, outcome: Outcome, today: date) -> MonthRing | None:
    result = outcome.result(VISITS)
    one = _own(desk, result.units, result.measure)
    if one is None or one.target is None:
        return None
    done = sum(row.service_date.year == today.year and row.service_date.month == today.month for row in one.counted)
    days = monthrange(today.year, today.month)[1]
    target = ceil(Fraction(one.target) * days / outcome.contract.days)
    left = _working_days_left(today, days)
    if not outcome.contract.start_date <= today <= outcome.contract.end_date:
        words, remark = "不在合同期内", "探访照样记录"
    elif done >= target:
        words, remark = "本月的数已经够了", f"超出 {done - target} 人次" if done > target else "刚好完成"
    else:
        speed = Fraction(done, today.day) * days
        words = "按现在的速度，月底能完成" if speed >= target else "按现在的速度，月底还差一些"
        remark = f"还差 {target - done} 人次・剩 {left} 个工作日"
    return MonthRing(
        today.month, done, target, f"{today.month}月探访", words, remark, elder_rate(desk, outcome, today).words
    )


def _working_days_left(today: date, days: int) -> int:
    return sum(today.replace(day=number).weekday() < 5 for number in range(today.day, days + 1))


def _number(value: int | Decimal | None) -> str:
    if value is None:
        return ""
    words = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return words.rstrip("0").rstrip(".") if "." in words else words
