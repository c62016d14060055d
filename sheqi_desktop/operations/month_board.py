"""数据汇总 by months: every machine of every station against the months of the contract; domain 17 §3."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sheqi_desktop.domain.clock import county_day
from sheqi_desktop.domain.reporting import LAST_DAY_TO_SEND
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.store import log, outbox
from sheqi_desktop.sync.roster import Device

IN_USE = ("active", "pending")
WORDS = {
    "none": "",
    "waiting": "未到",
    "late": "迟交",
    "pending": "待合并",
    "gap": "缺号",
    "merged": "已合并",
    "returned": "已回传",
    "received": "站已收",
    "refused": "拒收",
}
"""State of a cell → what stands in it; the months to come are empty."""


@dataclass(frozen=True, slots=True)
class MonthCell:
    """One machine in one month: its state in few words, all of it in many, and the files behind it."""

    state: str
    short: str
    words: str
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MachineRow:
    """One computer of a station."""

    code: str
    station: str
    slot: str
    cells: tuple[MonthCell, ...]


@dataclass(frozen=True, slots=True)
class MonthBoard:
    """The whole grid: the first day of each month, and a row for each machine."""

    months: tuple[date, ...]
    rows: tuple[MachineRow, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """What lies in the file about bundles, read once."""

    imports: Sequence[outbox.ImportLog]
    exports: Sequence[outbox.Export]
    gaps: frozenset[str]
    today: date


def month_board(desk: Desk) -> MonthBoard:
    """Read how each machine stands in each month of the contract."""
    contract = desk.library.contract
    months = _months(contract.start_date, contract.end_date)
    with desk.read() as read:
        gaps = frozenset(one.name for one in log.parked(read) if one.reason == "gap")
        known = _Known(outbox.imports(read), outbox.exports(read), gaps, desk.clock.today())
    rows = []
    for station in contract.stations:
        devices = [one for one in desk.book.newest.devices if one.station_code == station.code]
        for device in sorted((one for one in devices if one.status in IN_USE), key=lambda one: one.slot):
            cells = tuple(_cell(device, month, known) for month in months)
            rows.append(MachineRow(station.code, station.name, device.slot, cells))
    return MonthBoard(months, tuple(rows))


def _cell(device: Device, month: date, known: _Known) -> MonthCell:
    mine = [one for one in known.imports if one.result == "merged" and one.sender == device.id]
    turned = [one for one in known.imports if one.result != "merged" and one.summary.get("sender") == device.id]
    end, due = month_end(month), due_day(month)
    covering = sorted((one for one in mine if _as_of(one) >= end), key=lambda one: (one.at, one.counter))
    aside = [one for one in turned if end < county_day(one.at) <= month_end(due)]
    if covering:
        return _came(device, covering, month, known)
    if aside:
        return _aside(aside[0])
    if known.today <= end:
        return MonthCell("none", "", f"{month.month}月还没过完")
    late = (known.today - due).days
    if late > 0:
        partly = f"，数据截至 {max(map(_as_of, mine)).isoformat()}" if mine else ""
        return MonthCell("late", f"迟{late}天", f"{month.month}月数据包没到，已迟 {late} 天{partly}")
    left = f"还有 {-late} 天到期" if late else "今天到期"
    return MonthCell("waiting", "未到", f"{month.month}月数据包还没到，{left}")


def _came(device: Device, covering: Sequence[outbox.ImportLog], month: date, known: _Known) -> MonthCell:
    """Say what became of the bundles that hold a month: the first that does, and those of the same reporting time."""
    first = covering[0]
    own = [one for one in covering if _as_of(one) < month_end(due_day(month))] or [first]
    back = [one for one in known.exports if device.id in one.to and one.at >= own[-1].at]
    files = (*(one.file for one in own), *(one.file for one in back[:1]))
    sums = {
        key: sum(one.summary.get(key, 0) for one in own)
        for key in ("new", "changed", "voided", "unchanged", "conflicts", "parked")
    }
    numbers = "、".join(str(one.counter) for one in own)
    said = (
        f"第 {numbers} 号：新增 {sums['new']}，更改 {sums['changed'] + sums['voided']}，无变化 {sums['unchanged']}，"
        f"等待 {sums['conflicts'] + sums['parked']}"
    )
    if any(chain in known.gaps for one in own for chain, _, _ in one.summary.get("missing") or ()):
        return MonthCell("gap", "缺号", f"{said}。中间缺包，能合并的已先合并，补到才算齐", files)
    if back and acknowledged(device.id, back, known.imports):
        return MonthCell("received", WORDS["received"], f"{said}。已回传，站点已导入", files)
    if back:
        return MonthCell("returned", WORDS["returned"], f"{said}。已做回传包，等站点导入", files)
    return MonthCell("merged", WORDS["merged"], said, files)


def acknowledged(device: str, back: Sequence[outbox.Export], imports: Sequence[outbox.ImportLog]) -> bool:
    """Tell whether a later bundle of the machine says that one of these files came."""
    counters = {one.counter for one in back}
    heard = (one for one in imports if one.sender == device)
    return any(counters & set(one.summary.get("came") or ()) for one in heard)


def _aside(one: outbox.ImportLog) -> MonthCell:
    why = str(one.summary.get("why", "")) or "没有写原因"
    if one.result == "waiting":
        return MonthCell("pending", WORDS["pending"], f"已到待合并：{why}", (one.file,))
    return MonthCell("refused", WORDS["refused"], f"拒收：{why}", (one.file,))


def _as_of(one: outbox.ImportLog) -> date:
    try:
        return date.fromisoformat(str(one.summary.get("as_of") or "0001-01-01"))
    except ValueError:
        return date.min


def _months(first: date, last: date) -> tuple[date, ...]:
    found, month = [], first.replace(day=1)
    while month <= last:
        found.append(month)
        month = (month + timedelta(days=31)).replace(day=1)
    return tuple(found)


def month_end(month: date) -> date:
    """Give the last day of a month."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def due_day(month: date) -> date:
    """Give the last day on which the bundle of a month is in time."""
    return month_end(month) + timedelta(days=LAST_DAY_TO_SEND)
